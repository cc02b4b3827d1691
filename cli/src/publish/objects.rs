//! Immutable objects: compressed editions and media files, each named by its hash.

use std::path::Path;

use companion_core::packs::edition::{COMMON, Edition, MAX_EDITION, Records};
use companion_core::packs::format::{FORMAT, Fact, MediaFact};
use companion_core::packs::layout::{MAX_MEDIA, media_path};
use companion_core::sync::plan::is_pack_id;

use super::PublishInput;
use super::current::length;
use super::disk::{Disk, read_file};
use super::document::{Custom, Hashes, Moment};
use super::edition_file::{Deltas, EditionFile};
use super::error::PublishError;
use super::history::Bases;
use crate::keys::{Role, hex};

/// The strongest level that needs no more memory to decompress than a phone has: window of 8 MiB at most.
pub(super) const LEVEL: i32 = 19;

/// An edition that is on the disk, and how its role describes it.
pub(super) struct Placed {
    pub(super) name: String,
    /// `published_at` is that of the last publish where `changed` is false.
    pub(super) file: EditionFile,
    pub(super) changed: bool,
    /// Patches to it, for its role.
    pub(super) deltas: Deltas,
    /// What is known of their bases.
    pub(super) bases: Bases,
    /// The version of its role, once that is decided.
    pub(super) revision: u64,
    /// Bytes of the edition itself; empty where it is only signed anew.
    pub(super) raw: Vec<u8>,
}

/// Refuses what could not be published before anything is written.
pub(super) fn check(input: &PublishInput<'_>) -> Result<(), PublishError> {
    if !is_pack_id(input.pack) {
        return Err(PublishError::PackId(input.pack.chars().take(40).collect()));
    }
    let mut names = std::collections::BTreeSet::new();
    for edition in input.editions {
        let name = edition.name();
        if edition.pack != input.pack {
            return Err(PublishError::OtherPack { edition: name, pack: edition.pack.clone() });
        }
        if Role::ALL.iter().any(|role| role.name() == name) {
            return Err(PublishError::EditionName(name));
        }
        if !names.insert(name.clone()) {
            return Err(PublishError::Twice(name));
        }
    }
    if names.contains(COMMON) { Ok(()) } else { Err(PublishError::NoCommon) }
}

/// Brings an edition's object to its place. `before` is what was published last.
pub(super) fn place_edition(
    disk: &mut Disk,
    edition: &Edition,
    before: Option<&EditionFile>,
    now: Moment,
) -> Result<Placed, PublishError> {
    let name = edition.name();
    let raw = edition.to_bytes()?;
    if length(&raw) > MAX_EDITION {
        let (bytes, limit) = (length(&raw), MAX_EDITION);
        return Err(PublishError::TooLarge { edition: name, bytes, limit });
    }
    let raw_sha256 = hex::sha256(&raw);
    let source_language = source_language(edition);
    let placed = |file, changed, raw| Placed {
        name: name.clone(),
        file,
        changed,
        deltas: Deltas::new(),
        bases: Bases::new(),
        revision: 0,
        raw,
    };
    // Judged before compression: another version of the compressor is no change of the text.
    let same = before.filter(|f| f.custom.raw_sha256 == raw_sha256 && f.custom.format == FORMAT);
    if let Some(before) = same
        && disk.holds(&before.path(&name), before.length, &before.hashes.sha256)
    {
        let mut file = before.clone();
        file.custom.source_language = source_language;
        return Ok(placed(file, false, raw));
    }
    let object = compress(&raw).map_err(|e| PublishError::io(Path::new(&name), e))?;
    let custom = Custom {
        format: FORMAT,
        raw_length: length(&raw),
        raw_sha256,
        published_at: now,
        source_language,
    };
    let hashes = Hashes { sha256: hex::sha256(&object) };
    let mut file = EditionFile { custom, hashes, length: length(&object) };
    let path = file.path(&name);
    if !disk.holds(&path, file.length, &file.hashes.sha256) {
        disk.write(&path, &object)?;
    }
    let same = same.filter(|before| before.hashes == file.hashes);
    if let Some(before) = same {
        file.custom.published_at = before.custom.published_at;
    }
    Ok(placed(file, same.is_none(), raw))
}

/// What `common` tells beforehand: a phone needs the source language's edition wherever another has no text.
fn source_language(edition: &Edition) -> Option<String> {
    let Records::Common(facts) = &edition.records else { return None };
    facts.iter().find_map(|fact| match fact {
        Fact::Pack(pack) => Some(pack.source_language.to_string()),
        _ => None,
    })
}

/// One zstd frame (RFC 8878) with content size and checksum; one thread, so that the bytes repeat.
fn compress(raw: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
    compressor.include_contentsize(true)?;
    compressor.include_checksum(true)?;
    compressor.compress(raw)
}

/// Brings a media file to its place, unless it is there.
pub(super) fn place_media(
    disk: &mut Disk,
    fact: &MediaFact,
    from: &Path,
) -> Result<(), PublishError> {
    let bad = |reason: &str| PublishError::Media { id: fact.id.clone(), reason: reason.into() };
    if fact.length > MAX_MEDIA {
        return Err(bad("is larger than 64 MiB; make it smaller or link to it"));
    }
    // The hash becomes a file's name.
    if hex::decode(&fact.sha256).is_none_or(|h| h.len() != 32 || hex::encode(h) != fact.sha256) {
        return Err(bad("has no SHA-256; build the pack again"));
    }
    let to = media_path(&fact.sha256);
    if disk.holds(&to, fact.length, &fact.sha256) {
        return Ok(());
    }
    let bytes =
        read_file(from, MAX_MEDIA)?.ok_or_else(|| bad("is missing; build the pack again"))?;
    if length(&bytes) != fact.length || hex::sha256(&bytes) != fact.sha256 {
        return Err(bad("was changed since the pack was built; build it again"));
    }
    disk.write(&to, &bytes)
}
