//! A POSIX TZ rule in its parts (RFC 9636, section 3.3.1), for those who have to write it in another form.
//!
//! What the clock shows is told by [`super::zone`]; nothing here is asked for that.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

/// A rule: one clock for the whole year, or two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posix {
    /// The clock of the rest of the year.
    pub standard: Side,
    /// The clock of a part of it.
    pub summer: Option<Summer>,
}

/// One of the two clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its abbreviation, such as `CET` or `+03`.
    pub name: String,
    /// Seconds east of UTC.
    pub offset: i64,
}

/// The other clock, and when it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summer {
    /// That clock.
    pub side: Side,
    /// When it begins, on the clock before.
    pub begins: Onset,
    /// When it ends, on this clock.
    pub ends: Onset,
}

/// A moment of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Onset {
    /// Its day.
    pub day: OnDay,
    /// Seconds from the midnight with which that day begins, from -167 to 167 hours.
    pub second: i64,
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDay {
    /// `Mm.w.d`: a weekday of a month.
    Weekday {
        /// 1 to 12.
        month: u32,
        /// 1 to 4; 5 is the last one.
        week: u32,
        /// Which.
        weekday: Weekday,
    },
    /// `Jn`: a day from 1 to 365, with 29 February never counted.
    Fixed(u32),
    /// `n`: a day from 0 to 365, with 29 February counted.
    Counted(u32),
}

/// Two in the morning, where a rule does not say when.
const TWO: i64 = 2 * 60 * 60;

impl Posix {
    /// Reads a rule such as `CET-1CEST,M3.5.0,M10.5.0/3`; nothing where it is none, or does not say when clocks change.
    pub fn read(text: &str) -> Option<Self> {
        let mut rest = text;
        let name = name(&mut rest)?;
        let standard = Side { name, offset: -time(&mut rest, 24)? };
        if rest.is_empty() {
            return Some(Self { standard, summer: None });
        }
        let name = self::name(&mut rest)?;
        let offset = match rest.starts_with(',') {
            true => standard.offset + 60 * 60,
            false => -time(&mut rest, 24)?,
        };
        let begins = onset(rest.strip_prefix(',')?, &mut rest)?;
        let ends = onset(rest.strip_prefix(',')?, &mut rest)?;
        let summer = Summer { side: Side { name, offset }, begins, ends };
        rest.is_empty().then_some(Self { standard, summer: Some(summer) })
    }
}

impl Onset {
    /// The wall clock time in a year, on the clock before it.
    pub fn in_year(self, year: i32) -> Option<NaiveDateTime> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let day = match self.day {
            OnDay::Weekday { month, week, weekday } => {
                let nth = NaiveDate::from_weekday_of_month_opt;
                let last = || nth(year, month, weekday, 5).or_else(|| nth(year, month, weekday, 4));
                if week == 5 {
                    last()?
                } else {
                    nth(year, month, weekday, u8::try_from(week).ok()?)?
                }
            }
            OnDay::Fixed(day) => {
                let leap = u32::from(first.leap_year() && day >= 60);
                first.checked_add_days(Days::new(u64::from(day.checked_sub(1)? + leap)))?
            }
            OnDay::Counted(day) => first.checked_add_days(Days::new(u64::from(day)))?,
        };
        let midnight = day.and_hms_opt(0, 0, 0)?;
        midnight.checked_add_signed(TimeDelta::try_seconds(self.second)?)
    }
}

/// Three letters or more, or anything of letters, digits and signs in angle brackets.
fn name(rest: &mut &str) -> Option<String> {
    if let Some(inside) = rest.strip_prefix('<') {
        let (name, behind) = inside.split_once('>')?;
        *rest = behind;
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-');
        return (name.len() >= 3 && name.chars().all(fits)).then(|| name.to_owned());
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (name, behind) = rest.split_at_checked(end)?;
    *rest = behind;
    (name.len() >= 3).then(|| name.to_owned())
}

/// `[+-]hh[:mm[:ss]]` in seconds.
fn time(rest: &mut &str, most: i64) -> Option<i64> {
    let sign = match rest.chars().next()? {
        '-' => -1,
        _ => 1,
    };
    *rest = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    let hours = number(rest).filter(|h| *h <= most)?;
    let mut seconds = hours * 3600;
    for unit in [60, 1] {
        let Some(behind) = rest.strip_prefix(':') else { break };
        *rest = behind;
        seconds += number(rest).filter(|n| *n < 60)? * unit;
    }
    Some(sign * seconds)
}

fn number(rest: &mut &str) -> Option<i64> {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at_checked(end)?;
    *rest = behind;
    if digits.len() > 3 { None } else { digits.parse().ok() }
}

fn onset<'t>(text: &'t str, rest: &mut &'t str) -> Option<Onset> {
    let mut left = text;
    let day = if let Some(behind) = left.strip_prefix('M') {
        left = behind;
        let month = small(&mut left, 1..=12)?;
        left = left.strip_prefix('.')?;
        let week = small(&mut left, 1..=5)?;
        left = left.strip_prefix('.')?;
        let weekday = small(&mut left, 0..=6)?;
        // They count from Sunday.
        let weekday = Weekday::try_from(u8::try_from((weekday + 6) % 7).ok()?).ok()?;
        OnDay::Weekday { month, week, weekday }
    } else if let Some(behind) = left.strip_prefix('J') {
        left = behind;
        OnDay::Fixed(small(&mut left, 1..=365)?)
    } else {
        OnDay::Counted(small(&mut left, 0..=365)?)
    };
    let mut second = TWO;
    if let Some(behind) = left.strip_prefix('/') {
        left = behind;
        second = time(&mut left, 167)?;
    }
    *rest = left;
    Some(Onset { day, second })
}

fn small(rest: &mut &str, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    number(rest).and_then(|n| u32::try_from(n).ok()).filter(|n| range.contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(rule: &str, year: i32) -> Vec<String> {
        let summer = Posix::read(rule).unwrap().summer.unwrap();
        [summer.begins, summer.ends].map(|o| o.in_year(year).unwrap().to_string()).to_vec()
    }

    #[test]
    fn rules_are_read_in_all_their_forms() {
        let berlin = Posix::read("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        assert_eq!((berlin.standard.name.as_str(), berlin.standard.offset), ("CET", 3600));
        assert_eq!(berlin.summer.as_ref().unwrap().side.offset, 7200);
        let year = changes("CET-1CEST,M3.5.0,M10.5.0/3", 2027);
        assert_eq!(year, ["2027-03-28 02:00:00", "2027-10-31 03:00:00"]);
        let greenland = changes("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2027);
        assert_eq!(greenland, ["2027-03-27 23:00:00", "2027-10-31 00:00:00"]);
        // The day after the last Thursday, and the Friday before the last Sunday.
        let hours = changes("EET-2EEST,M4.5.5/0,M10.5.4/24", 2026);
        assert_eq!(hours, ["2026-04-24 00:00:00", "2026-10-30 00:00:00"]);
        let fixed = "AAA3:30BBB2:15:10,J60/0,300/1:30";
        assert_eq!(changes(fixed, 2027), ["2027-03-01 00:00:00", "2027-10-28 01:30:00"]);
        assert_eq!(changes(fixed, 2028), ["2028-03-01 00:00:00", "2028-10-27 01:30:00"]);
        let read = Posix::read(fixed).unwrap();
        assert_eq!((read.standard.offset, read.summer.unwrap().side.offset), (-12_600, -8110));
        assert_eq!(Posix::read("<+0330>-3:30").unwrap().standard.offset, 12_600);
        assert_eq!(
            Posix::read("IST-1GMT0,M10.5.0,M3.5.0/1").unwrap().summer.unwrap().side.offset,
            0
        );
    }

    #[test]
    fn what_is_no_rule_is_not_read() {
        for text in [
            "",
            "CET",
            "C-1",
            "CET-1CEST",
            "CET-1CEST,M13.5.0,M10.5.0",
            "CET-1CEST,M3.0.0,M10.5.0",
            "CET-1CEST,M3.5.7,M10.5.0",
            "CET-1CEST,J0,J3",
            "CET-1CEST,M3.5.0",
            "<CET-1",
            "CET-25",
            "CET-1CEST,M3.5.0,M10.5.0/168",
            "CET-1CEST,M3.5.0,M10.5.0x",
            "Europe/Berlin",
        ] {
            assert_eq!(Posix::read(text), None, "{text}");
        }
    }
}
