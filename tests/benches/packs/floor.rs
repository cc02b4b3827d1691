//! The least that is possible: SQLite alone, with the schema, rows and statements of the store.

use std::path::Path;

use companion_core::search::INDEXER;
use companion_core::store::{
    CONTENT_FILE, EditionRows, IndexedText, PERSON_FILE, TextKey, Unindexed,
};
use rusqlite::{Connection, params};

/// The shipped schema, so that rows and index are the same.
const SCHEMA: [&str; 4] = [
    include_str!("../../../core/migrations/content/0001_packs.sql"),
    include_str!("../../../core/migrations/content/0002_spoiled.sql"),
    include_str!("../../../core/migrations/content/0003_events.sql"),
    include_str!("../../../core/migrations/content/0004_search.sql"),
];
/// Parts of a text in the index lie so far from those of the next.
const PARTS: i64 = 256;

/// An empty content file.
pub fn open_empty(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join(CONTENT_FILE)).expect("open");
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;",
        )
        .expect("pragmas");
    SCHEMA.iter().for_each(|sql| connection.execute_batch(sql).expect("schema"));
    connection
}

/// The terms of each text of each edition, as the store would make them; without those of the common edition, which are few.
pub fn terms(editions: &[EditionRows]) -> Vec<Vec<Option<IndexedText>>> {
    let of = |edition: &EditionRows| match edition {
        EditionRows::Language(lang, texts) => {
            let waiting: Vec<Unindexed> =
                texts.iter().map(|t| unindexed(lang, t.title.clone(), t.body.clone())).collect();
            (INDEXER.make)(&waiting)
        }
        EditionRows::Common(..) | EditionRows::Notices(_) => Vec::new(),
    };
    editions.iter().map(of).collect()
}

/// A text that waits for being taken into the index.
pub fn unindexed(lang: &str, title: String, body: String) -> Unindexed {
    let key =
        TextKey { pack: String::new(), kind: String::new(), id: String::new(), lang: lang.into() };
    Unindexed { row: 0, key, language: 1, title, body, fact: None, is_world: false }
}

/// Puts the terms of a text into the index.
pub fn index(connection: &Connection, row: i64, made: &IndexedText) {
    let put = |sql: &str, row: i64, terms: &str| {
        connection.prepare_cached(sql).expect("index").execute(params![row, terms]).expect("index");
    };
    let words = "INSERT INTO search_words (rowid, terms) VALUES (?1, ?2)";
    for (number, terms) in (0..).zip(std::iter::once(&made.title).chain(&made.passages)) {
        put(words, row * PARTS + number, terms);
    }
    put("INSERT INTO search_grams (rowid, terms) VALUES (?1, ?2)", row, &made.grams);
    let passages = made.passages.len() as i64;
    connection
        .prepare_cached("INSERT INTO indexed VALUES (?1, 1, ?2, ?3, ?4)")
        .expect("lengths")
        .execute(params![row, passages, made.words, made.gram_count])
        .expect("lengths");
}

/// Takes a text out of the index.
pub fn forget(connection: &Connection, row: i64) {
    let of = "SELECT passages FROM indexed WHERE row = ?1";
    let passages: i64 = connection.query_row(of, [row], |r| r.get(0)).expect("indexed");
    for number in 0..=passages {
        connection
            .prepare_cached("DELETE FROM search_words WHERE rowid = ?1")
            .expect("words")
            .execute([row * PARTS + number])
            .expect("words");
    }
    connection.execute("DELETE FROM search_grams WHERE rowid = ?1", [row]).expect("grams");
    connection.execute("DELETE FROM indexed WHERE row = ?1", [row]).expect("lengths");
}

/// Bare inserts in one transaction, with the index of terms that are known already.
pub fn insert(
    connection: &mut Connection,
    pack: &str,
    editions: &[EditionRows],
    terms: &[Vec<Option<IndexedText>>],
) {
    let tx = connection.transaction().expect("begin");
    for (edition, terms) in editions.iter().zip(terms) {
        match edition {
            EditionRows::Common(row, facts) => {
                tx.execute(
                    "INSERT INTO pack VALUES (?1, ?2, ?3, ?4)",
                    params![row.id, row.level, row.parent, row.body],
                )
                .expect("pack");
                let mut put = tx
                    .prepare(
                        "INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL, NULL)",
                    )
                    .expect("fact");
                for f in facts {
                    put.execute(params![pack, f.kind, f.id, f.parent, f.order, f.replaces, f.body])
                        .expect("fact");
                }
            }
            EditionRows::Language(lang, texts) => {
                let mut put = tx
                    .prepare("INSERT INTO text VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                    .expect("text");
                for (t, made) in texts.iter().zip(terms) {
                    put.execute(params![pack, t.kind, t.id, lang, t.title, t.slug, t.body])
                        .expect("text");
                    if let Some(made) = made {
                        index(&tx, tx.last_insert_rowid(), made);
                    }
                }
            }
            EditionRows::Notices(_) => {}
        }
    }
    tx.commit().expect("commit");
}

/// A statement of the first screen, with its arguments put in.
#[derive(Debug, Clone)]
pub struct Query {
    /// Of the person's file, not of the content's.
    pub person: bool,
    /// The statement.
    pub sql: String,
}

/// Opens both files and runs the statements, reading every column.
pub fn first_screen(folder: &Path, queries: &[Query]) {
    let content = Connection::open(folder.join(CONTENT_FILE)).expect("open");
    let person = Connection::open(folder.join(PERSON_FILE)).expect("open");
    for query in queries {
        let connection = if query.person { &person } else { &content };
        let mut statement = connection.prepare_cached(&query.sql).expect("prepare");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("query");
        while let Some(row) = rows.next().expect("row") {
            for n in 0..columns {
                std::hint::black_box(row.get_ref(n).expect("column"));
            }
        }
    }
}
