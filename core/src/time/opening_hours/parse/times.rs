//! Times: `08:00-12:00`, `17:00+`, `(sunrise+01:00)-sunset`, `10:00-16:00/90`, and what towns write for them.

use super::Parser;
use crate::time::opening_hours::Kind;
use crate::time::opening_hours::expr::{Clock, DAY, Rule, Time, Until};
use crate::time::opening_hours::lex::Is;
use crate::time::opening_hours::names::Name;
use crate::time::opening_hours::told::{NotUnderstood, Warning};
use crate::time::opening_hours::words::Word;

/// Times run into the next day at most.
const LAST: u32 = 2 * DAY;

impl Parser<'_> {
    pub(super) fn begins_time(&self) -> bool {
        match self.peek() {
            Some(Is::Number(..)) => {
                !(self.is_date()
                    || matches!(
                        self.peek_at(1),
                        Some(Is::Name(Name::Month(_)) | Is::Word(Word::Easter))
                    ))
            }
            Some(
                Is::Mark('(') | Is::Word(Word::Sun(_) | Word::Noon | Word::Midnight | Word::From),
            ) => true,
            _ => false,
        }
    }

    pub(super) fn times(&mut self, rule: &mut Rule) -> Result<(), NotUnderstood> {
        self.note_missing_space(rule);
        // Where one time is written without a mark, 1900 is one too and no year.
        let bare = matches!(self.peek(), Some(Is::Number(_, 3..)));
        loop {
            let time = self.time()?;
            rule.times.push(time);
            let from = self.at;
            let slash = self.peek() == Some(&Is::Mark('/'));
            let goes_on = self.separator(slash)
                && self.begins_time()
                && (bare || !self.is_year(&Rule::default()));
            if !goes_on {
                self.at = from;
                return Ok(());
            }
        }
    }

    /// `Mo12:00`.
    fn note_missing_space(&mut self, rule: &Rule) {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        if let (Some(before), Some(token)) = (before, self.tokens.get(self.at))
            && !token.spaced
            && rule.has_days()
            && !matches!(before.is, Is::Mark(':'))
        {
            let (column, wrote) = (token.column, token.text.clone());
            let read_as = format!("a space and {wrote}");
            self.warnings.push(Warning { column, wrote, read_as });
        }
    }

    fn time(&mut self) -> Result<Time, NotUnderstood> {
        let begin = self.at;
        let endless = self.peek() == Some(&Is::Word(Word::From));
        self.at += usize::from(endless);
        let (from, half) = self.clock()?;
        if matches!(from, Clock::At(minute) if minute >= DAY) {
            self.at = begin;
            return Err(self
                .wrong("times begin before 24:00")
                .hint("write the next day, or 00:00"));
        }
        let until = if self.dash() {
            if self.peek() == Some(&Is::Word(Word::OpenEnd)) {
                self.at += 1;
                Until::OpenEnd
            } else {
                let (to, other) = self.clock()?;
                self.halves(begin, (from, half), other)?;
                self.behind(to)?
            }
        } else if self.mark('+') {
            Until::OpenEnd
        } else if endless || self.peek() == Some(&Is::Word(Word::OpenEnd)) {
            self.at += usize::from(self.peek() == Some(&Is::Word(Word::OpenEnd)));
            Until::OpenEnd
        } else {
            Until::Moment
        };
        self.fits(begin, until)?;
        Ok(Time { from, until })
    }

    /// What follows an end: `+`, or how often.
    fn behind(&mut self, to: Clock) -> Result<Until, NotUnderstood> {
        if self.mark('+') {
            return Ok(Until::Span { to, open_end: true });
        }
        // "8-12 / 14-18" are two times.
        let often = self.peek() == Some(&Is::Mark('/'))
            && !matches!(
                (self.peek_at(2), self.peek_at(4)),
                (Some(Is::Mark(':')), Some(Is::Mark('-') | Is::Word(Word::To)))
                    | (Some(Is::Mark('-') | Is::Word(Word::To)), _)
            );
        if !often {
            return Ok(Until::Span { to, open_end: false });
        }
        self.at += 1;
        let minutes = match (self.peek(), self.peek_at(1), self.peek_at(2)) {
            (Some(Is::Number(h, _)), Some(Is::Mark(':')), Some(Is::Number(m, 2))) if *m < 60 => {
                self.at += 3;
                h * 60 + m
            }
            (Some(Is::Number(m, _)), _, _) => {
                self.at += 1;
                *m
            }
            _ => return Err(self.wrong("after `/` minutes are missing")),
        };
        if !(1..=DAY).contains(&minutes) {
            return Err(self.wrong("every so many minutes: from 1 to 1440"));
        }
        Ok(Until::Every { to, minutes })
    }

    /// "9-5 pm" begins in the morning or in the afternoon.
    fn halves(
        &self,
        begin: usize,
        (from, half): (Clock, bool),
        other: bool,
    ) -> Result<(), NotUnderstood> {
        let afternoon = matches!(from, Clock::At(minute) if minute > DAY / 2);
        if half == other || (afternoon && !half) || matches!(from, Clock::Sun(..)) {
            return Ok(());
        }
        let column = self.tokens.get(begin).map_or(1, |t| t.column);
        Err(NotUnderstood::at(column, "one end has am or pm and the other has none")
            .hint("write times from 00:00 to 24:00"))
    }

    fn fits(&self, begin: usize, until: Until) -> Result<(), NotUnderstood> {
        let moment = matches!(until, Until::Moment | Until::Every { .. });
        let column = self.tokens.get(begin).map_or(1, |t| t.column);
        match self.kind {
            Kind::Hours if moment => {
                Err(NotUnderstood::at(column, "the end of the time is missing")
                    .hint("write 10:00-12:00, or 10:00+ where the end is open"))
            }
            Kind::Moments if !moment => Err(NotUnderstood::at(column, "moments have no end")
                .hint("write the moments, such as 10:00,12:00")),
            _ => Ok(()),
        }
    }

    /// A time of the day or of the sun, and whether am or pm was said.
    fn clock(&mut self) -> Result<(Clock, bool), NotUnderstood> {
        let plain = |minute| Ok((Clock::At(minute), false));
        let next = self.peek();
        match next {
            Some(Is::Word(Word::Sun(event))) => {
                self.at += 1;
                Ok((Clock::Sun(*event, 0), false))
            }
            Some(Is::Word(Word::Noon)) => {
                self.at += 1;
                plain(DAY / 2)
            }
            Some(Is::Word(Word::Midnight)) => {
                self.at += 1;
                // At an end, midnight is the end of the day.
                let end = self.at.checked_sub(2).and_then(|at| self.tokens.get(at));
                let end = end.is_some_and(|t| matches!(t.is, Is::Mark('-') | Is::Word(Word::To)));
                plain(if end { DAY } else { 0 })
            }
            Some(Is::Mark('(')) => self.sun_and(),
            Some(Is::Number(value, digits)) => self.figures_of_time(*value, *digits),
            _ => Err(self.wrong("a time is missing").hint("write times as 08:00-12:00")),
        }
    }

    /// `(sunset-00:30)`.
    fn sun_and(&mut self) -> Result<(Clock, bool), NotUnderstood> {
        if let (
            Some(Is::Word(Word::Sun(event))),
            Some(Is::Mark(sign @ ('+' | '-'))),
            Some(Is::Number(hours, 1..=2)),
            Some(Is::Mark(':')),
            Some(Is::Number(minutes, 2)),
            Some(Is::Mark(')')),
        ) = (
            self.peek_at(1),
            self.peek_at(2),
            self.peek_at(3),
            self.peek_at(4),
            self.peek_at(5),
            self.peek_at(6),
        ) && *minutes < 60
            && *hours < 24
        {
            self.at += 7;
            let later = i32::try_from(hours * 60 + minutes).unwrap_or(0);
            return Ok((Clock::Sun(*event, if *sign == '-' { -later } else { later }), false));
        }
        Err(self
            .wrong("what stands in parentheses is not understood")
            .hint("write (sunrise+01:00)"))
    }

    fn figures_of_time(
        &mut self,
        value: u32,
        digits: usize,
    ) -> Result<(Clock, bool), NotUnderstood> {
        let begin = self.at;
        self.at += 1;
        let minutes = match (self.peek(), self.peek_at(1)) {
            _ if digits > 2 => None,
            (Some(Is::Mark(':')), Some(Is::Number(minutes, 1..=2))) => Some(*minutes),
            (Some(Is::Mark(':')), _) => {
                return Err(self.wrong("the minutes are missing").hint("write 08:00"));
            }
            (Some(Is::Mark('.') | Is::Word(Word::Clock)), Some(Is::Number(minutes, 2))) => {
                let close = self.tokens.get(self.at + 1).is_some_and(|t| !t.spaced);
                close.then_some(*minutes)
            }
            _ => None,
        };
        self.at += if minutes.is_some() { 2 } else { 0 };
        let (mut hour, minute) = match minutes {
            Some(minute) => (value, minute),
            None if digits > 2 => (value / 100, value % 100),
            None => (value, 0),
        };
        let figures = self.at;
        while self.peek() == Some(&Is::Word(Word::Clock)) {
            self.at += 1;
        }
        let half = match self.peek() {
            Some(Is::Word(half @ (Word::Am | Word::Pm))) => {
                if !(1..=12).contains(&hour) {
                    return Err(self.wrong("am and pm go with hours from 1 to 12"));
                }
                hour = hour % 12 + if *half == Word::Pm { 12 } else { 0 };
                self.at += 1;
                true
            }
            _ => false,
        };
        if minute >= 60 || hour * 60 + minute > LAST {
            self.at = begin;
            return Err(self.wrong("there is no such time"));
        }
        let parts = self.tokens.get(begin..figures).unwrap_or_default();
        let wrote: String = parts.iter().map(|t| t.text.as_str()).collect();
        let own = parts.len() == 3
            && matches!(parts.get(1).map(|t| &t.is), Some(Is::Mark(':')))
            && matches!(parts.get(2).map(|t| &t.is), Some(Is::Number(_, 2)));
        if !own || half {
            let column = parts.first().map_or(1, |t| t.column);
            let read_as = format!("{hour:02}:{minute:02}");
            self.warnings.push(Warning { column, wrote, read_as });
        }
        Ok((Clock::At(hour * 60 + minute), half))
    }
}
