//! The packs a person wants, and what is known of each publisher's last sign of life.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError};

/// A pack a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Pack id; it is the last part of the base URL's path.
    pub pack: String,
    /// Where its files lie.
    pub base_url: String,
    /// SHA-256 of its first root, if the app or a QR code named it.
    pub fingerprint: Option<String>,
    /// Seconds since 1970.
    pub added_at: i64,
    /// Last time the publisher's signature was seen, seconds since 1970.
    pub checked_at: Option<i64>,
    /// Until when the publisher promised to sign again.
    pub renew_by: Option<i64>,
    /// A role past its expiry at the last check.
    pub expired_role: Option<String>,
}

const COLUMNS: &str = "pack, base_url, fingerprint, added_at, checked_at, renew_by, expired_role";

impl Store {
    /// All, in the order they were added.
    pub fn list_subscriptions(&self) -> Result<Vec<Subscription>, StoreError> {
        self.person.read(|c| {
            let mut statement = c.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM subscription ORDER BY added_at, pack"
            ))?;
            Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
        })
    }

    /// One.
    pub fn find_subscription(&self, pack: &str) -> Result<Option<Subscription>, StoreError> {
        self.person.read(|c| {
            let sql = format!("SELECT {COLUMNS} FROM subscription WHERE pack = ?1");
            Ok(c.prepare_cached(&sql)?.query_row([pack], from_row).optional()?)
        })
    }

    /// Adds a pack, or gives a known one a new address. A new fingerprint starts trust anew; a link without any
    /// leads to another address, not to another publisher.
    pub fn record_subscription(&self, s: &Subscription) -> Result<(), StoreError> {
        self.person.write(|tx| {
            if s.fingerprint.is_some() {
                let reset = tx.execute(
                    "UPDATE subscription SET fingerprint = ?2, checked_at = NULL, renew_by = NULL,
                        expired_role = NULL WHERE pack = ?1 AND fingerprint IS NOT ?2",
                    params![s.pack, s.fingerprint],
                )?;
                if reset > 0 {
                    tx.execute("DELETE FROM trust WHERE pack = ?1", [&s.pack])?;
                    tx.execute("DELETE FROM validator WHERE pack = ?1", [&s.pack])?;
                }
            }
            tx.execute(
                // Later than every other, so that two packs of one second keep their order.
                "INSERT INTO subscription (pack, base_url, fingerprint, added_at) VALUES (?1, ?2, ?3,
                    max(?4, (SELECT coalesce(max(added_at) + 1, 0) FROM subscription)))
                 ON CONFLICT (pack) DO UPDATE SET base_url = excluded.base_url",
                params![s.pack, s.base_url, s.fingerprint, s.added_at],
            )?;
            Ok(())
        })
    }

    /// Forgets a pack and the trust in it. What the person ticked or saved stays.
    pub fn remove_subscription(&self, pack: &str) -> Result<(), StoreError> {
        self.person.write(|tx| {
            tx.execute("DELETE FROM subscription WHERE pack = ?1", [pack])?;
            tx.execute("DELETE FROM trust WHERE pack = ?1", [pack])?;
            tx.execute("DELETE FROM validator WHERE pack = ?1", [pack])?;
            Ok(())
        })
    }

    /// Notes a check that succeeded; the next one would note it again.
    pub fn record_check(
        &self,
        pack: &str,
        checked_at: i64,
        renew_by: Option<i64>,
        expired_role: Option<&str>,
    ) -> Result<(), StoreError> {
        self.person.write_lightly(|tx| {
            tx.execute(
                "UPDATE subscription SET checked_at = ?2, renew_by = ?3, expired_role = ?4
                 WHERE pack = ?1",
                params![pack, checked_at, renew_by, expired_role],
            )?;
            Ok(())
        })
    }

    /// Notes what a file from another phone says of the publisher: the day of the last check stays, since nobody was
    /// asked.
    pub fn record_promise(
        &self,
        pack: &str,
        renew_by: Option<i64>,
        expired_role: Option<&str>,
    ) -> Result<(), StoreError> {
        self.person.write(|tx| {
            tx.execute(
                "UPDATE subscription SET renew_by = ?2, expired_role = ?3 WHERE pack = ?1",
                params![pack, renew_by, expired_role],
            )?;
            Ok(())
        })
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    Ok(Subscription {
        pack: row.get(0)?,
        base_url: row.get(1)?,
        fingerprint: row.get(2)?,
        added_at: row.get(3)?,
        checked_at: row.get(4)?,
        renew_by: row.get(5)?,
        expired_role: row.get(6)?,
    })
}
