//! Trusted metadata and so the ratchets: kept outside the pack tables, which may be rebuilt.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Store, StoreError};

/// Trusted metadata by file name.
pub type TrustedFiles = BTreeMap<String, Vec<u8>>;

impl Store {
    /// Everything trusted about a pack.
    pub fn load_trust(&self, pack: &str) -> Result<TrustedFiles, StoreError> {
        self.person.read(|c| {
            let mut statement =
                c.prepare_cached("SELECT name, bytes FROM trust WHERE pack = ?1")?;
            let rows = statement.query_map([pack], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Replaces everything trusted about a pack, in one transaction.
    pub fn record_trust(&self, pack: &str, trusted: &TrustedFiles) -> Result<(), StoreError> {
        self.person.write(|tx| {
            tx.execute("DELETE FROM trust WHERE pack = ?1", [pack])?;
            let mut insert =
                tx.prepare_cached("INSERT INTO trust (pack, name, bytes) VALUES (?1, ?2, ?3)")?;
            for (name, bytes) in trusted {
                insert.execute(params![pack, name, bytes])?;
            }
            Ok(())
        })
    }
}
