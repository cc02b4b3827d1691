//! Welcome packs: their format, where they lie, how they are trusted, how they come into the store.

pub mod bundle;
pub mod changes;
pub mod crypto;
pub mod delta;
pub mod edition;
pub mod format;
pub mod install;
pub mod layout;
pub mod media;
pub mod verify;
