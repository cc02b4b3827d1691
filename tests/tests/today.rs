//! What holds today, here: dates and ticks of checklists, notices, places that are open, whom to call.

#![cfg(test)]

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::guide::{OpenView, PlaceFilter};
use companion_core::packs::format::{ContactKind, Holidays, Level, OriginKind};
use companion_core::testing::ScriptedTransport;
use companion_core::text::language::ServedBecause;
use companion_core::{Companion, ErrorKind};
use companion_tests::land::{self, CITY, COUNTRY, REGION};
use companion_tests::made::Made;
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

async fn phone_of(languages: &[&str]) -> (Publisher, Arc<ScriptedTransport>, Phone, Companion) {
    let publisher = land::published().unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    let tags: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
    app.set_languages(&tags).unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    (publisher, web, phone, app)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[tokio::test]
async fn tasks_are_due_from_the_day_of_arrival_on() {
    let (_publisher, _web, phone, app) = phone_of(&["en"]).await;
    let tasks = || app.guide().unwrap().list_checklists().unwrap().remove(0).tasks;
    assert!(tasks().iter().all(|t| t.due.is_none() && !t.overdue), "the day is not known");

    app.set_arrival(Some("2026-11-09")).unwrap();
    let dues: Vec<_> = tasks().into_iter().map(|t| (t.id, t.due, t.overdue)).collect();
    let due = |id: &str, day: Option<&str>| (id.to_owned(), day.map(str::to_owned), false);
    let expected =
        [due("register", Some("2026-11-23")), due("doctor", Some("2026-12-09")), due("bank", None)];
    assert_eq!(dues, expected, "today is the last day");

    // Five minutes before midnight in Berlin, then five minutes after.
    phone.clock.set(at("2026-11-23T22:55:00Z"));
    assert!(!tasks()[0].overdue);
    phone.clock.set(at("2026-11-23T23:05:00Z"));
    assert!(tasks()[0].overdue);
    app.guide().unwrap().record_tick(CITY, "first-weeks", "register", true).unwrap();
    assert!(!tasks()[0].overdue, "it is done");
    assert_eq!(tasks()[0].done_at_ms, Some(at("2026-11-23T23:05:00Z").timestamp_millis()));
    app.guide().unwrap().record_tick(CITY, "first-weeks", "register", false).unwrap();
    assert_eq!((tasks()[0].done_at_ms, tasks()[0].overdue), (None, true));
}

#[tokio::test]
async fn a_task_that_is_not_translated_is_still_a_task() {
    let (_publisher, _web, _phone, app) = phone_of(&["en"]).await;
    let list = app.guide().unwrap().checklist(CITY, "first-weeks").unwrap();
    let titles: Vec<&str> = list.tasks.iter().map(|t| t.title.as_str()).collect();
    assert_eq!(titles, ["Register", "Arzt suchen", "Open an account"]);
    assert_eq!((list.title.as_str(), list.info.language.as_str()), ("First weeks", "en"));
    let guide = app.guide().unwrap();
    for (list, task) in [("first-weeks", "gone"), ("gone", "bank")] {
        let missing = guide.record_tick(CITY, list, task, true).unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NotFound);
    }
}

#[tokio::test]
async fn ticks_and_saved_things_outlive_the_pack() {
    let (publisher, _web, phone, app) = phone_of(&["en"]).await;
    let guide = app.guide().unwrap();
    guide.record_tick(CITY, "first-weeks", "bank", true).unwrap();
    guide.record_saved(CITY, "place", "town-hall").unwrap();
    phone.clock.advance(60);
    let guide = app.guide().unwrap();
    guide.record_saved(COUNTRY, "page", "work").unwrap();
    guide.record_saved(CITY, "place", "town-hall").unwrap();
    assert_eq!(guide.record_saved(CITY, "place", "gone").unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(guide.record_saved(CITY, "pack", CITY).unwrap_err().kind(), ErrorKind::Invalid);
    let titles = || {
        let saved = app.guide().unwrap().list_saved().unwrap();
        saved.into_iter().map(|s| (s.id, s.title)).collect::<Vec<_>>()
    };
    let named = |id: &str, title: Option<&str>| (id.to_owned(), title.map(str::to_owned));
    let whole = [named("work", Some("Work")), named("town-hall", Some("Town hall"))];
    assert_eq!(titles(), whole, "saving again keeps the first moment");

    app.remove_pack(CITY).unwrap();
    assert_eq!(titles(), [named("work", Some("Work")), named("town-hall", None)]);
    assert_eq!(app.list_editions(CITY).unwrap(), []);
    assert!(app.find("rathaus", 5).unwrap().is_empty(), "nothing of it is left in the index");
    let unknown = app.sync_pack(CITY, None).await.unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::NotFound);

    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    assert_eq!(titles(), whole);
    let list = app.guide().unwrap().checklist(CITY, "first-weeks").unwrap();
    assert!(list.tasks.iter().any(|t| t.id == "bank" && t.done_at_ms.is_some()));
    app.guide().unwrap().remove_saved(COUNTRY, "page", "work").unwrap();
    assert_eq!(titles().len(), 1);
}

#[tokio::test]
async fn notices_come_and_go_by_the_clock_of_their_town() {
    let (publisher, web, phone, app) = phone_of(&["en"]).await;
    let shown = || {
        let notices = app.guide().unwrap().list_notices().unwrap();
        notices.into_iter().map(|n| (n.id, n.info.language)).collect::<Vec<_>>()
    };
    let both = [("water".to_owned(), "de".to_owned()), ("market".to_owned(), "en".to_owned())];
    assert_eq!(shown(), both, "urgent ones first; the past one ended this minute");
    phone.clock.set(at("2026-11-23T08:59:59Z"));
    assert_eq!(shown().len(), 3, "a second before");
    phone.clock.set(at("2026-11-26T23:00:00Z"));
    assert_eq!(shown(), [], "midnight in Berlin");

    // When the town has no notices any more, none stays behind.
    phone.clock.set(monday());
    let mut city = land::city().unwrap();
    city.notices.clear();
    publisher.publish_editions(CITY, &city.editions(), monday() + TimeDelta::hours(1)).unwrap();
    web.put_folder(BASE, publisher.folder()).unwrap();
    app.sync_pack(CITY, None).await.unwrap();
    assert_eq!(shown(), []);
}

#[tokio::test]
async fn places_are_sorted_by_nearness_and_filtered_by_what_is_surely_open() {
    let (_publisher, _web, phone, app) = phone_of(&["en"]).await;
    let ids = |filter: &PlaceFilter| {
        let places = app.guide().unwrap().list_places(filter).unwrap();
        places.into_iter().map(|p| p.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&PlaceFilter::default()), ["garden", "library", "town-hall"], "by name");
    let near = PlaceFilter { lat: Some(49.9), lon: Some(10.9), ..PlaceFilter::default() };
    assert_eq!(ids(&near), ["town-hall", "library", "garden"]);
    let places = app.guide().unwrap().list_places(&near).unwrap();
    let metres: Vec<_> = places.iter().map(|p| p.distance_m).collect();
    assert_eq!(metres, [Some(0), Some(1112), None], "a hundredth of a degree of latitude");
    assert_eq!(ids(&PlaceFilter { within_m: Some(1000), ..near.clone() }), ["town-hall"]);
    assert_eq!(ids(&PlaceFilter { step_free: true, ..near.clone() }), ["town-hall"]);

    let open = PlaceFilter { open_now: true, ..near };
    assert_eq!(ids(&open), ["town-hall", "library"], "Monday at ten");
    phone.clock.set(at("2026-11-23T11:00:00Z"));
    assert_eq!(ids(&open), ["library"], "noon");
    // Christmas stands in the country's list, which the city inherits; for another year the facts tell, as far as they go.
    phone.clock.set(at("2026-12-25T09:00:00Z"));
    assert_eq!(ids(&open), ["library"]);
    let hall = app.guide().unwrap().place(CITY, "town-hall").unwrap();
    let opens = Some("2026-12-28T08:00:00".to_owned());
    assert_eq!(hall.open, OpenView::Closed { opens });
    phone.clock.set(at("2027-01-04T09:00:00Z"));
    let hall = app.guide().unwrap().place(CITY, "town-hall").unwrap();
    assert_eq!(hall.open, OpenView::Open { until: Some("2027-01-04T12:00:00".into()) });
    phone.clock.set(at("2040-01-02T09:00:00Z"));
    let hall = app.guide().unwrap().place(CITY, "town-hall").unwrap();
    assert_eq!(hall.open, OpenView::Unknown);
    let garden = app.guide().unwrap().place(CITY, "garden").unwrap();
    assert_eq!(garden.open, OpenView::Unknown, "nobody computes the sun here");
    assert_eq!(hall.address, ["Marktplatz 1", "00001 Musterstadt"]);
    assert_eq!(hall.page_link.as_deref(), Some("welcome://sample-city/page/registration"));
}

#[tokio::test]
async fn contacts_of_all_layers_are_one_list_with_the_app_s_own_numbers_filled_in() {
    let (_publisher, _web, _phone, app) = phone_of(&["ar"]).await;
    let mut contacts = app.guide().unwrap().list_contacts(None).unwrap();
    let helplines = contacts.iter().filter(|c| c.kind == ContactKind::Helpline);
    assert!(helplines.clone().count() > 2 && helplines.clone().all(|c| c.pack.is_none()));
    contacts.retain(|c| c.kind != ContactKind::Helpline);
    let seen: Vec<_> = contacts.iter().map(|c| (c.pack.as_deref(), c.phone[0].as_str())).collect();
    // 112 is the country's own; 110 nobody but the app names.
    assert_eq!(seen, [(Some(COUNTRY), "112"), (None, "110"), (Some(REGION), "0900123")]);
    assert_eq!(contacts[0].info.language, "ar");
    assert_eq!(contacts[1].info.origin, OriginKind::Machine);
    assert_eq!(contacts[2].info.because, ServedBecause::Source);
    let abroad = app.guide().unwrap().list_contacts(Some("FR")).unwrap();
    assert!(abroad.iter().all(|c| c.phone[0] != "110"), "no German police");
    assert!(abroad.iter().any(|c| c.pack.is_none() && c.phone[0] == "17"), "but the French");
}

#[tokio::test]
async fn a_city_s_own_holidays_count_before_the_country_s() {
    let (publisher, web, phone, app) = phone_of(&["en"]).await;
    let mut city = land::city().unwrap();
    city.fact.holidays = Holidays { years: vec![2026], dates: vec!["2026-11-23".into()] };
    publisher.publish_editions(CITY, &city.editions(), monday() + TimeDelta::hours(1)).unwrap();
    web.put_folder(BASE, publisher.folder()).unwrap();
    app.sync_pack(CITY, None).await.unwrap();
    let open = || app.guide().unwrap().place(CITY, "town-hall").unwrap().open;
    assert!(matches!(open(), OpenView::Closed { .. }), "the town's own feast");
    phone.clock.set(at("2026-12-25T09:00:00Z"));
    assert!(matches!(open(), OpenView::Open { .. }), "its list is the whole list");
}

#[tokio::test]
async fn hours_know_the_holidays_of_the_country_and_of_the_region_that_the_pack_names() {
    for (region, at_epiphany) in
        [(None, "unknown"), (Some("DE-BY"), "closed"), (Some("DE-BE"), "open")]
    {
        let mut made = Made::new("sample-town", Level::City, "de").unwrap();
        made.fact.country = "DE".into();
        made.fact.region = region.map(str::to_owned);
        made.fact.zone = "Europe/Berlin".into();
        let mut hall = companion_tests::made::place("hall");
        hall.reach.opening_hours = Some("Mo-Su 08:00-18:00; PH off".into());
        made.place(hall, &[("de", "Rathaus")]).unwrap();
        let publisher = Publisher::new().unwrap();
        publisher.publish_editions("sample-town", &made.editions(), monday()).unwrap();
        let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
        let app = phone.open().unwrap();
        app.add_pack(&publisher.link(BASE, "sample-town").unwrap()).unwrap();
        app.sync_all(None).await.unwrap();
        let open = |moment: &str| {
            phone.clock.set(at(moment));
            match app.guide().unwrap().place("sample-town", "hall").unwrap().open {
                OpenView::Open { .. } => "open",
                OpenView::Closed { .. } => "closed",
                OpenView::Unknown => "unknown",
            }
        };
        // No pack lists a holiday here; New Year's Day is one in all of Germany, Epiphany in three of its states.
        assert_eq!(open("2027-01-01T09:00:00Z"), "closed", "{region:?}");
        assert_eq!(open("2027-01-06T09:00:00Z"), at_epiphany, "{region:?}");
        assert_eq!(open("2027-01-08T09:00:00Z"), "open", "{region:?}");
        assert_eq!(open("2040-01-02T09:00:00Z"), "unknown", "{region:?}: the table ends");
    }
}

#[tokio::test]
async fn an_unknown_zone_hides_nothing_but_what_needs_a_clock() {
    let mut made = Made::new("sample-town", Level::City, "de").unwrap();
    made.fact.zone = "Mars/Olympus".into();
    let mut hall = companion_tests::made::place("hall");
    hall.reach.opening_hours = Some("24/7".into());
    made.place(hall, &[("de", "Rathaus")]).unwrap();
    let ever = ("2000-01-01T00:00:00", "2100-01-01T00:00:00");
    made.notice("hello", ever, false, &[("de", "Hallo")]).unwrap();
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions("sample-town", &made.editions(), monday()).unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, "sample-town").unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    let guide = app.guide().unwrap();
    assert_eq!(guide.place("sample-town", "hall").unwrap().open, OpenView::Unknown);
    assert_eq!(guide.list_notices().unwrap(), []);
}

#[tokio::test]
async fn a_city_that_names_no_region_keeps_the_holidays_of_its_region() {
    let (publisher, web, phone, app) = phone_of(&["en"]).await;
    // Epiphany, which some parts of Germany keep.
    phone.clock.set(at("2027-01-06T09:30:00Z"));
    let open = || app.guide().unwrap().place(CITY, "town-hall").unwrap().open;
    assert_eq!(open(), OpenView::Unknown, "nobody says which part it is");
    let mut region = land::region().unwrap();
    for (hours, code) in [(1, "DE-BY"), (2, "DE-HE")] {
        region.fact.region = Some(code.into());
        let later = monday() + TimeDelta::hours(hours);
        publisher.publish_editions(REGION, &region.editions(), later).unwrap();
        web.put_folder(BASE, publisher.folder()).unwrap();
        app.sync_pack(REGION, None).await.unwrap();
        let closed = matches!(open(), OpenView::Closed { .. });
        assert_eq!(closed, code == "DE-BY", "{code}: {:?}", open());
    }
    assert!(matches!(open(), OpenView::Open { .. }));
}
