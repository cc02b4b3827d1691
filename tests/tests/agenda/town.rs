//! A town with a hall and some events, on a phone.

use companion_core::Companion;
use companion_core::guide::{AgendaItem, AgendaQuery};
use companion_core::packs::format::{
    EventFact, EventText, Fact, Level, PlaceFact, Point, Reach, Text,
};
use companion_tests::made::{Made, human, paragraph};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

pub(crate) const PACK: &str = "sample-town";

pub(crate) fn event(id: &str, start: &str, end: &str) -> EventFact {
    let end = Some(end.to_owned()).filter(|end| !end.is_empty());
    EventFact { id: id.into(), start: start.into(), end, ..EventFact::default() }
}

pub(crate) fn weekly(id: &str, start: &str, end: &str) -> EventFact {
    EventFact { rules: vec!["FREQ=WEEKLY".into()], ..event(id, start, end) }
}

pub(crate) fn text(id: &str, title: &str) -> EventText {
    EventText {
        id: id.into(),
        title: title.into(),
        greeter: Some("Samira, at the door with a yellow scarf".into()),
        access: Some("Ring at the blue gate".into()),
        expect: Some("Nothing; children are welcome".into()),
        details: vec![paragraph("We cook together.")],
        origin: human(),
        ..EventText::default()
    }
}

pub(crate) fn town(events: Vec<(EventFact, &[(&str, &str)])>) -> Made {
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
    made.place(hall, &[("de", "Rathaus"), ("en", "Town hall")]).unwrap();
    for (fact, titles) in events {
        for (tag, title) in titles {
            made.text(tag, Text::Event(text(&fact.id, title))).unwrap();
        }
        made.fact(Fact::Event(Box::new(fact)));
    }
    made
}

pub(crate) async fn phone_with(made: &Made, languages: &[&str]) -> (Phone, Companion) {
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions(PACK, &made.editions(), monday()).unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    let tags: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
    app.set_languages(&tags).unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    (phone, app)
}

pub(crate) fn ms(text: &str) -> i64 {
    text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_millis()
}

pub(crate) fn window(from: &str, until: &str) -> AgendaQuery {
    AgendaQuery {
        from_ms: Some(ms(from)),
        until_ms: Some(ms(until)),
        limit: Some(1000),
        ..AgendaQuery::default()
    }
}

pub(crate) fn list(app: &Companion, query: &AgendaQuery) -> Vec<AgendaItem> {
    let page = app.guide().unwrap().list_agenda(query).unwrap();
    assert_eq!(page.next, None);
    page.items
}

pub(crate) fn ids(app: &Companion, query: &AgendaQuery) -> Vec<String> {
    list(app, query).into_iter().map(|item| item.id).collect()
}
