//! The one error of the interface: each variant is something an app does.
//!
//! `reason` is for logs, in English; people are shown `texts.message("error-…")`.

use companion_core::{Error, ErrorKind};

/// What went wrong, as what to do about it.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum CompanionError {
    /// Try again when there is a network.
    #[error("offline: {reason}")]
    Offline {
        /// For logs.
        reason: String,
    },
    /// It is not here; show what is.
    #[error("not found: {reason}")]
    NotFound {
        /// For logs.
        reason: String,
    },
    /// Mend the argument.
    #[error("invalid: {reason}")]
    Invalid {
        /// For logs.
        reason: String,
    },
    /// Something else is under way; ask again later.
    #[error("conflict: {reason}")]
    Conflict {
        /// For logs.
        reason: String,
    },
    /// Do not use this source; tell the person.
    #[error("untrusted: {reason}")]
    Untrusted {
        /// For logs.
        reason: String,
    },
    /// It was signed before what is here, and nothing was changed; tell the person that theirs is newer.
    #[error("older: {reason}")]
    Older {
        /// For logs.
        reason: String,
    },
    /// Ask the person to update the app.
    #[error("update required: {reason}")]
    UpdateRequired {
        /// For logs.
        reason: String,
    },
    /// Ask the person to free space.
    #[error("no space: {reason}")]
    NoSpace {
        /// For logs.
        reason: String,
    },
    /// It was stopped on purpose; ask again.
    #[error("interrupted: {reason}")]
    Interrupted {
        /// For logs.
        reason: String,
    },
    /// The folder cannot be read or written.
    #[error("storage unavailable: {reason}")]
    StorageUnavailable {
        /// For logs.
        reason: String,
    },
    /// Report it.
    #[error("internal: {reason}")]
    Internal {
        /// For logs.
        reason: String,
    },
}

impl From<Error> for CompanionError {
    fn from(error: Error) -> Self {
        let reason = error.to_string();
        match error.kind() {
            ErrorKind::Offline => Self::Offline { reason },
            ErrorKind::NotFound => Self::NotFound { reason },
            ErrorKind::Invalid => Self::Invalid { reason },
            ErrorKind::Conflict => Self::Conflict { reason },
            ErrorKind::Untrusted => Self::Untrusted { reason },
            ErrorKind::Older => Self::Older { reason },
            ErrorKind::UpdateRequired => Self::UpdateRequired { reason },
            ErrorKind::NoSpace => Self::NoSpace { reason },
            ErrorKind::Interrupted => Self::Interrupted { reason },
            ErrorKind::StorageUnavailable => Self::StorageUnavailable { reason },
            ErrorKind::Internal => Self::Internal { reason },
        }
    }
}

/// Result of the interface.
pub(crate) type Result<T> = std::result::Result<T, CompanionError>;
