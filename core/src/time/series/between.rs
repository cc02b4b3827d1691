//! The occurrences of a series in a window.
//!
//! `RANGE=THISANDFUTURE` cuts the times by rule into stretches that move as one, so each stretch is in order and stays lazy;
//! single changes are few and are looked at one by one. What is given is the merge of all.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};

use super::of::Of;
use super::{Changed, Length, Occurrence, Series};

/// Occurrences that overlap a window.
pub(super) struct Between<'s> {
    stretches: Vec<Peekable<Stretch<'s>>>,
    single: Peekable<std::vec::IntoIter<Occurrence>>,
}

/// Times by rule from one change of all later ones to the next.
struct Stretch<'s> {
    series: &'s Series,
    of: Of<'s>,
    /// Single changes, by the time that they change.
    single: Arc<BTreeMap<NaiveDateTime, usize>>,
    /// The change that holds for all of the stretch.
    change: Option<usize>,
    shift: TimeDelta,
    /// No time by rule of the stretch lies at or after this.
    until: Option<NaiveDateTime>,
    from: NaiveDateTime,
    to: NaiveDateTime,
}

impl<'s> Between<'s> {
    pub(super) fn new(series: &'s Series, from: NaiveDateTime, to: NaiveDateTime) -> Self {
        if series.is_once() {
            let occurrence = series.occurrence(series.start, None, None, TimeDelta::zero());
            let single = Some(occurrence).filter(|o| o.overlaps(from, to));
            let single = single.into_iter().collect::<Vec<_>>().into_iter().peekable();
            return Self { stretches: Vec::new(), single };
        }
        let by_time = |is_later: bool| -> BTreeMap<NaiveDateTime, usize> {
            let changes = series.changes.iter().enumerate();
            let wanted = changes.filter(|(_, change)| change.and_later == is_later);
            wanted.map(|(n, change)| (change.of, n)).collect()
        };
        let (single, later) = (Arc::new(by_time(false)), by_time(true));
        let added = series.dates.iter().filter_map(|added| added.length).map(Length::span);
        let longest_added = added.fold(series.length.span(), TimeDelta::max);
        let mut begins = vec![(NaiveDateTime::MIN, None)];
        begins.extend(later.iter().map(|(of, n)| (*of, Some(*n))));
        let ends = begins.iter().skip(1).map(|(of, _)| Some(*of)).chain([None]);
        let mut stretches = Vec::new();
        for ((begin, change), until) in begins.iter().zip(ends) {
            let shift = series.shift(*change);
            // What began so early that it has ended before the window, whatever its length, is not looked at.
            // Each kind by its own length, so that one long occurrence does not make many short ones be walked through.
            let (by_rule, by_date) = match series.moved_length(*change) {
                Some(length) => (length.span(), length.span()),
                None => (series.length.span(), longest_added),
            };
            let before = |span: TimeDelta| {
                from.checked_sub_signed(span)
                    .and_then(|at| at.checked_sub_signed(shift))
                    .unwrap_or(NaiveDateTime::MIN)
                    .max(*begin)
            };
            let (earliest, dates_from) = (before(by_rule), before(by_date));
            let is_after = dates_from.checked_add_signed(shift).is_none_or(|at| at >= to);
            if is_after || until.is_some_and(|until| until <= dates_from) {
                continue;
            }
            // Nothing is wanted from the end of the window on, nor from the end of the stretch.
            let end = to.checked_sub_signed(shift).unwrap_or(NaiveDateTime::MAX);
            let end = until.map_or(end, |until| until.min(end));
            let of = Of::new(series, earliest, dates_from, Some(end));
            let (single, change) = (Arc::clone(&single), *change);
            let stretch = Stretch { series, of, single, change, shift, until, from, to };
            stretches.push(stretch.peekable());
        }
        let alone = |of: NaiveDateTime, n: usize| series.singly(of, n, &later, (from, to));
        let mut changed: Vec<Occurrence> =
            single.iter().filter_map(|(of, n)| alone(*of, *n)).collect();
        // A change of all later ones is in its stretch, unless no rule gives its own time.
        let first = later.iter().filter(|(of, _)| !single.contains_key(of));
        let detached = first.filter_map(|(of, n)| alone(*of, *n));
        changed.extend(detached.filter(|occurrence| series.given(occurrence.of).is_none()));
        changed.sort();
        Self { stretches, single: changed.into_iter().peekable() }
    }
}

impl Iterator for Between<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        let mut first = self.single.peek().copied();
        for stretch in &mut self.stretches {
            let next = stretch.peek().copied();
            first = [first, next].into_iter().flatten().min();
        }
        let first = first?;
        // Each time by rule is in one stretch alone, or a single change.
        if self.single.next_if_eq(&first).is_none() {
            for stretch in &mut self.stretches {
                if stretch.next_if_eq(&first).is_some() {
                    break;
                }
            }
        }
        Some(first)
    }
}

impl Iterator for Stretch<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        loop {
            let added = self.of.next()?;
            if self.until.is_some_and(|until| added.start >= until) {
                return None;
            }
            if self.single.contains_key(&added.start) {
                continue;
            }
            let occurrence =
                self.series.occurrence(added.start, added.length, self.change, self.shift);
            if occurrence.start >= self.to {
                return None;
            }
            if occurrence.overlaps(self.from, self.to) {
                return Some(occurrence);
            }
        }
    }
}

impl Occurrence {
    fn overlaps(&self, from: NaiveDateTime, to: NaiveDateTime) -> bool {
        self.start < to && (self.end > from || self.start >= from)
    }
}

impl Series {
    /// Nothing but its start: most events are so, and an agenda has thousands.
    fn is_once(&self) -> bool {
        self.start_takes_place
            && self.rules.is_empty()
            && self.dates.is_empty()
            && self.changes.is_empty()
            && self.without.is_empty()
            && self.without_days.is_empty()
    }

    /// By how much a change moves what it is for.
    fn shift(&self, change: Option<usize>) -> TimeDelta {
        match change.and_then(|n| self.changes.get(n)) {
            Some(change) => match change.what {
                Changed::Moved { start, .. } => start - change.of,
                _ => TimeDelta::zero(),
            },
            None => TimeDelta::zero(),
        }
    }

    /// The length that a change gives to what it is for.
    fn moved_length(&self, change: Option<usize>) -> Option<Length> {
        match self.changes.get(change?)?.what {
            Changed::Moved { length, .. } => Some(length),
            _ => None,
        }
    }

    fn occurrence(
        &self,
        of: NaiveDateTime,
        own: Option<Length>,
        change: Option<usize>,
        shift: TimeDelta,
    ) -> Occurrence {
        let what = change.and_then(|n| self.changes.get(n)).map(|change| change.what);
        let length = match what {
            Some(Changed::Moved { length, .. }) => length,
            _ => own.unwrap_or(self.length),
        };
        let start = of.checked_add_signed(shift).unwrap_or(of);
        let is_cancelled = what == Some(Changed::Cancelled);
        Occurrence { of, start, end: length.end(start), change, is_cancelled }
    }

    /// A changed occurrence that overlaps the window; none where its time is excluded, or a cancelled one that no rule
    /// gives.
    fn singly(
        &self,
        of: NaiveDateTime,
        change: usize,
        later: &BTreeMap<NaiveDateTime, usize>,
        (from, to): (NaiveDateTime, NaiveDateTime),
    ) -> Option<Occurrence> {
        if self.without.contains(&of) || self.without_days.contains(&of.date()) {
            return None;
        }
        let what = self.changes.get(change)?.what;
        if let Changed::Moved { start, .. } = what {
            let occurrence = self.occurrence(of, None, Some(change), start - of);
            return occurrence.overlaps(from, to).then_some(occurrence);
        }
        // It keeps its time, and may still belong to what was moved.
        let holding = later.range(..=of).next_back().map(|(_, n)| *n);
        let shift = self.shift(holding);
        let start = of.checked_add_signed(shift).unwrap_or(of);
        let longest = start.checked_add_signed(self.longest());
        let is_near = start < to && longest.is_none_or(|end| end >= from);
        if !is_near {
            return None;
        }
        let by_rule = self.given(of);
        if by_rule.is_none() && what == Changed::Cancelled {
            return None;
        }
        let own = self.moved_length(holding).or(by_rule.and_then(|added| added.length));
        let occurrence = self.occurrence(of, own, Some(change), shift);
        occurrence.overlaps(from, to).then_some(occurrence)
    }
}
