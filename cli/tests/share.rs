//! `welcome pack export` and `inspect` as a city runs them: what they print, what they write, how they end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;

use common::{put, stderr, stdout, welcome};

const FINGERPRINT: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A folder with a pack that is published in it; gives its link too.
fn published(lives: &[&str]) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| put(&dir.path().join("source"), name, text);
    file(
        "pack.toml",
        "id = \"sample\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\", \"en\"]\nzone = \"Europe/Berlin\"\n\
         country = \"DE\"\nlicence = \"CC-BY-4.0\"\npublisher = \"City\"\n[names]\nde = \"Stadt\"\nen = \"Town\"\n",
    );
    file("pages/a/de.md", "+++\ntitle = \"A\"\norigin = \"human\"\n+++\n\n14 Tage\n");
    file("pages/a/en.md", "+++\ntitle = \"A\"\norigin = \"human\"\n+++\n\n14 days\n");
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (keys, source, public) = (at("keys"), at("source"), at("public"));
    assert!(welcome(&["keys", "init", &keys]).status.success());
    let base = "https://example.org/w";
    let mut args = vec!["--json", "publish", &source, "--keys", &keys, "--to", &public];
    args.extend(["--base-url", base]);
    args.extend(lives);
    let published = welcome(&args);
    assert!(published.status.success(), "{published:?}");
    let answer: serde_json::Value = serde_json::from_str(&stdout(&published)).unwrap();
    (dir, answer["link"].as_str().unwrap().to_owned())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_city_puts_its_pack_on_a_stick_and_looks_what_is_on_it() {
    let (dir, link) = published(&[]);
    let (folder, file) = (dir.path().join("public/sample"), dir.path().join("sample.welcomepack"));
    let base = "https://example.org/w/";
    let export = ["pack", "export", text(&folder), "--to", text(&file), "--base-url", base];
    let first = welcome(&export);
    assert!(first.status.success(), "{first:?}");
    assert!(stdout(&first).ends_with("bytes, 4 editions\n"), "{}", stdout(&first));
    let bytes = fs::read(&file).unwrap();
    assert!(welcome(&export).status.success());
    assert_eq!(fs::read(&file).unwrap(), bytes, "the same again");

    let seen = welcome(&["pack", "inspect", text(&file), "--link", &link]);
    assert!(seen.status.success(), "{seen:?}");
    let told = stdout(&seen);
    for line in [
        "pack sample (city): Stadt, Town",
        "published by City",
        "refreshed from https://example.org/w/sample",
        "(the link's)",
        "signatures hold, 1 roots, signed until 20",
        "en: revision 1 of 20",
    ] {
        assert!(told.contains(line), "{line} is not in {told}");
    }

    // As a machine sees it, with one language only.
    let export = [&export[..], &["--languages", "en"]].concat();
    assert!(welcome(&export).status.success());
    let seen = welcome(&["--json", "pack", "inspect", text(&file)]);
    let seen: serde_json::Value = serde_json::from_str(&stdout(&seen)).unwrap();
    assert_eq!(seen["fingerprint_compared"], false);
    assert!(link.ends_with(seen["fingerprint"].as_str().unwrap()));
    let names: Vec<&str> = seen["editions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["edition"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["common", "notices", "en"]);
    assert_eq!(seen["languages_published"], serde_json::json!(["de", "en"]));
    assert_eq!(seen["bytes"], fs::metadata(&file).unwrap().len());
}

#[test]
fn what_a_phone_would_not_take_is_refused_with_its_place() {
    let (dir, link) = published(&[]);
    let (folder, file) = (dir.path().join("public/sample"), dir.path().join("sample.welcomepack"));
    let unknown =
        welcome(&["pack", "export", text(&folder), "--to", text(&file), "--languages", "fr"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("--languages fr: is not published; there are common, "));
    let nothing = welcome(&["pack", "export", text(dir.path()), "--to", text(&file)]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(!file.exists());
    let missing = welcome(&["pack", "inspect", text(&file)]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).contains("sample.welcomepack: "), "{}", stderr(&missing));

    let export = welcome(&["pack", "export", text(&folder), "--to", text(&file)]);
    assert!(export.status.success());
    assert!(stderr(&export).contains("without --base-url"));
    let stranger = format!("{}#{FINGERPRINT}", link.split('#').next().unwrap());
    let wrong = welcome(&["pack", "inspect", text(&file), "--link", &stranger]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(stderr(&wrong).contains("root is not the expected one"), "{}", stderr(&wrong));
    let other = format!("https://example.org/w/other#{FINGERPRINT}");
    assert!(!welcome(&["pack", "inspect", text(&file), "--link", &other]).status.success());
    assert_eq!(welcome(&["pack", "inspect", text(&file), "--link", "x"]).status.code(), Some(2));

    let mut bytes = fs::read(&file).unwrap();
    bytes.truncate(bytes.len() - 512);
    fs::write(&file, &bytes).unwrap();
    let cut = welcome(&["pack", "inspect", text(&file)]);
    assert!(stderr(&cut).contains("the file is cut off"), "{}", stderr(&cut));

    // An object that was changed since it was signed.
    let before = fs::read(&file).unwrap();
    let objects = fs::read_dir(folder.join("o")).unwrap().map(|e| e.unwrap().path());
    let object = objects.into_iter().find(|p| text(p).ends_with("de.pack.zst")).unwrap();
    fs::write(&object, b"something else").unwrap();
    let changed = welcome(&["pack", "export", text(&folder), "--to", text(&file)]);
    assert_eq!(changed.status.code(), Some(1));
    assert!(
        stderr(&changed).contains("de.pack.zst is not the signed file"),
        "{}",
        stderr(&changed)
    );
    assert_eq!(fs::read(&file).unwrap(), before, "the file of before stays");
}
