//! What a person has done of a checklist.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Store, StoreError};

impl Store {
    /// Done tasks of a checklist, with the second they were ticked.
    pub fn list_ticks(
        &self,
        pack: &str,
        checklist: &str,
    ) -> Result<BTreeMap<String, i64>, StoreError> {
        self.person.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT task, done_at FROM tick WHERE pack = ?1 AND checklist = ?2",
            )?;
            let rows = statement.query_map([pack, checklist], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Ticks a task (`done_at`), or takes the tick away (`None`). Ticking again keeps the first moment.
    pub fn record_tick(
        &self,
        pack: &str,
        checklist: &str,
        task: &str,
        done_at: Option<i64>,
    ) -> Result<(), StoreError> {
        self.person.write(|tx| {
            match done_at {
                Some(at) => tx.execute(
                    "INSERT OR IGNORE INTO tick (pack, checklist, task, done_at)
                     VALUES (?1, ?2, ?3, ?4)",
                    params![pack, checklist, task, at],
                )?,
                None => tx.execute(
                    "DELETE FROM tick WHERE pack = ?1 AND checklist = ?2 AND task = ?3",
                    params![pack, checklist, task],
                )?,
            };
            Ok(())
        })
    }
}
