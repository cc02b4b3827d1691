//! What a person looked for last. Which texts are worth it is the business of `search`.

use rusqlite::{Connection, params};

use super::{Store, StoreError};
use crate::text::fold::fold;

/// A question that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentRow {
    /// As it was typed.
    pub text: String,
    /// Seconds since 1970.
    pub searched_at: i64,
}

impl Store {
    /// The last so many, the newest first.
    pub fn list_recent_searches(&self, limit: u32) -> Result<Vec<RecentRow>, StoreError> {
        self.person.read(|c| list(c, limit))
    }

    /// Keeps a question as the newest, once however it was written before, and at most so many in all.
    pub fn record_recent_search(&self, row: &RecentRow, most: usize) -> Result<(), StoreError> {
        self.person.write(|tx| {
            let mut kept = others(tx, &row.text)?;
            kept.insert(0, row.clone());
            kept.truncate(most);
            replace(tx, &kept)
        })
    }

    /// Forgets a question, however it was written.
    pub fn remove_recent_search(&self, text: &str) -> Result<(), StoreError> {
        self.person.write(|tx| {
            let kept = others(tx, text)?;
            replace(tx, &kept)
        })?;
        self.person.empty_log()
    }

    /// Forgets all.
    pub fn remove_recent_searches(&self) -> Result<(), StoreError> {
        self.person.write(|tx| replace(tx, &[]))?;
        self.person.empty_log()
    }
}

fn list(c: &Connection, limit: u32) -> Result<Vec<RecentRow>, StoreError> {
    let sql = "SELECT text, searched_at FROM recent_search ORDER BY number DESC LIMIT ?1";
    let mut statement = c.prepare_cached(sql)?;
    let row = |r: &rusqlite::Row<'_>| Ok(RecentRow { text: r.get(0)?, searched_at: r.get(1)? });
    Ok(statement.query_map([limit], row)?.collect::<Result<_, _>>()?)
}

/// Those that say something else.
fn others(c: &Connection, text: &str) -> Result<Vec<RecentRow>, StoreError> {
    let folded = fold(text);
    let mut rows = list(c, u32::MAX)?;
    rows.retain(|row| fold(&row.text) != folded);
    Ok(rows)
}

/// Clears every page of the table before the rest is written again: taking single rows away can leave copies of them in the
/// free room of a page.
fn replace(c: &Connection, rows: &[RecentRow]) -> Result<(), StoreError> {
    c.execute("DELETE FROM recent_search", [])?;
    let sql = "INSERT INTO recent_search (text, searched_at) VALUES (?1, ?2)";
    let mut statement = c.prepare_cached(sql)?;
    for row in rows.iter().rev() {
        statement.execute(params![row.text, row.searched_at])?;
    }
    Ok(())
}
