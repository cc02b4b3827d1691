//! Signatures that are kept, and those that are renewed before they lapse.

use companion_core::packs::verify::Known;

use super::fixture::{PACK, Place, changed, day, editions, language, seeds, signed};
use crate::keys::{KeyRing, PerRole, Role, Seed};
use crate::publish::{Options, PublishError, packs, renew};

/// A computer that holds the private keys of some roles only.
fn only(roles: &[Role]) -> KeyRing {
    let all = KeyRing::from_seeds(&seeds(1), 1).unwrap();
    let public = PerRole {
        root: all.role(Role::Root).clone(),
        targets: all.role(Role::Targets).clone(),
        snapshot: all.role(Role::Snapshot).clone(),
        timestamp: all.role(Role::Timestamp).clone(),
        editions: all.role(Role::Editions).clone(),
    };
    let seeds = seeds(1);
    let here: Vec<Seed> = roles.iter().flat_map(|r| seeds.get(*r).clone()).collect();
    KeyRing::new(public, &here).unwrap()
}

#[test]
fn nothing_changed_renews_the_timestamp_alone_for_a_third_of_the_snapshots_life() {
    let place = Place::new();
    let all = editions(&["de"]);
    place.publish(&all, day(0));
    for days in 1..=4 {
        let published = place.publish(&all, day(days));
        let bundles = ["bundle/common.zst", "bundle/de.zst"];
        assert_eq!(published.written, [&["metadata/timestamp.json"], &bundles[..]].concat());
        assert!(changed(&published).is_empty());
    }
    let published = place.publish(&all, day(5));
    assert_eq!(signed(&published), ["2.snapshot.json", "timestamp.json"]);
    place.read(day(18));
}

#[test]
fn roles_are_renewed_in_the_last_third_of_their_lives_with_the_date_of_their_texts() {
    let place = Place::new();
    let all = editions(&["de"]);
    place.publish(&all, day(0));
    assert_eq!(signed(&place.publish(&all, day(59))), ["2.snapshot.json", "timestamp.json"]);
    let published = place.publish(&all, day(61));
    let files =
        ["2.common.json", "2.de.json", "2.targets.json", "3.snapshot.json", "timestamp.json"];
    assert_eq!(signed(&published), files);
    assert!(changed(&published).is_empty());
    assert_eq!(published.editions[1].revision, 2);
    let role = place.metadata("2.de.json");
    assert!(role.contains("\"published_at\":\"2027-03-01T12:00:00Z\""), "{role}");
    place.read(day(74));
}

#[test]
fn a_weekly_renewal_never_lets_anything_lapse() {
    let place = Place::new();
    let mut known = Known::new();
    place.publish(&editions(&["de"]), day(0));
    let keys = only(&[Role::Snapshot, Role::Timestamp]);
    for week in 1..=12 {
        renew(PACK, &keys, place.path(), day(week * 7), &Options::default()).unwrap();
        place.refresh(&mut known, day(week * 7 + 5)).unwrap();
    }
}

#[test]
fn renewing_warns_of_editions_that_only_a_publish_renews() {
    let place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    let keys = only(&[Role::Snapshot, Role::Timestamp]);
    let renewed = renew(PACK, &keys, place.path(), day(50), &Options::default()).unwrap();
    assert_eq!(renewed.warnings, Vec::<String>::new());
    assert_eq!(renewed.editions.len(), 2);
    let renewed = renew(PACK, &keys, place.path(), day(61), &Options::default()).unwrap();
    assert!(renewed.warnings[0].contains("2027-05-30"), "{renewed:?}");
}

#[test]
fn renewing_needs_something_published() {
    let place = Place::new();
    let keys = only(&[Role::Snapshot, Role::Timestamp]);
    let nothing = renew(PACK, &keys, place.path(), day(0), &Options::default());
    assert!(matches!(nothing, Err(PublishError::NotPublished(_))));
    assert!(!place.pack().exists(), "asking makes no folder");
    assert_eq!(packs(place.path()).unwrap(), Vec::<String>::new());
    place.publish(&editions(&["de"]), day(0));
    assert_eq!(packs(place.path()).unwrap(), [PACK]);
}

#[test]
fn a_root_in_its_last_third_is_renewed_by_its_keys_or_warned_of() {
    let mut place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    let fingerprint = place.publish(&editions(&["de"]), day(1)).root_sha256;
    let all = only(&[Role::Root, Role::Targets, Role::Snapshot, Role::Timestamp, Role::Editions]);
    place.keys = only(&[Role::Targets, Role::Snapshot, Role::Timestamp, Role::Editions]);
    let published = place.publish(&editions(&["de"]), day(600));
    assert!(published.warnings[0].contains("root keys"), "{published:?}");
    assert_eq!(place.names("metadata").iter().filter(|n| n.contains("root")).count(), 1);

    place.keys = all;
    let published = place.publish(&editions(&["de"]), day(601));
    assert_eq!(published.warnings, Vec::<String>::new());
    assert!(signed(&published).contains(&"2.root.json"));
    assert_eq!(published.root_sha256, fingerprint);
    place.read(day(601));
    let published = place.publish(&editions(&["de"]), day(602));
    assert_eq!(published.root_sha256, fingerprint);
}

#[test]
fn a_pack_that_has_lapsed_is_published_again() {
    let place = Place::new();
    let mut known = Known::new();
    place.publish(&editions(&["de"]), day(0));
    place.refresh(&mut known, day(0)).unwrap();
    assert!(place.refresh(&mut known, day(400)).is_err());
    place.publish(&[super::fixture::common(), language("de", "new")], day(400));
    assert!(place.refresh(&mut known, day(400)).unwrap()["de"].1.contains("new"));
}
