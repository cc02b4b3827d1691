//! Importing editions: one transaction each, touching only the rows that differ.

use std::collections::BTreeMap;

use rusqlite::{Row, Transaction, params};

use super::index::{self, Indexer};
use super::lines::Installed;
use super::packs::{self, PackRow};
use super::records::{FactRow, TextRow};
use super::{Store, StoreError};
use crate::packs::changes::RecordKey;
use crate::packs::edition::NOTICES;

/// An edition as it is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledEdition {
    /// Pack id.
    pub pack: String,
    /// `common`, `notices` or a language tag.
    pub name: String,
    /// Of the publisher; rises with every change.
    pub revision: u64,
    /// SHA-256 of the compressed file.
    pub sha256: String,
    /// SHA-256 of the edition itself.
    pub raw_sha256: String,
    /// Seconds since 1970.
    pub published_at: i64,
}

/// A row of the notices edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Id in the pack.
    pub id: String,
    /// First local moment it is shown.
    pub from_local: String,
    /// First local moment it is gone.
    pub until_local: String,
    /// Shown before anything else.
    pub urgent: bool,
    /// The record as published.
    pub body: String,
}

/// The rows of one edition, ready to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditionRows {
    /// The common edition.
    Common(PackRow, Vec<FactRow>),
    /// A language's edition.
    Language(String, Vec<TextRow>),
    /// The notices edition.
    Notices(Vec<NoticeRow>),
}

/// An edition that is to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// What it is from then on.
    pub edition: InstalledEdition,
    /// Its rows: all, or only those that are new or changed.
    pub rows: EditionRows,
    /// Where `rows` are not all: the records whose rows go, changed ones among them.
    pub replaced: Option<Vec<RecordKey>>,
    /// Where `rows` are not all: how many others stay as they are.
    pub kept: u64,
}

impl Incoming {
    /// With all its rows.
    pub fn whole(edition: InstalledEdition, rows: EditionRows) -> Self {
        Self { edition, rows, replaced: None, kept: 0 }
    }
}

/// What an import did, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// New or changed.
    pub written: u64,
    /// The same as before.
    pub unchanged: u64,
    /// No longer published.
    pub removed: u64,
}

impl Store {
    /// The installed editions of a pack.
    pub fn list_editions(&self, pack: &str) -> Result<Vec<InstalledEdition>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT pack, name, revision, sha256, raw_sha256, published_at
                 FROM edition WHERE pack = ?1 ORDER BY name",
            )?;
            Ok(statement.query_map([pack], edition_row)?.collect::<Result<_, _>>()?)
        })
    }

    /// Puts editions in place of the ones installed before and removes those that are withdrawn, all in one
    /// transaction: readers see all or nothing of it. Editions come one by one, so that only one is in memory.
    ///
    /// # Errors
    /// Those of the store, and the first that `editions` gives: nothing is changed then.
    pub fn import<E: From<StoreError>>(
        &self,
        editions: impl IntoIterator<Item = Result<Incoming, E>>,
        withdrawn: &[InstalledEdition],
        indexer: &Indexer,
    ) -> Result<Imported, E> {
        self.import_over(editions, |_, incoming| incoming, withdrawn, indexer)
    }

    /// As [`Self::import`], where an edition is made from what is installed: `make` reads that.
    ///
    /// # Errors
    /// As [`Self::import`].
    pub fn import_over<T, E: From<StoreError>>(
        &self,
        editions: impl IntoIterator<Item = T>,
        mut make: impl FnMut(Installed<'_>, T) -> Result<Incoming, E>,
        withdrawn: &[InstalledEdition],
        indexer: &Indexer,
    ) -> Result<Imported, E> {
        let mut refused = None;
        let imported = self.content.write(|tx| {
            let mut done = Imported::default();
            for edition in editions {
                match make(Installed(tx), edition) {
                    Ok(incoming) => take(tx, incoming, &mut done)?,
                    Err(e) => {
                        refused = Some(e);
                        return Err(StoreError::Abandoned);
                    }
                }
            }
            for edition in withdrawn {
                remove_edition(tx, &edition.pack, &edition.name, &mut done)?;
            }
            // What was found before is found after: the index changes with the texts.
            index::index_all(tx, indexer)?;
            Ok(done)
        });
        match refused {
            Some(refused) => Err(refused),
            None => Ok(imported?),
        }
    }

    /// As [`Self::import`], of editions that are all there already.
    pub fn import_editions(
        &self,
        editions: &[(InstalledEdition, EditionRows)],
        withdrawn: &[InstalledEdition],
        indexer: &Indexer,
    ) -> Result<Imported, StoreError> {
        let whole = |(edition, rows): &(InstalledEdition, EditionRows)| {
            Ok(Incoming::whole(edition.clone(), rows.clone()))
        };
        self.import(editions.iter().map(whole), withdrawn, indexer)
    }

    /// Notes that the file of an edition has another form and the same content.
    pub(crate) fn record_same_edition(&self, edition: &InstalledEdition) -> Result<(), StoreError> {
        self.content.write(|tx| put_edition(tx, edition))
    }

    /// Lets the next sync fetch all editions again, as if their files had changed; until then they are read as they are.
    pub(crate) fn doubt_editions(&self) -> Result<(), StoreError> {
        self.content.write(|tx| {
            tx.execute("UPDATE edition SET sha256 = '' WHERE sha256 <> ''", [])?;
            Ok(())
        })
    }
}

fn remove_edition(
    tx: &Transaction<'_>,
    pack: &str,
    name: &str,
    done: &mut Imported,
) -> Result<(), StoreError> {
    // Whatever the edition held: the other kinds have no rows of this name.
    if name == NOTICES {
        super::notices::import(tx, pack, &[], done)?;
    }
    import_texts(tx, pack, name, &[], None, done)?;
    tx.execute("DELETE FROM edition WHERE pack = ?1 AND name = ?2", [pack, name])?;
    Ok(())
}

fn take(tx: &Transaction<'_>, incoming: Incoming, done: &mut Imported) -> Result<(), StoreError> {
    let Incoming { edition, rows, replaced, kept } = incoming;
    done.unchanged += kept;
    match (rows, replaced) {
        (EditionRows::Common(pack, facts), replaced) => {
            packs::put(tx, &pack)?;
            import_facts(tx, &edition.pack, &facts, replaced, done)?;
        }
        (EditionRows::Language(lang, texts), replaced) => {
            import_texts(tx, &edition.pack, &lang, &texts, replaced, done)?;
        }
        (EditionRows::Notices(notices), _) => {
            super::notices::import(tx, &edition.pack, &notices, done)?;
        }
    }
    put_edition(tx, &edition)
}

fn import_facts(
    tx: &Transaction<'_>,
    pack: &str,
    facts: &[FactRow],
    replaced: Option<Vec<RecordKey>>,
    done: &mut Imported,
) -> Result<(), StoreError> {
    let mut before = facts_before(tx, pack, replaced)?;
    let mut put = tx.prepare_cached(
        "INSERT INTO fact (pack, kind, id, parent, ord, replaces, body, starts, ends, repeats)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let mut delete =
        tx.prepare_cached("DELETE FROM fact WHERE pack = ?1 AND kind = ?2 AND id = ?3")?;
    for fact in facts {
        let old = before.remove(&(fact.kind.clone(), fact.id.clone()));
        if old.as_ref() == Some(&fact.body) {
            done.unchanged += 1;
            continue;
        }
        if old.is_some() {
            delete.execute(params![pack, fact.kind, fact.id])?;
        }
        index::await_index_of(tx, pack, &fact.kind, &fact.id)?;
        let FactRow { kind, id, parent, order, replaces, when, body, .. } = fact;
        let (starts, ends) = (when.map(|w| w.starts), when.and_then(|w| w.ends));
        let repeats = when.map(|w| w.repeats);
        put.execute(params![pack, kind, id, parent, order, replaces, body, starts, ends, repeats])
            .map_err(twice)?;
        done.written += 1;
    }
    for (kind, id) in before.keys() {
        delete.execute(params![pack, kind, id])?;
        done.removed += 1;
    }
    Ok(())
}

/// The rows that may be replaced, by kind and id, with their bodies: those named, or all.
fn facts_before(
    tx: &Transaction<'_>,
    pack: &str,
    replaced: Option<Vec<RecordKey>>,
) -> Result<BTreeMap<(String, String), String>, StoreError> {
    let Some(keys) = replaced else {
        let mut all = tx.prepare_cached("SELECT kind, id, body FROM fact WHERE pack = ?1")?;
        let rows = all.query_map([pack], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)))?;
        return Ok(rows.collect::<Result<_, _>>()?);
    };
    let mut one =
        tx.prepare_cached("SELECT body FROM fact WHERE pack = ?1 AND kind = ?2 AND id = ?3")?;
    let found = keys.into_iter().map(|RecordKey { kind, id }| {
        let body = one.query_row([pack, &kind, &id], |r| r.get(0))?;
        Ok(((kind, id), body))
    });
    found.collect()
}

/// Two records with one key, where only those that changed were compared.
fn twice(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation) => StoreError::Twice,
        _ => error.into(),
    }
}

fn import_texts(
    tx: &Transaction<'_>,
    pack: &str,
    lang: &str,
    texts: &[TextRow],
    replaced: Option<Vec<RecordKey>>,
    done: &mut Imported,
) -> Result<(), StoreError> {
    let mut before = texts_before(tx, pack, lang, replaced)?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO text (row, pack, kind, id, lang, title, slug, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut delete = tx.prepare_cached("DELETE FROM text WHERE row = ?1")?;
    for text in texts {
        let old = before.remove(&(text.kind.clone(), text.id.clone()));
        if old.as_ref().is_some_and(|(_, body)| *body == text.body) {
            done.unchanged += 1;
            continue;
        }
        // A changed text keeps its row, so that the rows of a language stay together.
        let row = old.map(|(row, _)| row);
        if let Some(row) = row {
            index::forget(tx, row)?;
            delete.execute([row])?;
        }
        insert
            .execute(params![row, pack, text.kind, text.id, lang, text.title, text.slug, text.body])
            .map_err(twice)?;
        index::await_index(tx, tx.last_insert_rowid())?;
        done.written += 1;
    }
    for (row, _) in before.values() {
        index::forget(tx, *row)?;
        delete.execute([row])?;
        done.removed += 1;
    }
    Ok(())
}

/// Rows by kind and id: number and body.
type TextsBefore = BTreeMap<(String, String), (i64, String)>;

/// As [`facts_before`], with the row's number.
fn texts_before(
    tx: &Transaction<'_>,
    pack: &str,
    lang: &str,
    replaced: Option<Vec<RecordKey>>,
) -> Result<TextsBefore, StoreError> {
    let Some(keys) = replaced else {
        let sql = "SELECT kind, id, row, body FROM text WHERE pack = ?1 AND lang = ?2";
        let mut all = tx.prepare_cached(sql)?;
        let row = |r: &Row<'_>| Ok(((r.get(0)?, r.get(1)?), (r.get(2)?, r.get(3)?)));
        return Ok(all.query_map([pack, lang], row)?.collect::<Result<_, _>>()?);
    };
    let mut one = tx.prepare_cached(
        "SELECT row, body FROM text WHERE pack = ?1 AND kind = ?2 AND id = ?3 AND lang = ?4",
    )?;
    let found = keys.into_iter().map(|RecordKey { kind, id }| {
        let row = one.query_row([pack, &kind, &id, lang], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(((kind, id), row))
    });
    found.collect()
}

fn put_edition(tx: &Transaction<'_>, e: &InstalledEdition) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO edition (pack, name, revision, sha256, raw_sha256, published_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            e.pack,
            e.name,
            i64::try_from(e.revision).unwrap_or(i64::MAX),
            e.sha256,
            e.raw_sha256,
            e.published_at
        ],
    )?;
    Ok(())
}

fn edition_row(row: &Row<'_>) -> rusqlite::Result<InstalledEdition> {
    let revision: i64 = row.get(2)?;
    Ok(InstalledEdition {
        pack: row.get(0)?,
        name: row.get(1)?,
        revision: u64::try_from(revision).unwrap_or_default(),
        sha256: row.get(3)?,
        raw_sha256: row.get(4)?,
        published_at: row.get(5)?,
    })
}
