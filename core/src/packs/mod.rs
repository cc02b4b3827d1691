//! Welcome packs: their format, where they lie, how they are trusted, how they come into the store.

pub mod edition;
pub mod format;
pub mod layout;
