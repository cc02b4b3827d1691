//! Years of the calendars that rules count in (RFC 7529), as days and months; `years` makes them.
//!
//! Days are counted from 1 January of the year 1, which is day 1 and a Monday, in the Gregorian calendar without a beginning.

#[cfg(test)]
mod tests;
mod years;

use chrono::{Datelike, NaiveDate};

use super::ByMonth;

/// `RSCALE`: a calendar, by its name in Unicode's list (RFC 7529, section 4.1; UTS 35, `ca`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// `GREGORIAN`
    Gregorian,
    /// `ISO8601`: Gregorian.
    Iso8601,
    /// `BUDDHIST`: Gregorian with another year number.
    Buddhist,
    /// `JAPANESE`: Gregorian with another year number.
    Japanese,
    /// `ROC`: Gregorian with another year number.
    Roc,
    /// `CHINESE`: the traditional calendar.
    Chinese,
    /// `DANGI`: the traditional calendar of Korea.
    Dangi,
    /// `HEBREW`
    Hebrew,
    /// `COPTIC`
    Coptic,
    /// `ETHIOPIC`
    Ethiopic,
    /// `ETHIOPIC-AMETE-ALEM`: Ethiopic with another year number.
    EthiopicAmeteAlem,
    /// `INDIAN`: the national calendar.
    Indian,
    /// `ISLAMIC-CIVIL`: tabular, from the Friday.
    IslamicCivil,
    /// `ISLAMIC-TBLA`: tabular, from the Thursday.
    IslamicTbla,
    /// `ISLAMIC-UMALQURA`: as Saudi Arabia publishes it; tabular outside the years that are published.
    IslamicUmalqura,
    /// `PERSIAN`: the calendar of Iran.
    Persian,
}

impl Scale {
    /// All calendars.
    pub const ALL: [Self; 16] = [
        Self::Gregorian,
        Self::Iso8601,
        Self::Buddhist,
        Self::Japanese,
        Self::Roc,
        Self::Chinese,
        Self::Dangi,
        Self::Hebrew,
        Self::Coptic,
        Self::Ethiopic,
        Self::EthiopicAmeteAlem,
        Self::Indian,
        Self::IslamicCivil,
        Self::IslamicTbla,
        Self::IslamicUmalqura,
        Self::Persian,
    ];

    /// Its name in a rule.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregorian => "GREGORIAN",
            Self::Iso8601 => "ISO8601",
            Self::Buddhist => "BUDDHIST",
            Self::Japanese => "JAPANESE",
            Self::Roc => "ROC",
            Self::Chinese => "CHINESE",
            Self::Dangi => "DANGI",
            Self::Hebrew => "HEBREW",
            Self::Coptic => "COPTIC",
            Self::Ethiopic => "ETHIOPIC",
            Self::EthiopicAmeteAlem => "ETHIOPIC-AMETE-ALEM",
            Self::Indian => "INDIAN",
            Self::IslamicCivil => "ISLAMIC-CIVIL",
            Self::IslamicTbla => "ISLAMIC-TBLA",
            Self::IslamicUmalqura => "ISLAMIC-UMALQURA",
            Self::Persian => "PERSIAN",
        }
    }

    /// The calendar of a name, in any case; Unicode's short names are known too.
    pub fn named(name: &str) -> Option<Self> {
        let short = match name.to_ascii_uppercase().as_str() {
            "GREGORY" => Some(Self::Gregorian),
            "ETHIOAA" => Some(Self::EthiopicAmeteAlem),
            "ISLAMICC" => Some(Self::IslamicCivil),
            _ => None,
        };
        short.or_else(|| Self::ALL.into_iter().find(|s| s.name().eq_ignore_ascii_case(name)))
    }

    /// Why no year of this calendar has a month; nothing where some year has it.
    pub(super) fn why_never(self, month: ByMonth) -> Option<&'static str> {
        let months = if self.has_thirteen() { 13 } else { 12 };
        if month.number == 0 || month.number > months {
            return Some(match months {
                13 => "the months of this calendar are numbered 1 to 13",
                _ => "the months of this calendar are numbered 1 to 12",
            });
        }
        if !month.leap || matches!(self, Self::Chinese | Self::Dangi) {
            return None;
        }
        match self {
            Self::Hebrew if month.number == 5 => None,
            Self::Hebrew => Some("the only leap month of this calendar is 5L"),
            _ => Some("this calendar has no leap months"),
        }
    }

    /// Days of its longest year.
    pub(super) fn longest_year(self) -> u16 {
        match self {
            Self::Chinese | Self::Dangi | Self::Hebrew => 385,
            Self::IslamicCivil | Self::IslamicTbla | Self::IslamicUmalqura => 355,
            _ => 366,
        }
    }

    fn has_thirteen(self) -> bool {
        matches!(self, Self::Coptic | Self::Ethiopic | Self::EthiopicAmeteAlem)
    }

    /// Whether days fall alike again after 400 years.
    pub(super) fn is_gregorian(self) -> bool {
        matches!(
            self,
            Self::Gregorian | Self::Iso8601 | Self::Buddhist | Self::Japanese | Self::Roc
        )
    }

    /// Months of every year; none where leap months change their number.
    pub(super) fn months(self) -> Option<i64> {
        match self {
            Self::Chinese | Self::Dangi | Self::Hebrew => None,
            scale => Some(if scale.has_thirteen() { 13 } else { 12 }),
        }
    }
}

/// A month of a year.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Month {
    pub(super) number: u8,
    pub(super) leap: bool,
    /// Its first day, counted from the year's first, which is 0.
    pub(super) start: i16,
    pub(super) days: i16,
}

impl Month {
    /// Its first day and how many days it has.
    pub(super) fn stretch(&self, year: &Year) -> (i32, i32) {
        (year.first + i32::from(self.start), i32::from(self.days))
    }
}

/// A year as a row of months.
#[derive(Debug, Clone, Copy)]
pub(super) struct Year {
    pub(super) number: i32,
    /// The number of its first day.
    pub(super) first: i32,
    pub(super) days: i32,
    months: [Month; 13],
    count: usize,
}

impl Year {
    /// Its months in order.
    pub(super) fn months(&self) -> &[Month] {
        self.months.get(..self.count).unwrap_or_default()
    }

    /// The place of the month in which a day of this year lies.
    pub(super) fn place_of(&self, day: i32) -> usize {
        let within = day - self.first;
        self.months().partition_point(|month| i32::from(month.start) <= within).saturating_sub(1)
    }

    /// The month in which a day of this year lies.
    pub(super) fn month_of(&self, day: i32) -> Month {
        self.months().get(self.place_of(day)).copied().unwrap_or_default()
    }

    /// The place of a month.
    pub(super) fn place(&self, number: u8, leap: bool) -> Option<usize> {
        self.months().iter().position(|m| m.number == number && m.leap == leap)
    }
}

/// A calendar that remembers the years it has looked at last.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    pub(super) scale: Scale,
    recent: [Option<Year>; 4],
}

impl Calendar {
    pub(super) fn new(scale: Scale) -> Self {
        Self { scale, recent: [None; 4] }
    }

    /// A year by its number; nothing where the calendar ends: see [`years::made`].
    pub(super) fn year(&mut self, number: i32) -> Option<Year> {
        let slot = usize::try_from(number.rem_euclid(4)).unwrap_or_default();
        if let Some(Some(year)) = self.recent.get(slot)
            && year.number == number
        {
            return Some(*year);
        }
        let year = years::made(self.scale, number)?;
        if let Some(place) = self.recent.get_mut(slot) {
            *place = Some(year);
        }
        Some(year)
    }

    /// The year in which a day lies.
    pub(super) fn year_at(&mut self, day: i32) -> Option<Year> {
        let covers = |y: &Year| y.first <= day && day < y.first + y.days;
        if let Some(year) = self.recent.iter().flatten().find(|y| covers(y)) {
            return Some(*year);
        }
        let number = if self.scale.is_gregorian() {
            NaiveDate::from_num_days_from_ce_opt(day)?.year()
        } else {
            years::number_at(self.scale, day)
        };
        // Far in the future the library's number may be that of the year before or after.
        [number, number - 1, number + 1].into_iter().find_map(|n| self.year(n).filter(covers))
    }
}
