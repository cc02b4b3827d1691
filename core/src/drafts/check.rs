//! From the form to the records of a pack: everything that is wrong is told at once, by field.
//!
//! What has a fault is left out of the records, so that warnings can be had while the form is being filled in.

mod fields;
mod texts;

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};

use self::fields::one_line;
use super::fault::{DraftFaultKind as Kind, DraftFaults, Log};
use super::form::EventDraft;
use super::record::Draft;
use super::repeat;
use crate::packs::format::{EventFact, read_moment, write_moment};
use crate::time::rule::Rule;

pub(super) use self::texts::note;

/// Nothing that a person drafts lasts longer, in days.
const LONGEST: i64 = 31;

/// What is known of the pack that a draft is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The pack's zone; nothing where the pack is not installed.
    pub zone: Option<String>,
    /// Zones whose clock is known, among those that the draft names.
    pub clocks: BTreeSet<String>,
    /// Places of the pack, among those that the draft names.
    pub places: BTreeSet<String>,
    /// Topics, among those that the draft names.
    pub topics: BTreeSet<String>,
}

/// Reads a form.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(form: &EventDraft, known: &Known) -> Result<Draft, DraftFaults> {
    let (draft, faults) = read(form, known);
    match draft {
        Some(draft) if faults.is_empty() => Ok(draft),
        _ => Err(DraftFaults(faults)),
    }
}

/// Reads a form of which only the times have to be right.
///
/// # Errors
/// What is wrong with its times.
pub fn check_times(form: &EventDraft, known: &Known) -> Result<Draft, DraftFaults> {
    let (draft, mut faults) = read(form, known);
    let of_times = ["pack", "start", "end", "zone", "repeat"];
    faults.retain(|f| of_times.contains(&f.field.split('.').next().unwrap_or_default()));
    match draft {
        Some(draft) if faults.is_empty() => Ok(draft),
        _ => Err(DraftFaults(faults)),
    }
}

fn read(form: &EventDraft, known: &Known) -> (Option<Draft>, Vec<super::DraftFault>) {
    let mut log = Log::default();
    let zone = zone(form, known, &mut log);
    let times = times(form, &mut log);
    let place = fields::place(form, known, &mut log);
    let written = texts::texts(&form.texts, &mut log);
    let mut fact = fields::facts(form, known, &mut log);
    let draft = times.zip(zone).map(|(times, zone)| {
        fact.start = write_moment(times.start, form.all_day);
        fact.end = times.end.map(|end| write_moment(end, form.all_day));
        fact.rules = times.rule.iter().map(ToString::to_string).collect();
        fact.zone = known.zone.as_ref().filter(|own| **own != zone).map(|_| zone.clone());
        (fact.place, fact.address) = place;
        Draft { fact, texts: written, zone }
    });
    (draft, log.faults)
}

fn zone(form: &EventDraft, known: &Known, log: &mut Log) -> Option<String> {
    let own = log.read("pack", Kind::NotKnown, known.zone.clone());
    let named = one_line("zone", form.zone.as_deref(), 64, log);
    let zone = named.or(own)?;
    log.read("zone", Kind::NotKnown, Some(zone).filter(|zone| known.clocks.contains(zone)))
}

struct Times {
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    rule: Option<Rule>,
}

fn times(form: &EventDraft, log: &mut Log) -> Option<Times> {
    if form.start.trim().is_empty() {
        log.fault("start", Kind::Missing);
        return None;
    }
    let start = log.read("start", Kind::NotATime, moment(&form.start, form.all_day));
    let end = form.end.as_deref().filter(|end| !end.trim().is_empty());
    let end = end.and_then(|end| log.read("end", Kind::NotATime, moment(end, form.all_day)));
    let start = start?;
    ends_well(start, end, log);
    let Some(repeat) = &form.repeat else { return Some(Times { start, end, rule: None }) };
    let rule = repeat::rule(repeat, start.date(), form.all_day, log)?;
    match rule.starts(start).next() {
        Some(first) if first == start => {}
        Some(_) => log.fault("start", Kind::NotInSeries),
        None => log.fault("repeat", Kind::NeverOn),
    }
    Some(Times { start, end, rule: Some(rule) })
}

/// Whether something ends in good time after it begins.
pub(super) fn ends_well(start: NaiveDateTime, end: Option<NaiveDateTime>, log: &mut Log) {
    match end.map(|end| end - start) {
        Some(length) if length < TimeDelta::zero() => log.fault("end", Kind::EndsBefore),
        Some(length) if length > TimeDelta::days(LONGEST) => {
            log.over("end", Kind::TooMany, LONGEST as usize);
        }
        _ => {}
    }
}

/// A local time, also without seconds or with a space in the middle; a day where days count.
pub(super) fn moment(text: &str, all_day: bool) -> Option<NaiveDateTime> {
    let mut text = text.trim().replacen(' ', "T", 1);
    if text.matches(':').count() == 1 {
        text.push_str(":00");
    }
    let (at, is_day) = read_moment(&text).ok()?;
    (is_day == all_day).then_some(at)
}

/// Whether two records say another when, where or whether: what calendars have to know of (`SEQUENCE`).
pub(super) fn differ(a: &EventFact, b: &EventFact) -> bool {
    let of = |fact: &EventFact| {
        let EventFact { start, end, zone, rules, status, place, address, online, .. } =
            fact.clone();
        (start, end, zone, rules, status, place, address, online)
    };
    of(a) != of(b) || a.changes != b.changes
}
