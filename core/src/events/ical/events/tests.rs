//! Events of calendar files: versions, changes, zones, and what is wrong with them.

use chrono::NaiveDateTime;

use super::super::component;
use super::*;
use crate::time::zone::Clock;

fn clocks(name: &str) -> Option<Clock> {
    let rule = match name {
        "Europe/Berlin" => "CET-1CEST,M3.5.0,M10.5.0/3",
        "America/New_York" => "EST5EDT,M3.2.0,M11.1.0",
        _ => return None,
    };
    Some(Clock { rule: rule.into(), ..Clock::default() })
}

fn read(text: &str) -> Events {
    let text = format!("BEGIN:VCALENDAR\n{text}END:VCALENDAR\n");
    let read = component::read(text.as_bytes());
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    events(&read, &clocks, "Europe/Berlin")
}

/// An event with a UID.
fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:a\n{}\nEND:VEVENT\n", lines.replace("; ", "\n"))
}

fn told(events: &Events) -> Vec<String> {
    events.faults.iter().map(ToString::to_string).collect()
}

/// Starts and ends in 2026 and the years around it, with a `-` before what is cancelled.
fn times(entry: &Entry) -> Vec<String> {
    let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
    let found = entry.times.between(at("2025-01-01T00:00:00"), at("2028-01-01T00:00:00"));
    let show = |o: crate::time::series::Occurrence| {
        let cancelled = if o.is_cancelled { "-" } else { "" };
        format!("{cancelled}{}/{}", o.start.format("%m-%dT%H:%M"), o.end.format("%m-%dT%H:%M"))
    };
    found.take(8).map(show).collect()
}

#[test]
fn one_event_has_its_zone_and_its_details() {
    let events = read(&event(
        "DTSTART;TZID=Europe/Berlin:20260701T180000; DTEND;TZID=Europe/Berlin:20260701T200000; \
         SUMMARY;LANGUAGE=de:Fest\\, groß; SUMMARY;LANGUAGE=en:Party; CATEGORIES:a,b; GEO:48.1;11.5; \
         ORGANIZER;CN=\"A, B\":mailto:x; STATUS:confirmed; SEQUENCE:3; X-OTHER:1; LOCATION: ",
    ));
    assert_eq!(told(&events), Vec::<String>::new());
    let entry = &events.entries[0];
    assert_eq!(entry.uid.as_deref(), Some("a"));
    assert_eq!(entry.zone.as_ref().unwrap().name.as_deref(), Some("Europe/Berlin"));
    assert_eq!(times(entry), ["07-01T18:00/07-01T20:00"]);
    let start = entry.instant(entry.times.start).unwrap();
    assert_eq!(start.to_rfc3339(), "2026-07-01T16:00:00+00:00");
    let details = &entry.details;
    let titles: Vec<_> =
        details.title.iter().map(|t| (t.language.as_deref().unwrap(), t.text.as_str())).collect();
    assert_eq!(titles, [("de", "Fest, groß"), ("en", "Party")]);
    assert_eq!((details.geo, details.sequence), (Some((48.1, 11.5)), 3));
    assert_eq!(details.categories, ["a", "b"]);
    let organizer = details.organizer.as_ref().unwrap();
    assert_eq!((organizer.name.as_deref(), organizer.address.as_str()), (Some("A, B"), "mailto:x"));
    assert_eq!(
        (details.status, details.other.len(), details.location.len()),
        (Status::Confirmed, 1, 0)
    );
}

#[test]
fn the_latest_version_of_each_counts() {
    let series =
        "DTSTART;TZID=Europe/Berlin:20260701T180000; DURATION:PT1H; RRULE:FREQ=DAILY;COUNT=4";
    let text = [
        event(&format!("{series}; SEQUENCE:1; SUMMARY:old")),
        event(
            "RECURRENCE-ID;TZID=Europe/Berlin:20260702T180000; SEQUENCE:2; DTSTART:20260702T170000Z; DURATION:PT2H",
        ),
        event(&format!("{series}; SEQUENCE:2; SUMMARY:new")),
        event("RECURRENCE-ID:20260702T160000Z; SEQUENCE:1; DTSTART:20260702T120000Z"),
        event("RECURRENCE-ID;VALUE=DATE:20260703; STATUS:CANCELLED; SEQUENCE:1"),
        event("RECURRENCE-ID:20260703T160000Z; STATUS:CONFIRMED"),
    ];
    let events = read(&text.concat());
    assert_eq!(events.entries.len(), 1);
    let entry = &events.entries[0];
    assert_eq!(entry.details.title[0].text, "new");
    let expected = [
        "07-01T18:00/07-01T19:00",
        "07-02T19:00/07-02T21:00",
        "-07-03T18:00/07-03T19:00",
        "07-04T18:00/07-04T19:00",
    ];
    assert_eq!(times(entry), expected);
    assert_eq!(
        told(&events),
        [
            "line 2: an older version of an event is left out",
            "line 25: an older version of an event is left out",
            "line 37: an older version of an event is left out",
        ]
    );
}

#[test]
fn all_later_occurrences_may_change() {
    let text = [
        event("DTSTART:20260701T180000; DTEND:20260701T190000; RRULE:FREQ=DAILY;COUNT=4"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260703T180000; DTSTART:20260703T200000; DTEND:20260703T203000; SUMMARY:x",
        ),
    ];
    let events = read(&text.concat());
    let entry = &events.entries[0];
    assert!(entry.zone.is_none() && !entry.all_day);
    assert_eq!(entry.changes[0].title[0].text, "x");
    let expected = [
        "07-01T18:00/07-01T19:00",
        "07-02T18:00/07-02T19:00",
        "07-03T20:00/07-03T20:30",
        "07-04T20:00/07-04T20:30",
    ];
    assert_eq!(times(entry), expected);
}

#[test]
fn times_of_other_zones_are_those_of_the_event() {
    let events = read(&event(
        "DTSTART;TZID=Europe/Berlin:20260323T180000; RRULE:FREQ=WEEKLY;UNTIL=20260413T160000Z; \
         EXDATE:20260330T160000Z; RDATE;TZID=America/New_York:20260401T080000; \
         RDATE;VALUE=PERIOD:20260402T100000Z/PT2H; EXDATE;VALUE=DATE:20260406",
    ));
    assert_eq!(told(&events), Vec::<String>::new());
    // The clocks change on 29 March; the event stays at six.
    let expected = [
        "03-23T18:00/03-23T18:00",
        "04-01T14:00/04-01T14:00",
        "04-02T12:00/04-02T14:00",
        "04-13T18:00/04-13T18:00",
    ];
    assert_eq!(times(&events.entries[0]), expected);
}

#[test]
fn times_in_utc_are_shown_on_the_clock_that_the_calendar_names() {
    let one = event("DTSTART:20260323T170000Z; RRULE:FREQ=WEEKLY;COUNT=2");
    let events = read(&one);
    assert_eq!(times(&events.entries[0])[1], "03-30T17:00/03-30T17:00");
    assert_eq!(events.entries[0].zone.as_ref().unwrap().name.as_deref(), Some("UTC"));
    let events = read(&format!("X-WR-TIMEZONE:Europe/Berlin\n{one}"));
    assert_eq!(times(&events.entries[0])[1], "03-30T18:00/03-30T18:00");
}

#[test]
fn whole_days_are_days() {
    for (lines, expected) in [
        ("DTSTART;VALUE=DATE:20260701; DTEND;VALUE=DATE:20260703", "07-01T00:00/07-03T00:00"),
        ("DTSTART:20260701", "07-01T00:00/07-02T00:00"),
        ("DTSTART:20260701; DTEND:20260701", "07-01T00:00/07-02T00:00"),
        ("DTSTART:20260701; DURATION:P2D", "07-01T00:00/07-03T00:00"),
        ("DTSTART:20260701; DURATION:PT48H", "07-01T00:00/07-03T00:00"),
        ("DTSTART:20260701; DTEND:20260703T000000", "07-01T00:00/07-03T00:00"),
        (
            "DTSTART;TZID=Europe/Berlin:20260701T000000; DTEND;TZID=Europe/Berlin:20260702T000000; \
             X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "07-01T00:00/07-02T00:00",
        ),
    ] {
        let events = read(&event(lines));
        let entry = &events.entries[0];
        assert!(entry.all_day && entry.zone.is_none() && entry.details.all_day, "{lines}");
        assert_eq!(times(entry), [expected], "{lines}");
    }
    // Outlook writes the last day as the instant at which it begins in the zone of the calendar.
    let events = read(&event("DTSTART:20260701; RRULE:FREQ=DAILY;UNTIL=20260702T220000Z"));
    assert_eq!(times(&events.entries[0]).len(), 3);
}

#[test]
fn ends_that_do_not_fit_are_mended_and_told() {
    for (lines, expected, fault) in [
        (
            "DTSTART:20260701T100000; DTEND:20260701T090000",
            "07-01T09:00/07-01T10:00",
            "the end is before the start; they are taken the other way round",
        ),
        (
            "DTSTART:20260701T100000; DTEND:20260701T110000; DURATION:PT3H",
            "07-01T10:00/07-01T11:00",
            "DTEND and DURATION; DTEND is taken",
        ),
        (
            "DTSTART:20260701T100000; DURATION:-PT3H",
            "07-01T10:00/07-01T10:00",
            "a negative duration; the event is taken to last no time",
        ),
        (
            "DTSTART:20260701; DURATION:PT3H",
            "07-01T00:00/07-01T03:00",
            "the start and the end are not of one type and zone",
        ),
        (
            "DTSTART:20260701; DTEND;TZID=Europe/Berlin:20260701T120000",
            "07-01T00:00/07-01T12:00",
            "the start and the end are not of one type and zone",
        ),
        (
            "DTSTART:20260701T100000; DTEND:20260702",
            "07-01T10:00/07-02T00:00",
            "the start and the end are not of one type and zone",
        ),
        (
            "DTSTART:20260701T100000; DTEND:20260701",
            "07-01T10:00/07-01T10:00",
            "the start and the end are not of one type and zone",
        ),
        (
            "DTSTART:20260701T100000; DTEND:soon",
            "07-01T10:00/07-01T10:00",
            "DTEND: \"soon\" is no date-time",
        ),
    ] {
        let events = read(&event(lines));
        assert!(!events.entries[0].all_day, "{lines}");
        assert_eq!(times(&events.entries[0]), [expected], "{lines}");
        let told = told(&events);
        assert!(told.len() == 1 && told[0].ends_with(fault), "{lines}: {told:?}");
    }
    let events = read(&event("DTSTART:20260701T100000; DTEND;TZID=Europe/Berlin:20260701T120000"));
    assert!(events.entries[0].zone.is_some());
}

#[test]
fn broken_rules_leave_the_start() {
    for rule in ["FREQ=SOMETIMES", "FREQ=DAILY;UNTL=20260705", "", "BYDAY=MO"] {
        let events = read(&event(&format!("DTSTART:20260701T100000; RRULE:{rule}")));
        assert_eq!(times(&events.entries[0]), ["07-01T10:00/07-01T10:00"], "{rule}");
        assert_eq!(events.faults.len(), 1, "{rule}");
        assert_eq!(events.faults[0].line, 5);
    }
    let twice = "DTSTART:20260701T100000; RRULE:FREQ=DAILY;COUNT=2; RRULE:FREQ=DAILY;COUNT=2";
    let events = read(&event(twice));
    assert_eq!((events.entries[0].times.rules.len(), times(&events.entries[0]).len()), (1, 2));
    // A series that was cut at its first occurrence is over.
    let events = read(&event("DTSTART:20260701T100000; RRULE:FREQ=DAILY;UNTIL=20260630T000000"));
    assert_eq!(times(&events.entries[0]), Vec::<String>::new());
}

#[test]
fn events_without_uid_start_or_series() {
    let text = "BEGIN:VEVENT\nDTSTART:20260701T100000\nEND:VEVENT\n".repeat(2)
        + &event("SUMMARY:x")
        + &event("RECURRENCE-ID:20260702T100000; DTSTART:20260702T110000")
        + "BEGIN:VTODO\nEND:VTODO\nBEGIN:VTIMEZONE\nEND:VTIMEZONE\n";
    let events = read(&text);
    assert_eq!(
        told(&events),
        [
            "line 2: an event without UID; nothing later can change it",
            "line 5: an event without UID; nothing later can change it",
            "line 8: VEVENT has no start that can be read; it is left out",
        ]
    );
    assert_eq!(events.entries.len(), 3);
    let instance = events.entries[2].instance.unwrap();
    assert_eq!(instance.to_string(), "2026-07-02 10:00:00");
    assert_eq!(times(&events.entries[2]), ["07-02T11:00/07-02T11:00"]);
    assert_eq!(events.others, BTreeMap::from([("VTODO".to_owned(), 1)]));
}

#[test]
fn a_calendar_may_cancel_all_it_holds() {
    let events =
        read(&format!("METHOD:CANCEL\n{}", event("DTSTART:20260701T100000; STATUS:CONFIRMED")));
    assert_eq!(events.entries[0].details.status, Status::Cancelled);
    let bare = component::read(event("DTSTART:20260701T100000").as_bytes());
    let found = events_of(&bare);
    assert_eq!(told(&found), ["line 1: VEVENT stands outside of VCALENDAR; it is taken"]);
    assert_eq!(found.entries.len(), 1);
}

fn events_of(read: &Read) -> Events {
    events(read, &clocks, "Europe/Berlin")
}
