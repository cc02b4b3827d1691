//! Other times for an event that are in nobody's way.

use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::Observances;
use super::clash::{Clash, Place};
use super::kept::Asks;

/// Another time for an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeTime {
    /// Local start.
    pub start: NaiveDateTime,
    /// Local end: as long as the event was to be.
    pub end: NaiveDateTime,
    /// How it differs from the time that was asked for.
    pub why: Why,
    /// What is kept then that asks little, such as a Lent in which people come but do not eat meat.
    pub beside: Vec<Clash>,
}

/// How a time differs from the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Same day, another hour.
    OtherHour,
    /// Same hour and weekday, another week.
    OtherWeek,
    /// Same hour, another day.
    OtherDay,
}

/// Days before and after that are looked at.
const DAYS: i64 = 14;
/// No proposal begins before, nor ends later unless the event did.
const EARLIEST: u32 = 9;
const LATEST: u32 = 22;

impl Observances {
    /// Times near the one asked for that run into nothing that asks for rest, family, fasting or an hour of prayer, and do
    /// not begin before `not_before`; best first, at most `limit`.
    ///
    /// Tried are the same hour on the two weeks before and after, and the other full hours of the day from 9 to 22. An hour
    /// off counts 1; a day off counts 4, and 1 more for each day of distance, 3 less on the same weekday, 2 more where a
    /// workday takes the place of a weekend or the other way round; each thing kept beside counts 1.
    pub fn free_times(
        &self,
        start: NaiveDateTime,
        end: NaiveDateTime,
        place: &Place<'_>,
        not_before: NaiveDateTime,
        limit: usize,
    ) -> Vec<FreeTime> {
        let length = (end - start).max(TimeDelta::minutes(1));
        let mut found: Vec<(i64, FreeTime)> = candidates(start, length)
            .into_iter()
            .filter(|(_, at, _)| *at >= not_before)
            .filter_map(|(cost, at, why)| {
                let end = at.checked_add_signed(length)?;
                let beside = self.clashes(at, end, place);
                let free = beside.iter().all(|c| c.asks == Asks::Minor && !c.hours_only);
                let cost = cost + i64::try_from(beside.len()).ok()?;
                free.then_some((cost, FreeTime { start: at, end, why, beside }))
            })
            .collect();
        // Of two equally near, the later: people hear of a change before it is over.
        found.sort_by_key(|(cost, free)| {
            (*cost, free.why, free.start < start, (free.start - start).abs())
        });
        found.into_iter().map(|(_, free)| free).take(limit).collect()
    }
}

fn candidates(start: NaiveDateTime, length: TimeDelta) -> Vec<(i64, NaiveDateTime, Why)> {
    let days = (-DAYS..=DAYS).filter(|d| *d != 0).filter_map(|days| {
        let at = start.checked_add_signed(TimeDelta::days(days))?;
        let week = days % 7 == 0;
        let other_kind = is_weekend(at) != is_weekend(start);
        let cost = 4 + days.abs() - if week { 3 } else { 0 } + if other_kind { 2 } else { 0 };
        Some((cost, at, if week { Why::OtherWeek } else { Why::OtherDay }))
    });
    // What lasts for days has no other hour.
    let latest = u32::try_from(length.num_minutes()).ok().map(|minutes| {
        let asked = start.hour() * 60 + start.minute() + minutes;
        (LATEST * 60).max(asked.min(24 * 60)).saturating_sub(minutes)
    });
    let hours = (EARLIEST..24).filter_map(|hour| {
        let time = NaiveTime::from_hms_opt(hour, start.minute(), 0)?;
        let minutes = hour * 60 + start.minute();
        let fits = minutes <= latest? && hour != start.hour();
        let off = (i64::from(hour) - i64::from(start.hour())).abs();
        fits.then_some((off, start.date().and_time(time), Why::OtherHour))
    });
    days.chain(hours).collect()
}

fn is_weekend(at: NaiveDateTime) -> bool {
    matches!(at.weekday(), Weekday::Sat | Weekday::Sun)
}
