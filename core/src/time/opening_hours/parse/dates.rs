//! Years, months, days of the year and weeks: `2024-2026/2`, `Nov-Feb`, `Dec 25-easter`, `week 02-52/2`.

use super::Parser;
use crate::time::opening_hours::expr::{Base, Dates, End, Point, Rule, Weeks, Years};
use crate::time::opening_hours::lex::Is;
use crate::time::opening_hours::names::Name;
use crate::time::opening_hours::told::NotUnderstood;
use crate::time::opening_hours::words::Word;

/// Four digits from here on are a year, if no weekday stands before them.
const FIRST_YEAR: u32 = 1900;
const LAST_WEEK: u32 = 53;

impl Parser<'_> {
    /// Whether the number here is a year: `Mo 1900-2200` are times.
    pub(super) fn is_year(&self, rule: &Rule) -> bool {
        let Some(Is::Number(year, 4)) = self.peek() else { return false };
        let free = rule.weekdays.is_empty() && rule.holidays.is_empty() || !rule.times.is_empty();
        *year >= FIRST_YEAR && free && !matches!(self.peek_at(1), Some(Is::Mark(':')))
    }

    /// Whether what follows the year here belongs to it.
    pub(super) fn is_year_of_dates(&self) -> bool {
        matches!(self.peek_at(1), Some(Is::Name(Name::Month(_)) | Is::Word(Word::Easter)))
    }

    /// Whether a date in figures stands here: `2026-12-24`, `24.12.`, `24.12.2026`.
    pub(super) fn is_date(&self) -> bool {
        let number = |ahead, digits| match self.peek_at(ahead) {
            Some(Is::Number(value, long)) if *long <= digits => Some(*value),
            _ => None,
        };
        let close = |ahead: usize| self.tokens.get(self.at + ahead).is_some_and(|t| !t.spaced);
        let marks = |mark| {
            self.peek_at(1) == Some(&Is::Mark(mark)) && self.peek_at(3) == Some(&Is::Mark(mark))
        };
        let iso = matches!(self.peek(), Some(Is::Number(_, 4)))
            && marks('-')
            && number(2, 2).is_some()
            && number(4, 2).is_some()
            && (1..5).all(close);
        let dotted = number(0, 2).is_some_and(|d| (1..=31).contains(&d))
            && marks('.')
            && number(2, 2).is_some_and(|m| (1..=12).contains(&m))
            && close(1);
        iso || dotted
    }

    /// A list of years, or the year of the dates that follow it.
    pub(super) fn years(&mut self, rule: &mut Rule) -> Result<(), NotUnderstood> {
        loop {
            if self.is_year_of_dates() && rule.years.is_empty() {
                return self.dates(rule);
            }
            let years = self.year_span()?;
            rule.years.push(years);
            let from = self.at;
            let next = self.separator(false) && matches!(self.peek(), Some(Is::Number(_, 4)));
            if !next || matches!(self.peek_at(1), Some(Is::Mark(':'))) {
                self.at = from;
                return Ok(());
            }
        }
    }

    fn year_span(&mut self) -> Result<Years, NotUnderstood> {
        let from = self.year()?;
        let mut years = Years { from, to: Some(from), step: 1 };
        if self.mark('+') {
            years.to = None;
        } else if self.dash() {
            let to = self.year()?;
            if to < from {
                return Err(self.wrong("the years run backwards"));
            }
            years.to = Some(to);
        }
        if self.mark('/') {
            years.step = i32::try_from(self.step()?).unwrap_or(1);
            if years.to == Some(from) {
                years.to = None;
            }
        }
        Ok(years)
    }

    fn year(&mut self) -> Result<i32, NotUnderstood> {
        match self.peek() {
            Some(Is::Number(year, 4)) if *year >= FIRST_YEAR => {
                self.at += 1;
                i32::try_from(*year).map_err(|_| self.unexpected())
            }
            _ => Err(self.wrong("a year is missing")),
        }
    }

    fn step(&mut self) -> Result<u32, NotUnderstood> {
        match self.peek() {
            Some(Is::Number(step, _)) if *step > 0 => {
                self.at += 1;
                Ok(*step)
            }
            _ => Err(self.wrong("a number above 0 is missing after `/`")),
        }
    }

    /// `week 02-52/2,53`.
    pub(super) fn weeks(&mut self, rule: &mut Rule) -> Result<(), NotUnderstood> {
        self.at += 1;
        loop {
            let from = self.week()?;
            let mut weeks = Weeks { from, to: from, step: 1 };
            if self.mark('-') {
                weeks.to = self.week()?;
                if weeks.to < from {
                    let hint = format!("write week {from:02}-53,01-{:02}", weeks.to);
                    return Err(self.wrong("the weeks run backwards").hint(hint));
                }
            }
            if self.mark('/') {
                weeks.step = self.step()?;
            }
            rule.weeks.push(weeks);
            let at = self.at;
            let goes_on = self.separator(false)
                && match self.peek() {
                    Some(Is::Number(_, long)) => *long <= 2 && !self.is_timely(),
                    Some(Is::Word(Word::Week)) => {
                        self.at += 1;
                        true
                    }
                    _ => false,
                };
            if !goes_on {
                self.at = at;
                return Ok(());
            }
        }
    }

    fn week(&mut self) -> Result<u32, NotUnderstood> {
        match self.peek() {
            Some(Is::Number(week, 1..=2)) if (1..=LAST_WEEK).contains(week) => {
                self.at += 1;
                Ok(*week)
            }
            _ => Err(self.wrong("a week from 1 to 53 is missing")),
        }
    }

    /// A list of days of the year.
    pub(super) fn dates(&mut self, rule: &mut Rule) -> Result<(), NotUnderstood> {
        loop {
            let (dates, month) = self.date_span(rule)?;
            rule.dates.push(dates);
            let mut month = month;
            loop {
                let at = self.at;
                if !self.separator(false) {
                    return Ok(());
                }
                // `Dec 24,26`: the month goes on.
                if let (Some((year, of)), Some(Is::Number(_, 1..=2))) = (month, self.peek())
                    && !self.is_timely()
                    && !self.is_date()
                {
                    let from = Point { year, base: self.day_of(of)?, shift: 0 };
                    let (dates, next) = self.to_end(from)?;
                    rule.dates.push(dates);
                    month = next;
                    continue;
                }
                let dated = |is: Option<&Is>| matches!(is, Some(Is::Name(Name::Month(_)) | Is::Word(Word::Easter)));
                let year = matches!(self.peek(), Some(Is::Number(_, 4))) && dated(self.peek_at(1));
                if !(dated(self.peek()) || year || self.is_date()) {
                    self.at = at;
                    return Ok(());
                }
                break;
            }
        }
    }

    /// One item, and the month in which bare days may follow it.
    fn date_span(&mut self, rule: &Rule) -> Result<(Dates, Option<(Option<i32>, u32)>), NotUnderstood> {
        if self.is_date() {
            let from = self.figures()?;
            return self.to_end(from);
        }
        let year = matches!(self.peek(), Some(Is::Number(..))).then(|| self.year()).transpose()?;
        let month = match self.peek() {
            Some(Is::Word(Word::Easter)) => {
                self.at += 1;
                let shift = self.shift()?.unwrap_or(0);
                return self.to_end(Point { year, base: Base::Easter, shift });
            }
            Some(Is::Name(Name::Month(month))) => u32::from(*month),
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        if let Some(point) = self.nth_of(year, month, rule)? {
            return self.to_end(point);
        }
        if matches!(self.peek(), Some(Is::Number(_, 1..=2))) && !self.is_timely() {
            let base = self.day_of(month)?;
            let shift = self.shift()?.unwrap_or(0);
            return self.to_end(Point { year, base, shift });
        }
        self.month_span(year, month)
    }

    fn month_span(&mut self, year: Option<i32>, from: u32) -> Result<(Dates, Option<(Option<i32>, u32)>), NotUnderstood> {
        let mut to = (None, from);
        if matches!(self.peek_at(1), Some(Is::Name(Name::Month(_)) | Is::Number(_, 4))) && self.dash() {
            to.0 = matches!(self.peek(), Some(Is::Number(..))).then(|| self.year()).transpose()?;
            let Some(Is::Name(Name::Month(month))) = self.peek() else {
                return Err(self.wrong("a month is missing"));
            };
            self.at += 1;
            to.1 = u32::from(*month);
        }
        let dates = match (year, to) {
            (None, (Some(_), _)) => return Err(self.wrong("the first month needs a year too")),
            (Some(first), (last, month)) if last.is_some_and(|y| y != first) || month < from => {
                let last = last.unwrap_or(first + 1);
                let point = |year, month, day| Point { year: Some(year), base: Base::Day(month, day), shift: 0 };
                let to = End::At(point(last, month, longest(month)));
                let dates = Dates::Days { from: point(first, from, 1), to, step: 1 };
                self.forwards(dates)?
            }
            (year, (_, to)) => Dates::Months { year, from, to },
        };
        Ok((dates, None))
    }

    /// `Nov Th[4]` as a day, unless it is a weekday among whole months or the first of several.
    fn nth_of(&mut self, year: Option<i32>, month: u32, rule: &Rule) -> Result<Option<Point>, NotUnderstood> {
        let (Some(Is::Name(Name::Weekday(day))), Some(Is::Mark('['))) = (self.peek(), self.peek_at(1)) else {
            return Ok(None);
        };
        let at = self.at;
        self.at += 1;
        let nth = self.nth()?;
        let shift = self.shift()?.unwrap_or(0);
        let range = matches!(self.peek(), Some(Is::Mark('-') | Is::Word(Word::To)));
        let behind = self.at;
        let more = self.separator(true)
            && !matches!(self.peek(), Some(Is::Name(Name::Month(_)) | Is::Number(..) | Is::Word(Word::Easter)));
        self.at = behind;
        let months = |d: &Dates| matches!(d, Dates::Months { .. });
        let among_months = !rule.dates.is_empty() && rule.dates.iter().all(months);
        match nth.as_slice() {
            [nth] if range || !(more || among_months) => {
                Ok(Some(Point { year, base: Base::Nth(month, *day, *nth), shift }))
            }
            _ => {
                self.at = at;
                Ok(None)
            }
        }
    }

    /// A day of a month; `24.` too.
    fn day_of(&mut self, month: u32) -> Result<Base, NotUnderstood> {
        match self.peek() {
            Some(Is::Number(day, 1..=2)) if (1..=longest(month)).contains(day) => {
                self.at += 1;
                if self.mark('.') {
                    self.note_here("");
                }
                Ok(Base::Day(month, *day))
            }
            Some(Is::Number(day, _)) => {
                let name = super::super::speak::written(Name::Month(u8::try_from(month).unwrap_or(1)));
                Err(self.wrong(format!("{name} has no day {day}")))
            }
            _ => Err(self.wrong("a day of the month is missing")),
        }
    }

    /// `2026-12-24`, `24.12.`, `24.12.2026`.
    fn figures(&mut self) -> Result<Point, NotUnderstood> {
        let at = self.at;
        let value = |ahead: usize| match self.peek_at(ahead) {
            Some(Is::Number(value, _)) => *value,
            _ => 0,
        };
        let iso = matches!(self.peek(), Some(Is::Number(_, 4)));
        let (mut year, month, day) = if iso { (Some(value(0)), value(2), value(4)) } else { (None, value(2), value(0)) };
        self.at += if iso { 5 } else { 4 };
        if let (false, Some(Is::Number(of, 4))) = (iso, self.peek())
            && *of >= FIRST_YEAR
            && self.peek_at(1) != Some(&Is::Mark(':'))
        {
            year = Some(*of);
            self.at += 1;
        }
        let parts = self.tokens.get(at..self.at).unwrap_or_default();
        let wrote: String = parts.iter().map(|t| t.text.as_str()).collect();
        if !(1..=12).contains(&month) || !(1..=longest(month)).contains(&day) {
            self.at = at;
            return Err(self.wrong(format!("{wrote} is no day")));
        }
        let column = parts.first().map_or(1, |t| t.column);
        let name = super::super::speak::written(Name::Month(u8::try_from(month).unwrap_or(1)));
        let read_as = year.map_or(String::new(), |y| format!("{y} ")) + &format!("{name} {day:02}");
        self.warnings.push(crate::time::opening_hours::Warning { column, wrote, read_as });
        let year = year.and_then(|y| i32::try_from(y).ok());
        Ok(Point { year, base: Base::Day(month, day), shift: 0 })
    }

    /// What follows the first day: nothing, `+`, or the last.
    fn to_end(&mut self, from: Point) -> Result<(Dates, Option<(Option<i32>, u32)>), NotUnderstood> {
        let mut to = End::At(from);
        let mut step = 1;
        let month = match from.base {
            Base::Day(month, _) => Some((from.year, month)),
            Base::Nth(..) | Base::Easter => None,
        };
        let mut last = month;
        if self.mark('+') {
            to = End::Open;
        } else if matches!(self.peek(), Some(Is::Mark('-') | Is::Word(Word::To))) {
            self.at += 1;
            let end = self.end_of(from, month)?;
            if let Base::Day(month, _) = end.base {
                last = Some((end.year, month));
            }
            to = End::At(end);
            if self.mark('/') {
                step = self.step()?;
            }
        }
        let dates = self.forwards(Dates::Days { from, to, step })?;
        Ok((dates, last))
    }

    fn end_of(&mut self, from: Point, month: Option<(Option<i32>, u32)>) -> Result<Point, NotUnderstood> {
        if self.is_date() {
            return self.figures();
        }
        let year = matches!(self.peek(), Some(Is::Number(_, 4))).then(|| self.year()).transpose()?;
        let point = match (self.peek(), month) {
            (Some(Is::Word(Word::Easter)), _) => {
                self.at += 1;
                Point { year, base: Base::Easter, shift: self.shift()?.unwrap_or(0) }
            }
            (Some(Is::Name(Name::Month(month))), _) => {
                let month = u32::from(*month);
                self.at += 1;
                match self.nth_of(year, month, &Rule::default())? {
                    Some(point) => point,
                    None => {
                        let base = self.day_of(month)?;
                        Point { year, base, shift: self.shift()?.unwrap_or(0) }
                    }
                }
            }
            (Some(Is::Number(day, 1..=2)), Some((_, month))) if year.is_none() => {
                let base = self.day_of(month)?;
                if matches!(from.base, Base::Day(_, first) if *day < first) {
                    return Err(self.wrong("the days run backwards"));
                }
                return Ok(Point { year: from.year, base, shift: self.shift()?.unwrap_or(0) });
            }
            _ => return Err(self.wrong("a day is missing after the dash")),
        };
        match (from.year, point.year) {
            (Some(first), None) if point.base != Base::Easter => {
                Ok(Point { year: Some(first), ..point })
            }
            (Some(_), None) | (None, Some(_)) => Err(self.wrong("one end has a year and the other has none")),
            _ => Ok(point),
        }
    }

    /// Dates with years have to lie in their order.
    fn forwards(&self, dates: Dates) -> Result<Dates, NotUnderstood> {
        if let Dates::Days { from, to: End::At(to), .. } = dates
            && let (Some(first), Some(last)) = (from.year, to.year)
            && (last < first || (last == first && to.latest() < from.earliest()))
        {
            return Err(self.wrong("the dates run backwards"));
        }
        Ok(dates)
    }

    /// Whether the number here is a time rather than a day: `08:00`, `8.30`, `8 Uhr`, `00-24`.
    fn is_timely(&self) -> bool {
        let close = self.tokens.get(self.at + 2).is_some_and(|t| !t.spaced);
        match (self.peek(), self.peek_at(1), self.peek_at(2)) {
            (_, Some(Is::Mark(':')), Some(Is::Number(_, 2))) => true,
            (_, Some(Is::Mark('.')), Some(Is::Number(_, 2))) => close,
            (_, Some(Is::Word(Word::Clock | Word::Am | Word::Pm)), _) => true,
            (Some(Is::Number(..)), _, _) => false,
            _ => false,
        }
    }
}

/// Days of a month in a leap year.
pub(super) fn longest(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
