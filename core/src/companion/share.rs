//! Packs from phone to phone: what is here as one file; `receive` takes in a file from somebody else.

mod receive;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::result::Result as Either;

use super::Companion;
use crate::error::{Error, Result};
use crate::packs::crypto;
use crate::packs::share::{Head, Held, Parcel, Part, ShareError};
use crate::sync::EditionReport;

/// A file that was made for another phone.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Companion {
    /// Writes what is here of a pack to a file for another phone; a file of that name is replaced once the new one is
    /// whole. `languages`: tags of those to hand on beside `common` and notices; without any, all that are here.
    ///
    /// # Errors
    /// `NotFound` for what is not installed, or not as it was last signed (one sync mends that); `Conflict` while a sync
    /// runs; `StorageUnavailable` or `NoSpace` when the file cannot be written.
    pub fn share_pack(&self, pack: &str, path: &Path, languages: &[String]) -> Result<SharedFile> {
        let _turn = self.turns.take()?;
        let subscription = self.store.find_subscription(pack)?.ok_or(Error::NotFound("pack"))?;
        let known = self.store.load_trust(pack)?;
        let installed = self.store.list_editions(pack)?;
        let editions: BTreeMap<String, String> =
            installed.into_iter().map(|e| (e.name, e.raw_sha256)).collect();
        let head = Head { pack: pack.to_owned(), url: Some(subscription.base_url) };
        let held = Held { known, editions };
        let parcel = Parcel::new(head, &held, languages, self.ports.clock.now())?;
        let content = |part: &Part| self.frame_of(pack, &held, part);
        let (bytes, lengths) = write_beside(path, |file| parcel.write(file, content))?;
        let editions =
            parcel.editions().zip(lengths).map(|((name, target), bytes)| EditionReport {
                name: name.to_owned(),
                revision: target.revision,
                bytes,
                patched: false,
            });
        Ok(SharedFile {
            pack: pack.to_owned(),
            bytes,
            editions: editions.collect(),
            left_out: parcel.left_out().to_vec(),
        })
    }

    /// An edition's bytes, put together again and compared with what was signed.
    fn frame_of(&self, pack: &str, held: &Held, part: &Part) -> Either<Vec<u8>, ShareError> {
        let Part::Edition(name) = part else { return Err(ShareError::NotHeld(part.name())) };
        let name = name.as_str();
        let lost = || ShareError::NotCurrent(name.to_owned());
        // What cannot be read is as good as lost, and a sync brings it again.
        let raw = self.store.edition_bytes(pack, name).ok().flatten().ok_or_else(lost)?;
        if held.editions.get(name) != Some(&crypto::sha256_hex(&raw)) {
            return Err(lost());
        }
        Parcel::compress(&raw)
    }
}

/// Writes a file beside its place and moves it there when it is whole and on the disk.
fn write_beside(
    path: &Path,
    write: impl FnOnce(BufWriter<File>) -> Either<(BufWriter<File>, u64, Vec<u64>), ShareError>,
) -> Either<(u64, Vec<u64>), ShareError> {
    let unfinished = unfinished(path);
    let at_path = |source| ShareError::File { path: path.to_owned(), source };
    let written = File::create(&unfinished).map_err(at_path).and_then(|file| {
        let (file, bytes, lengths) = write(BufWriter::new(file))?;
        let file = file.into_inner().map_err(|e| at_path(e.into_error()))?;
        file.sync_all().map_err(at_path)?;
        fs::rename(&unfinished, path).map_err(at_path)?;
        Ok((bytes, lengths))
    });
    if written.is_err() {
        // Left behind it would only take space; what went wrong is told already.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    path.with_file_name(name)
}
