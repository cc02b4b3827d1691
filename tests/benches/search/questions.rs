//! Real questions to real pages: how often the page is among the first hits, beside MiniSearch and tantivy.
//!
//! German and English pages as the city's system has them, Arabic, French and Ukrainian ones as plain texts; questions in
//! the language of the pages. Peers index the pages of the one language; ours runs on a phone of that language, as in
//! the suites `search` and `search-texts`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use companion_tests::conformance::search::answers::{cities, pages_of};
use companion_tests::conformance::search::asked::{Files, Question};
use companion_tests::conformance::search::measured::{self, Answered, FIRST};
use companion_tests::conformance::search::texts;
use companion_tests::conformance::search::town::Town;
use serde_json::Value;

use super::own::index_bytes;
use super::peers::{Asked, Document, Peers, Told};

pub fn tell(peers: &Peers) {
    let data = std::env::var_os("COMPANION_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let (pages, texts) = (data.join("cities/integreat_pages"), data.join("cities/omos_qa"));
    if !pages.is_dir() || !texts.is_dir() {
        println!("questions: left out, no pages in {}; COMPANION_DATA=<folder>", data.display());
        return;
    }
    let paths: Vec<PathBuf> = [pages, texts].iter().flat_map(|folder| listed(folder)).collect();
    let files = Files::sort(&paths).expect("files");
    let questions = files.questions().expect("questions");

    println!("\nquestions to the pages of their language");
    println!(
        "| | | questions | first | first {FIRST} | first 10 | nothing | p50, ms | p95, ms | build, ms | index, KiB | over text |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (_, of_city) in cities(&files.pages).expect("pages") {
        let of_city: Vec<PathBuf> = of_city.into_values().collect();
        let town = Town::of_pages(&of_city, &[], None).expect("town");
        let html = html(&town, &of_city);
        languages(&town, &questions, &html, peers);
    }
    let mut by_city: BTreeMap<String, Vec<texts::PlainPage>> = BTreeMap::new();
    for page in texts::read(&files.texts).expect("texts") {
        by_city.entry(page.city.clone()).or_default().push(page);
    }
    for pages in by_city.into_values() {
        let town = Town::of_texts(&pages).expect("town");
        languages(&town, &questions, &BTreeMap::new(), peers);
    }
}

/// The HTML of a page by language and id.
type Html = BTreeMap<(String, String), String>;

fn languages(town: &Town, questions: &[Question], html: &Html, peers: &Peers) {
    for language in town.languages() {
        let documents: Vec<Document> = town
            .documents(language)
            .into_iter()
            .map(|(id, title, text)| {
                let html = html.get(&(language.to_owned(), id.clone())).cloned();
                Document { id, lang: language.to_owned(), title, text, html }
            })
            .collect();
        let of_it = questions.iter().filter(|q| q.language == language && q.answered);
        let asked: Vec<measured::Asked> = of_it
            .filter_map(|q| {
                let page = town.page(language, q.page)?.to_owned();
                Some(measured::Asked { id: q.id, text: q.text.clone(), page })
            })
            .collect();
        if asked.is_empty() {
            continue;
        }
        let of = |language: &str| {
            town.documents(language).iter().map(|(_, title, text)| title.len() + text.len()).sum()
        };
        let bytes: usize = of(language);
        let held: usize = town.held(language).iter().map(|language| of(language)).sum();
        let desk = town.phone(language, None).expect("phone");
        let own = measured::ask(&desk.phone, &asked, &|page| town.has(language, page));
        let name = format!("{language}, {} pages, {} KiB", documents.len(), bytes / 1024);
        let index = index_bytes(&desk.data);
        row(&name, "ours", &own.expect("answers"), (desk.install_ms, index), held);
        let rows: Vec<Asked> = asked
            .iter()
            .map(|a| Asked { lang: language.to_owned(), text: a.text.clone() })
            .collect();
        let told = [
            ("MiniSearch as the app sets it", peers.minisearch(&documents, &rows, "and")),
            ("MiniSearch, any word", peers.minisearch(&documents, &rows, "or")),
            ("tantivy, any word", peers.tantivy(&documents, &rows)),
        ];
        for (engine, told) in told {
            let Some(told) = told else { continue };
            row("", engine, &answered(&asked, &told), (told.build_ms, told.bytes), bytes);
        }
    }
}

fn answered(asked: &[measured::Asked], told: &Told) -> Vec<Answered> {
    let one = asked.iter().zip(&told.answers).map(|(asked, answer)| Answered {
        id: asked.id,
        rank: answer.ids.iter().position(|id| *id == asked.page).map(|at| at + 1),
        nothing: answer.ids.is_empty(),
        ms: answer.ms,
        titles: Vec::new(),
    });
    one.collect()
}

fn row(
    name: &str,
    engine: &str,
    answered: &[Answered],
    (build_ms, index): (f64, u64),
    text: usize,
) {
    let figures = measured::figures(answered);
    let number = |key: &str| figures.get(key).and_then(Value::as_f64).unwrap_or_default();
    let share = |key: &str| format!("{:.1} %", 100.0 * number(key));
    println!(
        "| {name} | {engine} | {} | {} | {} | {} | {} | {:.2} | {:.2} | {build_ms:.0} | {} | {:.2} |",
        answered.len(),
        share("recall@1"),
        share("recall@5"),
        share("recall@10"),
        share("no_result"),
        number("p50_ms"),
        number("p95_ms"),
        index / 1024,
        index as f64 / text as f64,
    );
}

fn html(town: &Town, files: &[PathBuf]) -> Html {
    let mut html = Html::new();
    for (_, languages) in cities(files).expect("pages") {
        for (language, file) in languages {
            for page in pages_of(&file).expect("pages") {
                let number = page.get("id").and_then(Value::as_u64).unwrap_or_default();
                let content = page.get("content").and_then(Value::as_str).unwrap_or_default();
                if let Some(id) = town.page(&language, number) {
                    html.insert((language.clone(), id.to_owned()), content.to_owned());
                }
            }
        }
    }
    html
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().expect("folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "json" || e == "jsonl"));
    files.sort();
    files
}
