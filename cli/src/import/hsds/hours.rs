//! Schedules: opening hours where the source says a plain week, and words with every given value where it does not.
//!
//! A phone must never say "open" on a guess. Limited validity, further rules, times with an offset and remarks that speak
//! of exceptions all make hours words. Rules: RFC 5545 for the parts of a rule, version 3 of the specification; Ohana for
//! weekdays (1 is Monday) and holidays.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::kinds::Kind;
use super::records::Record;
use crate::source::values::MAX_OPENING_HOURS;

/// Days as OpenStreetMap and RFC 5545 write them, Monday first.
const DAYS: [(&str, &str, &str); 7] = [
    ("Mo", "MO", "monday"),
    ("Tu", "TU", "tuesday"),
    ("We", "WE", "wednesday"),
    ("Th", "TH", "thursday"),
    ("Fr", "FR", "friday"),
    ("Sa", "SA", "saturday"),
    ("Su", "SU", "sunday"),
];
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
    (minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0))).then_some(hours * 60 + minutes)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::hsds::records::At;

    fn record(kind: Kind, fields: &str) -> Record {
        let fields = fields
            .split('|')
            .filter_map(|f| f.split_once('='))
            .map(|(f, v)| (f.to_owned(), vec![v.to_owned()]));
        Record {
            kind,
            key: "1".into(),
            at: At { file: "t".into(), line: 1, pointer: "".into() },
            fields: fields.collect(),
            references: Default::default(),
        }
    }

    fn osm(schedules: &[(Kind, &str)]) -> Option<String> {
        let records: Vec<Record> = schedules.iter().map(|(k, f)| record(*k, f)).collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        join(&records.iter().collect::<Vec<_>>(), today, true).osm
    }

    #[test]
    fn a_plain_week_becomes_opening_hours() {
        let weekly = |f: &str| osm(&[(Kind::Schedule, f)]);
        assert_eq!(
            weekly("freq=WEEKLY|byday=MO,TU,WE,FR|opens_at=09:00|closes_at=17:00:00").as_deref(),
            Some("Mo-We,Fr 09:00-17:00")
        );
        assert_eq!(
            weekly("freq=DAILY|opens_at=20:00|closes_at=02:00").as_deref(),
            Some("Mo-Su 20:00-02:00")
        );
        assert_eq!(
            weekly("byday=SA|opens_at=08:00|closes_at=00:00|valid_from=2020-01-01").as_deref(),
            Some("Sa 08:00-24:00")
        );
        let rows: Vec<(Kind, String)> = ["1", "Tuesday", "wed", "1"]
            .iter()
            .zip([
                "9am|closes_at=12pm",
                "9:00|closes_at=12:00",
                "9:00 AM|closes_at=12:00 p.m.",
                "2 pm|closes_at=5pm",
            ])
            .map(|(d, t)| (Kind::RegularSchedule, format!("weekday={d}|opens_at={t}")))
            .collect();
        let rows: Vec<(Kind, &str)> = rows.iter().map(|(k, f)| (*k, f.as_str())).collect();
        assert_eq!(osm(&rows).as_deref(), Some("Mo 09:00-12:00,14:00-17:00; Tu,We 09:00-12:00"));
    }

    #[test]
    fn nothing_is_guessed() {
        for doubtful in [
            "freq=WEEKLY|byday=MO|opens_at=09:00",
            "freq=WEEKLY|byday=1MO|opens_at=09:00|closes_at=17:00",
            "freq=MONTHLY|byday=MO|opens_at=09:00|closes_at=17:00",
            "freq=WEEKLY|interval=2|byday=MO|opens_at=09:00|closes_at=17:00",
            "freq=WEEKLY|byday=MO|byweekno=41|opens_at=09:00|closes_at=17:00",
            "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|valid_to=2027-01-01",
            "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|valid_to=2025-01-01",
            "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|valid_from=2027-01-01",
            "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|notes=Closed on holidays",
            "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=09:00",
            "freq=WEEKLY|byday=MO|opens_at=09:00+03:00|closes_at=17:00",
            "freq=WEEKLY|opens_at=09:00|closes_at=17:00",
            "byday=MO|opens_at=09:00|closes_at=later",
        ] {
            assert_eq!(osm(&[(Kind::Schedule, doubtful)]), None, "{doubtful}");
        }
        let good = (Kind::RegularSchedule, "weekday=1|opens_at=9:00|closes_at=17:00");
        assert_eq!(osm(&[good, (Kind::RegularSchedule, "weekday=2|opens_at=9:00")]), None);
    }

    #[test]
    fn holidays_stand_behind_the_week() {
        let good = (Kind::RegularSchedule, "weekday=1|opens_at=9:00|closes_at=17:00");
        let on = |holiday| osm(&[good, (Kind::HolidaySchedule, holiday)]);
        assert_eq!(
            on("start_date=December 24, 2026|end_date=December 26, 2026|closed=true").as_deref(),
            Some("Mo 09:00-17:00; 2026 Dec 24-2026 Dec 26 off")
        );
        assert_eq!(
            on("start_date=12/31/2026|end_date=12/31/2026|closed=0|opens_at=9am|closes_at=12pm")
                .as_deref(),
            Some("Mo 09:00-17:00; 2026 Dec 31 09:00-12:00")
        );
        assert_eq!(
            on("start_date=2014-12-24|end_date=2014-12-24|closed=true").as_deref(),
            Some("Mo 09:00-17:00")
        );
        assert_eq!(on("start_date=December 24|end_date=December 24|closed=true"), None);
        assert_eq!(on("start_date=2026-12-24|end_date=2026-12-24|closed=false"), None);
    }

    #[test]
    fn times_are_read_in_all_the_ways_they_are_written() {
        for (text, minutes) in [
            ("9:00", Some(540)),
            ("09:00:00", Some(540)),
            ("9am", Some(540)),
            ("12 am", Some(0)),
            ("12pm", Some(720)),
            ("5:30 p.m.", Some(1050)),
            ("0930", Some(570)),
            ("24:00", Some(1440)),
            ("2000-01-01T09:00:00.000Z", Some(540)),
            ("9", None),
            ("25:00", None),
            ("09:00:30", None),
            ("13pm", None),
            ("noon", None),
            ("09:00+03:00", None),
            ("é", None),
        ] {
            assert_eq!(time(text), minutes, "{text}");
        }
    }
}
