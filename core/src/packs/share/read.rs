//! Reading a file from another phone: verified like what comes from a server, and nothing written anywhere.
//!
//! First the pack's name is read ([`Unchecked::open`]), so that the caller can say whom it trusts for that pack; then
//! everything else is checked to the last byte ([`Unchecked::check`]).

mod documents;

use std::collections::BTreeSet;
use std::io::Read;

use chrono::{DateTime, Utc};

use super::error::ShareError;
use super::head::Head;
use super::part::{EditionName, Part};
use super::tar::{self, TarFault};
use crate::packs::edition::{COMMON, EditionError};
use crate::packs::format::{MediaFact, PackFact};
use crate::packs::verify::{EditionTarget, Expiry, Known, TrustError, Verifier};
use crate::packs::{install, layout};
use crate::store::{EditionRows, InstalledEdition};

/// From where trust in a file starts.
#[derive(Debug, Clone)]
pub struct Start {
    /// What is trusted of the pack already; nothing where it is not known yet.
    pub known: Known,
    /// SHA-256 of the pack's first root, hex, where somebody named it.
    pub fingerprint: Option<String>,
    /// What to do about metadata past its expiry.
    pub expiry: Expiry,
    /// The moment of the check.
    pub now: DateTime<Utc>,
}

/// A file of which the first entry has been read.
#[derive(Debug)]
pub struct Unchecked<R> {
    tar: tar::Reader<R>,
    head: Head,
    /// The entry whose content comes next.
    next: Option<(Part, u64)>,
    last: Part,
    names: BTreeSet<String>,
    /// Whether its roots end before the one that is trusted here.
    shorter: bool,
}

/// A file of which every byte has been checked.
pub struct Checked {
    /// The machine that accepted its metadata.
    pub verifier: Verifier,
    /// SHA-256 of its first root, hex.
    pub first_root: String,
    /// How many roots lead to the present one.
    pub roots: u64,
    /// The pack's own record.
    pub fact: PackFact,
    /// The editions in it.
    pub editions: Vec<Brought>,
    /// SHA-256 in hex of the media in it.
    pub media: Vec<String>,
}

/// An edition in a file.
#[derive(Debug)]
pub struct Brought {
    /// What was signed of it.
    pub target: EditionTarget,
    /// As it will be installed.
    pub installed: InstalledEdition,
    /// Its rows; nothing where the same edition is installed.
    pub rows: Option<EditionRows>,
    /// Bytes in the file.
    pub bytes: u64,
}

impl<R: Read> Unchecked<R> {
    /// Reads the first entry of a file of this many bytes.
    ///
    /// # Errors
    /// [`ShareError::NoPack`], [`ShareError::NewerFormat`], and what a damaged archive gives.
    pub fn open(input: R, length: u64) -> Result<Self, ShareError> {
        let mut tar = tar::Reader::new(input, length)?;
        let first = tar.next_entry()?.ok_or(ShareError::NoPack)?;
        if Part::from_name(&first.name) != Some(Part::Head) {
            return Err(ShareError::NoPack);
        }
        let head = Head::from_bytes(&tar.bytes(layout::MAX_SHARED_HEAD)?)?;
        let names = BTreeSet::from([first.name]);
        let mut file = Self { tar, head, next: None, last: Part::Head, names, shorter: false };
        file.step()?;
        Ok(file)
    }

    /// What the first entry says; it proves nothing.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Checks everything. `held`: the editions that are installed.
    ///
    /// # Errors
    /// [`ShareError`]; nothing has been changed anywhere.
    pub fn check(
        mut self,
        start: &Start,
        held: &[InstalledEdition],
    ) -> Result<Checked, ShareError> {
        let (mut verifier, first_root, roots) = self.roots(start)?;
        self.documents(&mut verifier)?;
        let names = self.roles(&mut verifier)?;
        let (editions, fact, named_media) = self.editions(&verifier, &names, held)?;
        let media = self.media(&named_media)?;
        if self.next.is_some() {
            return Err(self.tar.fault(TarFault::OutOfOrder));
        }
        Ok(Checked { verifier, first_root, roots, fact, editions, media })
    }

    fn editions(
        &mut self,
        verifier: &Verifier,
        names: &[EditionName],
        held: &[InstalledEdition],
    ) -> Result<(Vec<Brought>, PackFact, Vec<MediaFact>), ShareError> {
        let mut described = None;
        let mut brought = Vec::new();
        let mut unpacked: u64 = 0;
        for name in names {
            let part = Part::Edition(name.clone());
            let name = name.as_str();
            let bad = |source| ShareError::Edition { name: name.to_owned(), source };
            let target = verifier.target(name)?;
            unpacked = unpacked.saturating_add(target.raw_length);
            if unpacked > layout::MAX_SHARED_RAW {
                return Err(ShareError::TooLarge);
            }
            let frame = self.content(&part)?;
            let raw = install::unpack_signed(&target, &frame).map_err(bad)?;
            let installed = target.installed(&self.head.pack, name);
            // Judged by both hashes: the first is emptied where the rows are to be fetched again.
            let same = held.iter().any(|h| {
                h.name == name
                    && h.sha256 == installed.sha256
                    && h.raw_sha256 == installed.raw_sha256
            });
            let mut rows = None;
            if !same || name == COMMON {
                let read = install::rows(&self.head.pack, name, &raw).map_err(bad)?;
                if let EditionRows::Common(..) = &read {
                    described = Some(facts(&read).map_err(bad)?);
                }
                rows = (!same).then_some(read);
            }
            brought.push(Brought { target, installed, rows, bytes: frame.len() as u64 });
        }
        let missing = || ShareError::Trust(TrustError::NoEdition(COMMON.to_owned()));
        let (fact, media) = described.ok_or_else(missing)?;
        Ok((brought, fact, media))
    }

    /// Phones have no place for media yet; what is in the file is checked all the same.
    fn media(&mut self, named: &[MediaFact]) -> Result<Vec<String>, ShareError> {
        let mut media = Vec::new();
        while let Some((Part::Media(sha256), length)) = self.next.clone() {
            let wrong = || ShareError::Media(sha256.clone());
            if !named.iter().any(|m| m.sha256 == sha256 && m.length == length) {
                return Err(wrong());
            }
            if self.tar.sha256()? != sha256 {
                return Err(wrong());
            }
            self.step()?;
            media.push(sha256);
        }
        Ok(media)
    }

    /// The content of the entry that comes next, which must be this one.
    fn content(&mut self, part: &Part) -> Result<Vec<u8>, ShareError> {
        match &self.next {
            Some((next, _)) if next == part => {}
            Some(_) => return Err(self.tar.fault(TarFault::OutOfOrder)),
            None => return Err(ShareError::Missing(part.name())),
        }
        let bytes = self.tar.bytes(part.max_bytes())?;
        self.step()?;
        Ok(bytes)
    }

    /// Goes to the next entry; its name must be one that can come now.
    fn step(&mut self) -> Result<(), ShareError> {
        let Some(entry) = self.tar.next_entry()? else {
            self.next = None;
            return Ok(());
        };
        let part = Part::from_name(&entry.name).ok_or_else(|| self.tar.fault(TarFault::Name))?;
        if entry.length > part.max_bytes() {
            return Err(self.tar.fault(TarFault::TooLong));
        }
        if !self.names.insert(entry.name) {
            return Err(self.tar.fault(TarFault::Duplicate));
        }
        if !part.follows(&self.last) {
            return Err(self.tar.fault(TarFault::OutOfOrder));
        }
        self.last = part.clone();
        self.next = Some((part, entry.length));
        Ok(())
    }
}

/// The pack's own record, and the media it names.
fn facts(rows: &EditionRows) -> Result<(PackFact, Vec<MediaFact>), EditionError> {
    let EditionRows::Common(pack, facts) = rows else { return Err(EditionError::Foreign) };
    let bad = |_| EditionError::Foreign;
    let fact = serde_json::from_str(&pack.body).map_err(bad)?;
    let media = facts.iter().filter(|f| f.kind == "media");
    let media = media.map(|f| serde_json::from_str(&f.body).map_err(bad));
    Ok((fact, media.collect::<Result<_, _>>()?))
}
