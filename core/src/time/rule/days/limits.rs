//! Whether a day is one that a part allows.

use super::{Days, weekday};

impl Days {
    pub(super) fn is_day(&mut self, day: i32) -> bool {
        self.is_month(day)
            && self.is_weekday(day)
            && self.is_month_day(day)
            && self.is_year_day(day)
            && self.is_week(day)
    }

    pub(super) fn is_month(&mut self, day: i32) -> bool {
        self.months.is_empty()
            || self
                .calendar
                .year_at(day)
                .is_some_and(|year| self.months_of(&year) & (1 << year.place_of(day)) != 0)
    }

    pub(super) fn is_month_day(&mut self, day: i32) -> bool {
        if self.month_days.is_empty() {
            return true;
        }
        let Some(year) = self.calendar.year_at(day) else { return false };
        let month = year.month_of(day);
        let (first, count) = month.stretch(&year);
        self.month_days.iter().any(|n| is_nth(i32::from(*n), day - first + 1, count))
    }

    pub(super) fn is_year_day(&mut self, day: i32) -> bool {
        if self.year_days.is_empty() {
            return true;
        }
        let Some(year) = self.calendar.year_at(day) else { return false };
        let nth = day - year.first + 1;
        self.year_days.iter().any(|n| is_nth(i32::from(*n), nth, year.days))
    }

    pub(super) fn is_week(&mut self, day: i32) -> bool {
        if self.weeks.is_empty() {
            return true;
        }
        let place = self.week_year(day).and_then(|number| {
            let first = self.first_week(number)?;
            let next = self.first_week(number.checked_add(1)?)?;
            Some(((day - first) / 7 + 1, (next - first) / 7))
        });
        place.is_some_and(|(nth, count)| {
            self.weeks.iter().any(|n| is_nth(i32::from(*n), nth, count))
        })
    }

    pub(super) fn is_weekday(&mut self, day: i32) -> bool {
        if self.weekdays == 0 && self.numbered.is_empty() {
            return true;
        }
        let weekday = weekday(day);
        if self.weekdays & (1 << weekday) != 0 {
            return true;
        }
        if self.numbered.iter().all(|(_, named)| *named != weekday) {
            return false;
        }
        let Some(year) = self.calendar.year_at(day) else { return false };
        let (first, days) = if self.in_month {
            let month = year.month_of(day);
            month.stretch(&year)
        } else {
            (year.first, year.days)
        };
        let nth = (day - first) / 7 + 1;
        let from_end = (first + days - 1 - day) / 7 + 1;
        self.numbered
            .iter()
            .any(|(n, named)| *named == weekday && [nth, -from_end].contains(&i32::from(*n)))
    }
}

/// Whether a number, negative from the end, means the nth of so many.
fn is_nth(number: i32, nth: i32, count: i32) -> bool {
    number == nth || number == nth - count - 1
}
