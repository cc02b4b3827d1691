//! The least that is possible: SQLite alone, with the schema, rows and statements of the store.

use std::path::Path;

use companion_core::packs::format::Text;
use companion_core::packs::install;
use companion_core::store::{CONTENT_FILE, EditionRows, PERSON_FILE};
use rusqlite::{Connection, params};

/// The shipped schema, so that rows and index are the same.
const SCHEMA: &str = include_str!("../../../core/migrations/content/0001_packs.sql");

/// An empty content file.
pub fn open_empty(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join(CONTENT_FILE)).expect("open");
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;",
        )
        .expect("pragmas");
    connection.execute_batch(SCHEMA).expect("schema");
    connection
}

/// The plain text of each text of each edition, for SQLite's own index.
pub fn plain(editions: &[EditionRows]) -> Vec<Vec<String>> {
    let of = |edition: &EditionRows| match edition {
        EditionRows::Language(_, texts) => texts.iter().map(|t| plain_text(&t.body)).collect(),
        EditionRows::Common(..) | EditionRows::Notices(_) => Vec::new(),
    };
    editions.iter().map(of).collect()
}

/// That of a record as published; nothing where it is no page.
pub fn plain_text(body: &str) -> String {
    match serde_json::from_str(body).expect("record") {
        Text::Page(page) => install::plain_text(&page),
        _ => String::new(),
    }
}

/// Bare inserts in one transaction, with SQLite's own index of words.
pub fn insert(
    connection: &mut Connection,
    pack: &str,
    editions: &[EditionRows],
    plain: &[Vec<String>],
) {
    let tx = connection.transaction().expect("begin");
    for (edition, plain) in editions.iter().zip(plain) {
        match edition {
            EditionRows::Common(row, facts) => {
                tx.execute(
                    "INSERT INTO pack VALUES (?1, ?2, ?3, ?4)",
                    params![row.id, row.level, row.parent, row.body],
                )
                .expect("pack");
                let mut put = tx
                    .prepare("INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
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
                let mut index = tx
                    .prepare("INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)")
                    .expect("index");
                for (t, plain) in texts.iter().zip(plain) {
                    put.execute(params![pack, t.kind, t.id, lang, t.title, t.slug, t.body])
                        .expect("text");
                    index.execute(params![tx.last_insert_rowid(), t.title, plain]).expect("index");
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
