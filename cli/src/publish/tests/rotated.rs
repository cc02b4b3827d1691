//! Keys replaced under a published pack: phones follow, at no moment is there a state that they refuse, and what an
//! attacker signed with stolen keys counts no more.

use companion_core::packs::verify::{Known, TrustError};

use super::fixture::{PACK, Place, common, day, editions, language, long, seeds};
use crate::keys::{KeyRing, PerRole, Role, RoleKeys, Seed};
use crate::publish::{Options, PublishError, Published, renew, waits_for_keys};

const ONLINE: [Role; 4] = [Role::Targets, Role::Snapshot, Role::Timestamp, Role::Editions];

/// The keys of `place` with others in these roles; `kept` says which private keys of the old and new sets are here.
fn replaced(place: &mut Place, roles: &[Role], root: u8, kept: &dyn Fn(Role, bool) -> bool) {
    let old = seeds(root);
    let threshold = u32::from(root.div_ceil(2));
    let public = |seeds: &[Seed], threshold| RoleKeys {
        threshold,
        keys: seeds.iter().map(|s| s.public().unwrap()).collect(),
    };
    let mut sets = PerRole {
        root: public(&old.root, threshold),
        targets: public(&old.targets, 1),
        snapshot: public(&old.snapshot, 1),
        timestamp: public(&old.timestamp, 1),
        editions: public(&old.editions, 1),
    };
    let mut former = Vec::new();
    let mut here = Vec::new();
    for (n, role) in (0u8..).zip(Role::ALL) {
        if roles.contains(&role) {
            let count = u8::try_from(old.get(role).len()).unwrap();
            let new: Vec<_> = (0..count).map(|k| Seed::new([200 + n * 8 + k; 32])).collect();
            let threshold = sets.get(role).threshold;
            former.push((role, std::mem::replace(sets.get_mut(role), public(&new, threshold))));
            here.extend(new.into_iter().filter(|_| kept(role, true)));
        }
        here.extend(old.get(role).iter().filter(|_| kept(role, false)).cloned());
    }
    place.keys = KeyRing::rotated(sets, former, &here).unwrap();
}

fn roots(place: &Place) -> usize {
    place.names("metadata").iter().filter(|n| n.ends_with(".root.json")).count()
}

fn try_renew(place: &Place, at: i64) -> Result<Published, PublishError> {
    renew(PACK, &place.keys, place.path(), day(at), &Options::default())
}

#[test]
fn the_next_publish_brings_new_keys_to_every_phone() {
    for threshold_of in [1, 3] {
        let mut place = Place::new();
        place.keys =
            KeyRing::from_seeds(&seeds(threshold_of), u32::from(threshold_of.div_ceil(2))).unwrap();
        let first = place.publish(&editions(&["de"]), day(0));
        let mut known = Known::new();
        place.refresh(&mut known, day(0)).unwrap();
        replaced(&mut place, &Role::ALL, threshold_of, &|_, _| true);
        assert!(waits_for_keys(PACK, &place.keys, place.path()).unwrap());
        let published = place.publish(&editions(&["de"]), day(1));
        assert_eq!(published.warnings, Vec::<String>::new());
        assert_eq!(published.root_sha256, first.root_sha256, "phones know the pack as before");
        assert!(!waits_for_keys(PACK, &place.keys, place.path()).unwrap());
        assert_eq!(roots(&place), 2);
        // One that knew the pack, and one that comes with the first fingerprint; by files and by bundles.
        for known in [&mut known, &mut Known::new()] {
            place.refresh_by_bundle("de", &mut known.clone(), day(1)).unwrap();
            assert_eq!(place.refresh(known, day(1)).unwrap().len(), 2);
        }
        // The old private keys are not needed any more.
        replaced(&mut place, &Role::ALL, threshold_of, &|_, new| new);
        let published = place.publish(&[common(), language("de", "new")], day(2));
        assert_eq!(roots(&place), 2);
        assert!(published.warnings.is_empty());
        assert!(place.refresh(&mut known, day(2)).unwrap()["de"].1.contains("new"));
    }
}

#[test]
fn stopped_at_any_step_a_phone_reads_the_old_state_or_the_new_one() {
    let mut steps = 0;
    loop {
        let mut place = Place::new();
        place.publish(&[common(), long("de", "old")], day(0));
        let mut known = Known::new();
        let old = place.refresh(&mut known, day(0)).unwrap();
        replaced(&mut place, &Role::ALL, 1, &|_, _| true);
        let all = [common(), long("de", "new")];
        let stopped = place.try_publish(&all, day(1), Some(steps));
        for known in [known.clone(), Known::new()] {
            let seen = place.refresh(&mut known.clone(), day(1)).unwrap();
            assert!(seen == old || seen["de"].1.contains("new"), "after {steps}");
            let seen = place.refresh_by_bundle("de", &mut known.clone(), day(1)).unwrap();
            assert!(seen["de"] == old["de"] || seen["de"].1.contains("new"), "after {steps}");
        }
        if stopped.is_ok() {
            assert!(steps > 16, "{steps}");
            break;
        }
        // The nightly job completes it as well as the next publish.
        if steps % 2 == 0 {
            try_renew(&place, 1).unwrap();
        }
        place.publish(&all, day(1));
        assert_eq!(roots(&place), 2);
        assert!(place.refresh(&mut known, day(1)).unwrap()["de"].1.contains("new"));
        steps += 1;
    }
}

#[test]
fn a_renewal_brings_new_keys_too_and_changes_no_text() {
    let mut place = Place::new();
    place.publish(&[common(), long("de", "a")], day(0));
    place.publish(&[common(), long("de", "b")], day(1));
    let (before, mut known) = (place.target("de", day(1)), Known::new());
    place.refresh(&mut known, day(1)).unwrap();
    replaced(&mut place, &ONLINE, 1, &|_, _| true);
    let renewed = try_renew(&place, 2).unwrap();
    assert!(renewed.editions.iter().all(|e| !e.changed));
    place.refresh(&mut known, day(2)).unwrap();
    let after = place.target("de", day(2));
    assert_eq!((after.deltas, after.sha256), (before.deltas, before.sha256));
    assert_eq!(after.published_at, before.published_at);
    // With the new ones alone.
    replaced(&mut place, &ONLINE, 1, &|_, new| new);
    try_renew(&place, 3).unwrap();
    place.refresh(&mut known, day(3)).unwrap();
    assert_eq!(roots(&place), 2);
}

#[test]
fn new_keys_wait_for_a_root_key_in_the_safe_and_the_old_ones_sign_until_then() {
    let mut place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    let mut known = Known::new();
    place.refresh(&mut known, day(0)).unwrap();
    replaced(&mut place, &ONLINE, 1, &|role, _| role != Role::Root);
    for at in [1, 2] {
        let renewed = try_renew(&place, at).unwrap();
        assert!(renewed.warnings[0].contains("wait for the root"), "{renewed:?}");
        place.refresh(&mut known, day(at)).unwrap();
    }
    let published = place.publish(&[common(), language("de", "new")], day(3));
    assert!(published.warnings.iter().any(|w| w.contains("1 more private key(s) of the root")));
    assert!(place.refresh(&mut known, day(3)).unwrap()["de"].1.contains("new"));
    assert_eq!(roots(&place), 1);
    assert!(waits_for_keys(PACK, &place.keys, place.path()).unwrap());
    replaced(&mut place, &ONLINE, 1, &|_, _| true);
    let renewed = try_renew(&place, 4).unwrap();
    assert_eq!(renewed.warnings, Vec::<String>::new());
    assert_eq!(roots(&place), 2);
    place.refresh(&mut known, day(4)).unwrap();
}

#[test]
fn keys_that_are_lost_are_replaced_without_their_signatures() {
    let mut place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    let mut known = Known::new();
    place.refresh(&mut known, day(0)).unwrap();
    replaced(&mut place, &ONLINE, 1, &|role, new| new || role == Role::Root);
    place.publish(&[common(), language("de", "new")], day(1));
    assert!(place.refresh(&mut known, day(1)).unwrap()["de"].1.contains("new"));
    place.read(day(1));
}

#[test]
fn keys_of_editions_alone_need_no_root() {
    let mut place = Place::new();
    place.publish(&editions(&["de", "fr"]), day(0));
    place.publish(&editions(&["de"]), day(1));
    let mut known = Known::new();
    place.refresh(&mut known, day(1)).unwrap();
    replaced(&mut place, &[Role::Editions], 1, &|role, new| new || role != Role::Root);
    try_renew(&place, 2).unwrap();
    assert_eq!(roots(&place), 1);
    place.refresh(&mut known, day(2)).unwrap();
    // What was withdrawn before, is signed by keys that nobody names any more, and may come back.
    place.publish(&editions(&["de", "fr"]), day(3));
    assert_eq!(place.refresh(&mut known, day(3)).unwrap().len(), 3);
}

#[test]
fn a_key_folder_that_never_had_the_published_keys_is_refused() {
    let mut place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    let mut other = seeds(1);
    other.timestamp = vec![Seed::new([77; 32])];
    place.keys = KeyRing::from_seeds(&other, 1).unwrap();
    let refused = try_renew(&place, 1).unwrap_err();
    assert!(matches!(refused, PublishError::OtherKeys(Role::Timestamp)), "{refused}");
}

/// An attacker with the keys of snapshot and timestamp signs versions that nothing honest comes after.
fn fast_forward(place: &Place) {
    use crate::publish::json::{canonical, compact};
    use serde_json::{Value, json};
    let high = 1u64 << 60;
    let sign = |name: &str, to: &str, role: Role, change: &dyn Fn(&mut Value)| {
        let mut file: Value = serde_json::from_str(&place.metadata(name)).unwrap();
        change(&mut file["signed"]);
        file["signed"]["version"] = json!(high);
        let message = canonical(&file["signed"]).unwrap();
        let signatures = place.keys.sign(role, message.as_bytes()).into_iter();
        let signatures: Vec<_> = signatures
            .map(|(id, sig)| json!({"keyid": id, "sig": crate::keys::hex::encode(sig)}))
            .collect();
        file["signatures"] = json!(signatures);
        let path = place.pack().join("metadata").join(to);
        std::fs::write(path, compact(&file).unwrap()).unwrap();
    };
    sign("1.snapshot.json", &format!("{high}.snapshot.json"), Role::Snapshot, &|_| ());
    sign("timestamp.json", "timestamp.json", Role::Timestamp, &|signed| {
        signed["meta"]["snapshot.json"] = json!({"version": high});
    });
}

#[test]
fn phones_that_an_attacker_has_led_far_ahead_come_back() {
    let place = Place::new();
    place.publish(&editions(&["de"]), day(0));
    fast_forward(&place);
    let mut known = Known::new();
    place.refresh(&mut known, day(0)).unwrap();
    // Once in the folder itself; once where only this phone met it on a mirror, and the folder is honest.
    let honest = Place::new();
    honest.publish(&editions(&["de"]), day(0));
    for (mut place, led) in [(place, true), (honest, false)] {
        replaced(&mut place, &ONLINE, 1, &|_, _| true);
        let mut known = known.clone();
        if !led {
            let refused = place.refresh(&mut known.clone(), day(0));
            assert!(matches!(refused, Err(TrustError::Metadata { .. })), "{refused:?}");
        }
        place.publish(&[common(), language("de", "new")], day(1));
        assert!(place.refresh(&mut known, day(1)).unwrap()["de"].1.contains("new"));
        let timestamp = place.metadata("timestamp.json");
        assert!(!timestamp.contains("1152921504606846"), "versions begin lower: {timestamp}");
        place.publish(&editions(&["de"]), day(2));
        place.refresh(&mut known, day(2)).unwrap();
    }
}
