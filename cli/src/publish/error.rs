//! Why a pack was not published: each with its place and the way out.

use std::path::Path;

use crate::keys::Role;

/// Why a pack was not published. What phones see is unchanged in every case.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The pack's id cannot be a folder's name.
    #[error("pack id {0:?} cannot be published; use a to z, digits, `-` and `_` in pack.toml")]
    PackId(String),
    /// An edition of another pack.
    #[error("edition {edition} belongs to pack {pack:?}; publish each pack by itself")]
    OtherPack {
        /// Name of the edition.
        edition: String,
        /// The pack it says it is of.
        pack: String,
    },
    /// An edition that stands twice.
    #[error("edition {0} stands twice; build the pack again")]
    Twice(String),
    /// An edition whose name is a role's of TUF.
    #[error("an edition cannot be called {0:?}; use a BCP 47 language tag")]
    EditionName(String),
    /// Nothing a phone could begin with.
    #[error("the pack has no common edition; build it with `welcome pack build`")]
    NoCommon,
    /// An edition above the limit of the format.
    #[error("edition {edition} has {bytes} bytes, more than {limit}; split the pack")]
    TooLarge {
        /// Name of the edition.
        edition: String,
        /// Its length.
        bytes: u64,
        /// The longest there may be.
        limit: u64,
    },
    /// A media file that is not what the pack says.
    #[error("{id}: {reason}")]
    Media {
        /// Its path in the pack.
        id: String,
        /// What is wrong and the way out.
        reason: String,
    },
    /// Too few private keys.
    #[error(
        "signing {role} needs {missing} more private key(s); put their .pem files into the key folder"
    )]
    Keys {
        /// The role.
        role: Role,
        /// How many more.
        missing: usize,
    },
    /// What is published trusts other keys.
    #[error(
        "what is published trusts other {0} keys than this key folder; use the key folder it was \
         published with, or an empty folder for a new pack"
    )]
    OtherKeys(Role),
    /// What is published was changed or damaged.
    #[error("{file}: {reason}; bring the published folder back from a copy")]
    Published {
        /// Its path.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// Nothing to renew.
    #[error("{0} holds nothing published; publish first, without --renew")]
    NotPublished(String),
    /// A revision that is not there.
    #[error("{pack} has no revision {revision}; `welcome pack log {pack}` lists them")]
    NoRevision {
        /// Where the pack is.
        pack: String,
        /// What was asked for.
        revision: u64,
    },
    /// Somebody else is publishing.
    #[error("{0} is locked: another publisher is at work there; wait until it is done")]
    Busy(String),
    /// The clock is behind what is published.
    #[error("the clock says {now}, but the pack was published at {published}; set the clock")]
    Clock {
        /// What the clock says.
        now: String,
        /// When the newest edition was published.
        published: String,
    },
    /// A pack of level world whose content has changed and whose day has not.
    #[error(
        "what the pack says has changed, and its day has not: as_of is {now}, published is {before}; phones \
         use the copy of the later day, so set `as_of` in pack.toml to a day after {before}"
    )]
    AsOf {
        /// The day that is published.
        before: String,
        /// The day it says now.
        now: String,
    },
    /// A metadata file that phones would refuse.
    #[error(
        "{file} would have {bytes} bytes, phones take {limit}; publish fewer languages in one pack"
    )]
    MetadataTooLarge {
        /// Its path below the pack.
        file: String,
        /// Its length.
        bytes: u64,
        /// The longest there may be.
        limit: u64,
    },
    /// A role has no version left.
    #[error("{0} has reached the highest version there is")]
    Versions(String),
    /// A record could not be written as JSON.
    #[error("cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A file could not be read or written.
    #[error("{file}: {source}")]
    Io {
        /// Its path.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The step limit of a test was reached.
    #[error("stopped after the steps that were asked for")]
    Stopped,
}

impl PublishError {
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { file: path.display().to_string(), source }
    }

    pub(super) fn published(path: &Path, reason: impl Into<String>) -> Self {
        Self::Published { file: path.display().to_string(), reason: reason.into() }
    }
}
