//! Events that a person drafts. What stands in a body is the business of `drafts`.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError};

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// 32 hex digits.
    pub id: String,
    /// Pack id.
    pub pack: String,
    /// The draft as JSON.
    pub body: String,
    /// When it was last changed, seconds since 1970.
    pub changed_at: i64,
}

const DRAFT: &str = "id, pack, body, changed_at";

impl Store {
    /// All drafts, the one changed last first.
    pub fn list_drafts(&self) -> Result<Vec<DraftRow>, StoreError> {
        self.person.read(|c| {
            let sql = format!("SELECT {DRAFT} FROM event_draft ORDER BY changed_at DESC, id");
            Ok(c.prepare_cached(&sql)?.query_map([], draft_row)?.collect::<Result<_, _>>()?)
        })
    }

    /// One draft.
    pub fn find_draft(&self, id: &str) -> Result<Option<DraftRow>, StoreError> {
        self.person.read(|c| {
            let sql = format!("SELECT {DRAFT} FROM event_draft WHERE id = ?1");
            Ok(c.prepare_cached(&sql)?.query_row([id], draft_row).optional()?)
        })
    }

    /// Keeps a new draft under an id of chance, which is given back.
    pub fn record_draft(&self, pack: &str, body: &str, at: i64) -> Result<String, StoreError> {
        self.person.write(|tx| {
            let sql = "INSERT INTO event_draft (id, pack, body, changed_at)
                 VALUES (lower(hex(randomblob(16))), ?1, ?2, ?3) RETURNING id";
            Ok(tx.query_row(sql, params![pack, body, at], |r| r.get(0))?)
        })
    }

    /// Puts another body in the place of the one that was read. `false`: it is not that one any more.
    pub fn replace_draft(
        &self,
        read: &DraftRow,
        pack: &str,
        body: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        self.person.write(|tx| {
            let rows = tx.execute(
                "UPDATE event_draft SET pack = ?3, body = ?4, changed_at = ?5
                 WHERE id = ?1 AND body = ?2",
                params![read.id, read.body, pack, body, at],
            )?;
            Ok(rows > 0)
        })
    }

    /// Forgets a draft. `false`: there was none.
    pub fn remove_draft(&self, id: &str) -> Result<bool, StoreError> {
        self.person.write(|tx| Ok(tx.execute("DELETE FROM event_draft WHERE id = ?1", [id])? > 0))
    }
}

fn draft_row(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    Ok(DraftRow { id: row.get(0)?, pack: row.get(1)?, body: row.get(2)?, changed_at: row.get(3)? })
}
