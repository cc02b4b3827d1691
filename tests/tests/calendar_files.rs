//! An event for another calendar: from the phone, in the language in which it is read, with nothing of the person.

#![cfg(test)]

use companion_core::events::ical::events::{Entry, events};
use companion_core::events::ical::{component, value};
use companion_core::packs::format::{
    EventFact, EventText, Fact, Level, PlaceFact, Point, Reach, Text,
};
use companion_core::time::zone::Clock;
use companion_core::{CalendarFile, Companion, ErrorKind};
use companion_tests::made::{Made, human, paragraph};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

const PACK: &str = "sample-town";

fn town() -> Made {
    let mut made = Made::new(PACK, Level::City, "de").unwrap();
    let hall = PlaceFact {
        id: "hall".into(),
        point: Point::from_degrees(50.1, 10.1),
        street: Some("Hauptstraße 1".into()),
        postcode: None,
        town: Some("Musterstadt".into()),
        reach: Reach::default(),
        wheelchair: Some("yes".into()),
    };
    made.place(hall, &[("de", "Rathaus"), ("en", "Town hall"), ("ti", "ቤት ምምሕዳር")]).unwrap();
    let fact = EventFact {
        id: "meal".into(),
        start: "2026-12-01T18:00:00".into(),
        end: Some("2026-12-01T20:00:00".into()),
        rules: vec!["FREQ=WEEKLY;COUNT=6".into()],
        place: Some("hall".into()),
        ..EventFact::default()
    };
    for (tag, title) in [("de", "Gemeinsam essen"), ("en", "A meal together")] {
        let text = EventText {
            id: "meal".into(),
            title: title.into(),
            greeter: Some("Samira".into()),
            details: vec![paragraph("We cook together.")],
            origin: human(),
            ..EventText::default()
        };
        made.text(tag, Text::Event(text)).unwrap();
    }
    made.fact(Fact::Event(Box::new(fact)));
    made
}

async fn phone(languages: &[&str]) -> (Phone, Companion) {
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions(PACK, &town().editions(), monday()).unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    let tags: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
    app.set_languages(&tags).unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    (phone, app)
}

fn entry(file: &CalendarFile) -> Entry {
    let read = component::read(&file.bytes);
    assert_eq!(read.faults, []);
    let none = |_: &str| None::<Clock>;
    let mut found = events(&read, &none, "UTC");
    assert!(found.faults.is_empty() && found.entries.len() == 1, "{:?}", found.faults);
    found.entries.remove(0)
}

#[tokio::test]
async fn a_series_and_one_evening_of_it_go_to_another_calendar() {
    let (_phone, app) = phone(&["en"]).await;
    let file = app.calendar_file(PACK, "meal", None).unwrap();
    assert_eq!(file.name, "meal.ics");
    let series = entry(&file);
    assert_eq!(series.uid.as_deref(), Some("meal.sample-town@welcome-companion"));
    assert_eq!(series.details.title[0].text, "A meal together");
    assert_eq!(series.details.title[0].language.as_deref(), Some("en"));
    assert_eq!(series.details.location[0].text, "Town hall, Hauptstraße 1, Musterstadt");
    assert_eq!(series.details.geo, Some((50.1, 10.1)));
    assert!(series.details.description[0].text.contains("Who welcomes you: Samira"));
    assert!(series.details.description[0].text.contains("There are no steps."));
    // The day of the edition, not that of the phone.
    assert_eq!(series.details.stamp, Some(monday()));
    let starts: Vec<i64> = series
        .times
        .list_of(series.times.start)
        .map(|at| series.instant(at).unwrap().timestamp_millis())
        .collect();
    let shown = app.guide().unwrap().event(PACK, "meal", Some("2026-12-01T18:00:00")).unwrap();
    assert_eq!((starts.len(), starts[0]), (6, shown.item.starts_ms));

    let file = app.calendar_file(PACK, "meal", Some("2026-12-15T18:00:00")).unwrap();
    assert_eq!(file.name, "meal-2026-12-15.ics");
    let evening = entry(&file);
    assert_eq!(
        evening.instant(evening.times.start).unwrap().to_rfc3339(),
        "2026-12-15T17:00:00+00:00"
    );
    assert!(evening.times.rules.is_empty() && evening.uid != series.uid);

    for (id, of) in [
        ("feast", None),
        ("meal", Some("2026-12-16T18:00:00")),
        ("meal", Some("2026-12-15")),
        ("meal", Some("soon")),
    ] {
        let error = app.calendar_file(PACK, id, of).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{id} {of:?}");
    }
}

#[tokio::test]
async fn two_people_who_read_the_same_text_send_the_same_file() {
    let (_one, plain) = phone(&["de"]).await;
    let (other_phone, marked) = phone(&["ti", "de", "ar"]).await;
    let guide = marked.guide().unwrap();
    guide.record_mark(PACK, "meal", None, true).unwrap();
    guide.record_mark(PACK, "meal", Some("2026-12-15T18:00:00"), true).unwrap();
    marked.set_arrival(Some("2026-11-02")).unwrap();
    other_phone.clock.advance(3 * 24 * 60 * 60);
    assert_eq!(marked.guide().unwrap().list_reminders(3, 60).unwrap().len(), 3);
    for of in [None, Some("2026-12-15T18:00:00")] {
        let file = plain.calendar_file(PACK, "meal", of).unwrap();
        // Neither marks, nor reminders, nor another language of the reader, nor the day on which it was made.
        assert_eq!(file, marked.calendar_file(PACK, "meal", of).unwrap());
        let read = component::read(&file.bytes);
        let event = read.components[0].inside("VEVENT").next().unwrap();
        assert!(event.components.is_empty(), "an alarm is the person's own");
        for name in ["ATTENDEE", "X-WR-TIMEZONE", "CREATED", "LAST-MODIFIED"] {
            assert!(event.property(name).is_none(), "{name}");
        }
        assert_eq!(value::text(event.property("SUMMARY").unwrap()), "Gemeinsam essen");
    }
}
