//! Short dated texts.

use rusqlite::{Transaction, params};

use super::editions::{Imported, NoticeRow};
use super::{Store, StoreError};

impl Store {
    /// The notices of a pack that are valid at a local moment (`YYYY-MM-DDTHH:MM:SS`), urgent ones first.
    pub fn list_notices(&self, pack: &str, local: &str) -> Result<Vec<String>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT body FROM notice WHERE pack = ?1 AND from_local <= ?2 AND until_local > ?2
                 ORDER BY urgent DESC, from_local DESC, id",
            )?;
            Ok(statement.query_map([pack, local], |r| r.get(0))?.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn import(
    tx: &Transaction<'_>,
    pack: &str,
    notices: &[NoticeRow],
    done: &mut Imported,
) -> Result<(), StoreError> {
    // Few and short: all are written anew.
    done.removed += tx.execute("DELETE FROM notice WHERE pack = ?1", [pack])? as u64;
    for n in notices {
        tx.execute(
            "INSERT INTO notice (pack, id, from_local, until_local, urgent, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![pack, n.id, n.from_local, n.until_local, n.urgent, n.body],
        )?;
        done.written += 1;
    }
    Ok(())
}
