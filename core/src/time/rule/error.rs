//! What is wrong with a rule, in words that name the part, and what a lenient reading did about it.

use std::fmt;

/// A part of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// `RSCALE`
    Rscale,
    /// `FREQ`
    Freq,
    /// `INTERVAL`
    Interval,
    /// `COUNT`
    Count,
    /// `UNTIL`
    Until,
    /// `BYMONTH`
    ByMonth,
    /// `BYWEEKNO`
    ByWeekNo,
    /// `BYYEARDAY`
    ByYearDay,
    /// `BYMONTHDAY`
    ByMonthDay,
    /// `BYDAY`
    ByDay,
    /// `BYHOUR`
    ByHour,
    /// `BYMINUTE`
    ByMinute,
    /// `BYSECOND`
    BySecond,
    /// `BYSETPOS`
    BySetPos,
    /// `WKST`
    Wkst,
    /// `SKIP`
    Skip,
}

impl Part {
    /// All parts, in the order in which rules are written.
    pub const ALL: [Self; 16] = [
        Self::Rscale,
        Self::Freq,
        Self::Interval,
        Self::Count,
        Self::Until,
        Self::ByMonth,
        Self::ByWeekNo,
        Self::ByYearDay,
        Self::ByMonthDay,
        Self::ByDay,
        Self::ByHour,
        Self::ByMinute,
        Self::BySecond,
        Self::BySetPos,
        Self::Wkst,
        Self::Skip,
    ];

    /// Its name in a rule.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rscale => "RSCALE",
            Self::Freq => "FREQ",
            Self::Interval => "INTERVAL",
            Self::Count => "COUNT",
            Self::Until => "UNTIL",
            Self::ByMonth => "BYMONTH",
            Self::ByWeekNo => "BYWEEKNO",
            Self::ByYearDay => "BYYEARDAY",
            Self::ByMonthDay => "BYMONTHDAY",
            Self::ByDay => "BYDAY",
            Self::ByHour => "BYHOUR",
            Self::ByMinute => "BYMINUTE",
            Self::BySecond => "BYSECOND",
            Self::BySetPos => "BYSETPOS",
            Self::Wkst => "WKST",
            Self::Skip => "SKIP",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a text is no recurrence rule. Values are quoted up to 40 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// No `FREQ`.
    #[error("FREQ is missing: a rule says how often, such as FREQ=WEEKLY")]
    NoFrequency,
    /// Something between semicolons that is no `NAME=VALUE`.
    #[error("{0:?} is no NAME=VALUE")]
    Malformed(String),
    /// A part that neither RFC knows.
    #[error("{0} is no part of a recurrence rule")]
    Unknown(String),
    /// A part that stands there twice.
    #[error("{0} stands there more than once")]
    Twice(Part),
    /// A value that the part cannot have.
    #[error("{part}={value}: {expected}")]
    Value {
        /// The part.
        part: Part,
        /// What stands there.
        value: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// `COUNT` and `UNTIL` in one rule.
    #[error("COUNT and UNTIL may not stand in one rule: only one of them can end it")]
    CountAndUntil,
    /// A part that the frequency does not allow.
    #[error("{part} may not stand with FREQ={frequency}: {why}")]
    NotWith {
        /// The part.
        part: Part,
        /// The frequency.
        frequency: &'static str,
        /// The reason.
        why: &'static str,
    },
    /// A number before a weekday beside `BYWEEKNO`.
    #[error("BYDAY may not have numbers beside BYWEEKNO: a week has each weekday once")]
    NumberedDayInWeek,
    /// `BYSETPOS` without a part that makes a set.
    #[error("BYSETPOS needs another BY part to choose from")]
    PositionAlone,
    /// `SKIP` without `RSCALE`.
    #[error("SKIP may only stand beside RSCALE")]
    SkipWithoutScale,
    /// A month that the calendar never has.
    #[error("BYMONTH={month}: {why}")]
    Month {
        /// The month as it is written.
        month: String,
        /// The reason.
        why: &'static str,
    },
}

/// What a lenient reading changed; as text it is a clause for a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mended {
    /// Spaces, a `RRULE:` before it, empty pieces.
    #[error("what surrounds the rule was left out")]
    Surroundings,
    /// Left out, since it breaks this rule of the RFC.
    #[error("left out: {0}")]
    LeftOut(RuleError),
    /// Kept, with the meaning that the frequency leaves it: a limit.
    #[error("read as a limit: {0}")]
    AsLimit(RuleError),
    /// Both limits are kept; the earlier one ends the series.
    #[error("COUNT and UNTIL stand in one rule; whichever ends first holds")]
    BothLimits,
    /// Given twice; the last one is used.
    #[error("{0} stands there more than once; the last one holds")]
    LastOf(Part),
    /// The numbers before weekdays were left out.
    #[error("the numbers before weekdays were left out: {0}")]
    NumbersLeftOut(RuleError),
}
