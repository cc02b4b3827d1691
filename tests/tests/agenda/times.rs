//! Windows of time: the right days and hours, filters, reasons, pages.

use companion_core::ErrorKind;
use companion_core::guide::{AgendaQuery, Because};
use companion_core::packs::format::{
    EventAddress, EventChange, EventChangeText, EventFact, Point, Text,
};
use companion_core::text::LanguageTag;

use crate::town::{PACK, event, ids, list, ms, phone_with, text, town, weekly, window};

#[tokio::test]
async fn a_series_keeps_its_hour_when_the_clocks_change_and_a_moved_evening_is_told() {
    let mut series = weekly("meal", "2026-10-13T18:00:00", "2026-10-13T20:00:00");
    series.changes = vec![
        EventChange {
            of: "2026-10-27T18:00:00".into(),
            start: Some("2026-10-28T19:00:00".into()),
            ..EventChange::default()
        },
        EventChange { of: "2026-11-03T18:00:00".into(), cancelled: true, ..EventChange::default() },
    ];
    let mut made = town(vec![(series, &[])]);
    let mut words = text("meal", "Gemeinsam essen");
    let moved = EventChangeText { title: Some("Essen am Mittwoch".into()), note: None };
    let gone = EventChangeText { title: None, note: Some("Die Küche wird gestrichen".into()) };
    words.changes.insert("2026-10-27T18:00:00".into(), moved);
    words.changes.insert("2026-11-03T18:00:00".into(), gone);
    made.text("de", Text::Event(words)).unwrap();
    let (_phone, app) = phone_with(&made, &["de"]).await;
    let items = list(&app, &window("2026-10-19T00:00:00Z", "2026-11-12T00:00:00Z"));
    let told: Vec<_> = items
        .iter()
        .map(|i| (i.starts_local.as_str(), i.starts_ms, i.title.as_str(), i.cancelled, i.changed))
        .collect();
    let expected = [
        ("2026-10-20T18:00:00", ms("2026-10-20T16:00:00Z"), "Gemeinsam essen", false, false),
        ("2026-10-28T19:00:00", ms("2026-10-28T18:00:00Z"), "Essen am Mittwoch", false, true),
        ("2026-11-03T18:00:00", ms("2026-11-03T17:00:00Z"), "Gemeinsam essen", true, true),
        ("2026-11-10T18:00:00", ms("2026-11-10T17:00:00Z"), "Gemeinsam essen", false, false),
    ];
    assert_eq!(told, expected);
    assert_eq!(items[0].ends_local.as_deref(), Some("2026-10-20T20:00:00"));
    // A moved one keeps its length and its name.
    assert_eq!(items[1].of, "2026-10-27T18:00:00");
    assert_eq!(items[1].ends_ms - items[1].starts_ms, 2 * 3600 * 1000);

    let guide = app.guide().unwrap();
    let cancelled = guide.event(PACK, "meal", Some("2026-11-03T18:00:00")).unwrap();
    assert_eq!(cancelled.note.as_deref(), Some("Die Küche wird gestrichen"));
    assert!(cancelled.item.cancelled && cancelled.repeats);
    let next = guide.event(PACK, "meal", None).unwrap();
    assert_eq!(next.item.starts_ms, next.next[0].starts_ms);
    assert!(next.next.len() > 3 && next.greeter.is_some() && next.access.is_some());
    let missing = guide.event(PACK, "meal", Some("2026-11-04T18:00:00")).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn only_what_is_surely_so_passes_a_filter_and_reasons_are_told() {
    let uk: LanguageTag = "uk".parse().unwrap();
    let open = EventFact {
        place: Some("hall".into()),
        cost: Some("free".into()),
        children: Some(true),
        languages: vec![uk],
        topics: vec!["language".into()],
        ..event("cafe", "2026-11-24T18:00:00", "2026-11-24T20:00:00")
    };
    let dear = EventFact {
        cost: Some("paid".into()),
        price: Some("12 EUR".into()),
        address: Some(EventAddress {
            name: Some("Theater".into()),
            point: Point::from_degrees(50.2, 10.1),
            ..EventAddress::default()
        }),
        step_free: Some("no".into()),
        children: Some(false),
        ..event("play", "2026-11-24T19:00:00", "")
    };
    let unsaid = event("walk", "2026-11-25T10:00:00", "");
    let de: &[(&str, &str)] = &[("de", "Etwas")];
    let (_phone, app) =
        phone_with(&town(vec![(open, de), (dear, de), (unsaid, de)]), &["uk"]).await;
    let all = || window("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z");
    assert_eq!(ids(&app, &all()), ["cafe", "play", "walk"]);
    assert_eq!(ids(&app, &AgendaQuery { free: true, ..all() }), ["cafe"]);
    assert_eq!(ids(&app, &AgendaQuery { step_free: true, ..all() }), ["cafe"]);
    assert_eq!(ids(&app, &AgendaQuery { with_children: true, ..all() }), ["cafe"]);
    assert_eq!(ids(&app, &AgendaQuery { in_my_languages: true, ..all() }), ["cafe"]);
    assert_eq!(ids(&app, &AgendaQuery { topics: vec!["language".into()], ..all() }), ["cafe"]);
    let here = AgendaQuery { lat: Some(50.1), lon: Some(10.11), ..all() };
    assert_eq!(ids(&app, &AgendaQuery { within_m: Some(2000), ..here.clone() }), ["cafe"]);

    let asked = AgendaQuery { interests: vec!["language".into(), "sport".into()], ..here };
    let items = list(&app, &asked);
    let (cafe, play) = (&items[0], &items[1]);
    let metres = cafe.distance_m.unwrap();
    assert!((600..800).contains(&metres), "{metres}");
    let reasons = [
        Because::SharedTopic { topic: "language".into() },
        Because::Near { metres },
        Because::YourLanguage { language: "uk".into() },
    ];
    assert_eq!(cafe.because, reasons);
    assert_eq!(play.because, []);
    assert_eq!((cafe.place.as_deref(), cafe.step_free.as_deref()), (Some("Rathaus"), Some("yes")));
    assert_eq!(cafe.address, ["Hauptstraße 1", "Musterstadt"]);
    assert_eq!((play.place.as_deref(), play.price.as_deref()), (Some("Theater"), Some("12 EUR")));
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_whatever_their_size() {
    let mut events = Vec::new();
    for n in 0..40 {
        let day = 24 + n % 5;
        let start = format!("2026-11-{day}T{:02}:00:00", 8 + n % 7);
        events.push((event(&format!("once-{n:02}"), &start, ""), &[("de", "Einmal")][..]));
    }
    for n in 0..9 {
        let start = format!("2026-01-0{}T{:02}:30:00", 1 + n, 9 + n);
        let daily = EventFact {
            rules: vec!["FREQ=DAILY".into()],
            ..event(&format!("daily-{n}"), &start, "")
        };
        events.push((daily, &[("de", "Täglich")][..]));
    }
    // Titles differ, so that nothing is taken for the same.
    let titles: Vec<String> =
        events.iter().map(|(e, _)| format!("Nummer {}", e.id.replace('-', ""))).collect();
    let mut made = town(events.iter().map(|(e, _)| (e.clone(), &[][..])).collect());
    for ((fact, _), title) in events.iter().zip(&titles) {
        made.text("de", Text::Event(text(&fact.id, title))).unwrap();
    }
    let (_phone, app) = phone_with(&made, &["de"]).await;
    let query = window("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z");
    let whole = list(&app, &query);
    assert_eq!(whole.len(), 40 + 9 * 7);
    assert!(whole.is_sorted_by_key(|i| (i.starts_ms, i.id.clone())));
    for limit in [1, 2, 7, 50] {
        let mut paged = Vec::new();
        let mut behind = None;
        loop {
            let query = AgendaQuery { limit: Some(limit), behind, ..query.clone() };
            let page = app.guide().unwrap().list_agenda(&query).unwrap();
            assert!(page.items.len() <= limit as usize);
            paged.extend(page.items);
            behind = page.next;
            if behind.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole, "pages of {limit}");
    }
    let wrong = AgendaQuery { behind: Some("nonsense".into()), ..AgendaQuery::default() };
    let error = app.guide().unwrap().list_agenda(&wrong).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn days_and_other_zones_are_shown_as_they_are_there() {
    let fair = event("fair", "2026-11-28", "2026-11-29");
    let call = EventFact {
        zone: Some("America/New_York".into()),
        online: Some("https://meet.example.org/1".into()),
        ..event("call", "2026-11-27T20:00:00", "2026-11-27T21:00:00")
    };
    let nowhere = EventFact {
        zone: Some("Europe/Atlantis".into()),
        ..event("lost", "2026-11-27T20:00:00", "")
    };
    let made = town(vec![
        (fair, &[("de", "Markt"), ("en", "Fair")]),
        (call, &[("de", "Anruf")]),
        (nowhere, &[("de", "Verloren")]),
    ]);
    let (_phone, app) = phone_with(&made, &["ar", "en"]).await;
    let items = list(&app, &window("2026-11-23T00:00:00Z", "2026-12-01T00:00:00Z"));
    let told: Vec<_> = items
        .iter()
        .map(|i| {
            (
                i.title.as_str(),
                i.language.as_str(),
                i.starts_ms,
                i.starts_local.as_str(),
                i.ends_local.as_deref(),
            )
        })
        .collect();
    let expected = [
        ("Fair", "en", ms("2026-11-27T23:00:00Z"), "2026-11-28", Some("2026-11-29")),
        (
            "Anruf",
            "de",
            ms("2026-11-28T01:00:00Z"),
            "2026-11-27T20:00:00",
            Some("2026-11-27T21:00:00"),
        ),
    ];
    assert_eq!(told, expected);
    assert_eq!(items[0].ends_ms, ms("2026-11-29T23:00:00Z"));
    assert!(items[1].online && items[1].zone == "America/New_York");
    // Until its last moment it is on.
    let late = window("2026-11-29T22:59:00Z", "2026-11-30T00:00:00Z");
    assert_eq!(ids(&app, &late), ["fair"]);
    assert_eq!(
        ids(&app, &window("2026-11-29T23:00:00Z", "2026-11-30T00:00:00Z")),
        Vec::<String>::new()
    );
}
