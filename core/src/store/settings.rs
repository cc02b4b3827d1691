//! Settings of the person by name, and the time before which it cannot be.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction};

use super::{Store, StoreError};

const CLOCK_FLOOR: &str = "clock-floor";

impl Store {
    /// The latest moment that is known to have been.
    pub fn find_clock_floor(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let seconds = self.find_setting(CLOCK_FLOOR)?.and_then(|s| s.parse().ok());
        Ok(seconds.and_then(|s| DateTime::from_timestamp(s, 0)))
    }

    /// Raises it; whole days, since nothing needs it closer and it is written seldom then.
    pub fn record_clock_floor(&self, seen: DateTime<Utc>) -> Result<(), StoreError> {
        let day = seen.timestamp() - seen.timestamp().rem_euclid(86_400);
        if self.find_clock_floor()?.is_some_and(|floor| floor.timestamp() >= day) {
            return Ok(());
        }
        // What raised it will raise it again.
        self.person.write_lightly(|tx| put(tx, CLOCK_FLOOR, Some(&day.to_string())))
    }

    /// The value of a setting.
    pub fn find_setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.person.read(|c| {
            let mut statement = c.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
            Ok(statement.query_row([name], |r| r.get(0)).optional()?)
        })
    }

    /// Sets it, or removes it.
    pub fn record_setting(&self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.person.write(|tx| put(tx, name, value))
    }
}

fn put(tx: &Transaction<'_>, name: &str, value: Option<&str>) -> Result<(), StoreError> {
    match value {
        Some(value) => tx.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )?,
        None => tx.execute("DELETE FROM setting WHERE name = ?1", [name])?,
    };
    Ok(())
}
