//! What is known of packs, and what a sync did.
//!
//! Declarations of core's own types: a difference between the two does not compile.

pub use companion_core::ErrorKind;
pub use companion_core::companion::{MediaView, ReceivedPack, SharedFile, SyncOutcome};
pub use companion_core::store::{InstalledEdition, Subscription};
pub use companion_core::sync::{
    EditionReport, Header, Network, PackReport, SyncProgress, SyncStep, Transfer,
};

/// A pack a person wants.
#[uniffi::remote(Record)]
pub struct Subscription {
    /// Pack id; it is the last part of the base URL's path.
    pub pack: String,
    /// Where its files lie.
    pub base_url: String,
    /// SHA-256 of its first root, if the app or a QR code named it.
    pub fingerprint: Option<String>,
    /// Seconds since 1970.
    pub added_at: i64,
    /// Last time the publisher's signature was seen, seconds since 1970.
    pub checked_at: Option<i64>,
    /// Until when the publisher promised to sign again.
    pub renew_by: Option<i64>,
    /// A role past its expiry at the last check.
    pub expired_role: Option<String>,
}

/// An edition as it is installed.
#[uniffi::remote(Record)]
pub struct InstalledEdition {
    /// Pack id.
    pub pack: String,
    /// `common`, `notices` or a language tag.
    pub name: String,
    /// Of the publisher; rises with every change.
    pub revision: u64,
    /// SHA-256 of the compressed file.
    pub sha256: String,
    /// SHA-256 of the edition itself.
    pub raw_sha256: String,
    /// Seconds since 1970.
    pub published_at: i64,
}

/// What a sync is doing.
#[uniffi::remote(Enum)]
pub enum SyncStep {
    /// Fetching signed metadata.
    Checking,
    /// Fetching editions.
    Downloading,
    /// Writing them to the store.
    Installing,
}

/// How far it is.
#[uniffi::remote(Record)]
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

/// The network that a phone has at the moment, as its shell tells.
#[uniffi::remote(Enum)]
pub enum Network {
    /// Costs nothing by the byte, such as Wi-Fi at home.
    Unmetered,
    /// Mobile data.
    Metered,
    /// Mobile data abroad.
    Roaming,
}

/// One file to fetch.
#[uniffi::remote(Record)]
pub struct Transfer {
    /// What it is called: the SHA-256 that its bytes must have, hex.
    pub id: String,
    /// The pack it belongs to.
    pub pack: String,
    /// The edition it leads to, or the media file.
    pub name: String,
    /// Where it lies: the pack's own host first, then its mirrors; all carry the same bytes.
    pub urls: Vec<String>,
    /// Headers to send: those that ask for the rest where some of it is there already.
    pub headers: Vec<Header>,
    /// Bytes that are there already; an answer with status 206 goes on behind them, one with 200 begins anew.
    pub from_bytes: u64,
    /// Bytes of the whole file: never take more.
    pub length: u64,
}

/// A media file of an installed pack.
#[uniffi::remote(Record)]
pub struct MediaView {
    /// Its id, as blocks of pages name it: `media/…`.
    pub id: String,
    /// Media type, such as `image/png`.
    pub mime: String,
    /// Bytes.
    pub length: u64,
    /// Where it lies on this device; nothing where it has not been fetched.
    pub path: Option<String>,
}

/// A header of a request.
#[uniffi::remote(Record)]
pub struct Header {
    /// Such as `Range`.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// An edition that was fetched.
#[uniffi::remote(Record)]
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
#[uniffi::remote(Record)]
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

/// A file that was made for another phone.
#[uniffi::remote(Record)]
pub struct SharedFile {
    /// Pack id.
    pub pack: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// The editions in it, with their bytes in the file.
    pub editions: Vec<EditionReport>,
    /// Languages that are here, but not as they were last signed, and were not asked for; a sync brings them up to date.
    pub left_out: Vec<String>,
}

/// What a file from another phone brought.
#[uniffi::remote(Record)]
pub struct ReceivedPack {
    /// Pack id.
    pub pack: String,
    /// Editions that were new or changed, with their bytes in the file; empty when nothing was.
    pub editions: Vec<EditionReport>,
    /// Whether the app's catalogue, a link or what is known vouches for the publisher; otherwise show "unverified".
    pub verified: bool,
    /// Whether the pack was not among those the person wants, and has been added.
    pub added: bool,
    /// A role of the publisher that is past its expiry: the file has travelled long.
    pub expired_role: Option<String>,
    /// Languages that are here and of which the file does not bring the present state; the next sync does.
    pub behind: Vec<String>,
    /// Rows written to the store.
    pub rows_written: u64,
    /// The layer above, if it was not known and has been added; it comes with a sync, or with a file of its own.
    pub added_parent: Option<String>,
}

/// How the sync of one pack among all ended: with a report or a failure.
#[uniffi::remote(Record)]
pub struct SyncOutcome {
    /// Pack id.
    pub pack: String,
    /// What it did.
    pub report: Option<PackReport>,
    /// Why it could not.
    pub failure: Option<ErrorKind>,
    /// The failure in words for a log, not for a person.
    pub reason: Option<String>,
}

/// What a caller can do; the variants of the public error of the bindings.
#[uniffi::remote(Enum)]
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
