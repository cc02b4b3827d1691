//! Why a file from phone to phone is not made, or not taken.

use std::io;
use std::path::PathBuf;

use super::tar::TarFault;
use crate::error::ErrorKind;
use crate::packs::edition::EditionError;
use crate::packs::verify::TrustError;

/// Why a file from phone to phone is not made, or not taken.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// The file cannot be opened, read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Reading or writing in the middle of the file.
    #[error("the file cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// Another kind of file.
    #[error("the file is no welcome pack")]
    NoPack,
    /// Written by a newer version.
    #[error("the file has format {0}, newer than this version reads")]
    NewerFormat(u64),
    /// An entry of the archive is not what it should be. Entries are counted from 1.
    #[error("entry {entry} of the file {fault}")]
    Entry {
        /// Counted from 1.
        entry: u32,
        /// What is wrong with it.
        fault: TarFault,
    },
    /// It ends in the middle.
    #[error("the file is cut off")]
    CutOff,
    /// Something follows behind its end.
    #[error("the file goes on behind its end")]
    Trailing,
    /// Longer than any such file may be.
    #[error("the file is larger than a welcome pack may be")]
    TooLarge,
    /// More entries than any such file may have.
    #[error("the file has more entries than a welcome pack may have")]
    TooManyEntries,
    /// Needed and not in it.
    #[error("{0} is not in the file")]
    Missing(String),
    /// Signed before what is here already.
    #[error("the file is older than what is here")]
    Older,
    /// The pack is here, and somebody else published it.
    #[error("the file is of another publisher than the pack that is here; remove that first")]
    OtherPublisher,
    /// Nobody says where the pack is refreshed from.
    #[error("the file names no address of its pack; a link to the pack is needed too")]
    NoAddress,
    /// Signatures.
    #[error("trust: {0}")]
    Trust(#[from] TrustError),
    /// A signed edition cannot be read.
    #[error("edition {name}: {source}")]
    Edition {
        /// `common`, `notices` or a language tag.
        name: String,
        /// What is wrong with it.
        source: EditionError,
    },
    /// Media that is not the named one, or that nobody named.
    #[error("{0} is not a media file of this pack")]
    Media(String),
    /// To be handed on, and not here.
    #[error("edition {0} is not installed, so it cannot be handed on")]
    NotHeld(String),
    /// To be handed on, and not as it was last signed.
    #[error("edition {0} is not here as it was last signed; sync the pack once, then hand it on")]
    NotCurrent(String),
    /// The chain of roots has a gap: an early version of the app did not keep all of them.
    #[error("{0} is not here; sync the pack once (or remove and add it again), then hand it on")]
    NoChain(String),
}

impl ShareError {
    /// What a caller can do about it.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::File { source, .. } | Self::Io(source) => match source.kind() {
                io::ErrorKind::NotFound => ErrorKind::NotFound,
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorKind::NoSpace,
                _ => ErrorKind::StorageUnavailable,
            },
            Self::NewerFormat(_)
            | Self::Trust(TrustError::NewerFormat(_))
            | Self::Edition { source: EditionError::NewerFormat(_), .. } => {
                ErrorKind::UpdateRequired
            }
            Self::Older => ErrorKind::Older,
            Self::NoAddress => ErrorKind::Invalid,
            Self::NotHeld(_) | Self::NotCurrent(_) | Self::NoChain(_) => ErrorKind::NotFound,
            _ => ErrorKind::Untrusted,
        }
    }

    /// An entry of the archive is not what it should be.
    pub(super) fn entry(entry: u32, fault: TarFault) -> Self {
        Self::Entry { entry, fault }
    }
}
