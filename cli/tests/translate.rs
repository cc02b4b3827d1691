//! The `welcome translate` command as a city runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;

use common::{put, stdout, welcome};

fn path(dir: &Path) -> &str {
    dir.to_str().unwrap()
}

/// A page in German, half of it in English, and a place.
fn pack() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| put(dir.path(), name, text);
    file(
        "pack.toml",
        "id = \"sample\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\", \"en\"]\nzone = \"Europe/Berlin\"\n\
         country = \"DE\"\nlicence = \"CC-BY-4.0\"\npublisher = \"City\"\n[names]\nde = \"Stadt\"\nen = \"City\"\n",
    );
    file(
        "pages/a/de.md",
        "+++\ntitle = \"Anmelden\"\norigin = \"human\"\n+++\n\nSie haben 14 Tage [Zeit](page:a).\n\nKommen Sie!\n",
    );
    file(
        "pages/a/en.md",
        "+++\ntitle = \"Register\"\norigin = \"human\"\n+++\n\nYou have 14 days [time](page:a).\n",
    );
    file("places.csv", "id\nhall\n");
    file("places.de.csv", "id,name,origin\nhall,Rathaus,human\n");
    assert!(welcome(&["pack", "build", path(dir.path())]).status.success());
    dir
}

#[test]
fn a_translator_gets_a_file_and_the_folder_gets_the_translation() {
    let dir = pack();
    let outside = tempfile::tempdir().unwrap();
    let csv = outside.path().join("en.csv");
    let export =
        ["translate", "export", path(dir.path()), "en", "--format", "csv", "--to", path(&csv)];
    let out = welcome(&export);
    assert!(out.status.success(), "{out:?}");
    assert!(
        stdout(&out).ends_with(
            "2 lines with 3 words from de into en (2 missing, 0 outdated, 0 up to date)\n"
        ),
        "{}",
        stdout(&out)
    );
    let sheet = fs::read_to_string(&csv).unwrap();
    let done =
        sheet.replace("Kommen Sie!,", "Kommen Sie!,Come!").replace("Rathaus,", "Rathaus,Town hall");
    fs::write(&csv, done).unwrap();
    let import = [
        "translate",
        "import",
        path(dir.path()),
        path(&csv),
        "--origin",
        "human",
        "--date",
        "2026-11-22",
    ];
    let dry = welcome(&[&import[..], &["--dry-run"]].concat());
    assert!(stdout(&dry).contains(
        "2 parts: written\nen: 3 files would be written: pages/a/en.md, places.en.csv, pack.lock"
    ));
    assert!(!dir.path().join("places.en.csv").exists());
    let back = welcome(&import);
    assert!(back.status.success(), "{back:?}");
    assert_eq!(
        fs::read_to_string(dir.path().join("places.en.csv")).unwrap(),
        "id,name,origin\nhall,Town hall,human\n"
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("pages/a/en.md")).unwrap(),
        "+++\ntitle = \"Register\"\norigin = \"human\"\ndate = 2026-11-22\n+++\n\nYou have 14 days [time](page:a).\n\nCome!\n"
    );
    let check = welcome(&["pack", "check", path(dir.path())]);
    assert_eq!(stdout(&check), "0 errors, 0 warnings\n");
    let nothing = welcome(&export);
    assert!(nothing.status.success());
    assert_eq!(stdout(&nothing), "nothing to translate into en\n");
}

#[test]
fn a_file_with_a_mistake_changes_nothing_and_says_where() {
    let dir = pack();
    let page = dir.path().join("pages/a/de.md");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("14 Tage", "15 Tage")).unwrap();
    let outside = tempfile::tempdir().unwrap();
    let csv = outside.path().join("en.csv");
    let export =
        ["translate", "export", path(dir.path()), "en", "--format", "csv", "--to", path(&csv)];
    assert!(welcome(&export).status.success());
    let sheet = fs::read_to_string(&csv).unwrap();
    // The translation still says fourteen, and another word.
    let wrong = sheet.replace("You have 14 days", "You still have 14 days");
    assert_ne!(sheet, wrong);
    fs::write(&csv, wrong).unwrap();
    let before = fs::read(dir.path().join("pack.lock")).unwrap();
    let import = ["--json", "translate", "import", path(dir.path()), path(&csv)];
    let refused = welcome(&import);
    assert_eq!(refused.status.code(), Some(1));
    let first: serde_json::Value =
        serde_json::from_str(stdout(&refused).lines().next().unwrap()).unwrap();
    assert_eq!((first["code"].as_str(), first["line"].as_u64()), (Some("numbers-differ"), Some(2)));
    assert_eq!(first["file"].as_str(), Some(path(&csv)));
    assert_eq!(fs::read(dir.path().join("pack.lock")).unwrap(), before);

    let accepted = welcome(&[&import[..], &["--accept-differences"]].concat());
    assert!(accepted.status.success(), "{accepted:?}");
    let last: serde_json::Value =
        serde_json::from_str(stdout(&accepted).lines().last().unwrap()).unwrap();
    assert_eq!((last["written"].as_u64(), last["empty"].as_u64()), (Some(1), Some(2)));
}

#[test]
fn a_wrong_call_is_told_apart_from_a_wrong_file() {
    let dir = pack();
    let import = ["translate", "import", path(dir.path()), "none.xlf"];
    assert_eq!(welcome(&import).status.code(), Some(1));
    // Who checked it has to be said.
    assert_eq!(welcome(&[&import[..], &["--origin", "checked"]].concat()).status.code(), Some(2));
    assert_eq!(welcome(&["translate", "export", path(dir.path()), "en"]).status.code(), Some(2));
    let french = ["translate", "export", path(dir.path()), "fr", "--to", "fr.xlf"];
    assert_eq!(welcome(&french).status.code(), Some(1));
    let nowhere = ["translate", "export", path(dir.path()), "en", "--to", "/nowhere/en.xlf"];
    assert_eq!(welcome(&nowhere).status.code(), Some(1));
}
