//! Publishing: editions and media as signed static files that any web host carries.
//!
//! A small publisher of TUF 1.0 (theupdateframework.io/specification) with consistent snapshots. Paths and limits are
//! [`companion_core::packs::layout`]'s, keys [`crate::keys`]'s. Objects nobody is led to any more are not deleted:
//! a phone may be fetching them. See docs/publishing.md.

mod as_of;
mod current;
mod disk;
mod document;
mod error;
mod json;
mod next;
mod objects;
mod seal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::packs::edition::Edition;
use companion_core::packs::format::MediaFact;
use serde::Serialize;

use self::current::{CurrentRoot, State, read_root, read_state};
use self::disk::Disk;
use self::document::{FileInfo, Moment};
pub use self::error::PublishError;
use self::next::Signer;
use self::objects::Placed;
use crate::keys::{KeyRing, PerRole, Role};

/// What is published: everything the pack has, changed or not.
#[derive(Debug, Clone, Copy)]
pub struct PublishInput<'a> {
    /// Id of the pack; the name of its folder.
    pub pack: &'a str,
    /// All editions, `common` among them.
    pub editions: &'a [Edition],
    /// All media files of the common edition, with where they are now.
    pub media: &'a [(MediaFact, PathBuf)],
}

/// How to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// For how many days each role's signatures hold.
    pub lives: PerRole<u32>,
    /// Stop with [`PublishError::Stopped`] after so many writes and renames: for tests of interrupted publishing.
    pub stop_after: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        let lives = PerRole { root: 730, targets: 90, snapshot: 14, timestamp: 14, editions: 90 };
        Self { lives, stop_after: None }
    }
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Id of the pack.
    pub pack: String,
    /// Its editions, sorted by name.
    pub editions: Vec<PublishedEdition>,
    /// Bytes of all metadata in force: root, timestamp, snapshot, targets and every edition's role.
    pub metadata_bytes: u64,
    /// SHA-256 of `1.root.json`: the fingerprint by which phones know the pack.
    pub root_sha256: String,
    /// Paths of the files written, below the pack's folder, in order; to be uploaded in this order.
    pub written: Vec<String>,
    /// What will need care soon, in plain words.
    pub warnings: Vec<String>,
}

/// One edition of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedEdition {
    /// `common`, `notices` or a language tag.
    pub name: String,
    /// The version of its role.
    pub revision: u32,
    /// Whether its content differs from what was published before.
    pub changed: bool,
    /// Bytes of the compressed object.
    pub object_bytes: u64,
    /// Bytes of the edition itself.
    pub raw_bytes: u64,
}

/// Publishes a pack to `folder/<pack>`. Objects first, the timestamp last: until then phones see the state before.
///
/// # Errors
/// [`PublishError`]; the state before stays in force.
pub fn publish(
    input: &PublishInput<'_>,
    keys: &KeyRing,
    folder: &Path,
    now: DateTime<Utc>,
    options: &Options,
) -> Result<Published, PublishError> {
    objects::check(input)?;
    need(keys, &[Role::Editions, Role::Targets, Role::Snapshot, Role::Timestamp])?;
    let base = folder.join(input.pack);
    let mut disk = Disk::open(&base, options.stop_after)?;
    let root = read_root(&base, input.pack, keys)?;
    if root.is_none() {
        need(keys, &[Role::Root])?;
    }
    let state = read_state(&disk, input.pack, keys)?;
    let state = state.as_ref();
    check_clock(state, now)?;
    as_of::check(input.editions, state, &disk)?;

    for (fact, from) in input.media {
        objects::place_media(&mut disk, fact, from)?;
    }
    let mut editions = Vec::new();
    for edition in input.editions {
        let before = state.and_then(|s| s.target(&edition.name()));
        editions.push(objects::place_edition(&mut disk, edition, before, Moment::new(now))?);
    }
    editions.sort_by(|a, b| a.name.cmp(&b.name));

    let first = state.is_none();
    let mut signer = Signer { disk: &mut disk, pack: input.pack, keys, now, options, first };
    let root = signer.root(root)?;
    let mut meta = BTreeMap::new();
    for edition in &mut editions {
        let info = signer.edition(edition, state)?;
        meta.insert(format!("{}.json", edition.name), info);
    }
    if let Some(state) = state {
        for name in state.editions.keys().filter(|n| editions.iter().all(|e| e.name != **n)) {
            meta.insert(format!("{name}.json"), signer.retired(name, state)?);
        }
    }
    meta.insert("targets.json".to_owned(), signer.targets(&editions, state)?);
    let warnings = root_warnings(&signer, &root);
    let metadata_bytes = finish(&mut signer, &root, meta, state)?;
    Ok(Published {
        pack: input.pack.to_owned(),
        editions: editions.iter().map(report).collect(),
        metadata_bytes,
        root_sha256: root.first_sha256,
        written: disk.into_written(),
        warnings,
    })
}

/// Signs snapshot and timestamp of a published pack anew, and nothing else; needs no other private keys.
///
/// # Errors
/// [`PublishError`]; the state before stays in force.
pub fn renew(
    pack: &str,
    keys: &KeyRing,
    folder: &Path,
    now: DateTime<Utc>,
    options: &Options,
) -> Result<Published, PublishError> {
    need(keys, &[Role::Snapshot, Role::Timestamp])?;
    let base = folder.join(pack);
    let nothing = || PublishError::NotPublished(base.display().to_string());
    if !base.join(current::timestamp_path()).exists() {
        return Err(nothing());
    }
    let mut disk = Disk::open(&base, options.stop_after)?;
    let root = read_root(&base, pack, keys)?.ok_or_else(nothing)?;
    let state = read_state(&disk, pack, keys)?.ok_or_else(nothing)?;
    check_clock(Some(&state), now)?;
    let mut signer = Signer { disk: &mut disk, pack, keys, now, options, first: false };
    let mut warnings = root_warnings(&signer, &root);
    let placed = state.editions.keys().filter_map(|name| {
        let target = state.target(name)?.clone();
        Some(Placed { name: name.clone(), target, changed: false })
    });
    let placed: Vec<_> = placed.collect();
    let editions = placed.iter().filter_map(|e| state.editions.get(&e.name));
    let lapsing = editions.chain([&state.targets]).filter(|role| {
        let kind = if role.delegations.is_some() { Role::Targets } else { Role::Editions };
        signer.lapses(kind, &role.head, 3)
    });
    if let Some(soonest) = lapsing.map(|role| role.head.expires).min() {
        warnings.push(format!(
            "editions expire from {soonest} on; publish the pack again before, `--renew` alone does not renew them"
        ));
    }
    let meta = state.snapshot.meta.clone();
    let metadata_bytes = finish(&mut signer, &root, meta, Some(&state))?;
    Ok(Published {
        pack: pack.to_owned(),
        editions: placed.iter().map(report).collect(),
        metadata_bytes,
        root_sha256: root.first_sha256,
        written: disk.into_written(),
        warnings,
    })
}

/// SHA-256 of a published pack's first root, by which phones know the pack.
///
/// # Errors
/// When nothing is published, or its newest root trusts other keys than `keys`.
pub fn fingerprint(pack: &str, keys: &KeyRing, folder: &Path) -> Result<String, PublishError> {
    let base = folder.join(pack);
    let root = read_root(&base, pack, keys)?;
    root.map(|r| r.first_sha256)
        .ok_or_else(|| PublishError::NotPublished(base.display().to_string()))
}

/// The packs published in a folder, sorted.
///
/// # Errors
/// When the folder cannot be read.
pub fn packs(folder: &Path) -> Result<Vec<String>, PublishError> {
    let mut packs = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| PublishError::io(folder, e))? {
        let entry = entry.map_err(|e| PublishError::io(folder, e))?;
        if entry.path().join(current::timestamp_path()).exists() {
            packs.extend(entry.file_name().into_string());
        }
    }
    packs.sort();
    Ok(packs)
}

fn finish(
    signer: &mut Signer<'_>,
    root: &CurrentRoot,
    meta: BTreeMap<String, FileInfo>,
    state: Option<&State>,
) -> Result<u64, PublishError> {
    let roles: u64 = meta.values().map(|info| info.length).sum();
    let snapshot = signer.snapshot(meta, state)?;
    let listed = snapshot.length;
    let timestamp = signer.timestamp(snapshot, state)?;
    Ok(root.length + roles + listed + timestamp)
}

fn need(keys: &KeyRing, roles: &[Role]) -> Result<(), PublishError> {
    for role in roles {
        let missing = keys.missing(*role);
        if missing > 0 {
            return Err(PublishError::Keys { role: *role, missing });
        }
    }
    Ok(())
}

/// A clock that stands before the last publish would sign expiries in the past. Two computers may differ by an hour.
fn check_clock(state: Option<&State>, now: DateTime<Utc>) -> Result<(), PublishError> {
    let targets = state.iter().flat_map(|s| s.editions.values()).flat_map(|e| e.targets.values());
    match targets.map(|t| t.custom.published_at).max() {
        Some(published) if published.0 - now > TimeDelta::hours(1) => Err(PublishError::Clock {
            now: Moment::new(now).to_string(),
            published: published.to_string(),
        }),
        _ => Ok(()),
    }
}

fn root_warnings(signer: &Signer<'_>, root: &CurrentRoot) -> Vec<String> {
    let expires = root.root.head.expires;
    let lapses = signer.lapses(Role::Root, &root.root.head, 3);
    lapses
        .then(|| {
            format!(
                "the root expires at {expires}; publish once with the root keys in the key folder"
            )
        })
        .into_iter()
        .collect()
}

fn report(placed: &Placed) -> PublishedEdition {
    PublishedEdition {
        name: placed.name.clone(),
        revision: placed.target.custom.revision,
        changed: placed.changed,
        object_bytes: placed.target.length,
        raw_bytes: placed.target.custom.raw_length,
    }
}
