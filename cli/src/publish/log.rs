//! What a published pack was over time, read from its folder without any keys of ours.
//!
//! A pack's revision is the version of its snapshot, the one number that stands for all its editions at once. Snapshots that
//! only renew signatures belong to the revision before. What no root of the pack vouches for is shown and marked.

use std::collections::BTreeMap;
use std::path::Path;

use companion_core::packs::layout::{MAX_METADATA, MAX_ROOT, MAX_ROOT_STEPS};
use serde::Serialize;

use super::current::{read_root, timestamp_path, versioned};
use super::disk::{Disk, read_file};
use super::document::{Document, Moment, Root, Snapshot, Targets, Timestamp};
use super::edition_file::{Deltas, EditionFile, deltas_of};
use super::error::PublishError;
use super::history::{Versions, content};
use super::report::{PublishedDelta, told};
use super::seal::{open, read as read_unsigned};
use crate::keys::{Role, RoleKeys};

/// A state that phones could read, until the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// The version of the snapshot that was the first to say it.
    pub revision: u64,
    /// When the newest of its texts was published, RFC 3339 in UTC; left out where it only takes texts away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// Until when it was or is renewed, RFC 3339 in UTC.
    pub expires: String,
    /// What phones read now.
    pub in_force: bool,
    /// Whether keys that a root of the pack names have signed all of it.
    pub signed: bool,
    /// What changed since the revision before, sorted by name.
    pub editions: Vec<RevisedEdition>,
}

/// An edition in a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RevisedEdition {
    /// `common`, `notices` or a language tag.
    pub name: String,
    /// What became of it.
    pub change: Change,
    /// The version of its role; 0 where it was taken away.
    pub version: u64,
    /// Bytes of the whole file, compressed.
    pub object_bytes: u64,
    /// What phones with earlier contents fetch instead.
    pub deltas: Vec<PublishedDelta>,
}

/// What became of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added,
    /// Its content differs.
    Changed,
    /// It is offered no more.
    Removed,
}

/// The revisions of a pack that is published in the folder `base`, the newest first.
///
/// # Errors
/// [`PublishError`] where nothing is published there, or a file is damaged.
pub fn log(base: &Path) -> Result<Vec<Revision>, PublishError> {
    let mut reader = Reader::open(base)?;
    let mut revisions: Vec<Revision> = Vec::new();
    let mut before: BTreeMap<String, Described> = BTreeMap::new();
    for version in reader.snapshots()? {
        let state = reader.state(version)?;
        let editions = changes(&before, &state.editions);
        if let Some(last) = revisions.last_mut()
            && editions.is_empty()
        {
            last.expires = state.expires.to_string().max(std::mem::take(&mut last.expires));
            last.signed &= state.signed;
        } else {
            let changed = editions.iter().filter_map(|e| state.editions.get(&e.name));
            let published_at = changed.map(|e| e.file.custom.published_at).max();
            revisions.push(Revision {
                revision: version,
                published_at: published_at.map(|at| at.to_string()),
                expires: state.expires.to_string(),
                in_force: false,
                signed: state.signed,
                editions,
            });
        }
        before = state.editions;
    }
    if let Some(last) = revisions.last_mut() {
        last.in_force = true;
    }
    revisions.reverse();
    Ok(revisions)
}

/// The bytes of all editions of a published pack, in a revision or as they are now.
///
/// # Errors
/// [`PublishError`] where the revision or a file of it is not there any more.
pub fn editions_at(
    base: &Path,
    revision: Option<u64>,
) -> Result<BTreeMap<String, Vec<u8>>, PublishError> {
    let mut reader = Reader::open(base)?;
    let version = revision.unwrap_or(reader.in_force);
    if !reader.snapshots()?.contains(&version) {
        let pack = base.display().to_string();
        return Err(PublishError::NoRevision { pack, revision: version });
    }
    let mut editions = BTreeMap::new();
    for (name, described) in reader.state(version)?.editions {
        let raw = content(&reader.disk, &name, &described.file)
            .map_err(|reason| PublishError::published(base, reason))?;
        editions.insert(name, raw);
    }
    Ok(editions)
}

#[derive(Debug, Clone)]
struct Described {
    version: u64,
    file: EditionFile,
    deltas: Deltas,
}

struct PackState {
    expires: Moment,
    signed: bool,
    editions: BTreeMap<String, Described>,
}

/// A folder that is only read.
struct Reader {
    disk: Disk,
    /// The snapshot that the timestamp names.
    in_force: u64,
    /// What all roots name for snapshot and targets.
    snapshot_keys: Vec<RoleKeys>,
    targets_keys: Vec<RoleKeys>,
}

impl Reader {
    fn open(base: &Path) -> Result<Self, PublishError> {
        let nothing = || PublishError::NotPublished(base.display().to_string());
        let disk = Disk::rehearse(base);
        let mut roots: Vec<Root> = Vec::new();
        for version in 1..=u64::from(MAX_ROOT_STEPS) {
            let path = disk.path(&versioned("root", version));
            let Some(bytes) = read_file(&path, MAX_ROOT)? else { break };
            roots.push(read_unsigned(&bytes).map_err(|e| PublishError::published(&path, e))?);
        }
        let pack = roots.first().ok_or_else(nothing)?.pack.clone();
        // The chain as a phone would follow it; then all links of it are as good as the last.
        read_root(base, &pack)?;
        let keys = |role: Role| -> Vec<RoleKeys> {
            let named = roots.iter().filter_map(|r| r.roles.get(role.name())?.resolve(&r.keys));
            named.collect()
        };
        let path = disk.path(&timestamp_path());
        let bytes = disk.read(&timestamp_path(), MAX_METADATA)?.ok_or_else(nothing)?;
        let bad = |reason: String| PublishError::published(&path, reason);
        let mut timestamp = Err("is not signed by keys of any root".to_owned());
        for set in keys(Role::Timestamp) {
            timestamp = timestamp.or_else(|_| open::<Timestamp>(&bytes, &set));
        }
        let timestamp = timestamp.map_err(bad)?;
        let info = timestamp.meta.get("snapshot.json");
        let in_force = info.ok_or_else(|| bad("names no snapshot".into()))?.version;
        let (snapshot_keys, targets_keys) = (keys(Role::Snapshot), keys(Role::Targets));
        Ok(Self { disk, in_force, snapshot_keys, targets_keys })
    }

    /// All that were in force, the oldest first.
    fn snapshots(&self) -> Result<Vec<u64>, PublishError> {
        let versions = Versions::read(&self.disk)?;
        let mut versions: Vec<_> =
            versions.below("snapshot", self.in_force.saturating_add(1)).collect();
        versions.reverse();
        Ok(versions)
    }

    fn state(&mut self, version: u64) -> Result<PackState, PublishError> {
        let (snapshot, mut signed) =
            self.document::<Snapshot>("snapshot", version, &self.snapshot_keys)?;
        let mut editions = BTreeMap::new();
        if let Some(info) = snapshot.meta.get("targets.json") {
            let (targets, by_us) =
                self.document::<Targets>("targets", info.version, &self.targets_keys)?;
            signed &= by_us;
            let delegations = targets.delegations.iter();
            for (role, keys) in delegations.flat_map(|d| d.roles.iter().map(|r| (r, &d.keys))) {
                let name = &role.name;
                let Some(info) = snapshot.meta.get(&format!("{name}.json")) else { continue };
                let keys: Vec<_> = role.keys.resolve(keys).into_iter().collect();
                let (role, by_us) = self.document::<Targets>(name, info.version, &keys)?;
                signed &= by_us;
                if let Some(file) = EditionFile::of(&role, name) {
                    let deltas = deltas_of(&role, name);
                    let described = Described { version: info.version, file, deltas };
                    editions.insert(name.clone(), described);
                }
            }
        }
        Ok(PackState { expires: snapshot.head.expires, signed, editions })
    }

    /// A document, and whether one of these sets of keys has signed it.
    fn document<T: Document>(
        &self,
        role: &str,
        version: u64,
        keys: &[RoleKeys],
    ) -> Result<(T, bool), PublishError> {
        let name = versioned(role, version);
        let bad = |reason: String| PublishError::published(&self.disk.path(&name), reason);
        let bytes = self.disk.read(&name, MAX_METADATA)?.ok_or_else(|| bad("is missing".into()))?;
        match keys.iter().find_map(|set| open::<T>(&bytes, set).ok()) {
            Some(document) => Ok((document, true)),
            None => Ok((read_unsigned(&bytes).map_err(bad)?, false)),
        }
    }
}

fn changes(
    before: &BTreeMap<String, Described>,
    after: &BTreeMap<String, Described>,
) -> Vec<RevisedEdition> {
    let mut changes = Vec::new();
    for (name, described) in after {
        let change = match before.get(name) {
            None => Change::Added,
            Some(b) if b.file.custom.raw_sha256 != described.file.custom.raw_sha256 => {
                Change::Changed
            }
            Some(_) => continue,
        };
        changes.push(RevisedEdition {
            name: name.clone(),
            change,
            version: described.version,
            object_bytes: described.file.length,
            deltas: told(&described.deltas, &BTreeMap::new()),
        });
    }
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        changes.push(RevisedEdition {
            name: name.clone(),
            change: Change::Removed,
            version: 0,
            object_bytes: 0,
            deltas: Vec::new(),
        });
    }
    changes.sort_by(|a, b| a.name.cmp(&b.name));
    changes
}
