//! Finding a city: before the first download, in any script, by nearness; and which copy of the catalogue counts.

#![cfg(test)]

use companion_cli::serve::Server;
use companion_core::catalogue::ListingView;
use companion_core::packs::format::Level;
use companion_core::testing::ScriptedTransport;
use companion_core::text::language::ServedBecause;
use companion_core::{CatalogueConfig, Companion, Config, ErrorKind};
use companion_tests::land::{self, CITY, COUNTRY, REGION};
use companion_tests::listed::{CATALOGUE, DISTRICT, NAMES, bundle, catalogue};
use companion_tests::look;
use companion_tests::made::Made;
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;
use std::sync::Arc;

/// Country, region, city, and a catalogue of them as of the Monday.
fn published() -> Publisher {
    let publisher = land::published().unwrap();
    publish(&publisher, &catalogue(&publisher, "2026-11-23").unwrap());
    publisher
}

fn publish(publisher: &Publisher, made: &Made) {
    publisher.publish_editions(&made.fact.id, &made.editions(), monday()).unwrap();
}

fn config(link: Option<String>, bundled: Option<Vec<u8>>) -> Config {
    Config { catalogue: Some(CatalogueConfig { link, bundled }), ..Config::default() }
}

/// An app that brings a catalogue of an earlier day and knows where a newer one is.
fn app(publisher: &Publisher) -> Config {
    let old = catalogue(publisher, "2026-11-01").unwrap();
    config(Some(publisher.link(BASE, CATALOGUE).unwrap()), Some(bundle(&old).unwrap()))
}

fn packs(views: &[ListingView]) -> Vec<&str> {
    views.iter().map(|v| v.pack.as_str()).collect()
}

fn as_of(app: &Companion) -> Option<String> {
    app.find_catalogue().unwrap().and_then(|c| c.as_of)
}

#[tokio::test]
async fn a_first_run_without_network_finds_the_city_in_any_script_and_by_nearness() {
    let publisher = published();
    let web = network(publisher.folder()).unwrap();
    web.set_offline(true);
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open_with(app(&publisher)).unwrap();
    app.set_languages(&["ti".into(), "en".into()]).unwrap();

    for (tag, name) in NAMES {
        let found = app.find_cities(name, 5).unwrap();
        assert_eq!(packs(&found), [CITY], "{tag}");
        assert_eq!((found[0].name.as_str(), found[0].language.as_str()), (NAMES[3].1, "ti"));
        assert_eq!(found[0].because, ServedBecause::Exact);
        assert!(!found[0].added && found[0].parent_name.is_some());
    }
    let near = app.list_near(49.9, 10.9, 5).unwrap();
    assert_eq!(packs(&near), [CITY, REGION, COUNTRY], "the city first, though all are 0 m away");
    assert!(
        app.sync_all(None).await.unwrap().iter().all(|o| o.failure == Some(ErrorKind::Offline))
    );

    let found = app.find_cities(&DISTRICT.to_lowercase(), 5).unwrap();
    assert_eq!(found[0].matched.as_deref(), Some(DISTRICT));
    app.add_listing(&found[0].pack).unwrap();
    assert!(app.listing(CITY).unwrap().added);
    assert_eq!(app.listing("nowhere").unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(app.add_listing("nowhere").unwrap_err().kind(), ErrorKind::NotFound);
    assert!(web.asked().iter().all(|url| url.starts_with(&format!("{BASE}/{CATALOGUE}/"))));

    web.set_offline(false);
    let outcomes = app.sync_all(None).await.unwrap();
    let order: Vec<&str> = outcomes.iter().map(|o| o.pack.as_str()).collect();
    assert_eq!(order, [CITY, REGION, COUNTRY, CATALOGUE], "what a person waits for comes first");
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
    let layers = app.guide().unwrap().list_layers().unwrap();
    let levels: Vec<Level> = layers.iter().map(|l| l.level).collect();
    assert_eq!(levels, [Level::City, Level::Region, Level::Country], "the catalogue is no layer");
    assert!(layers.iter().all(|l| l.verified), "introduced by the catalogue");
}

#[tokio::test]
async fn the_copy_of_the_later_day_counts() {
    let publisher = published();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open_with(app(&publisher)).unwrap();
    assert_eq!(as_of(&app).as_deref(), Some("2026-11-01"));
    assert!(!app.find_catalogue().unwrap().unwrap().refreshed);
    let report = app.sync_pack(CATALOGUE, None).await.unwrap();
    assert_eq!(report.editions.len(), 1, "one edition holds everything");
    let now = app.find_catalogue().unwrap().unwrap();
    assert_eq!((now.as_of.as_deref(), now.refreshed), (Some("2026-11-23"), true));
    assert!(now.checked_at_ms.is_some() && now.listings == 3);
    drop(app);

    // The app is updated and brings a copy of a later day than the installed one, in which the city is gone.
    let mut newer = catalogue(&publisher, "2026-12-01").unwrap();
    newer.facts.retain(|fact| fact.id() != CITY);
    let link = publisher.link(BASE, CATALOGUE).unwrap();
    let updated = config(Some(link.clone()), Some(bundle(&newer).unwrap()));
    let app = phone.open_with(updated).unwrap();
    assert_eq!(as_of(&app).as_deref(), Some("2026-12-01"));
    assert!(app.find_cities(DISTRICT, 5).unwrap().is_empty());
    // Published, but not newer than the app: the app's own copy stays in use.
    app.sync_pack(CATALOGUE, None).await.unwrap();
    assert_eq!(as_of(&app).as_deref(), Some("2026-12-01"));
    drop(app);

    // An app that brings no copy has the installed one; with neither there is nothing, and no error.
    let app = phone.open_with(config(Some(link), None)).unwrap();
    assert_eq!(as_of(&app).as_deref(), Some("2026-11-23"));
    let empty = Phone::new(Arc::new(ScriptedTransport::default())).unwrap();
    for nothing in [Config::default(), config(None, None)] {
        let app = empty.open_with(nothing).unwrap();
        assert!(
            app.find_cities("a", 5).unwrap().is_empty() && app.list_listings().unwrap().is_empty()
        );
        assert!(app.list_near(1.0, 1.0, 5).unwrap().is_empty() && as_of(&app).is_none());
    }
}

#[tokio::test]
async fn a_change_within_the_catalogue_is_seen_at_once() {
    let publisher = published();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open_with(app(&publisher)).unwrap();
    app.sync_pack(CATALOGUE, None).await.unwrap();
    assert_eq!(app.list_listings().unwrap().len(), 3);
    let mut newer = catalogue(&publisher, "2026-11-24").unwrap();
    newer.facts.retain(|fact| fact.id() != COUNTRY);
    publish(&publisher, &newer);
    web.put_folder(BASE, publisher.folder()).unwrap();
    app.sync_pack(CATALOGUE, None).await.unwrap();
    assert_eq!(packs(&app.list_listings().unwrap()), [CITY, REGION]);
}

#[tokio::test]
async fn a_catalogue_that_its_publisher_did_not_sign_is_refused() {
    let publisher = published();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open_with(app(&publisher)).unwrap();
    let before = look::rows(&phone.content()).unwrap();
    let object =
        web.urls().into_iter().find(|u| u.contains(CATALOGUE) && u.contains("common.pack"));
    let object = object.unwrap();
    let mut bytes = web.file(&object).unwrap();
    bytes[20] ^= 1;
    web.put(&object, bytes);
    let refused = app.sync_pack(CATALOGUE, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Untrusted);
    assert_eq!(look::rows(&phone.content()).unwrap(), before);
    assert_eq!(packs(&app.find_cities(DISTRICT, 5).unwrap()), [CITY], "the app's own copy answers");

    // Somebody else's catalogue at the same address.
    let other = Publisher::with_keys(80).unwrap();
    publish(&other, &catalogue(&publisher, "2030-01-01").unwrap());
    let phone = Phone::new(network(other.folder()).unwrap()).unwrap();
    let app = phone.open_with(self::app(&publisher)).unwrap();
    assert_eq!(app.sync_pack(CATALOGUE, None).await.unwrap_err().kind(), ErrorKind::Untrusted);
    assert_eq!(as_of(&app).as_deref(), Some("2026-11-01"));
}

#[tokio::test]
async fn a_pack_of_the_world_that_the_app_does_not_name_is_refused_before_anything_of_it_is_taken()
{
    let publisher = published();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, CATALOGUE).unwrap()).unwrap();
    let content = look::rows(&phone.content()).unwrap();
    let person = look::rows_but(&phone.person(), &look::TRUST).unwrap();
    let refused = app.sync_pack(CATALOGUE, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Untrusted);
    assert!(refused.to_string().contains("level world"), "{refused}");
    assert_eq!(look::rows(&phone.content()).unwrap(), content);
    assert_eq!(look::rows_but(&phone.person(), &look::TRUST).unwrap(), person);
    assert!(app.find_cities(DISTRICT, 5).unwrap().is_empty());
    app.remove_pack(CATALOGUE).unwrap();

    // Nor is a city a catalogue because an app says so.
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open_with(config(Some(publisher.link(BASE, CITY).unwrap()), None)).unwrap();
    let content = look::rows(&phone.content()).unwrap();
    assert_eq!(app.sync_pack(CITY, None).await.unwrap_err().kind(), ErrorKind::Untrusted);
    assert_eq!(look::rows(&phone.content()).unwrap(), content);
}

#[tokio::test]
async fn what_the_app_names_is_neither_listed_nor_added_nor_removed_by_a_person() {
    let publisher = published();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open_with(self::app(&publisher)).unwrap();
    app.sync_all(None).await.unwrap();
    assert!(app.list_subscriptions().unwrap().is_empty());
    assert!(app.guide().unwrap().list_layers().unwrap().is_empty());
    let other = format!("https://elsewhere.example/{CATALOGUE}#{}", "0".repeat(64));
    assert_eq!(app.add_pack(&other).unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(app.remove_pack(CATALOGUE).unwrap_err().kind(), ErrorKind::Invalid);
    assert!(!app.list_editions(CATALOGUE).unwrap().is_empty());
    drop(app);

    // Opening again writes nothing.
    let written = look::rows(&phone.person()).unwrap();
    let app = phone.open_with(self::app(&publisher)).unwrap();
    assert_eq!(look::rows(&phone.person()).unwrap(), written);
    drop(app);

    // A later version of the app names it no more.
    let app = phone.open().unwrap();
    assert!(app.list_editions(CATALOGUE).unwrap().is_empty());
    assert!(app.sync_all(None).await.unwrap().is_empty());
    drop(app);

    // Or takes it from somebody else: what the first one signed is gone, whatever day it was of.
    let app = phone.open_with(self::app(&publisher)).unwrap();
    app.sync_all(None).await.unwrap();
    drop(app);
    let other = Publisher::with_keys(80).unwrap();
    publish(&other, &catalogue(&publisher, "2026-11-02").unwrap());
    let link = other.link(BASE, CATALOGUE).unwrap();
    let app = phone.open_with(config(Some(link), None)).unwrap();
    assert!(as_of(&app).is_none());
}

#[tokio::test]
async fn a_list_does_not_replace_whom_a_person_trusts() {
    let publisher = published();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open_with(self::app(&publisher)).unwrap();
    let own = format!("{BASE}/{CITY}#{}", "ab".repeat(32));
    app.add_pack(&own).unwrap();
    assert_eq!(app.add_listing(CITY).unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(app.list_subscriptions().unwrap()[0].fingerprint, Some("ab".repeat(32)));
    // Whom nobody vouched for is vouched for now.
    app.remove_pack(CITY).unwrap();
    app.add_pack(&format!("{BASE}/{CITY}")).unwrap();
    app.add_listing(CITY).unwrap();
    assert!(app.list_subscriptions().unwrap()[0].fingerprint.is_some());
    app.add_listing(CITY).unwrap();
    app.sync_pack(CITY, None).await.unwrap();
}

#[tokio::test]
async fn an_installed_copy_that_the_file_has_lost_gives_way_and_comes_again() {
    let publisher = published();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open_with(self::app(&publisher)).unwrap();
    app.sync_pack(CATALOGUE, None).await.unwrap();
    drop(app);
    let file = rusqlite::Connection::open(phone.content()).unwrap();
    file.execute("UPDATE fact SET body = '{' WHERE kind = 'listing' AND id = ?1", [CITY]).unwrap();
    drop(file);
    let app = phone.open_with(self::app(&publisher)).unwrap();
    assert_eq!(packs(&app.find_cities(DISTRICT, 5).unwrap()), [CITY]);
    assert_eq!(as_of(&app).as_deref(), Some("2026-11-01"), "the app's own copy");
    app.sync_pack(CATALOGUE, None).await.unwrap();
    assert_eq!(as_of(&app).as_deref(), Some("2026-11-23"));
}

#[tokio::test]
async fn where_a_person_is_and_what_they_look_for_is_kept_nowhere() {
    let publisher = published();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open_with(self::app(&publisher)).unwrap();
    app.sync_all(None).await.unwrap();
    let (lat, lon) = (49.912_345_678_9, 10.987_654_321_1);
    assert_eq!(app.list_near(lat, lon, 5).unwrap()[0].pack, CITY);
    assert!(app.list_near(lat, 1234.56, 5).is_err());
    assert!(app.find_cities("what-only-i-look-for", 5).unwrap().is_empty());
    app.find_cities("Musterstadt what-only-i-look-for", 5).unwrap();
    app.add_listing(CITY).unwrap();
    app.sync_all(None).await.unwrap();
    app.pause();

    let mut marks: Vec<Vec<u8>> = ["49.91", "10.98", "49912345", "10987654", "4991234", "1234.56"]
        .iter()
        .map(|mark| mark.as_bytes().to_vec())
        .collect();
    marks.push(b"what-only-i-look-for".to_vec());
    for number in [lat, lon] {
        // As SQLite stores a number, and as any other memory holds it.
        marks.push(number.to_be_bytes().to_vec());
        marks.push(number.to_le_bytes().to_vec());
    }
    let mut places: Vec<(String, Vec<u8>)> = std::fs::read_dir(phone.data())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    assert!(places.len() >= 2, "both files, and what lies beside them");
    places.extend(phone.logged().into_iter().map(|line| ("logged".into(), line.into_bytes())));
    places.extend(web.asked().into_iter().map(|url| ("asked for".into(), url.into_bytes())));
    assert!(places.len() > 20);
    for (place, bytes) in &places {
        for mark in &marks {
            assert!(!bytes.windows(mark.len()).any(|w| w == mark), "{place} holds {mark:?}");
        }
    }
}

#[test]
fn a_catalogue_that_is_broken_is_told_as_the_app_opens() {
    let publisher = published();
    let link = publisher.link(BASE, CATALOGUE).unwrap();
    let good = bundle(&catalogue(&publisher, "2026-11-01").unwrap()).unwrap();
    let text = String::from_utf8(good.clone()).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        Some(text.replacen(from, to, 1).into_bytes())
    };
    let whole_line = |part: &str| text.lines().find(|l| l.contains(part)).unwrap().to_owned();
    let own = whole_line("\"kind\":\"pack\"") + "\n";
    let bare = format!("{BASE}/{CATALOGUE}");
    for (says, link, bundled) in [
        ("no link", Some("catalogue".to_owned()), None),
        ("no fingerprint", Some(bare), None),
        ("empty", None, Some(vec![])),
        ("cut off", None, Some(good[..good.len() - 9].to_vec())),
        ("compressed", None, Some(zstd::encode_all(&good[..], 3).unwrap())),
        ("a language", None, Some(b"{\"edition\":\"de\",\"format\":1,\"pack\":\"a\"}\n".to_vec())),
        ("another format", None, changed("\"format\":1", "\"format\":2")),
        ("another level", None, changed("\"level\":\"world\"", "\"level\":\"city\"")),
        ("no day", None, changed("\"as_of\":\"2026-11-01\",", "")),
        ("no such day", None, changed("2026-11-01", "2026-11-31")),
        ("no record of its own", None, changed(&own, "")),
        ("another pack's", Some(link), changed(CATALOGUE, "another")),
        ("named twice", None, changed(&format!("\"id\":\"{CATALOGUE}\""), "\"id\":\"other\"")),
    ] {
        let phone = Phone::new(Arc::new(ScriptedTransport::default())).unwrap();
        match phone.open_with(config(link, bundled)) {
            Ok(_) => panic!("{says}: was taken"),
            Err(refused) => {
                assert_eq!(refused.kind(), ErrorKind::Invalid, "{says}: {refused}");
                let told = refused.to_string();
                assert!(told.starts_with("catalogue: ") || told.starts_with("config: "), "{told}");
            }
        }
        assert!(!phone.data().exists(), "{says}: nothing is made for an app that is wrong");
    }
    // What it lists is read when somebody looks for something.
    let village = changed("\"level\":\"city\"", "\"level\":\"village\"");
    let phone = Phone::new(Arc::new(ScriptedTransport::default())).unwrap();
    let app = phone.open_with(config(None, village)).unwrap();
    for refused in [
        app.find_cities("a", 5).unwrap_err(),
        app.list_near(1.0, 1.0, 5).unwrap_err(),
        app.add_listing(CITY).unwrap_err(),
        app.find_catalogue().unwrap_err(),
    ] {
        assert_eq!(refused.kind(), ErrorKind::Invalid);
        assert!(refused.to_string().starts_with("catalogue: the bundled copy: line "), "{refused}");
    }
    assert!(app.guide().unwrap().list_layers().unwrap().is_empty(), "everything else goes on");
}

#[tokio::test]
async fn a_listed_city_is_installed_over_http() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let mut made = catalogue(&publisher, "2026-11-01").unwrap();
    for fact in &mut made.facts {
        if let companion_core::packs::format::Fact::Listing(listing) = fact {
            listing.url = format!("{}/{}/", server.base_url(), listing.id);
        }
    }
    let phone = Phone::online().unwrap();
    let app = phone.open_with(config(None, Some(bundle(&made).unwrap()))).unwrap();
    let city = app.find_cities(NAMES[0].1, 1).unwrap().remove(0);
    app.add_listing(&city.pack).unwrap();
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.len() == 3 && outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
}
