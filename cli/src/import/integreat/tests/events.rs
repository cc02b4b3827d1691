//! Events become files of a pack that wait there.

use companion_core::text::BlockBody;

use super::places::place;
use super::*;
use crate::source::Source;
use crate::source::events::{Event, Frequency};

fn event(id: i64, language: &str, slug: &str) -> Value {
    let path = format!("/town/{language}/events/{slug}/");
    json!({
        "id": id * 100, "url": format!("https://cms.example{path}"), "path": path, "title": format!("Treff {id}"),
        "modified_gmt": null, "last_updated": "2026-01-22T13:46:33.967+01:00", "excerpt": "Kommt!",
        "content": "<p>Kommt!</p>", "available_languages": {}, "thumbnail": null,
        "location": {"id": null, "name": null, "address": null, "town": null, "state": null, "postcode": null,
        "region": null, "country": null, "latitude": null, "longitude": null},
        "location_url": null, "meeting_url": null,
        "event": {"id": id, "start": "2026-12-01T18:00:00+01:00", "start_date": "2026-12-01", "start_time": "18:00:00",
        "end": "2026-12-01T20:00:00+01:00", "end_date": "2026-12-01", "end_time": "20:00:00", "all_day": false,
        "only_weekdays": false, "recurrence_id": null, "timezone": "Europe/Berlin"},
        "hash": null, "recurrence_rule": null,
    })
}

fn read(files: &[PathBuf]) -> (Source, ImportReport) {
    let (written, report) = imported(files);
    let target = tempfile::tempdir().unwrap();
    folder::write(&written, target.path()).unwrap();
    (source::read(target.path()).0.unwrap(), report)
}

fn one(change: impl Fn(&mut Value)) -> (Event, Vec<&'static str>) {
    let answers = Answers::new();
    let mut event = event(1, "de", "treff");
    change(&mut event);
    let (source, report) = read(&[answers.json("x", &json!([event]))]);
    let entry = source.events.into_values().next().unwrap();
    (entry.event.value, report.problems.iter().map(|p| p.code).collect())
}

#[test]
fn local_time_is_the_truth_and_the_rule_is_its_own() {
    // Tuesday half past midnight in Berlin: the rule's DTSTART is Monday evening in UTC.
    let (event, codes) = one(|e| {
        e["event"]["start"] = json!("2026-12-01T00:30:00+01:00");
        e["event"]["end"] = json!("2026-12-01T01:30:00+01:00");
        e["recurrence_rule"] = json!(
            "DTSTART:20261130T233000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270301T235959;BYDAY=TU,TH"
        );
    });
    assert_eq!(codes, Vec::<&str>::new());
    assert_eq!(event.start.to_string(), "2026-12-01 00:30:00");
    let repeat = event.repeat.unwrap();
    assert_eq!((repeat.freq, repeat.interval), (Frequency::Weekly, 2));
    assert_eq!(
        (repeat.byday.join(","), repeat.until.unwrap().to_string()),
        ("TU,TH".into(), "2027-03-01".into())
    );
}

#[test]
fn a_start_in_another_offset_is_turned_into_the_zone() {
    let (event, _) = one(|e| e["event"]["start"] = json!("2026-12-01T17:00:00Z"));
    assert_eq!(event.start.to_string(), "2026-12-01 18:00:00");
    let (event, codes) = one(|e| {
        e["event"]["timezone"] = json!("Europe/Bonn");
        e["event"]["start"] = json!(null);
    });
    assert_eq!(
        (event.zone.as_str(), event.start.to_string().as_str()),
        ("Europe/Berlin", "2026-12-01 18:00:00")
    );
    assert_eq!(codes, ["zone-unknown"]);
}

#[test]
fn an_event_in_two_languages_is_one_and_knows_its_place() {
    let answers = Answers::new();
    let at_place = |mut event: Value| {
        event["location"] = json!({"id": 4, "name": "Haus", "address": "Weg 1", "town": "Stadt", "postcode": "12345",
            "country": "Deutschland", "latitude": 48.5, "longitude": 10.25});
        event["location_path"] = json!("/town/de/locations/haus/");
        event
    };
    let mut en = at_place(event(1, "en", "meeting"));
    en["title"] = json!("Meeting");
    let elsewhere = {
        let mut event = at_place(event(2, "de", "fest"));
        event["location"]["id"] = json!(99);
        event["location_path"] = json!(null);
        event["meeting_url"] = json!("https://meet.example/2");
        event["event"]["all_day"] = json!(true);
        event["event"]["only_weekdays"] = json!(true);
        event
    };
    let files = [
        answers.json("en", &json!([en])),
        answers.json("de", &json!([at_place(event(1, "de", "treff")), elsewhere])),
        answers.json("places", &json!([place(4, "de", "haus")])),
    ];
    let (files, report) = imported(&files);
    let events: String = files
        .iter()
        .filter(|(name, _)| name.starts_with("events/"))
        .map(|(name, text)| format!("==> {name}\n{text}"))
        .collect();
    insta::assert_snapshot!(events);
    assert_eq!((report.events, report.places, report.problems.len()), (2, 1, 0));
}

#[test]
fn occurrences_that_were_delivered_one_by_one_are_one_event() {
    let answers = Answers::new();
    let rule = json!("DTSTART:20261103T170000\nRRULE:FREQ=WEEKLY;BYDAY=TU");
    let on = |day: &str| {
        let mut event = event(1, "de", &format!("treff$2026-12-{day}"));
        event["event"]["start"] = json!(format!("2026-12-{day}T18:00:00+01:00"));
        event["event"]["end"] = json!(format!("2026-12-{day}T20:00:00+01:00"));
        event["recurrence_rule"] = rule.clone();
        event
    };
    let file = answers.json("x", &json!([on("08"), on("01"), on("15")]));
    let (source, report) = read(&[file]);
    assert_eq!((report.events, report.problems.len()), (1, 0));
    let event = &source.events["treff-1"];
    assert_eq!(event.event.value.start.to_string(), "2026-12-01 18:00:00");
    assert!(event.event.value.repeat.is_some());
}

#[test]
fn what_an_event_cannot_say_is_told() {
    let (event, codes) = one(|e| e["event"]["end"] = json!("2026-12-01T10:00:00+01:00"));
    assert_eq!((event.end, codes), (None, vec!["event-without-end"]));
    for rule in ["RRULE:FREQ=DAILY;BYHOUR=9", "RRULE:FREQ=DAILY;UNTIL=20200101T000000", "nonsense"]
    {
        let (event, codes) = one(|e| e["recurrence_rule"] = json!(rule));
        assert_eq!((event.repeat, codes), (None, vec!["rule-not-understood"]));
    }
    let (_, codes) = one(|e| e["meeting_url"] = json!("Raum 5, Code 123"));
    assert_eq!(codes, ["contact-as-text"]);
    let answers = Answers::new();
    let mut timeless = event_with("event", "start", json!("bald"));
    let (files, report) = imported(&[answers.json("x", &json!([timeless.clone()]))]);
    assert!(files.keys().all(|f| !f.starts_with("events/")));
    assert_eq!(report.problems[0].code, "event-without-start");
    timeless["event"] = json!({"id": 5});
    match run(&[answers.json("x", &json!([timeless]))]) {
        Err(ImportError::Shape { pointer, .. }) => assert_eq!(pointer, "/0/event/start"),
        other => panic!("{other:?}"),
    }
}

fn event_with(table: &str, field: &str, value: Value) -> Value {
    let mut event = event(1, "de", "treff");
    event[table][field] = value;
    event
}

#[test]
fn texts_of_events_are_texts_like_pages() {
    let answers = Answers::new();
    let mut event = event(1, "de", "treff");
    event["content"] = json!(
        "<h2>Wo</h2><p>Im <a href=\"/town/de/locations/haus/\">Haus</a></p><script>x</script>"
    );
    let files =
        [answers.json("x", &json!([event])), answers.json("p", &json!([place(4, "de", "haus")]))];
    let (source, _) = read(&files);
    let text = source.events["treff-1"].texts.values().next().unwrap();
    let bodies: Vec<&BlockBody> = text.details.iter().collect();
    assert_eq!(bodies.len(), 2);
    assert_eq!(bodies[1].links().len(), 1);
}

#[test]
fn whatever_stands_in_an_event_is_taken_or_refused_by_name() {
    let mut event = event(1, "de", "treff");
    event["recurrence_rule"] = json!("DTSTART:20261201T170000\nRRULE:FREQ=WEEKLY;BYDAY=TU");
    event["location"]["name"] = json!("Haus");
    event["location"]["latitude"] = json!(48.5);
    event["location"]["longitude"] = json!(10.25);
    event["meeting_url"] = json!("https://meet.example/");
    survives_whatever_stands_anywhere(&json!([event]));
}
