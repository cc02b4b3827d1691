//! What event.toml may say, and how what it may not say is named.

use chrono::NaiveDate;

use super::*;
use crate::problem::Severity;
use crate::source;
use crate::source::testing::{folder, page};

const PLACES: (&str, &str) = ("places.csv", "id\ntown-hall\n");
const NAMES: (&str, &str) = ("places.de.csv", "id,name\ntown-hall,Rathaus\n");

fn read(facts: &str) -> (Option<Event>, Vec<(String, u32, &'static str)>) {
    let text = page("Sprachcafé", "", "Kommen Sie vorbei.\n");
    let files =
        [("events/cafe/event.toml", facts), ("events/cafe/de.md", text.as_str()), PLACES, NAMES];
    let dir = folder(&files);
    let (source, problems) = source::read(dir.path());
    let event = source.and_then(|s| s.events.get("cafe").map(|e| e.event.value.clone()));
    let told =
        problems.into_iter().filter(|p| p.severity == Severity::Error || p.code == "unknown-key");
    (event, told.map(|p| (p.file, p.line, p.code)).collect())
}

fn codes(facts: &str) -> Vec<(u32, &'static str)> {
    read(facts).1.into_iter().map(|(_, line, code)| (line, code)).collect()
}

#[test]
fn all_that_an_event_says_is_read() {
    let (event, problems) = read(
        "start = 2026-12-01T18:00:00\nend = \"2026-12-01 20:00\"\nzone = \"Europe/Vienna\"\nplace = \"town-hall\"\n\
         url = \"https://example.org/cafe\"\nmeeting_url = \"https://meet.example.org/1\"\n\n[repeat]\nfreq = \"monthly\"\n\
         interval = 2\nbyday = [\"1TU\", \"-1su\"]\nuntil = 2027-06-30\n",
    );
    assert_eq!(problems, []);
    let event = event.unwrap();
    let at = |h| NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(h, 0, 0).unwrap();
    assert_eq!((event.start, event.end), (at(18), Some(at(20))));
    assert_eq!((event.zone.as_str(), event.place.as_deref()), ("Europe/Vienna", Some("town-hall")));
    let repeat = event.repeat.unwrap();
    assert_eq!((repeat.freq, repeat.interval), (Frequency::Monthly, 2));
    assert_eq!(repeat.byday, ["1TU", "-1SU"]);
    assert_eq!(repeat.until, NaiveDate::from_ymd_opt(2027, 6, 30));
    assert!(event.meeting_url.is_some() && event.url.is_some());
}

#[test]
fn whole_days_need_no_time_and_the_pack_has_a_zone() {
    let (event, problems) = read(
        "all_day = true\nstart = 2026-12-01\nend = 2026-12-03\nweekdays_only = true\n\n[address]\nname = \"Hof\"\n\
         street = \"Hauptstraße 1\"\nlat = 50.2\nlon = 10\n",
    );
    assert_eq!(problems, []);
    let event = event.unwrap();
    assert_eq!(event.zone, "Europe/Berlin");
    assert!(event.all_day && event.weekdays_only && event.repeat.is_none());
    let address = event.address.unwrap();
    assert_eq!(
        (address.name.as_deref(), address.point.map(|p| p.1)),
        (Some("Hof"), Some(10_000_000))
    );
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    const START: &str = "start = 2026-12-01T18:00:00\n";
    let with = |more: &str| codes(&format!("{START}{more}"));
    assert_eq!(codes(""), [(1, "missing-key")]);
    assert_eq!(codes("start = \"soon\"\n"), [(1, "invalid-date")]);
    assert_eq!(codes("start = 2026-12-01\n"), [(1, "invalid-date")]);
    assert_eq!(codes("start = 2026-12-01T18:00:00Z\n"), [(1, "invalid-date")]);
    assert_eq!(with("end = 2026-12-01T17:00:00\n"), [(2, "invalid-date")]);
    assert_eq!(with("zone = \"Europe/Bonn\"\n"), [(2, "invalid-zone")]);
    assert_eq!(with("place = \"nowhere\"\n"), [(2, "unknown-id")]);
    assert_eq!(with("place = \"town-hall\"\n[address]\nname = \"x\"\n"), [(2, "two-places")]);
    assert_eq!(with("[address]\nlat = 50.1\n"), [(2, "invalid-point")]);
    assert_eq!(with("[address]\nlat = 150.1\nlon = 1\n"), [(3, "invalid-point")]);
    assert_eq!(with("meeting_url = \"tel:1\"\n"), [(2, "invalid-url")]);
    assert_eq!(with("tittle = \"x\"\n"), [(2, "unknown-key")]);
    let rule = |more: &str| with(&format!("[repeat]\nfreq = \"weekly\"\n{more}"));
    assert_eq!(with("[repeat]\ninterval = 2\n"), [(2, "missing-key")]);
    assert_eq!(with("[repeat]\nfreq = \"hourly\"\n"), [(3, "invalid-choice")]);
    assert_eq!(rule("interval = 0\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("interval = -1\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("byday = [\"2MO\"]\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("byday = [\"MO\", \"MO\"]\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("byday = [\"é\"]\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("bymonthday = [1]\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("bymonthday = [500]\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("until = 2026-11-30\n"), [(4, "invalid-rule")]);
    assert_eq!(rule("until = 2027-11-30\ncount = 3\n"), [(5, "invalid-rule")]);
    assert_eq!(rule("count = 0\n"), [(4, "invalid-rule")]);
    let monthly = with("[repeat]\nfreq = \"monthly\"\nbymonthday = [32]\nbyday = [\"6MO\"]\n");
    assert_eq!(monthly, [(5, "invalid-rule")]);
}

#[test]
fn for_whom_and_at_what_cost_and_exceptions_stand_in_the_edition() {
    let (event, problems) = read(
        "start = 2026-12-01T18:00:00\nend = 2026-12-01T20:00:00\nrules = [\"BYDAY=TU;FREQ=WEEKLY\"]\nwithout = [\"2026-12-08\"]\n\
         status = \"tentative\"\norganiser = \"Nachbarschaftshaus\"\nlanguages = [\"de\", \"uk\"]\naudience = [\"women\"]\n\
         cost = \"donation\"\nregistration = \"possible\"\nphone = \"+49 30 123456\"\ncapacity = 20\nstep_free = \"yes\"\n\
         children = true\n\n[[changes]]\nof = 2026-12-15T18:00:00\nstart = 2026-12-16T18:00:00\n\n[[changes]]\n\
         of = 2026-12-22T18:00:00\ncancelled = true\n",
    );
    assert_eq!(problems, []);
    let fact = event.unwrap().fact("Europe/Berlin");
    assert_eq!(fact.rules, ["FREQ=WEEKLY;BYDAY=TU"]);
    assert_eq!((fact.capacity, fact.children, fact.zone.as_deref()), (Some(20), Some(true), None));
    let from = "2026-12-01T00:00:00".parse().unwrap();
    let until = "2026-12-30T00:00:00".parse().unwrap();
    let series = fact.series().unwrap();
    let starts: Vec<(String, bool)> = series
        .between(from, until)
        .map(|o| (o.start.format("%d %H").to_string(), o.is_cancelled))
        .collect();
    let expected = [("01 18", false), ("16 18", false), ("22 18", true), ("29 18", false)];
    assert_eq!(starts, expected.map(|(at, cancelled)| (at.to_owned(), cancelled)));
}

#[test]
fn a_text_of_one_occurrence_is_enough_and_a_time_that_is_none_is_told() {
    let with = |of: &str| {
        let more = format!("\n[[changes]]\nof = {of}\ntitle = \"Mit Musik\"\n");
        let dir = folder(&[
            ("events/cafe/event.toml", "start = 2026-12-01T18:00:00\nrules = [\"FREQ=WEEKLY\"]\n"),
            ("events/cafe/de.md", &page("Sprachcafé", &more, "Kommen Sie vorbei.\n")),
        ]);
        let (source, problems) = source::read(dir.path());
        let fact = source.unwrap().events["cafe"].fact("Europe/Berlin");
        let told: Vec<_> = problems.iter().map(|p| (p.file.clone(), p.code)).collect();
        (fact.changes.into_iter().map(|c| c.of).collect::<Vec<_>>(), told)
    };
    assert_eq!(with("2026-12-08T18:00:00"), (vec!["2026-12-08T18:00:00".to_owned()], vec![]));
    let told = vec![("events/cafe/event.toml".to_owned(), "unknown-time")];
    assert_eq!(with("2026-12-09T18:00:00").1, told);
}

#[test]
fn several_days_that_rest_at_weekends_are_days_of_their_own() {
    let (event, problems) =
        read("start = 2026-12-03T09:00:00\nend = 2026-12-08T12:00:00\nweekdays_only = true\n");
    assert_eq!(problems, []);
    let fact = event.unwrap().fact("Europe/Berlin");
    let from = "2026-11-01T00:00:00".parse().unwrap();
    let until = "2027-01-01T00:00:00".parse().unwrap();
    let series = fact.series().unwrap();
    let times = series
        .between(from, until)
        .map(|o| format!("{} {}", o.start.format("%d %H"), o.end.format("%d %H")));
    assert_eq!(
        times.collect::<Vec<_>>(),
        ["03 09 03 12", "04 09 04 12", "07 09 07 12", "08 09 08 12"]
    );
}

#[test]
fn facts_and_texts_belong_together() {
    let text = page("Sprachcafé", "", "Im [Rathaus](place:nowhere).\n");
    let dir = folder(&[
        ("events/lonely/event.toml", "start = 2026-12-01T18:00:00\n"),
        ("events/timeless/de.md", &text),
        ("events/Broken/event.toml", "start = 2026-12-01T18:00:00\n"),
        ("events/good/event.toml", "start = 2026-12-01T18:00:00\n"),
        ("events/good/de.md", &text),
        ("events/stray.md", ""),
    ]);
    let (source, problems) = source::read(dir.path());
    let told: Vec<_> = problems.iter().map(|p| (p.file.as_str(), p.code)).collect();
    assert_eq!(
        told,
        [
            ("events/Broken/event.toml", "invalid-id"),
            ("events/good/de.md", "unknown-id"),
            ("events/lonely/event.toml", "no-text"),
            ("events/stray.md", "unknown-file"),
            ("events/timeless/de.md", "no-event"),
        ]
    );
    assert_eq!(source.unwrap().events.keys().collect::<Vec<_>>(), ["good"]);
}
