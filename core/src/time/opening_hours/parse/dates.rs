//! Months and days of the year: `Nov-Feb`, `Dec 25-easter`, `Mar Su[-1]`.

use super::Parser;
use crate::time::opening_hours::expr::{Base, Dates, End, Point, Rule};
use crate::time::opening_hours::lex::Is;
use crate::time::opening_hours::names::Name;
use crate::time::opening_hours::told::NotUnderstood;
use crate::time::opening_hours::words::Word;

/// A month in which bare days may follow, with its year.
type Month = (Option<i32>, u32);

impl Parser<'_> {
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
                    let (dates, next) = self.range_from(from)?;
                    rule.dates.push(dates);
                    month = next;
                    continue;
                }
                let dated = |is: Option<&Is>| {
                    matches!(is, Some(Is::Name(Name::Month(_)) | Is::Word(Word::Easter)))
                };
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
    fn date_span(&mut self, rule: &Rule) -> Result<(Dates, Option<Month>), NotUnderstood> {
        if self.is_date() {
            let from = self.figures()?;
            return self.range_from(from);
        }
        let year = matches!(self.peek(), Some(Is::Number(..))).then(|| self.year()).transpose()?;
        let month = match self.peek() {
            Some(Is::Word(Word::Easter)) => {
                self.at += 1;
                let shift = self.shift()?.unwrap_or(0);
                return self.range_from(Point { year, base: Base::Easter, shift });
            }
            Some(Is::Name(Name::Month(month))) => u32::from(*month),
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        if let Some(point) = self.nth_of(year, month, rule)? {
            return self.range_from(point);
        }
        if matches!(self.peek(), Some(Is::Number(_, 1..=2))) && !self.is_timely() {
            let base = self.day_of(month)?;
            let shift = self.shift()?.unwrap_or(0);
            return self.range_from(Point { year, base, shift });
        }
        self.month_span(year, month)
    }

    fn month_span(
        &mut self,
        year: Option<i32>,
        from: u32,
    ) -> Result<(Dates, Option<Month>), NotUnderstood> {
        let mut to = (None, from);
        if matches!(self.peek_at(1), Some(Is::Name(Name::Month(_)) | Is::Number(_, 4)))
            && self.dash()
        {
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
                let point = |year, month, day| Point {
                    year: Some(year),
                    base: Base::Day(month, day),
                    shift: 0,
                };
                let to = End::At(point(last, month, longest(month)));
                let dates = Dates::Days { from: point(first, from, 1), to, step: 1 };
                self.forwards(dates)?
            }
            (year, (_, to)) => Dates::Months { year, from, to },
        };
        Ok((dates, None))
    }

    /// `Nov Th[4]` as a day, unless it is a weekday among whole months or the first of several.
    fn nth_of(
        &mut self,
        year: Option<i32>,
        month: u32,
        rule: &Rule,
    ) -> Result<Option<Point>, NotUnderstood> {
        let (Some(Is::Name(Name::Weekday(day))), Some(Is::Mark('['))) =
            (self.peek(), self.peek_at(1))
        else {
            return Ok(None);
        };
        let at = self.at;
        self.at += 1;
        let nth = self.nth()?;
        let shift = self.shift()?.unwrap_or(0);
        let range = matches!(self.peek(), Some(Is::Mark('-') | Is::Word(Word::To)));
        let behind = self.at;
        let more = self.separator(true)
            && !matches!(
                self.peek(),
                Some(Is::Name(Name::Month(_)) | Is::Number(..) | Is::Word(Word::Easter))
            );
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
                let name = crate::time::opening_hours::speak::written(Name::Month(
                    u8::try_from(month).unwrap_or(1),
                ));
                Err(self.wrong(format!("{name} has no day {day}")))
            }
            _ => Err(self.wrong("a day of the month is missing")),
        }
    }

    /// What follows the first day: nothing, `+`, or the last.
    fn range_from(&mut self, from: Point) -> Result<(Dates, Option<Month>), NotUnderstood> {
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

    fn end_of(&mut self, from: Point, month: Option<Month>) -> Result<Point, NotUnderstood> {
        if self.is_date() {
            return self.figures();
        }
        let year =
            matches!(self.peek(), Some(Is::Number(_, 4))).then(|| self.year()).transpose()?;
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
            (Some(_), None) | (None, Some(_)) => {
                Err(self.wrong("one end has a year and the other has none"))
            }
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
    pub(super) fn is_timely(&self) -> bool {
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
