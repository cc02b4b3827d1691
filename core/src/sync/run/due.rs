//! What is to be fetched: the editions whose content differs, each by the shortest way to it.

use super::{Checked, Run};
use crate::error::{Error, ErrorKind, Result};
use crate::packs::edition::{COMMON, EditionError};
use crate::packs::verify::{DeltaTarget, EditionTarget, TrustError};
use crate::store::InstalledEdition;
use crate::sync::check::Signed;
use crate::sync::progress::{EditionReport, SyncStep};
use crate::sync::transfers::{Progress, Wanted};

/// An edition that differs from the installed one.
pub(super) struct Due {
    pub(super) pack: String,
    pub(super) name: String,
    pub(super) target: EditionTarget,
    pub(super) before: Option<InstalledEdition>,
    /// The way to it that is shorter than its file.
    pub(super) delta: Option<DeltaTarget>,
}

impl Run<'_> {
    /// The chosen editions whose content differs from what is installed.
    pub(super) fn due(
        &self,
        pack: &str,
        signed: &Signed,
        named: impl Fn(&str) -> bool,
    ) -> Result<Vec<Due>> {
        let held = self.store.list_editions(pack)?;
        let mut due = Vec::new();
        for name in signed.chosen.iter().filter(|name| named(name)) {
            let target = match signed.verifier.target(name) {
                Ok(target) => target,
                // A withdrawn language keeps its role, without a file.
                Err(TrustError::NoEdition(_)) if name != COMMON => continue,
                Err(e) => return Err(e.into()),
            };
            let before = held.iter().find(|h| h.name == *name).cloned();
            // An edition that is doubted has no hash, and comes whole.
            if let Some(before) = before.as_ref().filter(|b| !b.sha256.is_empty()) {
                if before.sha256 == target.sha256 {
                    continue;
                }
                if before.raw_sha256 == target.raw_sha256 {
                    self.store.record_same_edition(&target.installed(pack, name))?;
                    continue;
                }
            }
            let base = before.as_ref().filter(|b| !b.sha256.is_empty());
            let delta = base.and_then(|b| target.delta_from(&b.raw_sha256)).cloned();
            let delta = match delta {
                Some(delta) if self.store.is_spoiled(&delta.sha256, self.now.timestamp())? => None,
                other => other,
            };
            due.push(Due { pack: pack.to_owned(), name: name.clone(), target, before, delta });
        }
        Ok(due)
    }

    pub(super) fn check_room(&self, due: &[Due]) -> Result<()> {
        let parts = &self.parts;
        let missing = |d: &Due| {
            let wanted = d.wanted();
            // The rows, the index and the log of the transaction are each about as large as the edition.
            let rows = d.target.raw_length.saturating_mul(3);
            wanted.length.saturating_sub(parts.length(&wanted.sha256)).saturating_add(rows)
        };
        let needed = due.iter().map(missing).sum();
        match self.space.available(self.folder) {
            Some(available) if available < needed => Err(Error::NoRoom { needed, available }),
            _ => Ok(()),
        }
    }

    pub(super) async fn carry(&self, due: &[Due], checked: &mut Checked<'_>) -> Result<()> {
        let parts = &self.parts;
        let Checked { fetcher, signed, .. } = checked;
        let mut progress = Progress { done: 0, total: due.iter().map(|d| d.wanted().length).sum() };
        for d in due {
            let wanted = d.wanted();
            let carried = wanted.carry(&signed.servers, parts, fetcher, progress).await;
            match (carried, &d.delta) {
                // Tried again as a whole file when it is taken in.
                (Err(e), Some(delta)) if e.is_about_the_file() => self.spoil(&delta.sha256)?,
                (carried, _) => carried.map_err(missing_is_untrusted)?,
            }
            progress.done += wanted.length;
        }
        if progress.total > 0 {
            fetcher.tell(SyncStep::Downloading, progress.total, progress.total);
        }
        Ok(())
    }
}

impl Due {
    /// The file to fetch.
    pub(super) fn wanted(&self) -> Wanted {
        let (sha256, path, length) = match &self.delta {
            Some(d) => (&d.sha256, &d.path, d.length),
            None => (&self.target.sha256, &self.target.path, self.target.length),
        };
        Wanted { sha256: sha256.clone(), path: path.clone(), length, chunks: vec![] }
    }

    pub(super) fn again(&self) -> Self {
        Self {
            pack: self.pack.clone(),
            name: self.name.clone(),
            target: self.target.clone(),
            before: self.before.clone(),
            delta: self.delta.clone(),
        }
    }

    pub(super) fn report(&self) -> EditionReport {
        EditionReport {
            name: self.name.clone(),
            revision: self.target.revision,
            bytes: self.wanted().length,
            patched: self.delta.is_some(),
        }
    }
}

/// A file that is signed and not there: the publisher's folder is not whole.
fn missing_is_untrusted(error: Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::Edition(EditionError::WrongBytes),
        _ => error,
    }
}
