//! Several sources that tell of one thing, and one that tells of several.

use companion_core::packs::format::{EventAddress, EventFact, Point};

use crate::town::{event, list, phone_with, town, window};

#[tokio::test]
async fn what_two_feeds_tell_of_is_one_entry_and_what_only_sounds_alike_is_two() {
    let at_hall = |id: &str, start: &str| EventFact {
        place: Some("hall".into()),
        feed: Some(id.into()),
        ..event(id, start, "")
    };
    let near = EventFact {
        address: Some(EventAddress {
            point: Point::from_degrees(50.1005, 10.1005),
            ..EventAddress::default()
        }),
        ..event("b-town", "2026-11-24T18:00:00", "")
    };
    let far = EventFact {
        address: Some(EventAddress {
            point: Point::from_degrees(50.15, 10.1),
            ..EventAddress::default()
        }),
        ..event("c-far", "2026-11-24T18:00:00", "")
    };
    let made = town(vec![
        (at_hall("a-club", "2026-11-24T18:00:00"), &[("de", "Sprachcafé für alle")]),
        (near, &[("de", "Sprachcafé  für Alle!")]),
        (far, &[("de", "Sprachcafé für alle")]),
        (at_hall("d-chess", "2026-11-24T18:00:00"), &[("de", "Schach")]),
        (at_hall("e-later", "2026-11-24T19:00:00"), &[("de", "Sprachcafé für alle")]),
    ]);
    let (_phone, app) = phone_with(&made, &["de"]).await;
    let items = list(&app, &window("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"));
    let told: Vec<_> = items.iter().map(|i| (i.id.as_str(), i.also.len())).collect();
    assert_eq!(told, [("a-club", 1), ("c-far", 0), ("d-chess", 0), ("e-later", 0)]);
    assert_eq!(items[0].also, ["welcome://sample-town/event/b-town"]);
}

#[tokio::test]
async fn what_one_source_lists_twice_is_two_and_one_name_for_both_is_one() {
    let at = |id: &str, feed: Option<&str>, uid: Option<&str>| EventFact {
        place: Some("hall".into()),
        feed: feed.map(str::to_owned),
        uid: uid.map(str::to_owned),
        ..event(id, "2026-11-24T18:00:00", "")
    };
    let made = town(vec![
        // Two groups of one course, at one hour in one house.
        (at("a-one", Some("school"), None), &[("de", "Deutschkurs Gruppe eins")]),
        (at("b-two", Some("school"), None), &[("de", "Deutschkurs Gruppe zwei")]),
        (at("c-own", None, None), &[("de", "Offener Abend")]),
        (at("d-own", None, None), &[("de", "Offener Abend")]),
        // Two feeds: a number tells them apart, a UID makes them one whatever they are called.
        (at("e-club", Some("club"), None), &[("de", "Chorprobe 1")]),
        (at("f-town", Some("town"), None), &[("de", "Chorprobe 2")]),
        (at("g-club", Some("club"), Some("x@club")), &[("de", "Schach")]),
        (at("h-town", Some("town"), Some("x@club")), &[("de", "Spieleabend")]),
    ]);
    let (_phone, app) = phone_with(&made, &["de"]).await;
    let items = list(&app, &window("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"));
    let told: Vec<_> = items.iter().map(|i| (i.id.as_str(), i.also.len())).collect();
    let expected = ["a-one", "b-two", "c-own", "d-own", "e-club", "f-town"].map(|id| (id, 0));
    assert_eq!(told, [&expected[..], &[("g-club", 1)]].concat());
}
