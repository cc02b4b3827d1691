//! What can be wrong with keys: each with its place and the way out.

use super::Role;

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
    /// Somebody else is replacing keys.
    #[error("{0} is locked: somebody is replacing keys there; wait until it is done")]
    Busy(String),
    /// The step limit of a test was reached.
    #[error("stopped after the steps that were asked for")]
    Stopped,
    /// A file is not what it should be.
    #[error("{file}: {reason}")]
    File {
        /// Its path.
        file: String,
        /// What is wrong, without any content.
        reason: String,
    },
}
