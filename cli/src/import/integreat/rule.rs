//! `recurrence_rule`: an RRULE of RFC 5545 to the rule of an event.
//!
//! Its DTSTART and UNTIL are written in UTC without saying so, while BYDAY means local days. So DTSTART is not read, and
//! of UNTIL only the date: the system writes the end of the last local day there.

use chrono::NaiveDate;

use crate::source::events::{Frequency, Repeat};

/// Reads a rule.
///
/// # Errors
/// The part that an event of a pack cannot say.
pub(super) fn read(text: &str) -> Result<Repeat, String> {
    let line = text.lines().map(str::trim).find_map(|l| l.strip_prefix("RRULE:"));
    let line = line.unwrap_or_else(|| text.trim());
    let mut repeat = Repeat {
        freq: Frequency::Daily,
        interval: 1,
        byday: Vec::new(),
        bymonthday: Vec::new(),
        until: None,
        count: None,
    };
    let (mut freq, mut setpos) = (None, None);
    let (mut week_start, mut months) = (None, None);
    for part in line.split(';').map(str::trim).filter(|p| !p.is_empty()) {
        let fault = || short(part);
        let (name, value) = part.split_once('=').ok_or_else(fault)?;
        match name.to_ascii_uppercase().as_str() {
            "FREQ" => freq = Some(Frequency::of(&value.to_lowercase()).ok_or_else(fault)?),
            "INTERVAL" => repeat.interval = value.parse().map_err(|_| fault())?,
            "COUNT" => repeat.count = Some(value.parse().map_err(|_| fault())?),
            "UNTIL" => repeat.until = Some(day(value).ok_or_else(fault)?),
            "BYDAY" => {
                repeat.byday = value
                    .split(',')
                    .map(|d| d.trim().trim_start_matches('+').to_uppercase())
                    .collect();
            }
            "BYMONTHDAY" => {
                let days = value.split(',').map(|d| d.trim().trim_start_matches('+').parse());
                repeat.bymonthday = days.collect::<Result<_, _>>().map_err(|_| fault())?;
            }
            "BYSETPOS" => setpos = Some(value.parse::<i32>().map_err(|_| fault())?),
            "WKST" => week_start = Some(value.to_uppercase()),
            "BYMONTH" => months = Some(value.to_owned()),
            _ => return Err(fault()),
        }
    }
    repeat.freq = freq.ok_or_else(|| "FREQ is missing".to_owned())?;
    if let Some(nth) = setpos {
        // The second Tuesday can be said in two ways.
        match repeat.byday.as_mut_slice() {
            [day] if repeat.freq == Frequency::Monthly && day.len() == 2 => {
                *day = format!("{nth}{day}")
            }
            _ => return Err(format!("BYSETPOS={nth}")),
        }
    }
    let monday = week_start.as_deref().is_none_or(|day| day == "MO");
    if !monday && repeat.freq == Frequency::Weekly && repeat.interval > 1 {
        return Err(format!("WKST={}", short(&week_start.unwrap_or_default())));
    }
    if let Some(months) = months {
        return Err(format!("BYMONTH={}", short(&months)));
    }
    repeat.check().map_err(|(_, message)| message)?;
    Ok(repeat)
}

/// The date of `20310101T235959`, with or without a time.
fn day(text: &str) -> Option<NaiveDate> {
    let date = text.split('T').next()?;
    let digits = date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| NaiveDate::parse_from_str(date, "%Y%m%d").ok()).flatten()
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_rule_are_read() {
        let rule = read(
            "DTSTART:20300101T120000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20310101T235959;BYDAY=TU,TH",
        );
        let rule = rule.unwrap();
        assert_eq!((rule.freq, rule.interval), (Frequency::Weekly, 2));
        assert_eq!(rule.byday, ["TU", "TH"]);
        assert_eq!(rule.until, NaiveDate::from_ymd_opt(2031, 1, 1));
        assert_eq!(read("RRULE:FREQ=MONTHLY;BYDAY=+2TU").unwrap().byday, ["2TU"]);
        assert_eq!(read("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1").unwrap().byday, ["-1TU"]);
        assert_eq!(read("FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=3").unwrap().bymonthday, [1, -1]);
        assert_eq!(read("FREQ=YEARLY;WKST=SU").unwrap().freq, Frequency::Yearly);
    }

    #[test]
    fn what_cannot_be_said_is_named() {
        for (rule, part) in [
            ("", "FREQ"),
            ("FREQ=HOURLY", "HOURLY"),
            ("FREQ=DAILY;BYHOUR=9", "BYHOUR"),
            ("FREQ=WEEKLY;INTERVAL=0", "interval"),
            ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "WKST"),
            ("FREQ=MONTHLY;BYDAY=TU,WE;BYSETPOS=1", "BYSETPOS"),
            ("FREQ=WEEKLY;BYDAY=2TU", "byday"),
            ("FREQ=WEEKLY;BYDAY=XX", "byday"),
            ("FREQ=DAILY;UNTIL=20310231", "UNTIL"),
            ("FREQ=DAILY;UNTIL=20310101;COUNT=2", "count"),
            ("FREQ=YEARLY;BYMONTH=5", "BYMONTH"),
            ("FREQ", "FREQ"),
        ] {
            let fault = read(rule).unwrap_err();
            assert!(fault.contains(part), "{rule}: {fault}");
        }
    }
}
