//! The `welcome pack` command as a city runs it: what it prints, what it writes, how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;

use common::{put, stdout, welcome};

fn pack(german: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| put(dir.path(), name, text);
    file(
        "pack.toml",
        "id = \"sample\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\", \"en\"]\nzone = \"Europe/Berlin\"\n\
         country = \"DE\"\nlicence = \"CC-BY-4.0\"\npublisher = \"City\"\n[names]\nde = \"Stadt\"\nen = \"City\"\n",
    );
    file("pages/a/de.md", &format!("+++\ntitle = \"A\"\norigin = \"human\"\n+++\n\n{german}\n"));
    file("pages/a/en.md", "+++\ntitle = \"A\"\norigin = \"human\"\n+++\n\n14 days\n");
    dir
}

fn path(dir: &Path) -> &str {
    dir.to_str().unwrap()
}

#[test]
fn check_lists_problems_and_tells_by_its_status() {
    let dir = pack("14 Tage");
    let good = welcome(&["pack", "check", path(dir.path())]);
    assert!(good.status.success());
    assert_eq!(stdout(&good), "0 errors, 0 warnings\n");

    let dir = pack("15 Tage");
    let warned = welcome(&["pack", "check", path(dir.path())]);
    assert!(warned.status.success());
    assert_eq!(
        stdout(&warned),
        "pages/a/en.md:6: warning: numbers differ from de: without 15, with 14 [numbers-differ]\n\
         0 errors, 1 warning\n"
    );
    let denied = welcome(&["pack", "check", path(dir.path()), "--deny-warnings"]);
    assert_eq!(denied.status.code(), Some(1));

    let dir = pack("[x](page:b)");
    let failed = welcome(&["--json", "pack", "check", path(dir.path()), "--today", "2027-01-01"]);
    assert_eq!(failed.status.code(), Some(1));
    let text = stdout(&failed);
    let lines: Vec<serde_json::Value> =
        text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines[0]["code"], "unknown-id");
    assert_eq!(lines[0]["line"], 6);
    assert_eq!(lines.last().unwrap()["errors"], 1);
    assert!(!dir.path().join("pack.lock").exists());
}

#[test]
fn build_writes_the_lock_once_and_the_editions_where_asked() {
    let dir = pack("14 Tage");
    let out = tempfile::tempdir().unwrap();
    let first = welcome(&["pack", "build", path(dir.path()), "--out", path(out.path())]);
    assert!(first.status.success(), "{first:?}");
    let text = stdout(&first);
    assert!(text.contains("en: 2 records, "), "{text}");
    assert!(
        text.ends_with("4 editions, 0 media files, pack.lock written\nno warnings\n"),
        "{text}"
    );
    let mut names: Vec<String> = fs::read_dir(out.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["common.pack.jsonl", "de.pack.jsonl", "en.pack.jsonl", "notices.pack.jsonl"]
    );
    let again = welcome(&["pack", "build", path(dir.path())]);
    assert!(stdout(&again).contains("pack.lock unchanged"));
}

#[test]
fn a_slip_mended_in_the_source_is_confirmed_for_a_translation() {
    let dir = pack("14 Tagen");
    assert!(welcome(&["pack", "build", path(dir.path())]).status.success());
    let page = dir.path().join("pages/a/de.md");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("Tagen", "Tage")).unwrap();
    let check = welcome(&["pack", "check", path(dir.path())]);
    assert!(stdout(&check).contains("[outdated-translation]"));
    assert!(welcome(&["pack", "confirm", path(dir.path()), "a", "en"]).status.success());
    let check = welcome(&["pack", "check", path(dir.path())]);
    assert_eq!(stdout(&check), "0 errors, 0 warnings\n");
    let unknown = welcome(&["pack", "confirm", path(dir.path()), "a", "ar"]);
    assert_eq!(unknown.status.code(), Some(1));
}

#[test]
fn coverage_is_told_to_people_to_machines_and_to_browsers() {
    let dir = pack("14 Tage");
    let day = ["--today", "2027-01-01"];
    let told = welcome(&[&["pack", "coverage", path(dir.path())], &day[..]].concat());
    assert!(told.status.success(), "{told:?}");
    assert!(stdout(&told).starts_with("page  de  en\na     *h  =h\n"), "{}", stdout(&told));
    let html = dir.path().join("c.html");
    let one = ["--language", "en", "--html", path(&html)];
    let one = welcome(&[&["pack", "coverage", path(dir.path())], &day[..], &one[..]].concat());
    assert!(
        stdout(&one).starts_with("page  state    age      by\na     current  unknown  human\n")
    );
    assert!(fs::read_to_string(&html).unwrap().starts_with("<!doctype html>"));
    fs::remove_file(&html).unwrap();
    let json = welcome(&["--json", "pack", "coverage", path(dir.path())]);
    let text = stdout(&json);
    let kinds: Vec<String> = text
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["kind"].to_string())
        .collect();
    assert_eq!(kinds, ["\"pack\"", "\"page\"", "\"table\"", "\"language\"", "\"language\""]);
    // Nothing was written into the folder.
    assert!(!dir.path().join("pack.lock").exists());
    let unknown = welcome(&["pack", "coverage", path(dir.path()), "--language", "fr"]);
    assert_eq!(unknown.status.code(), Some(1));
    let nowhere = welcome(&["pack", "coverage", path(dir.path()), "--html", "/nowhere/c.html"]);
    assert_eq!(nowhere.status.code(), Some(1));
    let broken = pack("[x](page:b)");
    assert_eq!(welcome(&["pack", "coverage", path(broken.path())]).status.code(), Some(1));
}
