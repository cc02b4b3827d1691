//! What a person keeps at hand.

use rusqlite::params;

use super::{Store, StoreError};

/// A saved thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SavedItem {
    /// Pack id.
    pub pack: String,
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`.
    pub kind: String,
    /// Id in the pack.
    pub id: String,
    /// Seconds since 1970.
    pub saved_at: i64,
}

impl Store {
    /// All, the newest first.
    pub fn list_saved(&self) -> Result<Vec<SavedItem>, StoreError> {
        self.person.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT pack, kind, id, saved_at FROM saved ORDER BY saved_at DESC, pack, kind, id",
            )?;
            let rows = statement.query_map([], |r| {
                Ok(SavedItem {
                    pack: r.get(0)?,
                    kind: r.get(1)?,
                    id: r.get(2)?,
                    saved_at: r.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Keeps a thing at hand; saving again keeps the first moment.
    pub fn record_saved(&self, item: &SavedItem) -> Result<(), StoreError> {
        self.person.write(|tx| {
            tx.execute(
                "INSERT OR IGNORE INTO saved (pack, kind, id, saved_at) VALUES (?1, ?2, ?3, ?4)",
                params![item.pack, item.kind, item.id, item.saved_at],
            )?;
            Ok(())
        })
    }

    /// No longer keeps it.
    pub fn remove_saved(&self, pack: &str, kind: &str, id: &str) -> Result<(), StoreError> {
        self.person.write(|tx| {
            tx.execute(
                "DELETE FROM saved WHERE pack = ?1 AND kind = ?2 AND id = ?3",
                [pack, kind, id],
            )?;
            Ok(())
        })
    }
}
