//! Opening hours in the plain part of OpenStreetMap's syntax: weekdays, public holidays, times, `off`, `24/7`.
//!
//! Whatever is not understood, or hangs on a holiday table that is not there, is unknown and never "open".

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

/// Parsed opening hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    /// Empty with `holidays` false: every day.
    weekdays: Vec<Weekday>,
    holidays: bool,
    /// Minutes from midnight; the end may lie past 24:00. Empty: closed.
    spans: Vec<(u32, u32)>,
}

/// Open or not, at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenState {
    /// Open; closes at this local time, if it closes within a week.
    Open(Option<NaiveDateTime>),
    /// Closed; opens at this local time, if it opens within a week.
    Closed(Option<NaiveDateTime>),
    /// Cannot be told.
    Unknown,
}

/// Which days are public holidays: nothing where it is not known.
pub type HolidayTable<'a> = &'a dyn Fn(NaiveDate) -> Option<bool>;

/// The text is outside the part of the syntax that is understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("opening hours not understood near {0:?}")]
pub struct NotUnderstood(pub String);

const DAY: u32 = 24 * 60;
const WEEK: u64 = 7;

impl OpeningHours {
    /// Reads rules separated by `;`.
    ///
    /// # Errors
    /// [`NotUnderstood`] with the first rule that is not.
    pub fn parse(text: &str) -> Result<Self, NotUnderstood> {
        let rules: Vec<Rule> = text
            .split(';')
            .map(str::trim)
            .filter(|r| !r.is_empty())
            .map(|r| parse_rule(r).ok_or_else(|| NotUnderstood(r.chars().take(40).collect())))
            .collect::<Result<_, _>>()?;
        if rules.is_empty() {
            return Err(NotUnderstood(String::new()));
        }
        Ok(Self { rules })
    }

    /// Open or not at a local moment.
    pub fn state_at(&self, at: NaiveDateTime, holidays: HolidayTable<'_>) -> OpenState {
        let minute = at.hour() * 60 + at.minute();
        let Some(open_until) = self.covering(at.date(), minute, holidays) else {
            return OpenState::Unknown;
        };
        match open_until {
            Some(end) => OpenState::Open(self.closing(at.date(), end, holidays)),
            None => OpenState::Closed(self.next_opening(at, holidays)),
        }
    }

    /// `None`: unknown; `Some(None)`: closed; `Some(Some(end))`: open until that minute of `date`.
    fn covering(
        &self,
        date: NaiveDate,
        minute: u32,
        holidays: HolidayTable<'_>,
    ) -> Option<Option<u32>> {
        let today = self.spans_of(date, holidays)?;
        let yesterday = match date.pred_opt() {
            Some(day) => self.spans_of(day, holidays)?,
            None => Vec::new(),
        };
        let late = yesterday.iter().filter(|(_, end)| *end > DAY).map(|(_, end)| (0, end - DAY));
        let ends = today.iter().copied().chain(late);
        Some(ends.filter(|(from, to)| (*from..*to).contains(&minute)).map(|(_, to)| to).max())
    }

    /// Follows spans that touch across midnight; nothing when it does not close within a week.
    fn closing(
        &self,
        mut date: NaiveDate,
        mut end: u32,
        holidays: HolidayTable<'_>,
    ) -> Option<NaiveDateTime> {
        for _ in 0..=WEEK {
            while end >= DAY {
                date = date.succ_opt()?;
                end -= DAY;
            }
            match self.covering(date, end, holidays)? {
                Some(later) if later > end => end = later,
                _ => return moment(date, end),
            }
        }
        None
    }

    fn next_opening(&self, at: NaiveDateTime, holidays: HolidayTable<'_>) -> Option<NaiveDateTime> {
        for ahead in 0..=WEEK {
            let date = at.date().checked_add_days(Days::new(ahead))?;
            let from = self
                .spans_of(date, holidays)?
                .into_iter()
                .map(|(from, _)| from)
                .filter(|from| moment(date, *from).is_some_and(|m| m > at))
                .min();
            if let Some(from) = from {
                return moment(date, from);
            }
        }
        None
    }

    /// The spans that begin on a day: the last rule that speaks of the day decides. `None`: hangs on an unknown holiday.
    fn spans_of(&self, date: NaiveDate, holidays: HolidayTable<'_>) -> Option<Vec<(u32, u32)>> {
        let for_holiday = self.rules.iter().rev().find(|r| r.holidays);
        if let Some(rule) = for_holiday
            && holidays(date)?
        {
            return Some(rule.spans.clone());
        }
        let speaks = |r: &&Rule| {
            (r.weekdays.is_empty() && !r.holidays) || r.weekdays.contains(&date.weekday())
        };
        Some(self.rules.iter().rev().find(speaks).map(|r| r.spans.clone()).unwrap_or_default())
    }
}

fn moment(date: NaiveDate, minute: u32) -> Option<NaiveDateTime> {
    let day = date.checked_add_days(Days::new(u64::from(minute / DAY)))?;
    let time = NaiveTime::from_hms_opt(minute % DAY / 60, minute % 60, 0)?;
    Some(day.and_time(time))
}

fn parse_rule(text: &str) -> Option<Rule> {
    if text == "24/7" {
        return Some(Rule { weekdays: Vec::new(), holidays: false, spans: vec![(0, DAY)] });
    }
    let begins_with_day = text.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && !matches!(text, "off" | "closed");
    let (days, times) = if begins_with_day {
        match text.split_once(' ') {
            Some((days, times)) => (days, times.trim()),
            None => (text, "00:00-24:00"),
        }
    } else {
        ("", text)
    };
    let (weekdays, holidays) = parse_days(days)?;
    let spans = match times {
        "off" | "closed" => Vec::new(),
        spans => spans.split(',').map(|s| parse_span(s.trim())).collect::<Option<_>>()?,
    };
    Some(Rule { weekdays, holidays, spans })
}

fn parse_days(text: &str) -> Option<(Vec<Weekday>, bool)> {
    let (mut days, mut holidays) = (Vec::new(), false);
    for part in text.split(',').filter(|p| !p.is_empty()) {
        match part.split_once('-') {
            Some((from, to)) => {
                let (mut day, last) = (weekday(from)?, weekday(to)?);
                days.push(day);
                while day != last {
                    day = day.succ();
                    days.push(day);
                }
            }
            None if part == "PH" => holidays = true,
            None => days.push(weekday(part)?),
        }
    }
    Some((days, holidays))
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "Mo" => Weekday::Mon,
        "Tu" => Weekday::Tue,
        "We" => Weekday::Wed,
        "Th" => Weekday::Thu,
        "Fr" => Weekday::Fri,
        "Sa" => Weekday::Sat,
        "Su" => Weekday::Sun,
        _ => return None,
    })
}

fn parse_span(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (parse_time(from)?, parse_time(to)?);
    if from >= DAY {
        return None;
    }
    // An end before the start is past midnight.
    Some((from, if to <= from { to + DAY } else { to }))
}

/// `HH:MM` up to 48:00, as the syntax allows for times past midnight.
fn parse_time(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    if hours.len() > 2 || minutes.len() != 2 || !text.trim().is_ascii() {
        return None;
    }
    let (h, m): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (m < 60 && h * 60 + m <= 2 * DAY).then_some(h * 60 + m)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    }

    fn state(hours: &str, when: &str) -> OpenState {
        // 2026-12-25 is the only holiday; 2027 is not known.
        let table = |d: NaiveDate| {
            (d.year() == 2026).then_some(d == NaiveDate::from_ymd_opt(2026, 12, 25).unwrap())
        };
        OpeningHours::parse(hours).unwrap().state_at(at(when), &table)
    }

    #[test]
    fn weekdays_and_breaks() {
        let hours = "Mo-Fr 08:00-12:00,14:00-18:00; We off";
        // 2026-11-23 is a Monday.
        assert_eq!(state(hours, "2026-11-23T09:00"), OpenState::Open(Some(at("2026-11-23T12:00"))));
        assert_eq!(
            state(hours, "2026-11-23T12:00"),
            OpenState::Closed(Some(at("2026-11-23T14:00")))
        );
        assert_eq!(
            state(hours, "2026-11-24T19:00"),
            OpenState::Closed(Some(at("2026-11-26T08:00")))
        );
        assert_eq!(
            state(hours, "2026-11-25T09:00"),
            OpenState::Closed(Some(at("2026-11-26T08:00")))
        );
    }

    #[test]
    fn past_midnight_belongs_to_the_evening_before() {
        let hours = "Fr,Sa 20:00-02:00";
        assert_eq!(state(hours, "2026-11-28T01:00"), OpenState::Open(Some(at("2026-11-28T02:00"))));
        assert_eq!(
            state(hours, "2026-11-28T03:00"),
            OpenState::Closed(Some(at("2026-11-28T20:00")))
        );
    }

    #[test]
    fn a_holiday_that_is_not_known_is_never_open() {
        let hours = "Mo-Fr 08:00-12:00; PH off";
        assert_eq!(
            state(hours, "2026-12-25T09:00"),
            OpenState::Closed(Some(at("2026-12-28T08:00")))
        );
        assert_eq!(state(hours, "2027-01-04T09:00"), OpenState::Unknown);
        assert!(matches!(state("Mo-Fr 08:00-12:00", "2027-01-04T09:00"), OpenState::Open(_)));
    }

    #[test]
    fn round_the_clock_never_closes() {
        assert_eq!(state("24/7", "2026-11-23T03:00"), OpenState::Open(None));
        assert_eq!(state("Mo-Su 00:00-24:00", "2026-11-23T03:00"), OpenState::Open(None));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for text in [
            "",
            "Mo-Fr sunrise-sunset",
            "Jan-Mar 08:00-12:00",
            "Mo 8-12",
            "Mo 08:00+",
            "x",
            "Mo 25:00-26:00",
            "é8:00-09:00",
        ] {
            assert!(OpeningHours::parse(text).is_err(), "{text}");
        }
    }
}
