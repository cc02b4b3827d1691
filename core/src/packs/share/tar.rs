//! The little of tar that is needed: POSIX ustar (IEEE Std 1003.1, pax, "ustar Interchange Format"), regular files only.
//!
//! Front to back, one entry at a time, in memory that the caller limits. Whatever else tar can say (links, devices,
//! folders, long names, sparse files) is refused by its name. What the entries are called means nothing here.

mod header;
mod read;
mod write;

pub use header::BLOCK;
pub use read::{Entry, Reader};
pub use write::Writer;

/// Most bytes of zeros behind the last entry: what tools pad an archive to (20 blocks).
const RECORD: u64 = 20 * BLOCK as u64;

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TarFault {
    /// The header's sum is another.
    #[error("has a damaged header")]
    Checksum,
    /// The header is of another kind of tar, or of none.
    #[error("is not in the ustar format")]
    NotUstar,
    /// A symbolic or hard link.
    #[error("is a link")]
    Link,
    /// A device or a pipe.
    #[error("is a device or a pipe")]
    Device,
    /// A folder.
    #[error("is a folder")]
    Folder,
    /// A header of the pax format.
    #[error("is a pax extension")]
    Pax,
    /// A header of GNU tar.
    #[error("is a GNU extension")]
    Gnu,
    /// Any other kind.
    #[error("is no regular file")]
    Kind,
    /// A length that is no octal number.
    #[error("has a length that is no number")]
    Length,
    /// A name that climbs out of a folder, or begins at the root.
    #[error("has a name that leads elsewhere")]
    Traversal,
    /// A name that nothing in such a file has.
    #[error("has a name that nothing in a welcome pack has")]
    Name,
    /// Longer than the rest of the file.
    #[error("is longer than the file")]
    BeyondFile,
    /// Longer than such an entry may be.
    #[error("is longer than it may be")]
    TooLong,
    /// Filled up with anything but zeros.
    #[error("is not filled up with zeros")]
    Padding,
    /// The name is there already.
    #[error("is there twice")]
    Duplicate,
    /// Not where it has to be, so that the file could not be read front to back.
    #[error("is not in its place")]
    OutOfOrder,
}
