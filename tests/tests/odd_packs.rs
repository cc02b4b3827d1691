//! Packs that are signed, safe and still odd: whatever stands in them, reading ends and shows what can be shown.

#![cfg(test)]

use companion_core::Companion;
use companion_core::guide::{OpenView, PlaceFilter};
use companion_core::packs::format::{
    ChecklistFact, ChecklistText, Fact, Holidays, Level, PageFact, Point, TaskFact, TaskText, Text,
};
use companion_tests::look;
use companion_tests::made::{Made, name, page, page_below, place};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

async fn installed(packs: &[Made]) -> (Phone, Companion) {
    let publisher = Publisher::new().unwrap();
    for made in packs {
        publisher.publish_editions(&made.fact.id, &made.editions(), monday()).unwrap();
    }
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, &packs[0].fact.id).unwrap()).unwrap();
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
    (phone, app)
}

fn town() -> Made {
    let mut made = Made::new("odd-town", Level::City, "de").unwrap();
    made.page(page("plain"), &[("de", "Schlicht", "Eine ganz gewöhnliche Seite.")]).unwrap();
    made
}

#[tokio::test]
async fn a_tree_that_bites_its_own_tail_holds_nobody_up() {
    let mut made = town();
    made.page(page_below("tail", "head"), &[("de", "Kopf", "Text")]).unwrap();
    made.page(page_below("head", "tail"), &[("de", "Schwanz", "Text")]).unwrap();
    made.page(page_below("self", "self"), &[("de", "Selbst", "Text")]).unwrap();
    made.page(page_below("nobody", "orphan"), &[("de", "Waise", "Text")]).unwrap();
    let (_phone, app) = installed(&[made]).await;
    let guide = app.guide().unwrap();
    assert_eq!(guide.list_top().unwrap().len(), 1, "only what hangs on nothing");
    for id in ["head", "tail", "self", "orphan"] {
        let read = guide.page("odd-town", id).unwrap();
        assert!(read.above.len() <= 32 && read.path.len() < 1000, "{id}");
        guide.resolve(&read.link, None).unwrap();
        guide.resolve(&read.path, None).unwrap();
    }
    assert_eq!(app.find("Text", 20).unwrap().len(), 4, "all of them are found");
}

#[tokio::test]
async fn packs_that_stand_above_each_other_hold_nobody_up() {
    let (mut one, mut other) = (town(), Made::new("other-town", Level::City, "de").unwrap());
    one.fact.parent = Some("other-town".into());
    other.fact.parent = Some("odd-town".into());
    let replaces = |id: &str, what: &str| PageFact { replaces: Some(what.into()), ..page(id) };
    let text = [("de", "Titel", "Text")];
    one.page(replaces("a", "other-town/b"), &text).unwrap();
    other.page(replaces("b", "odd-town/a"), &text).unwrap();
    one.page(replaces("c", "odd-town/c"), &text).unwrap();
    one.page(replaces("d", "other-town/d/e"), &text).unwrap();
    one.page(replaces("e", "nonsense"), &text).unwrap();
    let (_phone, app) = installed(&[one, other]).await;
    let guide = app.guide().unwrap();
    assert_eq!(guide.list_layers().unwrap().len(), 2);
    let top: Vec<String> = guide.list_top().unwrap().into_iter().map(|n| n.id).collect();
    assert!(["plain", "d", "e"].iter().all(|id| top.iter().any(|t| t == id)), "{top:?}");
    for (pack, id) in [("odd-town", "a"), ("other-town", "b"), ("odd-town", "c")] {
        assert_eq!(guide.page(pack, id).unwrap().title, "Titel");
        guide.list_below(pack, id).unwrap();
    }
}

#[tokio::test]
async fn a_pack_that_is_its_own_parent_is_one_pack() {
    let mut made = town();
    made.fact.parent = Some("odd-town".into());
    let (_phone, app) = installed(&[made]).await;
    assert_eq!(app.list_subscriptions().unwrap().len(), 1);
    assert_eq!(app.guide().unwrap().list_layers().unwrap().len(), 1);
}

#[tokio::test]
async fn numbers_and_dates_beyond_all_measure_are_shown_or_left_out() {
    let mut made = town();
    made.fact.holidays = Holidays { years: vec![2026, i32::MAX], dates: vec!["someday".into()] };
    for (id, point) in [("far", Point(i32::MAX, i32::MIN)), ("near", Point(0, 0))] {
        let mut somewhere = place(id);
        somewhere.point = Some(point);
        somewhere.reach.opening_hours = Some("Mo 00:00-48:00; PH off; x; 99:99-".into());
        made.place(somewhere, &[("de", id)]).unwrap();
    }
    made.notice("backwards", ("9999-99-99", "0000"), true, &[("de", "Nie")]).unwrap();
    made.notice("always", ("", "zzz"), false, &[("de", "Immer")]).unwrap();
    let list = ChecklistFact {
        id: "list".into(),
        order: i64::MIN,
        tasks: vec![TaskFact { id: "late".into(), due_days: Some(u32::MAX), link: None }],
    };
    made.fact(Fact::Checklist(list));
    let text = ChecklistText {
        id: "list".into(),
        title: "Liste".into(),
        tasks: [("late".to_owned(), TaskText { title: "Spät".into(), note: None })].into(),
        origin: Default::default(),
    };
    made.text("de", Text::Checklist(text)).unwrap();
    let (_phone, app) = installed(&[made]).await;
    app.set_arrival(Some("2026-11-02")).unwrap();

    let guide = app.guide().unwrap();
    let here = PlaceFilter { lat: Some(0.0), lon: Some(0.0), ..PlaceFilter::default() };
    let places = guide.list_places(&here).unwrap();
    assert_eq!((places[0].id.as_str(), places[0].distance_m), ("near", Some(0)));
    assert_eq!(places[1].open, OpenView::Unknown);
    for lat in [f64::NAN, f64::INFINITY, 1e300] {
        let nowhere = PlaceFilter { lat: Some(lat), lon: Some(lat), ..PlaceFilter::default() };
        assert_eq!(guide.list_places(&nowhere).unwrap().len(), 2);
    }
    let notices: Vec<String> = guide.list_notices().unwrap().into_iter().map(|n| n.id).collect();
    assert_eq!(notices, ["always"]);
    let task = guide.list_checklists().unwrap().remove(0).tasks.remove(0);
    assert!(!task.overdue, "{:?}", task.due);
    look::content(&app, &["Liste"]).unwrap();
}

#[tokio::test]
async fn a_pack_without_any_language_that_is_there_shows_nothing_and_breaks_nothing() {
    let mut made = Made::new("odd-town", Level::City, "ti").unwrap();
    made.fact.names.clear();
    made.page(page("plain"), &[]).unwrap();
    made.place(place("somewhere"), &[]).unwrap();
    made.text("ar", Text::Pack(name("odd-town", "مدينة"))).unwrap();
    let (_phone, app) = installed(&[made]).await;
    let guide = app.guide().unwrap();
    assert_eq!(guide.list_top().unwrap(), []);
    assert_eq!(guide.list_places(&PlaceFilter::default()).unwrap(), []);
    assert_eq!(guide.list_layers().unwrap()[0].name, "odd-town", "its id, where it has no name");
    assert!(guide.page("odd-town", "plain").is_err());
}

#[tokio::test]
async fn texts_of_things_that_are_not_there_are_not_shown() {
    let mut made = town();
    made.text("de", Text::Phrase(name("ghost", "Niemand hat mich gerufen"))).unwrap();
    let (_phone, app) = installed(&[made]).await;
    assert_eq!(app.guide().unwrap().list_phrases().unwrap(), []);
    assert_eq!(app.find("gerufen", 5).unwrap(), [], "its link would lead nowhere");
}
