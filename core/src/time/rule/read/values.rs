//! Reads the values of parts.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::super::error::Part;
use super::super::{ByDay, ByMonth, Frequency, Skip, Until, check};

pub(super) fn frequency(text: &str) -> Option<Frequency> {
    use Frequency::{Daily, Hourly, Minutely, Monthly, Secondly, Weekly, Yearly};
    [Secondly, Minutely, Hourly, Daily, Weekly, Monthly, Yearly]
        .into_iter()
        .find(|frequency| frequency.name().eq_ignore_ascii_case(text))
}

pub(super) fn skip(text: &str) -> Option<Skip> {
    [Skip::Omit, Skip::Backward, Skip::Forward]
        .into_iter()
        .find(|skip| skip.name().eq_ignore_ascii_case(text))
}

pub(super) fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

/// Digits alone.
pub(super) fn number<N: FromStr>(text: &str) -> Option<N> {
    let are_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if are_digits { text.parse().ok() } else { None }
}

/// A number that the part may have, with its sign where the part counts from the end too.
pub(super) fn in_range<N: FromStr + Copy + Into<i64>>(part: Part, text: &str) -> Option<N> {
    let digits = text.strip_prefix(['+', '-']).filter(|_| check::is_signed(part)).unwrap_or(text);
    let most = check::most(part);
    let width = if most > 99 { 3 } else { 2 };
    let size: u16 = number(digits).filter(|_| digits.len() <= width)?;
    let is_zero_wrong = size == 0 && check::is_signed(part);
    if size > most || is_zero_wrong { None } else { text.parse().ok() }
}

pub(super) fn by_day(text: &str) -> Option<ByDay> {
    let (nth, letters) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = if nth.is_empty() { None } else { Some(in_range(Part::ByDay, nth)?) };
    Some(ByDay { nth, weekday: weekday(letters)? })
}

pub(super) fn month(text: &str) -> Option<ByMonth> {
    let digits = text.strip_suffix(['L', 'l']);
    let number = in_range(Part::ByMonth, digits.unwrap_or(text)).filter(|n| *n > 0)?;
    Some(ByMonth { number, leap: digits.is_some() })
}

pub(super) fn until(text: &str) -> Option<Until> {
    let Some((day, time)) = text.split_once(['T', 't']) else {
        return date(text).map(Until::Date);
    };
    let utc = time.strip_suffix(['Z', 'z']);
    let digits = utc.unwrap_or(time);
    let [hour, minute, second] = triple(digits)?;
    // A leap second is the second before it (RFC 5545, section 3.3.12).
    let second = if second == 60 { 59 } else { second };
    let at = NaiveDateTime::new(date(day)?, NaiveTime::from_hms_opt(hour, minute, second)?);
    Some(if utc.is_some() { Until::Utc(at) } else { Until::Local(at) })
}

fn triple(digits: &str) -> Option<[u32; 3]> {
    let two = |from: usize| number(digits.get(from..from + 2)?);
    if digits.len() == 6 { Some([two(0)?, two(2)?, two(4)?]) } else { None }
}

fn date(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 {
        return None;
    }
    let part = |range| number::<u32>(text.get(range)?);
    let year = i32::try_from(part(0..4)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(4..6)?, part(6..8)?)
}
