use serde_json::json;

use super::*;
use crate::import::events::Defaults;
use crate::markdown;
use crate::source;
use crate::source::testing::folder;

const PLACES: (&str, &str) =
    ("places.csv", "id,street,postcode,town\nblue-house,Hafenweg 3,12345,Musterstadt\n");
const NAMES: (&str, &str) = ("places.de.csv", "id,name\nblue-house,Blaues Haus\n");

fn read_bytes(bytes: &[u8]) -> (Result<Vec<Event>, Unread>, ImportReport) {
    let dir = folder(&[PLACES, NAMES]);
    let source = source::read(dir.path()).0.unwrap();
    let from = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let context = Context::new(&source, Defaults::default(), None, from);
    let mut report = ImportReport::default();
    (read("outbox.json", bytes, &context, &mut report), report)
}

fn read_all(value: &Value) -> (Vec<Event>, ImportReport) {
    let (events, report) = read_bytes(value.to_string().as_bytes());
    (events.unwrap(), report)
}

fn one(value: &Value) -> (Event, ImportReport) {
    let (mut events, report) = read_all(value);
    assert_eq!(events.len(), 1, "{report:?}");
    (events.remove(0), report)
}

/// An event with more or other fields.
fn event(more: Value) -> Value {
    let mut event = json!({
        "type": "Event",
        "id": "https://events.example/1",
        "name": "Gemeinsam kochen",
        "startTime": "2026-12-01T17:00:00Z",
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
    });
    for (key, value) in more.as_object().unwrap() {
        event[key] = value.clone();
    }
    event
}

fn codes(report: &ImportReport) -> Vec<&'static str> {
    report.problems.iter().map(|p| p.code).collect()
}

fn written(event: &Event, tag: &str) -> String {
    markdown::write(&event.texts[&tag.parse().unwrap()].bodies)
}

#[test]
fn what_mobilizon_sends_becomes_an_event() {
    let (event, report) = one(&json!({
        "@context": [
            "https://www.w3.org/ns/activitystreams",
            {"ical": "http://www.w3.org/2002/12/cal/ical#", "Hashtag": "as:Hashtag", "sc": "http://schema.org#",
             "joinMode": {"@id": "mz:joinMode", "@type": "mz:joinModeType"}, "mz": "https://joinmobilizon.org/ns#"},
        ],
        "type": "Create",
        "actor": "https://events.example/@kitchen",
        "object": event(json!({
            "content": "<p>Wir kochen <em>zusammen</em>.</p><p><a href=\"/more\">Mehr</a></p>",
            "endTime": "2026-12-01T20:00:00+01:00",
            "timezone": "Europe/Lisbon",
            "ical:status": "TENTATIVE",
            "status": "TENTATIVE",
            "joinMode": "restricted",
            "maximumAttendeeCapacity": 20,
            "isOnline": false,
            "inLanguage": "de",
            "category": "FOOD_DRINK",
            "url": "https://events.example/1",
            "attributedTo": {"type": "Group", "name": "Nachbarschaftshaus", "id": "https://events.example/@kitchen"},
            "tag": [{"type": "Hashtag", "name": "#kochen"}, {"type": "Mention", "name": "@anna@social.example"}],
            "attachment": [
                {"type": "Link", "href": "https://kitchen.example", "mediaType": "text/html", "name": "Website"},
                {"type": "Document", "mediaType": "image/png", "url": "https://events.example/p.png"},
                {"type": "PropertyValue", "propertyID": "mz:accessibility:wheelchairAccessible", "value": "partially"},
            ],
            "location": {
                "type": "Place", "name": "Hinterhof", "latitude": 50.2, "longitude": 10.1,
                "address": {"type": "PostalAddress", "streetAddress": "Lange Gasse 5", "postalCode": "54321",
                            "addressLocality": "Anderstadt", "addressRegion": null, "addressCountry": "Deutschland"},
            },
        })),
    }));
    let fact = &event.fact;
    assert_eq!(
        (fact.start.as_str(), fact.zone.as_deref()),
        ("2026-12-01T17:00:00", Some("Europe/Lisbon"))
    );
    assert_eq!(fact.end.as_deref(), Some("2026-12-01T19:00:00"));
    assert_eq!(fact.status, EventStatus::Tentative);
    assert_eq!((fact.registration.as_deref(), fact.capacity), (Some("required"), Some(20)));
    assert_eq!(
        (fact.step_free.as_deref(), fact.organiser.as_deref()),
        (Some("limited"), Some("Nachbarschaftshaus"))
    );
    assert_eq!(
        (fact.uid.as_deref(), fact.url.as_deref()),
        (Some(event.key.as_str()), Some("https://events.example/1"))
    );
    let address = fact.address.clone().unwrap();
    assert_eq!(
        (address.street.as_deref(), address.town.as_deref()),
        (Some("Lange Gasse 5"), Some("Anderstadt"))
    );
    assert!(address.point.is_some() && address.state.is_none());
    assert_eq!(event.categories, ["FOOD_DRINK", "kochen"]);
    let text = written(&event, "de");
    assert!(
        text.starts_with("Wir kochen _zusammen_.") && text.contains("https://events.example/more"),
        "{text}"
    );
    assert!(text.contains("https://kitchen.example"), "{text}");
    assert_eq!(codes(&report), [""; 0]);
    assert_eq!(report.fields_left_out["picture or file beside an event"], 1);
}

#[test]
fn what_gancio_sends_becomes_an_event_at_a_place_of_the_pack() {
    let (event, _) = one(&event(json!({
        "startTime": "2026-12-01T19:30:00.000+01:00",
        "content": "<p>Kommt vorbei</p>",
        "summary": "Blaues Haus, Dienstag, 1. Dezember, 19:30",
        "location": {"type": "Place", "name": "Blaues Haus", "address": "Hafenweg 3, 12345 Musterstadt",
                     "latitude": null, "longitude": null},
        "attachment": [{"type": "Link", "mediaType": "text/html", "name": "https://live.example/x", "href": "https://live.example/x"}],
    })));
    assert_eq!(
        (event.fact.start.as_str(), event.fact.end.as_deref()),
        ("2026-12-01T19:30:00", None)
    );
    assert_eq!((event.fact.place.as_deref(), &event.fact.address), (Some("blue-house"), &None));
    let text = written(&event, "de");
    assert!(!text.contains("Dienstag") && text.contains("https://live.example/x"), "{text}");
}

#[test]
fn keys_are_known_under_any_prefix_that_the_context_binds() {
    for (context, key) in [
        (json!({"cal": "http://www.w3.org/2002/12/cal/ical#"}), "cal:status"),
        (
            json!({"state": {"@id": "cal:status"}, "cal": "http://www.w3.org/2002/12/cal/ical#"}),
            "state",
        ),
        (json!("https://www.w3.org/ns/activitystreams"), "ical:status"),
        (json!([]), "http://www.w3.org/2002/12/cal/ical#status"),
        (json!({"a": "b", "b": "a"}), "status"),
    ] {
        let mut value = event(json!({"@context": context}));
        value[key] = json!("CANCELLED");
        assert_eq!(one(&value).0.fact.status, EventStatus::Cancelled, "{key}");
    }
    let full = json!({
        "@type": "https://www.w3.org/ns/activitystreams#Event", "@id": "https://events.example/2",
        "as:name": {"@value": "Tee"}, "as:startTime": {"@value": "2026-12-01T17:00:00Z"}, "as:to": {"id": "as:Public"},
    });
    assert_eq!(one(&full).0.key, "https://events.example/2");
}

#[test]
fn what_is_not_for_everybody_is_left_out_and_told() {
    let followers = json!({"to": ["https://events.example/@kitchen/followers"]});
    for (more, told) in [
        (followers.clone(), "private event"),
        (json!({"to": []}), "private event"),
        (json!({"draft": true}), "draft of an event"),
    ] {
        let (events, report) = read_all(&event(more));
        assert!(events.is_empty());
        assert_eq!(report.fields_left_out[told], 1);
    }
    let unlisted = event(json!({"to": [], "cc": "as:Public"}));
    assert_eq!(read_all(&unlisted).0.len(), 1);
    // The event's own word counts before that of the activity around it.
    let around = json!({"type": "Create", "to": "as:Public", "object": event(followers)});
    assert!(read_all(&around).0.is_empty());
    let mut silent = event(json!({}));
    silent.as_object_mut().unwrap().remove("to");
    let around = json!({"type": "Create", "to": "as:Public", "object": silent});
    assert_eq!(read_all(&around).0.len(), 1);
}

#[test]
fn an_outbox_tells_the_latest_of_each_event() {
    let version = |name: &str, updated: &str| json!({"type": "Update", "object": event(json!({"name": name, "updated": updated}))});
    let other = event(json!({"id": "https://events.example/2", "name": "Tee"}));
    let outbox = json!({
        "type": "OrderedCollection",
        "first": {"type": "OrderedCollectionPage", "next": "https://events.example/outbox?page=2", "orderedItems": [
            {"type": "Delete", "object": {"type": "Tombstone", "id": "https://events.example/2"}},
            version("Alt", "2026-11-01T00:00:00Z"), version("Neu", "2026-11-03T00:00:00Z"), version("Mittel", "2026-11-02T00:00:00Z"),
            {"type": "Announce", "object": "https://elsewhere.example/9"},
            {"type": "Create", "object": other},
            {"type": "Delete", "object": "https://events.example/3"},
            {"type": "Create", "object": {"type": "Note", "content": "Hallo"}},
        ]},
    });
    let (events, report) = read_all(&outbox);
    let titles: Vec<_> = events
        .iter()
        .map(|e| (e.key.as_str(), e.texts.values().next().unwrap().title.as_str(), e.fact.status))
        .collect();
    assert_eq!(
        titles,
        [
            ("https://events.example/1", "Neu", EventStatus::Confirmed),
            ("https://events.example/2", "Tee", EventStatus::Cancelled),
        ]
    );
    assert_eq!(codes(&report), ["more-pages", "deleted"]);
    assert!(
        report.problems[1].message.contains("/first/orderedItems/6/object"),
        "{:?}",
        report.problems
    );
    assert_eq!(report.fields_left_out["object of which only the address is told"], 1);
    assert_eq!(report.fields_left_out["object of type \"Note\""], 1);
    let elsewhere = json!({"type": "OrderedCollection", "totalItems": 9, "first": "https://events.example/outbox?page=1"});
    let (events, report) = read_all(&elsewhere);
    assert!(events.is_empty());
    assert_eq!(codes(&report), ["page-elsewhere"]);
    assert_eq!(read_all(&json!([])).0, []);
}

#[test]
fn texts_come_in_the_languages_of_the_pack() {
    let (found, report) = one(&event(json!({
        "name": "Kochen", "nameMap": {"de": "Kochen", "en": "Cooking", "fr": "Cuisine"},
        "contentMap": {"de": "<p>Zusammen</p>", "en": "<p>Together</p>"},
    })));
    let titles: Vec<_> =
        found.texts.iter().map(|(tag, w)| (tag.to_string(), w.title.as_str())).collect();
    assert_eq!(titles, [("de".to_owned(), "Kochen"), ("en".to_owned(), "Cooking")]);
    assert_eq!(written(&found, "en"), "Together\n");
    assert_eq!(report.fields_left_out["text in a language that the pack does not have"], 1);
    let (events, report) = read_all(&event(json!({"inLanguage": "fr"})));
    assert!(events.is_empty());
    assert_eq!(codes(&report), ["title-missing"]);
    assert!(one(&event(json!({"inLanguage": "und"}))).0.texts.contains_key(&"de".parse().unwrap()));
}

#[test]
fn online_is_where_a_link_leads() {
    let online = |more| one(&event(more)).0.fact;
    let virtual_one = json!({"location": [
        {"type": "Place", "name": "Blaues Haus"},
        {"type": "VirtualLocation", "url": "https://meet.example/1"},
    ]});
    let fact = online(virtual_one);
    assert_eq!(
        (fact.place.as_deref(), fact.online.as_deref()),
        (Some("blue-house"), Some("https://meet.example/1"))
    );
    let site = json!([{"type": "Link", "name": "Website", "href": "https://meet.example/2"}]);
    let fact = online(json!({"isOnline": true, "attachment": site}));
    assert_eq!(fact.online.as_deref(), Some("https://meet.example/2"));
    assert_eq!(online(json!({"attachment": site})).online, None);
    let nowhere =
        online(json!({"location": {"type": "Place", "name": "Online", "address": "online"}}));
    assert_eq!((nowhere.place, nowhere.address, nowhere.online), (None, None, None));
}

#[test]
fn persons_are_not_named() {
    let organiser = |actor: Value| one(&event(json!({"attributedTo": actor}))).0.fact.organiser;
    assert_eq!(organiser(json!("https://events.example/@anna")), None);
    assert_eq!(organiser(json!({"type": "Person", "name": "Anna"})), None);
    assert_eq!(organiser(json!({"type": "Group", "name": "anna@events.example"})), None);
    assert_eq!(
        organiser(
            json!([{"type": "Person", "name": "Anna"}, {"type": "Organization", "name": "Chor"}])
        )
        .as_deref(),
        Some("Chor")
    );
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (more, code) in [
        (json!({"startTime": "soon"}), "event-without-start"),
        (json!({"startTime": null}), "event-without-start"),
        (json!({"name": " "}), "title-missing"),
    ] {
        let (events, report) = read_all(&event(more));
        assert!(events.is_empty());
        assert_eq!(codes(&report), [code]);
    }
    for (more, code) in [
        (json!({"endTime": "2026-11-30T00:00:00Z"}), "event-without-end"),
        (json!({"timezone": "Europe/Bonn"}), "zone-unknown"),
        (json!({"maximumAttendeeCapacity": -1}), "capacity-unread"),
        (json!({"status": "PERHAPS"}), "status-unknown"),
        (json!({"joinMode": "dance"}), "join-mode-unknown"),
        (
            json!({"location": [{"type": "Place", "name": "Hof"}, {"type": "Place", "name": "Saal"}]}),
            "second-place",
        ),
    ] {
        let (found, report) = one(&event(more));
        assert_eq!(
            (codes(&report), found.fact.start.as_str()),
            (vec![code], "2026-12-01T18:00:00")
        );
        assert!(report.problems[0].message.starts_with("at \"/"), "{:?}", report.problems);
    }
    let nested = "[".repeat(40) + &event(json!({})).to_string() + &"]".repeat(40);
    let (_, report) = read_bytes(nested.as_bytes());
    assert_eq!(codes(&report), ["too-deep"]);
    assert!(
        matches!(read_bytes(b"{\"type\": \"Event\"").0, Err(Unread::CutOff(m)) if m.contains("line 1"))
    );
    assert!(matches!(read_bytes(b"{\"type\" 1}").0, Err(Unread::Malformed(_))));
    for other in ["{}", "{\"error\": \"not found\"}", "[1]", "{\"type\": \"Person\"}"] {
        assert_eq!(read_bytes(other.as_bytes()).0, Err(Unread::NoEvents), "{other}");
    }
}

#[test]
fn whole_days_and_lengths_are_understood() {
    let fact = |more| one(&event(more)).0.fact;
    let days = fact(json!({"startTime": "2026-12-01", "endTime": "2026-12-03"}));
    assert_eq!((days.start.as_str(), days.end.as_deref()), ("2026-12-01", Some("2026-12-03")));
    assert_eq!(fact(json!({"duration": "PT1H30M"})).end.as_deref(), Some("2026-12-01T19:30:00"));
    // Nobody's clock shows the zone that servers fall back to.
    assert_eq!(fact(json!({"timezone": "Etc/UTC"})).zone.as_deref(), Some("Europe/Berlin"));
}

/// Every size in it is one that would take minutes if it were met by every object.
#[test]
fn a_hostile_outbox_ends_soon() {
    let many =
        |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<Vec<_>>().join(",");
    let terms = many(40_000, &|n| format!("\"t{n}\":\"as:t{n}\""));
    let to = many(40_000, &|n| format!("\"https://events.example/{n}\""));
    let small =
        many(40_000, &|n| format!("{{\"@context\":{{}},\"type\":\"Event\",\"id\":\"{n}\"}}"));
    let outbox = format!(
        "{{\"@context\":{{{terms}}},\"type\":\"Create\",\"to\":[{to}],\"object\":[{small}]}}"
    );
    let (events, report) = read_bytes(outbox.as_bytes());
    assert!(events.unwrap().is_empty());
    assert_eq!(report.fields_left_out["private event"], 40_000);
    let links =
        many(40_000, &|n| format!("{{\"type\":\"Link\",\"href\":\"https://events.example/{n}\"}}"));
    let tags = many(40_000, &|n| format!("{{\"type\":\"Hashtag\",\"name\":\"#{n}\"}}"));
    let mut large = event(json!({}));
    large["attachment"] = serde_json::from_str(&format!("[{links}]")).unwrap();
    large["tag"] = serde_json::from_str(&format!("[{tags}]")).unwrap();
    assert_eq!(one(&large).0.categories.len(), MOST_TAGS);
}
