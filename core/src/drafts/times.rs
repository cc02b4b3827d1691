//! When a draft takes place: its times with what is different about them.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::record::Draft;
use crate::packs::format::{EventChange, write_moment};
use crate::time::series::{Occurrence, Series};
use crate::time::zone::Zone;

/// One time at which a draft takes place, or would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftOccurrence {
    /// Its local time by rule, which stays its name when it is moved.
    pub of: String,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// When it ends, or its last day; nothing where nobody said.
    pub ends_local: Option<String>,
    /// When it begins, milliseconds since 1970; nothing where the clock there is not known.
    pub starts_ms: Option<i64>,
    /// It does not take place.
    pub cancelled: bool,
    /// It differs from all others.
    pub changed: bool,
    /// Where it is instead: id of a place of the pack.
    pub place: Option<String>,
    /// What is different, in words.
    pub note: Option<String>,
}

impl Draft {
    /// Its times; nothing for one that an older version wrote and this one cannot read.
    pub(super) fn series(&self) -> Option<Series> {
        self.fact.series().ok()
    }

    /// The first times, at most `limit`.
    pub fn occurrences(&self, zone: Option<&Zone>, limit: usize) -> Vec<DraftOccurrence> {
        let Some(series) = self.series() else { return Vec::new() };
        let from = series.start.checked_add_signed(series.shifts().0).unwrap_or(series.start);
        let times = series.between(from, NaiveDateTime::MAX).take(limit);
        times.map(|time| self.occurrence(&time, zone)).collect()
    }

    /// The next time that takes place, from a moment on.
    pub fn next(&self, zone: &Zone, now: DateTime<Utc>) -> Option<(String, i64)> {
        let series = self.series()?;
        let now = zone.local(now)?;
        let mut times = series.between(now, NaiveDateTime::MAX).take(LOOKED_AT);
        let next = times.find(|time| !time.is_cancelled)?;
        let at = zone.resolve(next.start).timestamp_millis();
        Some((write_moment(next.start, self.fact.is_all_day()), at))
    }

    /// It takes place more than once.
    pub fn repeats(&self) -> bool {
        !self.fact.rules.is_empty()
    }

    /// The change that applies to a time.
    pub(super) fn change_of(&self, time: &Occurrence) -> Option<&EventChange> {
        time.change.and_then(|n| self.fact.changes.get(n))
    }

    fn occurrence(&self, time: &Occurrence, zone: Option<&Zone>) -> DraftOccurrence {
        let all_day = self.fact.is_all_day();
        let change = self.change_of(time);
        let of = write_moment(time.of, all_day);
        let has_end = self.fact.end.is_some() || change.is_some_and(|c| c.end.is_some());
        let last = match all_day {
            true => time.end.checked_sub_signed(TimeDelta::days(1)).unwrap_or(time.end),
            false => time.end,
        };
        DraftOccurrence {
            starts_local: write_moment(time.start, all_day),
            ends_local: has_end.then(|| write_moment(last, all_day)),
            starts_ms: zone.map(|zone| zone.resolve(time.start).timestamp_millis()),
            cancelled: time.is_cancelled,
            changed: change.is_some(),
            place: change.and_then(|c| c.place.clone()),
            note: self.note(&of),
            of,
        }
    }
}

/// So many times are gone through for one that takes place; no more can be cancelled.
const LOOKED_AT: usize = 400;
