//! Calendar files become a pack's events, and what is no event of the public does not.

use chrono::{DateTime, Utc};
use companion_core::packs::format::EventFact;
use companion_core::time::zone::Zone;

use super::*;
use crate::build::zones::clock_of_all_times;
use crate::import::again::{self, Incoming};
use crate::problem::Severity;
use crate::source;
use crate::source::testing::folder;

const PLACES: (&str, &str) = (
    "places.csv",
    "id,street,town\ntown-hall,Hauptstraße 1,Musterstadt\nyouth,Am Bach 7,Musterstadt\n",
);
const NAMES: (&str, &str) = ("places.de.csv", "id,name\ntown-hall,Rathaus\nyouth,Jugendhaus\n");
const TOPICS: (&str, &str) = ("topics.csv", "id,de,en\nlanguage,Sprache,Language\n");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A calendar of these lines.
fn calendar(lines: &str) -> String {
    let lines = lines.trim().lines().map(|line| format!("{}\r\n", line.trim_start()));
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", lines.collect::<String>())
}

/// An event of these lines.
fn event(lines: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:a@example.org\n{}\nEND:VEVENT", lines.trim()))
}

struct Town {
    dir: tempfile::TempDir,
    defaults: Defaults,
}

impl Town {
    fn new() -> Self {
        Self { dir: folder(&[PLACES, NAMES, TOPICS]), defaults: Defaults::default() }
    }

    /// Imports a file and reads the folder, which has no errors whatever came in.
    fn take(&self, file: &str) -> (Source, ImportReport) {
        let (source, _) = source::read(self.dir.path());
        let source = source.unwrap();
        let context = Context::new(&source, self.defaults.clone(), Some("club"), day("2026-11-22"));
        let mut report = ImportReport::default();
        let found = read("club.ics", file.as_bytes(), &context, &mut report).unwrap();
        let earlier = again::earlier(self.dir.path(), "club").unwrap();
        let mut ids = earlier.known_ids();
        reserve(&source, &earlier.base, &mut ids);
        let files = write(found, &context, &mut ids, &mut report);
        let incoming = Incoming { name: "club", files: &files, ids: Some(&ids) };
        again::apply(&again::plan(self.dir.path(), &incoming).unwrap()).unwrap();
        let (source, problems) = source::read(self.dir.path());
        let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
        assert_eq!(errors, Vec::<&crate::problem::Problem>::new());
        (source.unwrap(), report)
    }

    fn one(&self, lines: &str) -> EventFact {
        let (source, report) = self.take(&event(lines));
        let [entry] = source.events.values().collect::<Vec<_>>()[..] else {
            panic!("{:?} {:?}", source.events.keys(), report.problems);
        };
        entry.fact("Europe/Berlin")
    }
}

fn codes(report: &ImportReport) -> Vec<(u32, &'static str)> {
    report.problems.iter().map(|p| (p.line, p.code)).collect()
}

/// The instants at which it begins.
fn instants(fact: &EventFact, from: &str, to: &str) -> Vec<DateTime<Utc>> {
    let zone = fact.zone.as_deref().unwrap_or("Europe/Berlin");
    let zone = Zone::new(&clock_of_all_times(zone).unwrap()).unwrap();
    let midnight = |text| day(text).and_time(NaiveTime::MIN);
    let series = fact.series().unwrap();
    let found = series.between(midnight(from), midnight(to));
    found.filter(|o| !o.is_cancelled).map(|o| zone.resolve(o.start)).collect()
}

#[test]
fn what_a_calendar_says_of_an_event_is_in_the_pack() {
    let town = Town::new();
    let (source, report) = town.take(&event(
        "SUMMARY:Sprachcafé\nSUMMARY;LANGUAGE=en-GB:Language café\nDESCRIPTION:Kommt!\\n\\nMehr: https://example.org/a\n\
         DTSTART;TZID=Europe/Berlin:20261201T180000\nDTEND;TZID=Europe/Berlin:20261201T200000\nLOCATION:Rathaus\\, Hauptstr. 1\n\
         URL:https://example.org/cafe\nCATEGORIES:Sprache,Essen\nORGANIZER;CN=Verein Brücke:mailto:private@example.org\n\
         ATTENDEE;CN=Ada Private:mailto:ada@example.org\nSEQUENCE:4\nCONFERENCE;VALUE=URI:https://meet.example.org/1",
    ));
    let (id, entry) = source.events.first_key_value().unwrap();
    assert_eq!(id, "sprachcafé");
    let fact = entry.fact("Europe/Berlin");
    assert_eq!(
        (fact.start.as_str(), fact.end.as_deref()),
        ("2026-12-01T18:00:00", Some("2026-12-01T20:00:00"))
    );
    assert_eq!((fact.place.as_deref(), fact.zone.as_deref()), (Some("town-hall"), None));
    assert_eq!((fact.organiser.as_deref(), fact.sequence), (Some("Verein Brücke"), 4));
    assert_eq!((fact.feed.as_deref(), fact.uid.as_deref()), (Some("club"), Some("a@example.org")));
    assert_eq!(fact.online.as_deref(), Some("https://meet.example.org/1"));
    assert_eq!(fact.topics, ["language"]);
    assert_eq!(report.fields_left_out.keys().collect::<Vec<_>>(), ["category \"Essen\""]);
    let titles: Vec<_> = entry.texts.iter().map(|(t, f)| (t.as_str(), f.title.as_str())).collect();
    assert_eq!(titles, [("de", "Sprachcafé"), ("en", "Language café")]);
    assert_eq!(entry.texts[&entry.source].details.len(), 2);
    // Nothing of a person, anywhere in the folder.
    for file in ["events/sprachcafé/event.toml", "events/sprachcafé/de.md"] {
        let text = std::fs::read_to_string(town.dir.path().join(file)).unwrap();
        assert!(
            !text.contains("private@") && !text.contains("ada") && !text.contains("Ada"),
            "{text}"
        );
    }
}

#[test]
fn a_series_keeps_its_rule_its_gaps_and_what_differs() {
    let town = Town::new();
    let (source, _) = town.take(&calendar(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:Treff\nDESCRIPTION:Immer dienstags\nDTSTART;TZID=Europe/Berlin:20261006T180000\nDURATION:PT2H\n\
         RRULE:FREQ=WEEKLY;UNTIL=20261229T170000Z\nEXDATE;TZID=Europe/Berlin:20261201T180000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:s\nRECURRENCE-ID;TZID=Europe/Berlin:20261208T180000\nSUMMARY:Treff im Park\nLOCATION:Am Bach 7\n\
         DTSTART;TZID=Europe/Berlin:20261209T190000\nDTEND;TZID=Europe/Berlin:20261209T200000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:s\nRECURRENCE-ID;TZID=Europe/Berlin:20261222T180000\nSTATUS:CANCELLED\nCOMMENT:Ferien\n\
         DTSTART;TZID=Europe/Berlin:20261222T180000\nEND:VEVENT",
    ));
    let entry = &source.events["treff"];
    let fact = entry.fact("Europe/Berlin");
    let told: Vec<String> =
        instants(&fact, "2026-11-23", "2027-02-01").iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "2026-11-24 17:00:00 UTC",
            "2026-12-09 18:00:00 UTC",
            "2026-12-15 17:00:00 UTC",
            "2026-12-29 17:00:00 UTC"
        ]
    );
    let moved = &fact.changes[0];
    assert_eq!(
        (moved.place.as_deref(), moved.end.as_deref()),
        (Some("youth"), Some("2026-12-09T20:00:00"))
    );
    let texts = &entry.texts.values().next().unwrap().changes;
    assert_eq!(texts["2026-12-08T18:00:00"].title.as_deref(), Some("Treff im Park"));
    assert_eq!(texts["2026-12-22T18:00:00"].note.as_deref(), Some("Ferien"));
}

#[test]
fn instants_stay_whatever_clock_the_file_has() {
    // A single time in UTC is shown on the clock of the town.
    let fact = Town::new().one("SUMMARY:Fest\nDTSTART:20270701T160000Z\nDTEND:20270701T180000Z");
    assert_eq!((fact.start.as_str(), fact.zone), ("2027-07-01T18:00:00", None));
    // A series in UTC stays there: its hour in the town changes with the season.
    let fact = Town::new().one("SUMMARY:Ruf\nDTSTART:20270301T160000Z\nRRULE:FREQ=MONTHLY;COUNT=3");
    let told = instants(&fact, "2027-01-01", "2028-01-01");
    assert_eq!(told.iter().map(|at| at.format("%H").to_string()).collect::<Vec<_>>(), ["16"; 3]);
    // A name of Windows is one of a zone.
    let fact = Town::new().one("SUMMARY:Fest\nDTSTART;TZID=Central Standard Time:20270701T160000");
    assert_eq!(fact.zone.as_deref(), Some("America/Chicago"));
    // A zone that only the file knows: its dates are listed.
    let town = Town::new();
    let (source, report) = town.take(&calendar(
        "BEGIN:VTIMEZONE\nTZID:Ship\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0330\nTZOFFSETTO:+0330\n\
         END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:x\nSUMMARY:Wache\nDTSTART;TZID=Ship:20270101T120000\n\
         RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT",
    ));
    let fact = source.events["wache"].fact("Europe/Berlin");
    assert_eq!(codes(&report), [(11, "zone-listed")]);
    assert_eq!(
        (fact.start.as_str(), fact.dates.len(), fact.rules.len()),
        ("2027-01-01T09:30:00", 2, 0)
    );
}

#[test]
fn days_stay_days() {
    let fact =
        Town::new().one("SUMMARY:Markt\nDTSTART;VALUE=DATE:20261205\nDTEND;VALUE=DATE:20261208");
    assert_eq!((fact.start.as_str(), fact.end.as_deref()), ("2026-12-05", Some("2026-12-07")));
    let fact = Town::new().one("SUMMARY:Markt\nDTSTART;VALUE=DATE:20261205\nRRULE:FREQ=YEARLY");
    assert_eq!((fact.start.as_str(), fact.end, fact.rules.len()), ("2026-12-05", None, 1));
}

#[test]
fn what_is_private_over_or_nameless_stays_out_and_is_told() {
    let town = Town::new();
    let (source, report) = town.take(&calendar(
        "BEGIN:VEVENT\nUID:p\nCLASS:PRIVATE\nSUMMARY:Arzt\nDTSTART:20261201T100000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:q\nCLASS:X-TEAM\nSUMMARY:Team\nDTSTART:20261201T100000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:o\nSUMMARY:Vorbei\nDTSTART:20261001T100000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:f\nSUMMARY:Fern\nDTSTART:20361001T100000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:n\nDTSTART:20261201T100000Z\nEND:VEVENT\n\
         BEGIN:VTODO\nUID:t\nSUMMARY:Putzen\nEND:VTODO",
    ));
    assert_eq!(source.events.len(), 0);
    let left: Vec<_> = report.fields_left_out.iter().map(|(k, n)| (k.as_str(), *n)).collect();
    let over = "event that is over, or begins more than two years ahead";
    assert_eq!(left, [("VTODO", 1), (over, 2), ("private event", 2)]);
    assert_eq!(codes(&report), [(25, "title-missing")]);
}

#[test]
fn importing_again_follows_the_file_and_keeps_what_editors_wrote() {
    let town = Town::new();
    let file = |when: &str, more: &str| {
        calendar(&format!(
            "BEGIN:VEVENT\nUID:a\nSUMMARY:Treff\nDESCRIPTION:Alle sind willkommen\nDTSTART;TZID=Europe/Berlin:{when}\nEND:VEVENT\n{more}"
        ))
    };
    let other = "BEGIN:VEVENT\nUID:b\nSUMMARY:Treff\nDTSTART;TZID=Europe/Berlin:20261202T180000\nEND:VEVENT";
    let (source, _) = town.take(&file("20261201T180000", other));
    assert_eq!(source.events.keys().collect::<Vec<_>>(), ["treff", "treff-2026-12-02"]);
    let path = town.dir.path().join("events/treff/de.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let edited =
        text.replace("title = \"Treff\"\n", "title = \"Treff\"\ngreeter = \"Anna am Eingang\"\n");
    std::fs::write(&path, edited).unwrap();
    // Moved there, and the other one gone.
    let (source, _) = town.take(&file("20261203T190000", ""));
    assert_eq!(source.events.keys().collect::<Vec<_>>(), ["treff"]);
    let entry = &source.events["treff"];
    assert_eq!(entry.fact("Europe/Berlin").start, "2026-12-03T19:00:00");
    assert_eq!(entry.texts.values().next().unwrap().greeter.as_deref(), Some("Anna am Eingang"));
    // Once more, and nothing changes.
    let before = std::fs::read_to_string(&path).unwrap();
    town.take(&file("20261203T190000", ""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
}

#[test]
fn what_a_feed_says_for_all_its_events_fills_what_they_leave_open() {
    let mut town = Town::new();
    town.defaults = Defaults {
        organiser: Some("Bücherei".into()),
        place: Some("youth".into()),
        topics: vec!["language".into()],
        cost: Some("free".into()),
        categories: [("Kurs".to_owned(), "language".to_owned())].into(),
        ..Defaults::default()
    };
    let fact = town.one("SUMMARY:Lesen\nDTSTART:20261201T100000Z\nCATEGORIES:KURS");
    assert_eq!(
        (fact.organiser.as_deref(), fact.place.as_deref()),
        (Some("Bücherei"), Some("youth"))
    );
    assert_eq!((fact.cost.as_deref(), fact.topics), (Some("free"), vec!["language".to_owned()]));
    let town = Town { defaults: town.defaults, ..Town::new() };
    let fact = town.one("SUMMARY:Lesen\nDTSTART:20261201T100000Z\nLOCATION:Park");
    assert_eq!((fact.place, fact.address.unwrap().name.as_deref()), (None, Some("Park")));
}

#[test]
fn files_that_are_no_calendar_or_were_cut_off_give_nothing() {
    let town = Town::new();
    let (source, _) = source::read(town.dir.path());
    let context = Context::new(&source.unwrap(), Defaults::default(), None, day("2026-11-22"));
    let whole = event("SUMMARY:Treff\nDTSTART:20261201T100000Z");
    let read = |text: &str| read("x", text.as_bytes(), &context, &mut ImportReport::default());
    assert_eq!(read("<!doctype html><title>Login</title>"), Err(Unread::NoEvents));
    assert_eq!(read(""), Err(Unread::NoEvents));
    assert_eq!(read(&whole).unwrap().len(), 1);
    for cut in (30..whole.len() - 20).step_by(7).filter(|n| whole.is_char_boundary(*n)) {
        let told = read(&whole[..cut]);
        assert!(matches!(told, Err(Unread::CutOff(_))), "{cut} {told:?}");
    }
}

#[test]
fn what_is_longer_than_anybody_means_stops_nobody() {
    let long = |what: &str, n: usize| what.repeat(n);
    let town = Town::new();
    let (source, _) = town.take(&calendar(&format!(
        "BEGIN:VEVENT\nUID:{}\nSUMMARY:{}\nDTSTART:20261201T100000Z\nLOCATION:{}\nURL:https://example.org/{}\n\
         ORGANIZER;CN={}:mailto:a@example.org\nCATEGORIES:{}\nDESCRIPTION:{}\nEND:VEVENT",
        long("u", 100_000),
        long("Titel ", 100_000),
        long("Ort, ", 50_000),
        long("p", 50_000),
        long("Verein ", 50_000),
        long("a,b,", 20_000),
        long("Wort ", 200_000),
    )));
    let entry = source.events.values().next().unwrap();
    let fact = entry.fact("Europe/Berlin");
    assert_eq!((fact.uid, fact.url), (None, None));
    assert!(
        fact.organiser.unwrap().len() <= 300 && fact.address.unwrap().name.unwrap().len() <= 300
    );
    assert!(entry.texts.values().all(|file| file.title.len() <= 300));

    // A feed that would fill an edition: what comes first is taken, and the rest is told.
    let town = Town::new();
    let text = long("Wort ", 3_900);
    let one = |n: usize| {
        let day = n % 28 + 1;
        format!(
            "BEGIN:VEVENT\nUID:{n}\nSUMMARY:Treff {n}\nDTSTART:202612{day:02}T100000Z\nDESCRIPTION:{text}\nEND:VEVENT\n"
        )
    };
    let (source, report) = town.take(&calendar(&(0..400).map(one).collect::<String>()));
    assert!((150..250).contains(&source.events.len()), "{}", source.events.len());
    assert_eq!(report.problems.iter().filter(|p| p.code == "too-many").count(), 1);
    let last = source.events.values().map(|e| e.fact("Europe/Berlin").start).max().unwrap();
    assert!(last.as_str() < "2026-12-20", "{last}");
}
