//! Two phones without a network: a pack goes from one to the other as a file, and is believed no more than a server.

#![cfg(test)]

use std::path::PathBuf;
use std::sync::Arc;

use chrono::TimeDelta;
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_core::companion::ReceivedPack;
use companion_core::guide::PackFreshness;
use companion_core::testing::ScriptedTransport;
use companion_core::{CatalogueConfig, Companion, Config, Error, ErrorKind};
use companion_tests::forger::Forger;
use companion_tests::land::{self, CITY, REGION};
use companion_tests::listed::{self, CATALOGUE};
use companion_tests::look;
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::{PACK, Publisher};
use companion_tests::scene::{NEW, Scene};
use companion_tests::stick::{Stick, offline, refused, rows};

#[tokio::test]
async fn a_pack_goes_from_phone_to_phone_and_on_to_a_third() {
    let scene = Scene::installed().await.unwrap();
    let stick = Stick::new().unwrap();
    let link = scene.publisher.link(BASE, PACK).unwrap();
    let given = scene.app.share_pack(PACK, &stick.file, &[]).unwrap();
    let names: Vec<&str> = given.editions.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["common", "de", "en"]);
    assert_eq!(given.bytes, std::fs::metadata(&stick.file).unwrap().len());
    assert!(given.left_out.is_empty());
    assert_eq!(stick.names().unwrap(), ["pack.welcomepack"], "nothing unfinished stays");

    let phone = Phone::new(scene.web.clone()).unwrap();
    let app = phone.open().unwrap();
    scene.web.set_offline(true);
    let asked = scene.web.asked().len();
    app.set_languages(&["en".into()]).unwrap();
    let took = app.receive_pack(&stick.file, Some(&link)).unwrap();
    assert_eq!(scene.web.asked().len(), asked, "nothing is asked of the network");
    assert_eq!((took.pack.as_str(), took.verified, took.added), (PACK, true, true));
    assert_eq!(took.editions, given.editions);
    assert_eq!((took.expired_role, took.behind, took.added_parent), (None, vec![], None));
    let words = ["registration", "anmeldung"];
    assert_eq!(look::content(&app, &words).unwrap(), look::content(&scene.app, &words).unwrap());
    let layer = app.guide().unwrap().list_layers().unwrap().remove(0);
    assert!(layer.verified && layer.checked_at_ms.is_none(), "nobody has asked the publisher");
    assert_eq!(layer.freshness, PackFreshness::Fresh);
    assert_eq!(app.list_subscriptions().unwrap()[0].base_url, format!("{BASE}/{PACK}"));

    // The same once more changes nothing.
    let before = rows(&phone).unwrap();
    let again = app.receive_pack(&stick.file, Some(&link)).unwrap();
    assert_eq!((again.editions, again.rows_written, again.added), (vec![], 0, false));
    assert_eq!(rows(&phone).unwrap(), before);

    // What was received is handed on as it came, and a later sync has nothing to fetch.
    let next = Stick::new().unwrap();
    app.share_pack(PACK, &next.file, &[]).unwrap();
    assert_eq!(std::fs::read(&next.file).unwrap(), std::fs::read(&stick.file).unwrap());
    scene.web.set_offline(false);
    let report = app.sync_pack(PACK, None).await.unwrap();
    assert_eq!((report.editions, report.rows_written), (vec![], 0));
}

#[tokio::test]
async fn without_a_link_a_pack_is_taken_and_shown_as_not_verified_until_somebody_vouches_for_it() {
    let scene = Scene::installed().await.unwrap();
    let stick = Stick::of(&scene.app, PACK).unwrap();
    let link = scene.publisher.link(BASE, PACK).unwrap();
    let (phone, app) = offline().unwrap();
    let took = app.receive_pack(&stick.file, None).unwrap();
    assert!(took.added && !took.verified);
    assert!(!app.guide().unwrap().list_layers().unwrap()[0].verified);
    assert_eq!(app.list_subscriptions().unwrap()[0].base_url, format!("{BASE}/{PACK}"));
    let took = app.receive_pack(&stick.file, Some(&link)).unwrap();
    assert!(took.verified && !took.added && took.editions.is_empty());
    assert!(app.guide().unwrap().list_layers().unwrap()[0].verified);
    assert_eq!(app.guide().unwrap().list_top().unwrap().len(), 5, "what was there has stayed");

    // Whom nobody vouched for gives way to whom the link means, with all that came from them.
    let stranger = Publisher::with_keys(40).unwrap();
    stranger.publish(&[("de", "Falsch"), ("fr", "Faux")], monday()).unwrap();
    let theirs = Stick::of_published(&stranger, &["fr"]).await.unwrap();
    let (other, app) = offline().unwrap();
    assert!(!app.receive_pack(&theirs.file, None).unwrap().verified);
    assert_eq!(refused(&other, &app, &stick, None).unwrap(), ErrorKind::Untrusted);
    let took = app.receive_pack(&stick.file, Some(&link)).unwrap();
    assert!(took.verified);
    let editions = app.list_editions(PACK).unwrap();
    let names: Vec<&str> = editions.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["common", "de", "en"]);
    assert_eq!(refused(&other, &app, &theirs, None).unwrap(), ErrorKind::Untrusted);
    drop(phone);
}

#[tokio::test]
async fn nobody_is_replaced_by_another_publisher_nor_led_astray_by_a_link() {
    let scene = Scene::installed().await.unwrap();
    let stranger = Publisher::with_keys(40).unwrap();
    stranger.publish(&NEW, monday()).unwrap();
    let theirs = Stick::of_published(&stranger, &[]).await.unwrap();
    let their_link = stranger.link("https://elsewhere.example", PACK).unwrap();
    for link in [None, Some(their_link.as_str())] {
        let kind = refused(&scene.phone, &scene.app, &theirs, link).unwrap();
        let expected = if link.is_some() { ErrorKind::Invalid } else { ErrorKind::Untrusted };
        assert_eq!(kind, expected);
    }
    // A phone that does not know the pack, but whom the link names.
    let (phone, app) = offline().unwrap();
    let link = scene.publisher.link(BASE, PACK).unwrap();
    assert_eq!(refused(&phone, &app, &theirs, Some(&link)).unwrap(), ErrorKind::Untrusted);
    let elsewhere = format!("{BASE}/other-town#{}", "0".repeat(64));
    assert_eq!(refused(&phone, &app, &theirs, Some(&elsewhere)).unwrap(), ErrorKind::Invalid);
    assert_eq!(refused(&phone, &app, &theirs, Some("no link")).unwrap(), ErrorKind::Invalid);
    // One that has scanned the link and never had a network.
    app.add_pack(&link).unwrap();
    assert_eq!(refused(&phone, &app, &theirs, None).unwrap(), ErrorKind::Untrusted);
    let ours = Stick::of(&scene.app, PACK).unwrap();
    assert!(app.receive_pack(&ours.file, None).unwrap().verified);
}

#[tokio::test]
async fn an_older_file_says_so_and_changes_nothing() {
    let scene = Scene::installed().await.unwrap();
    let old = Stick::of(&scene.app, PACK).unwrap();
    let (phone, app) = offline().unwrap();
    app.receive_pack(&old.file, None).unwrap();
    scene.publish_new().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(refused(&scene.phone, &scene.app, &old, None).unwrap(), ErrorKind::Older);
    let error = scene.app.receive_pack(&old.file, None).unwrap_err();
    assert_eq!(error.to_string(), "shared pack: the file is older than what is here");

    let new = Stick::of(&scene.app, PACK).unwrap();
    let took = app.receive_pack(&new.file, None).unwrap();
    // The common edition has not changed.
    let names: Vec<&str> = took.editions.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["de", "en"]);
    app.set_languages(&["en".into()]).unwrap();
    assert_eq!(app.guide().unwrap().list_top().unwrap()[0].title, "Signing up 1");
    assert_eq!(refused(&phone, &app, &old, None).unwrap(), ErrorKind::Older);
}

#[tokio::test]
async fn a_file_brings_new_keys_to_a_phone_without_network() {
    let scene = Scene::installed().await.unwrap();
    let old = Stick::of(&scene.app, PACK).unwrap();
    let link = scene.publisher.link(BASE, PACK).unwrap();
    let (phone, app) = offline().unwrap();
    app.receive_pack(&old.file, None).unwrap();

    scene.publish_new().unwrap();
    let one = |n: u8| vec![Seed::new([n; 32])];
    let rotated = PerRole {
        root: one(1),
        targets: one(2),
        snapshot: one(3),
        timestamp: one(9),
        editions: one(5),
    };
    let rotated = KeyRing::from_seeds(&rotated, 1).unwrap();
    let forger = Forger::new(&scene.publisher.pack(), &rotated);
    forger.rotate_timestamp(&rotated).unwrap();
    // Recovery from a version far ahead: the new key begins wherever it wants.
    forger.timestamp(|_| {}).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();

    let new = Stick::of(&scene.app, PACK).unwrap();
    let took = app.receive_pack(&new.file, None).unwrap();
    assert_eq!(took.editions.len(), 2, "both languages have changed");
    assert_eq!(
        refused(&phone, &app, &old, None).unwrap(),
        ErrorKind::Older,
        "signed with the old key"
    );
    // A phone that never heard of the pack is led along the whole chain, and hands it on.
    let (_phone, third) = offline().unwrap();
    let next = Stick::of(&app, PACK).unwrap();
    assert!(third.receive_pack(&next.file, Some(&link)).unwrap().verified);
    assert_eq!(std::fs::read(&next.file).unwrap(), std::fs::read(&new.file).unwrap());

    // An app that did not keep the first root says what to do; it makes no file that nobody could take.
    drop(app);
    let person = rusqlite::Connection::open(phone.person()).unwrap();
    person.execute("DELETE FROM trust WHERE name = '1.root.json'", []).unwrap();
    drop(person);
    let app = phone.open().unwrap();
    let stick = Stick::new().unwrap();
    let error = app.share_pack(PACK, &stick.file, &[]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("1.root.json is not here; sync the pack once"), "{error}");
    assert!(stick.names().unwrap().is_empty());
}

#[tokio::test]
async fn only_what_is_here_and_as_it_was_last_signed_is_handed_on() {
    let scene = Scene::installed().await.unwrap();
    let stick = Stick::new().unwrap();
    let small = scene.app.share_pack(PACK, &stick.file, &["en".into()]).unwrap();
    let names: Vec<&str> = small.editions.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["common", "en"]);
    for (pack, language) in [(PACK, "fr"), ("nowhere", "en"), (PACK, "../en")] {
        let error = scene.app.share_pack(pack, &stick.file, &[language.into()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    }
    let nowhere = stick.file.join("no-folder/x");
    let error = scene.app.share_pack(PACK, &nowhere, &[]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotFound | ErrorKind::StorageUnavailable));

    // A phone with one language more than the file has keeps it, and is told that it is behind.
    let (_phone, app) = offline().unwrap();
    let all = Stick::of(&scene.app, PACK).unwrap();
    app.receive_pack(&all.file, None).unwrap();
    let long = "Signing up ".repeat(2000);
    scene.publisher.publish(&[NEW[0], ("en", long.as_str())], monday()).unwrap();
    scene.serve().unwrap();
    // No room for the new texts: trust is ahead of what is installed.
    scene.app.limit_content_growth(Some(0)).unwrap();
    let full = scene.app.sync_pack(PACK, None).await.unwrap_err();
    assert_eq!(full.kind(), ErrorKind::NoSpace);
    scene.app.limit_content_growth(None).unwrap();
    let error = scene.app.share_pack(PACK, &stick.file, &["en".into()]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("sync the pack once"), "{error}");
    let rest = scene.app.share_pack(PACK, &stick.file, &[]).unwrap();
    assert_eq!(rest.left_out, ["de", "en"]);
    scene.app.sync_pack(PACK, None).await.unwrap();
    scene.app.share_pack(PACK, &stick.file, &["en".into()]).unwrap();
    let took = app.receive_pack(&stick.file, None).unwrap();
    assert_eq!(took.behind, ["de"]);
    app.set_languages(&["de".into()]).unwrap();
    assert_eq!(app.guide().unwrap().list_top().unwrap()[0].title, "Anmeldung 1");
    // It does not hand on what nobody could check.
    let next = Stick::new().unwrap();
    assert_eq!(app.share_pack(PACK, &next.file, &[]).unwrap().left_out, ["de"]);
}

#[tokio::test]
async fn the_catalogue_of_the_app_vouches_for_a_pack_and_names_its_address() {
    let publisher = land::published().unwrap();
    let web = network(publisher.folder()).unwrap();
    let giver = Phone::new(web).unwrap();
    let app = giver.open().unwrap();
    let link = publisher.link(BASE, CITY).unwrap();
    app.add_pack(&link).unwrap();
    app.sync_all(None).await.unwrap();
    let stick = Stick::of(&app, CITY).unwrap();

    let bundled = listed::catalogue(&publisher, "2026-11-01").unwrap().editions();
    let bundled = bundled[0].to_bytes().unwrap();
    let catalogue = Some(CatalogueConfig { link: None, bundled: Some(bundled) });
    let config = Config { catalogue, ..Config::default() };
    let phone = Phone::new(Arc::new(ScriptedTransport::default())).unwrap();
    let app = phone.open_with(config).unwrap();
    let elsewhere = stick.with_url("https://elsewhere.example/sample-city").unwrap();
    let took = app.receive_pack(&elsewhere.file, None).unwrap();
    assert!(took.verified && took.added);
    // The layer above is wanted now, and vouched for like the city that names it.
    assert_eq!(took.added_parent.as_deref(), Some(REGION));
    let packs = app.list_subscriptions().unwrap();
    assert_eq!(packs[0].base_url, format!("{BASE}/{CITY}"), "not the file's word");
    assert!(packs[1].pack == REGION && packs[1].fingerprint.is_some());
    let region = Stick::of(&giver.open().unwrap(), REGION).unwrap();
    let took = app.receive_pack(&region.file, None).unwrap();
    assert!(took.verified && !took.added);
    assert_eq!(app.guide().unwrap().list_layers().unwrap().len(), 2);

    // Without anybody who vouches, the address in the file counts where it is one of this pack.
    for (url, taken) in [
        ("https://elsewhere.example/sample-city/", true),
        ("https://elsewhere.example/other-city", false),
        ("ftp://elsewhere.example/sample-city", false),
        ("javascript:alert(1)/sample-city", false),
        ("", false),
    ] {
        let (phone, app) = offline().unwrap();
        let hinted = stick.with_url(url).unwrap();
        if taken {
            assert!(!app.receive_pack(&hinted.file, None).unwrap().verified);
            let known = app.list_subscriptions().unwrap();
            assert_eq!(known[0].base_url, "https://elsewhere.example/sample-city");
        } else {
            assert_eq!(refused(&phone, &app, &hinted, None).unwrap(), ErrorKind::Invalid, "{url}");
            assert!(app.receive_pack(&hinted.file, Some(&link)).unwrap().verified, "{url}");
        }
    }
}

#[tokio::test]
async fn a_list_of_packs_does_not_slip_in_as_a_city() {
    let publisher = land::published().unwrap();
    let catalogue = listed::catalogue(&publisher, "2026-11-01").unwrap();
    publisher.publish_editions(CATALOGUE, &catalogue.editions(), monday()).unwrap();
    let link = publisher.link(BASE, CATALOGUE).unwrap();
    let named = |link: &str| Config {
        catalogue: Some(CatalogueConfig { link: Some(link.to_owned()), bundled: None }),
        ..Config::default()
    };
    let giver = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = giver.open_with(named(&link)).unwrap();
    app.sync_all(None).await.unwrap();
    let stick = Stick::of(&app, CATALOGUE).unwrap();
    let (phone, plain) = offline().unwrap();
    assert_eq!(refused(&phone, &plain, &stick, None).unwrap(), ErrorKind::Untrusted);
    let error = plain.receive_pack(&stick.file, Some(&link)).unwrap_err();
    assert!(matches!(error, Error::NotForReading), "{error}");
    // Where the app names it, a file refreshes it.
    let phone = Phone::new(Arc::new(ScriptedTransport::default())).unwrap();
    let app = phone.open_with(named(&link)).unwrap();
    assert!(app.list_listings().unwrap().is_empty());
    assert!(app.receive_pack(&stick.file, None).unwrap().verified);
    assert_eq!(app.list_listings().unwrap().len(), 3);
    assert!(app.list_subscriptions().unwrap().is_empty());
}

#[tokio::test]
async fn a_file_that_travelled_for_a_year_is_taken_and_says_so() {
    let scene = Scene::installed().await.unwrap();
    let stick = Stick::of(&scene.app, PACK).unwrap();
    let (phone, app) = offline().unwrap();
    phone.clock.advance(365 * 86_400);
    let took: ReceivedPack = app.receive_pack(&stick.file, None).unwrap();
    assert!(took.expired_role.is_some());
    assert_eq!(app.guide().unwrap().list_top().unwrap().len(), 5);
    let layer = app.guide().unwrap().list_layers().unwrap().remove(0);
    // Whether its publisher renewed it meanwhile nobody has asked.
    assert_eq!(layer.freshness, PackFreshness::NotCheckedSince);
}

#[tokio::test]
async fn a_withdrawn_language_goes_with_the_file_that_says_so() {
    let scene = Scene::installed().await.unwrap();
    let (_phone, app) = offline().unwrap();
    app.receive_pack(&Stick::of(&scene.app, PACK).unwrap().file, None).unwrap();
    scene.publisher.publish(&NEW[..1], monday() + TimeDelta::days(1)).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    let took = app.receive_pack(&Stick::of(&scene.app, PACK).unwrap().file, None).unwrap();
    assert!(took.behind.is_empty());
    let names: Vec<String> = app.list_editions(PACK).unwrap().into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["common", "de"]);
    assert!(app.find("registration", 5).unwrap().is_empty());
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let (phone, app): (Phone, Companion) = offline().unwrap();
    let missing = PathBuf::from("/no/such/file.welcomepack");
    let error = app.receive_pack(&missing, None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("/no/such/file.welcomepack"), "{error}");
    assert!(phone.logged().iter().all(|line| !line.contains("/no/such")), "paths stay out of logs");
}
