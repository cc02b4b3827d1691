//! What is published now, read from the folder and trusted only as far as the key ring's keys have signed it.
//!
//! Expiry is not looked at: a publisher who comes late must be able to publish again.

use std::collections::BTreeMap;
use std::path::Path;

use companion_core::packs::layout::{
    MAX_METADATA, MAX_ROOT, MAX_ROOT_STEPS, METADATA, edition_target, metadata_path,
};

use super::disk::{Disk, read_file};
use super::document::{Document, FileInfo, Root, Snapshot, Target, Targets, Timestamp};
use super::error::PublishError;
use super::seal::{open, read as read_unsigned, signed_by};
use crate::keys::{KeyRing, Role, RoleKeys, hex};

/// The newest root, and the first one's fingerprint.
#[derive(Debug)]
pub(super) struct CurrentRoot {
    pub(super) root: Root,
    pub(super) length: u64,
    /// SHA-256 of the file `1.root.json`.
    pub(super) first_sha256: String,
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
    pub(super) fn target(&self, edition: &str) -> Option<&Target> {
        self.editions.get(edition)?.targets.get(&edition_target(edition))
    }
}

/// The name of a version of a role's file below the base.
pub(super) fn versioned(role: &str, version: u32) -> String {
    metadata_path(&format!("{version}.{role}.json"))
}

/// The path of the timestamp below the base; the only file that ever changes.
pub(super) fn timestamp_path() -> String {
    metadata_path("timestamp.json")
}

/// Reads the chain of roots below a pack's folder; nothing where there is none yet.
pub(super) fn read_root(
    base: &Path,
    pack: &str,
    keys: &KeyRing,
) -> Result<Option<CurrentRoot>, PublishError> {
    let mut current: Option<CurrentRoot> = None;
    for version in 1..=MAX_ROOT_STEPS {
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
        let first_sha256 = current.map_or_else(|| hex::sha256(&bytes), |c| c.first_sha256);
        current = Some(CurrentRoot { root, length: length(&bytes), first_sha256 });
    }
    if let Some(CurrentRoot { root, .. }) = &current {
        for role in [Role::Root, Role::Targets, Role::Snapshot, Role::Timestamp] {
            if trusted_for(root, role).ok().as_ref() != Some(keys.role(role)) {
                return Err(PublishError::OtherKeys(role));
            }
        }
    }
    Ok(current)
}

/// Reads everything below the root; nothing where no publish was ever finished.
pub(super) fn read_state(
    disk: &Disk,
    pack: &str,
    keys: &KeyRing,
) -> Result<Option<State>, PublishError> {
    let name = timestamp_path();
    let Some(bytes) = disk.read(&name, MAX_METADATA)? else {
        return refuse_lost_timestamp(disk).map(|()| None);
    };
    let bad = |path: &Path, reason: &str| PublishError::published(path, reason);
    let path = disk.path(&name);
    let timestamp: Timestamp =
        open(&bytes, keys.role(Role::Timestamp)).map_err(|e| bad(&path, &e))?;
    if timestamp.pack != pack {
        return Err(bad(&path, "is of another pack"));
    }
    let info = timestamp.meta.get("snapshot.json");
    let info = info.ok_or_else(|| bad(&path, "names no snapshot"))?;
    let snapshot: Snapshot = read_listed(disk, "snapshot", info, keys.role(Role::Snapshot))?;
    let path = disk.path(&versioned("snapshot", info.version));
    let mut targets = None;
    let mut editions = BTreeMap::new();
    for (file, info) in &snapshot.meta {
        match file.strip_suffix(".json") {
            Some("targets") => {
                targets = Some(read_listed(disk, "targets", info, keys.role(Role::Targets))?);
            }
            Some(name) => {
                let role = read_listed(disk, name, info, keys.role(Role::Editions))?;
                editions.insert(name.to_owned(), role);
            }
            None => return Err(bad(&path, "lists a file that is no metadata")),
        }
    }
    let targets = targets.ok_or_else(|| bad(&path, "names no targets"))?;
    Ok(Some(State { timestamp, snapshot, targets, editions }))
}

/// A file exactly as it is listed: length, hash, version and signatures (sections 5.5 and 5.6).
fn read_listed<T: Document>(
    disk: &Disk,
    role: &str,
    info: &FileInfo,
    trusted: &RoleKeys,
) -> Result<T, PublishError> {
    let name = versioned(role, info.version);
    let bad = |reason: String| PublishError::published(&disk.path(&name), reason);
    let bytes = disk.read(&name, MAX_METADATA)?.ok_or_else(|| bad("is missing".into()))?;
    if length(&bytes) != info.length || hex::sha256(&bytes) != info.hashes.sha256 {
        return Err(bad("was changed since it was published".into()));
    }
    let document: T = open(&bytes, trusted).map_err(bad)?;
    if document.head().version != info.version {
        return Err(bad("has another version than its name says".into()));
    }
    Ok(document)
}

/// Beginning anew at version 1 is only right where no phone can have seen a later version.
fn refuse_lost_timestamp(disk: &Disk) -> Result<(), PublishError> {
    let later = disk.names(METADATA)?.into_iter().find(|name| {
        let version = name.split('.').next().and_then(|n| n.parse::<u32>().ok());
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
