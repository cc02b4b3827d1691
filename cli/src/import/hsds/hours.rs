//! Schedules: opening hours where the source says a plain week, and words with every given value where it does not.
//!
//! A phone must never say "open" on a guess. Limited validity, further rules, times with an offset and remarks that speak
//! of exceptions all make hours words. Rules: RFC 5545 for the parts of a rule, version 3 of the specification; Ohana for
//! weekdays (1 is Monday) and holidays.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::clock::{DAYS, date, time, weekday};
use super::kinds::Kind;
use super::records::Record;
use crate::source::values::MAX_OPENING_HOURS;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Words of a remark after which hours are not certain any more.
const DOUBTS: [&str; 18] = [
    "holiday",
    "except",
    "closed",
    "only",
    "appointment",
    "var",
    "call",
    "break",
    "lunch",
    "season",
    "may ",
    "summer",
    "winter",
    "first",
    "last",
    "feiertag",
    "außer",
    "nach ",
];

/// How a schedule stands to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Validity {
    /// From now on without an end.
    Holds,
    /// It has ended.
    Over,
    /// It begins later, ends later, or does not say when in a way that is understood.
    Limited,
}

/// What schedules of one thing come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hours {
    /// In OpenStreetMap syntax, where it is certain.
    pub(super) osm: Option<String>,
    /// For each schedule whether `osm` says all of its days and times.
    pub(super) said: Vec<bool>,
}

/// Minutes from midnight; the end may be 24:00.
type Span = (u32, u32);

/// Joins the schedules of one thing.
pub(super) fn join(schedules: &[&Record], today: NaiveDate, american: bool) -> Hours {
    let mut week: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    let mut exceptions = Vec::new();
    let mut certain = true;
    let mut said = vec![false; schedules.len()];
    for (schedule, said) in schedules.iter().zip(&mut said) {
        if schedule.kind == Kind::HolidaySchedule {
            match exception(schedule, today, american) {
                Exception::Past => {}
                Exception::Rule(rule) => exceptions.push(rule),
                Exception::Unclear => certain = false,
            }
            continue;
        }
        match (validity(schedule, today), plain(schedule)) {
            (Validity::Over, _) => {}
            (Validity::Holds, Some((days, span))) => {
                *said = true;
                for day in days {
                    let spans = week.entry(day).or_default();
                    if !spans.contains(&span) {
                        spans.push(span);
                    }
                }
            }
            _ => certain = false,
        }
    }
    if !certain || week.is_empty() {
        return Hours { osm: None, said: vec![false; schedules.len()] };
    }
    exceptions.sort();
    exceptions.dedup();
    let weekly = weekly(week);
    let all: Vec<String> = weekly.into_iter().chain(exceptions).collect();
    let osm = all.join("; ");
    if osm.chars().count() > MAX_OPENING_HOURS {
        return Hours { osm: None, said: vec![false; schedules.len()] };
    }
    Hours { osm: Some(osm), said }
}

/// How a schedule stands to today.
pub(super) fn validity(schedule: &Record, today: NaiveDate) -> Validity {
    let mut held = Validity::Holds;
    for end in ["valid_to", "until"] {
        for text in schedule.texts(end) {
            match date(text, false) {
                Some(day) if day < today => return Validity::Over,
                _ => held = Validity::Limited,
            }
        }
    }
    for start in ["valid_from", "dtstart"] {
        for text in schedule.texts(start) {
            if date(text, false).is_none_or(|day| day > today) {
                held = Validity::Limited;
            }
        }
    }
    held
}

/// Days and hours of a schedule that is the same every week.
fn plain(schedule: &Record) -> Option<(Vec<usize>, Span)> {
    for field in ["bymonthday", "byweekno", "byyearday", "count", "original_text"] {
        if schedule.text(field).is_some() {
            return None;
        }
    }
    if schedule.texts("interval").any(|n| n != "1" && n != "1.0") {
        return None;
    }
    let remarks = ["description", "notes", "attending_type"];
    let doubtful = |text: &str| {
        let text = text.to_lowercase();
        DOUBTS.iter().any(|doubt| text.contains(doubt))
    };
    if remarks.iter().flat_map(|f| schedule.texts(f)).any(doubtful) {
        return None;
    }
    let one = |field| {
        let mut texts = schedule.texts(field);
        texts.next().filter(|_| texts.next().is_none())
    };
    let (from, to) = (time(one("opens_at")?)?, time(one("closes_at")?)?);
    // The same time twice is a whole day for some and nothing for others.
    if from == to || from >= 24 * 60 {
        return None;
    }
    let to = if to == 0 { 24 * 60 } else { to };
    let freq = schedule.text("freq").map(str::to_uppercase);
    let mut listed = schedule.listed("byday").chain(schedule.listed("weekday")).peekable();
    let days: Vec<usize> = match (freq.as_deref(), listed.peek()) {
        (Some("WEEKLY") | None, Some(_)) => listed.map(weekday).collect::<Option<_>>()?,
        (Some("DAILY"), None) => (0..7).collect(),
        _ => return None,
    };
    Some((days, (from, to)))
}

enum Exception {
    Past,
    Rule(String),
    Unclear,
}

/// Days on which other hours hold.
fn exception(schedule: &Record, today: NaiveDate, american: bool) -> Exception {
    let day = |field| schedule.text(field).and_then(|t| date(t, american));
    let (Some(from), Some(to)) = (day("start_date"), day("end_date").or_else(|| day("start_date")))
    else {
        return Exception::Unclear;
    };
    if to < from || schedule.fields.values().any(|values| values.len() > 1) {
        return Exception::Unclear;
    }
    if to < today {
        return Exception::Past;
    }
    let days =
        if from == to { osm_day(from) } else { format!("{}-{}", osm_day(from), osm_day(to)) };
    let times = ["opens_at", "closes_at"].map(|f| schedule.text(f));
    let closed = schedule.text("closed").map(str::to_lowercase);
    match (closed.as_deref(), times) {
        (Some("true" | "1" | "yes" | "t" | "y"), _) => Exception::Rule(format!("{days} off")),
        (Some("false" | "0" | "no" | "f" | "n") | None, [Some(from), Some(to)]) => {
            match (time(from), time(to)) {
                (Some(from), Some(to)) if from != to => {
                    Exception::Rule(format!("{days} {}", osm_span((from, to))))
                }
                _ => Exception::Unclear,
            }
        }
        _ => Exception::Unclear,
    }
}

fn osm_day(day: NaiveDate) -> String {
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {:02}", day.year(), day.day())
}

/// `Mo-Fr 09:00-12:00,14:00-17:00`: days with the same hours together, in the order of the week.
fn weekly(week: BTreeMap<usize, Vec<Span>>) -> Vec<String> {
    let mut groups: Vec<(Vec<usize>, Vec<Span>)> = Vec::new();
    for (day, mut spans) in week {
        spans.sort_unstable();
        match groups.iter_mut().find(|(_, own)| *own == spans) {
            Some((days, _)) => days.push(day),
            None => groups.push((vec![day], spans)),
        }
    }
    let text = |(days, spans): (Vec<usize>, Vec<Span>)| {
        let spans: Vec<String> = spans.into_iter().map(osm_span).collect();
        format!("{} {}", osm_days(&days), spans.join(","))
    };
    groups.into_iter().map(text).collect()
}

fn osm_days(days: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let name = |n: usize| DAYS.get(n).map_or("", |(osm, ..)| osm);
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(from, to)| match to - from {
            0 => name(from).to_owned(),
            1 => format!("{},{}", name(from), name(to)),
            _ => format!("{}-{}", name(from), name(to)),
        })
        .collect();
    runs.join(",")
}

fn osm_span((from, to): Span) -> String {
    format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
}
