//! Hostile files of a megabyte: they end soon, whatever they hold.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::{component, events, jcal, write};
use crate::time::zone::Clock;

const MEGABYTE: usize = 1_000_000;
/// Much more than any of these takes without optimisation, and much less than work that grows with the square of the input.
const MOST: Duration = Duration::from_secs(60);

/// As much of something as fits a megabyte.
fn much(mut one: impl FnMut(usize, &mut String)) -> String {
    let mut text = String::new();
    for n in 0.. {
        if text.len() >= MEGABYTE {
            break;
        }
        one(n, &mut text);
    }
    text
}

/// Reads it, makes events and jCal of it, and looks at the first occurrences of a season of each; how many there were.
#[expect(clippy::disallowed_methods, reason = "what takes too long is what is tested")]
fn take(name: &str, text: &str) -> usize {
    let begun = Instant::now();
    let berlin = |name: &str| {
        let rule = "CET-1CEST,M3.5.0,M10.5.0/3".to_owned();
        (name == "Europe/Berlin").then_some(Clock { rule, ..Clock::default() })
    };
    let read = component::read(text.as_bytes());
    jcal::stream(&read.components);
    write::write(&read.components);
    let found = events::events(&read, &berlin, "Europe/Berlin");
    let (from, to) =
        ("2026-06-01T00:00:00".parse().unwrap(), "2026-09-01T00:00:00".parse().unwrap());
    let seen: usize =
        found.entries.iter().map(|entry| entry.times.between(from, to).take(10).count()).sum();
    let took = begun.elapsed();
    assert!(took < MOST, "{name} took {took:?}");
    seen
}

fn calendar(inside: &str) -> String {
    format!("BEGIN:VCALENDAR\n{inside}END:VCALENDAR\n")
}

fn event(inside: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:a\nDTSTART:20260701T100000Z\n{inside}END:VEVENT\n"))
}

#[test]
fn lines_and_names() {
    take("properties", &event(&much(|n, text| _ = writeln!(text, "X-{n}:1"))));
    take("parameters", &event(&format!("X{}:1\n", much(|n, text| _ = write!(text, ";A={n}")))));
    take("quotes", &event(&format!("X{}:1\n", much(|_, text| text.push_str(";A=\"")))));
    take("brackets", &event(&format!("X;TZID=({}:1\n", ":11".repeat(MEGABYTE / 3))));
    take("folds", &event(&format!("X:{}\n", "\n a".repeat(MEGABYTE / 3))));
    take("commas", &event(&format!("CATEGORIES:{}\n", ",".repeat(MEGABYTE))));
    take("escapes", &event(&format!("SUMMARY:{}\n", "\\".repeat(MEGABYTE))));
    take("duration", &event(&format!("DURATION:P{}\n", "9999999999W".repeat(MEGABYTE / 11))));
    take("empty lines", &"\n".repeat(MEGABYTE));
    take("spaces", &" \n".repeat(MEGABYTE / 2));
    take("web page", &"<p>no calendar</p>\n".repeat(MEGABYTE / 19));
}

#[test]
fn nesting() {
    take("begins", &"BEGIN:VEVENT\n".repeat(MEGABYTE / 13));
    take("other begins", &"BEGIN:A\n".repeat(MEGABYTE / 8));
    take("ends", &"END:A\n".repeat(MEGABYTE / 6));
    let deep = "BEGIN:A\n".repeat(MEGABYTE / 16) + &"END:B\n".repeat(MEGABYTE / 16);
    take("wrong ends", &deep);
}

#[test]
fn zones() {
    let one = |n: usize, text: &mut String| {
        _ = write!(
            text,
            "BEGIN:VTIMEZONE\nTZID:z{n}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=YEARLY\n\
             TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=z{n}:20260701T100000\n\
             END:VEVENT\n"
        );
    };
    assert!(take("own zones", &calendar(&much(one))) > 1000);
    let one = |n: usize, text: &mut String| {
        _ = writeln!(
            text,
            "BEGIN:VEVENT\nDTSTART;TZID=\"(UTC+01:00) a{n}, b, c\":20260701T100000\nEND:VEVENT"
        );
    };
    assert!(take("unknown zones", &calendar(&much(one))) > 1000);
    let long = event(&format!("EXDATE;TZID={}:20260701T100000\n", "a/".repeat(MEGABYTE / 2)));
    assert_eq!(take("a long name", &long), 1);
    let rules = much(|n, text| _ = writeln!(text, "RRULE:FREQ=SECONDLY;INTERVAL={}", n + 1));
    let zone = format!(
        "BEGIN:VTIMEZONE\nTZID:z\nBEGIN:STANDARD\nDTSTART:16010101T000000\n{rules}TZOFFSETTO:+0100\n\
         END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=z:20260701T100000\nEND:VEVENT\n"
    );
    assert_eq!(take("rules of a zone", &calendar(&zone)), 1);
}

#[test]
fn series_without_end() {
    let rules = [
        "SECONDLY",
        "MONTHLY;BYDAY=1MO",
        "YEARLY;BYDAY=MO,TU;BYHOUR=1,2,3;BYSETPOS=-1",
        "DAILY;BYMONTH=2;BYMONTHDAY=30",
        "YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=7",
        "HOURLY;BYMONTH=2;BYMONTHDAY=31",
    ];
    for rule in rules {
        let one = |n: usize, text: &mut String| {
            _ = writeln!(
                text,
                "BEGIN:VEVENT\nUID:{n}\nDTSTART:19700101T000000\nRRULE:FREQ={rule}\nEND:VEVENT"
            );
        };
        take(rule, &calendar(&much(one)));
    }
    let one =
        |n: usize, text: &mut String| _ = writeln!(text, "RRULE:FREQ=DAILY;INTERVAL={}", n + 1);
    assert_eq!(take("rules", &event(&much(one))), 10);
    let dates = format!("RDATE:{}20260702T100000\n", "20260703T100000,".repeat(MEGABYTE / 16));
    assert_eq!(take("dates", &event(&dates)), 2);
    let days = much(|n, text| _ = write!(text, "{:04}0101,", n % 9000 + 1000));
    assert_eq!(take("days without", &event(&format!("EXDATE:{days}\n"))), 1);
}

#[test]
fn versions_and_changes() {
    let same = "BEGIN:VEVENT\nUID:a\nDTSTART:20260701T100000\nSEQUENCE:1\nEND:VEVENT\n";
    assert_eq!(take("versions", &calendar(&same.repeat(MEGABYTE / same.len()))), 1);
    for range in ["", ";RANGE=THISANDFUTURE"] {
        let one = |n: usize, text: &mut String| {
            let (hour, minute, second) = (n / 3600 % 24, n / 60 % 60, n % 60);
            let at = format!("20260701T{hour:02}{minute:02}{second:02}");
            _ = writeln!(
                text,
                "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID{range}:{at}\nDTSTART:{at}\nEND:VEVENT"
            );
        };
        let dates: Vec<String> =
            (0..9_000).map(|n| format!("{:04}0101T000000", n + 1000)).collect();
        let master = format!(
            "BEGIN:VEVENT\nUID:a\nDTSTART:20260701T000000\nRRULE:FREQ=SECONDLY\nRDATE:{}\nEND:VEVENT\n",
            dates.join(",")
        );
        assert_eq!(take(range, &calendar(&(master + &much(one)))), 10);
    }
}
