//! Why something is not trusted.

use chrono::{DateTime, Utc};
use sigstore_tuf::Error as TufError;

/// Why something is not trusted.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The first root is not the one the app or the QR code named.
    #[error("the pack's root is not the expected one")]
    WrongRoot,
    /// Signed, but for another pack.
    #[error("{0} belongs to another pack")]
    WrongPack(String),
    /// A role's threshold could be met by one key under two names.
    #[error("{0} names one key twice")]
    KeyTwice(String),
    /// Signature, version or hash.
    #[error("{name}: {source}")]
    Metadata {
        /// The file.
        name: String,
        /// What is wrong with it.
        source: TufError,
    },
    /// Needed and not there.
    #[error("{0} is missing")]
    Missing(String),
    /// Past its expiry, where that is refused.
    #[error("{role} expired at {at}")]
    Expired {
        /// The role.
        role: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// Delegations that lead on and on.
    #[error("too many roles are delegated to")]
    TooManyRoles,
    /// The publisher offers no such edition.
    #[error("there is no edition {0}")]
    NoEdition(String),
    /// The signed description of an edition is not understood.
    #[error("edition {0} is described wrongly")]
    BadDescription(String),
    /// A newer format.
    #[error("edition has format {0}, newer than this version reads")]
    NewerFormat(u32),
    /// The bytes of a file are not the signed ones.
    #[error("{0} is not the signed file")]
    WrongBytes(String),
    /// More files than were asked for.
    #[error("{0} was not asked for")]
    Unasked(String),
}
