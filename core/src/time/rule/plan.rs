//! What a rule means for one first start: parts that are missing are taken from it (RFC 5545, section 3.3.10).

use chrono::{Datelike, NaiveDateTime, Timelike, Weekday};

use super::calendar::{Calendar, Scale};
use super::days::Days;
use super::set::Times;
use super::{ByMonth, Frequency, Rule, Until};

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Days after which Gregorian dates fall on the same weekdays again: 400 years.
const CYCLE: i32 = 146_097;
/// Other calendars have longer cycles or none; they are searched so many times as long.
const OTHER_CALENDARS: i32 = 3;

/// A rule with everything that its first start adds.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) frequency: Frequency,
    pub(super) interval: i64,
    pub(super) days: Days,
    /// Hours, minutes and seconds of a day. Those finer than the frequency are never empty; others may be, and then limit
    /// nothing.
    pub(super) times: Times,
    pub(super) positions: Vec<i16>,
    pub(super) by_weeks: bool,
    /// The last second at which there may be a start.
    pub(super) until: i64,
    /// Empty periods in a row after which there will be no other.
    pub(super) patience: i64,
}

impl Plan {
    pub(super) fn new(rule: &Rule, first: NaiveDateTime) -> Option<Self> {
        let day = first.date().num_days_from_ce();
        let scale = rule.scale.unwrap_or(Scale::Gregorian);
        let stretch = if scale.is_gregorian() { 1 } else { OTHER_CALENDARS };
        let mut days = Days {
            calendar: Calendar::new(scale),
            months: rule.by_month.clone(),
            weeks: rule.by_week.clone(),
            year_days: rule.by_year_day.clone(),
            month_days: rule.by_month_day.clone(),
            weekdays: 0,
            numbered: Vec::new(),
            in_month: rule.frequency != Frequency::Yearly || !rule.by_month.is_empty(),
            week_start: number_of(rule.week_start),
            skip: rule.skip,
            patience: CYCLE * stretch,
            last: i32::MAX,
        };
        for by_day in &rule.by_day {
            let weekday = number_of(by_day.weekday);
            match by_day.nth {
                None => days.weekdays |= 1 << weekday,
                Some(nth) => days.numbered.push((nth, weekday)),
            }
        }
        add_days(&mut days, rule, day)?;
        let patience = match rule.frequency {
            Frequency::Yearly => 400,
            Frequency::Monthly => 4_800,
            Frequency::Weekly => i64::from(CYCLE / 7),
            _ => i64::from(CYCLE),
        };
        let mut plan = Self {
            frequency: rule.frequency,
            interval: i64::from(rule.interval.max(1)),
            days,
            times: times(rule, first),
            positions: rule.by_position.clone(),
            by_weeks: rule.frequency == Frequency::Yearly && !rule.by_week.is_empty(),
            until: i64::MAX,
            patience: patience * i64::from(stretch),
        };
        plan.end_at(rule.until.map_or(i64::MAX, until));
        Some(plan)
    }

    /// Looks for nothing after a second, and never again for anything later than it has been told before.
    pub(super) fn end_at(&mut self, second: i64) {
        self.until = self.until.min(second);
        self.days.last = i32::try_from(self.last_day()).unwrap_or(i32::MAX);
    }

    /// The last day in which there may be a start; of a period that begins later, `SKIP` may still move one day back.
    pub(super) fn last_day(&self) -> i64 {
        self.until.div_euclid(DAY)
    }

    /// Whether each period has as many starts as every other.
    pub(super) fn is_even(&self) -> bool {
        let Times { hours, minutes, seconds, .. } = &self.times;
        let days = self.days.are_unlimited();
        match self.frequency {
            Frequency::Yearly | Frequency::Monthly => false,
            Frequency::Weekly => days,
            Frequency::Daily => days && self.days.weekdays == 0,
            Frequency::Hourly => days && self.days.weekdays == 0 && hours.is_empty(),
            Frequency::Minutely => {
                days && self.days.weekdays == 0 && hours.is_empty() && minutes.is_empty()
            }
            Frequency::Secondly => {
                let are_open = hours.is_empty() && minutes.is_empty() && seconds.is_empty();
                days && self.days.weekdays == 0 && are_open
            }
        }
    }
}

/// Adds the weekday, the day of the month and the month that no part tells.
fn add_days(days: &mut Days, rule: &Rule, day: i32) -> Option<()> {
    let year = days.calendar.year_at(day)?;
    let month = year.month_of(day);
    let (first, count) = month.stretch(&year);
    let nth = day - first + 1;
    let this_month = ByMonth { number: month.number, leap: month.leap };
    let this_day = i8::try_from(nth).unwrap_or_default();
    let this_weekday = 1 << super::days::weekday(day);
    let names_days =
        !days.month_days.is_empty() || !days.year_days.is_empty() || !rule.by_day.is_empty();
    match rule.frequency {
        Frequency::Weekly if !names_days => days.weekdays = this_weekday,
        Frequency::Monthly if !names_days && days.weeks.is_empty() => {
            days.month_days = vec![this_day]
        }
        Frequency::Yearly if !names_days && !days.weeks.is_empty() => days.weekdays = this_weekday,
        Frequency::Yearly if !names_days => {
            days.month_days = vec![this_day];
            if days.months.is_empty() {
                days.months = vec![this_month];
            }
        }
        Frequency::Yearly if is_anniversary(days, rule, nth, count) => {
            days.months = vec![this_month];
        }
        _ => (),
    }
    Some(())
}

/// `FREQ=YEARLY;BYMONTHDAY=29` alone: every month has such a day, or the first start's month is what the rule leaves to it.
///
/// The RFC says both: `BYMONTHDAY` expands a year, and what the rule does not tell comes from the first start. A rule that
/// was made for its first start means a day once a year, since who means each month writes `MONTHLY`. Where the first start
/// does not match, the RFC leaves everything open, and all months are taken, as most programs do.
fn is_anniversary(days: &Days, rule: &Rule, nth: i32, of: i32) -> bool {
    let alone = days.months.is_empty()
        && days.weeks.is_empty()
        && days.year_days.is_empty()
        && rule.by_day.is_empty();
    alone && days.month_days.iter().any(|n| [nth, nth - of - 1].contains(&i32::from(*n)))
}

/// Times of the day: what is named, or the first start's where the frequency is coarser.
fn times(rule: &Rule, first: NaiveDateTime) -> Times {
    let byte = |n: u32| u8::try_from(n).unwrap_or_default();
    let list = |named: &[u8], most: u8, own: u32, coarser: Frequency| {
        let mut values: Vec<u8> = named.iter().map(|n| (*n).min(most)).collect();
        if values.is_empty() && rule.frequency >= coarser {
            values.push(byte(own));
        }
        values.sort_unstable();
        values.dedup();
        values
    };
    let small = |named: &[u8], under: u8| -> Vec<u8> {
        named.iter().copied().filter(|n| *n <= under).collect()
    };
    let hours = list(&small(&rule.by_hour, 23), 23, first.hour(), Frequency::Daily);
    let minutes = list(&small(&rule.by_minute, 59), 59, first.minute(), Frequency::Hourly);
    let seconds = list(&small(&rule.by_second, 60), 59, first.second(), Frequency::Minutely);
    Times { hours, minutes, seconds }
}

fn number_of(weekday: Weekday) -> i32 {
    i32::try_from(weekday.num_days_from_monday()).unwrap_or_default()
}

fn until(until: Until) -> i64 {
    match until {
        Until::Date(day) => i64::from(day.num_days_from_ce()) * DAY + DAY - 1,
        Until::Local(at) | Until::Utc(at) => seconds_of(at),
    }
}

/// Seconds since the day before 1 January of the year 1.
pub(super) fn seconds_of(at: NaiveDateTime) -> i64 {
    i64::from(at.num_days_from_ce()) * DAY + i64::from(at.num_seconds_from_midnight())
}
