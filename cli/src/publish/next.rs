//! The next state of the metadata: which roles are signed anew, with which version and expiry, and in which order.
//!
//! A phone may read at any moment, also while this runs or after it was killed: every file but the timestamp has a
//! name that was never used before, and the timestamp, written last, leads to all of them at once.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, TimeDelta, Utc};
use companion_core::packs::layout::{MAX_METADATA, edition_pattern};

use super::Options;
use super::current::{State, length, timestamp_path, versioned};
use super::disk::Disk;
use super::document::{
    DelegatedRole, Delegations, Document, FileInfo, Hashes, Head, KeyIds, Moment, SPEC_VERSION,
    Snapshot, Target, Targets, Timestamp, keys_of,
};
use super::edition_file::EditionFile;
use super::error::PublishError;
use super::objects::Placed;
use super::seal::seal;
use super::standing::Standing;
use crate::keys::{KeyRing, Role, hex};

/// What all steps of one publish have in common.
pub(super) struct Signer<'a> {
    pub(super) disk: &'a mut Disk,
    pub(super) pack: &'a str,
    pub(super) ring: &'a KeyRing,
    pub(super) standing: &'a Standing,
    pub(super) now: DateTime<Utc>,
    pub(super) options: &'a Options,
    /// Nothing was ever published: versions start at 1, over what an interrupted first publish left.
    pub(super) first: bool,
    /// Sign no other roles than these, though they lapse; nothing means all.
    pub(super) only: Option<Vec<Role>>,
    /// The documents of the new state by their names below `metadata/`.
    pub(super) documents: BTreeMap<String, Vec<u8>>,
}

impl<'a> Signer<'a> {
    /// Before its first step.
    pub(super) fn new(
        disk: &'a mut Disk,
        pack: &'a str,
        ring: &'a KeyRing,
        standing: &'a Standing,
        now: DateTime<Utc>,
        options: &'a Options,
        state: Option<&State>,
    ) -> Self {
        let (first, documents) = (state.is_none(), BTreeMap::new());
        Self { disk, pack, ring, standing, now, options, first, only: None, documents }
    }

    /// Whether an edition's role stays as it is: the same file, the same keys, and it lives on.
    pub(super) fn keeps(&self, placed: &Placed, state: Option<&State>) -> bool {
        let Some(role) = state.and_then(|s| s.editions.get(&placed.name)) else { return false };
        EditionFile::of(role, &placed.name).as_ref() == Some(&placed.file)
            && !placed.changed
            && !self.standing.replaces(Role::Editions)
            && !self.is_due(Role::Editions, &role.head)
    }

    /// An edition's role: the one there is, or a new version.
    pub(super) fn edition(
        &mut self,
        placed: &mut Placed,
        state: Option<&State>,
    ) -> Result<FileInfo, PublishError> {
        let name = placed.name.as_str();
        let before = state.and_then(|s| listed(&s.snapshot, name)).map(|info| info.version);
        if let Some(version) = before
            && self.keeps(placed, state)
        {
            placed.revision = version;
            return self.keep(name, version);
        }
        let version = self.version_after(name, before)?;
        placed.revision = version;
        self.edition_role(name, version, placed.file.targets(name, &placed.deltas))
    }

    /// A role that no longer has an edition. A snapshot must go on listing every role it ever listed, or phones
    /// refuse it (specification section 5.5.5), so the role stays there with an empty list of targets; the targets
    /// role stops delegating to it, so nobody needs it renewed. A language that comes back goes on from its version.
    pub(super) fn retired(&mut self, name: &str, state: &State) -> Result<FileInfo, PublishError> {
        let info = listed(&state.snapshot, name).ok_or_else(|| none_left(name))?;
        if state.editions.get(name).is_some_and(|role| role.targets.is_empty()) {
            return self.keep(name, info.version);
        }
        let version = self.version_after(name, Some(info.version))?;
        self.edition_role(name, version, BTreeMap::new())
    }

    fn edition_role(
        &mut self,
        name: &str,
        version: u64,
        targets: BTreeMap<String, Target>,
    ) -> Result<FileInfo, PublishError> {
        let head = self.head::<Targets>(Role::Editions, version);
        let role = Targets { head, delegations: None, targets };
        self.role(name, Role::Editions, &role)
    }

    /// The targets role: one terminating delegation for each edition (specification section 4.5).
    pub(super) fn targets(
        &mut self,
        editions: &[Placed],
        state: Option<&State>,
    ) -> Result<FileInfo, PublishError> {
        let keys = &self.standing.keys.editions;
        let roles = editions.iter().map(|e| DelegatedRole {
            name: e.name.clone(),
            keys: KeyIds::from(keys),
            paths: vec![edition_pattern(&e.name)],
            terminating: true,
        });
        let mut roles: Vec<_> = roles.collect();
        roles.sort_by(|a, b| a.name.cmp(&b.name));
        let delegations = Some(Delegations { keys: keys_of([keys]), roles });
        let before = state.and_then(|s| Some((&s.targets, listed(&s.snapshot, "targets")?)));
        if let Some((targets, info)) = before
            && targets.delegations == delegations
            && !self.standing.replaces(Role::Targets)
            && !self.is_due(Role::Targets, &targets.head)
        {
            return self.keep("targets", info.version);
        }
        let version = self.version_after("targets", before.map(|(_, info)| info.version))?;
        let head = self.head::<Targets>(Role::Targets, version);
        self.role(
            "targets",
            Role::Targets,
            &Targets { head, delegations, targets: BTreeMap::new() },
        )
    }

    /// The snapshot. One that lists the same is kept for the first third of its life: a phone that looks every day
    /// then fetches the timestamp alone, and a publisher who renews every week never lets it lapse.
    pub(super) fn snapshot(
        &mut self,
        meta: BTreeMap<String, FileInfo>,
        state: Option<&State>,
    ) -> Result<FileInfo, PublishError> {
        let before = state.and_then(|s| Some((&s.snapshot, listed_snapshot(&s.timestamp)?)));
        let version = match before {
            Some((snapshot, info))
                if snapshot.meta == meta
                    && !self.standing.replaces(Role::Snapshot)
                    && !self.lapses_at(Role::Snapshot, &snapshot.head, 2, 3) =>
            {
                self.keep("snapshot", info.version)?.version
            }
            before => {
                let version =
                    self.version_after("snapshot", before.map(|(_, info)| info.version))?;
                let head = self.head::<Snapshot>(Role::Snapshot, version);
                self.role("snapshot", Role::Snapshot, &Snapshot { head, meta })?.version
            }
        };
        // One snapshot is fetched by everybody, so that its length and hash cost little and tell damage at once.
        let bytes = self.documents.get(&format!("{version}.snapshot.json")).map(Vec::as_slice);
        let bytes = bytes.unwrap_or_default();
        let hashes = Some(Hashes { sha256: hex::sha256(bytes) });
        Ok(FileInfo { hashes, length: Some(length(bytes)), version })
    }

    /// The timestamp, always anew: from here on phones see the new state.
    pub(super) fn timestamp(
        &mut self,
        snapshot: FileInfo,
        state: Option<&State>,
    ) -> Result<(), PublishError> {
        let before = state.map_or(0, |s| self.standing.after(s.timestamp.head.version));
        let version = before.checked_add(1).ok_or_else(|| none_left("timestamp"))?;
        let head = self.head::<Timestamp>(Role::Timestamp, version);
        let meta = BTreeMap::from([("snapshot.json".to_owned(), snapshot)]);
        let timestamp = Timestamp { head, pack: self.pack.to_owned(), meta };
        let sets = self.standing.sets(Role::Timestamp);
        let bytes = seal(&timestamp, Role::Timestamp, &sets, self.ring)?;
        self.put(&timestamp_path(), &bytes, MAX_METADATA)?;
        self.documents.insert("timestamp.json".to_owned(), bytes);
        Ok(())
    }

    /// Whether less than one part of `parts` of its life is left.
    pub(super) fn lapses(&self, role: Role, head: &Head, parts: i32) -> bool {
        self.lapses_at(role, head, 1, parts)
    }

    /// In the last third of its life, and to be signed anew by this call.
    pub(super) fn is_due(&self, role: Role, head: &Head) -> bool {
        let mine = self.only.as_ref().is_none_or(|only| only.contains(&role));
        mine && self.lapses(role, head, 3)
    }

    fn lapses_at(&self, role: Role, head: &Head, part: i32, parts: i32) -> bool {
        let life = TimeDelta::days(i64::from(*self.options.lives.get(role)));
        (head.expires.0 - self.now) * parts < life * part
    }

    pub(super) fn head<T: Document>(&self, role: Role, version: u64) -> Head {
        let days = Days::new(u64::from(*self.options.lives.get(role)));
        let expires = self.now.checked_add_days(days).unwrap_or(DateTime::<Utc>::MAX_UTC);
        Head {
            kind: T::KIND.to_owned(),
            spec_version: SPEC_VERSION.to_owned(),
            version,
            expires: Moment::new(expires),
        }
    }

    /// The first free version after `before`: a publish that was interrupted may have left files that nobody is led
    /// to, but that a mirror may have copied, so their names are not used again.
    fn version_after(&self, role: &str, before: Option<u64>) -> Result<u64, PublishError> {
        if self.first {
            return Ok(1);
        }
        let mut version = self.standing.after(before.unwrap_or(0));
        loop {
            version = version.checked_add(1).ok_or_else(|| none_left(role))?;
            if !self.disk.exists(&versioned(role, version)) {
                return Ok(version);
            }
        }
    }

    fn role<T: Document>(
        &mut self,
        name: &str,
        role: Role,
        document: &T,
    ) -> Result<FileInfo, PublishError> {
        let bytes = seal(document, role, &self.standing.sets(role), self.ring)?;
        let version = document.head().version;
        self.put(&versioned(name, version), &bytes, MAX_METADATA)?;
        self.documents.insert(format!("{version}.{name}.json"), bytes);
        Ok(FileInfo::version(version))
    }

    /// A file that stays in force.
    fn keep(&mut self, name: &str, version: u64) -> Result<FileInfo, PublishError> {
        let path = versioned(name, version);
        let bytes = self.disk.read(&path, MAX_METADATA)?;
        let gone = || PublishError::published(&self.disk.path(&path), "is missing");
        self.documents.insert(format!("{version}.{name}.json"), bytes.ok_or_else(gone)?);
        Ok(FileInfo::version(version))
    }

    pub(super) fn put(&mut self, path: &str, bytes: &[u8], limit: u64) -> Result<(), PublishError> {
        if length(bytes) > limit {
            let (file, bytes) = (path.to_owned(), length(bytes));
            return Err(PublishError::MetadataTooLarge { file, bytes, limit });
        }
        self.disk.write(path, bytes)
    }
}

fn listed<'a>(snapshot: &'a Snapshot, role: &str) -> Option<&'a FileInfo> {
    snapshot.meta.get(&format!("{role}.json"))
}

fn listed_snapshot(timestamp: &Timestamp) -> Option<&FileInfo> {
    timestamp.meta.get("snapshot.json")
}

pub(super) fn none_left(role: &str) -> PublishError {
    PublishError::Versions(role.to_owned())
}
