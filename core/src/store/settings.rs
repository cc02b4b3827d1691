//! Settings of the person by name.

use rusqlite::OptionalExtension;

use super::{Store, StoreError};

impl Store {
    /// The value of a setting.
    pub fn find_setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.person.read(|c| {
            let mut statement = c.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
            Ok(statement.query_row([name], |r| r.get(0)).optional()?)
        })
    }

    /// Sets it, or removes it.
    pub fn record_setting(&self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        self.person.write(|tx| {
            match value {
                Some(value) => tx.execute(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    [name, value],
                )?,
                None => tx.execute("DELETE FROM setting WHERE name = ?1", [name])?,
            };
            Ok(())
        })
    }
}
