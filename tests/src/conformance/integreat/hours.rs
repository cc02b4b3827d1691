//! Opening hours: open in the middle of each slot of the answers, closed outside of them, and in words where no column
//! can say them.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use companion_core::time::opening_hours::{Here, OpeningHours, State};
use serde_json::Value;

use super::answers::{text, texts};
use super::{Fault, holds};

/// Of a day.
const MINUTES: i64 = 24 * 60;

/// Opening hours of contacts are words: every time is there.
pub(super) fn of_contact(contact: &Value, details: &str) -> Result<(), Fault> {
    for time in all_times(contact) {
        holds(details.contains(&time), format!("the time {time} of a contact"), "not there")?;
    }
    Ok(())
}

fn all_times(item: &Value) -> Vec<String> {
    let days = item.get("opening_hours").and_then(Value::as_array).into_iter().flatten();
    let slots =
        days.flat_map(|d| d.get("timeSlots").and_then(Value::as_array).into_iter().flatten());
    slots.flat_map(|s| texts(s, &["start", "end"]).collect::<Vec<_>>()).collect()
}

/// In the middle of each slot it is open; before, between and after the slots of a week it is closed.
pub(super) fn of_place(item: &Value, column: Option<&str>, details: &str) -> Result<(), Fault> {
    let closed = item.get("temporarily_closed").and_then(Value::as_bool) == Some(true);
    let slots = if closed { None } else { week(item) };
    let Some(slots) = slots.filter(|s| !s.is_empty()) else {
        return holds(column.is_none(), "no opening hours", format!("{column:?}"));
    };
    let Some(column) = column else {
        // What fits no column is told in words.
        let missing = all_times(item).into_iter().find(|t| !details.contains(t));
        return holds(missing.is_none(), format!("opening hours with {missing:?}"), "none");
    };
    let parsed = OpeningHours::parse(column).map_err(|e| (e.to_string(), column.to_owned()))?;
    // The week of Monday, 8 March 2027; minutes are counted from there.
    let monday = NaiveDate::from_ymd_opt(2027, 3, 8).unwrap_or_default();
    let at = |minute: i64| -> NaiveDateTime {
        let day = monday
            .checked_add_days(Days::new(7))
            .unwrap_or(monday)
            .and_time(chrono::NaiveTime::MIN);
        day + TimeDelta::minutes(minute)
    };
    let here = Here::default();
    let open = |minute: i64| parsed.state_at(at(minute), &here).state == State::Open;
    let is_slot = |minute: i64| {
        let minute = minute.rem_euclid(7 * MINUTES);
        slots.iter().any(|(from, to)| {
            (*from..*to).contains(&minute) || (*from..*to).contains(&(minute + 7 * MINUTES))
        })
    };
    let mut moments: Vec<i64> = (0..7 * 24).map(|hour| hour * 60 + 30).collect();
    for (from, to) in &slots {
        moments.extend([*from, (from + to) / 2, to - 1, *to, from - 1]);
    }
    for minute in moments {
        let wanted = is_slot(minute);
        if open(minute) != wanted {
            let state = if wanted { "open" } else { "closed" };
            return Err((format!("{state} on {}", at(minute)), column.to_owned()));
        }
    }
    Ok(())
}

/// The slots of a week in minutes from Monday; nothing where the answer does not say them surely.
fn week(item: &Value) -> Option<Vec<(i64, i64)>> {
    let days = item.get("opening_hours")?.as_array().filter(|d| d.len() == 7)?;
    let mut slots = Vec::new();
    for (day, n) in days.iter().zip(0..) {
        let flag = |field| day.get(field).and_then(Value::as_bool).unwrap_or_default();
        let times = day.get("timeSlots").and_then(Value::as_array).cloned().unwrap_or_default();
        let said = [flag("closed"), flag("allDay"), !times.is_empty()];
        if said.iter().filter(|s| **s).count() > 1
            || (!flag("appointmentOnly") && !said.contains(&true))
        {
            return None;
        }
        let mut own = Vec::new();
        if flag("allDay") {
            own.push((n * MINUTES, (n + 1) * MINUTES));
        }
        for time in times {
            let (from, to) = (minute(&text(&time, "start"))?, minute(&text(&time, "end"))?);
            if from == to {
                return None;
            }
            let to = if to < from { to + MINUTES } else { to };
            own.push((n * MINUTES + from, n * MINUTES + to));
        }
        if !flag("appointmentOnly") {
            slots.extend(own);
        }
    }
    Some(slots)
}

fn minute(text: &str) -> Option<i64> {
    let (hours, rest) = text.split_once(':')?;
    let minutes: i64 = rest.get(..2)?.parse().ok()?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes)
}
