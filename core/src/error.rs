//! The errors of all modules as one, and what a caller can do about each.

use crate::drafts::DraftFaults;
use crate::packs::edition::EditionError;
use crate::packs::share::ShareError;
use crate::packs::verify::TrustError;
use crate::ports::TransportError;
use crate::store::StoreError;

/// Anything that can go wrong in the core.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was asked for is not there.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// An argument is not what it should be.
    #[error("{field}: {reason}")]
    Invalid {
        /// The argument.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A draft of an event cannot be kept as it is.
    #[error("{0}")]
    Draft(DraftFaults),
    /// The network did not carry it.
    #[error("network: {0}")]
    Transport(#[from] TransportError),
    /// The server answers, but not with a pack.
    #[error("server answered with status {0}")]
    Status(u16),
    /// An answer that cannot be the file: a login page of the network, or packed on the way.
    #[error("the server answers with something else: {0}")]
    NotTheFile(&'static str),
    /// Less room on the device than an update needs.
    #[error("{needed} bytes are needed and {available} are free")]
    NoRoom {
        /// Bytes, the growth of the database included.
        needed: u64,
        /// Bytes.
        available: u64,
    },
    /// What came is not what the publisher signed.
    #[error("trust: {0}")]
    Trust(#[from] TrustError),
    /// A signed edition cannot be read.
    #[error("edition: {0}")]
    Edition(#[from] EditionError),
    /// A file from phone to phone.
    #[error("shared pack: {0}")]
    Share(#[from] ShareError),
    /// A pack of level `world` that the app does not name, or another where it names one.
    #[error(
        "a pack of level world counts only where the app itself names it, and there no other does"
    )]
    NotForReading,
    /// Another sync of the same companion is under way.
    #[error("a sync is already under way")]
    Busy,
    /// A sync was ended on purpose.
    #[error("the sync was stopped")]
    Stopped,
    /// The database.
    #[error("store: {0}")]
    Store(#[from] StoreError),
}

/// What a caller can do; the variants of the public error of the bindings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorKind {
    /// Try again when there is a network.
    Offline,
    /// It is not here; show what is.
    NotFound,
    /// Mend the argument.
    Invalid,
    /// Something else is under way; ask again later.
    Conflict,
    /// Do not use this source; tell the person.
    Untrusted,
    /// It was signed before what is here, and nothing was changed; tell the person that theirs is newer.
    Older,
    /// Ask the person to update the app.
    UpdateRequired,
    /// Ask the person to free space.
    NoSpace,
    /// It was stopped on purpose; ask again.
    Interrupted,
    /// The folder cannot be read or written.
    StorageUnavailable,
    /// Report it.
    Internal,
}

impl Error {
    /// What a caller can do about it.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound(_) => ErrorKind::NotFound,
            Self::Invalid { .. } | Self::Draft(_) | Self::Transport(TransportError::BadUrl) => {
                ErrorKind::Invalid
            }
            Self::Transport(TransportError::TooLarge) => ErrorKind::Untrusted,
            Self::Transport(TransportError::NotTaken) => ErrorKind::StorageUnavailable,
            Self::Transport(_) => ErrorKind::Offline,
            Self::Status(404 | 410) => ErrorKind::NotFound,
            Self::Status(_) | Self::NotTheFile(_) => ErrorKind::Offline,
            Self::NoRoom { .. } => ErrorKind::NoSpace,
            Self::Trust(TrustError::NewerFormat(_))
            | Self::Edition(EditionError::NewerFormat(_)) => ErrorKind::UpdateRequired,
            Self::Trust(_) | Self::Edition(_) | Self::NotForReading => ErrorKind::Untrusted,
            Self::Share(e) => e.kind(),
            Self::Busy => ErrorKind::Conflict,
            Self::Stopped => ErrorKind::Interrupted,
            Self::Store(e) => e.kind(),
        }
    }

    /// Whether another server may do better.
    pub(crate) fn is_servers_fault(&self) -> bool {
        match self {
            Self::Transport(e) => !matches!(e, TransportError::NotTaken),
            Self::Trust(e) => !matches!(e, TrustError::NewerFormat(_)),
            Self::Edition(e) => matches!(e, EditionError::WrongBytes),
            Self::Status(_) | Self::NotTheFile(_) | Self::NotFound(_) => true,
            _ => false,
        }
    }

    /// Whether it is the file that is wrong or missing, and not the way to it.
    pub(crate) fn is_about_the_file(&self) -> bool {
        matches!(
            self,
            Self::Edition(_) | Self::NotFound(_) | Self::Transport(TransportError::TooLarge)
        )
    }

    /// An argument is not what it should be.
    pub fn invalid(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Invalid { field, reason: reason.into() }
    }
}

/// Result of the core.
pub type Result<T> = std::result::Result<T, Error>;
