//! The written form of days: read, and refused with the place and the reason.
//!
//! ```text
//! days    = group *( ";" group )
//! group   = [ [ "!" ] region *( " " region ) "|" ] rule *( " " rule )      "-" is the country as a whole
//! rule    = [ "~" / "?" ] base [ offset ] [ "[" shift *( "," shift ) "]" ] [ "*" length ] [ "/" [ year ] "-" [ year ] ]
//! base    = MM-DD / "easter" / "orthodox" / weekday ">=" MM-DD / "@" id / "every:" weekday / YYYY ":" MM-DD *( "," MM-DD )
//! shift   = weekday [ offset ] / "else"                  only if it falls on that weekday; on others as it falls
//! offset  = ( "+" / "-" ) days
//! weekday = "mo" / "tu" / "we" / "th" / "fr" / "sa" / "su"
//! ```
//!
//! `~`: within a day. `?`: kept in parts of the region only.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::{NaiveDate, Weekday};

use super::days::{Base, Certainty, Days, Group, Regions, Rule};

/// Days that were not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("days not understood at character {column}, near {near:?}: {reason}")]
pub struct NotDays {
    /// Where the rule begins, counted in characters from 1.
    pub column: usize,
    /// The rule.
    pub near: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// Rules in one text; no country has a tenth of it.
const MOST_RULES: usize = 4096;
/// A leap year, so that 29 February is a day.
const LEAP: i32 = 2024;
/// Days from a base, and days that something lasts, at most.
const FAR: i64 = 400;

impl FromStr for Days {
    type Err = NotDays;

    fn from_str(text: &str) -> Result<Self, NotDays> {
        let mut groups = Vec::new();
        let mut rules_read = 0;
        let mut column = 1;
        for part in text.split(';') {
            if !part.trim().is_empty() {
                let group = group(part, column)?;
                rules_read += group.rules.len();
                if rules_read > MOST_RULES {
                    return Err(refused(part, column, "too many rules"));
                }
                groups.push(group);
            }
            column += part.chars().count() + 1;
        }
        Ok(Self { groups })
    }
}

fn group(text: &str, column: usize) -> Result<Group, NotDays> {
    let (regions, rules, skipped) = match text.split_once('|') {
        Some((regions, rules)) => (regions, rules, regions.chars().count() + 1),
        None => ("", text, 0),
    };
    let regions = if skipped == 0 {
        Regions::All
    } else {
        self::regions(regions).map_err(|reason| refused(regions, column, reason))?
    };
    let mut read = Vec::new();
    let mut at = column + skipped;
    for word in rules.split(' ') {
        if !word.is_empty() {
            read.push(rule(word).map_err(|reason| refused(word, at, reason))?);
        }
        at += word.chars().count() + 1;
    }
    if read.is_empty() {
        return Err(refused(text, column, "regions without a rule"));
    }
    Ok(Group { regions, rules: read })
}

fn refused(near: &str, column: usize, reason: &'static str) -> NotDays {
    NotDays { column, near: near.trim().chars().take(40).collect(), reason }
}

type Part<T> = Result<T, &'static str>;

fn regions(text: &str) -> Part<Regions> {
    let text = text.trim();
    let (but, codes) = match text.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let codes: BTreeSet<String> = codes.split_whitespace().map(str::to_owned).collect();
    let code = |c: &String| c == super::days::WHOLE || (c.len() <= 3 && c.bytes().all(upper));
    if codes.is_empty() || !codes.iter().all(code) {
        return Err("a region is up to three capital letters or digits, as in ISO 3166-2");
    }
    Ok(if but { Regions::But(codes) } else { Regions::Only(codes) })
}

fn upper(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn rule(word: &str) -> Part<Rule> {
    let (certainty, rest) = match word.strip_prefix('~') {
        Some(rest) => (Certainty::WithinADay, rest),
        None => (Certainty::Exact, word),
    };
    let (in_parts, rest) = match rest.strip_prefix('?') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (rest, years) = match rest.split_once('/') {
        Some((rest, years)) => (rest, self::years(years)?),
        None => (rest, (i32::MIN, i32::MAX)),
    };
    let (rest, length) = match rest.split_once('*') {
        Some((rest, length)) => (rest, number(length)?),
        None => (rest, 1),
    };
    let length = u64::try_from(length).ok().filter(|l| *l > 0).ok_or("lasts no day")?;
    let (rest, (shifts, or_else)) = match rest.split_once('[') {
        Some((rest, shifts)) => (rest, self::shifts(shifts)?),
        None => (rest, (Vec::new(), false)),
    };
    let (base, offset) = base(rest)?;
    Ok(Rule { certainty, in_parts, base, offset, shifts, or_else, length, years })
}

fn years(text: &str) -> Part<(i32, i32)> {
    let (first, last) =
        text.split_once('-').ok_or("years are written 2024-2026, 2024- or -2026")?;
    let first = if first.is_empty() { i32::MIN } else { year(first)? };
    let last = if last.is_empty() { i32::MAX } else { year(last)? };
    if first > last || (first, last) == (i32::MIN, i32::MAX) {
        return Err("no year lies between these years");
    }
    Ok((first, last))
}

fn shifts(text: &str) -> Part<(Vec<(Weekday, i64)>, bool)> {
    let text = text.strip_suffix(']').ok_or("`[` without `]`")?;
    let (text, or_else) = match text.strip_suffix(",else") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let mut read: Vec<(Weekday, i64)> = Vec::new();
    for shift in text.split(',') {
        let (on, by) = shift.split_at_checked(2).ok_or("a weekday has two letters")?;
        let on = weekday(on)?;
        if read.iter().any(|(other, _)| *other == on) {
            return Err("a weekday stands twice");
        }
        read.push((on, if by.is_empty() { 0 } else { signed(by)? }));
    }
    Ok((read, or_else))
}

fn base(text: &str) -> Part<(Base, i64)> {
    if let Some(on) = text.strip_prefix("every:") {
        return Ok((Base::Every(weekday(on)?), 0));
    }
    if let Some((year, days)) = text.split_once(':') {
        let year = self::year(year)?;
        let days: Vec<(u32, u32)> = days.split(',').map(month_day).collect::<Part<_>>()?;
        let there = |(m, d): &(u32, u32)| NaiveDate::from_ymd_opt(year, *m, *d).is_some();
        return if days.iter().all(there) {
            Ok((Base::Listed(year, days), 0))
        } else {
            Err("that year has no such day")
        };
    }
    if let Some((on, rest)) = text.split_once(">=") {
        let (day, offset) = rest.split_at_checked(5).ok_or("a day is MM-DD")?;
        let (month, day) = month_day(day)?;
        // 29 February is not there every year, and so is no day to count from.
        if (month, day) == (2, 29) {
            return Err("count from 1 March");
        }
        return Ok((Base::OnOrAfter(weekday(on)?, month, day), offset_of(offset)?));
    }
    if let Some(rest) = text.strip_prefix('@') {
        let (id, offset) = named(rest);
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if id.is_empty() || !id.bytes().all(plain) {
            return Err("`@` and the id of an observance");
        }
        return Ok((Base::Of(id.to_owned()), offset_of(offset)?));
    }
    if let Some(offset) = text.strip_prefix("easter") {
        return Ok((Base::Easter, offset_of(offset)?));
    }
    if let Some(offset) = text.strip_prefix("orthodox") {
        return Ok((Base::Orthodox, offset_of(offset)?));
    }
    let (day, offset) = text.split_at_checked(5).ok_or("neither a day nor a feast")?;
    let (month, day) = month_day(day)?;
    Ok((Base::Fixed(month, day), offset_of(offset)?))
}

/// An id has hyphens too: an offset is a last part of digits.
fn named(text: &str) -> (&str, &str) {
    let Some(at) = text.rfind(['+', '-']) else { return (text, "") };
    let (id, offset) = text.split_at(at);
    match offset.get(1..) {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            (id, offset)
        }
        _ => (text, ""),
    }
}

fn offset_of(text: &str) -> Part<i64> {
    if text.is_empty() { Ok(0) } else { signed(text) }
}

fn signed(text: &str) -> Part<i64> {
    if let Some(digits) = text.strip_prefix('+') {
        return number(digits);
    }
    let digits = text.strip_prefix('-').ok_or("a number of days has + or - before it")?;
    number(digits).map(|n| -n)
}

fn number(text: &str) -> Part<i64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = if plain { text.parse().ok() } else { None };
    number.filter(|n| *n <= FAR).ok_or("a number of days is expected, 400 at most")
}

fn year(text: &str) -> Part<i32> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year = if plain { text.parse().ok() } else { None };
    year.filter(|y| *y > 1582).ok_or("a year has four digits, after 1582")
}

fn month_day(text: &str) -> Part<(u32, u32)> {
    let wrong = "a day is MM-DD";
    let (month, day) = text.split_once('-').ok_or(wrong)?;
    let two = |t: &str| t.len() == 2 && t.bytes().all(|b| b.is_ascii_digit());
    if !two(month) || !two(day) {
        return Err(wrong);
    }
    let (month, day) = (month.parse().map_err(|_| wrong)?, day.parse().map_err(|_| wrong)?);
    NaiveDate::from_ymd_opt(LEAP, month, day).map(|_| (month, day)).ok_or("no such day")
}

fn weekday(text: &str) -> Part<Weekday> {
    Ok(match text {
        "mo" => Weekday::Mon,
        "tu" => Weekday::Tue,
        "we" => Weekday::Wed,
        "th" => Weekday::Thu,
        "fr" => Weekday::Fri,
        "sa" => Weekday::Sat,
        "su" => Weekday::Sun,
        _ => return Err("a weekday is mo, tu, we, th, fr, sa or su"),
    })
}
