//! What is counted, and how it looks.

use std::path::Path;

use scraper::{Html, Selector};

use super::*;
use crate::lock;
use crate::source;
use crate::source::testing::{complete, folder, page, tag, write};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 31).unwrap()
}

fn read(dir: &Path) -> Coverage {
    let (source, problems) = source::read(dir);
    assert!(!source::place::has_errors(&problems), "{problems:?}");
    let source = source.unwrap();
    let lock = lock::update(&source, &lock::read(dir).unwrap());
    lock::write(dir, &lock).unwrap();
    measure(&source, &lock, day(), None)
}

fn cell<'c>(coverage: &'c Coverage, id: &str, language: &str) -> &'c Cell {
    &coverage.pages.iter().find(|p| p.id == id).unwrap().languages[&tag(language)]
}

fn summary<'c>(coverage: &'c Coverage, language: &str) -> &'c Summary {
    coverage.summaries.iter().find(|s| s.id == tag(language)).unwrap()
}

/// Two pages of two blocks: one with every state that translations have, one that nobody has translated.
fn town() -> tempfile::TempDir {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "date = 2026-01-31\n", "eins\n\nzwei\n")),
        ("pages/a/de-simple.md", &page("A", "", "leicht\n")),
        (
            "pages/a/en.md",
            "+++\ntitle = \"A\"\norigin = \"checked\"\nchecked_by = \"interpreters\"\ndate = 2027-01-30\n+++\n\none\n\ntwo\n",
        ),
        (
            "pages/a/ar.md",
            "+++\ntitle = \"A\"\norigin = \"machine\"\nengine = \"draft\"\ndate = 2030-01-01\n+++\n\nواحد\n\nاثنان\n",
        ),
        ("pages/b/de.md", &page("B", "", "drei\n\nvier\n")),
        ("pages/b/en.md", "+++\ntitle = \"B\"\n+++\n\nthree\n"),
    ]);
    lock::write(dir.path(), &lock::Lock::default()).unwrap();
    dir
}

#[test]
fn every_state_is_told_apart() {
    let dir = town();
    let first = read(dir.path());
    assert_eq!(cell(&first, "a", "de").state, State::Source);
    assert_eq!(cell(&first, "a", "de-simple").state, State::Retold);
    assert_eq!(cell(&first, "a", "ar").state, State::Current);
    assert_eq!(cell(&first, "b", "en").state, State::Incomplete);
    assert_eq!(cell(&first, "b", "en").missing, 1);
    assert_eq!(cell(&first, "b", "ar").state, State::Missing);
    assert_eq!(cell(&first, "b", "de-simple").state, State::NotRetold);

    write(
        dir.path(),
        "pages/a/de.md",
        page("A", "date = 2026-01-31\n", "eins\n\nZWEI\n").as_bytes(),
    );
    let after = read(dir.path());
    let arabic = cell(&after, "a", "ar");
    assert_eq!((arabic.state, arabic.outdated, arabic.blocks), (State::Outdated, 1, 2));
    assert_eq!(arabic.in_words(), "outdated: 1 of 2 blocks");
    assert_eq!(cell(&after, "a", "de-simple").state, State::RetoldBehind);
    // Two titles, four blocks, the pack's name.
    let arabic = summary(&after, "ar");
    assert_eq!((arabic.parts, arabic.current, arabic.outdated, arabic.missing), (7, 3, 1, 3));
    assert_eq!(arabic.percent, 42);
    assert_eq!(summary(&after, "de").percent, 100);
    let plain = summary(&after, "de-simple");
    assert_eq!((plain.parts, plain.outdated, plain.missing, plain.percent), (2, 1, 1, 0));
}

#[test]
fn age_and_authors_are_what_the_files_say() {
    let found = read(town().path());
    assert_eq!(cell(&found, "a", "de").age_days, Some(365));
    assert_eq!(cell(&found, "a", "en").age_days, Some(1));
    assert_eq!(cell(&found, "a", "en").author_in_words(), "checked (interpreters)");
    // A day to come is a slip, and no age.
    assert_eq!(cell(&found, "a", "ar").age_days, Some(0));
    assert_eq!(cell(&found, "a", "ar").author_in_words(), "machine (draft)");
    assert_eq!(cell(&found, "b", "en").age_days, None);
    assert_eq!(cell(&found, "b", "en").author_in_words(), "nobody said");
    assert_eq!(cell(&found, "b", "ar").author_in_words(), "");
    assert_eq!(summary(&found, "en").oldest_days, Some(1));
}

#[test]
fn tables_count_texts_and_what_is_behind() {
    let dir = complete();
    read(dir.path());
    let german = "id,name,description,access,origin\ntown-hall,Rathaus,\"Im Rathaus, erster Stock\",Aufzug,human\n";
    write(dir.path(), "places.de.csv", german.as_bytes());
    let found = read(dir.path());
    let places = found.tables.iter().find(|t| t.id == Kind::Places).unwrap();
    let english = &places.languages[&tag("en")];
    assert_eq!(*english, TableCell { texts: 1, of: 1, outdated: 1, incomplete: 1 });
    let arabic = &places.languages[&tag("ar")];
    assert_eq!(*arabic, TableCell { texts: 0, of: 1, outdated: 0, incomplete: 0 });
}

#[test]
fn the_answers_keep_their_form() {
    let found = read(complete().path());
    insta::assert_snapshot!("lines", text::lines(&found).join("\n"));
    let json: Vec<String> = found
        .pages
        .iter()
        .take(1)
        .map(|p| serde_json::to_string_pretty(p).unwrap())
        .chain(found.tables.iter().take(1).map(|t| serde_json::to_string_pretty(t).unwrap()))
        .chain(found.summaries.iter().take(1).map(|s| serde_json::to_string_pretty(s).unwrap()))
        .collect();
    insta::assert_snapshot!("json", json.join("\n"));
}

#[test]
fn nine_languages_fit_into_a_hundred_columns() {
    let languages = ["de", "de-simple", "en", "ar", "uk", "fa-AF", "ti", "tr", "sr-Latn"];
    let quoted: Vec<String> = languages.iter().map(|l| format!("{l:?}")).collect();
    let pack = source::testing::PACK
        .replace(r#"["de", "de-simple", "en", "ar"]"#, &format!("[{}]", quoted.join(", ")));
    let id = "a-page-with-a-very-long-id-that-somebody-found-helpful-when-it-was-first-written";
    let file = format!("pages/{id}/de.md");
    let dir = folder(&[("pack.toml", &pack), (&file, &page("A", "", "eins\n"))]);
    let lines = text::lines(&read(dir.path()));
    for line in &lines {
        assert!(line.chars().count() <= 100, "{line}");
    }
    assert!(lines.iter().any(|l| l.starts_with("a-page-with") && l.contains('…')), "{lines:#?}");
    assert!(lines[0].ends_with("sr-Latn"), "{lines:#?}");

    let long: Vec<String> = ('a'..='p').map(|c| format!("\"de-variety{c}\"")).collect();
    let long = long.join(", ");
    let pack = source::testing::PACK
        .replace(r#""de-simple", "en", "ar""#, &format!("\"de-simple\", \"en\", \"ar\", {long}"));
    let dir = folder(&[("pack.toml", &pack), (&file, &page("A", "", "eins\n"))]);
    let lines = text::lines(&read(dir.path()));
    assert!(lines[0].contains("#1"), "{lines:#?}");
    assert!(lines.iter().any(|l| l.contains("#1 de ")), "{lines:#?}");
}

const HOSTILE: &str =
    "</span></table><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;\"";

#[test]
fn a_hostile_title_stays_a_text() {
    let quoted = HOSTILE.replace('"', "\\\"");
    let english = format!(
        "+++\ntitle = \"{quoted}\"\norigin = \"checked\"\nchecked_by = \"{quoted}\"\nengine = \"{quoted}\"\n+++\n\nx\n"
    );
    let pack = source::testing::PACK.replace("\"Musterstadt\"", &format!("\"{quoted}\""));
    let dir = folder(&[
        ("pack.toml", &pack),
        ("pages/a/de.md", &page(&quoted, "", "eins\n")),
        ("pages/a/en.md", &english),
    ]);
    let written = html::page(&read(dir.path()));
    let html = Html::parse_document(&written);
    let all = |css: &str| html.select(&Selector::parse(css).unwrap()).count();
    assert_eq!((all("script"), all("img"), all("table")), (1, 0, 3));
    let title = html.select(&Selector::parse("#pages .title").unwrap()).next().unwrap();
    assert_eq!(title.text().collect::<String>(), HOSTILE);
    let page = html.select(&Selector::parse("title").unwrap()).next().unwrap();
    assert!(page.text().collect::<String>().starts_with(HOSTILE));
}

#[test]
fn the_page_stands_alone_and_reads_well() {
    let written = html::page(&read(complete().path()));
    let html = Html::parse_document(&written);
    let select = |css: &str| {
        let css = Selector::parse(css).unwrap();
        html.select(&css).map(|e| e.value().clone()).collect::<Vec<_>>()
    };
    assert!(select("[src], [href], link, iframe, object").is_empty());
    assert!(
        !written.contains("http://") && !written.contains("https://") && !written.contains("url(")
    );
    assert!(select("th").iter().all(|th| th.attr("scope").is_some()));
    assert_eq!(select("table > caption").len(), 3);
    assert!(select(".title").iter().all(|t| t.attr("lang").is_some() && t.attr("dir").is_some()));
    let arabic = Selector::parse("#pages thead th[data-language=ar]").unwrap();
    assert_eq!(html.select(&arabic).count(), 1);
    // Every row of a table has a cell under every head.
    for table in ["languages", "pages", "tables"] {
        let heads = select(&format!("#{table} thead th")).len();
        let rows = select(&format!("#{table} tbody tr")).len();
        assert!(rows > 0);
        assert_eq!(select(&format!("#{table} tbody tr > *")).len(), rows * heads, "{table}");
    }
    assert!(written.contains("@media print") && written.contains("prefers-color-scheme: dark"));
}
