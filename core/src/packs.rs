//! Welcome packs: their format, where they lie, how they are trusted, how they come into the store,
//! and how they go from phone to phone.

pub mod bundle;
pub mod changes;
pub mod crypto;
pub mod delta;
pub mod edition;
pub mod format;
pub mod install;
pub mod layout;
pub mod media;
pub mod share;
pub mod verify;
