//! Pages, and what all answers have in common; locations, events, regions and offers in files of their own.

mod events;
mod places;
mod regions;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::answer::{MAX_FILE, language_tag};
use super::ids::clean_id;
use super::{Options, import};
use crate::import::ids::Ids;
use crate::import::{ImportError, ImportReport, SourceFiles, folder};
use crate::problem::Severity;
use crate::source;

fn page(path: &str, parent: Option<&str>, translations: &[(&str, &str)]) -> Value {
    let languages: BTreeMap<&str, Value> = translations
        .iter()
        .map(|(lang, path)| (*lang, json!({"id": null, "url": "", "path": path})))
        .collect();
    json!({
        "id": path.len(), "url": format!("https://cms.example{path}"), "path": path,
        "title": format!("Title &amp; {}", path.trim_matches('/')),
        "last_updated": "2024-01-17T13:06:57.863+01:00", "modified_gmt": "2024-01-17T12:06:57.863Z",
        "excerpt": "", "content": "<p>Text</p>", "order": 3,
        "parent": {"id": 7, "path": parent}, "available_languages": languages,
        "thumbnail": null, "organization": null, "hash": null, "embedded_offers": [],
    })
}

fn top(path: &str, translations: &[(&str, &str)]) -> Value {
    let mut page = page(path, None, translations);
    page["parent"] = json!({"id": 0, "url": null, "path": null});
    page
}

struct Answers(tempfile::TempDir);

impl Answers {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn pages(&self, name: &str, pages: &[Value]) -> PathBuf {
        self.json(name, &json!(pages))
    }

    fn json(&self, name: &str, value: &Value) -> PathBuf {
        self.file(name, serde_json::to_string(value).unwrap().as_bytes())
    }
}

fn run(files: &[PathBuf]) -> Result<(SourceFiles, ImportReport), ImportError> {
    import(files, &Options::default(), &mut Ids::default(), &mut |_| ())
}

/// Imports, and checks that the folder is one the source reader takes.
fn imported(files: &[PathBuf]) -> (SourceFiles, ImportReport) {
    let (written, report) = run(files).unwrap();
    let target = tempfile::tempdir().unwrap();
    folder::write(&written, target.path()).unwrap();
    let (_, problems) = source::read(target.path());
    let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    (written, report)
}

fn names(files: &SourceFiles) -> Vec<&str> {
    files.keys().map(String::as_str).filter(|f| f.starts_with("pages/")).collect()
}

fn codes(report: &ImportReport) -> Vec<(&str, &str)> {
    report.problems.iter().map(|p| (p.file.as_str(), p.code)).collect()
}

#[test]
fn two_languages_become_one_tree() {
    let answers = Answers::new();
    let mut office =
        page("/town/de/leben/amt/", Some("/town/de/leben/"), &[("en", "/town/en/life/office/")]);
    office["content"] = json!(
        "<p>See <a href=\"https://integreat.app/town/en/life/\">life</a>, \
        <a href=\"https://integreat.app/town/de/fr%C3%BCher/leben/\">moved</a> and \
        <a href=\"https://integreat.app/other/de/leben/\">elsewhere</a>.</p>"
    );
    let de =
        answers.pages("de.json", &[top("/town/de/leben/", &[("en", "/town/en/life/")]), office]);
    let en = answers.pages(
        "en.json",
        &[
            top("/town/en/life/", &[("de", "/town/de/leben/")]),
            page("/town/en/life/office/", Some("/town/en/life/"), &[("de", "/town/de/leben/amt/")]),
        ],
    );
    let (files, report) = imported(&[en.clone(), de.clone()]);
    insta::assert_snapshot!(
        files.iter().map(|(name, text)| format!("==> {name}\n{text}")).collect::<String>()
    );
    assert_eq!((report.pages, report.html.page_links), (2, 2));
    assert_eq!(run(&[de, en]).unwrap().0, files);
}

#[test]
fn translations_may_be_written_as_text() {
    let python = "{'en': {'id': None, 'url': 'x', 'path': '/town/en/it\\'s/'}, \"fr\": {'id': 3, 'path': \"/town/fr/l'eau/\"}}";
    let json = r#"{"en": {"id": null, "url": "x", "path": "/town/en/it's/"}, "fr": {"path": "/town/fr/l'eau/"}}"#;
    for text in [python, json] {
        let answers = Answers::new();
        let mut de = top("/town/de/wasser/", &[]);
        de["available_languages"] = json!(text);
        let files = [
            answers.pages("de", &[de]),
            answers.pages("en", &[top("/town/en/it's/", &[])]),
            answers.pages("fr", &[top("/town/fr/l'eau/", &[])]),
        ];
        let (files, report) = imported(&files);
        assert_eq!(
            names(&files),
            ["pages/wasser/de.md", "pages/wasser/en.md", "pages/wasser/fr.md"]
        );
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

#[test]
fn two_pages_of_one_path_both_survive() {
    let answers = Answers::new();
    let twin = |id: i64, de: &str| {
        let mut page = top("/town/ar/مرحبا/", &[("de", de)]);
        page["id"] = json!(id);
        page["title"] = json!(format!("twin {id}"));
        page
    };
    let german = |path: &str, id: i64| {
        let mut page = top(path, &[]);
        page["available_languages"] = json!({"ar": {"id": id, "path": "/town/ar/مرحبا/"}});
        page
    };
    let ar = answers.pages("ar", &[twin(14, "/town/de/eins/"), twin(15, "/town/de/zwei/")]);
    let de = answers.pages("de", &[german("/town/de/zwei/", 15), german("/town/de/eins/", 14)]);
    let (files, _) = imported(&[ar.clone(), de]);
    assert_eq!(
        names(&files),
        ["pages/eins/ar.md", "pages/eins/de.md", "pages/zwei/ar.md", "pages/zwei/de.md"]
    );
    assert!(files["pages/eins/ar.md"].contains("twin 14"));
    assert!(files["pages/zwei/ar.md"].contains("slug = \"مرحبا-2\""));
    let (alone, report) = imported(&[ar.clone(), ar]);
    assert_eq!(names(&alone), ["pages/مرحبا-2/ar.md", "pages/مرحبا/ar.md"]);
    assert_eq!(codes(&report), [("pages", "same-text-twice")]);
}

#[test]
fn pages_without_their_parent_or_above_themselves_stand_at_the_top() {
    let answers = Answers::new();
    let file = answers.pages(
        "de",
        &[
            page("/town/de/weg/kind/", Some("/town/de/weg/"), &[]),
            page("/town/de/a/", Some("/town/de/c/"), &[]),
            page("/town/de/b/", Some("/town/de/a/"), &[]),
            page("/town/de/c/", Some("/town/de/b/"), &[]),
            page("/town/de/selbst/", Some("/town/de/selbst/"), &[]),
        ],
    );
    let (files, report) = imported(&[file]);
    assert_eq!(
        codes(&report),
        [
            ("pages/a/de.md", "parent-ring"),
            ("pages/kind/de.md", "parent-missing"),
            ("pages/selbst/de.md", "parent-missing")
        ]
    );
    assert!(files["pages/c/de.md"].contains("parent = \"b\""));
    assert!(!files["pages/a/de.md"].contains("parent"));
}

#[test]
fn one_word_in_several_places_gives_several_ids() {
    let answers = Answers::new();
    let file = answers.pages(
        "de",
        &[
            top("/town/de/arbeit/", &[]),
            page("/town/de/schule/faq/", Some("/town/de/schule/"), &[]),
            page("/town/de/arbeit/faq/", Some("/town/de/arbeit/"), &[]),
            top("/town/de/schule/", &[]),
            top("/town/de/FAQ/", &[]),
        ],
    );
    let (files, _) = imported(&[file]);
    assert!(files["pages/faq/de.md"].contains("town/de/FAQ"));
    assert!(files["pages/arbeit-faq/de.md"].contains("slug = \"faq\""));
    assert!(files["pages/schule-faq/de.md"].contains("parent = \"schule\""));
}

#[test]
fn ids_fit_into_a_file_name() {
    assert_eq!(clean_id("Über uns: Café/№ 5!"), "über-uns-café-5");
    assert_eq!(clean_id("--"), "page");
    assert_eq!(clean_id("हिन्दी"), "हिन्दी");
    let long = clean_id(&"ትግርኛ".repeat(60));
    assert!(long.chars().count() <= 96 && long.len() <= 240);
    assert_eq!(language_tag("de-si").unwrap().as_str(), "de-simple");
    assert_eq!(language_tag("zh_CN").unwrap().as_str(), "zh-CN");
}

#[test]
fn an_excerpt_stands_in_for_missing_content() {
    let answers = Answers::new();
    let mut page = top("/town/de/seite/", &[]);
    page["content"] = json!(" \n");
    page["excerpt"] = json!("Ausl&#228;nder &lt;amt&gt;\r\n\r\n1. Stock");
    let mut empty = top("/town/de/leer/", &[]);
    empty["content"] = Value::Null;
    let (files, _) = imported(&[answers.pages("de", &[page, empty])]);
    assert!(files["pages/seite/de.md"].ends_with("+++\n\nAusländer \\<amt>\n\n1\\. Stock\n"));
    assert!(files["pages/leer/de.md"].ends_with("+++\n"));
}

#[test]
fn what_is_no_answer_is_named_with_its_place() {
    let answers = Answers::new();
    let shape = |change: fn(&mut Value)| {
        let mut second = top("/town/de/b/", &[("en", "/town/en/b/")]);
        change(&mut second);
        let file = answers.pages("x.json", &[top("/town/de/a/", &[]), second]);
        match run(&[file]) {
            Err(ImportError::Shape { pointer, .. }) => pointer,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(shape(|p| p["path"] = json!(5)), "/1/path");
    assert_eq!(shape(|p| p["path"] = json!("/town/")), "/1/path");
    assert_eq!(shape(|p| p["title"] = json!(["a"])), "/1/title");
    assert_eq!(shape(|p| p["parent"] = json!("x")), "/1/parent");
    assert_eq!(shape(|p| p["parent"]["path"] = json!(1)), "/1/parent/path");
    assert_eq!(shape(|p| p["order"] = json!(1.5)), "/1/order");
    assert_eq!(shape(|p| p["available_languages"] = json!("{'de'")), "/1/available_languages");
    assert_eq!(
        shape(|p| p["available_languages"]["en"]["id"] = json!("x")),
        "/1/available_languages/en/id"
    );
    assert_eq!(shape(|p| *p = json!(null)), "/1");
    assert_eq!(shape(|p| p["event"] = json!({"id": 1})), "/1");

    let told = |bytes: &[u8]| run(&[answers.file("y.json", bytes)]).unwrap_err().to_string();
    assert!(told(b"[{\"path\": \"/town/de").contains("ends too early"));
    assert!(told(b"{\"pages\": []}").contains("no page"));
    assert!(told(b"{\"detail\": \"Not found.\"}").contains("error: Not found."));
    assert!(told(b"5").contains("a list"));
    assert!(told(b"[] trailing").contains("trailing"));
    assert!(told(b"[{\"path\": \"\xff\"}]").contains("not UTF-8 from byte 11"));
    assert!(told(b"[]").contains("no page"));
    assert!(told(&b"[".repeat(100_000)).contains("recursion limit"));
    assert!(run(&[answers.0.path().join("none")]).unwrap_err().to_string().contains("none"));
    let two = answers.pages("two", &[top("/town/de/a/", &[]), top("/village/de/a/", &[])]);
    assert!(run(&[two]).unwrap_err().to_string().contains("one region at a time"));
    let large = answers.0.path().join("large");
    fs::File::create(&large).unwrap().set_len(MAX_FILE + 1).unwrap();
    assert!(matches!(run(&[large]), Err(ImportError::TooLarge { .. })));
}
/// Every place in `value` replaced by each of a few values that do not belong there: either the import is refused by
/// name, or what it writes is a pack source.
fn survives_whatever_stands_anywhere(list: &Value) {
    fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
        out.push(at.to_owned());
        match value {
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(n, v)| pointers(v, &format!("{at}/{n}"), out));
            }
            Value::Object(map) => {
                map.iter().for_each(|(k, v)| pointers(v, &format!("{at}/{k}"), out))
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    pointers(list, "", &mut all);
    let strange = [
        json!(null),
        json!(-1e300),
        json!(7),
        json!(true),
        json!(""),
        json!("\u{202e}x\u{0}\"]\n+++\n"),
        json!("25:99"),
        json!([]),
        json!([null]),
        json!({}),
    ];
    for pointer in all {
        for value in &strange {
            let mut changed = list.clone();
            *changed.pointer_mut(&pointer).unwrap() = value.clone();
            let answers = Answers::new();
            match run(&[answers.json("x.json", &changed)]) {
                Ok((files, _)) => {
                    let target = tempfile::tempdir().unwrap();
                    folder::write(&files, target.path()).unwrap();
                    let (_, problems) = source::read(target.path());
                    let errors: Vec<_> =
                        problems.iter().filter(|p| p.severity == Severity::Error).collect();
                    assert!(errors.is_empty(), "{value} at {pointer}: {errors:?}");
                }
                Err(e) => assert!(!e.to_string().is_empty()),
            }
        }
    }
}

#[test]
fn whatever_stands_in_a_page_is_taken_or_refused_by_name() {
    let mut page = top("/town/de/leben/", &[("en", "/town/en/life/")]);
    page["organization"] =
        json!({"id": 1, "slug": "x", "name": "X", "logo": "", "website": "https://x.example/"});
    page["embedded_offers"] = json!([{"name": "Jobs", "alias": "jobs", "url": "https://jobs.example/", "post": {"a": "b"}}]);
    survives_whatever_stands_anywhere(&json!([page]));
}

#[test]
fn an_answer_may_be_empty_wrapped_or_one_item() {
    let answers = Answers::new();
    let empty = answers.json("empty", &json!([]));
    let wrapped = json!({"count": 1, "next": "https://cms.example/?page=2", "results": [top("/town/de/leben/", &[])]});
    let one = top("/town/en/life/", &[("de", "/town/de/leben/")]);
    let files = [empty, answers.json("wrapped", &wrapped), answers.json("one", &one)];
    let (files, report) = imported(&files);
    assert_eq!(names(&files), ["pages/leben/de.md", "pages/leben/en.md"]);
    assert_eq!(report.problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["more-follows"]);
    let error =
        run(&[answers
            .json("x", &json!([{"id": 1, "title": "x", "message": "", "timestamp": "2026"}]))]);
    assert!(error.unwrap_err().to_string().contains("news/, which is not imported"));
}

#[test]
fn who_stands_behind_a_page_and_what_it_offers_close_it() {
    let answers = Answers::new();
    let mut page = top("/town/de/arbeit/", &[]);
    page["organization"] = json!({"id": 1, "slug": "amt", "name": "Das Amt", "logo": "https://x.example/l.png", "website": "amt.example"});
    page["embedded_offers"] = json!([
        {"name": "Stellen", "alias": "jobs", "url": "https://jobs.example/", "post": {"plz": "12345"}, "thumbnail": "https://x.example/t.png"},
        {"name": "Ohne Adresse", "alias": "none", "url": null, "post": null, "thumbnail": null}
    ]);
    let mut other = top("/town/de/leben/", &[]);
    other["organization"] = json!({"name": "Verein", "website": null});
    let offers = answers.json("offers", &json!([{"name": "Stellen", "alias": "jobs", "url": "https://jobs.example/", "post": null}]));
    let (files, report) = imported(&[answers.pages("de", &[page, other]), offers]);
    assert!(files["pages/arbeit/de.md"].ends_with(
        "Text\n\n[Stellen](https://jobs.example/)\n\nOhne Adresse\n\n[Das Amt](https://amt.example)\n"
    ));
    assert!(files["pages/leben/de.md"].ends_with("Text\n\nVerein\n"));
    assert_eq!(files["services.csv"], "id,url\nohne-adresse,\nstellen,https://jobs.example/\n");
    assert_eq!(files["services.de.csv"], "id,name\nohne-adresse,Ohne Adresse\nstellen,Stellen\n");
    assert_eq!(report.services, 2);
    assert_eq!(codes(&report), [("services.csv", "offer-without-address")]);
    let left: Vec<&str> = report.fields_left_out.keys().map(String::as_str).collect();
    assert_eq!(left, ["offer.post", "offer.thumbnail", "organization.logo"]);
}
