//! What is written is read back as the same times, by our own reader, with and without knowing the zone by its name.

mod property;
mod zones;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::*;
use crate::events::ical::events::{Entry, Events, events};
use crate::events::ical::zones::Clocks;
use crate::events::ical::{component, value};
use crate::packs::format::{
    EventAddress, EventChange, EventChangeText, EventStatus, Origin, OriginKind, read_moment,
};
use crate::text::{BlockBody, Span};
use crate::time::series::{Occurrence, Series};
use crate::time::zone::Clock;

pub(super) fn clock(name: &str) -> Option<Clock> {
    let (changes, rule) = match name {
        "Europe/Berlin" => (vec![], "CET-1CEST,M3.5.0,M10.5.0/3"),
        "America/New_York" => (vec![], "EST5EDT,M3.2.0,M11.1.0"),
        "Australia/Lord_Howe" => (vec![], "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
        "Africa/Cairo" => (vec![(1_682_632_800, 10_800)], "EET-2EEST,M4.5.5/0,M10.5.4/24"),
        "Asia/Kathmandu" => (vec![], "<+0545>-5:45"),
        "UTC" => (vec![], "UTC0"),
        _ => return None,
    };
    let changes: Vec<_> =
        changes.into_iter().map(|(s, o)| crate::time::zone::ZoneChange(s, o)).collect();
    let offset = if changes.is_empty() { 0 } else { 7200 };
    Some(Clock { offset, changes, rule: rule.to_owned() })
}

pub(super) fn at(text: &str) -> NaiveDateTime {
    read_moment(text).unwrap().0
}

pub(super) fn publication(zone: &str, fact: EventFact) -> Publication {
    Publication {
        pack: "de-brueckfeld".into(),
        text: EventText { id: fact.id.clone(), title: "Café".into(), ..EventText::default() },
        fact,
        language: "de".parse().unwrap(),
        zone_name: zone.into(),
        zone: Zone::new(&clock(zone).unwrap()).unwrap(),
        places: BTreeMap::new(),
        topics: Vec::new(),
        stamp: "2026-11-22T08:00:00Z".parse().unwrap(),
    }
}

fn fact(start: &str, end: &str) -> EventFact {
    let end = Some(end.to_owned()).filter(|end| !end.is_empty());
    EventFact { id: "cafe".into(), start: start.into(), end, ..EventFact::default() }
}

fn change(of: &str) -> EventChange {
    EventChange { of: of.into(), ..EventChange::default() }
}

fn text(event: &Publication) -> String {
    let bytes = calendar(std::slice::from_ref(event), None, &Messages::default()).unwrap();
    check_lines(&bytes);
    String::from_utf8(bytes).unwrap().replace("\r\n ", "")
}

/// RFC 5545, section 3.1: CR LF, no line of more than 75 octets; and no property twice that stands once (section 3.6.1).
pub(super) fn check_lines(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let read = component::read(bytes);
    assert_eq!(read.faults, []);
    let calendar = &read.components[0];
    for event in calendar.inside("VEVENT") {
        for name in [
            "UID",
            "DTSTAMP",
            "SEQUENCE",
            "STATUS",
            "DTSTART",
            "DTEND",
            "DURATION",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "GEO",
            "URL",
            "ORGANIZER",
            "RECURRENCE-ID",
        ] {
            assert!(event.all(name).count() <= 1, "{name}");
        }
        assert!(event.property("UID").is_some() && event.property("DTSTAMP").is_some());
        assert!(event.property("DTSTART").is_some());
        assert!(event.property("DTEND").is_none() || event.property("DURATION").is_none());
        assert!(event.property("RECURRENCE-ID").is_none() || event.property("RRULE").is_none());
        for property in &event.properties {
            if let Some(tzid) = property.parameter("TZID") {
                let zones = calendar.inside("VTIMEZONE");
                assert_eq!(zones.filter(|z| z.property("TZID").unwrap().value == tzid).count(), 1);
            }
        }
    }
}

pub(super) fn read_back(bytes: &[u8], clocks: &dyn Clocks) -> Events {
    let found = events(&component::read(bytes), clocks, "UTC");
    assert!(found.faults.is_empty(), "{:?}", found.faults);
    found
}

pub(super) fn one(bytes: &[u8], clocks: &dyn Clocks) -> Entry {
    let mut found = read_back(bytes, clocks);
    assert_eq!(found.entries.len(), 1);
    found.entries.remove(0)
}

/// The instants at which an entry takes place.
fn instants(entry: &Entry, from: &str, to: &str) -> Vec<(DateTime<Utc>, bool)> {
    let all = entry.times.between(at(from), at(to));
    all.map(|o| (entry.instant(o.start).unwrap(), o.is_cancelled)).collect()
}

#[test]
fn a_series_in_its_zone_with_what_differs() {
    let mut fact = fact("2026-12-01T18:00:00", "2026-12-01T20:00:00");
    fact.rules = vec!["FREQ=WEEKLY;UNTIL=20270430;BYDAY=TU".into()];
    fact.without = vec!["2026-12-29".into()];
    fact.dates = vec!["2026-12-31T10:00:00".into()];
    let mut moved = change("2026-12-15T18:00:00");
    moved.start = Some("2026-12-16T18:30:00".into());
    moved.end = Some("2026-12-16T19:00:00".into());
    let mut off = change("2027-01-05T18:00:00");
    off.cancelled = true;
    fact.changes = vec![moved, off];
    let mut event = publication("Europe/Berlin", fact);
    let note = EventChangeText { title: None, note: Some("Küche zu".into()) };
    event.text.changes.insert("2027-01-05T18:00:00".into(), note);
    insta::assert_snapshot!(text(&event).replace('\r', ""));
}

#[test]
fn days_and_utc_have_no_zone() {
    let mut days = fact("2027-06-12", "2027-06-13");
    days.rules = vec!["FREQ=YEARLY;UNTIL=20300612".into()];
    let text_of = |zone, fact| text(&publication(zone, fact));
    let days = text_of("Europe/Berlin", days);
    assert!(days.contains("DTSTART;VALUE=DATE:20270612\r\nDTEND;VALUE=DATE:20270614\r\n"));
    assert!(days.contains("RRULE:FREQ=YEARLY;UNTIL=20300612\r\n") && !days.contains("VTIMEZONE"));
    let mut utc = fact("2027-06-12T10:00:00", "");
    utc.rules = vec!["FREQ=DAILY;COUNT=3".into()];
    utc.without = vec!["2027-06-13T10:00:00".into()];
    let utc = text_of("UTC", utc);
    assert!(utc.contains("DTSTART:20270612T100000Z\r\n") && !utc.contains("DTEND"));
    assert!(utc.contains("EXDATE:20270613T100000Z\r\n") && !utc.contains("VTIMEZONE"));
}

#[test]
fn a_start_beside_its_rule_takes_place_and_counts_nothing() {
    let mut fact = fact("2026-12-02T18:00:00", "");
    fact.rules = vec!["FREQ=WEEKLY;COUNT=3;BYDAY=TU".into()];
    let event = publication("Europe/Berlin", fact);
    assert!(text(&event).contains("RRULE:FREQ=WEEKLY;UNTIL=20261222T170000Z;BYDAY=TU\r\n"));
}

#[test]
fn all_later_ones_move_also_where_nobody_knows_the_range() {
    let mut fact = fact("2026-12-01T18:00:00", "2026-12-01T20:00:00");
    fact.rules = vec!["FREQ=WEEKLY;BYDAY=TU".into()];
    let mut later = change("2027-03-02T18:00:00");
    later.and_later = true;
    later.start = Some("2027-03-03T19:00:00".into());
    later.end = Some("2027-03-03T21:00:00".into());
    let mut single = change("2027-03-02T18:00:00");
    single.cancelled = true;
    let mut event = publication("Europe/Berlin", fact);
    event.fact.changes = vec![later.clone()];
    let written = text(&event);
    assert!(
        written
            .contains("RECURRENCE-ID;TZID=Europe/Berlin;RANGE=THISANDFUTURE:20270302T180000\r\n")
    );
    // A calendar that takes the range for a single one still has a year of Wednesdays.
    let deaf = written.replace(";RANGE=THISANDFUTURE", "");
    let (from, to) = ("2027-01-01", "2028-02-20");
    let clocks = |name: &str| clock(name);
    let heard = instants(&one(written.as_bytes(), &clocks), from, to);
    assert_eq!(heard, instants(&one(deaf.as_bytes(), &clocks), from, to));
    assert_eq!(heard[9].0.to_rfc3339(), "2027-03-10T18:00:00+00:00");
    // Beside a single change of the same time it begins with the next.
    event.fact.changes = vec![later, single];
    let both = text(&event);
    assert!(both.contains(";RANGE=THISANDFUTURE:20270309T180000\r\n"));
    let both = instants(&one(both.as_bytes(), &clocks), from, to);
    let cancelled: Vec<usize> = (0..both.len()).filter(|n| both[*n].1).collect();
    assert_eq!((cancelled, &both[9..]), (vec![8], &heard[9..]));
}

#[test]
fn a_night_on_which_clocks_change_does_not_make_all_others_longer() {
    let mut fact = fact("2026-10-24T22:00:00", "2026-10-25T04:00:00");
    fact.rules = vec!["FREQ=WEEKLY".into()];
    let written = text(&publication("Europe/Berlin", fact));
    assert!(written.contains("DURATION:PT6H\r\n"), "{written}");
    let clocks = |name: &str| clock(name);
    let entry = one(written.as_bytes(), &clocks);
    let ends: Vec<String> = entry
        .times
        .between(at("2026-10-20"), at("2026-11-05"))
        .map(|o| {
            let length = match o.change.map(|n| entry.times.changes[n].what) {
                Some(crate::time::series::Changed::Moved { length, .. }) => length,
                _ => entry.times.length,
            };
            let crate::time::series::Length::Exact(length) = length else { panic!() };
            (entry.instant(o.start).unwrap() + length).to_rfc3339()
        })
        .collect();
    assert_eq!(ends, ["2026-10-25T03:00:00+00:00", "2026-11-01T03:00:00+00:00"]);
}

#[test]
fn one_occurrence_is_an_event_of_its_own() {
    let mut fact = fact("2026-12-01T18:00:00", "2026-12-01T20:00:00");
    fact.rules = vec!["FREQ=WEEKLY".into()];
    fact.uid = Some("from@elsewhere".into());
    let mut moved = change("2026-12-15T18:00:00");
    moved.start = Some("2026-12-16T18:30:00".into());
    fact.changes = vec![moved];
    let event = publication("Europe/Berlin", fact);
    let messages = Messages::default();
    let file = |of| occurrence(&event, at(of), &messages);
    let bytes = file("2026-12-15T18:00:00").unwrap();
    check_lines(&bytes);
    let written = String::from_utf8(bytes).unwrap();
    assert!(written.contains("UID:cafe.de-brueckfeld.20261215T180000@welcome-companion\r\n"));
    assert!(written.contains("DTSTART;TZID=Europe/Berlin:20261216T183000\r\n"));
    assert!(!written.contains("RRULE:FREQ=WEEKLY") && !written.contains("RECURRENCE-ID"));
    let error = file("2026-12-16T18:30:00").unwrap_err().to_string();
    assert_eq!(error, "event `cafe` has no time `2026-12-16T18:30:00`");
    let uid = |events: &[Publication]| {
        let bytes = calendar(events, None, &messages).unwrap();
        read_back(&bytes, &clock).entries.into_iter().map(|e| e.uid.unwrap()).collect::<Vec<_>>()
    };
    let mut other = event.clone();
    other.fact.id = "other".into();
    let expected = ["from@elsewhere", "other.de-brueckfeld@welcome-companion"];
    assert_eq!(uid(&[event.clone(), other]), expected);
}

#[test]
fn words_are_labelled_in_the_language_of_the_text() {
    let mut fact = fact("2026-12-01T18:00:00", "2026-12-01T20:00:00");
    fact.organiser = Some("Haus an der \"Brücke\"; Verein".into());
    fact.email = Some("haus@example.org".into());
    fact.phone = Some("+49 69 90009 150".into());
    fact.cost = Some("donation".into());
    fact.registration = Some("required".into());
    fact.online = Some("https://example.org/meet".into());
    fact.url = Some("https://example.org/e".into());
    fact.audience = vec!["women".into(), "of-tomorrow".into()];
    fact.children = Some(true);
    fact.capacity = Some(12);
    fact.status = EventStatus::Tentative;
    fact.address = Some(EventAddress {
        name: Some("Bolzplatz".into()),
        street: Some("Südufer 20".into()),
        postcode: Some("62417".into()),
        town: Some("Brückfeld".into()),
        point: Point::from_degrees(50.1956, 10.1062),
        ..EventAddress::default()
    });
    let mut event = publication("Europe/Berlin", fact);
    event.language = "ar".parse().unwrap();
    event.topics = vec!["Deutsch, lernen".into(), "Treffen".into()];
    event.text.greeter = Some("سارة عند الباب".into());
    event.text.origin = Origin { origin: OriginKind::Machine, ..Origin::default() };
    let link = Span::linked("here", "https://example.org/more");
    let inside = Span::linked("page", "page:registration");
    event.text.details = vec![
        BlockBody::Paragraph { spans: vec![Span::plain("See "), link, Span::plain(", "), inside] },
        BlockBody::Phone { number: "+496990009150".into(), label: "+49 69 90009 150".into() },
    ];
    insta::assert_snapshot!(text(&event).replace('\r', ""));
}

#[test]
fn a_feed_says_what_it_is_and_the_same_events_are_the_same_bytes() {
    let mut events = vec![
        publication("Europe/Berlin", fact("2026-12-01T18:00:00", "")),
        publication("America/New_York", fact("2026-12-01T18:00:00", "")),
    ];
    events[1].fact.id = "walk".into();
    let name = ("Brückfeld".to_owned(), "de".parse().unwrap());
    let url = Some("https://example.org/feed.ics".to_owned());
    let feed = Feed { name, url, refresh_hours: 12 };
    let write = || calendar(&events, Some(&feed), &Messages::default()).unwrap();
    let bytes = write();
    check_lines(&bytes);
    assert_eq!(bytes, write());
    let calendar = &component::read(&bytes).components[0];
    let value = |name: &str| value::text(calendar.property(name).unwrap());
    assert_eq!((value("METHOD").as_str(), value("NAME").as_str()), ("PUBLISH", "Brückfeld"));
    assert_eq!(value("REFRESH-INTERVAL"), "PT12H");
    assert_eq!(calendar.inside("VTIMEZONE").count(), 2);
    assert_eq!(read_back(&bytes, &clock).entries.len(), 2);
}

#[test]
fn what_cannot_be_written_is_told_by_its_id() {
    let error = |fact| {
        let event = publication("Europe/Berlin", fact);
        calendar(&[event], None, &Messages::default()).unwrap_err().to_string()
    };
    let told = error(fact("2026-12-01T18:00:00", "2026-12-01T17:00:00"));
    assert_eq!(told, "event `cafe`: `2026-12-01T17:00:00` lies before the start");
    let mut often = fact("2026-12-01T00:00:00", "");
    often.rules = vec!["FREQ=SECONDLY".into()];
    often.without = vec!["2026-12-02".into()];
    assert_eq!(error(often), "event `cafe` is left out too often");
}
