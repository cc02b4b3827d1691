//! The times by rule of a series: starts of all rules and added dates, in order, each once, without what is excluded.

use std::collections::BTreeMap;
use std::iter::Peekable;

use chrono::NaiveDateTime;

use super::{Added, Length, Series};
use crate::time::rule::Starts;

/// Times by rule, lazily.
pub(super) struct Of<'s> {
    series: &'s Series,
    starts: Vec<Peekable<Starts>>,
    without: Vec<Excluded>,
    /// Added dates that are still to come, with their own lengths.
    dates: BTreeMap<NaiveDateTime, Option<Length>>,
}

/// An excluding rule, moved along with the times it is asked about.
struct Excluded {
    starts: Starts,
    next: Option<NaiveDateTime>,
}

impl Excluded {
    fn has(&mut self, at: NaiveDateTime) -> bool {
        if self.next.is_some_and(|next| next < at) {
            // One jump, however many starts lie between.
            self.starts.seek(at);
            self.next = self.starts.next();
        }
        self.next == Some(at)
    }
}

impl<'s> Of<'s> {
    /// What rules give from a time on, and dates from a time on that may be earlier: they have lengths of their own.
    pub(super) fn new(series: &'s Series, from: NaiveDateTime, dates_from: NaiveDateTime) -> Self {
        let starts = |rule, from| series.as_kept(rule).starts_from(series.start, from);
        let mut dates: BTreeMap<NaiveDateTime, Option<Length>> = BTreeMap::new();
        for added in series.dates.iter().filter(|added| added.start >= dates_from) {
            // Of two with the same start the longer one holds, so that the order of lines does not matter.
            let length = dates.entry(added.start).or_default();
            *length = (*length).max(added.length);
        }
        // Without any rule or date, the start is all there is.
        let is_alone = series.rules.is_empty() && series.dates.is_empty();
        if (series.start_takes_place || is_alone) && series.start >= from {
            dates.entry(series.start).or_default();
        }
        Self {
            series,
            starts: series.rules.iter().map(|rule| starts(rule, from).peekable()).collect(),
            without: series
                .without_rules
                .iter()
                .map(|rule| {
                    let mut starts = starts(rule, from.min(dates_from));
                    Excluded { next: starts.next(), starts }
                })
                .collect(),
            dates,
        }
    }

    /// Whether something that is excluded has this time.
    fn is_excluded(&mut self, at: NaiveDateTime) -> bool {
        self.series.without.contains(&at)
            || self.series.without_days.contains(&at.date())
            || self.without.iter_mut().any(|rule| rule.has(at))
    }
}

impl Iterator for Of<'_> {
    type Item = Added;

    fn next(&mut self) -> Option<Added> {
        loop {
            let by_rule = self.starts.iter_mut().filter_map(|starts| starts.peek().copied()).min();
            let by_date = self.dates.first_key_value().map(|(start, _)| *start);
            let start = [by_rule, by_date].into_iter().flatten().min()?;
            for starts in &mut self.starts {
                starts.next_if_eq(&start);
            }
            let length = self.dates.remove(&start).flatten();
            if !self.is_excluded(start) {
                return Some(Added { start, length });
            }
        }
    }
}
