//! Opening hours as a column (OpenStreetMap syntax) and as lines for people.

use companion_core::time::opening_hours::OpeningHours;

use crate::import::integreat::answer::{DAY, Hours, Week};
use crate::import::labels::Labels;
use crate::source::values;

/// In the syntax, Monday first.
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/// Names of messages, Monday first.
const WORDS: [&str; 7] = [
    "integreat-monday",
    "integreat-tuesday",
    "integreat-wednesday",
    "integreat-thursday",
    "integreat-friday",
    "integreat-saturday",
    "integreat-sunday",
];

/// Positions of days, and their times in minutes.
type Group = (Vec<usize>, Vec<(u16, u16)>);

/// The column of a place: nothing where nothing is sure.
///
/// # Errors
/// The hours are known but fit no column; they have to be told in words.
pub(super) fn column(hours: &Hours, zone: &str) -> Result<Option<String>, &'static str> {
    let Hours::Week(week) = hours else { return Ok(None) };
    if week.zone.as_deref().is_some_and(|z| z != zone) {
        return Err(
            "the opening hours are in another time zone; they stand in the details as text",
        );
    }
    let rule = |(days, times): &Group| {
        let times: Vec<String> = times.iter().map(|t| written(*t, "-")).collect();
        format!("{} {}", day_list(days), times.join(","))
    };
    let rules: Vec<String> = groups(week, false).iter().map(rule).collect();
    if rules.is_empty() {
        return Ok(None);
    }
    let column = rules.join("; ");
    if values::opening_hours(&column).is_ok() && OpeningHours::parse(&column).is_ok() {
        Ok(Some(column))
    } else {
        Err("the opening hours are too long for a column; they stand in the details as text")
    }
}

/// A line for each group of days with the same times.
pub(super) fn lines(week: &Week, labels: &Labels) -> Vec<String> {
    let mut lines: Vec<String> = groups(week, false)
        .iter()
        .map(|(days, times)| format!("{}: {}", names(days, labels), spoken(times)))
        .collect();
    if let Some(zone) = week.zone.as_deref().filter(|_| !lines.is_empty()) {
        lines.push(labels.with("integreat-zone", &[("zone", zone)]));
    }
    lines
}

/// The days on which one needs an appointment, in words.
pub(super) fn by_appointment(week: &Week, labels: &Labels) -> Option<String> {
    let days: Vec<String> = groups(week, true)
        .iter()
        .map(|(days, times)| {
            let times = spoken(times);
            let gap = if times.is_empty() { "" } else { " " };
            format!("{}{gap}{times}", names(days, labels))
        })
        .collect();
    let days = days.join("; ");
    (!days.is_empty()).then(|| labels.with("integreat-by-appointment", &[("days", &days)]))
}

/// Days with equal times, in the order of their first days; closed days are left out.
fn groups(week: &Week, by_appointment: bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (n, day) in week.days.iter().enumerate() {
        let closed = day.times.is_empty() && !day.by_appointment;
        if closed || day.by_appointment != by_appointment {
            continue;
        }
        match groups.iter_mut().find(|(_, times)| *times == day.times) {
            Some((days, _)) => days.push(n),
            None => groups.push((vec![n], day.times.clone())),
        }
    }
    groups
}

/// `Mo-We,Fr`: three days and more in a row are a range.
fn day_list(days: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let name = |n: usize| DAYS.get(n).copied().unwrap_or_default();
    let run = |(from, to): (usize, usize)| match to - from {
        0 => name(from).to_owned(),
        1 => format!("{},{}", name(from), name(to)),
        _ => format!("{}-{}", name(from), name(to)),
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(",")
}

fn names(days: &[usize], labels: &Labels) -> String {
    let name = |n: &usize| labels.get(WORDS.get(*n).copied().unwrap_or_default());
    days.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn spoken(times: &[(u16, u16)]) -> String {
    times.iter().map(|t| written(*t, "–")).collect::<Vec<_>>().join(", ")
}

/// `20:00-02:00`; an end past midnight is written as the next day's time.
fn written((from, to): (u16, u16), between: &str) -> String {
    let to = if to > DAY { to - DAY } else { to };
    format!("{:02}:{:02}{between}{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::integreat::answer::Day;

    fn week(days: [&[(u16, u16)]; 7]) -> Week {
        let day = |times: &[(u16, u16)]| Day { by_appointment: false, times: times.to_vec() };
        Week { days: days.map(day).to_vec(), zone: None }
    }

    fn osm(week: Week) -> Option<String> {
        column(&Hours::Week(week), "Europe/Berlin").unwrap()
    }

    #[test]
    fn days_with_equal_times_stand_together() {
        let (a, b): (&[_], &[_]) = (&[(600, 780), (900, 1080)], &[(600, 840)]);
        assert_eq!(
            osm(week([a, a, &[], a, b, &[], &[]])).unwrap(),
            "Mo,Tu,Th 10:00-13:00,15:00-18:00; Fr 10:00-14:00"
        );
        assert_eq!(
            osm(week([b, b, b, &[], &[], &[(0, 1440)], &[]])).unwrap(),
            "Mo-We 10:00-14:00; Sa 00:00-24:00"
        );
        assert_eq!(
            osm(week([&[], &[], &[], &[], &[(1200, 1560)], &[], &[]])).unwrap(),
            "Fr 20:00-02:00"
        );
        assert_eq!(osm(week([&[], &[], &[], &[], &[], &[], &[]])), None);
    }

    #[test]
    fn a_day_by_appointment_is_not_open() {
        let mut mixed = week([&[(600, 720)], &[], &[], &[], &[], &[], &[]]);
        mixed.days[1].by_appointment = true;
        mixed.days[2] = Day { by_appointment: true, times: vec![(480, 600)] };
        let labels = Labels::of(&"en".parse().unwrap());
        let words = by_appointment(&mixed, &labels).unwrap();
        assert_eq!(words, "By appointment only: Tuesday; Wednesday 08:00–10:00");
        assert_eq!(lines(&mixed, &labels), ["Monday: 10:00–12:00"]);
        assert_eq!(osm(mixed).unwrap(), "Mo 10:00-12:00");
    }

    #[test]
    fn hours_that_fit_no_column_are_told() {
        let zone = "Europe/Berlin";
        let mut abroad = week([&[(600, 720)], &[], &[], &[], &[], &[], &[]]);
        abroad.zone = Some("Asia/Damascus".into());
        assert!(column(&Hours::Week(abroad), zone).is_err());
        let many: Vec<(u16, u16)> = (0..24).map(|h| (h * 60, h * 60 + 30)).collect();
        let many = week([&many, &[], &[], &[], &[], &[], &[]]);
        assert!(column(&Hours::Week(many), zone).is_err());
        assert_eq!(column(&Hours::Unclear, zone), Ok(None));
    }
}
