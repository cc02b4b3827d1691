//! Facts of the world: they come with the app, are refreshed, and never get older. Nobody else slips any in.

#![cfg(test)]

use chrono::TimeDelta;
use companion_core::guide::OpenView;
use companion_core::packs::format::{
    ContactFact, ContactKind, CountryRecord, Fact, Level, ObservanceRecord, OriginKind, Reach,
    Text, TopicFact, ZoneFact,
};
use companion_core::time::observance::{Asks, Known};
use companion_core::time::zone::Clock;
use companion_core::{Config, ErrorKind};
use companion_tests::land::{self, CITY};
use companion_tests::made::{Made, name, page, place};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

const FACTS: &str = "sample-facts";

/// Facts in which the German police has another number and Berlin is twelve hours ahead.
fn facts(as_of: &str) -> Made {
    let mut made = Made::new(FACTS, Level::World, "en").unwrap();
    made.fact.country = String::new();
    made.fact.as_of = Some(as_of.into());
    made.fact.tzdata = Some("9999a".into());
    let police = ContactFact {
        id: "de-police".into(),
        contact_kind: ContactKind::Emergency,
        country: Some("DE".into()),
        order: 1,
        phone: vec!["1100".into()],
        sms: vec![],
        url: None,
        opening_hours: Some("24/7".into()),
        free: true,
        languages: vec![],
        topics: vec!["police".into()],
        source: Some("https://example.org/numbers".into()),
        checked: Some("2026-11-01".into()),
    };
    made.fact(Fact::Contact(police));
    made.fact(Fact::Topic(TopicFact { id: "police".into(), icon: None }));
    made.text("en", Text::Topic(name("police", "Police, as told later"))).unwrap();
    made.fact(Fact::Observance(ObservanceRecord {
        id: "new-feast".into(),
        tradition: "sample".into(),
        days: "2026:11-24".into(),
        from: 2026,
        to: 2026,
        sunset: true,
        hours: String::new(),
        asks: Asks::Rest,
    }));
    made.text("en", Text::Observance(name("new-feast", "A feast, as told later"))).unwrap();
    made.fact(Fact::Holidays(CountryRecord {
        id: "de".into(),
        from: 2026,
        to: 2026,
        regions: vec![],
        days: "@new-feast+1".into(),
        suspended: None,
        school: String::new(),
        school_to: None,
    }));
    let clock = Clock { rule: "XXX-13".into(), ..Clock::default() };
    let same_as = Some("Asia/Sample".to_owned());
    let berlin = ZoneFact { id: "Europe/Berlin".into(), same_as, clock: Clock::default() };
    made.fact(Fact::Zone(berlin));
    made.fact(Fact::Zone(ZoneFact { id: "Asia/Sample".into(), same_as: None, clock }));
    made
}

fn town() -> Made {
    let mut made = Made::new("sample-town", Level::City, "de").unwrap();
    made.page(page("hello"), &[("de", "Hallo", "Guten Tag.")]).unwrap();
    let mut hall = place("hall");
    hall.reach = Reach { opening_hours: Some("Mo 22:00-23:00".into()), ..Reach::default() };
    made.place(hall, &[("de", "Rathaus")]).unwrap();
    made
}

fn emergencies(app: &companion_core::Companion) -> Vec<String> {
    let contacts = app.guide().unwrap().list_contacts(Some("DE")).unwrap();
    let emergencies = contacts.iter().filter(|c| c.kind == ContactKind::Emergency);
    emergencies.flat_map(|c| c.phone.clone()).collect()
}

struct Scene {
    publisher: Publisher,
    phone: Phone,
    config: Config,
}

/// Everything is published, and the app knows where its facts are refreshed.
fn scene(as_of: &str) -> Scene {
    let publisher = Publisher::new().unwrap();
    for made in [facts(as_of), town()] {
        publisher.publish_editions(&made.fact.id, &made.editions(), monday()).unwrap();
    }
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let facts = Some(publisher.link(BASE, FACTS).unwrap());
    Scene { publisher, phone, config: Config { facts, ..Config::default() } }
}

/// What the phone knows of a day in Germany, of what is kept on the day before, and of its name.
fn kept(app: &companion_core::Companion) -> (Known, Vec<String>, usize) {
    let guide = app.guide().unwrap();
    let table = guide.observances(Some("DE")).unwrap();
    let day = "2026-11-24".parse().unwrap();
    let feasts = table.on(day).iter().map(|k| k.observance.id.clone()).collect();
    let holiday = table.is_public_holiday("DE", None, "2026-11-25".parse().unwrap());
    (holiday, feasts, guide.observance_names("new-feast").unwrap().len())
}

#[tokio::test]
async fn holidays_and_observances_are_refreshed_as_well() {
    let Scene { publisher, phone, config } = scene("9999-01-01");
    let app = phone.open_with(config).unwrap();
    let own = vec!["guru-nanak".to_owned()];
    assert_eq!(kept(&app), (Known::No, own, 0), "before any network");
    let names = app.guide().unwrap().observance_names("eid-al-fitr").unwrap();
    assert_eq!(names.len(), 8);
    assert!(names.iter().all(|(_, text)| text.origin.origin == OriginKind::Machine));
    assert!(app.guide().unwrap().observances(None).unwrap().countries().next().is_some());
    app.add_pack(&publisher.link(BASE, "sample-town").unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    assert_eq!(kept(&app), (Known::Yes, vec!["new-feast".to_owned()], 1));
}

#[tokio::test]
async fn refreshed_facts_take_the_place_of_those_that_came_with_the_app() {
    let Scene { publisher, phone, config } = scene("9999-01-01");
    let app = phone.open_with(config.clone()).unwrap();
    assert_eq!(emergencies(&app)[..2], ["112", "110"], "before any network");
    app.add_pack(&publisher.link(BASE, "sample-town").unwrap()).unwrap();
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
    assert_eq!(emergencies(&app), ["1100"]);
    let contacts = app.guide().unwrap().list_contacts(Some("DE")).unwrap();
    assert_eq!(contacts[0].name, "Police, as told later");
    assert_eq!(contacts[0].checked.as_deref(), Some("2026-11-01"));
    assert_eq!((contacts[0].pack.as_ref(), contacts[0].link.as_ref()), (None, None));

    // The law changed after the town published: nine in the morning, UTC, is ten in the evening there.
    let hall = app.guide().unwrap().place("sample-town", "hall").unwrap();
    assert!(matches!(hall.open, OpenView::Open { .. }), "{:?}", hall.open);

    // They are the app's, not the person's.
    let mine: Vec<String> = app.list_subscriptions().unwrap().into_iter().map(|s| s.pack).collect();
    assert_eq!(mine, ["sample-town"]);
    assert_eq!(app.guide().unwrap().list_layers().unwrap().len(), 1);
    assert_eq!(app.find("Police", 9).unwrap(), []);
    assert_eq!(app.remove_pack(FACTS).unwrap_err().kind(), ErrorKind::Invalid);
    drop(app);
    let app = phone.open_with(config).unwrap();
    assert_eq!(emergencies(&app), ["1100"], "after a restart");
    drop(app);
    let app = phone.open().unwrap();
    assert_eq!(emergencies(&app)[..2], ["112", "110"], "an app that names no facts asks no pack");
}

#[tokio::test]
async fn facts_older_than_the_app_s_own_do_not_count() {
    let Scene { phone, config, .. } = scene("2020-01-01");
    let app = phone.open_with(config).unwrap();
    app.sync_all(None).await.unwrap();
    assert_eq!(emergencies(&app)[..2], ["112", "110"]);
}

#[tokio::test]
async fn a_pack_of_the_world_that_the_app_does_not_name_is_refused() {
    let Scene { publisher, phone, .. } = scene("9999-01-01");
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, FACTS).unwrap()).unwrap();
    assert_eq!(app.sync_pack(FACTS, None).await.unwrap_err().kind(), ErrorKind::Untrusted);
    assert_eq!(app.list_editions(FACTS).unwrap(), []);
    assert_eq!(emergencies(&app)[..2], ["112", "110"]);

    // Nor does a city pass for facts.
    let facts = Some(publisher.link(BASE, "sample-town").unwrap());
    let app = phone.open_with(Config { facts, ..Config::default() }).unwrap();
    let refused = app.sync_pack("sample-town", None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Untrusted);
    let broken = Config { facts: Some("nowhere".into()), ..Config::default() };
    assert_eq!(phone.open_with(broken).err().unwrap().kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn urgent_notices_of_all_packs_come_before_the_texts_of_any() {
    let publisher = land::published().unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["de".into()]).unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    let titles = || {
        let notices = app.guide().unwrap().list_notices().unwrap();
        notices.into_iter().map(|n| n.title).collect::<Vec<_>>()
    };
    let before = titles();

    // Everything changes everywhere, and the network breaks as soon as anything but a notice is asked for.
    let later = monday() + TimeDelta::hours(1);
    for mut made in [land::country().unwrap(), land::region().unwrap(), land::city().unwrap()] {
        made.page(page("new"), &[("de", "Neu", "Neu.")]).unwrap();
        let id = format!("flood-{}", made.fact.id);
        made.notice(&id, ("2026-01-01T00:00:00", "2027-01-01T00:00:00"), true, &[("de", &id)])
            .unwrap();
        publisher.publish_editions(&made.fact.id, &made.editions(), later).unwrap();
    }
    web.put_folder(BASE, publisher.folder()).unwrap();
    for url in web.urls().iter().filter(|u| u.contains("/o/") && !u.contains("notices")) {
        web.answer(url.clone(), 503);
    }
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure == Some(ErrorKind::Offline)), "{outcomes:?}");
    assert_eq!(titles().len(), before.len() + 3, "{:?}", titles());
    let notices = app.guide().unwrap().list_notices().unwrap();
    assert!(notices[..3].iter().all(|n| n.urgent));
    let link = &notices[0].link;
    app.guide().unwrap().resolve(link, None).unwrap();
    assert!(app.guide().unwrap().page(CITY, "new").is_err(), "the texts are the old ones");
    web.mend();
    app.sync_all(None).await.unwrap();
    app.guide().unwrap().page(CITY, "new").unwrap();
    // It is over by itself, also for those who kept the link.
    phone.clock.set(monday() + TimeDelta::days(400));
    assert_eq!(app.guide().unwrap().resolve(link, None).unwrap_err().kind(), ErrorKind::NotFound);
}
