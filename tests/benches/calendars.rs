//! What calendar files cost at worst: files of a megabyte that mean no good, and one as cities have them.
//!
//! Run: `cargo bench -p companion-tests --bench calendars`. Each file is read in a process of its own: bytes to components to
//! events, and the first ten times of a season of each event. Beside it, where `PEER_PYTHON` names a Python that has it, the
//! package recurring-ical-events with the same file and season, which is stopped after a minute.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a benchmark ends where something is missing, and tells its figures"
)]

use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

use chrono::NaiveDateTime;
use companion_cli::build::zones::clock_of_all_times;
use companion_core::events::ical::{self, events::events};
use companion_tests::peak;

const MEGABYTE: usize = 1_000_000;
/// Which file the child is to read, by its place in the list.
const CHILD: &str = "COMPANION_BENCH_CALENDAR";
/// The peer is stopped after so many seconds.
const PATIENCE: &str = "60";

fn main() {
    let files = files();
    if let Some(n) = std::env::var(CHILD).ok().and_then(|n| n.parse::<usize>().ok()) {
        let (_, text) = files.get(n).expect("a file");
        return child(text);
    }
    println!("{:<44} {:>9} {:>9}  recurring-ical-events", "file of 1 MB", "ms", "peak MB");
    let folder = tempfile::tempdir().expect("folder");
    for (n, (name, text)) in files.iter().enumerate() {
        let own = std::env::current_exe().expect("this program");
        let output = Command::new(own).env(CHILD, n.to_string()).output().expect("child");
        assert!(output.status.success(), "{name} failed");
        let told = String::from_utf8_lossy(&output.stdout);
        let (ms, mb) = told.trim().split_once(' ').expect("two figures");
        let path = folder.path().join("file.ics");
        std::fs::write(&path, text).expect("write");
        println!("{name:<44} {ms:>9} {mb:>9}  {}", peer(&path));
    }
}

fn child(text: &str) {
    let season = ["2026-06-01T00:00:00", "2026-09-01T00:00:00"];
    let [from, to] = season.map(|at| at.parse::<NaiveDateTime>().expect("a time"));
    let begun = Instant::now();
    let peak = peak::of(|| {
        let read = ical::read(text.as_bytes());
        let found = events(&read, &clock_of_all_times, "Europe/Berlin");
        let seen: usize =
            found.entries.iter().map(|e| e.times.between(from, to).take(10).count()).sum();
        std::hint::black_box(seen);
    });
    let took = begun.elapsed().as_secs_f64() * 1000.0;
    println!("{took:.1} {:.1}", peak.unwrap_or_default() / 1e6);
}

fn peer(path: &std::path::Path) -> String {
    let Some(python) = std::env::var_os("PEER_PYTHON") else { return "not asked".into() };
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("python/agenda_peer.py");
    let mut command = Command::new("timeout");
    command.arg(PATIENCE).arg(python).arg(script).arg(path).args(["2026-06-01", "2026-09-01"]);
    let output = command.output().expect("timeout");
    let told = String::from_utf8_lossy(&output.stdout);
    let times: Vec<f64> =
        told.split_whitespace().skip(1).filter_map(|ms| ms.parse().ok()).collect();
    match (output.status.code(), times.as_slice()) {
        (Some(0), [read, list]) => format!("{:.0} ms", read + list),
        (Some(124), _) => format!("not done after {PATIENCE} s"),
        _ => "gives up".to_owned(),
    }
}

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

fn calendar(inside: &str) -> String {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{inside}END:VCALENDAR\n");
    text.replace('\n', "\r\n")
}

fn event(inside: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:a\nDTSTART:20260701T100000Z\n{inside}END:VEVENT\n"))
}

fn series(rule: &str) -> String {
    calendar(&much(|n, text| {
        let _ = writeln!(
            text,
            "BEGIN:VEVENT\nUID:{n}\nDTSTART:19700101T000000\nRRULE:FREQ={rule}\nEND:VEVENT"
        );
    }))
}

fn files() -> Vec<(&'static str, String)> {
    let usual = |n: usize, text: &mut String| {
        let (day, hour) = (n % 28 + 1, n % 12 + 8);
        let rule = ["", "RRULE:FREQ=WEEKLY;BYDAY=TU\n", "RRULE:FREQ=MONTHLY;BYDAY=-1FR\n"];
        let rule =
            if n.is_multiple_of(10) { rule.get(n % 3).copied().unwrap_or_default() } else { "" };
        let _ = write!(
            text,
            "BEGIN:VEVENT\nUID:{n}@example.org\nSUMMARY:Treffen {n}\nDTSTART;TZID=Europe/Berlin:202607{day:02}T{hour:02}0000\n\
             DURATION:PT2H\nLOCATION:Rathaus\\, Hauptstr. {n}\nDESCRIPTION:Alle sind willkommen\\n\\nBitte pünktlich.\n{rule}END:VEVENT\n"
        );
    };
    let zone = |n: usize, text: &mut String| {
        let _ = write!(
            text,
            "BEGIN:VTIMEZONE\nTZID:z{n}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=YEARLY\nTZOFFSETFROM:+0200\n\
             TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:{n}\nDTSTART;TZID=z{n}:20260701T100000\nEND:VEVENT\n"
        );
    };
    let rules_of_zone = much(|n, text| {
        let _ = writeln!(text, "RRULE:FREQ=SECONDLY;INTERVAL={}", n + 1);
    });
    let rules = much(|n, text| {
        let _ = writeln!(text, "RRULE:FREQ=DAILY;INTERVAL={}", n + 1);
    });
    let changes = |range: &str| {
        let changes = much(|n, text| {
            let (hour, minute, second) = (n / 3600 % 24, n / 60 % 60, n % 60);
            let at = format!("20260701T{hour:02}{minute:02}{second:02}");
            let _ = writeln!(
                text,
                "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID{range}:{at}\nDTSTART:{at}\nEND:VEVENT"
            );
        });
        let first =
            "BEGIN:VEVENT\nUID:a\nDTSTART:20260701T000000\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n";
        calendar(&(first.to_owned() + &changes))
    };
    vec![
        ("as cities have them, 1 in 10 a series", calendar(&much(usual))),
        ("one line of escapes", event(&format!("SUMMARY:{}\n", "\\".repeat(MEGABYTE)))),
        ("one line of commas", event(&format!("CATEGORIES:{}\n", ",".repeat(MEGABYTE)))),
        ("one line, folded at each letter", event(&format!("X:{}\n", "\n a".repeat(MEGABYTE / 3)))),
        ("components that are never closed", calendar(&"BEGIN:VEVENT\n".repeat(MEGABYTE / 13))),
        ("empty lines", "\r\n".repeat(MEGABYTE / 2)),
        ("zones of its own", calendar(&much(zone))),
        (
            "rules of one zone",
            calendar(&format!(
                "BEGIN:VTIMEZONE\nTZID:z\nBEGIN:STANDARD\nDTSTART:16010101T000000\n{rules_of_zone}TZOFFSETFROM:+0200\n\
                 TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=z:20260701T100000\nEND:VEVENT\n"
            )),
        ),
        ("rules of one event", event(&rules)),
        (
            "dates of one event",
            event(&format!(
                "RDATE:{}20260702T100000Z\n",
                "20260703T100000Z,".repeat(MEGABYTE / 17)
            )),
        ),
        ("series of seconds since 1970", series("SECONDLY")),
        ("series of one hour in years", series("YEARLY;BYDAY=MO,TU;BYHOUR=1,2,3;BYSETPOS=-1")),
        ("series on 30 February", series("YEARLY;BYMONTH=2;BYMONTHDAY=30")),
        ("series of hours on 31 February", series("HOURLY;BYMONTH=2;BYMONTHDAY=31")),
        (
            "series on days of the Chinese calendar",
            series("YEARLY;RSCALE=CHINESE;BYMONTH=13;BYMONTHDAY=30"),
        ),
        ("changes of one series", changes("")),
        ("changes of all later ones", changes(";RANGE=THISANDFUTURE")),
    ]
}
