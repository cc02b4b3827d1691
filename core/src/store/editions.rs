//! Importing editions: one transaction each, touching only the rows that differ.

use std::collections::BTreeMap;

use rusqlite::{Row, Transaction, params};

use super::packs::{self, PackRow};
use super::records::{FactRow, TextRow};
use super::{Store, StoreError};
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
    /// transaction: readers see all or nothing of it.
    pub fn import_editions(
        &self,
        editions: &[(InstalledEdition, EditionRows)],
        withdrawn: &[InstalledEdition],
    ) -> Result<Imported, StoreError> {
        self.content.write(|tx| {
            let mut done = Imported::default();
            for (edition, rows) in editions {
                match rows {
                    EditionRows::Common(pack, facts) => {
                        packs::put(tx, pack)?;
                        import_facts(tx, &edition.pack, facts, &mut done)?;
                    }
                    EditionRows::Language(lang, texts) => {
                        import_texts(tx, &edition.pack, lang, texts, &mut done)?;
                    }
                    EditionRows::Notices(notices) => {
                        super::notices::import(tx, &edition.pack, notices, &mut done)?;
                    }
                }
                put_edition(tx, edition)?;
            }
            for edition in withdrawn {
                remove_edition(tx, &edition.pack, &edition.name, &mut done)?;
            }
            Ok(done)
        })
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
    import_texts(tx, pack, name, &[], done)?;
    tx.execute("DELETE FROM edition WHERE pack = ?1 AND name = ?2", [pack, name])?;
    Ok(())
}

fn import_facts(
    tx: &Transaction<'_>,
    pack: &str,
    facts: &[FactRow],
    done: &mut Imported,
) -> Result<(), StoreError> {
    let mut before: BTreeMap<(String, String), String> = tx
        .prepare_cached("SELECT kind, id, body FROM fact WHERE pack = ?1")?
        .query_map([pack], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut put = tx.prepare_cached(
        "INSERT OR REPLACE INTO fact (pack, kind, id, parent, ord, replaces, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for fact in facts {
        if before.remove(&(fact.kind.clone(), fact.id.clone())).as_ref() == Some(&fact.body) {
            done.unchanged += 1;
            continue;
        }
        put.execute(params![
            pack,
            fact.kind,
            fact.id,
            fact.parent,
            fact.order,
            fact.replaces,
            fact.body
        ])?;
        done.written += 1;
    }
    let mut delete =
        tx.prepare_cached("DELETE FROM fact WHERE pack = ?1 AND kind = ?2 AND id = ?3")?;
    for (kind, id) in before.keys() {
        delete.execute(params![pack, kind, id])?;
        done.removed += 1;
    }
    Ok(())
}

fn import_texts(
    tx: &Transaction<'_>,
    pack: &str,
    lang: &str,
    texts: &[TextRow],
    done: &mut Imported,
) -> Result<(), StoreError> {
    let mut before: BTreeMap<(String, String), (i64, String)> = tx
        .prepare_cached("SELECT kind, id, row, body FROM text WHERE pack = ?1 AND lang = ?2")?
        .query_map([pack, lang], |r| Ok(((r.get(0)?, r.get(1)?), (r.get(2)?, r.get(3)?))))?
        .collect::<Result<_, _>>()?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO text (row, pack, kind, id, lang, title, slug, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut delete = tx.prepare_cached("DELETE FROM text WHERE row = ?1")?;
    let mut unindex = tx.prepare_cached("DELETE FROM search WHERE rowid = ?1")?;
    let mut index =
        tx.prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)")?;
    for text in texts {
        let old = before.remove(&(text.kind.clone(), text.id.clone()));
        if old.as_ref().is_some_and(|(_, body)| *body == text.body) {
            done.unchanged += 1;
            continue;
        }
        // A changed text keeps its row, so that the rows of a language stay together.
        let row = old.map(|(row, _)| row);
        if let Some(row) = row {
            unindex.execute([row])?;
            delete.execute([row])?;
        }
        insert.execute(params![
            row, pack, text.kind, text.id, lang, text.title, text.slug, text.body
        ])?;
        index.execute(params![tx.last_insert_rowid(), text.title, text.plain])?;
        done.written += 1;
    }
    for (row, _) in before.values() {
        unindex.execute([row])?;
        delete.execute([row])?;
        done.removed += 1;
    }
    Ok(())
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
