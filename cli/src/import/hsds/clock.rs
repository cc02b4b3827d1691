//! Weekdays, times of day and dates in all the ways that directories write them.

use chrono::NaiveDate;

/// Days as OpenStreetMap and RFC 5545 write them, Monday first.
pub(super) const DAYS: [(&str, &str, &str); 7] = [
    ("Mo", "MO", "monday"),
    ("Tu", "TU", "tuesday"),
    ("We", "WE", "wednesday"),
    ("Th", "TH", "thursday"),
    ("Fr", "FR", "friday"),
    ("Sa", "SA", "saturday"),
    ("Su", "SU", "sunday"),
];
/// A weekday by number (1 is Monday), name, three letters, or the two of RFC 5545; counted from 0.
pub(super) fn weekday(text: &str) -> Option<usize> {
    let text = text.trim();
    if let Ok(number) = text.parse::<usize>() {
        return (1..=7).contains(&number).then(|| number - 1);
    }
    let lower = text.to_lowercase();
    DAYS.iter().position(|(_, short, long)| {
        short.eq_ignore_ascii_case(text)
            || *long == lower
            || (lower.len() >= 3 && long.starts_with(lower.trim_end_matches('.')))
    })
}

/// A time of day in minutes: `9:00`, `09:00:00`, `9 am`, `5:30 p.m.`, or the time of a moment without an offset.
pub(super) fn time(text: &str) -> Option<u32> {
    let lower = text.trim().to_lowercase().replace('.', ":").replace(' ', "");
    let lower = match lower.split_once('t') {
        Some((date, time)) if date.len() == 10 => time.trim_end_matches("z").to_owned(),
        _ => lower,
    };
    // "p:m:" is what "p.m." has become.
    let lower =
        lower.replace("a:m:", "am").replace("p:m:", "pm").replace("a:m", "am").replace("p:m", "pm");
    let (digits, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(rest), _) => (rest, Some(0)),
        (_, Some(rest)) => (rest, Some(12)),
        _ => (lower.as_str(), None),
    };
    let mut parts = digits.split(':');
    let hours = parts.next()?;
    let (hours, minutes) = match (parts.next(), half) {
        (Some(minutes), _) => (hours.to_owned(), minutes.to_owned()),
        (None, Some(_)) => (hours.to_owned(), "00".to_owned()),
        (None, None) if hours.len() == 4 => {
            (hours.get(..2)?.to_owned(), hours.get(2..)?.to_owned())
        }
        (None, None) => return None,
    };
    if parts.next().is_some_and(|seconds| seconds.parse::<f32>() != Ok(0.0) && !seconds.is_empty())
    {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let hours = match half {
        Some(half) if (1..=12).contains(&hours) => hours % 12 + half,
        Some(_) => return None,
        None => hours,
    };
    // Only counted where it is a time: other numbers may be too large to count with.
    let is_time = minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0));
    is_time.then(|| hours * 60 + minutes)
}

/// A date: `2026-12-24`, `December 24, 2026`, `24 December 2026`, and in America `12/24/2026`.
pub(super) fn date(text: &str, american: bool) -> Option<NaiveDate> {
    let text = text.trim();
    let day = text.get(..10).unwrap_or(text);
    if let Ok(date) = NaiveDate::parse_from_str(day, "%Y-%m-%d") {
        return Some(date);
    }
    let forms: &[&str] = if american {
        &["%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d %B %Y", "%d %b %Y", "%m/%d/%Y", "%Y/%m/%d"]
    } else {
        &["%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%Y/%m/%d"]
    };
    forms.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}
