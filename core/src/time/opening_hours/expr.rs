//! What an expression says: rules, and the selectors of days and times that each is made of.
//!
//! Reading it is `parse`'s, writing it `write`'s, and what it means on a day `days`' and `times`'.

use super::place::HolidayKind;

/// One rule of an expression.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Rule {
    pub(super) joint: Joint,
    pub(super) years: Vec<Years>,
    pub(super) dates: Vec<Dates>,
    pub(super) weeks: Vec<Weeks>,
    pub(super) weekdays: Vec<Weekdays>,
    pub(super) holidays: Vec<Holiday>,
    /// Whether a day has to be both a weekday and a holiday of the rule: `SH Mo-Fr` against `SH,Mo-Fr`.
    pub(super) both: bool,
    /// Empty: the whole day.
    pub(super) times: Vec<Time>,
    pub(super) modifier: Option<Modifier>,
    pub(super) comment: Option<String>,
}

impl Rule {
    /// Whether it speaks of some days only.
    pub(super) fn has_days(&self) -> bool {
        let dated = [self.years.len(), self.dates.len(), self.weeks.len()];
        dated != [0; 3] || self.weekdays.len() + self.holidays.len() > 0
    }

    /// Times alone behind times: `Mo 08:00 Dec, 10:00` means more times on the same days, and not on all days.
    pub(super) fn goes_on(&self, before: &Self) -> bool {
        let bare = |rule: &Self| rule.modifier.is_none() && rule.comment.is_none();
        let timed = !self.times.is_empty() && !before.times.is_empty();
        self.joint == Joint::Additional && !self.has_days() && timed && bare(before)
    }

    /// The modifier that counts: a comment alone means that it is not certain.
    pub(super) fn means(&self) -> Modifier {
        match (self.modifier, &self.comment) {
            (Some(said), _) => said,
            (None, Some(_)) => Modifier::Unknown,
            (None, None) => Modifier::Open,
        }
    }
}

/// How a rule follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Joint {
    /// `;`: takes the place of what was said of its days.
    #[default]
    Normal,
    /// `,`: adds to what was said.
    Additional,
    /// `||`: counts where nothing before it says open.
    Fallback,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    Open,
    Off,
    Unknown,
}

/// `2024`, `2024-2026`, `2024-2030/2`, `2024+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    pub(super) from: i32,
    /// Nothing: for ever.
    pub(super) to: Option<i32>,
    /// At least 1.
    pub(super) step: i32,
}

/// `week 02-52/2`, of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weeks {
    pub(super) from: u32,
    pub(super) to: u32,
    /// At least 1.
    pub(super) step: u32,
}

/// Days of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dates {
    /// `Jan`, `Nov-Feb`, `2024 Jan-Mar`; months from 1. With a year they do not wrap.
    Months { year: Option<i32>, from: u32, to: u32 },
    /// `Dec 24`, `Dec 24-26`, `Dec 25-easter`, `Jan 01-31/7`.
    Days { from: Point, to: End, step: u32 },
}

/// Where a range of days ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    At(Point),
    /// `+`: the end of the year, or never where the beginning has a year.
    Open,
}

/// A day, in one year or in every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<i32>,
    pub(super) base: Base,
    /// Days later.
    pub(super) shift: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// Month and day, from 1.
    Day(u32, u32),
    /// Month, weekday from Monday as 0, and which: the second is 2, the last is -1.
    Nth(u32, u8, i8),
    /// Western Easter Sunday.
    Easter,
}

/// `Mo`, `Mo-Fr`, `Th[1,-1] +2 days`; 0 is Monday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weekdays {
    pub(super) from: u8,
    pub(super) to: u8,
    /// Empty: every week. Otherwise which of the month, the last is -1.
    pub(super) nth: Vec<i8>,
    /// Days later.
    pub(super) shift: i32,
}

/// `PH`, `SH`, `PH +1 day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holiday {
    pub(super) kind: HolidayKind,
    /// Days later.
    pub(super) shift: i32,
}

/// Times of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) from: Clock,
    pub(super) until: Until,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// A moment: one minute.
    Moment,
    /// `12:00+`.
    OpenEnd,
    /// `12:00-14:00`; with `open_end` `12:00-14:00+`. The end lies in the next day where `Time::wraps` says so.
    Span { to: Clock, open_end: bool },
    /// `10:00-16:00/01:30`: moments, so many minutes apart.
    Every { to: Clock, minutes: u32 },
}

/// Minutes from midnight, or an event of the sun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// Up to 48:00.
    At(u32),
    /// Minutes later than the event.
    Sun(SunEvent, i32),
}

/// In the order of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SunEvent {
    Dawn,
    Sunrise,
    Sunset,
    Dusk,
}

/// Minutes of a day.
pub(super) const DAY: u32 = 24 * 60;

impl Time {
    /// Whether the end lies in the next day. For the sun a usual day decides, so that one expression reads the same in
    /// summer and in winter.
    pub(super) fn wraps(&self) -> bool {
        match self.until {
            Until::Span { to, .. } | Until::Every { to, .. } => to.usual() <= self.from.usual(),
            Until::Moment | Until::OpenEnd => false,
        }
    }
}

impl Clock {
    fn usual(self) -> i32 {
        match self {
            Self::At(minute) => i32::try_from(minute).unwrap_or(i32::MAX),
            Self::Sun(event, later) => later.saturating_add(match event {
                SunEvent::Dawn => 330,
                SunEvent::Sunrise => 360,
                SunEvent::Sunset => 1080,
                SunEvent::Dusk => 1110,
            }),
        }
    }
}
