//! Which occurrences need a VEVENT of their own.
//!
//! Beside those that a change names: the first of a series whose clock changes in the middle of it, and the next ones behind a
//! change of all later ones. Most calendars do not know `RANGE=THISANDFUTURE` and take it for one occurrence; people would
//! go there at the old hour.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::written::Written;
use crate::time::series::Occurrence;

/// So many occurrences behind a change of all later ones are written out: a year of weeks.
const WRITTEN_OUT: usize = 52;

/// An occurrence apart from its series.
pub(super) struct Apart {
    /// Which, and what became of it.
    pub(super) occurrence: Occurrence,
    /// All later ones too.
    pub(super) and_later: bool,
}

/// In the order of their times by rule.
pub(super) fn apart(event: &Written<'_>) -> Vec<Apart> {
    let series = &event.series;
    // Of two changes of one time the last in the list holds, and a single one comes before one of all later.
    let by_time = |and_later: bool| -> BTreeMap<NaiveDateTime, usize> {
        let changes = series.changes.iter().enumerate();
        changes.filter(|(_, c)| c.and_later == and_later).map(|(n, c)| (c.of, n)).collect()
    };
    let (single, later) = (by_time(false), by_time(true));
    let mut out: BTreeMap<NaiveDateTime, Apart> = BTreeMap::new();
    let mut put = |of: NaiveDateTime, and_later: bool| {
        // What is excluded is not found, and has no change either.
        if let Some(occurrence) = series.find(of) {
            let apart = out.entry(of).or_insert(Apart { occurrence, and_later });
            apart.and_later |= and_later;
        }
    };
    single.keys().for_each(|of| put(*of, false));
    let from = event.event.zone.local(event.event.stamp).unwrap_or(series.start);
    let ends = later.keys().skip(1).map(|of| Some(*of)).chain([None]);
    for (of, end) in later.keys().zip(ends) {
        let is_before = |at: &NaiveDateTime| end.is_none_or(|end| *at < end);
        let behind = *of + TimeDelta::seconds(1);
        // Two VEVENTs of one RECURRENCE-ID would be one, and an excluded time has none: it begins with the next time then.
        let start = match single.contains_key(of) || series.find(*of).is_none() {
            false => Some(*of),
            true => {
                let mut next = series.list_of(behind).take_while(is_before);
                next.find(|at| !single.contains_key(at))
            }
        };
        let Some(start) = start else { continue };
        put(start, true);
        let next = series.list_of(behind.max(from)).take_while(is_before);
        next.take(WRITTEN_OUT).for_each(|at| put(at, false));
    }
    if event.clocked.end_of_series(series, event.event.fact.end.is_some()).1 {
        put(series.start, false);
    }
    out.into_values().collect()
}
