//! How far a sync is, and what it did, as an app shows it.

/// What a sync is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncStep {
    /// Fetching signed metadata.
    Checking,
    /// Fetching editions.
    Downloading,
    /// Writing them to the store.
    Installing,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncProgress {
    /// Pack id.
    pub pack: String,
    /// What it is doing.
    pub step: SyncStep,
    /// Bytes there in this step, those of an earlier, interrupted download among them.
    pub done_bytes: u64,
    /// Bytes of the whole step; 0 while it is not known.
    pub total_bytes: u64,
}

/// Hears how far a sync is; called between fetches and in long ones, never for a row.
pub trait SyncListener: Send + Sync {
    /// A step has been taken.
    fn progress(&self, progress: SyncProgress);
}

/// An edition that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionReport {
    /// `common`, `notices` or a language tag.
    pub name: String,
    /// Its revision.
    pub revision: u64,
    /// Bytes of its file, or of the patch that led to it.
    pub bytes: u64,
    /// It came as a patch of what was installed.
    pub patched: bool,
}

/// What a sync of one pack did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackReport {
    /// Pack id.
    pub pack: String,
    /// Editions that were new or changed; empty when nothing was.
    pub editions: Vec<EditionReport>,
    /// Requests made.
    pub requests: u32,
    /// Bytes of all bodies received.
    pub bytes: u64,
    /// Rows written to the store.
    pub rows_written: u64,
    /// A role of the publisher that is past its expiry.
    pub expired_role: Option<String>,
    /// The layer above, if it was not known and has been added; sync it too.
    pub added_parent: Option<String>,
    /// Bytes that wait for a better network, by the rules for this one; 0 when everything came.
    pub postponed_bytes: u64,
    /// The device's clock cannot be right; what is said of expiry is a guess.
    pub clock_suspect: bool,
}
