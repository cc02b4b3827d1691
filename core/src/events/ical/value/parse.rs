//! Reading one value of a known type.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{Duration, End, Kind, Stamp, Value, When};

/// A value of a type; nothing where it is none.
pub(in super::super) fn value(kind: &Kind, text: &str) -> Option<Value> {
    let bare = text.trim();
    Some(match kind {
        Kind::Binary => Value::Binary(bare.to_owned()),
        Kind::Boolean if bare.eq_ignore_ascii_case("TRUE") => Value::Boolean(true),
        Kind::Boolean if bare.eq_ignore_ascii_case("FALSE") => Value::Boolean(false),
        Kind::Boolean => return None,
        Kind::CalAddress | Kind::Uri => Value::Uri(bare.to_owned()),
        Kind::Date | Kind::DateTime => match when(bare)? {
            When::Date(date) => Value::Date(date),
            When::DateTime(stamp) => Value::DateTime(stamp),
        },
        Kind::Duration => Value::Duration(duration(bare)?),
        Kind::Float => Value::Float(float(bare)?),
        Kind::Integer => Value::Integer(i64::from_str(bare).ok()?),
        Kind::Period => period(bare)?,
        Kind::Recur => Value::Recur(bare.to_owned()),
        Kind::Text => Value::Text(unescape(text)),
        Kind::Time => {
            let (time, utc) = zulu(bare);
            Value::Time(clock(time)?, utc)
        }
        Kind::UtcOffset => Value::Offset(offset(bare)?),
        Kind::Other(_) | Kind::Unknown => Value::Unknown(text.to_owned()),
    })
}

/// `20120901`, `20120901T130000`, `20120901T130000Z`; also with the hyphens and colons of ISO 8601 (RFC 5545 wants
/// none).
pub(in super::super) fn when(text: &str) -> Option<When> {
    let compact: String = text.chars().filter(|c| !matches!(c, '-' | ':')).collect();
    match compact.split_once(['T', 't']) {
        None => Some(When::Date(date(&compact)?)),
        Some((day, time)) => {
            let (time, utc) = zulu(time);
            let local = date(day)?.and_time(clock(time)?);
            Some(When::DateTime(Stamp { local, utc }))
        }
    }
}

fn zulu(text: &str) -> (&str, bool) {
    match text.strip_suffix(['Z', 'z']) {
        Some(time) => (time, true),
        None => (text, false),
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = numbers(text, [4, 2, 2])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `130000`; also without seconds. Second 60 is the one before it (RFC 5545 3.3.12).
fn clock(text: &str) -> Option<NaiveTime> {
    let [hour, minute, second] = match text.len() {
        4 => {
            let [hour, minute] = numbers(text, [2, 2])?;
            [hour, minute, 0]
        }
        _ => numbers(text, [2, 2, 2])?,
    };
    NaiveTime::from_hms_opt(hour, minute, if second == 60 { 59 } else { second })
}

/// Numbers of so many digits each, with nothing between and behind them.
fn numbers<const N: usize>(text: &str, widths: [usize; N]) -> Option<[u32; N]> {
    let mut rest = text;
    let mut out = [0; N];
    for (number, width) in out.iter_mut().zip(widths) {
        let (digits, tail) = rest.split_at_checked(width)?;
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        (*number, rest) = (digits.parse().ok()?, tail);
    }
    rest.is_empty().then_some(out)
}

/// RFC 5545 3.3.6. Weeks may stand beside other units, as RFC 2445 allowed.
fn duration(text: &str) -> Option<Duration> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => (-1, text.get(1..)?),
        b'+' => (1, text.get(1..)?),
        _ => (1, text),
    };
    let mut rest = rest.strip_prefix(['P', 'p'])?;
    let (mut days, mut seconds, mut timed, mut any) = (0_i64, 0_i64, false, false);
    while !rest.is_empty() {
        if let Some(tail) = rest.strip_prefix(['T', 't']).filter(|_| !timed) {
            (rest, timed, any) = (tail, true, false);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (digits, tail) = rest.split_at_checked(end)?;
        let number = i64::from_str(digits).ok().filter(|n| *n <= MAX_NUMBER)?;
        let unit = tail.chars().next()?;
        match (unit.to_ascii_uppercase(), timed) {
            ('W', false) => days = days.saturating_add(number * 7),
            ('D', false) => days = days.saturating_add(number),
            ('H', true) => seconds = seconds.saturating_add(number * 3600),
            ('M', true) => seconds = seconds.saturating_add(number * 60),
            ('S', true) => seconds = seconds.saturating_add(number),
            _ => return None,
        }
        (rest, any) = (tail.get(unit.len_utf8()..)?, true);
    }
    let exact = TimeDelta::try_seconds(sign * seconds)?;
    any.then_some(Duration { days: sign * days, exact })
}

/// No unit of a duration is counted further; a text has room for few of them.
const MAX_NUMBER: i64 = 10_000_000_000;

fn period(text: &str) -> Option<Value> {
    let (start, end) = text.split_once('/')?;
    let end = match duration(end) {
        Some(length) => End::After(length),
        None => End::At(when(end)?),
    };
    Some(Value::Period(when(start)?, end))
}

/// `+HHMM` or `+HHMMSS`, also with colons.
fn offset(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'-' => -1,
        b'+' => 1,
        _ => return None,
    };
    let compact: String = text.get(1..)?.chars().filter(|c| *c != ':').collect();
    let [hours, minutes, seconds] = match compact.len() {
        4 => {
            let [hours, minutes] = numbers(&compact, [2, 2])?;
            [hours, minutes, 0]
        }
        _ => numbers(&compact, [2, 2, 2])?,
    };
    let fits = hours < 24 && minutes < 60 && seconds < 60;
    fits.then(|| sign * i32::try_from(hours * 3600 + minutes * 60 + seconds).unwrap_or(0))
}

fn float(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    f64::from_str(text).ok().filter(|n| plain && n.is_finite())
}

/// Parts between separators that no backslash escapes.
pub fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        if c == separator && !escaped {
            parts.extend(text.get(from..at));
            from = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.extend(text.get(from..));
    parts.retain(|part| !part.is_empty() || separator != ',');
    parts
}

/// RFC 5545 3.3.11: `\n`, `\,`, `\;` and `\\`; other backslashes stay.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let next = (c == '\\').then(|| chars.clone().next()).flatten();
        match next {
            Some('n' | 'N') => out.push('\n'),
            Some(plain @ (',' | ';' | '\\')) => out.push(plain),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    out
}

/// Text as a value: its backslashes, commas, semicolons and line breaks escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = '\0';
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' if before == '\r' => {}
            '\n' | '\r' => out.push_str("\\n"),
            _ => out.push(c),
        }
        before = c;
    }
    out
}
