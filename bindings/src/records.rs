//! Core's records and enums, declared once more for UniFFI and for nothing else.

pub mod catalogue;
pub mod drafts;
pub mod events;
pub mod guide;
pub mod lists;
pub mod packs;
pub mod places;
pub mod search;
pub mod text;
pub mod warnings;
