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
    pairs: BTreeMap<PublicKey, Ed25519KeyPair>,
}

impl KeyRing {
    /// From the public keys of all roles and the private ones at hand.
    ///
    /// # Errors
    /// When a threshold cannot be met, a key stands twice in a role, or a private key belongs to no role.
    pub fn new(mut roles: PerRole<RoleKeys>, seeds: &[Seed]) -> Result<Self, KeyError> {
        for role in [
            &mut roles.root,
            &mut roles.targets,
            &mut roles.snapshot,
            &mut roles.timestamp,
            &mut roles.editions,
        ] {
            role.keys.sort();
        }
        for role in Role::ALL {
            let RoleKeys { threshold, keys } = roles.get(role);
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
            if !Role::ALL.iter().any(|r| roles.get(*r).keys.contains(&public)) {
                return Err(KeyError::Stranger(public.id()));
            }
            pairs.insert(public, pair);
        }
        Ok(Self { roles, pairs })
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

    /// Whether enough private keys are here to sign for the role.
    pub fn can_sign(&self, role: Role) -> bool {
        self.missing(role) == 0
    }

    /// How many private keys the role still lacks to sign.
    pub fn missing(&self, role: Role) -> usize {
        let RoleKeys { threshold, keys } = self.role(role);
        let here = keys.iter().filter(|k| self.holds(**k)).count();
        usize::try_from(*threshold).unwrap_or(usize::MAX).saturating_sub(here)
    }

    /// Signatures of all keys of the role that are here: key and signature, by key id.
    pub fn sign(&self, role: Role, message: &[u8]) -> BTreeMap<String, Vec<u8>> {
        self.role(role)
            .keys
            .iter()
            .filter_map(|key| {
                Some((key.id(), self.pairs.get(key)?.sign(message).as_ref().to_vec()))
            })
            .collect()
    }
}
