//! Writes a rule back: parts in one order, nothing that says what holds anyway.

use std::fmt::{self, Display};

use chrono::{NaiveDateTime, Weekday};

use super::error::Part;
use super::{ByDay, ByMonth, Frequency, Rule, Skip, Until};

impl Frequency {
    /// Its name in a rule.
    pub fn name(self) -> &'static str {
        match self {
            Self::Secondly => "SECONDLY",
            Self::Minutely => "MINUTELY",
            Self::Hourly => "HOURLY",
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

impl Skip {
    /// Its name in a rule.
    pub fn name(self) -> &'static str {
        match self {
            Self::Omit => "OMIT",
            Self::Backward => "BACKWARD",
            Self::Forward => "FORWARD",
        }
    }
}

/// The two letters of a weekday.
pub(super) fn letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

impl Display for ByDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(nth) = self.nth {
            write!(f, "{nth}")?;
        }
        f.write_str(letters(self.weekday))
    }
}

impl Display for ByMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, if self.leap { "L" } else { "" })
    }
}

impl Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |at: &NaiveDateTime| at.format("%Y%m%dT%H%M%S");
        match self {
            Self::Date(day) => write!(f, "{}", day.format("%Y%m%d")),
            Self::Local(at) => write!(f, "{}", time(at)),
            Self::Utc(at) => write!(f, "{}Z", time(at)),
        }
    }
}

impl Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = Out { f, is_first: true };
        if let Some(scale) = self.scale {
            out.part(Part::Rscale, scale.name())?;
        }
        out.part(Part::Freq, self.frequency.name())?;
        if self.interval != 1 {
            out.part(Part::Interval, self.interval)?;
        }
        if let Some(count) = self.count {
            out.part(Part::Count, count)?;
        }
        if let Some(until) = self.until {
            out.part(Part::Until, until)?;
        }
        out.list(Part::ByMonth, &self.by_month)?;
        out.list(Part::ByWeekNo, &self.by_week)?;
        out.list(Part::ByYearDay, &self.by_year_day)?;
        out.list(Part::ByMonthDay, &self.by_month_day)?;
        out.list(Part::ByDay, &self.by_day)?;
        out.list(Part::ByHour, &self.by_hour)?;
        out.list(Part::ByMinute, &self.by_minute)?;
        out.list(Part::BySecond, &self.by_second)?;
        out.list(Part::BySetPos, &self.by_position)?;
        if self.week_start != Weekday::Mon {
            out.part(Part::Wkst, letters(self.week_start))?;
        }
        if self.skip != Skip::Omit {
            out.part(Part::Skip, self.skip.name())?;
        }
        Ok(())
    }
}

struct Out<'o, 'f> {
    f: &'o mut fmt::Formatter<'f>,
    is_first: bool,
}

impl Out<'_, '_> {
    fn part(&mut self, part: Part, value: impl Display) -> fmt::Result {
        let between = if self.is_first { "" } else { ";" };
        self.is_first = false;
        write!(self.f, "{between}{part}={value}")
    }

    fn list<N: Display>(&mut self, part: Part, values: &[N]) -> fmt::Result {
        for (n, value) in values.iter().enumerate() {
            match n {
                0 => self.part(part, value)?,
                _ => write!(self.f, ",{value}")?,
            }
        }
        Ok(())
    }
}
