//! One SQLite file: one writer, one reader for screens, one for long reads, and how they stop.
//!
//! WAL, so that a reader sees the state before or after a write, never between. No pool: a phone has one screen.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{
    Connection, ErrorCode, InterruptHandle, OpenFlags, Transaction, TransactionBehavior,
};

use super::migrate::{self, Migrations};
use crate::error::ErrorKind;

/// What can go wrong with a database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder cannot be made or a file in it not moved.
    #[error("{}: {source}", path.display())]
    Folder {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Written by a newer version of the app.
    #[error("written by a newer version (schema {found}, this version knows {known})")]
    NewerSchema {
        /// In the file.
        found: u32,
        /// Known here.
        known: u32,
    },
    /// Closed by `pause`.
    #[error("the store is paused")]
    Paused,
    /// Stopped by `interrupt` or `pause`.
    #[error("stopped on request")]
    Interrupted,
    /// SQLite.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
    /// A stored record does not have the form this version writes.
    #[error("a stored {0} cannot be read")]
    Record(&'static str),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sqlite(error),
        }
    }
}

impl StoreError {
    /// What a caller can do about it.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Folder { .. } => ErrorKind::StorageUnavailable,
            Self::NewerSchema { .. } => ErrorKind::UpdateRequired,
            Self::Paused | Self::Interrupted => ErrorKind::Interrupted,
            Self::Record(_) => ErrorKind::Internal,
            Self::Sqlite(e) => match e.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => ErrorKind::NoSpace,
                Some(
                    ErrorCode::CannotOpen
                    | ErrorCode::ReadOnly
                    | ErrorCode::SystemIoFailure
                    | ErrorCode::PermissionDenied
                    | ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::DatabaseCorrupt
                    | ErrorCode::NotADatabase,
                ) => ErrorKind::StorageUnavailable,
                _ => ErrorKind::Internal,
            },
        }
    }

    /// Whether SQLite itself says that the file is damaged; nothing else may lead to a rebuild.
    pub(crate) fn is_corruption(&self) -> bool {
        matches!(self, Self::Sqlite(e) if matches!(
            e.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        ))
    }
}

/// How hard a commit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Survives a kill; the last commits may be lost with the power. For what can be fetched again.
    Normal,
    /// Survives a loss of power, and deleted rows are overwritten. For what belongs to the person.
    Full,
}

/// One file. Its connections are opened when they are first needed: a first screen only reads.
pub struct Database {
    path: PathBuf,
    durability: Durability,
    writer: Lane,
    reader: Lane,
    long_reader: Lane,
}

/// A connection and the state it is in.
#[derive(Default)]
struct Lane {
    state: Mutex<State>,
    /// Of the connection that is open; taken without waiting for `state`.
    running: Mutex<Option<InterruptHandle>>,
}

#[derive(Default)]
enum State {
    #[default]
    NotYet,
    Open(Connection),
    Paused,
}

impl Database {
    pub(crate) fn open(
        path: &Path,
        durability: Durability,
        migrations: Migrations,
    ) -> Result<Self, StoreError> {
        let database = Self {
            path: path.to_owned(),
            durability,
            writer: Lane::default(),
            reader: Lane::default(),
            long_reader: Lane::default(),
        };
        // A file with the newest schema is not opened for writing before something is written.
        if !database.is_current(migrations)? {
            database.with(&database.writer, false, |c| migrate::run(c, migrations))?;
        }
        Ok(database)
    }

    /// Reads for a screen: short.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.with(&self.reader, true, |c| in_one_snapshot(c, work))
    }

    /// Reads that may take long (search, export): they never hold up a screen.
    pub(crate) fn read_long<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.with(&self.long_reader, true, |c| in_one_snapshot(c, work))
    }

    /// One transaction; nothing of it stays when `work` fails.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.with(&self.writer, false, |connection| {
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&tx)?;
            tx.commit()?;
            Ok(value)
        })
    }

    pub(crate) fn interrupt(&self) {
        for lane in self.lanes() {
            if let Some(handle) = lock(&lane.running).as_ref() {
                handle.interrupt();
            }
        }
    }

    pub(crate) fn pause(&self) {
        self.interrupt();
        for lane in self.lanes() {
            let mut state = lock(&lane.state);
            // Dropping the connection closes it; with the last one SQLite folds the WAL into the file.
            *state = State::Paused;
            lock(&lane.running).take();
        }
    }

    pub(crate) fn resume(&self) -> Result<(), StoreError> {
        for lane in self.lanes() {
            let mut state = lock(&lane.state);
            if matches!(*state, State::Paused) {
                *state = State::NotYet;
            }
        }
        self.read(|_| Ok(()))
    }

    /// The readers first: the last to close is the writer, which may tidy up.
    fn lanes(&self) -> [&Lane; 3] {
        [&self.reader, &self.long_reader, &self.writer]
    }

    fn with<T>(
        &self,
        lane: &Lane,
        read_only: bool,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut state = lock(&lane.state);
        if matches!(*state, State::NotYet) {
            let connection = self.connect(read_only)?;
            *lock(&lane.running) = Some(connection.get_interrupt_handle());
            *state = State::Open(connection);
        }
        match &mut *state {
            State::Open(connection) => work(connection),
            State::NotYet | State::Paused => Err(StoreError::Paused),
        }
    }

    /// Whether the file is there with the newest schema.
    fn is_current(&self, migrations: Migrations) -> Result<bool, StoreError> {
        if !self.path.exists() {
            return Ok(false);
        }
        self.with(&self.reader, true, |c| migrate::is_current(c, migrations))
    }

    fn connect(&self, read_only: bool) -> Result<Connection, StoreError> {
        let flags = if read_only {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        };
        let connection =
            Connection::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        // Temporary files fail on some phones; triggers and views of a damaged file are not trusted.
        connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")?;
        if !read_only {
            connection.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;
                 PRAGMA wal_autocheckpoint = 500; PRAGMA journal_size_limit = 4194304;",
            )?;
            connection.execute_batch(match self.durability {
                Durability::Normal => "PRAGMA synchronous = NORMAL;",
                Durability::Full => {
                    "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON;"
                }
            })?;
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    }

    /// Limits the file to so many pages from its present size on, as a full disk would.
    #[cfg(feature = "testing")]
    pub(crate) fn limit_growth(&self, pages: Option<u32>) -> Result<(), StoreError> {
        self.with(&self.writer, false, |connection| {
            let used: u32 = connection.query_row("PRAGMA page_count", [], |r| r.get(0))?;
            let most = pages.map_or(u32::MAX - 1, |p| used + p);
            connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
            Ok(())
        })
    }
}

/// One snapshot for all statements of a screen.
fn in_one_snapshot<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let tx = connection.transaction()?;
    let value = work(&tx)?;
    tx.commit()?;
    Ok(value)
}

/// A panic in another thread leaves no half-written state behind: SQLite rolled its transaction back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
