//! What the agenda of a large city costs: 10,000 events, 500 of them series, the next 90 days.
//!
//! Run: `cargo bench -p companion-tests --bench agenda`. Beside it, in the same run: the crate `rrule` expanding the same 500
//! rules over the same window and nothing else, and, where `PEER_PYTHON` names a Python that has it, the package
//! recurring-ical-events on a calendar file of the same events.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a benchmark ends where something is missing, and tells its figures"
)]

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use companion_core::guide::{AgendaQuery, Guide, Reader};
use companion_core::packs::edition::Edition;
use companion_core::packs::format::{EventFact, EventText, Fact, Level, Text};
use companion_core::packs::install;
use companion_core::search::INDEXER;
use companion_core::store::{InstalledEdition, Store};
use companion_tests::made::{Made, human};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

const PACK: &str = "large-town";
const EVENTS: u64 = 10_000;
const SERIES: u64 = 500;
const DAYS: u64 = 90;
const ROUNDS: usize = 11;
const RULES: [&str; 5] = [
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=MONTHLY;BYDAY=-1FR",
];

fn main() {
    let first = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let events = events(first);
    let folder = tempfile::tempdir().expect("folder");
    let store = Store::open(folder.path()).expect("store");
    let editions: Vec<_> = made(&events).editions().iter().map(prepared).collect();
    store.import_editions(&editions, &[], &INDEXER).expect("import");
    let now = first.and_hms_opt(0, 0, 0).expect("a time").and_utc();
    let reader =
        Reader { languages: vec!["de".parse().expect("tag")], arrival: None, now, facts: None };
    let guide = Guide::new(&store, reader);
    let until_ms = Some((now + TimeDelta::days(DAYS as i64)).timestamp_millis());
    let page = AgendaQuery { until_ms, limit: Some(20), ..AgendaQuery::default() };
    let all = AgendaQuery { until_ms, limit: Some(100_000), ..AgendaQuery::default() };
    let of_page = median(|| assert_eq!(guide.list_agenda(&page).expect("page").items.len(), 20));
    let mut found = 0;
    let of_all = median(|| {
        found = 0;
        let mut query = all.clone();
        loop {
            let page = guide.list_agenda(&query).expect("agenda");
            found += page.items.len();
            query.behind = page.next;
            if query.behind.is_none() {
                break;
            }
        }
    });
    println!("{EVENTS} events, {SERIES} of them series, {DAYS} days: {found} entries");
    println!("first page: {:.1} ms (bar 20)", millis(of_page));
    println!("all: {:.1} ms (bar 200)", millis(of_all));
    let (times, peer) = by_rrule(&events, now);
    println!(
        "crate rrule, expanding the {SERIES} rules alone: {:.1} ms, {times} times; all of ours is {:.2} times that",
        millis(peer),
        of_all.as_secs_f64() / peer.as_secs_f64()
    );
    match by_python(&events, first, folder.path()) {
        Some(told) => {
            println!("recurring-ical-events: entries, ms to read, ms to list: {}", told.trim());
        }
        None => println!("recurring-ical-events: PEER_PYTHON names no Python that has it"),
    }
}

fn events(first: NaiveDate) -> Vec<EventFact> {
    let event = |n: u64| {
        let series = n < SERIES;
        // Series began within the last three years; single events lie within the window.
        let day =
            if series { first - Days::new(n * 7 % 1100) } else { first + Days::new(n % DAYS) };
        let hour = 8 + n % 12;
        let at = |minute: u64| format!("{day}T{:02}:{:02}:00", hour + minute / 60, minute % 60);
        EventFact {
            id: format!("event-{n:05}"),
            start: at(n * 5 % 60),
            end: Some(at(n * 5 % 60 + 90)),
            rules: RULES
                .iter()
                .skip((n % 5) as usize)
                .take(usize::from(series))
                .map(|r| (*r).to_owned())
                .collect(),
            topics: vec!["meeting".into()],
            cost: Some("free".into()),
            organiser: Some(format!("Verein {}", n % 40)),
            ..EventFact::default()
        }
    };
    (0..EVENTS).map(event).collect()
}

fn made(events: &[EventFact]) -> Made {
    let mut made = Made::new(PACK, Level::City, "de").expect("pack");
    for event in events {
        let text = EventText {
            id: event.id.clone(),
            title: format!("Treffen {} im Haus {}", event.id, event.id.len()),
            expect: Some("Nichts mitbringen, einfach kommen.".into()),
            origin: human(),
            ..EventText::default()
        };
        made.text("de", Text::Event(text)).expect("text");
        made.fact(Fact::Event(Box::new(event.clone())));
    }
    made
}

fn prepared(edition: &Edition) -> (InstalledEdition, companion_core::store::EditionRows) {
    let (name, raw) = (edition.name(), edition.to_bytes().expect("bytes"));
    let rows = install::rows(PACK, &name, &raw).expect("rows");
    let (pack, sha256) = (PACK.to_owned(), "00".repeat(32));
    let raw_sha256 = sha256.clone();
    (InstalledEdition { pack, name, revision: 1, sha256, raw_sha256, published_at: 0 }, rows)
}

/// The series alone, by the crate: no store, no zones, no filter, no order between them.
fn by_rrule(events: &[EventFact], now: DateTime<Utc>) -> (usize, Duration) {
    let sets: Vec<RRuleSet> = events
        .iter()
        .filter_map(|event| {
            let start: NaiveDateTime = event.start.parse().expect("time");
            let start = start.and_utc().with_timezone(&Tz::UTC);
            let rule: RRule<Unvalidated> = event.rules.first()?.parse().expect("rule");
            Some(rule.build(start).expect("set"))
        })
        .collect();
    let from = now.with_timezone(&Tz::UTC);
    let to = from + TimeDelta::days(DAYS as i64);
    let mut times = 0;
    let took = median(|| {
        let all = sets.iter().map(|set| set.clone().after(from).before(to).all(u16::MAX));
        times = all.map(|found| found.dates.len()).sum();
    });
    (times, took)
}

fn by_python(events: &[EventFact], first: NaiveDate, folder: &std::path::Path) -> Option<String> {
    let python = std::env::var_os("PEER_PYTHON")?;
    let mut file = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n");
    for event in events {
        let plain = |text: &str| text.replace(['-', ':'], "");
        let end = event.end.as_deref().map(plain)?;
        let (id, start) = (&event.id, plain(&event.start));
        write!(file, "BEGIN:VEVENT\r\nUID:{id}\r\nSUMMARY:Treffen {id}\r\nDTSTART;TZID=Europe/Berlin:{start}\r\n").ok()?;
        write!(file, "DTEND;TZID=Europe/Berlin:{end}\r\n").ok()?;
        for rule in &event.rules {
            write!(file, "RRULE:{rule}\r\n").ok()?;
        }
        file.push_str("END:VEVENT\r\n");
    }
    file.push_str("END:VCALENDAR\r\n");
    let path = folder.join("events.ics");
    std::fs::write(&path, file).ok()?;
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("python/agenda_peer.py");
    let last = first + Days::new(DAYS);
    let output = Command::new(python)
        .arg(script)
        .arg(path)
        .args([first.to_string(), last.to_string()])
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut took: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    took.sort();
    took.get(ROUNDS / 2).copied().unwrap_or_default()
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
