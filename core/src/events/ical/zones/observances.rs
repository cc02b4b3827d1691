//! A VTIMEZONE as a clock (RFC 5545 3.6.5).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::super::component::Component;
use super::super::fault::{Fault, What};
use super::super::value::{self, Value};
use crate::time::rule::Rule;
use crate::time::zone::{Clock, ZoneChange};

/// Changes of the clock are written out up to this year; what holds then goes on.
const LAST: i32 = 2100;
/// Outlook lets its rules begin in 1601; nobody has events then.
const FIRST: i32 = 1900;
/// Observances of one zone; whole histories have some hundred.
const MOST_OBSERVANCES: usize = 500;
/// Changes of one observance, so that a hostile rule does not fill the memory.
const MOST: usize = 500;

/// The clock of a VTIMEZONE; nothing where no observance can be read.
pub(super) fn clock(zone: &Component, faults: &mut Vec<Fault>) -> Option<Clock> {
    // The offset from each onset on, and that before it.
    let mut onsets: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    let is_observance = |c: &&Component| c.name == "STANDARD" || c.name == "DAYLIGHT";
    for observance in zone.components.iter().filter(is_observance).take(MOST_OBSERVANCES) {
        let Some((from, to)) = offsets(observance, faults) else { continue };
        for local in onsets_of(observance, from, faults) {
            let second = local.and_utc().timestamp().saturating_sub(from);
            onsets.insert(second, (from, to));
        }
    }
    let offset = onsets.values().next()?.0;
    let mut now = offset;
    let changes = onsets.into_iter().filter_map(|(second, (_, to))| {
        let before = std::mem::replace(&mut now, to);
        (before != to).then_some(ZoneChange(second, to))
    });
    Some(Clock { offset, changes: changes.collect(), rule: String::new() })
}

fn offsets(observance: &Component, faults: &mut Vec<Fault>) -> Option<(i64, i64)> {
    let mut of = |name| {
        let property = observance.property(name)?;
        let mut told = Vec::new();
        let value = value::first(property, &mut told);
        faults.extend(told.into_iter().map(|what| Fault::new(property.line, what)));
        match value? {
            Value::Offset(seconds) => Some(i64::from(seconds)),
            _ => None,
        }
    };
    let to = of("TZOFFSETTO")?;
    Some((of("TZOFFSETFROM").unwrap_or(to), to))
}

/// Wall clock times, by the offset before, at which an observance begins.
fn onsets_of(observance: &Component, from: i64, faults: &mut Vec<Fault>) -> Vec<NaiveDateTime> {
    let mut told = Vec::new();
    let start = observance.property("DTSTART").and_then(|p| value::first(p, &mut told));
    let Some(start) = start.and_then(|value| value.when()).map(value::When::local) else {
        faults.push(Fault::new(observance.line, What::NoStart(observance.name.clone())));
        return Vec::new();
    };
    let mut onsets = vec![start];
    for property in observance.all("RDATE") {
        let values = value::read(property, &mut told);
        onsets.extend(values.iter().filter_map(Value::when).map(value::When::local));
    }
    for property in observance.all("RRULE").take(1) {
        match Rule::read_leniently(&property.value) {
            Ok((rule, _)) => {
                // The limit is an instant; the offset before the onset makes it local.
                let local = |utc: NaiveDateTime| {
                    TimeDelta::try_seconds(from)
                        .and_then(|d| utc.checked_add_signed(d))
                        .unwrap_or(utc)
                };
                let rule = rule.until_in(local);
                let early =
                    start.date().with_year(FIRST).unwrap_or(start.date()).and_time(start.time());
                let starts = rule.starts_from(start, start.max(early));
                onsets.extend(starts.take_while(|at| at.year() <= LAST).take(MOST));
            }
            Err(error) => {
                let what = What::Rule { rule: error.to_string() };
                faults.push(Fault::new(property.line, what));
            }
        }
    }
    faults.extend(told.into_iter().map(|what| Fault::new(observance.line, what)));
    onsets
}
