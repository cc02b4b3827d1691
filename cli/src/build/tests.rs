//! The bytes of a small but complete pack, and that nothing but its files decides them.

use chrono::NaiveDate;
use companion_core::packs::edition::Records;
use companion_core::packs::format::{Fact, PageText, Text, WordsText};

use super::*;
use crate::source::testing::{complete, folder, page, write};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn bytes(built: &Built) -> Vec<String> {
    built.editions.iter().map(|e| String::from_utf8(e.to_bytes().unwrap()).unwrap()).collect()
}

fn page_text(built: &Built, tag: &str) -> PageText {
    let edition = built.editions.iter().find(|e| e.name() == tag).unwrap();
    let Records::Language(_, texts) = &edition.records else { panic!("no texts") };
    let page = |t: &Text| match t {
        Text::Page(page) => Some(page.clone()),
        _ => None,
    };
    texts.iter().find_map(page).unwrap()
}

#[test]
fn the_bytes_of_a_complete_pack() {
    let dir = complete();
    let built = build_folder(dir.path(), day()).unwrap();
    let names: Vec<_> = built.editions.iter().map(Edition::name).collect();
    assert_eq!(names, ["common", "notices", "de", "en", "ar"]);
    insta::assert_snapshot!("editions", bytes(&built).join("\n"));
    insta::assert_snapshot!("lock", lock::to_text(&built.lock));
    let told: Vec<_> = built.problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!("warnings", told.join("\n"));
    assert_eq!(built.media[0].fact.id, "media/map.png");
    assert!(built.lock_changed);
}

#[test]
fn notices_that_are_over_are_not_published() {
    let dir = complete();
    let notices = |day: &str| {
        let built = build_folder(dir.path(), day.parse().unwrap()).unwrap();
        let edition = built.editions.into_iter().find(|e| e.name() == "notices").unwrap();
        let Records::Notices(notices) = edition.records else { panic!("no notices") };
        notices.len()
    };
    assert_eq!((notices("2027-11-21"), notices("2027-11-22")), (1, 0));
}

#[test]
fn the_facts_that_come_with_the_app_are_those_of_the_source() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let built = build_folder(&root.join("facts"), day()).unwrap();
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for edition in &built.editions {
        let name = format!("core/data/facts/{}.pack.jsonl", edition.name());
        let kept = std::fs::read(root.join(&name)).unwrap_or_default();
        // Not compared by assert_eq: nobody wants to see 140 KB.
        assert!(
            kept == edition.to_bytes().unwrap(),
            "{name}: run `welcome pack build facts --out core/data/facts`"
        );
        all.push((name, kept));
    }
    all.sort();
    let packed = std::fs::read(root.join("core/data/facts.zst")).unwrap_or_default();
    let unpacked = zstd::bulk::decompress(&packed, 4 << 20).unwrap_or_default();
    assert!(
        unpacked == all.into_iter().flat_map(|(_, bytes)| bytes).collect::<Vec<_>>(),
        "core/data/facts.zst: run `cat core/data/facts/*.pack.jsonl | zstd --ultra -22 -f -o core/data/facts.zst`"
    );
}

#[test]
fn the_same_files_give_the_same_bytes_in_any_folder() {
    let (one, two) = (complete(), tempfile::tempdir().unwrap());
    // The second folder is filled in another order.
    let mut files = Vec::new();
    let mut folders = vec![one.path().to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    for file in files.iter().rev() {
        let name = file.strip_prefix(one.path()).unwrap().to_str().unwrap();
        write(two.path(), name, &std::fs::read(file).unwrap());
    }
    let (a, b) =
        (build_folder(one.path(), day()).unwrap(), build_folder(two.path(), day()).unwrap());
    assert_eq!(bytes(&a), bytes(&b));
    assert_eq!(lock::to_text(&a.lock), lock::to_text(&b.lock));
    // A written lock changes nothing of the next build.
    lock::write(one.path(), &a.lock).unwrap();
    let again = build_folder(one.path(), day()).unwrap();
    assert!(!again.lock_changed);
    assert_eq!(bytes(&again), bytes(&a));
    let left: Vec<_> = std::fs::read_dir(one.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn an_edition_says_what_is_behind_the_source() {
    let german = |text: &str| page("Anmeldung", "", text);
    let english = page("Registration", "", "One.\n\nTwo.\n\nThree.\n");
    let dir = folder(&[
        ("pages/a/de.md", &german("Eins.\n\nZwei.\n\nDrei.\n")),
        ("pages/a/en.md", &english),
    ]);
    let first = build_folder(dir.path(), day()).unwrap();
    lock::write(dir.path(), &first.lock).unwrap();
    let text = page_text(&first, "en");
    assert_eq!((text.made_from, text.missing), (None, 0));
    assert!(text.ids.is_empty() && text.outdated.is_empty());

    write(
        dir.path(),
        "pages/a/de.md",
        german("Eins.\n\nNeu.\n\nZwei, anders.\n\nDrei.\n").as_bytes(),
    );
    let second = build_folder(dir.path(), day()).unwrap();
    let source = page_text(&second, "de");
    // What stands between two unchanged blocks is paired in order: the new paragraph takes the place of the changed one.
    assert_eq!(source.ids, [1, 2, 4, 3]);
    let text = page_text(&second, "en");
    assert_eq!((text.made_from, text.missing, text.outdated), (Some(1), 1, vec![2]));
    let Records::Common(facts) = &second.editions[0].records else { panic!("no facts") };
    assert!(facts.iter().any(|f| matches!(f, Fact::Page(p) if p.revision == 2)));
}

#[test]
fn only_errors_stop_a_build_and_nothing_is_written() {
    let dir = folder(&[("pages/a/de.md", &page("A", "", "[x](page:nowhere)\n"))]);
    let problems = build_folder(dir.path(), day()).unwrap_err();
    assert!(problems.iter().any(|p| p.code == "unknown-id"));
    assert!(!dir.path().join("pack.lock").exists());

    let dir = folder(&[("pages/a/de.md", &page("A", "", "**x\n")), ("pack.lock", "lock 1\n\nx")]);
    let problems = build_folder(dir.path(), day()).unwrap_err();
    let told: Vec<_> = problems.iter().map(|p| (p.file.as_str(), p.line, p.code)).collect();
    assert!(told.contains(&("pack.lock", 3, "lock")), "{told:?}");
}

#[test]
fn a_page_too_long_for_a_phone_is_named() {
    let text = "word ".repeat(220_000);
    let dir = folder(&[("pages/a/de.md", &page("A", "", &text))]);
    let problems = build_folder(dir.path(), day()).unwrap_err();
    let told: Vec<_> = problems.iter().filter(|p| p.code == "too-large").collect();
    assert_eq!(told.len(), 1, "{problems:?}");
    assert!(told[0].message.contains("`a` is larger than 1 MiB"));
}

#[test]
fn the_gate_holds_what_came_another_way() {
    let dir = complete();
    let built = build_folder(dir.path(), day()).unwrap();
    let mut editions = built.editions;
    assert!(gate::check(&editions).is_empty());
    let Records::Common(facts) = &mut editions[0].records else { panic!("no facts") };
    for fact in facts {
        match fact {
            Fact::Pack(pack) => pack.publisher.push('\u{202e}'),
            Fact::Place(place) => place.reach.url = Some("javascript:alert(1)".to_owned()),
            _ => {}
        }
    }
    if let Records::Language(_, texts) = &mut editions[3].records {
        texts.push(Text::Words(WordsText { id: "de".into(), table: "a b1;doctor".to_owned() }));
    }
    let told: Vec<_> = gate::check(&editions).iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "edition common: error: pack sample-city: control character U+202E [unsafe-text]",
            "edition common: error: place town-hall: link scheme not allowed: javascript [unsafe-text]",
            "edition en: error: words de: entry 2 of the word table cannot be read [unsafe-text]",
        ]
    );
}
