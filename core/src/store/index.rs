//! Writing the index of search: texts wait for it, are taken in, and go with the texts.
//!
//! What the terms of a text are is the caller's, see [`Indexer`].

use rusqlite::{OptionalExtension, Transaction, params};

use super::records::TextKey;
use super::search::PARTS;
use super::{Store, StoreError};

/// Texts that are taken into the index at once.
const STEP: u32 = 256;
/// The most passages of one text.
pub const MAX_PASSAGES: usize = PARTS as usize - 1;

/// A text that waits for being taken into the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unindexed {
    /// Its row.
    pub row: i64,
    /// Which text.
    pub key: TextKey,
    /// A small number for its language.
    pub language: u32,
    /// Its title.
    pub title: String,
    /// The record as published.
    pub body: String,
    /// The record of the common edition to which it belongs, as published.
    pub fact: Option<String>,
    /// Whether it is of a pack that is no layer of a city.
    pub is_world: bool,
}

/// What the index keeps of a text: terms parted by spaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IndexedText {
    /// Of its title.
    pub title: String,
    /// Of its passages, at most [`MAX_PASSAGES`].
    pub passages: Vec<String>,
    /// How many words its passages have.
    pub words: u32,
    /// Three letters in a row.
    pub grams: String,
    /// How many there are.
    pub gram_count: u32,
}

/// What makes terms of texts: the rules of search, which the store does not know.
#[derive(Debug, Clone, Copy)]
pub struct Indexer {
    /// Rises whenever the terms of a text become others.
    pub version: u32,
    /// The terms of each of these texts; nothing for one that is not looked for.
    pub make: fn(&[Unindexed]) -> Vec<Option<IndexedText>>,
}

impl Store {
    /// Whether texts wait for being taken into the index of these rules.
    pub fn awaits_index(&self, indexer: &Indexer) -> Result<bool, StoreError> {
        self.content.read_long(|c| {
            let sql = "SELECT (SELECT version FROM search_state) <> ?1
                       OR EXISTS (SELECT 1 FROM unindexed)";
            Ok(c.prepare_cached(sql)?.query_row([indexer.version], |r| r.get(0))?)
        })
    }

    /// Takes some texts that wait into the index, in one transaction, and returns how many still wait. An index of other
    /// rules is emptied first.
    pub fn index_texts(&self, indexer: &Indexer) -> Result<u64, StoreError> {
        self.content.write(|tx| {
            renew(tx, indexer.version)?;
            index_some(tx, indexer)
        })
    }
}

#[cfg(test)]
impl Store {
    /// Puts rows into the queue that no text has, as a file that others wrote might.
    pub(crate) fn queue_rows_without_texts(&self, rows: &[i64]) -> Result<(), StoreError> {
        self.content.write(|tx| {
            for row in rows {
                tx.execute("INSERT INTO unindexed VALUES (?1)", [row])?;
            }
            Ok(())
        })
    }
}

/// Takes all texts that wait into the index, as long as it is one of these rules: another one is made anew in steps.
pub(super) fn index_all(tx: &Transaction<'_>, indexer: &Indexer) -> Result<(), StoreError> {
    let known: u32 = tx.query_row("SELECT version FROM search_state", [], |r| r.get(0))?;
    let is_empty = || tx.query_row("SELECT NOT EXISTS (SELECT 1 FROM indexed)", [], |r| r.get(0));
    if known != indexer.version && is_empty()? {
        renew(tx, indexer.version)?;
    } else if known != indexer.version {
        return Ok(());
    }
    while index_some(tx, indexer)? > 0 {}
    Ok(())
}

fn index_some(tx: &Transaction<'_>, indexer: &Indexer) -> Result<u64, StoreError> {
    let texts = unindexed(tx, STEP)?;
    if texts.is_empty() {
        // What may be left names no text, and would be waited for without end.
        tx.execute("DELETE FROM unindexed", [])?;
        return Ok(0);
    }
    let made = (indexer.make)(&texts);
    for (n, text) in texts.iter().enumerate() {
        forget(tx, text.row)?;
        if let Some(Some(made)) = made.get(n) {
            put(tx, text, made)?;
        }
    }
    changed(tx)?;
    let left: i64 = tx.query_row("SELECT count(*) FROM unindexed", [], |r| r.get(0))?;
    Ok(u64::try_from(left).unwrap_or_default())
}

/// An index of other rules is of no use: everything waits again.
fn renew(tx: &Transaction<'_>, version: u32) -> Result<(), StoreError> {
    let known: u32 = tx.query_row("SELECT version FROM search_state", [], |r| r.get(0))?;
    if known != version {
        tx.execute_batch(
            "INSERT INTO search_words (search_words) VALUES ('delete-all');
             INSERT INTO search_grams (search_grams) VALUES ('delete-all');
             DELETE FROM indexed;
             DELETE FROM search_language;
             INSERT OR IGNORE INTO unindexed SELECT row FROM text;",
        )?;
        tx.execute("UPDATE search_state SET version = ?1", [version])?;
    }
    Ok(())
}

fn unindexed(tx: &Transaction<'_>, most: u32) -> Result<Vec<Unindexed>, StoreError> {
    let mut waiting = tx.prepare_cached(
        "SELECT t.row, t.pack, t.kind, t.id, t.lang, t.title, t.body, f.body,
                EXISTS (SELECT 1 FROM pack p WHERE p.id = t.pack AND p.level = 'world')
         FROM unindexed u
         CROSS JOIN text t ON t.row = u.row
         LEFT JOIN fact f ON f.pack = t.pack AND f.kind = t.kind AND f.id = t.id
         ORDER BY u.row LIMIT ?1",
    )?;
    let rows = waiting.query_map([most], |r| {
        Ok(Unindexed {
            row: r.get(0)?,
            key: TextKey { pack: r.get(1)?, kind: r.get(2)?, id: r.get(3)?, lang: r.get(4)? },
            language: 0,
            title: r.get(5)?,
            body: r.get(6)?,
            fact: r.get(7)?,
            is_world: r.get(8)?,
        })
    })?;
    let mut texts: Vec<Unindexed> = rows.collect::<Result<_, _>>()?;
    for text in texts.iter_mut().filter(|text| !text.is_world) {
        text.language = language_number(tx, &text.key.lang)?;
    }
    Ok(texts)
}

fn language_number(tx: &Transaction<'_>, lang: &str) -> Result<u32, StoreError> {
    let mut find = tx.prepare_cached("SELECT no FROM search_language WHERE lang = ?1")?;
    if let Some(no) = find.query_row([lang], |r| r.get(0)).optional()? {
        return Ok(no);
    }
    tx.execute("INSERT INTO search_language (lang) VALUES (?1)", [lang])?;
    Ok(u32::try_from(tx.last_insert_rowid()).unwrap_or_default())
}

fn put(tx: &Transaction<'_>, text: &Unindexed, made: &IndexedText) -> Result<(), StoreError> {
    let passages = made.passages.iter().take(MAX_PASSAGES);
    let count = i64::try_from(passages.len()).unwrap_or_default();
    let mut part = tx.prepare_cached("INSERT INTO search_words (rowid, terms) VALUES (?1, ?2)")?;
    for (number, terms) in (0..).zip(std::iter::once(&made.title).chain(passages)) {
        part.execute(params![text.row * PARTS + number, terms])?;
    }
    tx.prepare_cached("INSERT INTO search_grams (rowid, terms) VALUES (?1, ?2)")?
        .execute(params![text.row, made.grams])?;
    tx.prepare_cached(
        "INSERT INTO indexed (row, lang, passages, words, grams) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![text.row, text.language, count, made.words, made.gram_count])?;
    Ok(())
}

/// Takes a text out of the index, or out of the queue for it, before it is changed or goes.
pub(super) fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM unindexed WHERE row = ?1")?.execute([row])?;
    let mut find = tx.prepare_cached("SELECT passages FROM indexed WHERE row = ?1")?;
    let passages: Option<i64> = find.query_row([row], |r| r.get(0)).optional()?;
    let Some(passages) = passages else { return Ok(()) };
    let mut part = tx.prepare_cached("DELETE FROM search_words WHERE rowid = ?1")?;
    for number in 0..=passages {
        part.execute([row * PARTS + number])?;
    }
    tx.prepare_cached("DELETE FROM search_grams WHERE rowid = ?1")?.execute([row])?;
    tx.prepare_cached("DELETE FROM indexed WHERE row = ?1")?.execute([row])?;
    changed(tx)
}

fn changed(tx: &Transaction<'_>) -> Result<(), StoreError> {
    // One row: an update of any number of rows makes FTS5 write out what it gathers.
    let sql = "UPDATE search_state SET generation = generation + 1 WHERE rowid = 1";
    tx.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// Lets a text be taken into the index.
pub(super) fn await_index(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR IGNORE INTO unindexed VALUES (?1)")?.execute([row])?;
    Ok(())
}

/// Lets the texts of something be taken into the index anew, since numbers and addresses are of the common edition.
pub(super) fn await_index_of(
    tx: &Transaction<'_>,
    pack: &str,
    kind: &str,
    id: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO unindexed
               SELECT row FROM text WHERE pack = ?1 AND kind = ?2 AND id = ?3";
    tx.prepare_cached(sql)?.execute([pack, kind, id])?;
    Ok(())
}

/// Takes all texts of a pack out of the index.
pub(super) fn forget_pack(tx: &Transaction<'_>, pack: &str) -> Result<(), StoreError> {
    let mut all = tx.prepare_cached("SELECT row FROM text WHERE pack = ?1")?;
    let rows: Vec<i64> = all.query_map([pack], |r| r.get(0))?.collect::<Result<_, _>>()?;
    rows.into_iter().try_for_each(|row| forget(tx, row))
}
