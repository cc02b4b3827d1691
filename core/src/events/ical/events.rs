//! VEVENTs to events: one for each UID, with its times and what its occurrences change.
//!
//! A file may hold an event several times: as it was and as it is (SEQUENCE), and single occurrences of it
//! (RECURRENCE-ID). Here they become one entry. When it is on is told by [`crate::time::series`], in the wall clock of the
//! event's own zone.

mod details;
mod times;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::component::{Component, Read};
use super::fault::{Fault, What};
use super::zones::{Clocks, FoundZone, Zones};
use crate::time::series::{Change, Changed, Series};

pub use self::details::{Details, Person, Status, Text};

/// Changes of one event: nobody meets daily for longer.
const MOST_CHANGES: usize = 5_000;
/// Of them, those of all later occurrences.
const MOST_LATER: usize = 50;

/// What a calendar file holds.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// Its events, in the order in which the file begins them.
    pub entries: Vec<Entry>,
    /// What was wrong with the events, by line; what was wrong with the lines is told by [`Read`].
    pub faults: Vec<Fault>,
    /// Components that are no events and no zones, by name: how many there are.
    pub others: BTreeMap<String, usize>,
}

/// An event: a single one, or a series.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is called among all events everywhere; none where the file gives it no UID.
    pub uid: Option<String>,
    /// Of an occurrence that the file has without its series, the time by rule; else none.
    pub instance: Option<NaiveDateTime>,
    /// The zone of its times; none for whole days and floating times, which are the same on every wall (RFC 5545 3.3.5).
    pub zone: Option<Arc<FoundZone>>,
    /// Whether its times are days; an occurrence that was moved may differ ([`Details::all_day`]).
    pub all_day: bool,
    /// When it is on, on the wall clock of its zone. Its changes are those of [`Entry::changes`], in the same order.
    pub times: Series,
    /// What it is.
    pub details: Details,
    /// What single occurrences are instead.
    pub changes: Vec<Details>,
}

impl Entry {
    /// The instant of a time of this event; none for whole days and floating times.
    pub fn instant(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        Some(self.zone.as_ref()?.zone.resolve(local))
    }
}

/// The events of what was read. `default_zone` is the IANA name of the zone that holds where the file tells none.
pub fn events(read: &Read, clocks: &dyn Clocks, default_zone: &str) -> Events {
    let mut out = Events::default();
    let mut found: Vec<Found<'_>> = Vec::new();
    let bare = Component::new("VCALENDAR");
    let mut bare_zones = Zones::new(&bare, clocks, default_zone, &mut out.faults);
    for component in &read.components {
        match component.name.as_str() {
            "VCALENDAR" => {
                let mut zones = Zones::new(component, clocks, default_zone, &mut out.faults);
                let method = component.property("METHOD").map(|p| p.value.trim());
                let cancels = method.is_some_and(|m| m.eq_ignore_ascii_case("CANCEL"));
                for inside in &component.components {
                    take(inside, cancels, &mut zones, &mut found, &mut out);
                }
            }
            "VEVENT" => {
                let what = What::Bare(component.name.clone());
                out.faults.push(Fault::new(component.line, what));
                take(component, false, &mut bare_zones, &mut found, &mut out);
            }
            _ => *out.others.entry(component.name.clone()).or_default() += 1,
        }
    }
    out.entries = join(found, &mut out.faults);
    out.faults.sort_by_key(|fault| fault.line);
    out
}

/// A VEVENT that has a start.
struct Found<'c> {
    component: &'c Component,
    times: times::Times,
    details: Details,
}

fn take<'c>(
    component: &'c Component,
    cancels: bool,
    zones: &mut Zones<'_>,
    found: &mut Vec<Found<'c>>,
    out: &mut Events,
) {
    match component.name.as_str() {
        "VEVENT" => {}
        "VTIMEZONE" => return,
        other => {
            *out.others.entry(other.to_owned()).or_default() += 1;
            return;
        }
    }
    let mut details = details::read(component, &mut out.faults);
    if cancels {
        details.status = Status::Cancelled;
    }
    if let Some(times) = times::read(component, zones, &mut out.faults) {
        details.all_day = times.all_day;
        found.push(Found { component, times, details });
    }
}

/// One entry for each UID; events without one stand for themselves.
fn join(found: Vec<Found<'_>>, faults: &mut Vec<Fault>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut by_uid: BTreeMap<String, Vec<Found<'_>>> = BTreeMap::new();
    for one in found {
        match one.details.uid.clone() {
            Some(uid) => by_uid.entry(uid).or_default().push(one),
            None => {
                faults.push(Fault::new(one.component.line, What::NoUid));
                entries.push(alone(one));
            }
        }
    }
    for (_, versions) in by_uid {
        entries.extend(series(versions, faults));
    }
    entries.sort_by_key(|entry| entry.details.line);
    entries
}

/// A series and each of its changes: of several versions, the latest. Changes alone are events of their own.
fn series(versions: Vec<Found<'_>>, faults: &mut Vec<Fault>) -> Vec<Entry> {
    let (changes, masters): (Vec<_>, Vec<_>) =
        versions.into_iter().partition(|one| one.times.of.is_some());
    let Some(master) = latest(masters, |_| (), faults).into_values().next() else {
        return latest(changes, |one| one.times.of, faults).into_values().map(alone).collect();
    };
    let mut entry = alone(master);
    let mut later = 0;
    // The same occurrence may be named by its day, in a zone, or in UTC.
    let of = |one: &Found<'_>| {
        one.times.of.map(|of| of.local_in(&entry.times.start, entry.zone.as_deref(), entry.all_day))
    };
    for (of, change) in latest(changes, of, faults) {
        let Some(of) = of else { continue };
        later += usize::from(change.times.and_later);
        if entry.changes.len() >= MOST_CHANGES || later > MOST_LATER {
            faults.push(Fault::new(change.component.line, What::TooMany("changes")));
            break;
        }
        for name in ["RRULE", "RDATE", "EXDATE", "EXRULE"] {
            if let Some(property) = change.component.property(name) {
                let what = What::InChange(property.name.clone());
                faults.push(Fault::new(property.line, what));
            }
        }
        let what = match change.details.status {
            Status::Cancelled => Changed::Cancelled,
            _ => match change.times.start {
                Some(start) => Changed::Moved {
                    start: entry_time(&entry, &change.times, start),
                    length: change.times.series.length,
                },
                None => Changed::Same,
            },
        };
        entry.times.changes.push(Change { of, and_later: change.times.and_later, what });
        entry.changes.push(change.details);
    }
    vec![entry]
}

/// By what a version is of, the latest of each; the others are told.
fn latest<'c, K: Ord>(
    versions: Vec<Found<'c>>,
    of: impl Fn(&Found<'c>) -> K,
    faults: &mut Vec<Fault>,
) -> BTreeMap<K, Found<'c>> {
    let mut latest = BTreeMap::new();
    for one in versions {
        let key = of(&one);
        let kept = match latest.remove(&key) {
            None => one,
            Some(other) => {
                let (kept, older) =
                    if is_newer(&other, &one) { (other, one) } else { (one, other) };
                faults.push(Fault::new(older.component.line, What::Older));
                kept
            }
        };
        latest.insert(key, kept);
    }
    latest
}

/// Whether the first of two versions of the same is the newer one (RFC 5546 2.1.5): SEQUENCE, then when it was changed;
/// of equals the later in the file.
fn is_newer(a: &Found<'_>, b: &Found<'_>) -> bool {
    let rank = |one: &Found<'_>| {
        let details = &one.details;
        (details.sequence, details.last_modified.max(details.stamp), details.line)
    };
    rank(a) > rank(b)
}

/// An event on its own.
fn alone(found: Found<'_>) -> Entry {
    let times = found.times;
    let instance =
        times.of.map(|of| of.local_in(&times.series.start, times.zone.as_deref(), times.all_day));
    Entry {
        uid: found.details.uid.clone(),
        instance,
        zone: times.zone,
        all_day: times.all_day,
        times: times.series,
        details: found.details,
        changes: Vec::new(),
    }
}

/// A start of a change on the wall clock of its series.
fn entry_time(entry: &Entry, change: &times::Times, start: NaiveDateTime) -> NaiveDateTime {
    match (&entry.zone, &change.zone) {
        (Some(to), Some(from)) => times::moved(start, from, to),
        _ => start,
    }
}

#[cfg(test)]
mod tests;
