//! Years and weeks: `2024-2026/2`, `2028+`, `week 02-52/2`.

use super::Parser;
use crate::time::opening_hours::expr::{Rule, Weeks, Years};
use crate::time::opening_hours::lex::Is;
use crate::time::opening_hours::names::Name;
use crate::time::opening_hours::told::NotUnderstood;
use crate::time::opening_hours::words::Word;

/// Four digits from here on are a year, if no weekday stands before them.
pub(super) const FIRST_YEAR: u32 = 1900;
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

    pub(super) fn year(&mut self) -> Result<i32, NotUnderstood> {
        match self.peek() {
            Some(Is::Number(year, 4)) if *year >= FIRST_YEAR => {
                self.at += 1;
                i32::try_from(*year).map_err(|_| self.unexpected())
            }
            _ => Err(self.wrong("a year is missing")),
        }
    }

    pub(super) fn step(&mut self) -> Result<u32, NotUnderstood> {
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
}
