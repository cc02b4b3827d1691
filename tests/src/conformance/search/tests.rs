//! The suites on a made city of two languages: what is counted, what is not, and which faults are named.

use std::fs;
use std::path::{Path, PathBuf};

use companion_core::packs::edition::Records;
use companion_core::packs::format::Text;
use serde_json::{Value, json};

use super::measured::{Answered, figures, percentile};
use super::{run, run_cross, run_texts, texts, town};
use crate::publisher;

fn page(id: u64, path: &str, title: &str, text: &str, other: (&str, u64, &str)) -> Value {
    json!({
        "id": id, "url": format!("https://cms.example{path}"), "path": path, "title": title,
        "modified_gmt": "2026-01-01T00:00:00Z", "last_updated": "2026-01-01T01:00:00+01:00", "excerpt": "",
        "content": format!("<p>{text}</p>"), "parent": {"id": 0, "url": null, "path": null}, "order": id,
        "available_languages": {other.0: {"id": other.1, "url": format!("https://cms.example{}", other.2), "path": other.2}},
        "thumbnail": null, "organization": null, "hash": null, "embedded_offers": []
    })
}

fn question(id: u64, language: &str, text: &str, page: u64, answers: &[u64]) -> String {
    let row = json!({"id": id, "question": text, "city": "brueckfeld", "language": language, "pageId": page,
        "answers": answers, "jaccard": 1.0, "sourceLanguage": null});
    format!("{row}\n")
}

/// Two pages in two languages, as a city's system answers, and questions.
fn files(at: &Path) -> (PathBuf, PathBuf, PathBuf) {
    let de = json!([
        page(
            10,
            "/brueckfeld/de/wohnen/",
            "Wohnen",
            "Die Miete zahlen Sie am Monatsanfang.",
            ("en", 11, "/brueckfeld/en/housing/")
        ),
        page(
            20,
            "/brueckfeld/de/arzt/",
            "Arzt",
            "Ein Hausarzt behandelt Sie zuerst.",
            ("en", 21, "/brueckfeld/en/doctor/")
        ),
    ]);
    let en = json!([
        page(
            11,
            "/brueckfeld/en/housing/",
            "Housing",
            "Rent is due early each month.",
            ("de", 10, "/brueckfeld/de/wohnen/")
        ),
        page(
            21,
            "/brueckfeld/en/doctor/",
            "Doctor",
            "See a family doctor first.",
            ("de", 20, "/brueckfeld/de/arzt/")
        ),
    ]);
    let asked = [
        question(1, "de", "Wann wird die Miete fällig?", 10, &[1]),
        question(2, "en", "Which family doctor is near?", 20, &[1]),
        question(2, "en", "Which family doctor is near?", 20, &[1]),
        question(3, "de", "Was kostet ein Kamel?", 10, &[]),
        question(4, "de", "Ein Hausarzt auf dem Mond?", 99, &[2]),
        question(5, "fr", "Où est le loyer ?", 10, &[2]),
    ];
    let path = |name: &str| at.join(name);
    fs::write(path("brueckfeld_de_pages.json"), de.to_string()).unwrap();
    fs::write(path("brueckfeld_en_pages.json"), en.to_string()).unwrap();
    fs::write(path("questions.jsonl"), asked.concat()).unwrap();
    (path("brueckfeld_de_pages.json"), path("brueckfeld_en_pages.json"), path("questions.jsonl"))
}

#[test]
fn each_language_is_asked_in_itself_and_a_number_of_another_leads_to_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let (de, en, questions) = files(folder.path());
    let tally = run(&[de, en, questions]).unwrap();
    assert_eq!((tally.passed(), tally.total()), (2, 2), "{:?}", tally.failures());
    let languages = &tally.measures["languages"];
    assert_eq!(languages["de"]["questions"], 1);
    assert_eq!(languages["en"]["recall@5"], 1.0);
    assert_eq!(languages["en"]["halves"]["even"]["questions"], 1);
    assert!(languages.get("fr").is_none());
    let left_out = json!({"no_answer": 1, "no_such_page_or_language": 2});
    assert_eq!(tally.measures["left_out"], left_out);
    assert_eq!(tally.measures["pages_not_found_again"], 0);
}

#[test]
fn across_languages_nothing_written_in_the_question_s_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (de, _, questions) = files(folder.path());
    let tally = run_cross(&[de, questions]).unwrap();
    // The French question has no edition of its language, and a phone set to French has the German one.
    assert_eq!(tally.total(), 2);
    assert_eq!(tally.measures["as_published"]["en"]["recall@5"], 1.0);
    assert_eq!(tally.measures["languages"]["en"]["questions"], 1);

    let editions = publisher::editions(&[("de", "eins"), ("en", "one")]).unwrap();
    let kept = town::stripped(&editions, Some("en"));
    for (before, after) in editions.iter().zip(&kept) {
        let english = matches!(&before.records, Records::Language(tag, _) if tag.as_str() == "en");
        assert_eq!(english, before != after);
        let Records::Language(_, texts) = &after.records else { continue };
        assert_eq!(english, !texts.iter().any(|t| matches!(t, Text::Page(_))));
    }
}

#[test]
fn plain_texts_become_pages_whatever_they_look_like() {
    let folder = tempfile::tempdir().unwrap();
    let contexts = folder.path().join("contexts.jsonl");
    let row = |page: u64, text: &str| {
        let row = json!({"pageId": page, "city": "brueckfeld", "language": "de", "context": text});
        format!("{row}\n")
    };
    let rows = row(
        7,
        "\n+++ \"Müll\" \\ & *Abfall*\n# keine Überschrift\n1. [kein](Verweis)\n+++\n<b>Tonne",
    ) + &row(8, "Schule\nKinder lernen hier.");
    fs::write(&contexts, rows).unwrap();
    let questions = folder.path().join("questions.jsonl");
    fs::write(&questions, question(1, "de", "Welche Tonne für Abfall?", 7, &[1])).unwrap();
    let tally = run_texts(&[contexts.clone(), questions]).unwrap();
    assert_eq!((tally.passed(), tally.total()), (1, 1), "{:?}", tally.failures());

    let town = town::Town::of_texts(&texts::read(&[contexts]).unwrap()).unwrap();
    let desk = town.phone("de", None).unwrap();
    let view = desk.phone.companion().guide().unwrap().page("brueckfeld", "7").unwrap();
    assert_eq!(view.title, "+++ \"Müll\" \\ & *Abfall*");
    let lines: Vec<String> = view.blocks.iter().map(|b| b.body.plain_text()).collect();
    assert_eq!(lines, ["# keine Überschrift", "1. [kein](Verweis)", "+++", "<b>Tonne"]);
}

#[test]
fn what_is_no_question_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (de, _, questions) = files(folder.path());
    let told = |text: String| {
        fs::write(&questions, text).unwrap();
        run(&[de.clone(), questions.clone()]).unwrap_err()
    };
    let good = question(1, "de", "Miete?", 10, &[1]);
    assert!(told(format!("{good}{{\"question\": 3}}\n")).contains("questions.jsonl:2: "));
    let tagless = question(1, "german!", "Miete?", 10, &[1]);
    assert!(told(tagless).contains("questions.jsonl:1: \"german!\" is no language tag"));
    assert!(told(question(1, "de", "Miete?", 99, &[1])).contains("no question is answered"));
    assert!(run(std::slice::from_ref(&de)).unwrap_err().contains("no file with questions"));
    fs::write(&de, "{\"pages\": 1}").unwrap();
    fs::write(&questions, good).unwrap();
    assert!(run(&[de, questions]).unwrap_err().contains("brueckfeld_de_pages.json: no list"));
}

#[test]
fn figures_count_ranks_from_one() {
    let answered = |id: u64, rank: Option<usize>, ms: f64| Answered {
        id,
        rank,
        nothing: rank.is_none(),
        ms,
        titles: Vec::new(),
    };
    let all = [
        answered(1, Some(1), 1.0),
        answered(2, Some(2), 2.0),
        answered(3, Some(6), 9.0),
        answered(4, None, 3.0),
    ];
    let got = figures(&all);
    assert_eq!(
        (&got["recall@1"], &got["recall@5"], &got["recall@10"]),
        (&json!(0.25), &json!(0.5), &json!(0.75))
    );
    assert_eq!((&got["mrr"], &got["no_result"]), (&json!(0.4167), &json!(0.25)));
    assert_eq!((&got["p50_ms"], &got["p95_ms"]), (&json!(2.0), &json!(9.0)));
    assert_eq!(got["halves"]["odd"]["recall@5"], json!(0.5));
    assert!(percentile(&[], 95).abs() < f64::EPSILON);
}
