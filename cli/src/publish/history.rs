//! What was published of an edition before, read from its earlier roles that stay in the folder.
//!
//! An earlier role counts for one thing: that its content may be the base of a delta. Whoever put a false one there could
//! waste a delta, never harm a phone, which looks for the hash of what it has and takes nothing but the signed result.
//! So a role counts where its keys, present or former, have signed it, and also where nobody's have but its object is
//! byte for byte what it says; it is only not believed about the deltas it lists. A role above the version in
//! force was never published, or was signed by keys that have been replaced, and is left out.

use std::collections::BTreeMap;

use companion_core::packs::delta::BASE_DIGITS;
use companion_core::packs::edition::MAX_EDITION;
use companion_core::packs::layout::{MAX_METADATA, METADATA};

use super::current::{length, versioned};
use super::disk::Disk;
use super::document::{Moment, Targets};
use super::edition_file::{Deltas, EditionFile, deltas_of};
use super::error::PublishError;
use super::seal::{open, read as read_unsigned};
use crate::keys::{KeyRing, Role, hex};

/// The versions of all roles that lie in the folder, each role's newest first.
#[derive(Debug)]
pub(super) struct Versions(BTreeMap<String, Vec<u64>>);

/// An earlier role of an edition.
#[derive(Debug)]
pub(super) struct Earlier {
    pub(super) version: u64,
    pub(super) file: EditionFile,
    /// The deltas it lists; none where its signature is unknown.
    pub(super) deltas: Deltas,
}

impl Versions {
    /// From the names in the folder.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(super) fn read(disk: &Disk) -> Result<Self, PublishError> {
        let mut versions: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for name in disk.names(METADATA)? {
            let parts = name.strip_suffix(".json").and_then(|n| n.split_once('.'));
            let Some((Ok(version), role)) = parts.map(|(v, r)| (v.parse::<u64>(), r)) else {
                continue;
            };
            versions.entry(role.to_owned()).or_default().push(version);
        }
        for of_role in versions.values_mut() {
            of_role.sort_unstable_by(|a, b| b.cmp(a));
        }
        Ok(Self(versions))
    }

    /// The versions of a role below one, the newest first.
    pub(super) fn below(&self, role: &str, version: u64) -> impl Iterator<Item = u64> {
        let all = self.0.get(role).map(Vec::as_slice).unwrap_or_default();
        all.iter().copied().filter(move |v| *v < version)
    }
}

/// Of the bases of deltas, by their digits: the newest version that had the content, and when it was published.
pub(super) type Bases = BTreeMap<String, (u64, Moment)>;

/// Looks for the bases of an edition's deltas among its roles up to `version`. What is not found is not told.
pub(super) fn bases(
    disk: &Disk,
    ring: &KeyRing,
    edition: &str,
    version: u64,
    deltas: &Deltas,
    versions: &Versions,
) -> Bases {
    let mut bases = Bases::new();
    for version in versions.below(edition, version.saturating_add(1)) {
        if bases.len() == deltas.len() {
            break;
        }
        if let Ok(Some(earlier)) = role(disk, ring, edition, version) {
            let custom = earlier.file.custom;
            if let Some(digits) = custom.raw_sha256.get(..BASE_DIGITS)
                && deltas.contains_key(digits)
            {
                bases.entry(digits.to_owned()).or_insert((version, custom.published_at));
            }
        }
    }
    bases
}

/// An edition's role in an earlier version; the reason where it tells nothing. A role without an edition (withdrawn then)
/// is no reason.
pub(super) fn role(
    disk: &Disk,
    ring: &KeyRing,
    edition: &str,
    version: u64,
) -> Result<Option<Earlier>, String> {
    let path = versioned(edition, version);
    let bytes = disk.read(&path, MAX_METADATA).map_err(|e| e.to_string())?;
    let bytes = bytes.ok_or_else(|| format!("{path} is gone"))?;
    let sets = [ring.role(Role::Editions)].into_iter().chain(ring.former(Role::Editions));
    let signed = sets.into_iter().find_map(|set| open::<Targets>(&bytes, set).ok());
    let (role, vouched) = match signed {
        Some(role) => (role, true),
        None => (read_unsigned(&bytes).map_err(|e| format!("{path} {e}"))?, false),
    };
    if role.head.version != version {
        return Err(format!("{path} has another version than its name says"));
    }
    let deltas = if vouched { deltas_of(&role, edition) } else { Deltas::new() };
    Ok(EditionFile::of(&role, edition).map(|file| Earlier { version, file, deltas }))
}

/// The content that a role described, byte for byte; the reason where it is not there any more.
pub(super) fn content(disk: &Disk, edition: &str, file: &EditionFile) -> Result<Vec<u8>, String> {
    let path = file.path(edition);
    let damaged = || format!("{path} is damaged");
    let custom = &file.custom;
    if file.length > MAX_EDITION || custom.raw_length > MAX_EDITION {
        return Err(damaged());
    }
    let object = disk.read(&path, file.length).map_err(|e| e.to_string())?;
    let object = object.ok_or_else(|| format!("{path} is gone"))?;
    if hex::sha256(&object) != file.hashes.sha256 {
        return Err(damaged());
    }
    let limit = usize::try_from(custom.raw_length).map_err(|_| damaged())?;
    let raw = zstd::bulk::decompress(&object, limit).map_err(|_| damaged())?;
    if length(&raw) != custom.raw_length || hex::sha256(&raw) != custom.raw_sha256 {
        return Err(damaged());
    }
    Ok(raw)
}
