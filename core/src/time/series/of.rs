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
    /// What is at `until` and later is left out, and not looked for: a rule may match nothing until the end of the calendar.
    pub(super) fn new(
        series: &'s Series,
        from: NaiveDateTime,
        dates_from: NaiveDateTime,
        until: Option<NaiveDateTime>,
    ) -> Self {
        let starts = |rule, from| {
            let starts = series.as_kept(rule).starts(series.start);
            let mut starts = match until {
                Some(until) => starts.before(until),
                None => starts,
            };
            starts.seek(from);
            starts
        };
        let mut dates: BTreeMap<NaiveDateTime, Option<Length>> = BTreeMap::new();
        let is_near = |at| at >= dates_from && until.is_none_or(|until| at < until);
        for added in series.dates.iter().filter(|added| is_near(added.start)) {
            // Of two with the same start the longer one holds, so that the order of lines does not matter.
            let length = dates.entry(added.start).or_default();
            *length = (*length).max(added.length);
        }
        if series.has_start() && is_near(series.start) {
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

impl Series {
    /// Whether the first start takes place without a rule: without any rule or date, it is all there is.
    fn has_start(&self) -> bool {
        self.start_takes_place || (self.rules.is_empty() && self.dates.is_empty())
    }

    /// A time with its own length, if a rule or a date gives it and nothing excludes it.
    pub(super) fn given(&self, of: NaiveDateTime) -> Option<Added> {
        let gives = |rule| self.as_kept(rule).starts_from(self.start, of).next() == Some(of);
        let dates = self.dates.iter().filter(|added| added.start == of);
        let is_date = dates.clone().next().is_some() || (self.has_start() && self.start == of);
        let is_in = is_date || self.rules.iter().any(gives);
        let is_out = self.without.contains(&of)
            || self.without_days.contains(&of.date())
            || self.without_rules.iter().any(gives);
        let length = dates.filter_map(|added| added.length).max();
        (is_in && !is_out).then_some(Added { start: of, length })
    }
}
