//! What a pack was over time.

use super::fixture::{PACK, Place, common, day, language, long};
use crate::publish::{Change, Options, PublishError, editions_at, log, renew};

fn place() -> Place {
    let place = Place::new();
    place.publish(&[common(), long("de", "a")], day(0));
    place.publish(&[common(), long("de", "b"), language("fr", "fr")], day(1));
    for at in [8, 15, 22] {
        renew(PACK, &place.keys, place.path(), day(at), &Options::default()).unwrap();
    }
    place.publish(&[common(), long("de", "b")], day(23));
    place
}

#[test]
fn revisions_are_told_newest_first_with_what_changed_and_renewals_folded() {
    let place = place();
    let told = log(&place.pack()).unwrap();
    let shown: Vec<_> = told
        .iter()
        .map(|r| {
            let editions =
                r.editions.iter().map(|e| (e.name.as_str(), e.change)).collect::<Vec<_>>();
            (r.revision, r.in_force, r.signed, editions)
        })
        .collect();
    assert_eq!(
        shown,
        [
            (6, true, true, vec![("fr", Change::Removed)]),
            (2, false, true, vec![("de", Change::Changed), ("fr", Change::Added)]),
            (1, false, true, vec![("common", Change::Added), ("de", Change::Added)]),
        ]
    );
    assert_eq!(told[1].published_at.as_deref(), Some("2027-03-02T12:00:00Z"));
    assert_eq!(told[1].expires, "2027-04-06T12:00:00Z", "fourteen days after the last renewal");
    let german = &told[1].editions[0];
    assert_eq!((german.version, german.deltas.len()), (2, 1));
    assert!(german.deltas[0].bytes < german.object_bytes);
}

#[test]
fn every_revision_can_be_read_again_and_one_that_is_not_there_is_named() {
    let place = place();
    let text = |revision| {
        let editions = editions_at(&place.pack(), revision).unwrap();
        String::from_utf8(editions["de"].clone()).unwrap() == {
            let word = if revision == Some(1) { "a" } else { "b" };
            String::from_utf8(long("de", word).to_bytes().unwrap()).unwrap()
        }
    };
    for revision in [Some(1), Some(2), Some(4), None] {
        assert!(text(revision), "{revision:?}");
    }
    assert!(editions_at(&place.pack(), Some(2)).unwrap().contains_key("fr"));
    assert!(!editions_at(&place.pack(), None).unwrap().contains_key("fr"));
    for revision in [0, 7] {
        let refused = editions_at(&place.pack(), Some(revision)).unwrap_err();
        assert!(matches!(refused, PublishError::NoRevision { .. }), "{refused}");
    }
    let nothing = log(place.path()).unwrap_err();
    assert!(matches!(nothing, PublishError::NotPublished(_)), "{nothing}");
    let before = place.names("metadata");
    log(&place.pack()).unwrap();
    assert_eq!(place.names("metadata"), before, "looking changes nothing");
}

#[test]
fn what_was_signed_by_nobody_we_know_is_marked() {
    let place = place();
    let path = place.pack().join("metadata/1.de.json");
    let file = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, file.replace("\"sig\":\"", "\"sig\":\"00")).unwrap();
    let told = log(&place.pack()).unwrap();
    assert_eq!(told.iter().map(|r| r.signed).collect::<Vec<_>>(), [true, true, false]);
    std::fs::write(&path, "no JSON").unwrap();
    let refused = log(&place.pack()).unwrap_err().to_string();
    assert!(refused.contains("1.de.json: is no JSON"), "{refused}");
}
