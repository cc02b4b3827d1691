//! Stopped before every single write and rename: phones read the old state or the new one, and the next publish heals.

use companion_core::packs::verify::Known;

use super::fixture::{Place, day, editions, language};
use crate::publish::PublishError;

#[test]
fn an_interrupted_change_leaves_what_was_published() {
    let mut steps = 0;
    loop {
        let place = Place::new();
        let mut known = Known::new();
        let mut all = editions(&["de", "ar", "fr"]);
        place.publish(&all, day(0));
        let old = place.refresh(&mut known, day(0)).unwrap();
        // One language changed, one removed, one new.
        all[1] = language("ar", "new");
        all[2] = language("uk", "uk");
        let stopped = place.try_publish(&all, day(1), Some(steps));
        let seen = place.refresh(&mut known, day(1)).unwrap();
        if stopped.is_ok() {
            assert_ne!(seen, old);
            assert!(steps > 12, "every file is two steps, {steps}");
            break;
        }
        assert!(matches!(stopped, Err(PublishError::Stopped)), "{stopped:?}");
        assert_eq!(seen, old, "after {steps} steps");

        // Somebody who had fetched a file of the interrupted state never sees other bytes under its name.
        let before: Vec<_> =
            place.names("metadata").iter().map(|n| (n.clone(), text(&place, n))).collect();
        place.publish(&all, day(1));
        for (name, bytes) in before.iter().filter(|(n, _)| n != "timestamp.json") {
            assert!(name.starts_with('.') || text(&place, name) == *bytes, "{name}");
        }
        let seen = place.refresh(&mut known, day(1)).unwrap();
        assert!(
            seen["ar"].1.contains("new") && seen.contains_key("uk") && !seen.contains_key("fr")
        );
        assert!(!place.names("metadata").iter().any(|n| n.starts_with('.')), "no leavings");
        assert!(!place.names("o").iter().any(|n| n.starts_with('.')), "no leavings");
        steps += 1;
    }
}

fn text(place: &Place, name: &str) -> Option<String> {
    std::fs::read_to_string(place.pack().join("metadata").join(name)).ok()
}

#[test]
fn an_interrupted_first_publish_is_begun_again() {
    let all = editions(&["de"]);
    let mut steps = 0;
    loop {
        let place = Place::new();
        if place.try_publish(&all, day(0), Some(steps)).is_ok() {
            break;
        }
        assert!(!place.pack().join("metadata/timestamp.json").exists());
        // And a second time, with another text.
        let _ = place.try_publish(
            &[super::fixture::common(), language("de", "new")],
            day(0),
            Some(steps / 2),
        );
        let published = place.publish(&all, day(1));
        assert!(published.editions.iter().all(|e| e.revision == 1), "{published:?}");
        assert_eq!(place.read(day(1)).len(), 2);
        steps += 1;
    }
    assert!(steps > 10);
}
