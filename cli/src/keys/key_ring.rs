//! All keys of a pack, and signing with those whose private halves are here.

use std::collections::BTreeMap;

use ring::signature::Ed25519KeyPair;

use super::key::public_of;
use super::{KeyError, PerRole, PublicKey, Role, RoleKeys, Seed};

/// All public keys of a pack by role, and those private keys that are here.
///
/// A computer that only renews needs the private keys of snapshot and timestamp; root keys may stay in a safe.
#[derive(Debug)]
pub struct KeyRing {
    roles: PerRole<RoleKeys>,
    /// What signed before a rotation, the latest last: published packs may still name it.
    former: Vec<(Role, RoleKeys)>,
    pairs: BTreeMap<PublicKey, Ed25519KeyPair>,
}

impl KeyRing {
    /// From the public keys of all roles and the private ones at hand.
    ///
    /// # Errors
    /// When a threshold cannot be met, a key stands twice in a role, or a private key belongs to no role.
    pub fn new(roles: PerRole<RoleKeys>, seeds: &[Seed]) -> Result<Self, KeyError> {
        Self::rotated(roles, Vec::new(), seeds)
    }

    /// The same after rotations: `former` are the sets of keys that signed before, the latest last. Their private
    /// halves may be among `seeds`.
    ///
    /// # Errors
    /// As [`KeyRing::new`].
    pub fn rotated(
        mut roles: PerRole<RoleKeys>,
        mut former: Vec<(Role, RoleKeys)>,
        seeds: &[Seed],
    ) -> Result<Self, KeyError> {
        for (_, before) in &mut former {
            before.keys.sort();
        }
        for role in [
            &mut roles.root,
            &mut roles.targets,
            &mut roles.snapshot,
            &mut roles.timestamp,
            &mut roles.editions,
        ] {
            role.keys.sort();
        }
        let present = Role::ALL.map(|role| (role, roles.get(role)));
        for (role, keys) in present.into_iter().chain(former.iter().map(|(r, k)| (*r, k))) {
            let RoleKeys { threshold, keys } = keys;
            let distinct = keys.windows(2).all(|pair| pair.first() != pair.last());
            if *threshold == 0 || usize::try_from(*threshold).is_ok_and(|t| t > keys.len()) {
                return Err(KeyError::Threshold { role, threshold: *threshold, keys: keys.len() });
            }
            if !distinct {
                return Err(KeyError::Twice(role));
            }
        }
        let mut pairs = BTreeMap::new();
        for seed in seeds {
            let pair = seed.pair()?;
            let public = public_of(&pair)?;
            let present = Role::ALL.iter().map(|role| roles.get(*role));
            let mut all = present.chain(former.iter().map(|(_, keys)| keys));
            if !all.any(|role| role.keys.contains(&public)) {
                return Err(KeyError::Stranger(public.id()));
            }
            pairs.insert(public, pair);
        }
        Ok(Self { roles, former, pairs })
    }

    /// All private keys at hand, one or more for each role; only the root may need several to sign.
    ///
    /// # Errors
    /// As [`KeyRing::new`].
    pub fn from_seeds(seeds: &PerRole<Vec<Seed>>, root_threshold: u32) -> Result<Self, KeyError> {
        let of = |seeds: &[Seed], threshold| -> Result<RoleKeys, KeyError> {
            let keys = seeds.iter().map(Seed::public).collect::<Result<_, _>>()?;
            Ok(RoleKeys { threshold, keys })
        };
        let roles = PerRole {
            root: of(&seeds.root, root_threshold)?,
            targets: of(&seeds.targets, 1)?,
            snapshot: of(&seeds.snapshot, 1)?,
            timestamp: of(&seeds.timestamp, 1)?,
            editions: of(&seeds.editions, 1)?,
        };
        let all: Vec<Seed> = Role::ALL.iter().flat_map(|r| seeds.get(*r).iter().cloned()).collect();
        Self::new(roles, &all)
    }

    /// The keys of a role.
    pub fn role(&self, role: Role) -> &RoleKeys {
        self.roles.get(role)
    }

    /// Whether this key's private half is here.
    pub fn holds(&self, key: PublicKey) -> bool {
        self.pairs.contains_key(&key)
    }

    /// The sets of keys that a role had before, the latest last.
    pub fn former(&self, role: Role) -> impl DoubleEndedIterator<Item = &RoleKeys> {
        self.former.iter().filter(move |(of, _)| *of == role).map(|(_, keys)| keys)
    }

    /// All sets of keys that signed before a rotation, the latest last.
    pub fn all_former(&self) -> &[(Role, RoleKeys)] {
        &self.former
    }

    /// Whether enough private keys are here to sign for the role.
    pub fn can_sign(&self, role: Role) -> bool {
        self.missing(role) == 0
    }

    /// How many private keys the role still lacks to sign.
    pub fn missing(&self, role: Role) -> usize {
        self.missing_of(self.role(role))
    }

    /// How many private keys of a set are still lacking to sign with it.
    pub fn missing_of(&self, set: &RoleKeys) -> usize {
        let here = set.keys.iter().filter(|k| self.holds(**k)).count();
        usize::try_from(set.threshold).unwrap_or(usize::MAX).saturating_sub(here)
    }

    /// Signatures of all keys of the role that are here: key and signature, by key id.
    pub fn sign(&self, role: Role, message: &[u8]) -> BTreeMap<String, Vec<u8>> {
        self.sign_with(self.role(role), message)
    }

    /// Signatures of all keys of a set that are here.
    pub fn sign_with(&self, set: &RoleKeys, message: &[u8]) -> BTreeMap<String, Vec<u8>> {
        set.keys
            .iter()
            .filter_map(|key| {
                Some((key.id(), self.pairs.get(key)?.sign(message).as_ref().to_vec()))
            })
            .collect()
    }
}
