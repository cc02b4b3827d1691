//! What could not be read in a calendar file, and what was mended, each with its line.

use thiserror::Error;

/// Characters of the file that a message repeats at most.
const SHOWN: usize = 60;

/// Something wrong in a calendar file, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct Fault {
    /// Line of the file, from 1; of a folded line, its first.
    pub line: usize,
    /// What is wrong, and what was done about it.
    pub what: What,
}

impl Fault {
    /// A fault of a line.
    pub fn new(line: usize, what: What) -> Self {
        Self { line, what }
    }
}

/// What is wrong, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum What {
    /// RFC 5545 3.1.4: files are UTF-8.
    #[error("the file is UTF-16, not UTF-8")]
    Utf16,
    /// RFC 5545 3.1.4.
    #[error("not UTF-8; read as Windows-1252")]
    NotUtf8,
    /// RFC 5545 3.1: control characters are not allowed.
    #[error("{0} control characters left out")]
    Controls(usize),
    /// Longer than [`super::lines::MAX_LINE`].
    #[error("a line of {0} bytes is cut")]
    Cut(usize),
    /// Longer than [`super::lines::MAX_FILE`].
    #[error("a file of {0} bytes is too long; nothing is read behind its limit")]
    FileCut(usize),
    /// No name with a value.
    #[error("no property with a value: {0:?}")]
    NoProperty(String),
    /// What stands behind a semicolon has no name that could be one.
    #[error("{0}: {1:?} is no parameter; it is left out")]
    NoParameter(String, String),
    /// A parameter without `=`.
    #[error("{0}: the parameter {1} has no value")]
    BareParameter(String, String),
    /// RFC 5545 3.2: quotes stand in pairs around a whole value; separators stand in quotes.
    #[error("{0}: the parameter {1} is not quoted as it should be")]
    Quotes(String, String),
    /// RFC 5545 3.2.7: there is no such encoding.
    #[error("{0}: quoted-printable is decoded")]
    QuotedPrintable(String),
    /// Lines before, between and behind components.
    #[error("{0} lines outside of any component are left out")]
    Outside(usize),
    /// END is missing.
    #[error("{0} is not closed; it ends here")]
    NotClosed(String),
    /// BEGIN is missing.
    #[error("END:{0} closes nothing")]
    NotOpen(String),
    /// BEGIN or END without a name that could be one.
    #[error("BEGIN or END without a name: {0:?}")]
    NoName(String),
    /// More than [`super::component::MAX_DEPTH`].
    #[error("components nest too deep; {0} lines are left out")]
    TooDeep(usize),
    /// Nothing in the file is a component.
    #[error("this is no calendar file")]
    NoCalendar,
    /// A component that RFC 5545 3.4 wants inside VCALENDAR.
    #[error("{0} stands outside of VCALENDAR; it is taken")]
    Bare(String),
    /// A value that is not what its property or VALUE says.
    #[error("{property}: {text:?} is no {kind}")]
    Unreadable {
        /// Name of the property.
        property: String,
        /// The type it should have.
        kind: &'static str,
        /// The value, cut.
        text: String,
    },
    /// A TZID that leads to no clock.
    #[error("the zone {tzid:?} is not known; read as {used}")]
    UnknownZone {
        /// As it was written.
        tzid: String,
        /// What is taken instead.
        used: String,
    },
    /// A recurrence rule that cannot be read.
    #[error("a rule is left out: {rule}")]
    Rule {
        /// What is wrong with it.
        rule: String,
    },
    /// DTSTART is missing or cannot be read.
    #[error("{0} has no start that can be read; it is left out")]
    NoStart(String),
    /// A recurrence rule that was read otherwise than it stands.
    #[error("a rule was mended: {rule}")]
    RuleMended {
        /// What was done.
        rule: String,
    },
    /// RFC 5545 3.8.4.7: UID is required.
    #[error("an event without UID; nothing later can change it")]
    NoUid,
    /// The same event, or the same occurrence, is there in a later version.
    #[error("an older version of an event is left out")]
    Older,
    /// A change of an occurrence has times of a series.
    #[error("{0} means nothing in a change of one occurrence; it is left out")]
    InChange(String),
    /// RFC 5545 3.6.1: DTEND and DURATION exclude each other.
    #[error("DTEND and DURATION; DTEND is taken")]
    TwoEnds,
    /// RFC 5545 3.8.2.2: DTEND is of the same type as DTSTART.
    #[error("the start and the end are not of one type and zone")]
    MixedEnds,
    /// More than any calendar needs; each limit stands where it is kept.
    #[error("too many {0}; those from here on are left out")]
    TooMany(&'static str),
    /// RFC 5545 3.8.2.5: a duration is positive.
    #[error("a negative duration; the event is taken to last no time")]
    Negative,
    /// RFC 5545 3.8.2.2: DTEND is later than DTSTART.
    #[error("the end is before the start; they are taken the other way round")]
    EndFirst,
}

impl What {
    /// A value that could not be read.
    pub fn unreadable(property: &str, kind: &'static str, text: &str) -> Self {
        Self::Unreadable { property: property.to_owned(), kind, text: shown(text) }
    }
}

/// So much of a text as a message repeats.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
