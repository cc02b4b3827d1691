//! Files of a few kilobytes, such as patches: they stay in memory, and are written down only where they are not used up.
//!
//! Most updates are one file of half a kilobyte; five operations on the disk for it would cost more than the update. A
//! kill loses what is cheap to fetch; whatever else ends a run, a failure or a cancelled future, leaves the same parts as
//! for large files.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Bytes up to which a file stays in memory: less than a second on a slow link.
pub(crate) const SMALL: u64 = 16 * 1024;

/// What has come of small files, by the hash that each must have in the end.
#[derive(Debug, Default)]
pub(super) struct Small(Mutex<BTreeMap<String, Part>>);

/// What is there of one file, and where it comes from.
#[derive(Debug, Default, Clone)]
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    pub(super) url: String,
    pub(super) etag: Option<String>,
}

impl Small {
    /// Puts bytes behind those that are there; with the first of an answer, where they begin and come from.
    pub(super) fn put(&self, sha256: &str, from: Option<(u64, &str, Option<&str>)>, bytes: &[u8]) {
        let mut parts = self.parts();
        let part = parts.entry(sha256.to_owned()).or_default();
        if let Some((length, url, etag)) = from {
            part.bytes.truncate(usize::try_from(length).unwrap_or(usize::MAX));
            (part.url, part.etag) = (url.to_owned(), etag.map(str::to_owned));
        }
        part.bytes.extend_from_slice(bytes);
    }

    /// What a look at one part gives; nothing where there is none.
    pub(super) fn look<T>(&self, sha256: &str, at: impl FnOnce(&Part) -> T) -> Option<T> {
        self.parts().get(sha256).map(at)
    }

    pub(super) fn forget(&self, sha256: &str) -> Option<Part> {
        self.parts().remove(sha256)
    }

    pub(super) fn take_all(&self) -> BTreeMap<String, Part> {
        std::mem::take(&mut *self.parts())
    }

    /// A panic elsewhere leaves bytes whose hash tells what they are.
    fn parts(&self) -> MutexGuard<'_, BTreeMap<String, Part>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
