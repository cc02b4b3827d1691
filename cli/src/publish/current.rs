//! What is published now, read from the folder and trusted only as far as the published root vouches for it.
//!
//! Expiry is not looked at: a publisher who comes late must be able to publish again. Whether the key folder is the one
//! that the root names is judged in `standing`.

use std::collections::BTreeMap;
use std::path::Path;

use companion_core::packs::layout::{
    MAX_METADATA, MAX_ROOT, MAX_ROOT_STEPS, METADATA, metadata_path,
};

use super::disk::{Disk, read_file};
use super::document::{Delegations, Document, FileInfo, Root, Snapshot, Targets, Timestamp};
use super::edition_file::EditionFile;
use super::error::PublishError;
use super::seal::{open, read as read_unsigned, signed_by};
use crate::keys::{Role, RoleKeys, hex};

/// The newest root, and the first one's fingerprint.
#[derive(Debug)]
pub(super) struct CurrentRoot {
    pub(super) root: Root,
    pub(super) length: u64,
    /// SHA-256 of the file `1.root.json`.
    pub(super) first_sha256: String,
    /// Bytes of that file.
    pub(super) first_length: u64,
}

impl CurrentRoot {
    /// The one that has just been made after `before`.
    pub(super) fn next(before: Option<Self>, bytes: &[u8]) -> Result<Self, PublishError> {
        let made = |reason: String| PublishError::published(Path::new("root.json"), reason);
        let root = read_unsigned(bytes).map_err(made)?;
        let length = length(bytes);
        let (first_sha256, first_length) = before
            .map_or_else(|| (hex::sha256(bytes), length), |b| (b.first_sha256, b.first_length));
        Ok(Self { root, length, first_sha256, first_length })
    }

    /// The keys it names for one of the four roles of the root; nothing where it names none that are Ed25519.
    pub(super) fn keys(&self, role: Role) -> Option<RoleKeys> {
        trusted_for(&self.root, role).ok()
    }
}

/// Everything the timestamp leads to.
#[derive(Debug)]
pub(super) struct State {
    pub(super) timestamp: Timestamp,
    pub(super) snapshot: Snapshot,
    pub(super) targets: Targets,
    /// Every edition's role that was ever listed, by name.
    pub(super) editions: BTreeMap<String, Targets>,
}

impl State {
    /// What is published of an edition.
    pub(super) fn file(&self, edition: &str) -> Option<EditionFile> {
        EditionFile::of(self.editions.get(edition)?, edition)
    }

    /// The keys that editions are signed with; nothing where none are delegated.
    pub(super) fn edition_keys(&self) -> Option<RoleKeys> {
        let delegations = self.targets.delegations.as_ref()?;
        let first = delegations.roles.first()?;
        first.keys.resolve(&delegations.keys)
    }
}

/// The name of a version of a role's file below the base.
pub(super) fn versioned(role: &str, version: u64) -> String {
    metadata_path(&format!("{version}.{role}.json"))
}

/// The path of the timestamp below the base; beside the bundles the only file that ever changes.
pub(super) fn timestamp_path() -> String {
    metadata_path("timestamp.json")
}

/// Reads the chain of roots below a pack's folder; nothing where there is none yet.
pub(super) fn read_root(base: &Path, pack: &str) -> Result<Option<CurrentRoot>, PublishError> {
    let mut current: Option<CurrentRoot> = None;
    for version in 1..=u64::from(MAX_ROOT_STEPS) {
        let path = base.join(versioned("root", version));
        let Some(bytes) = read_file(&path, MAX_ROOT)? else { break };
        let bad = |reason: String| PublishError::published(&path, reason);
        let root: Root = read_unsigned(&bytes).map_err(bad)?;
        if root.head.version != version {
            return Err(bad("has another version than its name says".into()));
        }
        if root.pack != pack {
            return Err(bad("is of another pack".into()));
        }
        // Each root is signed by itself and by the one before (section 5.3.4).
        let before = current.as_ref().map_or(&root, |c| &c.root);
        for signer in [before, &root] {
            let trusted = trusted_for(signer, Role::Root).map_err(bad)?;
            if !signed_by(&bytes, &trusted).map_err(bad)? {
                return Err(bad("is not signed by the root keys".into()));
            }
        }
        current = Some(CurrentRoot::next(current, &bytes)?);
    }
    Ok(current)
}

/// Reads everything below the root; nothing where no publish was ever finished.
pub(super) fn read_state(
    disk: &Disk,
    pack: &str,
    root: &CurrentRoot,
) -> Result<Option<State>, PublishError> {
    let name = timestamp_path();
    let Some(bytes) = disk.read(&name, MAX_METADATA)? else {
        return refuse_lost_timestamp(disk).map(|()| None);
    };
    let bad = |path: &Path, reason: &str| PublishError::published(path, reason);
    let path = disk.path(&name);
    let keys = |role| trusted_for(&root.root, role).map_err(|e| bad(&path, &e));
    let timestamp: Timestamp = open(&bytes, &keys(Role::Timestamp)?).map_err(|e| bad(&path, &e))?;
    if timestamp.pack != pack {
        return Err(bad(&path, "is of another pack"));
    }
    let info = timestamp.meta.get("snapshot.json");
    let info = info.ok_or_else(|| bad(&path, "names no snapshot"))?;
    let snapshot: Snapshot = read_listed(disk, "snapshot", info, Some(&keys(Role::Snapshot)?))?;
    let path = disk.path(&versioned("snapshot", info.version));
    let listed = snapshot.meta.get("targets.json");
    let listed = listed.ok_or_else(|| bad(&path, "names no targets"))?;
    let targets: Targets = read_listed(disk, "targets", listed, Some(&keys(Role::Targets)?))?;
    let mut editions = BTreeMap::new();
    for (file, info) in snapshot.meta.iter().filter(|(file, _)| *file != "targets.json") {
        let name = file.strip_suffix(".json");
        let name = name.ok_or_else(|| bad(&path, "lists a file that is no metadata"))?;
        let delegated = delegated_keys(targets.delegations.as_ref(), name);
        let delegated = delegated.map_err(|e| bad(&path, &e))?;
        // A role that nobody delegates to any more is trusted by nobody, so its old signature does not count.
        let role = read_listed(disk, name, info, delegated.as_ref())?;
        editions.insert(name.to_owned(), role);
    }
    Ok(Some(State { timestamp, snapshot, targets, editions }))
}

/// A file exactly as it is listed: version, signatures, and length and hash where they are given (5.5 and 5.6).
fn read_listed<T: Document>(
    disk: &Disk,
    role: &str,
    info: &FileInfo,
    trusted: Option<&RoleKeys>,
) -> Result<T, PublishError> {
    let name = versioned(role, info.version);
    let bad = |reason: String| PublishError::published(&disk.path(&name), reason);
    let bytes = disk.read(&name, MAX_METADATA)?.ok_or_else(|| bad("is missing".into()))?;
    if info.length.is_some_and(|listed| listed != length(&bytes))
        || info.hashes.as_ref().is_some_and(|listed| listed.sha256 != hex::sha256(&bytes))
    {
        return Err(bad("was changed since it was published".into()));
    }
    let document: T = match trusted {
        Some(trusted) => open(&bytes, trusted),
        None => read_unsigned(&bytes),
    }
    .map_err(bad)?;
    if document.head().version != info.version {
        return Err(bad("has another version than its name says".into()));
    }
    Ok(document)
}

/// The keys that a role's signatures must be of; nothing where it is not delegated to.
fn delegated_keys(
    delegations: Option<&Delegations>,
    name: &str,
) -> Result<Option<RoleKeys>, String> {
    let Some(delegations) = delegations else { return Ok(None) };
    let Some(role) = delegations.roles.iter().find(|role| role.name == name) else {
        return Ok(None);
    };
    let keys = role.keys.resolve(&delegations.keys);
    keys.map(Some).ok_or_else(|| format!("leads to keys of {name} that are not Ed25519"))
}

/// Beginning anew at version 1 is only right where no phone can have seen a later version.
fn refuse_lost_timestamp(disk: &Disk) -> Result<(), PublishError> {
    let later = disk.names(METADATA)?.into_iter().find(|name| {
        let version = name.split('.').next().and_then(|n| n.parse::<u64>().ok());
        version.is_some_and(|v| v > 1)
    });
    match later {
        Some(_) => Err(PublishError::published(&disk.path(&timestamp_path()), "is lost")),
        None => Ok(()),
    }
}

fn trusted_for(root: &Root, role: Role) -> Result<RoleKeys, String> {
    let ids = root.roles.get(role.name()).ok_or_else(|| format!("names no {role} keys"))?;
    let keys = ids.resolve(&root.keys);
    keys.ok_or_else(|| format!("names {role} keys that are not Ed25519 or not there"))
}

/// Bytes as a length in metadata.
pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
