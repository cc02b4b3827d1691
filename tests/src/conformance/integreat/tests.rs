//! The suite itself: made answers of every kind pass whole, and what is not kept is noticed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{hours, run};

fn file(dir: &Path, name: &str, value: &Value) -> PathBuf {
    let path = dir.join(name);
    fs::write(&path, value.to_string()).unwrap();
    path
}

fn day(times: &[(&str, &str)]) -> Value {
    let slots: Vec<Value> = times
        .iter()
        .map(|(s, e)| json!({"start": s, "end": e, "timezone": "Europe/Berlin"}))
        .collect();
    json!({"allDay": false, "closed": times.is_empty(), "appointmentOnly": false, "timeSlots": slots})
}

fn location(id: i64, language: &str, name: &str) -> Value {
    let path = format!("/brueckfeld/{language}/locations/{id}/");
    json!({
        "id": id * 10, "url": format!("https://cms.example{path}"), "path": path, "title": name,
        "modified_gmt": "2026-01-01T00:00:00Z", "last_updated": "2026-01-01T01:00:00+01:00",
        "published_at": "2026-01-01T01:00:00+01:00", "meta_description": "Rat &amp; Hilfe", "excerpt": "",
        "content": "<p>Fragen Sie <a href=\"tel:+49301\">+49 30 1</a> oder <a href=\"https://rat.example/\">hier</a>.</p>",
        "available_languages": {}, "icon": null, "thumbnail": "https://cms.example/x.png", "website": "rat.example",
        "email": "rat@rat.example", "phone_number": "+49 (0)30 123 456",
        "contacts": [{"name": "Frau Muster", "area_of_responsibility": "Wohnen", "email": "wohnen@rat.example",
            "phone_number": "030 1234 oder 5678", "mobile_number": "0170 123", "website": "https://rat.example/wohnen",
            "opening_hours": [day(&[("08:15", "09:45")]), day(&[]), day(&[]), day(&[]), day(&[]), day(&[]), day(&[])],
            "appointment_url": "https://rat.example/termin"}],
        "category": {"id": 3, "name": "Beratung", "color": "#fff", "icon": "advice", "icon_url": "x", "icon_color": "y"},
        "temporarily_closed": false, "appointment_url": null,
        "opening_hours": [day(&[("08:00", "12:00"), ("13:00", "17:30")]), day(&[]), day(&[("20:00", "02:00")]), day(&[]),
            {"allDay": true, "closed": false, "appointmentOnly": false, "timeSlots": []},
            {"allDay": false, "closed": false, "appointmentOnly": true, "timeSlots": []}, day(&[("22:00", "24:00")])],
        "location": {"id": id, "name": name, "address": "Hauptstraße 1", "town": "Brückfeld", "state": null,
            "postcode": "12345", "region": null, "country": "Deutschland", "latitude": 50.123_456_7, "longitude": 10.1},
        "hash": null, "organization": {"id": 1, "slug": "v", "name": "Verein Rat", "logo": "x", "website": "https://verein.example"},
        "barrier_free": false,
    })
}

fn event(id: i64, slug: &str, start: &str, rule: Value) -> Value {
    let path = format!("/brueckfeld/de/events/{slug}/");
    json!({
        "id": id, "url": format!("https://cms.example{path}"), "path": path, "title": format!("Treffen {id}"),
        "last_updated": "2026-01-01T01:00:00+01:00", "excerpt": "", "content": "<p>Alle <em>sind</em> willkommen</p>",
        "available_languages": {}, "thumbnail": null, "meeting_url": null, "hash": null, "recurrence_rule": rule,
        "location": {"id": 1, "name": "Rat", "address": "Hauptstraße 1", "town": "Brückfeld", "postcode": "12345",
            "country": "Deutschland", "latitude": 50.1, "longitude": 10.1}, "location_path": null,
        "event": {"id": id, "start": start, "end": null, "all_day": false, "only_weekdays": false, "recurrence_id": 1,
            "timezone": "Europe/Berlin"},
    })
}

#[test]
fn made_answers_of_every_kind_pass_whole() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    let mut closed = location(2, "de", "Zweite Stelle");
    closed["temporarily_closed"] = json!(true);
    closed["opening_hours"] = json!(null);
    closed["location"]["latitude"] = json!(null);
    closed["location"]["longitude"] = json!("x");
    closed["category"] = json!(null);
    let mut english = location(1, "en", "Advice");
    english["category"]["name"] = json!("Advice");
    let page = json!({
        "id": 5, "url": "https://cms.example/brueckfeld/de/hilfe/", "path": "/brueckfeld/de/hilfe/", "title": "Hilfe",
        "last_updated": "2026-01-01T01:00:00+01:00", "excerpt": "", "content":
        "<p>Zur <a href=\"https://integreat.app/brueckfeld/de/locations/1/\">Stelle</a></p>", "parent": null, "order": 1,
        "available_languages": {}, "thumbnail": null, "hash": null, "slug_history": ["alt"],
        "organization": {"id": 1, "slug": "v", "name": "Verein & Rat", "logo": null, "website": "https://verein.example/"},
        "embedded_offers": [{"name": "Stellen", "alias": "jobs", "url": "https://jobs.example/?a=1&b=2", "post": null, "thumbnail": "x"}],
    });
    let weekly =
        "DTSTART:20261130T233000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270301T235959;BYDAY=TU,TH";
    let monthly = "DTSTART:20261201T170000\nRRULE:FREQ=MONTHLY;BYDAY=+1TU";
    let events = json!([
        event(1, "eins", "2026-12-01T00:30:00+01:00", json!(weekly)),
        event(2, "zwei$2027-01-05", "2027-01-05T18:00:00+01:00", json!(monthly)),
        event(2, "zwei$2026-12-01", "2026-12-01T18:00:00+01:00", json!(monthly)),
        event(3, "drei", "2026-07-01T16:00:00Z", json!(null)),
    ]);
    let region = |slug: &str, aliases: Value| {
        json!({"id": 1, "name": format!("Stadt {slug}"), "path": slug, "live": slug == "brueckfeld", "prefix": "Stadt",
            "name_without_prefix": slug, "plz": "12345", "longitude": 10.1, "latitude": 50.1, "aliases": aliases,
            "bounding_box": [[10.0, 50.0], [10.2, 50.2]], "languages": [], "timezone": null})
    };
    let regions = json!([
        region("brueckfeld", json!({"Altdorf": {"latitude": 1.0, "longitude": 2.0}})),
        region("lindental", json!("[\"Tal\"]"))
    ]);
    let files = [
        file(at, "pages.json", &json!([page])),
        file(at, "de.json", &json!([location(1, "de", "Rat"), closed])),
        file(at, "en.json", &json!({"count": 1, "next": null, "results": [english]})),
        file(at, "events.json", &events),
        file(at, "regions.json", &regions),
        file(
            at,
            "offers.json",
            &json!([{"name": "Stellen", "alias": "jobs", "url": "https://jobs.example/?a=1&b=2", "post": {"plz": "1"}, "thumbnail": "x"}]),
        ),
        file(
            at,
            "categories.json",
            &json!([{"id": 3, "name": "Beratung", "color": "#fff", "icon": "advice", "icon_url": "x", "icon_color": "y"},
            {"id": 4, "name": "Bad", "color": "#fff", "icon": "bath", "icon_url": "x", "icon_color": "y"}]),
        ),
        file(
            at,
            "languages.json",
            &json!([{"id": 1, "code": "de", "bcp47_tag": "de-DE", "native_name": "Deutsch", "dir": "ltr"}]),
        ),
        file(at, "empty.json", &json!([])),
    ];
    let tally = run(&files).unwrap();
    assert_eq!(tally.failures(), []);
    // A page, three texts of places, four dates, two regions, an offer, two categories, a language.
    assert_eq!((tally.passed(), tally.total()), (14, 14));
}

#[test]
fn hours_that_are_not_kept_are_noticed() {
    let item = location(1, "de", "Rat");
    let right = "Mo 08:00-12:00,13:00-17:30; We 20:00-02:00; Fr 00:00-24:00; Su 22:00-24:00";
    assert_eq!(hours::of_place(&item, Some(right), ""), Ok(()));
    for wrong in [
        "Mo 08:00-12:00,13:00-17:30; We 20:00-24:00; Fr 00:00-24:00; Su 22:00-24:00",
        "Mo 08:00-12:00,13:00-17:00; We 20:00-02:00; Fr 00:00-24:00; Su 22:00-24:00",
        "Mo 08:00-12:00,13:00-17:30; We 20:00-02:00; Fr,Sa 00:00-24:00; Su 22:00-24:00",
        "24/7",
    ] {
        assert!(hours::of_place(&item, Some(wrong), "").is_err(), "{wrong}");
    }
    assert!(hours::of_place(&item, None, "").is_err());
    let mut unclear = item.clone();
    unclear["opening_hours"][0]["closed"] = json!(true);
    assert!(hours::of_place(&unclear, Some(right), "").is_err());
}

#[test]
fn what_is_not_an_answer_is_an_error_of_the_call() {
    let dir = tempfile::tempdir().unwrap();
    for text in ["[{", "5", "{\"a\": 1}"] {
        let path = dir.path().join("x.json");
        fs::write(&path, text).unwrap();
        assert!(run(&[path]).is_err(), "{text}");
    }
}
