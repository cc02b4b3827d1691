//! An event's times: its start, its rules, times added and taken away, and changes to single occurrences or to all from one
//! on (RFC 5545, sections 3.8.4.4 and 3.8.5).
//!
//! All times are wall clock times in the event's own zone; instants, and clocks that are put forward or back, are the
//! caller's through `time::zone`. Reading calendar files, texts and people is not done here.

mod between;
mod of;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::rule::{LAST_YEAR, Rule, Until};

/// Starts that are counted to find the last one of a rule with `COUNT`; past it the bound is the end of the calendar.
const COUNTED_FOR_LAST: usize = 100_000;

/// When an event takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// `DTSTART`; midnight for whole days.
    pub start: NaiveDateTime,
    /// How long each occurrence lasts.
    pub length: Length,
    /// `RRULE`. A moment of `UNTIL` is compared as [`Rule::until_in`] left it.
    pub rules: Vec<Rule>,
    /// `EXRULE` (RFC 2445, section 4.8.5.2): what these rules give does not take place.
    pub without_rules: Vec<Rule>,
    /// `RDATE`.
    pub dates: Vec<Added>,
    /// `EXDATE`: these times by rule do not take place.
    pub without: BTreeSet<NaiveDateTime>,
    /// `EXDATE` of type `DATE` for an event with times of the day: nothing takes place that began on these days. The RFC asks
    /// for the event's own type; servers write days, and mean the day.
    pub without_days: BTreeSet<NaiveDate>,
    /// Occurrences that differ.
    pub changes: Vec<Change>,
    /// Whether `start` takes place where no rule gives it: the first instance is what `DTSTART` defines (RFC 5545, section
    /// 3.8.5.3), but who writes such a rule often means the rule alone. `COUNT` counts what the rule gives.
    pub start_takes_place: bool,
}

/// How long an occurrence lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Whole days; the event has no times of the day, and its rules no hours (RFC 5545, section 3.3.10).
    Days(u32),
    /// Seconds that really pass, from `DTEND` (RFC 5545, section 3.8.5.3) or the hours of a `DURATION`.
    Exact(TimeDelta),
    /// A `DURATION` with days or weeks: first days of the calendar, then seconds that really pass (section 3.3.6).
    Nominal {
        /// Days, weeks as seven.
        days: u32,
        /// What comes after them.
        exact: TimeDelta,
    },
}

/// An `RDATE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Added {
    /// When it begins.
    pub start: NaiveDateTime,
    /// Its own length, of a `PERIOD`.
    pub length: Option<Length>,
}

/// A component with a `RECURRENCE-ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The time by rule that is meant: `RECURRENCE-ID`.
    pub of: NaiveDateTime,
    /// `RANGE=THISANDFUTURE`: all later ones too, until the next such change.
    pub and_later: bool,
    /// What changes.
    pub what: Changed,
}

/// What a change does to an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It does not take place, and is told as such.
    Cancelled,
    /// It begins at another time or lasts another while. Later ones move by as much (RFC 5545, section 3.8.4.4).
    Moved {
        /// When the one with this `RECURRENCE-ID` begins.
        start: NaiveDateTime,
        /// How long it lasts.
        length: Length,
    },
    /// Only other texts.
    Same,
}

/// One time at which an event takes place, or would have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// When it begins.
    pub start: NaiveDateTime,
    /// The time by rule, which stays its name: `RECURRENCE-ID`.
    pub of: NaiveDateTime,
    /// When it ends on a clock that nobody puts forward or back. With [`Length::Exact`], the instant of `start` and the
    /// length tell it exactly.
    pub end: NaiveDateTime,
    /// Which of [`Series::changes`] applies.
    pub change: Option<usize>,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
}

impl Length {
    /// The end of what begins at a time, on a clock that nobody puts forward or back.
    pub fn end(self, start: NaiveDateTime) -> NaiveDateTime {
        let (days, exact) = match self {
            Self::Days(days) => (days, TimeDelta::zero()),
            Self::Exact(exact) => (0, exact),
            Self::Nominal { days, exact } => (days, exact),
        };
        // Past the end of the calendar there is nothing to overlap with.
        start
            .checked_add_days(Days::new(days.into()))
            .and_then(|at| at.checked_add_signed(exact.max(TimeDelta::zero())))
            .unwrap_or(NaiveDateTime::MAX)
    }

    fn span(self) -> TimeDelta {
        let (days, exact) = match self {
            Self::Days(days) => (days, TimeDelta::zero()),
            Self::Exact(exact) => (0, exact),
            Self::Nominal { days, exact } => (days, exact),
        };
        let days = TimeDelta::try_days(days.into()).unwrap_or(TimeDelta::MAX);
        days.checked_add(&exact.max(TimeDelta::zero())).unwrap_or(TimeDelta::MAX)
    }
}

impl PartialOrd for Length {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Length {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |length: &Self| match *length {
            Self::Days(days) => (0, days, TimeDelta::zero()),
            Self::Exact(exact) => (1, 0, exact),
            Self::Nominal { days, exact } => (2, days, exact),
        };
        key(self).cmp(&key(other))
    }
}

impl Series {
    /// What takes place once.
    pub fn once(start: NaiveDateTime, length: Length) -> Self {
        Self {
            start,
            length,
            rules: Vec::new(),
            without_rules: Vec::new(),
            dates: Vec::new(),
            without: BTreeSet::new(),
            without_days: BTreeSet::new(),
            changes: Vec::new(),
            start_takes_place: true,
        }
    }

    /// The times by rule from a time on: what `RECURRENCE-ID` can name. No change is applied.
    pub fn list_of(&self, from: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> {
        of::Of::new(self, from, from, None).map(|added| added.start)
    }

    /// What overlaps `[from, to)`, sorted by start and then by `of`; something without length overlaps where it begins.
    ///
    /// - A change to one occurrence comes before one with `and_later`. Of two for one time, the last in the list holds.
    /// - A later `and_later` takes the place of an earlier one; both count from the time by rule.
    /// - What moves into the window is in it, what moves out is not.
    /// - A change whose time no rule gives takes place as it says, unless that time is excluded: servers write so after
    ///   they have cut a series.
    /// - `EXDATE` takes out the time by rule, and with it its change.
    pub fn between(
        &self,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> impl Iterator<Item = Occurrence> {
        between::Between::new(self, from, to)
    }

    /// A time after which nothing takes place, for an index; none where a rule goes on for ever.
    ///
    /// A bound: the end of `UNTIL`, not of the last start before it. Past 100,000 starts of `COUNT` it is the end of the
    /// calendar.
    pub fn last(&self) -> Option<NaiveDateTime> {
        let mut last = self.start;
        for rule in &self.rules {
            last = last.max(self.last_of(rule)?);
        }
        last = self.dates.iter().map(|added| added.start).fold(last, NaiveDateTime::max);
        let later = self.changes.iter().filter(|change| change.and_later);
        let shifts = later.filter_map(|change| match change.what {
            Changed::Moved { start, .. } => Some(start - change.of),
            _ => None,
        });
        let shift = shifts.fold(TimeDelta::zero(), TimeDelta::max);
        let longest = self.longest();
        let after = |at: NaiveDateTime| {
            at.checked_add_signed(shift)
                .and_then(|at| at.checked_add_signed(longest))
                .unwrap_or(NaiveDateTime::MAX)
        };
        let changed = self.changes.iter().map(|change| match change.what {
            Changed::Moved { start, length } => length.end(start),
            _ => after(change.of),
        });
        Some(changed.fold(after(last), NaiveDateTime::max))
    }

    fn last_of(&self, rule: &Rule) -> Option<NaiveDateTime> {
        let by_until = rule.until.map(|until| match until {
            Until::Date(day) => day.and_hms_opt(23, 59, 59).unwrap_or(NaiveDateTime::MAX),
            Until::Local(at) | Until::Utc(at) => at,
        });
        let by_count = rule.count.map(|_| {
            let mut starts = self.as_kept(rule).starts(self.start);
            let last = starts.by_ref().take(COUNTED_FOR_LAST).last().unwrap_or(self.start);
            if starts.next().is_none() { last } else { end_of_calendar() }
        });
        match (by_until, by_count) {
            (Some(until), Some(count)) => Some(until.min(count)),
            (until, count) => until.or(count),
        }
    }

    /// A rule as it applies to this series: whole days have no hours.
    fn as_kept(&self, rule: &Rule) -> Rule {
        let rule = rule.clone();
        if matches!(self.length, Length::Days(_)) { rule.of_days() } else { rule }
    }

    /// How far changes move times at most: back (zero or less), and on (zero or more).
    pub fn shifts(&self) -> (TimeDelta, TimeDelta) {
        let shifts = self.changes.iter().filter_map(|change| match change.what {
            Changed::Moved { start, .. } => Some(start.signed_duration_since(change.of)),
            _ => None,
        });
        shifts.fold((TimeDelta::zero(), TimeDelta::zero()), |(least, most), shift| {
            (least.min(shift), most.max(shift))
        })
    }

    /// The occurrence that has this time by rule, wherever it was moved to.
    pub fn find(&self, of: NaiveDateTime) -> Option<Occurrence> {
        let (back, on) = self.shifts();
        let from = of.checked_add_signed(back)?;
        let to = of.checked_add_signed(on)?.checked_add_signed(TimeDelta::seconds(1))?;
        self.between(from, to).find(|occurrence| occurrence.of == of)
    }

    /// The longest length of any occurrence.
    fn longest(&self) -> TimeDelta {
        let added = self.dates.iter().filter_map(|added| added.length);
        let moved = self.changes.iter().filter_map(|change| match change.what {
            Changed::Moved { length, .. } => Some(length),
            _ => None,
        });
        added.chain(moved).map(Length::span).fold(self.length.span(), TimeDelta::max)
    }
}

/// The last moment that is looked at.
fn end_of_calendar() -> NaiveDateTime {
    let last =
        NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).and_then(|day| day.and_hms_opt(23, 59, 59));
    last.unwrap_or(NaiveDateTime::MAX)
}
