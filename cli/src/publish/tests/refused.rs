//! What is not published: wrong input, wrong keys, a changed folder, a wrong clock, two publishers.

use companion_core::packs::format::MediaFact;

use super::fixture::{PACK, Place, common, day, editions, language, seeds, signed};
use crate::keys::{KeyRing, Role, Seed};
use crate::publish::current::{read_root, read_state};
use crate::publish::disk::Disk;
use crate::publish::edition_file::Deltas;
use crate::publish::history::Bases;
use crate::publish::next::Signer;
use crate::publish::objects::Placed;
use crate::publish::standing::Standing;
use crate::publish::{Options, PublishError, PublishInput, fingerprint, publish};

#[test]
fn wrong_input_is_refused_before_anything_is_written() {
    let place = Place::new();
    let of = |pack: &str, editions: &[_]| {
        let input = PublishInput { pack, editions, media: &[] };
        publish(&input, &place.keys, place.path(), day(0), &Options::default()).unwrap_err()
    };
    for pack in ["", "..", "a/b", "a\\b", "A", "é", ".a", "a b", "a\0"] {
        assert!(matches!(of(pack, &editions(&[])), PublishError::PackId(_)), "{pack:?}");
    }
    assert!(matches!(of("other", &editions(&[])), PublishError::OtherPack { .. }));
    assert!(matches!(of(PACK, &[language("de", "de")]), PublishError::NoCommon));
    let twice = [common(), language("de", "a"), language("de", "b")];
    assert!(matches!(of(PACK, &twice), PublishError::Twice(name) if name == "de"));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn media_that_are_not_what_the_pack_says_are_refused() {
    let mut place = Place::new();
    let from = place.path().join("map.png");
    std::fs::write(&from, b"picture").unwrap();
    let right = MediaFact {
        id: "media/map.png".into(),
        sha256: crate::keys::hex::sha256(b"picture"),
        length: 7,
        mime: "image/png".into(),
        chunks: vec![],
    };
    for wrong in [
        MediaFact { length: 8, ..right.clone() },
        MediaFact { length: u64::MAX, ..right.clone() },
        MediaFact { sha256: crate::keys::hex::sha256(b"other"), ..right.clone() },
        MediaFact { sha256: "../../../x".into(), ..right.clone() },
    ] {
        place.media = vec![(wrong, from.clone())];
        let refused = place.try_publish(&editions(&["de"]), day(0), None);
        assert!(matches!(refused, Err(PublishError::Media { .. })), "{refused:?}");
    }
    place.media = vec![(right, place.path().join("absent.png"))];
    let refused = place.try_publish(&editions(&["de"]), day(0), None);
    assert!(matches!(refused, Err(PublishError::Media { .. })), "{refused:?}");
}

#[test]
fn other_keys_are_refused() {
    for role in Role::ALL {
        let mut place = Place::new();
        place.publish(&editions(&["de"]), day(0));
        let before = place.read(day(0));
        let mut other = seeds(1);
        *match role {
            Role::Root => &mut other.root,
            Role::Targets => &mut other.targets,
            Role::Snapshot => &mut other.snapshot,
            Role::Timestamp => &mut other.timestamp,
            Role::Editions => &mut other.editions,
        } = vec![Seed::new([77; 32])];
        place.keys = KeyRing::from_seeds(&other, 1).unwrap();
        let refused = place.try_publish(&editions(&["de"]), day(1), None).unwrap_err();
        assert!(matches!(refused, PublishError::OtherKeys(r) if r == role), "{refused}");
        assert_eq!(place.read(day(1)), before);
    }
}

#[test]
fn one_changed_byte_of_any_metadata_is_found() {
    let place = Place::new();
    place.publish(&editions(&["de", "ar"]), day(0));
    for name in place.names("metadata") {
        let path = place.pack().join("metadata").join(&name);
        let right = std::fs::read(&path).unwrap();
        for at in [right.len() / 3, right.len() / 2, right.len() - 20] {
            let mut wrong = right.clone();
            wrong[at] ^= 1;
            std::fs::write(&path, &wrong).unwrap();
            let refused = place.try_publish(&editions(&["de", "ar"]), day(1), None).unwrap_err();
            let said = refused.to_string();
            let other = matches!(refused, PublishError::OtherKeys(_));
            assert!(other || said.contains(&name), "{name} at {at}: {said}");
        }
        std::fs::write(&path, &right).unwrap();
    }
    place.publish(&editions(&["de", "ar"]), day(1));
}

#[test]
fn a_folder_of_another_pack_with_the_same_keys_is_refused() {
    let place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    std::fs::rename(place.pack(), place.path().join("other")).unwrap();
    let refused = fingerprint("other", &place.keys, place.path()).unwrap_err().to_string();
    assert!(refused.contains("1.root.json: is of another pack"), "{refused}");
    // The root alone would not tell.
    std::fs::rename(place.path().join("other"), place.pack()).unwrap();
    let disk = Disk::open(&place.pack(), None).unwrap();
    let root = read_root(&place.pack(), PACK).unwrap().unwrap();
    let refused = read_state(&disk, "other", &root).unwrap_err().to_string();
    assert!(refused.contains("timestamp.json: is of another pack"), "{refused}");
}

#[test]
fn a_damaged_object_is_written_again() {
    let place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    let name = place.names("o").into_iter().find(|n| n.contains(".de.")).unwrap();
    let path = place.pack().join("o").join(name);
    let right = std::fs::read(&path).unwrap();
    std::fs::write(&path, b"short").unwrap();
    place.publish(&editions(&["de"]), day(1));
    assert_eq!(std::fs::read(&path).unwrap(), right);
    assert_eq!(place.read(day(1))["de"].0, 1);
}

#[test]
fn a_lost_timestamp_does_not_begin_at_version_1_again() {
    let place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    place.publish(&[common(), language("de", "new")], day(1));
    std::fs::remove_file(place.pack().join("metadata/timestamp.json")).unwrap();
    let refused = place.try_publish(&editions(&["de"]), day(2), None).unwrap_err().to_string();
    assert!(refused.contains("timestamp.json: is lost"), "{refused}");
}

#[test]
fn a_clock_behind_the_last_publish_is_refused() {
    let place = Place::new();
    place.publish(&editions(&["de"]), day(10));
    let refused = place.try_publish(&editions(&["de"]), day(9), None);
    assert!(matches!(refused, Err(PublishError::Clock { .. })), "{refused:?}");
    place.publish(&editions(&["de"]), day(10) - chrono::TimeDelta::minutes(59));
}

#[test]
fn one_publisher_at_a_time() {
    let place = Place::new();
    let held = Disk::open(&place.pack(), None).unwrap();
    let refused = place.try_publish(&editions(&["de"]), day(0), None);
    assert!(matches!(refused, Err(PublishError::Busy(_))), "{refused:?}");
    drop(held);
    place.publish(&editions(&["de"]), day(0));
}

#[test]
fn more_languages_than_phones_take_are_refused() {
    let place = Place::new();
    let published = place.publish(&editions(&["de"]), day(0));
    let mut disk = Disk::open(&place.pack(), None).unwrap();
    let root = read_root(&place.pack(), PACK).unwrap().unwrap();
    let state = read_state(&disk, PACK, &root).unwrap().unwrap();
    let file = state.file("de").unwrap();
    let placed = |n: u32| Placed {
        name: format!("l{n}"),
        file: file.clone(),
        changed: true,
        deltas: Deltas::new(),
        bases: Bases::new(),
        revision: 0,
        raw: vec![],
    };
    let options = Options::default();
    let standing = Standing::judge(&place.keys, Some(&root), Some(&state)).unwrap();
    let mut signer =
        Signer::new(&mut disk, PACK, &place.keys, &standing, day(0), &options, Some(&state));
    let many: Vec<_> = (0..1000).map(placed).collect();
    let refused = signer.targets(&many, None).unwrap_err();
    assert!(matches!(refused, PublishError::MetadataTooLarge { .. }), "{refused}");
    drop(disk);
    assert_eq!(place.names("metadata").len(), signed(&published).len());
}
