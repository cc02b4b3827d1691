//! Dates in figures: `2026-12-24`, `24.12.`, `24.12.2026`.

use super::Parser;
use super::dates::longest;
use super::years::FIRST_YEAR;
use crate::time::opening_hours::expr::{Base, Point};
use crate::time::opening_hours::lex::Is;
use crate::time::opening_hours::names::Name;
use crate::time::opening_hours::speak::written;
use crate::time::opening_hours::told::{NotUnderstood, Warning};

impl Parser<'_> {
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

    /// `2026-12-24`, `24.12.`, `24.12.2026`.
    pub(super) fn figures(&mut self) -> Result<Point, NotUnderstood> {
        let at = self.at;
        let value = |ahead: usize| match self.peek_at(ahead) {
            Some(Is::Number(value, _)) => *value,
            _ => 0,
        };
        let iso = matches!(self.peek(), Some(Is::Number(_, 4)));
        let (mut year, month, day) =
            if iso { (Some(value(0)), value(2), value(4)) } else { (None, value(2), value(0)) };
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
        let name = written(Name::Month(u8::try_from(month).unwrap_or(1)));
        let read_as = year.map_or(String::new(), |y| format!("{y} ")) + &format!("{name} {day:02}");
        self.warnings.push(Warning { column, wrote, read_as });
        let year = year.and_then(|y| i32::try_from(y).ok());
        Ok(Point { year, base: Base::Day(month, day), shift: 0 })
    }
}
