//! One SQLite file: one writer, one reader for screens, one for long reads, and how they stop.
//!
//! WAL, so that a reader sees the state before or after a write, never between. No pool: a phone has one screen.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, InterruptHandle, OpenFlags, Transaction, TransactionBehavior};

use super::StoreError;
use super::migrate::{self, Migrations};

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
    migrations: Migrations,
    reader: Lane,
    long_reader: Lane,
    /// The last to be closed, since only it can fold the WAL into the file.
    writer: Lane,
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
            migrations,
            writer: Lane::default(),
            reader: Lane::default(),
            long_reader: Lane::default(),
        };
        database.prepare()?;
        Ok(database)
    }

    /// A file with the newest schema is not opened for writing before something is written.
    fn prepare(&self) -> Result<(), StoreError> {
        match self.is_current() {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            // What an app that was killed while it made the file has left, only a writer can clear away.
            Err(e) if e.needs_writer() => {}
            Err(e) => return Err(e),
        }
        self.with(&self.writer, false, |c| migrate::run(c, self.migrations))
    }

    /// Reads for a screen: short.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.with(&self.reader, true, |c| in_one_snapshot(c, work))
    }

    /// Does several reads until all of them have seen the same state: a write between two of them makes it begin again.
    pub(crate) fn steady<T, E: From<StoreError>>(
        &self,
        reads: impl Fn() -> Result<T, E>,
    ) -> Result<T, E> {
        loop {
            let before = self.version()?;
            let value = reads();
            if self.version()? == before {
                return value;
            }
        }
    }

    /// Differs whenever anybody else has written since (sqlite.org/pragma.html#pragma_data_version).
    fn version(&self) -> Result<u32, StoreError> {
        self.read(|c| Ok(c.query_row("PRAGMA data_version", [], |r| r.get(0))?))
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

    /// Brings the log of writes into the file and empties it, so that what was overwritten lies in neither; as far as no
    /// other process reads.
    pub(crate) fn empty_log(&self) -> Result<(), StoreError> {
        self.with(&self.writer, false, |connection| {
            Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
        })
    }

    /// One transaction that may be lost with the power, though never in part: for what the next check finds out again. A
    /// hard commit afterwards makes it hard too.
    pub(crate) fn write_lightly<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.with(&self.writer, false, |connection| {
            connection.execute_batch("PRAGMA synchronous = NORMAL")?;
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate);
            let done = tx.map_err(StoreError::from).and_then(|tx| {
                let value = work(&tx)?;
                tx.commit()?;
                Ok(value)
            });
            if self.durability == Durability::Full {
                connection.execute_batch("PRAGMA synchronous = FULL")?;
            }
            done
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
            if let State::Open(connection) = &*state {
                // An interruption that met no statement waits for one, and would otherwise meet the folding.
                let _ = connection.execute_batch("SELECT 1");
            }
            // Dropping the connection closes it; with the last one SQLite folds the WAL into the file.
            *state = State::Paused;
            lock(&lane.running).take();
        }
    }

    /// Opens a paused file again; `mend` sees it before, while nobody has it open.
    pub(crate) fn resume(
        &self,
        mend: impl FnOnce(&Path) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        {
            let mut states = self.lanes().map(|lane| lock(&lane.state));
            if states.iter().all(|state| matches!(**state, State::Paused)) {
                mend(&self.path)?;
                states.iter_mut().for_each(|state| **state = State::NotYet);
            }
        }
        self.prepare()
    }

    /// The writer last, as it is closed.
    fn lanes(&self) -> [&Lane; 3] {
        [&self.reader, &self.long_reader, &self.writer]
    }

    fn with<T>(
        &self,
        lane: &Lane,
        read_only: bool,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let result = self.run(lane, read_only, work);
        if result.as_ref().is_err_and(StoreError::is_corruption) {
            // Damage inside a file shows when it is read; the next opening mends it. Where not even this can be
            // written, the next read says so again.
            let _ = std::fs::write(suspicion(&self.path), []);
        }
        result
    }

    fn run<T>(
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
            State::Open(connection) => {
                end_transaction(connection)?;
                let result = work(connection);
                // Where this is interrupted too, the next call begins with it.
                let _ = end_transaction(connection);
                result
            }
            State::NotYet | State::Paused => Err(StoreError::Paused),
        }
    }

    /// Whether the file is there with the newest schema.
    fn is_current(&self) -> Result<bool, StoreError> {
        if !self.path.exists() {
            return Ok(false);
        }
        self.with(&self.reader, true, |c| migrate::is_current(c, self.migrations))
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
        // The planner never looks at bound values: with them, it prepares most statements anew each time they are bound.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
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

/// An interrupt can strike the very statement that rolls back; what it left open is rolled back here.
fn end_transaction(connection: &Connection) -> Result<(), StoreError> {
    if connection.is_autocommit() { Ok(()) } else { Ok(connection.execute_batch("ROLLBACK")?) }
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

/// A file that is there while a database is known to be damaged and not mended yet.
pub(crate) fn suspicion(path: &Path) -> PathBuf {
    with_suffix(path, ".suspect")
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
