//! What can go wrong with a database file, and what a caller can do about it.

use std::path::PathBuf;

use rusqlite::ErrorCode;

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
    /// A changed record has the key of one that did not change.
    #[error("a record stands twice")]
    Twice,
    /// What was to be written was refused on the way.
    #[error("nothing was written")]
    Abandoned,
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
            Self::Folder { source, .. } => match source.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                    ErrorKind::NoSpace
                }
                _ => ErrorKind::StorageUnavailable,
            },
            Self::NewerSchema { .. } => ErrorKind::UpdateRequired,
            Self::Paused | Self::Interrupted => ErrorKind::Interrupted,
            Self::Record(_) | Self::Abandoned => ErrorKind::Internal,
            Self::Twice => ErrorKind::Untrusted,
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

    /// Whether a reader found something to be done that it may not do.
    pub(crate) fn needs_writer(&self) -> bool {
        matches!(self, Self::Sqlite(e) if e.sqlite_error_code() == Some(ErrorCode::ReadOnly))
    }

    /// Whether SQLite itself says that the file is damaged; nothing else may lead to a rebuild.
    pub(crate) fn is_corruption(&self) -> bool {
        matches!(self, Self::Sqlite(e) if matches!(
            e.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        ))
    }
}
