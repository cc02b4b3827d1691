//! Opening hours: seven days, Monday first, each closed, open all day, by appointment, or with times.

use serde_json::Value;

use super::item::{Item, Misfit, Notes};
use crate::import::zone::is_zone;

/// What is said about opening hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Hours {
    /// Nothing.
    NotGiven,
    /// A week, surely understood.
    Week(Week),
    /// Something that contradicts itself or cannot be read; told already.
    Unclear,
}

/// A week of seven days, Monday first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Week {
    pub(in super::super) days: Vec<Day>,
    /// The zone of the times, where it is said.
    pub(in super::super) zone: Option<String>,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Day {
    /// Only with an appointment, in these times if there are any.
    pub(in super::super) by_appointment: bool,
    /// From and to in minutes from midnight, in order; an end past 24:00 is on the next day. None: closed.
    pub(in super::super) times: Vec<(u16, u16)>,
}

/// Minutes of a day.
pub(in super::super) const DAY: u16 = 24 * 60;

/// Reads the field of that name.
pub(super) fn hours(item: &mut Item<'_>, notes: &mut Notes) -> Result<Hours, Misfit> {
    const FIELD: &str = "opening_hours";
    let at = item.pointer(FIELD);
    let list = item.list(FIELD)?;
    if list.is_empty() {
        return Ok(Hours::NotGiven);
    }
    if list.len() != 7 {
        let message = "seven days were expected, Monday first; the opening hours were left out";
        return Ok(unclear(&at, message, notes));
    }
    let mut week = Week { days: Vec::new(), zone: None };
    for (at, value) in list {
        match day(&at, value, &mut week.zone, notes)? {
            Ok(day) => week.days.push(day),
            Err(message) => return Ok(unclear(&at, &message, notes)),
        }
    }
    // A week without any open day is what the system stores where nobody has filled in anything.
    let said = week.days.iter().any(|d| d.by_appointment || !d.times.is_empty());
    if !said {
        notes.leave_out("opening_hours without any open day");
    }
    Ok(if said { Hours::Week(week) } else { Hours::NotGiven })
}

fn unclear(at: &str, message: &str, notes: &mut Notes) -> Hours {
    notes.warn(at, "opening-hours-unclear", message);
    notes.leave_out("opening_hours that are not clear");
    Hours::Unclear
}

/// A day, or what is not clear about it.
fn day(
    at: &str,
    value: &Value,
    zone: &mut Option<String>,
    notes: &mut Notes,
) -> Result<Result<Day, String>, Misfit> {
    if value.is_null() {
        return Ok(Err("nothing is said about this day; the opening hours were left out".into()));
    }
    let mut item = Item::of(value, at, "a day")?;
    let mut flag = |field| Ok(item.flag(field)?.unwrap_or_default());
    let (all_day, closed) = (flag("allDay")?, flag("closed")?);
    let by_appointment = flag("appointmentOnly")?;
    let mut times = Vec::new();
    for (at, value) in item.list("timeSlots")? {
        match slot(&at, value, zone, notes)? {
            Ok(time) => times.push(time),
            Err(message) => return Ok(Err(message)),
        }
    }
    item.finish("opening_hours", notes);
    times.sort_unstable();
    times.dedup();
    let contradicts = (closed && (all_day || !times.is_empty())) || (all_day && !times.is_empty());
    if contradicts {
        let message =
            "closed, open all day and times contradict each other; the opening hours were left out";
        return Ok(Err(message.into()));
    }
    if all_day {
        times.push((0, DAY));
    }
    if !closed && !by_appointment && times.is_empty() {
        let message = "a day that is not closed has no times; the opening hours were left out";
        return Ok(Err(message.into()));
    }
    Ok(Ok(Day { by_appointment, times }))
}

fn slot(
    at: &str,
    value: &Value,
    zone: &mut Option<String>,
    notes: &mut Notes,
) -> Result<Result<(u16, u16), String>, Misfit> {
    let mut item = Item::of(value, at, "a time slot")?;
    let (start, end) = (item.said("start")?, item.said("end")?);
    let (start, end) = (start.or(item.said("start_time")?), end.or(item.said("end_time")?));
    item.said_elsewhere(&["start_time", "end_time"]);
    let own_zone = item.said("timezone")?;
    item.finish("opening_hours.timeSlots", notes);
    if let Some(own) = own_zone {
        if !is_zone(&own) {
            return Ok(Err("the time zone is none; the opening hours were left out".into()));
        }
        if zone.get_or_insert_with(|| own.clone()) != &own {
            return Ok(Err("times in two zones; the opening hours were left out".into()));
        }
    }
    let time = |text: Option<String>| text.as_deref().and_then(minutes);
    let (Some(start), Some(end)) = (time(start), time(end)) else {
        let message = "expected start and end as 09:30; the opening hours were left out";
        return Ok(Err(message.into()));
    };
    if start == end || start >= DAY {
        let message = "the times begin and end at once; the opening hours were left out";
        return Ok(Err(message.into()));
    }
    if start < end {
        return Ok(Ok((start, end)));
    }
    let message = "the end lies before the start and was taken as past midnight; is it?";
    notes.warn(at, "opening-hours-past-midnight", message);
    Ok(Ok((start, end.saturating_add(DAY))))
}

/// Minutes of `09:30`, `09:30:00` or `09:30:00+01:00`, up to 24:00.
fn minutes(text: &str) -> Option<u16> {
    let text = text.split(['+', 'Z']).next()?;
    let mut parts = text.trim().split(':');
    let (hours, minutes) = (parts.next()?, parts.next()?);
    let seconds = parts.next().map_or("00", |s| s.split(['-', '.']).next().unwrap_or(s));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit()) && (1..=2).contains(&s.len());
    if ![hours, minutes, seconds].into_iter().all(digits) || minutes.len() != 2 {
        return None;
    }
    let (h, m): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let at = h.checked_mul(60)?.checked_add(m)?;
    (m < 60 && at <= DAY && seconds.trim_start_matches('0').is_empty()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_all_their_forms() {
        for text in ["09:30", "9:30", "09:30:00", "09:30:00+01:00", "09:30:00-07:00", "09:30:00Z"] {
            assert_eq!(minutes(text), Some(570), "{text}");
        }
        assert_eq!(minutes("24:00"), Some(DAY));
        for text in
            ["", "9", "24:01", "09:60", "9.30", "09:3", "x9:30", "09:30:15", "-1:30", "99999:00"]
        {
            assert_eq!(minutes(text), None, "{text}");
        }
    }
}
