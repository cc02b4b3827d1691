//! A clock as a VTIMEZONE (RFC 5545, section 3.6.5), for the time that events need.
//!
//! A change that no rule tells is an observance of its own; the POSIX rule becomes observances that repeat every year. Programs
//! that know the zone by its name go on with what they know.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime};

use crate::events::ical::{Component, Property};
use crate::time::posix::{OnDay, Onset, Posix, Summer};
use crate::time::rule::{ByDay, ByMonth, Frequency, Rule};
use crate::time::zone::{Zone, ZoneChange};

const DAY: i64 = 24 * 60 * 60;
/// Where nothing is known before the first change, its clock holds from here on.
const LONG_AGO: &str = "19700101T000000";
/// Years for which an onset that no rule can tell is written out, from the first one on.
const WRITTEN_OUT: i32 = 60;

/// Names by which UTC goes; its times are written with a `Z`, and need no VTIMEZONE.
pub(super) fn is_utc(name: &str) -> bool {
    let name = name.strip_prefix("Etc/").unwrap_or(name);
    matches!(name, "UTC" | "UCT" | "Universal" | "Zulu")
}

/// The VTIMEZONE of a zone for `[first, last]`, in seconds since 1970; without `last`, for ever.
pub(super) fn component(name: &str, zone: &Zone, first: i64, last: Option<i64>) -> Component {
    // Wall clocks differ by at most a day from each other.
    let first = first.saturating_sub(2 * DAY);
    let last = last.map(|last| last.saturating_add(2 * DAY));
    let mut out = Component::new("VTIMEZONE");
    out.properties.push(Property::text("TZID", name));
    let changes = &zone.clock().changes;
    let passed = changes.partition_point(|c| c.0 <= first);
    let reached = changes.partition_point(|c| last.is_none_or(|last| c.0 <= last));
    let rule = Posix::read(&zone.clock().rule).filter(|_| reached == changes.len());
    let summer = rule.as_ref().and_then(|rule| Some((rule, rule.summer.as_ref()?)));
    if !changes.is_empty() || summer.is_none() {
        let offset = zone.offset_at(first);
        out.components.push(observance("STANDARD", offset, offset, LONG_AGO.to_owned(), None));
    }
    for ZoneChange(second, _) in changes.get(passed..reached).unwrap_or_default() {
        let (from, to) = (zone.offset_at(second - 1), zone.offset_at(*second));
        let kind = if to > from { "DAYLIGHT" } else { "STANDARD" };
        let Some(start) = local(*second, from) else { continue };
        out.components.push(observance(kind, from, to, written(start), None));
    }
    if let Some((rule, summer)) = summer {
        let since = changes.last().map(|c| c.0);
        out.components.extend(yearly(rule, summer, since));
    }
    out
}

/// Both onsets of a rule, the first of each behind the last change.
fn yearly(rule: &Posix, summer: &Summer, since: Option<i64>) -> Vec<Component> {
    let (winter, side) = (&rule.standard, &summer.side);
    let ends = ("STANDARD", summer.ends, side.offset, winter);
    let both = [("DAYLIGHT", summer.begins, winter.offset, side), ends];
    let mut out = Vec::new();
    for (kind, onset, from, to) in both {
        let begin = since.and_then(|s| DateTime::from_timestamp(s, 0)).map_or(1970, |at| at.year());
        // The onset of a year may lie a few days outside of it.
        let years = begin.saturating_sub(1)..begin.saturating_add(WRITTEN_OUT);
        let is_behind =
            |at: &NaiveDateTime| since.is_none_or(|s| at.and_utc().timestamp() - from > s);
        let mut starts = years.filter_map(|year| onset.in_year(year)).filter(is_behind);
        let starts = starts.by_ref().filter(|at| at.year() >= 1970);
        let starts: Vec<NaiveDateTime> = starts.collect();
        let Some(first) = starts.first() else { continue };
        let forms = forms(onset);
        let name = Some(to.name.as_str());
        if forms.is_empty() {
            let mut one = observance(kind, from, to.offset, written(*first), name);
            let rest: Vec<String> = starts.iter().skip(1).map(|at| written(*at)).collect();
            one.properties.push(Property::new("RDATE", rest.join(",")));
            out.push(one);
        }
        for form in forms {
            // Each form has its own first onset: of a day that may lie in two months, one of them.
            let Some(start) = starts.iter().find(|at| is_of(&form, **at)) else { continue };
            let mut one = observance(kind, from, to.offset, written(*start), name);
            one.properties.push(Property::new("RRULE", form.to_string()));
            out.push(one);
        }
    }
    out
}

/// Whether a rule gives a time as its first start.
fn is_of(rule: &Rule, at: NaiveDateTime) -> bool {
    rule.starts(at).next() == Some(at)
}

/// An onset as yearly rules: one, or two where its day may fall into two months. None where no rule can tell it.
fn forms(onset: Onset) -> Vec<Rule> {
    let shift = onset.second.div_euclid(DAY);
    let forms = match onset.day {
        OnDay::Weekday { month, week, weekday } if shift == 0 => {
            let nth = i8::try_from(week).ok().map(|week| if week == 5 { -1 } else { week });
            let by_day = vec![ByDay { nth, weekday }];
            Some(vec![Rule { by_day, by_month: by_month(month), ..Rule::new(Frequency::Yearly) }])
        }
        OnDay::Weekday { month, week, weekday } => {
            let weekday = (0..shift.rem_euclid(7)).fold(weekday, |day, _| day.succ());
            let by_day = vec![ByDay { nth: None, weekday }];
            by_days(month, week, shift).map(|months| {
                let rule = |(month, days)| Rule {
                    by_day: by_day.clone(),
                    by_month: by_month(month),
                    by_month_day: days,
                    ..Rule::new(Frequency::Yearly)
                };
                months.into_iter().map(rule).collect()
            })
        }
        OnDay::Fixed(day) => fixed(day, shift).map(|(month, day)| {
            let by_month_day = vec![day];
            vec![Rule { by_month: by_month(month), by_month_day, ..Rule::new(Frequency::Yearly) }]
        }),
        OnDay::Counted(day) => {
            let day = i64::from(day) + shift + 1;
            let day = i16::try_from(day).ok().filter(|day| (1..=365).contains(day));
            day.map(|day| vec![Rule { by_year_day: vec![day], ..Rule::new(Frequency::Yearly) }])
        }
    };
    forms.unwrap_or_default()
}

fn by_month(month: u32) -> Vec<ByMonth> {
    u8::try_from(month).map(|number| ByMonth { number, leap: false }).into_iter().collect()
}

/// The days of one or two months on which the shifted weekday of a week may lie; nothing where that hangs on leap years.
fn by_days(month: u32, week: u32, shift: i64) -> Option<Vec<(u32, Vec<i8>)>> {
    let length = length(month);
    let list = |days: std::ops::RangeInclusive<i64>| -> Vec<i8> {
        days.filter_map(|day| i8::try_from(day).ok()).collect()
    };
    if week == 5 && shift < 0 {
        return (shift > -22).then(|| vec![(month, list(shift - 7..=shift - 1))]);
    }
    if month == 2 && (week == 5 || 7 * i64::from(week) + shift > 28) {
        return None;
    }
    let first = if week == 5 { length - 6 } else { 7 * i64::from(week) - 6 } + shift;
    if first < 1 {
        return None;
    }
    let own = (month, list(first.min(length + 1)..=(first + 6).min(length)));
    let next = (month % 12 + 1, list((first - length).max(1)..=first + 6 - length));
    Some([own, next].into_iter().filter(|(_, days)| !days.is_empty()).collect())
}

/// Month and day of a day that is counted without 29 February; nothing where a shift would step over that.
fn fixed(day: u32, shift: i64) -> Option<(u32, i8)> {
    let day = i64::from(day);
    let shifted = day + shift;
    if !(1..=365).contains(&shifted) || (day <= 59) != (shifted <= 59) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(2027, 1, 1)?;
    let date = first.checked_add_days(Days::new(u64::try_from(shifted - 1).ok()?))?;
    Some((date.month(), i8::try_from(date.day()).ok()?))
}

/// Of a year that is no leap year.
fn length(month: u32) -> i64 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn observance(kind: &str, from: i64, to: i64, start: String, name: Option<&str>) -> Component {
    let mut out = Component::new(kind);
    out.properties.push(Property::new("DTSTART", start));
    out.properties.push(Property::new("TZOFFSETFROM", offset(from)));
    out.properties.push(Property::new("TZOFFSETTO", offset(to)));
    out.properties.extend(name.map(|name| Property::text("TZNAME", name)));
    out
}

/// RFC 5545, section 3.3.14: `+0100`, and seconds only where there are some.
fn offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.unsigned_abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    match rest {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        rest => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}

fn local(second: i64, offset: i64) -> Option<NaiveDateTime> {
    Some(DateTime::from_timestamp(second.checked_add(offset)?, 0)?.naive_utc())
}

fn written(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}
