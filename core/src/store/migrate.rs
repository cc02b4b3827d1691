//! Numbered migrations, frozen once shipped. The number is kept in `user_version`.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// The steps of one file, the first from an empty database.
pub(crate) type Migrations = &'static [&'static str];

/// Steps of `content.db`.
pub(crate) const CONTENT: Migrations = &[
    include_str!("../../migrations/content/0001_packs.sql"),
    include_str!("../../migrations/content/0002_spoiled.sql"),
    include_str!("../../migrations/content/0003_events.sql"),
    include_str!("../../migrations/content/0004_search.sql"),
];
/// Steps of `person.db`.
pub(crate) const PERSON: Migrations = &[
    include_str!("../../migrations/person/0001_person.sql"),
    include_str!("../../migrations/person/0002_validator.sql"),
    include_str!("../../migrations/person/0003_events.sql"),
    include_str!("../../migrations/person/0004_drafts.sql"),
    include_str!("../../migrations/person/0005_recent_searches.sql"),
];

/// Whether a file has the newest schema.
///
/// # Errors
/// `NewerSchema` when it was written by a newer version; nothing is changed then.
pub(crate) fn is_current(connection: &Connection, steps: Migrations) -> Result<bool, StoreError> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let found: u32 = connection.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if found > known { Err(StoreError::NewerSchema { found, known }) } else { Ok(found == known) }
}

/// Brings a file to the newest schema, all steps in one transaction.
pub(crate) fn run(connection: &mut Connection, steps: Migrations) -> Result<(), StoreError> {
    if is_current(connection, steps)? {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been quicker.
    let found: u32 = tx.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    for step in steps.iter().skip(found as usize) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", u32::try_from(steps.len()).unwrap_or(u32::MAX))?;
    tx.commit()?;
    Ok(())
}
