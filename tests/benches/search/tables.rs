//! Bare FTS5: the same rows in a table of SQLite and an index beside it, with one of SQLite's own tokenizers.

use std::time::Instant;

use rusqlite::{Connection, params};

use super::own::millis;
use super::peers::{Answer, Asked, Document, Told};

/// Rows of a language lie side by side, so that a question is asked of its language's rows alone.
pub fn told(documents: &[Document], asked: &[Asked], tokenizer: &str) -> Told {
    let folder = tempfile::tempdir().expect("folder");
    let database = Connection::open(folder.path().join("peer.db")).expect("database");
    let schema = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE TABLE document (row INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL);
         CREATE VIRTUAL TABLE search USING fts5
             (title, text, content = 'document', content_rowid = 'row', tokenize = '{tokenizer}');"
    );
    database.execute_batch(&schema).expect("schema");
    let begun = Instant::now();
    database.execute_batch("BEGIN").expect("begin");
    for document in documents {
        let mut row = database
            .prepare_cached("INSERT INTO document (id, title, text) VALUES (?1, ?2, ?3)")
            .expect("statement");
        row.execute(params![document.id, document.title, document.text]).expect("row");
        let mut index = database
            .prepare_cached("INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")
            .expect("statement");
        let row = database.last_insert_rowid();
        index.execute(params![row, document.title, document.text]).expect("index");
    }
    database.execute_batch("COMMIT").expect("commit");
    let build_ms = millis(begun);
    let ask = |asked: &Asked| {
        let own = |d: &Document| d.lang == asked.lang;
        let first = documents.iter().position(own).map_or(0, |n| n + 1);
        let last = documents.iter().rposition(own).map_or(0, |n| n + 1);
        let begun = Instant::now();
        let ids = ids(&database, &asked.text, first, last);
        Answer { ids, ms: millis(begun) }
    };
    asked.iter().for_each(|asked| drop(ask(asked)));
    let answers = asked.iter().map(ask).collect();
    Told { build_ms, bytes: bytes(&database), answers, ..Told::default() }
}

fn ids(database: &Connection, text: &str, first: usize, last: usize) -> Vec<String> {
    let words: Vec<String> =
        text.split_whitespace().map(|w| format!("\"{}\"", w.replace('"', "\"\""))).collect();
    let find = "SELECT document.id FROM
                  (SELECT rowid AS found, rank FROM search
                   WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rank LIMIT 20)
                JOIN document ON document.row = found ORDER BY rank";
    let mut statement = database.prepare_cached(find).expect("statement");
    let found = statement
        .query_map(params![words.join(" OR "), first as i64, last as i64], |row| row.get(0))
        .expect("question");
    found.collect::<Result<_, _>>().expect("rows")
}

fn bytes(database: &Connection) -> u64 {
    let bytes = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE 'search%'";
    database.query_row(bytes, [], |row| row.get::<_, i64>(0)).expect("bytes") as u64
}
