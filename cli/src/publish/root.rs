//! The next root: the first one, one that names other keys, or one that lives longer.

use companion_core::packs::layout::MAX_ROOT;

use super::current::{CurrentRoot, versioned};
use super::document::{KeyIds, Root, keys_of};
use super::error::PublishError;
use super::next::{Signer, none_left};
use super::seal::seal;
use crate::keys::Role;

impl Signer<'_> {
    /// The root to come, if there is to be one: the first, one with other keys, or one that lives longer.
    pub(super) fn next_root(
        &self,
        current: Option<&CurrentRoot>,
    ) -> Result<Option<(u64, Vec<u8>)>, PublishError> {
        let version = match current {
            Some(c) if self.standing.needs_root() || self.renews_root(c) => {
                c.root.head.version.checked_add(1).ok_or_else(|| none_left("root"))?
            }
            Some(_) => return Ok(None),
            None => 1,
        };
        let sets = self.standing.sets(Role::Root);
        Ok(Some((version, seal(&self.root_document(version), Role::Root, &sets, self.ring)?)))
    }

    /// Where its keys are in the safe, the caller warns.
    fn renews_root(&self, current: &CurrentRoot) -> bool {
        self.is_due(Role::Root, &current.root.head)
            && self.standing.sets(Role::Root).iter().all(|set| self.ring.missing_of(set) == 0)
    }

    /// Puts a root in its place.
    pub(super) fn put_root(&mut self, version: u64, bytes: &[u8]) -> Result<(), PublishError> {
        self.put(&versioned("root", version), bytes, MAX_ROOT)
    }

    fn root_document(&self, version: u64) -> Root {
        let roles = [Role::Root, Role::Targets, Role::Snapshot, Role::Timestamp];
        let keys = &self.standing.keys;
        Root {
            head: self.head::<Root>(Role::Root, version),
            pack: self.pack.to_owned(),
            consistent_snapshot: true,
            keys: keys_of(roles.map(|r| keys.get(r))),
            roles: roles.map(|r| (r.name().to_owned(), KeyIds::from(keys.get(r)))).into(),
        }
    }
}
