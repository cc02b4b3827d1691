//! A damaged person file: moved aside whole, and every row that can still be read is copied into a new one.

use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::database::{Database, StoreError, with_suffix};

const TABLES: [&str; 5] = ["setting", "subscription", "trust", "tick", "saved"];

/// Moves the file and its journal to the first free name `person.db.damaged-N`.
pub(crate) fn move_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let free = (1..1000)
        .map(|n| with_suffix(path, &format!(".damaged-{n}")))
        .find(|p| !p.exists())
        .unwrap_or_else(|| with_suffix(path, ".damaged"));
    for suffix in ["", "-wal", "-shm"] {
        let from = with_suffix(path, suffix);
        if from.exists() {
            std::fs::rename(&from, with_suffix(&free, suffix))
                .map_err(|source| StoreError::Folder { path: from, source })?;
        }
    }
    Ok(free)
}

/// Copies what can be read; a table that cannot be read is left where it is.
pub(crate) fn copy_readable_rows(from: &Path, to: &Database) -> Result<u64, StoreError> {
    let Ok(old) = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_WRITE) else {
        return Ok(0);
    };
    let mut copied = 0;
    for table in TABLES {
        for row in readable_rows(&old, table) {
            let marks = vec!["?"; row.len()].join(",");
            let sql = format!("INSERT OR IGNORE INTO {table} VALUES ({marks})");
            let inserted =
                to.write(|tx| Ok(tx.execute(&sql, rusqlite::params_from_iter(row.iter()))?));
            copied += u64::from(inserted.is_ok_and(|n| n > 0));
        }
    }
    Ok(copied)
}

fn readable_rows(old: &Connection, table: &str) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    let Ok(mut statement) = old.prepare(&format!("SELECT * FROM {table}")) else { return rows };
    let columns = statement.column_count();
    let Ok(mut cursor) = statement.query([]) else { return rows };
    // The first unreadable page ends the table: what came before it is good.
    while let Ok(Some(row)) = cursor.next() {
        let values: Result<Vec<Value>, _> = (0..columns).map(|n| row.get(n)).collect();
        rows.extend(values.ok());
    }
    rows
}
