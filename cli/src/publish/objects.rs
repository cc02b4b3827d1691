//! Immutable objects: compressed editions and media files, each named by its hash.

use std::path::Path;

use companion_core::packs::edition::{COMMON, Edition, MAX_EDITION};
use companion_core::packs::format::{FORMAT, MediaFact};
use companion_core::packs::layout::{MAX_MEDIA, edition_target, media_path, object_path};
use companion_core::sync::plan::is_pack_id;

use super::PublishInput;
use super::current::length;
use super::disk::{Disk, read_file};
use super::document::{Custom, Hashes, Moment, Target};
use super::error::PublishError;
use crate::keys::{Role, hex};

/// The strongest level that needs no more memory to decompress than a phone has: window of 8 MiB at most.
const LEVEL: i32 = 19;

/// An edition that is on the disk, and how its role describes it.
pub(super) struct Placed {
    pub(super) name: String,
    /// `revision` and `published_at` are those of the last publish where `changed` is false, else for the caller
    /// to set.
    pub(super) target: Target,
    pub(super) changed: bool,
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
    before: Option<&Target>,
    now: Moment,
) -> Result<Placed, PublishError> {
    let name = edition.name();
    let raw = edition.to_bytes()?;
    if length(&raw) > MAX_EDITION {
        let (bytes, limit) = (length(&raw), MAX_EDITION);
        return Err(PublishError::TooLarge { edition: name, bytes, limit });
    }
    let raw_sha256 = hex::sha256(&raw);
    // Judged before compression: another version of the compressor is no change of the text.
    let same = before.filter(|t| t.custom.raw_sha256 == raw_sha256 && t.custom.format == FORMAT);
    if let Some(target) = same
        && disk.holds(&path_of(target, &name), target.length, &target.hashes.sha256)
    {
        return Ok(Placed { name, target: target.clone(), changed: false });
    }
    let object = compress(&raw).map_err(|e| PublishError::io(Path::new(&name), e))?;
    let target = Target {
        custom: Custom {
            format: FORMAT,
            raw_length: length(&raw),
            raw_sha256,
            revision: 0,
            published_at: now,
        },
        hashes: Hashes { sha256: hex::sha256(&object) },
        length: length(&object),
    };
    let path = path_of(&target, &name);
    if !disk.holds(&path, target.length, &target.hashes.sha256) {
        disk.write(&path, &object)?;
    }
    match same.filter(|before| before.hashes == target.hashes) {
        Some(before) => Ok(Placed { name, target: before.clone(), changed: false }),
        None => Ok(Placed { name, target, changed: true }),
    }
}

fn path_of(target: &Target, edition: &str) -> String {
    object_path(&target.hashes.sha256, &edition_target(edition))
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
