//! Single times that differ, and a draft that is saved again: each change is of one time and touches no other.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::check::{differ, ends_well, moment, note};
use super::fault::{DraftFaultKind as Kind, DraftFaults, Log};
use super::record::Draft;
use crate::error::{Error, Result};
use crate::packs::format::{EventChange, EventChangeText, EventFact, write_moment};

/// Most times of one draft that differ.
const CHANGES: usize = 200;

/// What is different about one time; what is left out is as it always is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftChange {
    /// When it begins instead.
    pub start: Option<String>,
    /// When it ends instead; without it, it lasts as long as always.
    pub end: Option<String>,
    /// Where it is instead: id of a place of the pack.
    pub place: Option<String>,
    /// A sentence, such as why.
    pub note: Option<String>,
}

impl Draft {
    /// Makes one time (`of`, its time by rule) differ; what was said of it before is gone.
    ///
    /// # Errors
    /// `NotFound` where there is no such time; `Draft` with everything that is wrong.
    pub fn change(
        &mut self,
        of: &str,
        change: &DraftChange,
        places: &BTreeSet<String>,
    ) -> Result<()> {
        let (at, of) = self.time(of)?;
        let all_day = self.fact.is_all_day();
        let mut log = Log::default();
        let mut read = |field, text: &Option<String>| {
            let text = text.as_deref().filter(|text| !text.trim().is_empty())?;
            log.read(field, Kind::NotATime, moment(text, all_day))
        };
        let (start, end) = (read("start", &change.start), read("end", &change.end));
        ends_well(start.unwrap_or(at), end, &mut log);
        let place = change.place.as_deref().map(str::trim).filter(|place| !place.is_empty());
        let place = place.filter(|place| Some(*place) != self.fact.place.as_deref());
        if place.is_some_and(|place| !places.contains(place)) {
            log.fault("place", Kind::NotKnown);
        }
        let note = note(change.note.as_deref(), &mut log);
        self.make_room(&of, &mut log);
        if !log.faults.is_empty() {
            return Err(Error::Draft(DraftFaults(log.faults)));
        }
        let write = |at: NaiveDateTime| write_moment(at, all_day);
        let change = EventChange {
            of: of.clone(),
            start: start.map(write),
            end: end.map(write),
            place: place.map(str::to_owned),
            ..EventChange::default()
        };
        self.put(change, note);
        Ok(())
    }

    /// Takes one time away, and says so to those who look for it.
    ///
    /// # Errors
    /// As [`Draft::change`].
    pub fn cancel(&mut self, of: &str, reason: Option<&str>) -> Result<()> {
        let (_, of) = self.time(of)?;
        let mut log = Log::default();
        let reason = note(reason, &mut log);
        self.make_room(&of, &mut log);
        if !log.faults.is_empty() {
            return Err(Error::Draft(DraftFaults(log.faults)));
        }
        self.put(EventChange { of, cancelled: true, ..EventChange::default() }, reason);
        Ok(())
    }

    /// Makes one time as it always is.
    ///
    /// # Errors
    /// `NotFound` where there is no such time.
    pub fn restore(&mut self, of: &str) -> Result<()> {
        let (_, of) = self.time(of)?;
        self.put(EventChange { of, ..EventChange::default() }, None);
        Ok(())
    }

    /// A time by rule, as records write it.
    fn time(&self, of: &str) -> Result<(NaiveDateTime, String)> {
        let missing = || Error::NotFound("time of the draft");
        let all_day = self.fact.is_all_day();
        let at = moment(of, all_day).ok_or_else(missing)?;
        if !is_time(&self.fact, at) {
            return Err(missing());
        }
        Ok((at, write_moment(at, all_day)))
    }

    fn make_room(&self, of: &str, log: &mut Log) {
        let others = self.fact.changes.iter().filter(|change| change.of != of).count();
        if others >= CHANGES {
            log.over("of", Kind::TooMany, CHANGES);
        }
    }

    /// One change in the place of what was said of that time; one that changes nothing is none.
    fn put(&mut self, change: EventChange, note: Option<String>) {
        let before = self.fact.clone();
        let plain = EventChange { of: change.of.clone(), ..EventChange::default() };
        let changes = &mut self.fact.changes;
        changes.retain(|c| c.of != change.of);
        for written in &mut self.texts {
            written.text.changes.remove(&change.of);
        }
        // A note hangs on a change, also where nothing else differs.
        if change != plain || note.is_some() {
            if let (Some(first), Some(note)) = (self.texts.first_mut(), note) {
                let text = EventChangeText { title: None, note: Some(note) };
                first.text.changes.insert(change.of.clone(), text);
            }
            changes.push(change);
        }
        changes.sort_by(|a, b| a.of.cmp(&b.of));
        // Calendars have to know of another when, where or whether (RFC 5545, section 3.8.7.4), and not of other words.
        if told(&before) != told(&self.fact) {
            self.fact.sequence = self.fact.sequence.saturating_add(1);
        }
    }
}

/// The changes that say another when, where or whether.
fn told(fact: &EventFact) -> Vec<&EventChange> {
    let says =
        |c: &&EventChange| c.cancelled || c.start.is_some() || c.end.is_some() || c.place.is_some();
    fact.changes.iter().filter(says).collect()
}

/// A draft that takes the place of an earlier one: changes stay whose time it still has. Gives those that do not.
pub fn again(old: &Draft, mut new: Draft) -> (Draft, Vec<String>) {
    let all_day = new.fact.is_all_day();
    let (kept, gone): (Vec<EventChange>, Vec<EventChange>) =
        old.fact.changes.iter().cloned().partition(|change| {
            moment(&change.of, all_day).is_some_and(|at| is_time(&new.fact, at))
        });
    let first = old.texts.first().filter(|w| !new.texts.iter().any(|n| n.language == w.language));
    for (n, written) in new.texts.iter_mut().enumerate() {
        let before = old.texts.iter().find(|w| w.language == written.language);
        // Where it is now written in another language, what was said of single times goes along.
        let before = before.or(first.filter(|_| n == 0));
        written.text.changes = before.map(|w| w.text.changes.clone()).unwrap_or_default();
        written.text.changes.retain(|of, _| kept.iter().any(|change| change.of == *of));
    }
    new.fact.changes = kept;
    new.fact.sequence = old.fact.sequence;
    if differ(&old.fact, &new.fact) {
        new.fact.sequence = new.fact.sequence.saturating_add(1);
    }
    (new, gone.into_iter().map(|change| change.of).collect())
}

/// Whether a time is one by rule.
fn is_time(fact: &EventFact, at: NaiveDateTime) -> bool {
    fact.series().is_ok_and(|series| {
        let end = at.checked_add_signed(chrono::TimeDelta::seconds(1));
        let plain = crate::time::series::Series { changes: Vec::new(), ..series };
        end.is_some_and(|end| plain.between(at, end).any(|occurrence| occurrence.of == at))
    })
}
