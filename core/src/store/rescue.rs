//! A damaged person file: every row that can still be read is copied into a new one, the old one is kept aside.
//!
//! May be killed at any moment: the copy has the name `.rescued` only when it is whole, and from then on `finish` can
//! be begun again until it stands in the place of the damaged file.

use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction};

use super::database::{suspicion, with_suffix};
use super::{StoreError, mend, migrate};

/// All tables with what they are sorted by.
pub(super) const TABLES: [(&str, &str); 9] = [
    ("setting", "name DESC"),
    ("subscription", "pack DESC"),
    ("trust", "pack DESC, name DESC"),
    ("validator", "pack DESC, url DESC"),
    ("tick", "pack DESC, checklist DESC, task DESC"),
    ("saved", "pack DESC, kind DESC, id DESC"),
    ("interest", "pack DESC, event DESC, of DESC"),
    ("event_draft", "id DESC"),
    ("recent_search", "number DESC"),
];

/// Copies what can be read of a damaged file. Returns how many rows.
pub(super) fn copy_readable_rows(damaged: &Path) -> Result<u64, StoreError> {
    let part = with_suffix(damaged, ".rescuing");
    mend::remove(&part)?;
    // Without a WAL, so that all of it is in one file.
    let mut copy = Connection::open(&part)?;
    migrate::run(&mut copy, migrate::PERSON)?;
    let tx = copy.transaction()?;
    let copied = copy_into(damaged, &tx)?;
    tx.commit()?;
    drop(copy);
    rename(&part, &with_suffix(damaged, ".rescued"))?;
    Ok(copied)
}

/// Puts a whole copy in the place of the damaged file, which is kept as `.damaged-N`; without a copy does nothing.
pub(super) fn finish(path: &Path) -> Result<(), StoreError> {
    let copy = with_suffix(path, ".rescued");
    if !copy.exists() {
        return Ok(());
    }
    let aside = free_name(path);
    for suffix in ["", "-wal", "-shm"] {
        let from = with_suffix(path, suffix);
        if from.exists() {
            rename(&from, &with_suffix(&aside, suffix))?;
        }
    }
    mend::remove_file(&suspicion(path))?;
    rename(&copy, path)
}

fn free_name(path: &Path) -> PathBuf {
    (1..1000)
        .map(|n| with_suffix(path, &format!(".damaged-{n}")))
        .find(|p| !p.exists())
        .unwrap_or_else(|| with_suffix(path, ".damaged"))
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::rename(from, to).map_err(|source| StoreError::Folder { path: from.to_owned(), source })
}

fn copy_into(damaged: &Path, copy: &Transaction<'_>) -> Result<u64, StoreError> {
    let Ok(old) = Connection::open_with_flags(damaged, OpenFlags::SQLITE_OPEN_READ_ONLY) else {
        return Ok(0);
    };
    // Lets SQLite read a file that is shorter than its first page says.
    if old.execute_batch("PRAGMA writable_schema = ON").is_err() {
        return Ok(0);
    }
    let mut copied = 0;
    for (table, backwards) in TABLES {
        // An unreadable page ends a walk: the rows behind it are reached from the other end.
        for order in ["", &format!(" ORDER BY {backwards}")] {
            for row in readable_rows(&old, &format!("SELECT * FROM {table}{order}")) {
                let marks = vec!["?"; row.len()].join(",");
                let sql = format!("INSERT OR IGNORE INTO {table} VALUES ({marks})");
                match copy.execute(&sql, rusqlite::params_from_iter(row.iter())) {
                    Ok(rows) => copied += rows as u64,
                    // A row that is not what it should be is left where it is; a full disk is not its fault.
                    Err(e) if e.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {}
                    Err(e) => return Err(e.into()),
                }
            }
        }
    }
    Ok(copied)
}

fn readable_rows(old: &Connection, select: &str) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    let Ok(mut statement) = old.prepare(select) else { return rows };
    let columns = statement.column_count();
    let Ok(mut cursor) = statement.query([]) else { return rows };
    while let Ok(Some(row)) = cursor.next() {
        let values: Result<Vec<Value>, _> = (0..columns).map(|n| row.get(n)).collect();
        rows.extend(values.ok());
    }
    rows
}
