//! Who signs what: the roles, and how many keys of each must agree.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::PublicKey;

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

    /// The value of one role, to be changed.
    pub fn get_mut(&mut self, role: Role) -> &mut T {
        match role {
            Role::Root => &mut self.root,
            Role::Targets => &mut self.targets,
            Role::Snapshot => &mut self.snapshot,
            Role::Timestamp => &mut self.timestamp,
            Role::Editions => &mut self.editions,
        }
    }
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
