//! What a pack may turn into between two updates, by number: languages that go, pages that move, nothing at all, newer
//! forms, every script; and that one input makes one pack. The numbers are those of docs/pack-format.md, "Failure modes
//! and the tests that hold them".

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::TimeDelta;
use companion_cli::keys::Role;
use companion_core::ErrorKind;
use companion_core::packs::edition::{Edition, MAX_EDITION};
use companion_core::packs::format::{Level, PageFact};
use companion_tests::made::{Made, page, page_below, place};
use companion_tests::phone::monday;
use companion_tests::publisher::{PACK, Publisher};
use companion_tests::scene::{Scene, bytes_of};
use companion_tests::trial::{Reads, Trial, noise};
use companion_tests::unruly::Manner;
use serde_json::json;

/// Pages with so much text that deltas are worth their while.
fn city(languages: &[&str], pages: &[(&str, i64)], word: &str) -> Vec<Edition> {
    let mut made = Made::new(PACK, Level::City, "de").unwrap();
    for (id, order) in pages {
        let texts: Vec<(&str, String, String)> = languages
            .iter()
            .map(|tag| (*tag, format!("{id} {tag}"), format!("{word} {id} {tag} ").repeat(40)))
            .collect();
        let texts: Vec<(&str, &str, &str)> =
            texts.iter().map(|(tag, title, body)| (*tag, title.as_str(), body.as_str())).collect();
        made.page(PageFact { order: *order, ..page(id) }, &texts).unwrap();
    }
    made.editions()
}

/// From the one to the other and back, by deltas and by whole files: always what a fresh install reads.
async fn both_ways(old: Vec<Edition>, new: Vec<Edition>) {
    for (old, new) in [(old.clone(), new.clone()), (new, old)] {
        let trial = Trial::of(old, new, 0).await.unwrap();
        for by_deltas in [true, false] {
            let trial = trial.again().unwrap();
            if !by_deltas {
                trial.server.when(".delta.zst", Manner::Status(404));
            }
            assert_eq!(trial.reads().unwrap(), Reads::Old);
            trial.app.sync_pack(PACK, None).await.unwrap();
            assert_eq!(trial.reads().unwrap(), Reads::New, "by deltas: {by_deltas}");
        }
    }
}

const PAGES: [(&str, i64); 3] = [("a", 0), ("b", 1), ("c", 2)];

#[tokio::test]
async fn mode_17_a_language_that_goes_and_comes_back() {
    both_ways(city(&["de", "en"], &PAGES, "x"), city(&["de"], &PAGES, "x")).await;
}

#[tokio::test]
async fn mode_17_pages_that_change_their_order_or_their_place_in_the_tree() {
    let reordered = [("a", 7), ("b", 1), ("c", -2)];
    both_ways(city(&["de", "en"], &PAGES, "x"), city(&["de", "en"], &reordered, "x")).await;
    let mut flat = Made::new(PACK, Level::City, "de").unwrap();
    let mut deep = flat.clone();
    for id in ["a", "b", "c"] {
        let text = format!("{id} ").repeat(200);
        flat.page(page(id), &[("de", id, &text)]).unwrap();
        let below = match id {
            "a" => page(id),
            _ => page_below("a", id),
        };
        deep.page(below, &[("de", id, &text)]).unwrap();
    }
    both_ways(flat.editions(), deep.editions()).await;
}

#[tokio::test]
async fn mode_17_a_page_that_is_renamed_goes_and_comes_and_what_was_saved_of_it_is_kept() {
    let text = "words ".repeat(200);
    let named = |id: &str| {
        let mut made = Made::new(PACK, Level::City, "en").unwrap();
        made.page(page(id), &[("en", "Page", &text)]).unwrap();
        made.editions()
    };
    both_ways(named("old-name"), named("new-name")).await;
    let trial = Trial::of(named("old-name"), named("new-name"), 0).await.unwrap();
    let guide = trial.app.guide().unwrap();
    guide.record_saved(PACK, "page", "old-name").unwrap();
    let saved = guide.list_saved().unwrap();
    trial.heals().await.unwrap();
    assert_eq!(guide.page(PACK, "old-name").unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(guide.page(PACK, "new-name").unwrap().title, "Page");
    // With the page, what a person saved of it is back.
    let later = monday() + TimeDelta::days(2);
    trial.publisher.publish_editions(PACK, &named("old-name"), later).unwrap();
    trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(guide.list_saved().unwrap(), saved);
}

#[tokio::test]
async fn mode_17_a_pack_that_becomes_empty_and_full_again() {
    both_ways(city(&["de", "en"], &PAGES, "x"), city(&["de", "en"], &[], "x")).await;
}

#[tokio::test]
async fn mode_17_fields_that_nobody_knows_are_carried_and_harm_nothing() {
    let english = bytes_of("en").unwrap();
    let strange = english.replacen(r#","title":"#, r#","tide":{"moon":[1,null]},"title":"#, 1);
    let strange = strange.replace("paragraph", "passage");
    assert!(strange.contains("moon"));
    let scene = Scene::installed().await.unwrap();
    scene.forger().edition("en", strange.as_bytes()).unwrap();
    for role in ["targets", "en"] {
        let keys = if role == "en" { Role::Editions } else { Role::Targets };
        scene.forger().role(role, keys, |signed| signed["x-tide"] = json!({"a": 1})).unwrap();
    }
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert!(!scene.app.find("passage", 5).unwrap().is_empty());
    // The next honest edition is read again.
    scene.publisher.publish(&companion_tests::scene::NEW, monday() + TimeDelta::days(1)).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(scene.app.guide().unwrap().list_top().unwrap()[0].title, "Signing up 1");
}

#[tokio::test]
async fn mode_17_a_newer_format_asks_for_an_update_of_the_app_and_the_old_state_stays() {
    let newer = bytes_of("en").unwrap().replacen(r#""format":1"#, r#""format":2"#, 1);
    let scene = Scene::installed().await.unwrap();
    let described = |described: &mut serde_json::Value| described["custom"]["format"] = json!(2);
    scene.forger().described("en", newer.as_bytes(), described).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("newer").await.unwrap(), ErrorKind::UpdateRequired);
    assert_eq!(scene.app.guide().unwrap().list_top().unwrap()[0].title, "Registration 1");
    scene.publisher.publish(&companion_tests::scene::NEW, monday() + TimeDelta::days(1)).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(scene.app.guide().unwrap().list_top().unwrap()[0].title, "Signing up 1");
}

/// Words that go wrong where bytes are taken for characters: right to left, marks that combine, one character composed
/// and decomposed, Ethiopic, characters beyond the first plane.
const WORDS: [&str; 8] = [
    "مرحبًا بكم في المدينة",
    "שָׁלוֹם",
    "caf\u{e9}",
    "cafe\u{301}",
    "እንኳን ደህና መጣችሁ",
    "𞤀𞤣𞤤𞤢𞤥",
    "𠀋👩\u{200d}👩\u{200d}👧",
    "नमस्ते",
];

fn scripts(edit: usize) -> Vec<Edition> {
    let mut made = Made::new(PACK, Level::City, "ar").unwrap();
    for (n, word) in WORDS.iter().enumerate() {
        // As ids come from other systems: whatever their editors type.
        let id = format!("{word}-{n}");
        let filler: String = (0..20).map(|k| format!("{word} {} ", noise(word, k))).collect();
        let body = if n == edit { format!("{word} {filler}") } else { filler };
        let texts = [("ar", *word, body.as_str()), ("am", *word, body.as_str())];
        made.page(page(&id), &texts).unwrap();
        made.place(place(&id), &[("ar", word), ("am", word)]).unwrap();
    }
    made.editions()
}

#[tokio::test]
async fn mode_20_every_script_comes_through_a_delta_byte_for_byte() {
    for (edit, edited) in WORDS.into_iter().enumerate() {
        let trial = Trial::of(scripts(WORDS.len()), scripts(edit), 0).await.unwrap();
        let report = trial.app.sync_pack(PACK, None).await.unwrap();
        assert!(report.editions.iter().all(|e| e.patched), "{edited}: {report:?}");
        assert_eq!(report.rows_written, 1, "one page in one language");
        assert_eq!(trial.reads().unwrap(), Reads::New, "{edited}");
        let top = trial.app.guide().unwrap().list_top().unwrap();
        let titles: Vec<&str> = top.iter().map(|node| node.title.as_str()).collect();
        // Packs are written in one form (NFC): what is the same to a reader is the same to the phone.
        assert_eq!(titles.iter().filter(|title| **title == "caf\u{e9}").count(), 2);
        for word in [WORDS[0], WORDS[4], WORDS[5], WORDS[6], WORDS[7]] {
            assert!(titles.contains(&word), "{word}");
        }
    }
}

#[tokio::test]
async fn mode_21_sizes_that_do_not_fit_into_32_bits_are_refused_and_not_cut() {
    let honest = bytes_of("en").unwrap().replace("paragraph", "line");
    // Cut to 32 bits, each would be the right one.
    let wrapped = |right: usize| json!(u64::from(u32::MAX) + 1 + right as u64);
    let packed = zstd::encode_all(honest.as_bytes(), 3).unwrap();
    for (field, value) in [("raw_length", wrapped(honest.len())), ("length", wrapped(packed.len()))]
    {
        let scene = Scene::installed().await.unwrap();
        let lie = |described: &mut serde_json::Value| match field {
            "length" => described["length"] = value,
            _ => described["custom"][field] = value,
        };
        scene.forger().described("en", honest.as_bytes(), lie).unwrap();
        scene.serve().unwrap();
        let asked = scene.web.asked().len();
        assert_eq!(scene.refused(field).await.unwrap(), ErrorKind::Untrusted, "{field}");
        assert!(scene.web.asked()[asked..].iter().all(|url| !url.contains("/o/")), "{field}");
    }
    // What is unpacked at once has a length that any address space holds.
    assert!(u32::try_from(MAX_EDITION).is_ok());
}

#[tokio::test]
async fn mode_21_a_delta_or_a_version_beyond_32_bits_is_judged_by_its_value() {
    let first = Trial::long(0).await.unwrap();
    for length in [u64::from(u32::MAX) + 200, u64::MAX] {
        let trial = first.again().unwrap();
        let patch = vec![7; 100];
        trial.forger().delta("en", &patch, |d| d["length"] = json!(length)).unwrap();
        // Cut to 32 bits it would be shorter than the whole file.
        match trial.app.sync_pack(PACK, None).await {
            Ok(_) => assert_eq!(trial.reads().unwrap(), Reads::New),
            Err(e) => assert_eq!(e.kind(), ErrorKind::Untrusted, "{e}"),
        }
        assert!(
            !trial
                .server
                .asked()
                .iter()
                .any(|a| a.path.contains(".en.") && a.path.ends_with(".delta.zst")),
        );
    }
    for version in [1_u64 << 32, (1 << 32) + 1, 1 << 53] {
        let scene = Scene::installed().await.unwrap();
        scene.publish_new().unwrap();
        scene.forger().timestamp(|signed| signed["version"] = json!(version)).unwrap();
        scene.serve().unwrap();
        scene.app.sync_pack(PACK, None).await.unwrap();
        // The one before it, and what both would be in 32 bits, are older.
        for older in [version - 1, version % (1 << 32)] {
            scene.forger().timestamp(|signed| signed["version"] = json!(older)).unwrap();
            scene.serve().unwrap();
            assert_eq!(scene.refused("older").await.unwrap(), ErrorKind::Untrusted, "{version}");
        }
    }
}

#[test]
fn mode_22_the_same_input_makes_the_same_bytes() {
    let made: Vec<BTreeMap<String, Vec<u8>>> = (0..2)
        .map(|_| {
            let publisher = Publisher::new().unwrap();
            for (n, word) in ["x", "y", "x"].into_iter().enumerate() {
                let at = monday() + TimeDelta::days(i64::try_from(n).unwrap());
                let pages = city(&["de", "en", "uk"], &PAGES, word);
                publisher.publish_editions(PACK, &pages, at).unwrap();
            }
            let mut files = BTreeMap::new();
            collect(publisher.folder(), "", &mut files);
            files
        })
        .collect();
    assert!(made[0].len() > 20, "{:?}", made[0].keys());
    assert!(made[0] == made[1], "two publishers with the same keys, texts and days");
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}/{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &name, files);
        } else {
            files.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
}
