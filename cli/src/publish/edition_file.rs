//! An edition's file and the deltas to it, as the edition's role describes them.

use std::collections::BTreeMap;

use companion_core::packs::layout::{delta_base, delta_target, edition_target, object_path};

use super::document::{Custom, Hashes, Target, Targets};

/// An edition's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditionFile {
    pub(super) custom: Custom,
    /// Of the compressed file.
    pub(super) hashes: Hashes,
    /// Bytes of the compressed file.
    pub(super) length: u64,
}

/// Deltas to an edition, by the digits of their bases.
pub(super) type Deltas = BTreeMap<String, Delta>;

/// A patch to an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Delta {
    pub(super) hashes: Hashes,
    pub(super) length: u64,
}

impl EditionFile {
    /// What a role says; nothing where it names no edition.
    pub(super) fn of(role: &Targets, edition: &str) -> Option<Self> {
        let target = role.targets.get(&edition_target(edition))?;
        let (hashes, length) = (target.hashes.clone(), target.length);
        Some(Self { custom: target.custom.clone()?, hashes, length })
    }

    /// Its path below the base.
    pub(super) fn path(&self, edition: &str) -> String {
        object_path(&self.hashes.sha256, &edition_target(edition))
    }

    /// The targets of a role that names it and these deltas.
    pub(super) fn targets(&self, edition: &str, deltas: &Deltas) -> BTreeMap<String, Target> {
        let own = Target {
            custom: Some(self.custom.clone()),
            hashes: self.hashes.clone(),
            length: self.length,
        };
        let mut targets = BTreeMap::from([(edition_target(edition), own)]);
        targets.extend(deltas.iter().map(|(base, delta)| {
            let (hashes, length) = (delta.hashes.clone(), delta.length);
            (delta_target(edition, base), Target { custom: None, hashes, length })
        }));
        targets
    }
}

/// The deltas that a role names.
pub(super) fn deltas_of(role: &Targets, edition: &str) -> Deltas {
    let described = role.targets.iter().filter_map(|(name, target)| {
        let base = delta_base(edition, name)?.to_owned();
        Some((base, Delta { hashes: target.hashes.clone(), length: target.length }))
    });
    described.collect()
}
