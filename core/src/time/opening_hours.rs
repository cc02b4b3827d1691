//! Opening hours in OpenStreetMap's syntax: read, written, and asked for a moment, a change or a stretch of days.
//!
//! The words are those of the syntax's specification. What cannot be told for certain is unknown with the reason, and
//! never "open": a holiday that nobody has listed, an end that is open, a sunset without a place. Holidays, position and
//! clock come from whoever asks ([`Place`]). What towns write beside the syntax is read where it has one meaning, and
//! each such reading is told ([`Warning`]).

mod dates;
mod expr;
mod lex;
mod names;
mod parse;
mod place;
mod speak;
mod sun;
#[cfg(test)]
mod tests;
mod timeline;
mod times;
mod told;
mod walk;
mod words;
mod write;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use self::expr::{Rule, SunEvent};
pub use self::place::{Here, HolidayKind, HolidayTable, Place, Position};
pub use self::told::{NotUnderstood, Warning};

/// Opening hours that have been read. `Display` writes their canonical form, which reads back as the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    rules: Vec<Rule>,
}

/// What an expression is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Stretches of time: a time without an end is a mistake.
    #[default]
    Hours,
    /// Moments, as when a letter box is emptied.
    Moments,
    /// Both.
    Either,
}

/// Open or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Open, for certain.
    Open,
    /// Closed.
    Closed,
    /// Cannot be told.
    Unknown,
}

/// Why a state is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The hours say so themselves, with `unknown` or a comment.
    Said,
    /// It began and has no end.
    OpenEnd,
    /// It hangs on a holiday that is not known.
    Holiday(HolidayKind),
    /// It hangs on the sun, and the place or its clock is not known.
    NoPosition,
    /// It hangs on the sun, which does not rise or set there on that day.
    NoSun,
}

/// What holds at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status<'a> {
    /// Open or not.
    pub state: State,
    /// Why it is unknown.
    pub why: Option<Why>,
    /// What the hours add in words.
    pub comment: Option<&'a str>,
}

/// A stretch of time in which one thing holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval<'a> {
    /// Local time.
    pub from: NaiveDateTime,
    /// Local time, not part of it.
    pub to: NaiveDateTime,
    /// Open or not.
    pub state: State,
    /// Why it is unknown.
    pub why: Option<Why>,
    /// What the hours add in words.
    pub comment: Option<&'a str>,
}

impl OpeningHours {
    /// Reads the syntax itself.
    ///
    /// # Errors
    /// [`NotUnderstood`], also for what [`OpeningHours::parse_tolerant`] would read with goodwill.
    pub fn parse(text: &str) -> Result<Self, NotUnderstood> {
        let (hours, warnings) = Self::parse_tolerant(text)?;
        match warnings.into_iter().next() {
            None => Ok(hours),
            Some(warning) => Err(NotUnderstood {
                column: warning.column,
                reason: format!("`{}` is not written as the syntax has it", warning.wrote),
                hint: Some(format!("write {hours}")),
            }),
        }
    }

    /// Reads the syntax, and what towns write beside it where that has one meaning; each such reading is told, in the
    /// order of the text.
    ///
    /// # Errors
    /// [`NotUnderstood`] with the first place that has no meaning, or more than one.
    pub fn parse_tolerant(text: &str) -> Result<(Self, Vec<Warning>), NotUnderstood> {
        Self::parse_kind(text, Kind::Hours)
    }

    /// The same for hours or moments.
    ///
    /// # Errors
    /// As [`OpeningHours::parse_tolerant`].
    pub fn parse_kind(text: &str, kind: Kind) -> Result<(Self, Vec<Warning>), NotUnderstood> {
        let (rules, warnings) = parse::read(text, kind)?;
        Ok((Self { rules }, warnings))
    }
}

/// When the sun sets, on the clock of a place, to the minute or so. Nothing where position or clock are not known, where
/// the sun does not set, or where it does so after midnight.
pub fn sunset(day: NaiveDate, place: &dyn Place) -> Option<NaiveTime> {
    let minute = sun::minute(SunEvent::Sunset, day, place.position()?, place.offset(day)?)?;
    let minute = u32::try_from(minute).ok()?;
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
}
