//! Stopped before every single write and rename: phones read the old state or the new one, by single files and by
//! bundles alike, and the next publish heals.

use companion_core::packs::bundle::Bundle;
use companion_core::packs::verify::Known;

use super::fixture::{Place, Texts, day, editions, long};
use crate::publish::PublishError;

#[test]
fn an_interrupted_change_leaves_what_was_published() {
    let (mut steps, mut seen_new, mut seen_mixed) = (0, false, false);
    loop {
        let place = Place::new();
        let mut known = Known::new();
        let mut all = editions(&["fr"]);
        all.push(long("ar", "old"));
        place.publish(&all, day(0));
        let old = place.refresh(&mut known, day(0)).unwrap();
        // One language changed, one removed, one new.
        all[0] = long("uk", "uk");
        all[2] = long("ar", "new");
        let stopped = place.try_publish(&all, day(1), Some(steps));
        // One phone that knew the old state, one that knows nothing; each reading holds deltas and objects to be there.
        let mut knowing = known.clone();
        let seen = place.refresh(&mut knowing, day(1)).unwrap();
        assert_eq!(place.read(day(1)), seen);
        let by_bundle = by_bundles(&place, &known);
        if stopped.is_ok() {
            assert_eq!(by_bundle, seen);
            assert!(steps > 20, "every file is two steps, {steps}");
            break;
        }
        assert!(matches!(stopped, Err(PublishError::Stopped)), "{stopped:?}");
        if seen != old {
            assert!(seen["ar"].1.contains("new") && seen.contains_key("uk"), "after {steps} steps");
            seen_new = true;
        }
        // A bundle may be behind, and is never ahead.
        for (name, text) in &by_bundle {
            assert!(seen.get(name) == Some(text) || old.get(name) == Some(text), "{name}, {steps}");
            seen_mixed |= seen.get(name) != Some(text);
        }

        // Somebody who had fetched a file of the interrupted state never sees other bytes under its name.
        let before: Vec<_> =
            place.names("metadata").iter().map(|n| (n.clone(), text(&place, n))).collect();
        place.publish(&all, day(1));
        for (name, bytes) in before.iter().filter(|(n, _)| n != "timestamp.json") {
            assert!(name.starts_with('.') || text(&place, name) == *bytes, "{name}");
        }
        let healed = place.refresh(&mut knowing, day(1)).unwrap();
        assert!(healed["ar"].1.contains("new") && healed.contains_key("uk"));
        assert!(!healed.contains_key("fr"));
        assert_eq!(by_bundles(&place, &knowing), healed);
        assert_eq!(place.target("ar", day(1)).deltas.len(), 1);
        for folder in ["metadata", "o", "bundle"] {
            assert!(!place.names(folder).iter().any(|n| n.starts_with('.')), "no leavings");
        }
        steps += 1;
    }
    assert!(seen_new && seen_mixed, "some steps lie between timestamp and the last bundle");
}

/// What phones read that look into bundles, each edition by its own phone; a bundle that a withdrawn edition had tells so.
fn by_bundles(place: &Place, known: &Known) -> Texts {
    let mut read = Texts::new();
    for name in place.names("bundle").iter().filter_map(|n| n.strip_suffix(".zst")) {
        read.extend(place.refresh_by_bundle(name, &mut known.clone(), day(1)).unwrap());
    }
    read
}

fn text(place: &Place, name: &str) -> Option<String> {
    std::fs::read_to_string(place.pack().join("metadata").join(name)).ok()
}

#[test]
fn an_interrupted_first_publish_is_begun_again() {
    let all = editions(&["de"]);
    let (mut steps, mut begun) = (0, 0);
    loop {
        let place = Place::new();
        if place.try_publish(&all, day(0), Some(steps)).is_ok() {
            break;
        }
        let timestamp = place.pack().join("metadata/timestamp.json");
        if !timestamp.exists() {
            begun += 1;
            // And a second time, with another text.
            let _ = place.try_publish(
                &[super::fixture::common(), super::fixture::language("de", "new")],
                day(0),
                Some(steps / 2),
            );
        }
        let published = place.publish(&all, day(1));
        assert!(published.editions.iter().all(|e| e.revision == 1), "{published:?}");
        assert_eq!(place.read(day(1)).len(), 2);
        let de = place.refresh_by_bundle("de", &mut Known::new(), day(1)).unwrap();
        assert_eq!(de, place.read(day(1)).into_iter().filter(|(n, _)| n == "de").collect());
        steps += 1;
    }
    assert!(begun > 10 && steps > begun, "{begun} of {steps}");
}

#[test]
fn bundles_that_are_missing_old_or_damaged_are_written_by_the_next_renewal() {
    let place = Place::new();
    place.publish(&editions(&["de", "ar"]), day(0));
    let bundle = |name: &str| place.pack().join("bundle").join(name);
    std::fs::remove_file(bundle("de.zst")).unwrap();
    std::fs::write(bundle("ar.zst"), b"damaged").unwrap();
    let options = crate::publish::Options::default();
    let (pack, keys) = (super::fixture::PACK, &place.keys);
    crate::publish::renew(pack, keys, place.path(), day(1), &options).unwrap();
    for name in ["ar", "common", "de"] {
        let file = std::fs::read(bundle(&format!("{name}.zst"))).unwrap();
        let held = Bundle::read(&file).unwrap();
        assert_eq!(held.newest_root, 1);
        for (document, bytes) in &held.documents {
            assert_eq!(text(&place, document).unwrap().as_bytes(), bytes, "{document}");
        }
        let names: Vec<_> = held.documents.keys().cloned().collect();
        let own = format!("1.{name}.json");
        let mut expected = vec![own, "1.snapshot.json".into(), "1.targets.json".into()];
        expected.push("timestamp.json".into());
        expected.sort();
        assert_eq!(names, expected);
    }
}
