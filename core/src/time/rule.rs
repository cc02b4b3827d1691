//! Recurrence rules: RFC 5545, section 3.3.10, whole, and calendars other than the Gregorian, RFC 7529.
//!
//! Owns what a rule says, how it is read (`read`, `check`), written (`write`) and expanded (`starts`, over `plan`, `days`,
//! `set` and `calendar`). Times are wall clock times without a zone. What an event makes of its rules, of added and excluded
//! times belongs to `time::series`; instants belong to `time::zone`.

mod calendar;
mod check;
mod days;
mod error;
mod plan;
mod read;
mod set;
mod starts;
#[cfg(test)]
mod tests;
mod write;

use chrono::{NaiveDate, NaiveDateTime, Weekday};

pub use self::calendar::Scale;
pub use self::error::{Mended, Part, RuleError};
pub use self::starts::Starts;

/// The last year that is looked at: iCalendar writes years with four digits (RFC 5545, section 3.3.4).
pub const LAST_YEAR: i32 = 9999;

/// A recurrence rule. What no part says is taken from the first start: its weekday, day, month, hour, minute or second.
///
/// Any values may be set; [`Rule::check`] tells whether they are a rule of the RFC. Expansion never fails: values that mean
/// nothing match nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// `FREQ`.
    pub frequency: Frequency,
    /// `INTERVAL`: every so many periods of the frequency; at least 1.
    pub interval: u32,
    /// `COUNT`: at most so many starts.
    pub count: Option<u64>,
    /// `UNTIL`: no start after this.
    pub until: Option<Until>,
    /// `BYSECOND`: 0 to 60. Wall clocks here have no leap seconds: 60 means 59 (RFC 5545, section 3.3.12).
    pub by_second: Vec<u8>,
    /// `BYMINUTE`: 0 to 59.
    pub by_minute: Vec<u8>,
    /// `BYHOUR`: 0 to 23.
    pub by_hour: Vec<u8>,
    /// `BYDAY`.
    pub by_day: Vec<ByDay>,
    /// `BYMONTHDAY`: 1 to 31, or from the end of the month, -1 to -31.
    pub by_month_day: Vec<i8>,
    /// `BYYEARDAY`: 1 to 366, or from the end of the year; calendars with longer years up to 385.
    pub by_year_day: Vec<i16>,
    /// `BYWEEKNO`: 1 to 53, or from the end of the year. Week 1 has at least four days in the year.
    pub by_week: Vec<i8>,
    /// `BYMONTH`.
    pub by_month: Vec<ByMonth>,
    /// `BYSETPOS`: which of a period's starts, 1 to 366, or from the end of the period.
    pub by_position: Vec<i16>,
    /// `WKST`: the day on which weeks begin.
    pub week_start: Weekday,
    /// `RSCALE`: the calendar that is counted in (RFC 7529).
    pub scale: Option<Scale>,
    /// `SKIP`: what becomes of days and leap months that a year does not have (RFC 7529).
    pub skip: Skip,
}

/// `FREQ`: the length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every second.
    Secondly,
    /// Every minute.
    Minutely,
    /// Every hour.
    Hourly,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

/// `UNTIL`: the last moment at which there may be a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    /// The whole day.
    Date(NaiveDate),
    /// A wall clock time where the event is.
    Local(NaiveDateTime),
    /// A moment in UTC; [`Rule::until_in`] makes it a wall clock time. Without that its numbers are read as they stand, which
    /// is right for events whose times are in UTC.
    Utc(NaiveDateTime),
}

/// An entry of `BYDAY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByDay {
    /// Which one of the month (with `MONTHLY`, or `YEARLY` and `BYMONTH`) or of the year; negative from its end. None: each.
    pub nth: Option<i8>,
    /// The weekday.
    pub weekday: Weekday,
}

/// An entry of `BYMONTH`, by the number that its calendar gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByMonth {
    /// 1 to 12; 13 in the Coptic and Ethiopic calendars.
    pub number: u8,
    /// The leap month that follows the month of this number, `5L` (RFC 7529, section 4.2).
    pub leap: bool,
}

/// `SKIP`: what becomes of a day or a leap month that does not exist (RFC 7529, section 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Skip {
    /// Left out.
    #[default]
    Omit,
    /// The day before it, or the month before it.
    Backward,
    /// The day after it, or the month after it.
    Forward,
}

impl Rule {
    /// A rule with a frequency and no other part.
    pub fn new(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            count: None,
            until: None,
            by_second: Vec::new(),
            by_minute: Vec::new(),
            by_hour: Vec::new(),
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_year_day: Vec::new(),
            by_week: Vec::new(),
            by_month: Vec::new(),
            by_position: Vec::new(),
            week_start: Weekday::Mon,
            scale: None,
            skip: Skip::Omit,
        }
    }

    /// Reads a rule, such as `FREQ=WEEKLY;BYDAY=TU`, and refuses what RFC 5545 or RFC 7529 forbids.
    ///
    /// # Errors
    /// [`RuleError`] names the part and says why.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        let rule = read::strict(text)?;
        rule.check()?;
        Ok(rule)
    }

    /// Reads a rule as servers write them: mends what has one sensible meaning and tells it.
    ///
    /// What a part forbids elsewhere is kept as a limit (`BYMONTHDAY` with `WEEKLY`), what can mean nothing is left out.
    ///
    /// # Errors
    /// [`RuleError`] where going on would give other days than were meant: no frequency, an unknown calendar, an unknown part
    /// `BY…`, a part of which no value is valid.
    pub fn read_leniently(text: &str) -> Result<(Self, Vec<Mended>), RuleError> {
        read::lenient(text)
    }

    /// Whether the parts may stand together (RFC 5545, section 3.3.10; RFC 7529, section 4).
    ///
    /// # Errors
    /// [`RuleError`] for the first that may not.
    pub fn check(&self) -> Result<(), RuleError> {
        check::check(self)
    }

    /// Whether it goes on for ever.
    pub fn is_endless(&self) -> bool {
        self.count.is_none() && self.until.is_none()
    }

    /// The same rule with a moment of `UNTIL` as the wall clock time that `local` gives for it.
    ///
    /// Events in a zone have their limit in UTC (RFC 5545, section 3.3.10).
    #[must_use]
    pub fn until_in(mut self, local: impl FnOnce(NaiveDateTime) -> NaiveDateTime) -> Self {
        if let Some(Until::Utc(at)) = self.until {
            self.until = Some(Until::Local(local(at)));
        }
        self
    }

    /// The same rule for an event of whole days: `BYHOUR`, `BYMINUTE` and `BYSECOND` are ignored there (RFC 5545, section
    /// 3.3.10).
    #[must_use]
    pub fn of_days(mut self) -> Self {
        self.by_hour.clear();
        self.by_minute.clear();
        self.by_second.clear();
        self
    }

    /// All starts from `first` on, in order, each once. `first` is one of them only if it matches the rule.
    ///
    /// Ends by itself after [`LAST_YEAR`], and where nothing matches any more: see [`Starts`].
    pub fn starts(&self, first: NaiveDateTime) -> Starts {
        Starts::new(self, first)
    }

    /// The starts at `from` and later, of the series that begins at `first`.
    ///
    /// Without `COUNT` the time this takes does not depend on how long ago `first` lies. With `COUNT`, equal periods are
    /// counted at once, others one by one; see [`Starts::seek`].
    pub fn starts_from(&self, first: NaiveDateTime, from: NaiveDateTime) -> Starts {
        let mut starts = Starts::new(self, first);
        starts.seek(from);
        starts
    }
}
