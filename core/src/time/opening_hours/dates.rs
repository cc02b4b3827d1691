//! Whether a day is one of a rule's days.

use chrono::{Datelike, Days, NaiveDate};

use super::HolidayKind;
use super::expr::{Base, Dates, End, Point, Rule, Weekdays, Weeks, Years};

/// Earliest and latest Easter Sunday, as days of March.
const EASTER: (i32, i32) = (22, 31 + 25);
/// Longer than every month, so that days of the year can be put in order without a year.
const MONTH: i32 = 32;

/// Whether the rule speaks of the day; `is_holiday` is asked only where it matters.
pub(super) fn covers(
    rule: &Rule,
    day: NaiveDate,
    mut is_holiday: impl FnMut(HolidayKind, NaiveDate) -> bool,
) -> bool {
    let of = |none: bool, any: bool| none || any;
    of(rule.years.is_empty(), rule.years.iter().any(|y| in_years(*y, day)))
        && of(rule.weeks.is_empty(), rule.weeks.iter().any(|w| in_weeks(*w, day)))
        && of(rule.dates.is_empty(), rule.dates.iter().any(|d| in_dates(*d, day)))
        && {
            let weekday = rule.weekdays.iter().any(|w| in_weekdays(w, day));
            let mut holiday = || {
                rule.holidays
                    .iter()
                    .any(|h| moved(day, -h.shift).is_some_and(|day| is_holiday(h.kind, day)))
            };
            match (rule.weekdays.is_empty(), rule.holidays.is_empty()) {
                (true, true) => true,
                _ if rule.both => weekday && holiday(),
                _ => weekday || holiday(),
            }
        }
}

fn in_years(years: Years, day: NaiveDate) -> bool {
    let since = day.year() - years.from;
    since >= 0 && years.to.is_none_or(|to| day.year() <= to) && since % years.step.max(1) == 0
}

fn in_weeks(weeks: Weeks, day: NaiveDate) -> bool {
    let week = day.iso_week().week();
    (weeks.from..=weeks.to).contains(&week) && (week - weeks.from).is_multiple_of(weeks.step.max(1))
}

fn in_weekdays(days: &Weekdays, day: NaiveDate) -> bool {
    let Some(day) = moved(day, -days.shift) else { return false };
    let at = |from: u8, to: u32| (to + 7 - u32::from(from)) % 7;
    if at(days.from, day.weekday().num_days_from_monday()) > at(days.from, u32::from(days.to)) {
        return false;
    }
    let nth = |n: &i8| match u32::from(n.unsigned_abs()) {
        back if *n < 0 => (length(day.year(), day.month()) - day.day()) / 7 + 1 == back,
        nth => (day.day() - 1) / 7 + 1 == nth,
    };
    days.nth.is_empty() || days.nth.iter().any(nth)
}

fn in_dates(dates: Dates, day: NaiveDate) -> bool {
    match dates {
        Dates::Months { year, from, to } => {
            let month = day.month();
            let inside = if from <= to {
                (from..=to).contains(&month)
            } else {
                month >= from || month <= to
            };
            inside && year.is_none_or(|y| y == day.year())
        }
        Dates::Days { from, to, step } => {
            let years = match from.year {
                Some(year) => year..=year,
                // A range that began last year may go on, and a shifted one begins before its year.
                None => day.year() - 1..=day.year() + 1,
            };
            years.into_iter().any(|year| {
                span(from, to, year).is_some_and(|(first, last)| {
                    (first..=last).contains(&day)
                        && (day - first).num_days() % i64::from(step.max(1)) == 0
                })
            })
        }
    }
}

/// First and last day of a range that begins in a year.
fn span(from: Point, to: End, year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let To { end, year: last } = match to {
        End::At(end) => {
            let wraps = end.latest() < from.earliest();
            To { end: Some(end), year: end.year.unwrap_or(if wraps { year + 1 } else { year }) }
        }
        End::Open => To { end: None, year },
    };
    let single = end == Some(from);
    let first = match from.day(year) {
        Some(day) => day,
        None if single => return None,
        // 29 February where there is none.
        None => moved(NaiveDate::from_ymd_opt(year, 3, 1)?, from.shift)?,
    };
    let last = match end {
        None if from.year.is_some() => NaiveDate::MAX,
        None => NaiveDate::from_ymd_opt(year, 12, 31)?,
        Some(end) => {
            end.day(last).or_else(|| moved(NaiveDate::from_ymd_opt(last, 2, 28)?, end.shift))?
        }
    };
    Some((first, last))
}

struct To {
    end: Option<Point>,
    year: i32,
}

impl Point {
    /// The day of a year: nothing for 29 February in most years.
    fn day(self, year: i32) -> Option<NaiveDate> {
        let day = match self.base {
            Base::Day(month, day) => NaiveDate::from_ymd_opt(year, month, day)?,
            Base::Easter => easter(year)?,
            Base::Nth(month, weekday, nth) => nth_of(year, month, weekday, nth)?,
        };
        moved(day, self.shift)
    }

    /// The first place in a year that it can have, to be compared only.
    pub(super) fn earliest(self) -> i32 {
        self.shift
            + match self.base {
                Base::Day(month, day) => place(month, day),
                Base::Nth(month, _, nth) if nth > 0 => place(month, 1) + 7 * (i32::from(nth) - 1),
                Base::Nth(month, _, nth) => place(month, 29) + 7 * i32::from(nth),
                Base::Easter => place(3, 0) + EASTER.0,
            }
    }

    /// The last place in a year that it can have, to be compared only.
    pub(super) fn latest(self) -> i32 {
        self.shift
            + match self.base {
                Base::Day(month, day) => place(month, day),
                Base::Nth(month, _, nth) if nth > 0 => place(month, 0) + 7 * i32::from(nth),
                Base::Nth(month, _, nth) => place(month, 31) + 7 * (i32::from(nth) + 1),
                Base::Easter => place(3, 0) + EASTER.1 + MONTH - 31,
            }
    }
}

fn place(month: u32, day: u32) -> i32 {
    i32::try_from(month).unwrap_or(0) * MONTH + i32::try_from(day).unwrap_or(0)
}

fn nth_of(year: i32, month: u32, weekday: u8, nth: i8) -> Option<NaiveDate> {
    let weekday = u32::from(weekday);
    let days = u32::from(nth.unsigned_abs().checked_sub(1)?) * 7;
    if nth > 0 {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let ahead = (weekday + 7 - first.weekday().num_days_from_monday()) % 7;
        NaiveDate::from_ymd_opt(year, month, 1 + ahead + days)
    } else {
        let last = NaiveDate::from_ymd_opt(year, month, length(year, month))?;
        let back = (last.weekday().num_days_from_monday() + 7 - weekday) % 7;
        NaiveDate::from_ymd_opt(year, month, last.day().checked_sub(back + days)?)
    }
}

/// Western Easter Sunday of the Gregorian calendar, by the method of Gauss as corrected by Lichtenberg.
fn easter(year: i32) -> Option<NaiveDate> {
    let century = year.div_euclid(100);
    let moon = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let sun = 2 - (3 * century + 3) / 4;
    let golden = year.rem_euclid(19);
    let full = (19 * golden + moon).rem_euclid(30);
    let full = 21 + full - (full + golden / 11) / 29;
    let sunday = 7 - (year + year / 4 + sun).rem_euclid(7);
    let day = full + 7 - (full - sunday).rem_euclid(7);
    moved(NaiveDate::from_ymd_opt(year, 3, 1)?, day - 1)
}

fn length(year: i32, month: u32) -> u32 {
    (29..=31).rev().find(|d| NaiveDate::from_ymd_opt(year, month, *d).is_some()).unwrap_or(28)
}

/// So many days later, where the calendar goes so far.
pub(super) fn moved(day: NaiveDate, days: i32) -> Option<NaiveDate> {
    let by = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_known_years() {
        for day in [
            "1954-04-18",
            "1981-04-19",
            "2008-03-23",
            "2011-04-24",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2285-03-22",
        ] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn nth_weekdays_from_both_ends() {
        // November 2026 begins on a Sunday and ends on a Monday.
        let day = |weekday, nth| nth_of(2026, 11, weekday, nth).map(|d| d.day());
        assert_eq!(day(3, 4), Some(26));
        assert_eq!(day(0, 5), Some(30));
        assert_eq!(day(1, 5), None);
        assert_eq!(day(6, -1), Some(29));
        assert_eq!(day(0, -5), Some(2));
        assert_eq!(day(1, -5), None);
    }
}
