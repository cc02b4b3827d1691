//! What stands in the folder after publishing, and after publishing a change.

use companion_core::packs::format::MediaFact;
use companion_core::packs::verify::Known;
use companion_core::packs::verify::Verifier;

use super::fixture::{Place, changed, day, editions, language, seeds, signed};
use crate::keys::{KeyRing, hex};

#[test]
fn the_first_publish_is_as_it_was_written_down() {
    let place = Place::new();
    let published = place.publish(&editions(&["de", "ar"]), day(0));
    let mut shown = String::new();
    for name in &published.written {
        shown += name;
        shown += "\n";
        if let Some(name) = name.strip_prefix("metadata/") {
            shown += &place.metadata(name);
            shown += "\n";
        }
    }
    insta::assert_snapshot!(shown);
    insta::assert_snapshot!(serde_json::to_string_pretty(&published).unwrap());
}

#[test]
fn the_fingerprint_is_the_first_roots() {
    let place = Place::new();
    let published = place.publish(&editions(&["de"]), day(0));
    let root = place.metadata("1.root.json");
    assert_eq!(published.root_sha256, hex::sha256(root.as_bytes()));
    Verifier::check_first_root(root.as_bytes(), &published.root_sha256).unwrap();
}

#[test]
fn all_editions_are_read_by_a_strict_phone() {
    let place = Place::new();
    let all = editions(&["de", "ar", "de-simple", "fa-AF"]);
    place.publish(&all, day(0));
    let read = place.read(day(1));
    assert_eq!(read.len(), all.len());
    for edition in &all {
        let (revision, text) = &read[&edition.name()];
        assert_eq!((*revision, text.as_bytes()), (1, edition.to_bytes().unwrap().as_slice()));
    }
}

#[test]
fn an_edit_renews_one_role_and_no_other() {
    let place = Place::new();
    let mut known = Known::new();
    let mut all = editions(&["de", "ar", "uk"]);
    place.publish(&all, day(0));
    place.refresh(&mut known, day(0)).unwrap();
    all[1] = language("ar", "new");
    let published = place.publish(&all, day(1));
    assert_eq!(changed(&published), ["ar"]);
    assert_eq!(signed(&published), ["2.ar.json", "2.snapshot.json", "timestamp.json"]);
    let objects = place.names("o").into_iter().filter(|n| n.ends_with(".pack.zst"));
    assert_eq!(objects.count(), 5, "the earlier object stays");
    let read = place.refresh(&mut known, day(1)).unwrap();
    assert_eq!(read["ar"].0, 2);
    assert!(read["ar"].1.contains("new"));
    assert_eq!(read["de"].0, 1);
}

#[test]
fn going_back_to_an_earlier_text_is_a_new_revision_of_the_same_object() {
    let place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    place.publish(&[super::fixture::common(), language("de", "new")], day(1));
    let published = place.publish(&editions(&["de"]), day(2));
    assert_eq!(changed(&published), ["de"]);
    let objects = place.names("o").into_iter().filter(|n| n.ends_with(".pack.zst"));
    assert_eq!(objects.count(), 3);
    assert_eq!(place.read(day(2))["de"].0, 3);
}

#[test]
fn a_removed_language_leaves_the_list_but_not_the_snapshot() {
    let place = Place::new();
    let mut known = Known::new();
    place.publish(&editions(&["de", "fr"]), day(0));
    place.refresh(&mut known, day(0)).unwrap();
    let published = place.publish(&editions(&["de"]), day(1));
    let files = ["2.fr.json", "2.targets.json", "2.snapshot.json", "timestamp.json"];
    assert_eq!(signed(&published), files);
    assert!(place.metadata("2.fr.json").contains("\"targets\":{}"));
    let read = place.refresh(&mut known, day(1)).unwrap();
    assert_eq!(read.keys().collect::<Vec<_>>(), ["common", "de"]);

    // Gone for good, its role needs no care any more.
    let published = place.publish(&editions(&["de"]), day(100));
    assert!(!signed(&published).iter().any(|name| name.contains("fr")), "{published:?}");
    place.refresh(&mut known, day(100)).unwrap();

    // And back: versions go on.
    let published = place.publish(&editions(&["de", "fr"]), day(101));
    assert_eq!(changed(&published), ["fr"]);
    assert_eq!(place.refresh(&mut known, day(101)).unwrap()["fr"].0, 3);
}

#[test]
fn two_of_three_root_keys_sign_the_root() {
    let mut place = Place::new();
    let mut two = seeds(3);
    place.keys = KeyRing::from_seeds(&two, 2).unwrap();
    let roles = crate::keys::PerRole {
        root: place.keys.role(crate::keys::Role::Root).clone(),
        targets: place.keys.role(crate::keys::Role::Targets).clone(),
        snapshot: place.keys.role(crate::keys::Role::Snapshot).clone(),
        timestamp: place.keys.role(crate::keys::Role::Timestamp).clone(),
        editions: place.keys.role(crate::keys::Role::Editions).clone(),
    };
    // One key holder is away.
    two.root.pop();
    let all: Vec<_> = crate::keys::Role::ALL.iter().flat_map(|r| two.get(*r).clone()).collect();
    place.keys = KeyRing::new(roles, &all).unwrap();
    place.publish(&editions(&["de"]), day(0));
    let root = place.metadata("1.root.json");
    assert_eq!(root.matches("\"sig\"").count(), 2);
    assert!(root.contains("\"threshold\":2"));
    assert_eq!(place.read(day(0)).len(), 2);
}

#[test]
fn media_are_copied_once_by_hash() {
    let mut place = Place::new();
    let from = place.path().join("map.png");
    std::fs::write(&from, b"picture").unwrap();
    let sha256 = hex::sha256(b"picture");
    let fact = MediaFact {
        id: "media/map.png".into(),
        sha256: sha256.clone(),
        length: 7,
        mime: "image/png".into(),
        chunks: vec![],
    };
    place.media = vec![(fact, from)];
    let published = place.publish(&editions(&["de"]), day(0));
    assert_eq!(published.written[0], format!("o/{sha256}"));
    assert_eq!(std::fs::read(place.pack().join("o").join(&sha256)).unwrap(), b"picture");
    let published = place.publish(&editions(&["de"]), day(1));
    assert!(!published.written.iter().any(|w| w.starts_with("o/")), "{published:?}");
}

#[cfg(unix)]
#[test]
fn a_web_server_may_read_what_is_published() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    // What the umask of this process leaves of an ordinary file.
    std::fs::write(place.path().join("plain"), "").unwrap();
    let plain = std::fs::metadata(place.path().join("plain")).unwrap().permissions().mode();
    let published = place.publish(&editions(&["de"]), day(0));
    for name in published.written {
        let mode = std::fs::metadata(place.pack().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode, plain, "{name}");
    }
}

#[test]
fn a_rehearsal_tells_what_the_publish_then_writes_and_writes_nothing() {
    use super::fixture::{PACK, common, long};
    use crate::publish::{Options, PublishInput, publish, renew};
    let place = Place::new();
    let rehearse = |editions: &[_], at: i64| {
        let input = PublishInput { pack: PACK, editions, media: &place.media };
        let options = Options { rehearse: true, ..Options::default() };
        publish(&input, &place.keys, place.path(), day(at), &options).unwrap()
    };
    let first = [common(), long("de", "a")];
    let told = rehearse(&first, 0);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0, "not even a folder");
    assert_eq!(told, place.publish(&first, day(0)));

    // Beside somebody who publishes at the same time, and with what an interrupted publisher left.
    let second = [common(), long("de", "b")];
    let names = || ["metadata", "o", "bundle", "."].map(|folder| place.names(folder));
    std::fs::write(place.pack().join("o/.unfinished-x"), b"x").unwrap();
    let before = names();
    let held = crate::publish::disk::Disk::open(&place.pack(), None).unwrap();
    std::fs::write(place.pack().join("o/.unfinished-x"), b"x").unwrap();
    let told = rehearse(&second, 1);
    assert_eq!(names(), before);
    drop(held);
    let options = Options { rehearse: true, ..Options::default() };
    let renewed = renew(PACK, &place.keys, place.path(), day(1), &options).unwrap();
    assert_eq!(names(), before);
    assert!(renewed.written.contains(&"metadata/timestamp.json".to_owned()));
    assert_eq!(place.read(day(1))["de"].0, 1);
    assert_eq!(told, place.publish(&second, day(1)));
    let delta = &told.editions[1].deltas[0];
    assert_eq!(delta.revision, Some(1));
    assert_eq!(delta.published_at.as_deref(), Some("2027-03-01T12:00:00Z"));
}
