//! Making a file for another phone from what is held and trusted here.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::error::ShareError;
use super::head::Head;
use super::part::{EditionName, Part};
use super::tar;
use crate::packs::edition::{COMMON, NOTICES};
use crate::packs::verify::{EditionTarget, Expiry, Known, Need, TrustError, Verifier};

/// As a balance between a short wait and a short file; the giver's phone packs a city in well under a second.
const LEVEL: i32 = 9;

/// What is held of a pack: trusted metadata as it is kept, and which editions are there in which state.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Trusted metadata by file name, every root under its number.
    pub known: Known,
    /// SHA-256 of the bytes of each edition, by name.
    pub editions: BTreeMap<String, String>,
}

/// Everything of a file but the bytes of its editions.
#[derive(Debug)]
pub struct Parcel {
    head: Head,
    documents: Vec<(Part, Vec<u8>)>,
    editions: Vec<(EditionName, EditionTarget)>,
    media: Vec<Part>,
    left_out: Vec<String>,
}

impl Parcel {
    /// Decides what goes into the file, and proves that it is what its publisher signed, so that no file leaves that
    /// nobody could take. `languages`: those to hand on; without any, all that are here as they were last signed.
    ///
    /// # Errors
    /// [`ShareError::NotHeld`], [`ShareError::NotCurrent`], [`ShareError::NoChain`].
    pub fn new(
        head: Head,
        held: &Held,
        languages: &[String],
        now: DateTime<Utc>,
    ) -> Result<Self, ShareError> {
        let not_here = || ShareError::NotHeld(COMMON.to_owned());
        let root = held.known.get("root.json").ok_or_else(not_here)?;
        let mut documents = chain(&held.known, root)?;
        let mut verifier =
            Verifier::begin(Some(&head.pack), root, held.known.clone(), Expiry::Note, now)?;
        feed_own(&mut verifier, &held.known).map_err(|e| not_current(e, COMMON))?;
        let mut editions = Vec::new();
        let mut left_out = Vec::new();
        for (edition, asked_for) in wanted(held, languages)? {
            match current(&verifier, held, edition.as_str()) {
                Ok(target) => editions.push((edition, target)),
                Err(ShareError::NotCurrent(name)) if !asked_for => left_out.push(name),
                Err(e) => return Err(e),
            }
        }
        let accepted = verifier.accepted();
        let document = |name: &str| {
            let missing = || ShareError::Trust(TrustError::Missing(name.to_owned()));
            let bytes = accepted.get(name).ok_or_else(missing)?;
            Ok::<_, ShareError>((version(bytes)?, bytes.clone()))
        };
        documents.push((Part::Timestamp, document("timestamp.json")?.1));
        let (version, bytes) = document("snapshot.json")?;
        documents.push((Part::Snapshot(version), bytes));
        let (version, bytes) = document("targets.json")?;
        documents.push((Part::Targets(version), bytes));
        for (edition, _) in &editions {
            let (version, bytes) = document(&format!("{}.json", edition.as_str()))?;
            documents.push((Part::Role(edition.clone(), version), bytes));
        }
        Ok(Self { head, documents, editions, media: Vec::new(), left_out })
    }

    /// The editions in it, in their order.
    pub fn editions(&self) -> impl Iterator<Item = (&str, &EditionTarget)> {
        self.editions.iter().map(|(name, target)| (name.as_str(), target))
    }

    /// Languages that are held, but not as they were last signed, and were not asked for by name.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Adds media files of the common edition by their SHA-256 in hex.
    #[must_use]
    pub fn with_media(mut self, sha256s: impl IntoIterator<Item = String>) -> Self {
        self.media.extend(sha256s.into_iter().map(Part::Media));
        self.media.sort();
        self.media.dedup();
        self
    }

    /// Writes the file. `content` gives the bytes of a media file, or those of an edition in one zstd frame;
    /// [`compress`](Self::compress) makes one. Gives the length of the whole, and of each edition in it.
    ///
    /// # Errors
    /// Those of `content`, or when it cannot be written.
    pub fn write<W: Write>(
        &self,
        output: W,
        mut content: impl FnMut(&Part) -> Result<Vec<u8>, ShareError>,
    ) -> Result<(W, u64, Vec<u64>), ShareError> {
        let mut tar = tar::Writer::new(output);
        tar.file(&Part::Head.name(), &self.head.to_bytes()?)?;
        for (part, bytes) in &self.documents {
            tar.file(&part.name(), bytes)?;
        }
        let mut lengths = Vec::new();
        let editions = self.editions.iter().map(|(name, _)| Part::Edition(name.clone()));
        for part in editions.chain(self.media.iter().cloned()) {
            let bytes = content(&part)?;
            if bytes.len() as u64 > part.max_bytes() {
                return Err(ShareError::TooLarge);
            }
            if matches!(part, Part::Edition(_)) {
                lengths.push(bytes.len() as u64);
            }
            tar.file(&part.name(), &bytes)?;
        }
        let (output, bytes) = tar.finish()?;
        Ok((output, bytes, lengths))
    }

    /// One zstd frame with content size and checksum.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn compress(raw: &[u8]) -> Result<Vec<u8>, ShareError> {
        let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
        compressor.include_contentsize(true)?;
        compressor.include_checksum(true)?;
        Ok(compressor.compress(raw)?)
    }
}

/// Every root from the first to the trusted one.
fn chain(known: &Known, newest: &[u8]) -> Result<Vec<(Part, Vec<u8>)>, ShareError> {
    let newest_version = version(newest)?;
    let mut roots = Vec::new();
    for version in 1..=newest_version {
        let part = Part::Root(version);
        let name = part.file_name();
        let bytes = match known.get(&name) {
            Some(bytes) => bytes.clone(),
            None if version == newest_version => newest.to_vec(),
            None => return Err(ShareError::NoChain(name)),
        };
        roots.push((part, bytes));
    }
    Ok(roots)
}

/// The editions to hand on, each with whether its absence would be a fault.
fn wanted(held: &Held, languages: &[String]) -> Result<Vec<(EditionName, bool)>, ShareError> {
    let mut names: BTreeMap<&str, bool> = BTreeMap::from([(COMMON, true)]);
    if held.editions.contains_key(NOTICES) {
        names.insert(NOTICES, false);
    }
    if languages.is_empty() {
        let all = held.editions.keys().filter(|n| *n != COMMON && *n != NOTICES);
        names.extend(all.map(|n| (n.as_str(), false)));
    }
    names.extend(languages.iter().map(|n| (n.as_str(), true)));
    let not_held = |name: &str| ShareError::NotHeld(name.to_owned());
    let named = names.into_iter().map(|(name, asked_for)| {
        if !held.editions.contains_key(name) {
            return Err(not_held(name));
        }
        EditionName::new(name).map(|n| (n, asked_for)).ok_or_else(|| not_held(name))
    });
    let mut named: Vec<_> = named.collect::<Result<_, _>>()?;
    named.sort();
    Ok(named)
}

/// The signed description of an edition, if what is held is what it describes.
fn current(verifier: &Verifier, held: &Held, name: &str) -> Result<EditionTarget, ShareError> {
    let target = verifier.target(name).map_err(|e| not_current(e, name))?;
    let here = held.editions.get(name).is_some_and(|sha256| *sha256 == target.raw_sha256);
    if here { Ok(target) } else { Err(ShareError::NotCurrent(name.to_owned())) }
}

/// Leads the machine through what was trusted before; nothing newer is known here.
fn feed_own(verifier: &mut Verifier, known: &Known) -> Result<(), TrustError> {
    while let Need::File { name, .. } = verifier.need()? {
        let bytes = match name.as_str() {
            root if root.ends_with(".root.json") => None,
            "timestamp.json" => known.get("timestamp.json"),
            numbered => numbered.split_once('.').and_then(|(_, kept)| known.get(kept)),
        };
        verifier.feed(&name, bytes.map(Vec::as_slice))?;
    }
    Ok(())
}

/// What was trusted once and does not hold together any more was left so by a sync that did not end.
fn not_current(error: TrustError, edition: &str) -> ShareError {
    match error {
        TrustError::NoEdition(_) | TrustError::Missing(_) | TrustError::Metadata { .. } => {
            ShareError::NotCurrent(edition.to_owned())
        }
        other => other.into(),
    }
}

/// The version that signed metadata says it has.
pub(super) fn version(bytes: &[u8]) -> Result<u64, ShareError> {
    #[derive(Deserialize)]
    struct Signed {
        version: u64,
    }
    #[derive(Deserialize)]
    struct Document {
        signed: Signed,
    }
    let document: Document = serde_json::from_slice(bytes).map_err(|_| ShareError::NoPack)?;
    Ok(document.signed.version)
}
