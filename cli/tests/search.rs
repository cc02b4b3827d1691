//! `welcome search` and `welcome search-eval` as an editor runs them: what they say, how they end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use common::{put, stderr, stdout, welcome};

const CITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/brueckfeld");
const QUESTIONS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/questions/brueckfeld.jsonl");

fn json(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A town of two pages.
fn town() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| put(dir.path(), name, text);
    file(
        "town/pack.toml",
        "id = \"town\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\", \"en\"]\nzone = \"Europe/Berlin\"\n\
         country = \"DE\"\nlicence = \"CC0-1.0\"\npublisher = \"Town\"\n[names]\nde = \"Stadt\"\nen = \"Town\"\n",
    );
    let page = |title: &str, text: &str| {
        format!("+++\ntitle = \"{title}\"\norigin = \"human\"\n+++\n\n{text}\n")
    };
    file("town/pages/kita/de.md", &page("Kita", "Einen Platz bekommen Sie beim Jugendamt."));
    file("town/pages/kita/en.md", &page("Day care", "Ask the youth office for a place."));
    file("town/pages/school/de.md", &page("Schule", "Anmeldung im Rathaus, Zimmer 3."));
    file("town/.import/old/ids.csv", "kind,key,id\npage,5347152,kita\n");
    dir
}

fn path(dir: &tempfile::TempDir, name: &str) -> String {
    dir.path().join(name).to_str().unwrap().to_owned()
}

#[test]
fn an_editor_sees_what_a_phone_answers() {
    let dir = town();
    let town = path(&dir, "town");
    let lines = |args: &[&str]| stdout(&welcome(&[&["search", &town], args].concat()));
    let shown = [
        ("a word", lines(&["Platz", "--lang", "de"])),
        ("a slip", lines(&["wo ist die Anmeldnug?", "--lang", "de"])),
        ("in another language", lines(&["Anmeldung", "--lang", "en"])),
        ("in the language of the pack", lines(&["Schule"])),
        ("one of two", lines(&["Kita", "Schule", "--lang", "de", "--limit", "1"])),
        ("of a kind", lines(&["Kita", "--kind", "event"])),
    ];
    let shown: String = shown.iter().map(|(what, said)| format!("# {what}\n{said}\n")).collect();
    assert!(!shown.contains('\u{1b}'), "escape codes in a pipe");
    insta::assert_snapshot!(shown);
    let machine = welcome(&["--json", "search", &town, "die Anmeldnug im Rathaus", "--lang", "de"]);
    insta::assert_snapshot!("machine", stdout(&machine));
}

#[test]
fn nothing_found_is_no_success_and_a_blank_question_none_at_all() {
    let dir = town();
    let town = path(&dir, "town");
    let end = |args: &[&str]| {
        let output = welcome(&[&["search"], args].concat());
        (output.status.code(), stdout(&output), stderr(&output))
    };
    let nothing = (Some(1), String::new(), "welcome: nothing was found\n".to_owned());
    assert_eq!(end(&[&town, "zzzz", "--lang", "de"]), nothing);
    assert_eq!(end(&[&town, "???"]), nothing);
    assert_eq!(end(&[&town, "  "]).0, Some(2));
    assert_eq!(end(&[&town]).0, Some(2));
    assert_eq!(end(&[&town, "Kita", "--kind", "dream"]).0, Some(2));
    assert_eq!(end(&[&town, "Kita", "--limit", "0"]).0, Some(2));
    let (status, _, said) = end(&[&town, "Kita", "--lang", "not a tag"]);
    assert!(status == Some(1) && said.contains("languages"), "{said}");
    let (status, _, said) = end(&["no/such/town", "Kita"]);
    assert!(status == Some(1) && said.contains("no/such/town"), "{said}");
    assert!(!Path::new(&town).join("pack.lock").exists(), "the source is left untouched");
}

#[test]
fn the_help_says_all_there_is() {
    insta::assert_snapshot!("help", stdout(&welcome(&["search", "--help"])));
    insta::assert_snapshot!("help_eval", stdout(&welcome(&["search-eval", "--help"])));
}

/// What was measured; it may rise. Times are no part of it.
#[test]
fn questions_of_newcomers_find_what_answers_them() {
    let output = welcome(&["--json", "search-eval", CITY, QUESTIONS, "--misses", "0"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let lines = json(&output);
    let languages: Vec<&str> = lines.iter().filter_map(|line| line["language"].as_str()).collect();
    assert_eq!(languages, ["ar", "de", "en", "fa-AF", "fr", "ti", "tr", "uk"]);
    let all = lines.last().unwrap();
    let questions = all["questions"].as_f64().unwrap();
    let found = (all["recall@5"].as_f64().unwrap() * questions).round();
    assert_eq!((all["kind"].as_str(), all["unknown"].as_u64()), (Some("all"), Some(0)));
    assert!((questions - 101.0).abs() < 0.1, "{all}");
    assert!(found >= 94.0, "{found} of {questions} among the first five: {all}");
}

#[test]
fn misses_unknown_pages_and_unanswered_questions_are_told_apart() {
    let dir = town();
    let questions = path(&dir, "q.jsonl");
    let lines = [
        r#"{"question":"Kita","language":"de","pageId":5347152}"#,
        r#"{"question":"a place in day care","language":"en","page":"kita"}"#,
        r#"{"question":"Anmeldung","language":"de","page":"kita"}"#,
        r#"{"question":"zzzz","language":"de","page":"school"}"#,
        r#"{"question":"Kita","language":"de","pageId":77}"#,
        r#"{"question":"Kita","language":"de","page":"kita","kind":"event"}"#,
        r#"{"question":"Kita","language":"de","page":"kita","answers":[]}"#,
    ];
    fs::write(&questions, lines.join("\n")).unwrap();
    let output = welcome(&["search-eval", &path(&dir, "town"), &questions]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stderr(&output), "asking questions (4)\n");
    insta::assert_snapshot!("measured", timeless(&stdout(&output)));
    let brief = welcome(&["search-eval", &path(&dir, "town"), &questions, "--misses", "1"]);
    assert!(stdout(&brief).ends_with("… and 1 more were missed: --misses lists them\n"));
    let machine = json(&welcome(&["--json", "search-eval", &path(&dir, "town"), &questions]));
    let kinds: Vec<&str> = machine.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["unknown", "unknown", "language", "language", "all", "miss", "miss"]);
    assert_eq!(
        (machine[4]["unknown"].as_u64(), machine[4]["unanswered"].as_u64()),
        (Some(2), Some(1))
    );
    assert_eq!(
        (machine[5]["line"].as_u64(), machine[5]["first"]["id"].as_str()),
        (Some(3), Some("school"))
    );

    // A table of one's own names what no import has kept.
    let table = path(&dir, "ids.csv");
    fs::write(&table, "kind,key,id\npage,77,school\n").unwrap();
    let machine = json(&welcome(&[
        "--json",
        "search-eval",
        &path(&dir, "town"),
        &questions,
        "--ids",
        &table,
    ]));
    assert_eq!(machine.iter().filter(|line| line["kind"] == "unknown").count(), 1);
}

/// Milliseconds differ from run to run.
fn timeless(text: &str) -> String {
    let figures = |line: &str| line.contains(" % ");
    let shown = text.lines().map(|line| match line.char_indices().nth_back(17) {
        Some((at, _)) if figures(line) => line[..at].to_owned(),
        _ => line.to_owned(),
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn broken_questions_are_named_by_line_before_anything_is_asked() {
    let dir = town();
    let (town, questions) = (path(&dir, "town"), path(&dir, "q.jsonl"));
    let end = |text: &str| {
        fs::write(&questions, text).unwrap();
        let output = welcome(&["search-eval", &town, &questions]);
        (output.status.code(), stdout(&output), stderr(&output).replace(&questions, "q.jsonl"))
    };
    let good = r#"{"question":"Kita","language":"de","page":"kita"}"#;
    let (status, out, said) = end(&format!("{good}\n{{\"question\":\"x\"}}\n{good}\nnonsense\n"));
    assert_eq!((status, out.as_str()), (Some(1), ""));
    assert!(said.contains("q.jsonl:2: error: missing field `language`"), "{said}");
    assert!(said.contains("q.jsonl:4: error: is no JSON"), "{said}");
    let (status, _, said) = end("");
    assert!(status == Some(1) && said.contains("no question that has an answer"), "{said}");
    let (status, _, said) = end(r#"{"question":"Kita","language":"de","page":"gone"}"#);
    assert!(status == Some(1) && said.contains("nothing of what the questions want"), "{said}");
    let missing = welcome(&["search-eval", &town, "no/such/file"]);
    assert!(stderr(&missing).contains("no/such/file: error: cannot be read"));
}
