//! Published files that are of no use: a delta that does not lead to the signed edition, an edition that cannot be read.
//! They are remembered, so that a phone does not pay for them at every check.

use rusqlite::params;

use super::{Store, StoreError};

/// Seconds: a week later the server may have mended it.
const REMEMBERED: i64 = 7 * 24 * 3600;
/// The oldest are forgotten.
const MOST: u32 = 1000;

impl Store {
    /// Whether a file was of no use lately.
    pub fn is_spoiled(&self, sha256: &str, now: i64) -> Result<bool, StoreError> {
        self.content.read(|c| {
            let sql = "SELECT 1 FROM spoiled WHERE sha256 = ?1 AND noted_at > ?2";
            Ok(c.prepare_cached(sql)?.exists(params![sha256, now.saturating_sub(REMEMBERED)])?)
        })
    }

    /// Notes that a file is of no use.
    pub fn record_spoiled(&self, sha256: &str, now: i64) -> Result<(), StoreError> {
        self.content.write(|tx| {
            tx.execute("INSERT OR REPLACE INTO spoiled VALUES (?1, ?2)", params![sha256, now])?;
            tx.execute(
                "DELETE FROM spoiled WHERE sha256 NOT IN
                    (SELECT sha256 FROM spoiled ORDER BY noted_at DESC, sha256 LIMIT ?1)",
                [MOST],
            )?;
            Ok(())
        })
    }
}
