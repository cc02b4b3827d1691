//! Signing keys: which role signs with which Ed25519 keys, and how many of them must agree.
//!
//! | module | owns |
//! |---|---|
//! | `role` | the roles, their keys and thresholds |
//! | `key` | one key: its halves, its id |
//! | `key_ring` | all keys of a pack, and signing with those that are here |
//! | `folder`, `pem` | keys as files |
//! | `rotate` | new keys in the place of others |
//! | [`hex`] | how hashes, keys and signatures are written |
//!
//! What is signed is [`crate::publish`]'s, also how new keys reach what is published.

mod error;
mod folder;
pub mod hex;
mod key;
mod key_ring;
mod pem;
mod role;
mod rotate;
#[cfg(test)]
mod tests;

pub use error::KeyError;
pub use folder::{KEYS_FILE, init, load};
pub use key::{PublicKey, Seed};
pub use key_ring::KeyRing;
pub use role::{PerRole, Role, RoleKeys, RootKeys};
pub use rotate::rotate;
