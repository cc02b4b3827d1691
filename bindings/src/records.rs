//! Core's records and enums, declared once more for UniFFI and for nothing else.

pub mod guide;
pub mod packs;
pub mod text;
