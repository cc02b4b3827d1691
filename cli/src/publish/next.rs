//! The next state of the metadata: which roles are signed anew, with which version and expiry, and in which order.
//!
//! A phone may read at any moment, also while this runs or after it was killed: every file but the timestamp has a
//! name that was never used before, and the timestamp, written last, leads to all of them at once.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, TimeDelta, Utc};
use companion_core::packs::layout::{MAX_METADATA, MAX_ROOT, edition_pattern, edition_target};

use super::Options;
use super::current::{CurrentRoot, State, length, timestamp_path, versioned};
use super::disk::Disk;
use super::document::{
    DelegatedRole, Delegations, Document, FileInfo, Hashes, Head, KeyIds, Moment, Root,
    SPEC_VERSION, Snapshot, Targets, Timestamp, keys_of,
};
use super::error::PublishError;
use super::objects::Placed;
use super::seal::seal;
use crate::keys::{KeyRing, Role, hex};

/// What all steps of one publish have in common.
pub(super) struct Signer<'a> {
    pub(super) disk: &'a mut Disk,
    pub(super) pack: &'a str,
    pub(super) keys: &'a KeyRing,
    pub(super) now: DateTime<Utc>,
    pub(super) options: &'a Options,
    /// Nothing was ever published: versions start at 1, over what an interrupted first publish left.
    pub(super) first: bool,
}

impl Signer<'_> {
    /// The root in force: the first one, the one there is, or one that lives longer.
    pub(super) fn root(
        &mut self,
        current: Option<CurrentRoot>,
    ) -> Result<CurrentRoot, PublishError> {
        let version = match &current {
            Some(c) if !self.lapses(Role::Root, &c.root.head, 3) => None,
            // Its keys are in the safe: the caller warns.
            Some(_) if !self.keys.can_sign(Role::Root) => None,
            Some(c) => Some(c.root.head.version.checked_add(1).ok_or_else(|| none_left("root"))?),
            None => Some(1),
        };
        match (version, current) {
            (None, Some(current)) => Ok(current),
            (version, current) => {
                let version = version.unwrap_or(1);
                let root = self.root_document(version);
                let bytes = seal(&root, Role::Root, self.keys)?;
                self.put(&versioned("root", version), &bytes, MAX_ROOT)?;
                let first_sha256 = current.map_or_else(|| hex::sha256(&bytes), |c| c.first_sha256);
                Ok(CurrentRoot { root, length: length(&bytes), first_sha256 })
            }
        }
    }

    fn root_document(&self, version: u32) -> Root {
        let roles = [Role::Root, Role::Targets, Role::Snapshot, Role::Timestamp];
        Root {
            head: self.head::<Root>(Role::Root, version),
            pack: self.pack.to_owned(),
            consistent_snapshot: true,
            keys: keys_of(roles.map(|r| self.keys.role(r))),
            roles: roles.map(|r| (r.name().to_owned(), KeyIds::from(self.keys.role(r)))).into(),
        }
    }

    /// An edition's role: the one there is where its object is the same and it lives on, else a new version.
    pub(super) fn edition(
        &mut self,
        placed: &mut Placed,
        state: Option<&State>,
    ) -> Result<FileInfo, PublishError> {
        let name = placed.name.as_str();
        let before = state.and_then(|s| Some((s.editions.get(name)?, listed(&s.snapshot, name)?)));
        if let Some((role, info)) = before
            && !placed.changed
            && !self.lapses(Role::Editions, &role.head, 3)
        {
            return Ok(info.clone());
        }
        let version = self.version_after(name, before.map(|(_, info)| info.version))?;
        placed.target.custom.revision = version;
        let targets = BTreeMap::from([(edition_target(name), placed.target.clone())]);
        self.edition_role(name, version, targets)
    }

    /// A role that no longer has an edition. A snapshot must go on listing every role it ever listed, or phones
    /// refuse it (specification section 5.5.5), so the role stays there with an empty list of targets; the targets
    /// role stops delegating to it, so nobody needs it renewed. A language that comes back goes on from its version.
    pub(super) fn retired(&mut self, name: &str, state: &State) -> Result<FileInfo, PublishError> {
        let info = listed(&state.snapshot, name).ok_or_else(|| none_left(name))?;
        if state.editions.get(name).is_some_and(|role| role.targets.is_empty()) {
            return Ok(info.clone());
        }
        let version = self.version_after(name, Some(info.version))?;
        self.edition_role(name, version, BTreeMap::new())
    }

    fn edition_role(
        &mut self,
        name: &str,
        version: u32,
        targets: BTreeMap<String, super::document::Target>,
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
        let keys = self.keys.role(Role::Editions);
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
            && !self.lapses(Role::Targets, &targets.head, 3)
        {
            return Ok(info.clone());
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
        if let Some((snapshot, info)) = before
            && snapshot.meta == meta
            && !self.lapses_at(Role::Snapshot, &snapshot.head, 2, 3)
        {
            return Ok(info.clone());
        }
        let version = self.version_after("snapshot", before.map(|(_, info)| info.version))?;
        let head = self.head::<Snapshot>(Role::Snapshot, version);
        self.role("snapshot", Role::Snapshot, &Snapshot { head, meta })
    }

    /// The timestamp, always anew: from here on phones see the new state. Its length in bytes.
    pub(super) fn timestamp(
        &mut self,
        snapshot: FileInfo,
        state: Option<&State>,
    ) -> Result<u64, PublishError> {
        let version = match state.map(|s| s.timestamp.head.version) {
            Some(before) => before.checked_add(1).ok_or_else(|| none_left("timestamp"))?,
            None => 1,
        };
        let head = self.head::<Timestamp>(Role::Timestamp, version);
        let meta = BTreeMap::from([("snapshot.json".to_owned(), snapshot)]);
        let bytes = seal(
            &Timestamp { head, pack: self.pack.to_owned(), meta },
            Role::Timestamp,
            self.keys,
        )?;
        self.put(&timestamp_path(), &bytes, MAX_METADATA)?;
        Ok(length(&bytes))
    }

    /// Whether less than one part of `parts` of its life is left.
    pub(super) fn lapses(&self, role: Role, head: &Head, parts: i32) -> bool {
        self.lapses_at(role, head, 1, parts)
    }

    fn lapses_at(&self, role: Role, head: &Head, part: i32, parts: i32) -> bool {
        let life = TimeDelta::days(i64::from(*self.options.lives.get(role)));
        (head.expires.0 - self.now) * parts < life * part
    }

    fn head<T: Document>(&self, role: Role, version: u32) -> Head {
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
    fn version_after(&self, role: &str, before: Option<u32>) -> Result<u32, PublishError> {
        if self.first {
            return Ok(1);
        }
        let mut version = before.unwrap_or(0);
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
        let bytes = seal(document, role, self.keys)?;
        let version = document.head().version;
        self.put(&versioned(name, version), &bytes, MAX_METADATA)?;
        let hashes = Hashes { sha256: hex::sha256(&bytes) };
        Ok(FileInfo { hashes, length: length(&bytes), version })
    }

    fn put(&mut self, path: &str, bytes: &[u8], limit: u64) -> Result<(), PublishError> {
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

fn none_left(role: &str) -> PublishError {
    PublishError::Versions(role.to_owned())
}
