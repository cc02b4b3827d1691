//! Whatever a host or a network serves that the publisher did not sign: it is refused, and the phone stays as it was.

#![cfg(test)]

use chrono::TimeDelta;
use companion_core::ErrorKind;
use companion_core::packs::edition::Records;
use companion_core::packs::format::Fact;
use companion_core::ports::TransportError;
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::{PACK, Publisher, editions};
use companion_tests::scene::{NEW, Scene, bytes_of};
use companion_tests::wire::Wire;

async fn notices_every_changed_byte(scene: &Scene) {
    for url in scene.ways().await.unwrap() {
        let good = scene.web.file(&url).unwrap();
        // The signatures are in the timestamp itself; all else is pinned by a hash.
        let step = if url.ends_with("timestamp.json") { 1 } else { good.len() / 3 };
        for at in (0..good.len()).step_by(step).chain([good.len() - 1]) {
            let mut bad = good.clone();
            bad[at] ^= 1;
            scene.web.put(&url, bad);
            let kind = scene.refused(&format!("byte {at} of {url}")).await.unwrap();
            assert_eq!(kind, ErrorKind::Untrusted, "byte {at} of {url}");
        }
        scene.web.put(&url, [good.as_slice(), b"!"].concat());
        let kind = scene.refused(&format!("a byte more in {url}")).await.unwrap();
        assert_eq!(kind, ErrorKind::Untrusted, "a byte more in {url}");
        scene.web.put(&url, &good[..good.len() - 1]);
        let kind = scene.refused(&format!("a byte less in {url}")).await.unwrap();
        assert_eq!(kind, ErrorKind::Untrusted, "a byte less in {url}");
        scene.web.put(&url, good);
    }
}

#[tokio::test]
async fn a_root_with_another_fingerprint_is_never_taken() {
    let scene = Scene::known().unwrap();
    scene.app.add_pack(&format!("{BASE}/{PACK}#{}", "0".repeat(64))).unwrap();
    assert_eq!(scene.refused("wrong fingerprint").await.unwrap(), ErrorKind::Untrusted);
    assert_eq!(scene.web.asked().len(), 1, "nothing is fetched on such a root's word");
}

#[tokio::test]
async fn a_changed_byte_in_any_file_of_a_first_install_is_noticed() {
    let scene = Scene::known().unwrap();
    scene.only_single_files();
    // 1.root, timestamp, snapshot, targets, two roles, two objects.
    assert_eq!(scene.ways().await.unwrap().len(), 8);
    notices_every_changed_byte(&scene).await;
    scene.app.sync_pack(PACK, None).await.unwrap();
}

#[tokio::test]
async fn a_changed_byte_in_any_file_of_an_update_is_noticed() {
    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    scene.only_single_files();
    // timestamp, snapshot, two roles, two objects.
    assert_eq!(scene.ways().await.unwrap().len(), 6);
    notices_every_changed_byte(&scene).await;
    scene.app.sync_pack(PACK, None).await.unwrap();
    let title = scene.app.guide().unwrap().list_top().unwrap().remove(0).title;
    assert_eq!(title, "Signing up 1");
}

#[tokio::test]
async fn a_file_that_is_missing_or_replaced_by_a_hotel_s_login_page_is_no_update() {
    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    scene.only_single_files();
    for url in scene.ways().await.unwrap() {
        for (status, kind) in
            [(404, ErrorKind::Untrusted), (500, ErrorKind::Offline), (302, ErrorKind::Offline)]
        {
            scene.web.answer(&url, status);
            assert_eq!(scene.refused(&format!("{status} for {url}")).await.unwrap(), kind, "{url}");
            scene.web.mend();
        }
        let good = scene.web.file(&url).unwrap();
        scene.web.put(&url, "<html>Welcome to our hotel</html>");
        assert_eq!(scene.refused("login page").await.unwrap(), ErrorKind::Offline, "{url}");
        scene.web.put(&url, good);
        for (error, kind) in [
            (TransportError::Broken, ErrorKind::Offline),
            (TransportError::Offline, ErrorKind::Offline),
            (TransportError::TooLarge, ErrorKind::Untrusted),
        ] {
            scene.web.fail(&url, error);
            assert_eq!(scene.refused("network").await.unwrap(), kind, "{url}");
            scene.web.mend();
        }
    }
    let nowhere = Scene::known().unwrap();
    nowhere.web.answer(format!("{BASE}/{PACK}/metadata/1.root.json"), 404);
    assert_eq!(nowhere.refused("no pack there").await.unwrap(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_damaged_bundle_or_delta_costs_requests_and_nothing_else() {
    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    let ways = scene.ways().await.unwrap();
    let short = |url: &&String| url.contains("/bundle/") || url.ends_with(".delta.zst");
    assert_eq!(ways.iter().filter(short).count(), 3, "a bundle, two deltas: {ways:?}");
    for url in ways.iter().filter(short) {
        let good = scene.web.file(url).unwrap();
        let bad = |at: usize| {
            let mut bad = good.clone();
            bad[at] ^= 1;
            bad
        };
        let mut damages: Vec<Vec<u8>> = (0..good.len()).step_by(7).map(bad).collect();
        damages.push(good[..good.len() / 2].to_vec());
        damages.push([good.as_slice(), b"!"].concat());
        damages.push(vec![]);
        for damage in damages {
            scene.web.put(url, damage);
            let phone = scene.phone.copy().unwrap();
            let app = phone.open().unwrap();
            let report = app.sync_pack(PACK, None).await.unwrap();
            assert_eq!(report.editions.len(), 2);
            let title = app.guide().unwrap().list_top().unwrap().remove(0).title;
            assert_eq!(title, "Signing up 1", "{url}");
        }
        scene.web.put(url, good);
    }
}

#[tokio::test]
async fn yesterday_s_state_is_not_taken_again() {
    let scene = Scene::installed().await.unwrap();
    let yesterday = network(scene.publisher.folder()).unwrap();
    scene.publish_new().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    for url in yesterday.urls() {
        scene.web.put(&url, yesterday.file(&url).unwrap());
    }
    assert_eq!(scene.refused("older timestamp").await.unwrap(), ErrorKind::Untrusted);
}

#[tokio::test]
async fn a_new_timestamp_over_older_files_is_not_taken() {
    let scene = Scene::installed().await.unwrap();
    let old: serde_json::Value = {
        let path = scene.publisher.pack().join("metadata/timestamp.json");
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    scene.publish_new().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();

    let old_snapshot = old["signed"]["meta"]["snapshot.json"].clone();
    scene.forger().timestamp(|signed| signed["meta"]["snapshot.json"] = old_snapshot).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("older snapshot").await.unwrap(), ErrorKind::Untrusted);

    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    let first = std::fs::read(scene.publisher.pack().join("metadata/1.snapshot.json")).unwrap();
    let first: serde_json::Value = serde_json::from_slice(&first).unwrap();
    scene.forger().snapshot(|signed| signed["meta"] = first["signed"]["meta"].clone()).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("older editions").await.unwrap(), ErrorKind::Untrusted);
}

#[tokio::test]
async fn another_publisher_s_pack_of_the_same_name_is_not_taken() {
    let scene = Scene::installed().await.unwrap();
    let stranger = Publisher::with_keys(100).unwrap();
    for day in 0..3 {
        stranger.publish(&NEW, monday() + TimeDelta::days(day)).unwrap();
    }
    scene.web.put_folder(BASE, stranger.folder()).unwrap();
    assert_eq!(scene.refused("other keys").await.unwrap(), ErrorKind::Untrusted);
    // Nor with a root that the stranger calls the next one.
    let root = std::fs::read(stranger.pack().join("metadata/1.root.json")).unwrap();
    scene.web.put(format!("{BASE}/{PACK}/metadata/2.root.json"), root);
    assert_eq!(scene.refused("other root").await.unwrap(), ErrorKind::Untrusted);
}

#[tokio::test]
async fn another_pack_of_the_same_publisher_is_not_taken_for_this_one() {
    let scene = Scene::installed().await.unwrap();
    let other = Publisher::new().unwrap();
    let mut foreign = editions(&NEW).unwrap();
    for edition in &mut foreign {
        edition.pack = "other-town".into();
        if let Records::Common(facts) = &mut edition.records
            && let Some(Fact::Pack(pack)) = facts.first_mut()
        {
            pack.id = "other-town".into();
        }
    }
    for day in 0..2 {
        other.publish_editions("other-town", &foreign, monday() + TimeDelta::days(day)).unwrap();
    }
    scene.web.put_folder(&format!("{BASE}/{PACK}"), &other.folder().join("other-town")).unwrap();
    assert_eq!(scene.refused("other pack").await.unwrap(), ErrorKind::Untrusted);

    // And an edition of the other pack, signed into this one.
    for edition in foreign {
        let scene = Scene::installed().await.unwrap();
        scene.forger().edition(&edition.name(), &edition.to_bytes().unwrap()).unwrap();
        scene.serve().unwrap();
        assert_eq!(scene.refused(&edition.name()).await.unwrap(), ErrorKind::Untrusted);
    }
    let scene = Scene::installed().await.unwrap();
    scene.forger().edition("en", bytes_of("de").unwrap().as_bytes()).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("German as English").await.unwrap(), ErrorKind::Untrusted);
}

#[tokio::test]
async fn a_link_without_a_fingerprint_cannot_take_a_known_pack_over() {
    let scene = Scene::installed().await.unwrap();
    let stranger = Publisher::with_keys(100).unwrap();
    stranger.publish(&NEW, monday()).unwrap();
    let evil = "https://evil.example";
    scene.web.put_folder(evil, stranger.folder()).unwrap();
    scene.app.add_pack(&format!("{evil}/{PACK}")).unwrap();
    assert_eq!(scene.refused("taken over").await.unwrap(), ErrorKind::Untrusted);
    assert!(scene.app.guide().unwrap().list_layers().unwrap()[0].verified);
    // The right link leads home again.
    scene.app.add_pack(&scene.publisher.link(BASE, PACK).unwrap()).unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
}

#[tokio::test]
async fn a_new_fingerprint_is_a_new_publisher_and_not_verified_before_it_was_seen() {
    let scene = Scene::installed().await.unwrap();
    let heir = Publisher::with_keys(100).unwrap();
    heir.publish(&NEW, monday()).unwrap();
    scene.app.add_pack(&heir.link(BASE, PACK).unwrap()).unwrap();
    let verified = || scene.app.guide().unwrap().list_layers().unwrap()[0].verified;
    assert!(!verified(), "what is installed is not the new publisher's");
    assert_eq!(scene.refused("old files").await.unwrap(), ErrorKind::Untrusted);
    scene.web.put_folder(BASE, heir.folder()).unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert!(verified());
    assert_eq!(scene.app.guide().unwrap().list_top().unwrap()[0].title, "Signing up 1");
}

#[tokio::test]
async fn a_server_that_never_stops_sending_is_left() {
    let wire = Wire::endless().unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&format!("{}/{PACK}", wire.base_url())).unwrap();
    assert_eq!(app.sync_pack(PACK, None).await.unwrap_err().kind(), ErrorKind::Untrusted);
}
