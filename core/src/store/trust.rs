//! Trusted metadata and so the ratchets: kept outside the pack tables, which may be rebuilt.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, StoreError};

/// What a server called a bundle: its strong entity tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validator {
    /// Where the bundle is.
    pub url: String,
    /// With its quotation marks.
    pub etag: String,
}

/// Trusted metadata by file name.
pub type TrustedFiles = BTreeMap<String, Vec<u8>>;

impl Store {
    /// Everything trusted about a pack.
    pub fn load_trust(&self, pack: &str) -> Result<TrustedFiles, StoreError> {
        self.person.read(|c| trusted_files(c, pack))
    }

    /// The validator of a bundle, as long as what it led to is what is trusted.
    pub fn find_validator(&self, pack: &str, url: &str) -> Result<Option<String>, StoreError> {
        self.person.read(|c| {
            let mut statement =
                c.prepare_cached("SELECT etag FROM validator WHERE pack = ?1 AND url = ?2")?;
            Ok(statement.query_row([pack, url], |r| r.get(0)).optional()?)
        })
    }

    /// Replaces everything trusted about a pack, in one transaction, with the validator of the bundle it came from.
    pub fn record_trust(
        &self,
        pack: &str,
        trusted: &TrustedFiles,
        validator: Option<&Validator>,
    ) -> Result<(), StoreError> {
        self.person.write(|tx| {
            tx.execute("DELETE FROM validator WHERE pack = ?1", [pack])?;
            if let Some(Validator { url, etag }) = validator {
                tx.execute("INSERT INTO validator VALUES (?1, ?2, ?3)", [pack, url, etag])?;
            }
            // Most files are the same as before.
            let before = trusted_files(tx, pack)?;
            let mut delete =
                tx.prepare_cached("DELETE FROM trust WHERE pack = ?1 AND name = ?2")?;
            for name in before.keys().filter(|name| !trusted.contains_key(*name)) {
                delete.execute([pack, name])?;
            }
            let mut put = tx.prepare_cached(
                "INSERT OR REPLACE INTO trust (pack, name, bytes) VALUES (?1, ?2, ?3)",
            )?;
            for (name, bytes) in trusted.iter().filter(|(name, b)| before.get(*name) != Some(*b)) {
                put.execute(params![pack, name, bytes])?;
            }
            Ok(())
        })
    }
}

fn trusted_files(c: &Connection, pack: &str) -> Result<TrustedFiles, StoreError> {
    let mut statement = c.prepare_cached("SELECT name, bytes FROM trust WHERE pack = ?1")?;
    let rows = statement.query_map([pack], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
