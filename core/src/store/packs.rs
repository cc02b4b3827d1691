//! Installed packs.

use rusqlite::{OptionalExtension, Transaction, params};

use super::{Store, StoreError};

/// The row of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    /// Its id.
    pub id: String,
    /// `country`, `region`, `city`.
    pub level: String,
    /// The layer above.
    pub parent: Option<String>,
    /// The record as published.
    pub body: String,
}

impl Store {
    /// All installed packs, by id.
    pub fn list_packs(&self) -> Result<Vec<PackRow>, StoreError> {
        self.content.read(|c| {
            let mut statement =
                c.prepare_cached("SELECT id, level, parent, body FROM pack ORDER BY id")?;
            let rows = statement.query_map([], |r| {
                Ok(PackRow { id: r.get(0)?, level: r.get(1)?, parent: r.get(2)?, body: r.get(3)? })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The record of one pack as published.
    pub fn find_pack(&self, pack: &str) -> Result<Option<String>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached("SELECT body FROM pack WHERE id = ?1")?;
            Ok(statement.query_row([pack], |r| r.get(0)).optional()?)
        })
    }

    /// Removes everything of a pack, in one transaction.
    pub fn remove_pack(&self, pack: &str) -> Result<(), StoreError> {
        self.content.write(|tx| {
            super::index::forget_pack(tx, pack)?;
            for table in ["text", "fact", "notice", "edition"] {
                tx.execute(&format!("DELETE FROM {table} WHERE pack = ?1"), [pack])?;
            }
            tx.execute("DELETE FROM pack WHERE id = ?1", [pack])?;
            Ok(())
        })
    }
}

pub(super) fn put(tx: &Transaction<'_>, pack: &PackRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO pack (id, level, parent, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET level = excluded.level, parent = excluded.parent,
            body = excluded.body",
        params![pack.id, pack.level, pack.parent, pack.body],
    )?;
    Ok(())
}
