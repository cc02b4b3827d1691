//! Weekdays and holidays: `Mo-Fr`, `Th[1,-1] +2 days`, `PH`, `SH Mo-Fr`.

use super::Parser;
use crate::time::opening_hours::HolidayKind;
use crate::time::opening_hours::expr::{Holiday, Rule, Weekdays};
use crate::time::opening_hours::lex::Is;
use crate::time::opening_hours::names::Name;
use crate::time::opening_hours::told::NotUnderstood;
use crate::time::opening_hours::words::Word;

/// Nobody counts further from a day.
pub(super) const MAX_SHIFT: u32 = 366;
/// A month has no sixth Monday.
const MAX_NTH: u32 = 5;

impl Parser<'_> {
    /// A list of days. Beside days of the other kind, a day has to be both.
    pub(super) fn days(&mut self, rule: &mut Rule) -> Result<(), NotUnderstood> {
        let before = rule.weekdays.len() + rule.holidays.len();
        let mixed = |rule: &Rule| !rule.weekdays.is_empty() && !rule.holidays.is_empty();
        let had_both = mixed(rule);
        let (weekdays, holidays) = (rule.weekdays.len(), rule.holidays.len());
        loop {
            self.day(rule)?;
            let from = self.at;
            if !(self.separator(true) && self.begins_day()) {
                self.at = from;
                break;
            }
        }
        if before > 0 {
            // One kind each: `SH,Su We` may mean much.
            let clean = (weekdays == 0 || rule.weekdays.len() == weekdays)
                && (holidays == 0 || rule.holidays.len() == holidays);
            if had_both || !clean {
                return Err(self.wrong("a comma is missing between days"));
            }
            rule.both = mixed(rule);
        }
        Ok(())
    }

    fn begins_day(&self) -> bool {
        matches!(
            self.peek(),
            Some(
                Is::Name(Name::Weekday(_))
                    | Is::Word(
                        Word::PublicHoliday
                            | Word::SchoolHoliday
                            | Word::Daily
                            | Word::Workdays
                            | Word::Weekend
                            | Word::SundayOf
                            | Word::DayAfter
                            | Word::DayBefore
                    )
            )
        )
    }

    fn day(&mut self, rule: &mut Rule) -> Result<(), NotUnderstood> {
        let span = |from, to| Weekdays { from, to, nth: Vec::new(), shift: 0 };
        let next = self.peek();
        match next {
            Some(Is::Name(Name::Weekday(day))) => {
                self.at += 1;
                let weekdays = self.weekday(*day)?;
                rule.weekdays.push(weekdays);
            }
            Some(Is::Word(Word::Daily)) => rule.weekdays.push(span(0, 6)),
            Some(Is::Word(Word::Workdays)) => rule.weekdays.push(span(0, 4)),
            Some(Is::Word(Word::Weekend)) => rule.weekdays.push(span(5, 6)),
            Some(Is::Word(Word::SundayOf)) => {
                rule.weekdays.push(span(6, 6));
                // The hyphen of "Sonn- und Feiertags".
                let hyphen = self.peek_at(1) == Some(&Is::Mark('-'));
                self.at += usize::from(hyphen);
            }
            Some(Is::Word(Word::DayAfter | Word::DayBefore)) => {
                self.at += 1;
                let kind = self.holiday_kind()?;
                let shift = if next == Some(&Is::Word(Word::DayAfter)) { 1 } else { -1 };
                rule.holidays.push(Holiday { kind, shift });
            }
            _ => {
                let kind = self.holiday_kind()?;
                self.at += 1;
                let shift = self.shift()?.unwrap_or(0);
                rule.holidays.push(Holiday { kind, shift });
                return Ok(());
            }
        }
        if !matches!(next, Some(Is::Name(_))) {
            self.at += 1;
        }
        Ok(())
    }

    fn holiday_kind(&self) -> Result<HolidayKind, NotUnderstood> {
        match self.peek() {
            Some(Is::Word(Word::PublicHoliday)) => Ok(HolidayKind::Public),
            Some(Is::Word(Word::SchoolHoliday)) => Ok(HolidayKind::School),
            _ => Err(self.unexpected()),
        }
    }

    /// What follows a weekday: another end, or which of the month.
    fn weekday(&mut self, from: u8) -> Result<Weekdays, NotUnderstood> {
        let mut days = Weekdays { from, to: from, nth: Vec::new(), shift: 0 };
        if self.peek() == Some(&Is::Mark('[')) {
            days.nth = self.nth()?;
            days.shift = self.shift()?.unwrap_or(0);
        } else if !matches!(self.peek_at(1), Some(Is::Number(..))) && self.dash() {
            match self.peek() {
                Some(Is::Name(Name::Weekday(to))) => days.to = *to,
                _ => return Err(self.wrong("a weekday is missing after the dash")),
            }
            self.at += 1;
            if self.peek() == Some(&Is::Mark('[')) {
                return Err(
                    self.wrong("which of the month goes with one weekday, not with a range")
                );
            }
        }
        Ok(days)
    }

    /// `[1,3-4,-1]`.
    pub(super) fn nth(&mut self) -> Result<Vec<i8>, NotUnderstood> {
        let mut nth = Vec::new();
        if !self.mark('[') {
            return Err(self.unexpected());
        }
        loop {
            let negative = self.mark('-');
            let from = self.which()?;
            if negative {
                nth.push(-from);
            } else if self.mark('-') {
                let to = self.which()?;
                if to < from {
                    return Err(self.wrong("the range runs backwards"));
                }
                nth.extend(from..=to);
            } else {
                nth.push(from);
            }
            if self.mark(']') {
                return Ok(nth);
            }
            if !self.mark(',') {
                return Err(self.wrong("`]` is missing"));
            }
        }
    }

    fn which(&mut self) -> Result<i8, NotUnderstood> {
        match self.peek() {
            Some(Is::Number(n, _)) if (1..=MAX_NTH).contains(n) => {
                self.at += 1;
                i8::try_from(*n).map_err(|_| self.unexpected())
            }
            _ => Err(self.wrong("a number from 1 to 5 is missing: which weekday of the month")),
        }
    }

    /// `+1 day`, `-2 days`.
    pub(super) fn shift(&mut self) -> Result<Option<i32>, NotUnderstood> {
        let (
            Some(Is::Mark(sign @ ('+' | '-'))),
            Some(Is::Number(days, _)),
            Some(Is::Word(Word::Day)),
        ) = (self.peek(), self.peek_at(1), self.peek_at(2))
        else {
            return Ok(None);
        };
        if *days > MAX_SHIFT {
            return Err(self.wrong(format!("more than {MAX_SHIFT} days")));
        }
        self.at += 3;
        let days = i32::try_from(*days).unwrap_or(0);
        Ok(Some(if *sign == '-' { -days } else { days }))
    }
}
