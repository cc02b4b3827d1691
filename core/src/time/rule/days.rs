//! Which days of a year, month or week a rule names.
//!
//! The order in which parts apply is that of RFC 5545, section 3.3.10, with the two places of `SKIP` of RFC 7529, section
//! 4.1: a leap month that is not there is replaced before days are looked for, a day that is not there before weekdays are.

mod limits;

use super::calendar::{Calendar, Month, Year};
use super::{ByMonth, Skip};

/// The parts of a rule that choose days, with what the first start adds to them.
#[derive(Debug, Clone)]
pub(super) struct Days {
    pub(super) calendar: Calendar,
    pub(super) months: Vec<ByMonth>,
    pub(super) weeks: Vec<i8>,
    pub(super) year_days: Vec<i16>,
    pub(super) month_days: Vec<i8>,
    /// One bit for each weekday that is named without a number; Monday is the lowest.
    pub(super) weekdays: u8,
    /// Numbered weekdays; Monday is 0.
    pub(super) numbered: Vec<(i8, i32)>,
    /// Whether numbered weekdays are counted within a month.
    pub(super) in_month: bool,
    /// The weekday on which weeks begin; Monday is 0.
    pub(super) week_start: i32,
    pub(super) skip: Skip,
    /// Days that are looked at before a search is given up.
    pub(super) patience: i32,
    /// No day after this is looked for.
    pub(super) last: i32,
}

/// The weekday of a day; Monday is 0.
pub(super) fn weekday(day: i32) -> i32 {
    (day - 1).rem_euclid(7)
}

impl Days {
    /// Whether no part limits which days there are, but for weekdays without a number.
    pub(super) fn are_unlimited(&self) -> bool {
        self.months.is_empty()
            && self.weeks.is_empty()
            && self.year_days.is_empty()
            && self.month_days.is_empty()
            && self.numbered.is_empty()
    }

    /// The days of a calendar year.
    pub(super) fn of_year(&mut self, number: i32) -> Option<Vec<i32>> {
        let year = self.calendar.year(number)?;
        let months = self.months_of(&year);
        let mut days = Vec::new();
        if !self.month_days.is_empty() {
            for month in chosen(&year, months) {
                self.push_month_days(&year, month, &mut days);
            }
            self.tidy(&mut days);
            days.retain(|day| self.is_year_day(*day) && self.is_weekday(*day));
        } else if !self.year_days.is_empty() {
            for n in &self.year_days {
                push_nth(i32::from(*n), year.first, year.days, self.skip, &mut days);
            }
            self.tidy(&mut days);
            days.retain(|day| self.is_month(*day) && self.is_weekday(*day));
        } else if self.months.is_empty() {
            self.push_weekdays(year.first, year.days, &mut days);
            self.tidy(&mut days);
        } else {
            for month in chosen(&year, months) {
                let (first, count) = month.stretch(&year);
                self.push_weekdays(first, count, &mut days);
            }
            self.tidy(&mut days);
        }
        Some(days)
    }

    /// The days of the weeks of a year. They may lie in the years before and after.
    pub(super) fn of_weeks(&mut self, number: i32) -> Option<Vec<i32>> {
        let first = self.first_week(number)?;
        let count = (self.first_week(number.checked_add(1)?)? - first) / 7;
        let mut days = Vec::new();
        for week in &self.weeks {
            let week = i32::from(*week);
            let place = if week > 0 { week - 1 } else { count + week };
            if (0..count).contains(&place) && week != 0 {
                days.extend((0..7).map(|n| first + place * 7 + n));
            }
        }
        self.tidy(&mut days);
        days.retain(|day| {
            self.is_month(*day)
                && self.is_month_day(*day)
                && self.is_year_day(*day)
                && self.is_weekday(*day)
        });
        Some(days)
    }

    /// The days of a month that begins on a day.
    pub(super) fn of_month(&mut self, first: i32) -> Option<Vec<i32>> {
        let year = self.calendar.year_at(first)?;
        let place = year.place_of(first);
        let mut days = Vec::new();
        if self.months_of(&year) & (1 << place) == 0 {
            return Some(days);
        }
        let month = year.months().get(place).copied()?;
        let (first, count) = month.stretch(&year);
        if self.month_days.is_empty() && self.weekdays == 0 && self.numbered.is_empty() {
            // Only a lenient reading leaves nothing but limits.
            days.extend(first..first + count);
        } else if self.month_days.is_empty() {
            self.push_weekdays(first, count, &mut days);
        } else {
            self.push_month_days(&year, month, &mut days);
        }
        self.tidy(&mut days);
        let by_month_days = !self.month_days.is_empty();
        days.retain(|day| {
            (!by_month_days || self.is_weekday(*day))
                && self.is_year_day(*day)
                && self.is_week(*day)
        });
        Some(days)
    }

    /// The days of a week that begins on a day.
    pub(super) fn of_week(&mut self, first: i32) -> Vec<i32> {
        let days = first..first + 7;
        if self.are_unlimited() {
            let is_named = |day: &i32| self.weekdays & (1 << weekday(*day)) != 0;
            return days.filter(is_named).collect();
        }
        days.filter(|day| self.is_day(*day)).collect()
    }

    /// The first day from one on that all parts allow; nothing where there is none for as long as patience lasts.
    pub(super) fn next_day(&mut self, from: i32) -> Option<i32> {
        if self.are_unlimited() && self.weekdays == 0 {
            return Some(from);
        }
        let mut day = from;
        while day - from <= self.patience && day <= self.last {
            if !self.months.is_empty() {
                let year = self.calendar.year_at(day)?;
                let place = year.place_of(day);
                if self.months_of(&year) & (1 << place) == 0 {
                    let month = year.months().get(place)?;
                    let (first, count) = month.stretch(&year);
                    day = first + count;
                    continue;
                }
            }
            if self.is_day(day) {
                return Some(day);
            }
            day += 1;
        }
        None
    }

    /// The first day of the first week of a year: of the first week that has four days in it.
    pub(super) fn first_week(&mut self, number: i32) -> Option<i32> {
        let year = self.calendar.year(number)?;
        let into_week = (weekday(year.first) - self.week_start).rem_euclid(7);
        let monday = year.first - into_week;
        Some(if into_week <= 3 { monday } else { monday + 7 })
    }

    /// The year to whose weeks a day belongs.
    pub(super) fn week_year(&mut self, day: i32) -> Option<i32> {
        let number = self.calendar.year_at(day)?.number;
        if day < self.first_week(number)? {
            return number.checked_sub(1);
        }
        let next = number.checked_add(1)?;
        Some(if self.first_week(next)? <= day { next } else { number })
    }

    /// One bit for each month of a year that `BYMONTH` and `SKIP` leave.
    fn months_of(&self, year: &Year) -> u16 {
        if self.months.is_empty() {
            return u16::MAX;
        }
        let places = self.months.iter().filter_map(|month| {
            year.place(month.number, month.leap).or(match (month.leap, self.skip) {
                (true, Skip::Backward) => year.place(month.number, false),
                // Past month 12 it would be another year's.
                (true, Skip::Forward) => year.place(month.number + 1, false),
                _ => None,
            })
        });
        places.fold(0, |bits, place| bits | (1 << place))
    }

    fn push_month_days(&self, year: &Year, month: Month, days: &mut Vec<i32>) {
        let (first, count) = month.stretch(year);
        for n in &self.month_days {
            push_nth(i32::from(*n), first, count, self.skip, days);
        }
    }

    /// Weekdays of a stretch of days, numbered ones counted within it.
    fn push_weekdays(&self, first: i32, count: i32, days: &mut Vec<i32>) {
        let end = first + count;
        for named in (0..7).filter(|n| self.weekdays & (1 << n) != 0) {
            let mut day = first + (named - weekday(first)).rem_euclid(7);
            while day < end {
                days.push(day);
                day += 7;
            }
        }
        for (n, named) in &self.numbered {
            let n = i32::from(*n);
            let day = if n > 0 {
                first + (named - weekday(first)).rem_euclid(7) + 7 * (n - 1)
            } else {
                end - 1 - (weekday(end - 1) - named).rem_euclid(7) + 7 * (n + 1)
            };
            if n != 0 && (first..end).contains(&day) {
                days.push(day);
            }
        }
    }

    fn tidy(&self, days: &mut Vec<i32>) {
        days.sort_unstable();
        days.dedup();
    }
}

fn chosen(year: &Year, places: u16) -> impl Iterator<Item = Month> {
    let months = year.months().iter().enumerate();
    months.filter(move |(n, _)| places & (1 << n) != 0).map(|(_, month)| *month)
}

/// The nth day of a stretch, negative from its end, or what `SKIP` puts in its place.
fn push_nth(n: i32, first: i32, count: i32, skip: Skip, days: &mut Vec<i32>) {
    let place = if n > 0 { n - 1 } else { count + n };
    if n == 0 {
        return;
    }
    if (0..count).contains(&place) {
        days.push(first + place);
        return;
    }
    let (before, after) = if n > 0 { (count - 1, count) } else { (-1, 0) };
    match skip {
        Skip::Omit => (),
        Skip::Backward => days.push(first + before),
        Skip::Forward => days.push(first + after),
    }
}
