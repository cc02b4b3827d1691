//! How the key folder stands to what is published: the same keys, keys that are to replace them, or somebody else's.
//!
//! Replaced keys reach phones with root N+1 (specification sections 5.3 and 6.1). Until a phone has it, it trusts the old keys,
//! and afterwards the new ones alone; root and timestamp cannot be replaced in one step. So the first state after a
//! rotation is signed with both, and the root is written after its timestamp: whoever reads in between, or
//! after a kill, finds signatures of the keys it trusts. Where the old private keys are lost, or versions have to fall,
//! the root goes first, and phones that look in between see the state before.

use super::current::{CurrentRoot, State};
use super::error::PublishError;
use crate::keys::{KeyRing, PerRole, Role, RoleKeys};

/// A version that nobody reaches by publishing: who signed it wanted that no later one is accepted.
const BEYOND_PUBLISHING: u64 = 1 << 24;

/// Which keys sign what.
#[derive(Debug)]
pub(super) struct Standing {
    /// The keys that each role is signed with, and that root and targets name.
    pub(super) keys: PerRole<RoleKeys>,
    /// The keys that root, targets, snapshot and timestamp had before, where they sign this once more.
    pub(super) before: PerRole<Option<RoleKeys>>,
    /// The roles whose keys are replaced now.
    replaced: Vec<Role>,
    /// The root is to be written before the timestamp.
    pub(super) root_first: bool,
    /// What the publisher should know.
    pub(super) warnings: Vec<String>,
}

impl Standing {
    /// Compares the key folder with what is published.
    ///
    /// # Errors
    /// [`PublishError::OtherKeys`] where they have nothing to do with each other.
    pub(super) fn judge(
        ring: &KeyRing,
        root: Option<&CurrentRoot>,
        state: Option<&State>,
    ) -> Result<Self, PublishError> {
        let mut standing = Self::only(ring);
        let Some(root) = root else { return Ok(standing) };
        let mut replaced = Vec::new();
        let mut published = standing.keys.clone();
        for role in Role::ALL {
            let found = match role {
                Role::Editions => state.and_then(State::edition_keys),
                _ => root.keys(role),
            };
            let Some(found) = found else {
                // Nothing is delegated yet.
                if role == Role::Editions {
                    continue;
                } else {
                    return Err(PublishError::OtherKeys(role));
                }
            };
            if found == *ring.role(role) {
                continue;
            }
            if !ring.former(role).any(|former| *former == found) {
                return Err(PublishError::OtherKeys(role));
            }
            replaced.push(role);
            *published.get_mut(role) = found;
        }
        let named_by_root = |role: &&Role| **role != Role::Editions;
        if replaced.iter().any(|role| named_by_root(&role)) {
            let lacking = ring.missing_of(&published.root).max(ring.missing(Role::Root));
            if lacking > 0 {
                standing.warnings.push(format!(
                    "new keys wait for the root: {lacking} more private key(s) of the root that is published or of \
                     the next one are needed; put their .pem files into the key folder and publish once. Until then \
                     the old keys sign"
                ));
                for role in replaced.iter().copied().filter(|role| named_by_root(&role)) {
                    *standing.keys.get_mut(role) = published.get(role).clone();
                }
                replaced.retain(|role| *role == Role::Editions);
            }
        }
        for role in &replaced {
            if *role != Role::Editions {
                let old = published.get(*role);
                if ring.missing_of(old) == 0 {
                    *standing.before.get_mut(*role) = Some(old.clone());
                } else {
                    standing.root_first = true;
                }
            }
        }
        standing.replaced = replaced;
        standing.released(&published, state);
        Ok(standing)
    }

    /// The key folder's own keys: nothing is published, or nothing has changed.
    fn only(ring: &KeyRing) -> Self {
        let of = |role| ring.role(role).clone();
        Self {
            keys: PerRole {
                root: of(Role::Root),
                targets: of(Role::Targets),
                snapshot: of(Role::Snapshot),
                timestamp: of(Role::Timestamp),
                editions: of(Role::Editions),
            },
            before: PerRole {
                root: None,
                targets: None,
                snapshot: None,
                timestamp: None,
                editions: None,
            },
            replaced: Vec::new(),
            root_first: false,
            warnings: Vec::new(),
        }
    }

    /// Whether a role's keys are replaced now, so that it is signed anew.
    pub(super) fn replaces(&self, role: Role) -> bool {
        self.replaced.contains(&role)
    }

    /// Whether what is published names other keys than the key folder's.
    pub(super) fn waits(&self) -> bool {
        !self.replaced.is_empty() || !self.warnings.is_empty()
    }

    /// These roles and those whose keys are replaced.
    pub(super) fn signed_anew(&self, roles: impl IntoIterator<Item = Role>) -> Vec<Role> {
        let mut all: Vec<_> = roles.into_iter().chain(self.replaced.iter().copied()).collect();
        // New keys of editions are named by targets.
        if all.contains(&Role::Editions) {
            all.push(Role::Targets);
        }
        if self.needs_root() {
            all.push(Role::Root);
        }
        all.sort();
        all.dedup();
        all
    }

    /// Refuses to begin what could not be signed to the end.
    ///
    /// # Errors
    /// [`PublishError::Keys`].
    pub(super) fn need(&self, ring: &KeyRing, roles: &[Role]) -> Result<(), PublishError> {
        for role in roles {
            let missing = self.sets(*role).into_iter().map(|set| ring.missing_of(set)).max();
            if let Some(missing) = missing.filter(|n| *n > 0) {
                return Err(PublishError::Keys { role: *role, missing });
            }
        }
        Ok(())
    }

    /// Whether root N+1 has to be written.
    pub(super) fn needs_root(&self) -> bool {
        self.replaced.iter().any(|role| *role != Role::Editions)
    }

    /// The sets of keys that a role is signed with.
    pub(super) fn sets(&self, role: Role) -> Vec<&RoleKeys> {
        let before = self.before.get(role).as_ref();
        [Some(self.keys.get(role)), before].into_iter().flatten().collect()
    }

    /// The version that the next one follows. Phones forget what they trusted when the keys of timestamp and snapshot are
    /// replaced (5.3.11), and then a version out of reach may be left behind: recovery from a fast-forward attack.
    pub(super) fn after(&self, version: u64) -> u64 {
        if self.root_first && self.forgets() && version >= BEYOND_PUBLISHING { 0 } else { version }
    }

    fn forgets(&self) -> bool {
        self.replaces(Role::Timestamp) && self.replaces(Role::Snapshot)
    }

    /// Versions can fall only where no signature of before counts any more, neither one of ours: then the root goes
    /// first, and nothing is signed with old keys.
    fn released(&mut self, published: &PerRole<RoleKeys>, state: Option<&State>) {
        let Some(state) = state else { return };
        let listed = state.snapshot.meta.values().chain(state.timestamp.meta.values());
        let mut versions = listed.map(|info| info.version).chain([state.timestamp.head.version]);
        let disjoint = [Role::Timestamp, Role::Snapshot].into_iter().all(|role| {
            let (old, new) = (published.get(role), self.keys.get(role));
            self.replaces(role) && !old.keys.iter().any(|key| new.keys.contains(key))
        });
        if disjoint && versions.any(|version| version >= BEYOND_PUBLISHING) {
            self.root_first = true;
            for role in [Role::Targets, Role::Snapshot, Role::Timestamp] {
                *self.before.get_mut(role) = None;
            }
        }
    }
}
