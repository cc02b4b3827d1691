//! Signing keys: which role signs with which Ed25519 keys, and how many of them must agree.
//!
//! Owns the roles, key ids and signatures. Files are `folder`'s, their encoding is `pem`'s, what is signed is
//! [`crate::publish`]'s. Replacing keys of a published pack (root rotation) is not done here.

mod folder;
pub mod hex;
mod pem;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use ring::rand::SecureRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

pub use folder::{KEYS_FILE, init, load};

/// What a set of keys may sign. The first four are TUF's top-level roles (specification section 2.1); the last
/// signs every edition's delegated role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Names the keys of the other roles; best kept offline.
    Root,
    /// Lists the editions.
    Targets,
    /// Lists the versions of all roles.
    Snapshot,
    /// Says that the snapshot is the newest.
    Timestamp,
    /// Signs the editions' own roles.
    Editions,
}

impl Role {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Root, Self::Targets, Self::Snapshot, Self::Timestamp, Self::Editions];

    /// The name in metadata, in file names and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Targets => "targets",
            Self::Snapshot => "snapshot",
            Self::Timestamp => "timestamp",
            Self::Editions => "editions",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One value for each [`Role`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerRole<T> {
    /// Of [`Role::Root`].
    pub root: T,
    /// Of [`Role::Targets`].
    pub targets: T,
    /// Of [`Role::Snapshot`].
    pub snapshot: T,
    /// Of [`Role::Timestamp`].
    pub timestamp: T,
    /// Of [`Role::Editions`].
    pub editions: T,
}

impl<T> PerRole<T> {
    /// The value of one role.
    pub fn get(&self, role: Role) -> &T {
        match role {
            Role::Root => &self.root,
            Role::Targets => &self.targets,
            Role::Snapshot => &self.snapshot,
            Role::Timestamp => &self.timestamp,
            Role::Editions => &self.editions,
        }
    }
}

/// The public half of a key: 32 bytes (RFC 8032, section 5.1.5), in hex where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// From 64 hex digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::decode(text)?.try_into().ok().map(Self)
    }

    /// 64 hex digits.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }

    /// The TUF key id: SHA-256 of the canonical JSON of the key (specification section 4.2).
    pub fn id(self) -> String {
        let key = format!(
            r#"{{"keytype":"ed25519","keyval":{{"public":"{}"}},"scheme":"ed25519"}}"#,
            self.to_hex()
        );
        hex::sha256(key.as_bytes())
    }

    /// Whether `signature` is this key's over `message` (RFC 8032, section 5.1.7).
    pub fn verifies(self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(message, signature).is_ok()
    }
}

/// The private half of a key: the 32 bytes everything else is derived from. Never shown, never logged.
#[derive(Clone)]
pub struct Seed([u8; 32]);

impl Seed {
    /// From bytes that somebody else keeps, such as a test's.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new one by chance.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn make(random: &dyn SecureRandom) -> Result<Self, KeyError> {
        let mut bytes = [0; 32];
        random.fill(&mut bytes).map_err(|_| KeyError::Random)?;
        Ok(Self(bytes))
    }

    fn pair(&self) -> Result<Ed25519KeyPair, KeyError> {
        Ed25519KeyPair::from_seed_unchecked(&self.0).map_err(|_| KeyError::Seed)
    }

    /// The public half.
    ///
    /// # Errors
    /// Never for 32 bytes; the library's answer is passed on.
    pub fn public(&self) -> Result<PublicKey, KeyError> {
        public_of(&self.pair()?)
    }
}

fn public_of(pair: &Ed25519KeyPair) -> Result<PublicKey, KeyError> {
    pair.public_key().as_ref().try_into().map(PublicKey).map_err(|_| KeyError::Seed)
}

/// The keys of one role and how many of them must sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleKeys {
    /// At least 1, at most the number of keys.
    pub threshold: u32,
    /// Distinct, in ascending order.
    pub keys: Vec<PublicKey>,
}

/// How many root keys there are, and how many of them must sign a root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RootKeys {
    /// How many keys to make.
    pub count: u32,
    /// How many must sign.
    pub threshold: u32,
}

impl Default for RootKeys {
    fn default() -> Self {
        Self { count: 1, threshold: 1 }
    }
}

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

/// What can be wrong with keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The system gave no randomness.
    #[error("the system has no randomness to make keys from; try again later")]
    Random,
    /// The library refused the seed.
    #[error("a private key is damaged")]
    Seed,
    /// A threshold of zero or above the number of keys.
    #[error("{role} asks for {threshold} signatures of {keys} keys; ask for 1 to {keys}")]
    Threshold {
        /// The role.
        role: Role,
        /// Signatures asked for.
        threshold: u32,
        /// Keys there are.
        keys: usize,
    },
    /// A key stands twice in one role, so that one person could sign for two.
    #[error("{0} names the same key twice; every key must be its own")]
    Twice(Role),
    /// A private key that belongs to no role.
    #[error(
        "private key {0} belongs to no role of this key folder; take its file out of the folder"
    )]
    Stranger(String),
    /// The folder has keys already.
    #[error(
        "{0} already exists; keys are never overwritten, because phones trust them: choose another folder"
    )]
    Exists(String),
    /// The folder is no key folder.
    #[error("{0} is missing; make keys with `welcome keys init FOLDER`")]
    NoKeys(String),
    /// A file is not what it should be.
    #[error("{file}: {reason}")]
    File {
        /// Its path.
        file: String,
        /// What is wrong, without any content.
        reason: String,
    },
}
