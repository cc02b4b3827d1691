//! Our own: editions published, installed on a phone, and asked there.

use std::path::Path;
use std::time::Instant;

use companion_cli::phone::Phone;
use companion_core::packs::format::Level;
use companion_core::search::{INDEXER, SearchQuestion};
use companion_core::store::{CONTENT_FILE, IndexedText, Indexer, Store, Unindexed};
use companion_tests::made::{Made, page};
use companion_tests::publisher::Publisher;
use rusqlite::{Connection, OpenFlags};

use super::peers::{Answer, Asked, Document, Told};

const PACK: &str = "declaration";
const HITS: u32 = 20;
const SUGGESTED: u32 = 5;
/// What the names of tables begin with that there would not be without search.
const SEARCH_TABLES: [&str; 3] = ["search", "indexed", "unindexed"];

/// All languages are installed; each is asked with the phone set to it alone.
pub fn told(documents: &[Document], asked: &[Asked]) -> Told {
    let mut made = Made::new(PACK, Level::City, "en").expect("pack");
    let mut languages: Vec<String> = Vec::new();
    for document in documents {
        let text = companion_tests::made::page_text(&document.id, &document.title, &document.text);
        made.text(&document.lang, companion_core::packs::format::Text::Page(text)).expect("text");
        if !languages.contains(&document.lang) {
            languages.push(document.lang.clone());
        }
    }
    let mut ids: Vec<&str> = documents.iter().map(|d| d.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        made.fact(companion_core::packs::format::Fact::Page(page(id)));
    }
    let publisher = Publisher::new().expect("publisher");
    let now = std::time::SystemTime::now().into();
    let published = publisher.publish_editions(PACK, &made.editions(), now).expect("published");

    let folder = tempfile::tempdir().expect("folder");
    let phone = Phone::open(folder.path(), &languages).expect("phone");
    let begun = Instant::now();
    phone.install(publisher.folder(), PACK, Some(&published.root_sha256)).expect("installed");
    let install_ms = millis(begun);
    let mut answers = vec![Answer::default(); asked.len()];
    let mut suggested_ms = Vec::new();
    for language in &languages {
        phone.companion().set_languages(std::slice::from_ref(language)).expect("language");
        let own = |(_, asked): &(usize, &Asked)| asked.lang == *language;
        for (_, asked) in asked.iter().enumerate().filter(own) {
            ask(&phone, &asked.text);
        }
        for (n, asked) in asked.iter().enumerate().filter(own) {
            answers[n] = ask(&phone, &asked.text);
            suggested_ms.push(suggest(&phone, &asked.text));
        }
    }
    drop(phone);
    let bytes = index_bytes(folder.path());
    let words_ms = rebuild(folder.path(), Indexer { version: INDEXER.version + 1, make: words });
    let build_ms = rebuild(folder.path(), Indexer { version: INDEXER.version + 2, ..INDEXER });
    Told { install_ms, words_ms, build_ms, bytes, answers, suggested_ms }
}

/// The terms of words alone, as `unicode61` has them: no letters in threes are put into the index.
fn words(texts: &[Unindexed]) -> Vec<Option<IndexedText>> {
    let mut made = (INDEXER.make)(texts);
    made.iter_mut().flatten().for_each(|made| made.grams.clear());
    made
}

/// Milliseconds to make the index of all texts anew, as a phone does where the rules have changed.
fn rebuild(data: &Path, other: Indexer) -> f64 {
    let store = Store::open(data).expect("store");
    let begun = Instant::now();
    while store.index_texts(&other).expect("some texts") > 0 {}
    millis(begun)
}

fn ask(phone: &Phone, text: &str) -> Answer {
    let question =
        SearchQuestion { text: text.to_owned(), limit: HITS, ..SearchQuestion::default() };
    let begun = Instant::now();
    let answer = phone.companion().search(&question).expect("answer");
    let ms = millis(begun);
    Answer { ids: answer.hits.into_iter().map(|hit| hit.id).collect(), ms }
}

/// Milliseconds until titles are suggested to a person who has typed three letters.
fn suggest(phone: &Phone, text: &str) -> f64 {
    let typed: String = text.chars().take(3).collect();
    let begun = Instant::now();
    phone.companion().suggest(&typed, SUGGESTED).expect("titles");
    millis(begun)
}

/// Bytes of the pages that hold what is searched, and nothing else, on a phone.
pub fn index_bytes(data: &Path) -> u64 {
    let read = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let content = Connection::open_with_flags(data.join(CONTENT_FILE), read).expect("content.db");
    let bytes =
        "SELECT coalesce(sum(s.pgsize), 0) FROM dbstat s JOIN sqlite_schema m ON m.name = s.name
         WHERE m.tbl_name LIKE ?1 || '%'";
    let of = |begin| content.query_row(bytes, [begin], |row| row.get::<_, i64>(0)).expect("bytes");
    SEARCH_TABLES.iter().map(|begin| of(begin) as u64).sum()
}

pub fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}
