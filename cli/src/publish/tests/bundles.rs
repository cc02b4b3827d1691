//! How short a check for news is, and that folders from before bundles are read and brought up to date.

use companion_core::packs::verify::Known;
use serde_json::{Value, json};

use super::fixture::{PACK, Place, common, day, editions, long};
use crate::keys::{Role, hex};
use crate::publish::json::{canonical, compact};
use crate::publish::{Options, renew};

const TAGS: [&str; 10] = ["de", "en", "fr", "ar", "uk", "fa-AF", "ti", "tr", "de-simple", "ru"];

#[test]
fn a_check_for_news_of_ten_languages_with_six_deltas_is_short() {
    let place = Place::new();
    let notices = companion_core::packs::edition::Edition {
        pack: PACK.into(),
        records: companion_core::packs::edition::Records::Notices(vec![]),
    };
    let at = |n: i64| day(if n == 0 { 0 } else { 100 + n });
    for n in 0..7i64 {
        // German gains a sentence each time, so that no two deltas are alike; the others have histories of their own.
        let said = |n: i64| (0..=n).map(|n| hex::sha256(&n.to_le_bytes())).collect::<String>();
        let mut all: Vec<_> = (0i64..)
            .zip(TAGS)
            .map(|(place, tag)| long(tag, &said(if place == 0 { n } else { n / (place + 1) })))
            .collect();
        all.extend([common(), notices.clone()]);
        let published = place.publish(&all, at(n));
        assert_eq!(published.editions.len(), 12);
        if n < 6 {
            continue;
        }
        let german = published.editions.iter().find(|e| e.name == "de").unwrap();
        assert_eq!(german.deltas.len(), 6, "five and the anchor");
        let file = std::fs::metadata(place.pack().join("bundle/de.zst")).unwrap();
        assert_eq!(file.len(), german.bundle_bytes);
        let hashes = place.target("de", at(n)).deltas.into_iter().map(|d| d.sha256);
        assert_eq!(hashes.collect::<std::collections::BTreeSet<_>>().len(), 6);
        // Hashes, signatures and key ids are 760 bytes that nothing shortens.
        assert!((761..=1_200).contains(&german.bundle_bytes), "{}", german.bundle_bytes);
    }
    place.refresh_by_bundle("de", &mut Known::new(), at(6)).unwrap();
}

/// Signs a document again as an earlier version of this publisher wrote it; its file, to be listed.
fn resign(place: &Place, name: &str, role: Role, change: impl FnOnce(&mut Value)) -> Value {
    let mut file: Value = serde_json::from_str(&place.metadata(name)).unwrap();
    change(&mut file["signed"]);
    let message = canonical(&file["signed"]).unwrap();
    let signatures = place.keys.sign(role, message.as_bytes()).into_iter();
    let signatures: Vec<_> =
        signatures.map(|(id, sig)| json!({"keyid": id, "sig": hex::encode(sig)})).collect();
    file["signatures"] = json!(signatures);
    let bytes = compact(&file).unwrap();
    std::fs::write(place.pack().join("metadata").join(name), &bytes).unwrap();
    let hashes = json!({"sha256": hex::sha256(bytes.as_bytes())});
    json!({"hashes": hashes, "length": bytes.len(), "version": file["signed"]["version"]})
}

/// As it was before deltas and bundles: revisions in roles, hashes and lengths in the snapshot, no folder of bundles.
fn publish_as_before(place: &Place) {
    place.publish(&editions(&["de"]), day(0));
    let mut meta = json!({});
    for name in ["common", "de", "targets"] {
        let role = if name == "targets" { Role::Targets } else { Role::Editions };
        let info = resign(place, &format!("1.{name}.json"), role, |signed| {
            if let Some(target) = signed["targets"].get_mut(format!("{name}.pack.zst")) {
                target["custom"]["revision"] = json!(1);
                target["custom"].as_object_mut().unwrap().remove("source_language");
            }
        });
        meta[format!("{name}.json")] = info;
    }
    let snapshot = resign(place, "1.snapshot.json", Role::Snapshot, |signed| signed["meta"] = meta);
    resign(place, "timestamp.json", Role::Timestamp, |signed| {
        signed["meta"]["snapshot.json"] = snapshot;
    });
    std::fs::remove_dir_all(place.pack().join("bundle")).unwrap();
}

#[test]
fn a_folder_from_before_bundles_is_renewed_and_published_on() {
    let place = Place::new();
    publish_as_before(&place);
    let mut known = Known::new();
    place.refresh(&mut known, day(0)).unwrap();
    renew(PACK, &place.keys, place.path(), day(1), &Options::default()).unwrap();
    assert_eq!(place.names("bundle"), ["common.zst", "de.zst"]);
    let renewed = place.refresh_by_bundle("de", &mut known, day(1)).unwrap();
    assert_eq!(renewed["de"].0, 1, "the role is the one of before");

    let published = place.publish(&editions(&["de"]), day(2));
    let common = place.target("common", day(2));
    assert_eq!(common.source_language.as_deref(), Some("de"));
    assert!(published.editions.iter().all(|e| !e.changed), "{published:?}");
    assert!(!place.metadata("2.common.json").contains("revision"));
    assert_eq!(common.published_at, place.target("de", day(2)).published_at);
    place.refresh(&mut known, day(2)).unwrap();
}

#[test]
fn a_file_that_an_earlier_snapshot_pins_by_hash_is_held_to_it() {
    let place = Place::new();
    publish_as_before(&place);
    let path = place.pack().join("metadata/1.de.json");
    let file = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, file.replace("{\"signatures\"", "{ \"signatures\"")).unwrap();
    let refused = place.try_publish(&editions(&["de"]), day(1), None).unwrap_err().to_string();
    assert!(refused.contains("1.de.json: was changed since it was published"), "{refused}");
}

#[test]
fn a_withdrawn_edition_is_told_by_its_bundle() {
    let place = Place::new();
    let mut known = Known::new();
    place.publish(&editions(&["de", "fr"]), day(0));
    assert_eq!(place.refresh_by_bundle("fr", &mut known, day(0)).unwrap().len(), 1);
    place.publish(&editions(&["de"]), day(1));
    assert_eq!(place.refresh_by_bundle("fr", &mut known, day(1)).unwrap().len(), 0);
}
