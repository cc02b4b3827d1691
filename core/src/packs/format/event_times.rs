//! Times of events as records write them, and when an event is on by them.
//!
//! Rules are RFC 5545's (section 3.3.10), as `time::rule` reads them.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::EventFact;
use crate::time::rule::Rule;
use crate::time::series::{Added, Change, Changed, Length, Series};

/// Why an event's times cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EventTimesError {
    /// Neither `2026-12-01T18:00:00` nor `2026-12-01`.
    #[error("`{0}` is no local date and time")]
    Moment(String),
    /// A date where the event has times of the day, or the other way round.
    #[error("`{0}`: an event has times of the day everywhere, or days everywhere")]
    Mixed(String),
    /// It ends before it begins.
    #[error("`{0}` lies before the start")]
    EndsBefore(String),
    /// No rule.
    #[error("the rule `{rule}`: {reason}")]
    Rule {
        /// The rule.
        rule: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// A local time as records write it, and whether it is a day alone; from the year 1 to 9999, as calendars are written.
///
/// # Errors
/// [`EventTimesError::Moment`].
pub fn read_moment(text: &str) -> Result<(NaiveDateTime, bool), EventTimesError> {
    let is_day = text.len() == DAY.len();
    let shape = if is_day { DAY } else { MOMENT };
    let fits =
        |(byte, like): (u8, u8)| if like == b'0' { byte.is_ascii_digit() } else { byte == like };
    let shaped = text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits);
    let number = |from: usize, to: usize| text.get(from..to).and_then(|t| t.parse::<u32>().ok());
    let read = || {
        let year = text.get(..4)?.parse().ok().filter(|year| (1..=9999).contains(year))?;
        let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
        match is_day {
            true => Some(day.and_time(NaiveTime::MIN)),
            false => day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?),
        }
    };
    let read = shaped.then(read).flatten().map(|at| (at, is_day));
    read.ok_or_else(|| EventTimesError::Moment(text.chars().take(40).collect()))
}

/// The shapes of local times; `0` stands for a digit.
const DAY: &str = "0000-00-00";
const MOMENT: &str = "0000-00-00T00:00:00";

/// As [`read_moment`] reads it.
pub fn write_moment(at: NaiveDateTime, is_day: bool) -> String {
    let mut out = String::with_capacity(MOMENT.len());
    let year = at.year().clamp(0, 9999).unsigned_abs();
    two_digits(&mut out, year / 100);
    two_digits(&mut out, year % 100);
    let parts = [
        ('-', at.month()),
        ('-', at.day()),
        ('T', at.hour()),
        (':', at.minute()),
        (':', at.second()),
    ];
    for (mark, number) in parts.into_iter().take(if is_day { 2 } else { 5 }) {
        out.push(mark);
        two_digits(&mut out, number);
    }
    out
}

/// An agenda writes thousands of times, and a pattern is read anew for each.
fn two_digits(out: &mut String, number: u32) {
    out.extend(
        [number / 10 % 10, number % 10].map(|digit| char::from_digit(digit, 10).unwrap_or('0')),
    );
}

impl EventFact {
    /// Days count, times do not.
    pub fn is_all_day(&self) -> bool {
        !self.start.contains('T')
    }

    /// When it takes place, on the wall clock of its zone.
    ///
    /// # Errors
    /// [`EventTimesError`] names what cannot be read.
    pub fn series(&self) -> Result<Series, EventTimesError> {
        let (start, all_day) = read_moment(&self.start)?;
        let of_kind = |text: &str| match read_moment(text)? {
            (at, is_day) if is_day == all_day => Ok(at),
            _ => Err(EventTimesError::Mixed(text.to_owned())),
        };
        let length = |start: NaiveDateTime, end: Option<&String>| {
            let Some(text) = end else { return Ok(shortest(all_day)) };
            let end = of_kind(text)?;
            length(start, end, all_day).ok_or_else(|| EventTimesError::EndsBefore(text.clone()))
        };
        let own = length(start, self.end.as_ref())?;
        let mut series = Series::once(start, own);
        for rule in &self.rules {
            let read = Rule::parse(rule).map_err(|e| EventTimesError::Rule {
                rule: rule.chars().take(80).collect(),
                reason: e.to_string(),
            })?;
            series.rules.push(read);
        }
        for date in &self.dates {
            series.dates.push(Added { start: of_kind(date)?, length: None });
        }
        let mut without = BTreeSet::new();
        for text in &self.without {
            match read_moment(text)? {
                (at, true) if !all_day => drop(series.without_days.insert(at.date())),
                (at, is_day) if is_day == all_day => drop(without.insert(at)),
                _ => return Err(EventTimesError::Mixed(text.clone())),
            }
        }
        series.without = without;
        for change in &self.changes {
            let of = of_kind(&change.of)?;
            let what = match (&change.start, &change.end) {
                _ if change.cancelled => Changed::Cancelled,
                (None, None) => Changed::Same,
                (start, end) => {
                    let start = start.as_ref().map_or(Ok(of), |text| of_kind(text))?;
                    let length = if end.is_some() { length(start, end.as_ref())? } else { own };
                    Changed::Moved { start, length }
                }
            };
            series.changes.push(Change { of, and_later: change.and_later, what });
        }
        Ok(series)
    }
}

/// Of an event that does not say when it ends.
fn shortest(all_day: bool) -> Length {
    if all_day { Length::Days(1) } else { Length::Exact(chrono::TimeDelta::zero()) }
}

fn length(start: NaiveDateTime, end: NaiveDateTime, all_day: bool) -> Option<Length> {
    let between = end.signed_duration_since(start);
    if between < chrono::TimeDelta::zero() {
        return None;
    }
    Some(match all_day {
        true => Length::Days(u32::try_from(between.num_days()).ok()?.saturating_add(1)),
        false => Length::Exact(between),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::format::EventChange;

    fn fact(start: &str, end: &str) -> EventFact {
        let end = Some(end.to_owned()).filter(|end| !end.is_empty());
        EventFact { id: "meal".into(), start: start.into(), end, ..EventFact::default() }
    }

    fn starts(fact: &EventFact, from: &str, to: &str) -> Vec<String> {
        let at = |text| read_moment(text).unwrap().0;
        let series = fact.series().unwrap();
        series.between(at(from), at(to)).map(|o| o.start.to_string()).collect()
    }

    #[test]
    fn a_moment_is_read_as_it_is_written_and_nothing_else_is() {
        for text in ["2026-12-01", "2028-02-29T23:59:59", "0001-01-01", "9999-12-31T00:00:00"] {
            let (at, is_day) = read_moment(text).unwrap();
            assert_eq!(write_moment(at, is_day), text);
        }
        for text in [
            "",
            "2026-12-1",
            "2026-13-01",
            "2026-02-29",
            "0000-01-01",
            "2026-12-01 18:00:00",
            "2026-12-01T24:00:00",
            "2026-12-01T18:00",
            "2026-12-01T18:00:00Z",
            "+026-12-01",
            "٢٠٢٦-12-01",
            "2026-12-01T18:00:60",
        ] {
            assert!(read_moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_series_with_an_exception_a_move_and_a_cancelled_evening() {
        let mut event = fact("2026-12-01T18:00:00", "2026-12-01T20:00:00");
        event.rules = vec!["FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T000000".into()];
        event.without = vec!["2026-12-08".into()];
        event.changes = vec![
            EventChange {
                of: "2026-12-15T18:00:00".into(),
                start: Some("2026-12-16T18:30:00".into()),
                ..EventChange::default()
            },
            EventChange {
                of: "2026-12-22T18:00:00".into(),
                cancelled: true,
                ..EventChange::default()
            },
        ];
        let found = starts(&event, "2026-11-01", "2027-02-01");
        let expected = [
            "2026-12-01 18:00:00",
            "2026-12-16 18:30:00",
            "2026-12-22 18:00:00",
            "2026-12-29 18:00:00",
        ];
        assert_eq!(found, expected);
        let series = event.series().unwrap();
        let window = [read_moment("2026-12-22").unwrap().0, read_moment("2026-12-23").unwrap().0];
        assert!(series.between(window[0], window[1]).next().unwrap().is_cancelled);
    }

    #[test]
    fn the_last_day_belongs_to_it() {
        let event = fact("2026-12-05", "2026-12-06");
        assert_eq!(starts(&event, "2026-12-06", "2026-12-07"), ["2026-12-05 00:00:00"]);
        assert_eq!(starts(&event, "2026-12-07", "2026-12-08"), Vec::<String>::new());
        assert!(event.is_all_day());
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let error = |event: EventFact| event.series().unwrap_err().to_string();
        assert_eq!(error(fact("soon", "")), "`soon` is no local date and time");
        for wild in ["-262143-01-01", "+262142-12-31", "0000-01-01", "10000-01-01T00:00:00"] {
            assert!(read_moment(wild).is_err(), "{wild}");
        }
        assert!(error(fact("2026-12-01T18:00:00", "2026-12-02")).contains("days everywhere"));
        assert!(error(fact("2026-12-01T18:00:00", "2026-12-01T17:00:00")).contains("before"));
        let mut event = fact("2026-12-01", "");
        event.rules = vec!["FREQ=SOMETIMES".into()];
        assert!(error(event).starts_with("the rule `FREQ=SOMETIMES`: "));
    }
}
