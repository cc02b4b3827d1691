//! Ground floor: languages, writing direction, typed blocks of text, interface texts.
//!
//! Knows nothing of packs, files or databases.

pub mod alike;
#[cfg(test)]
pub(crate) mod arbitrary;
pub mod block;
mod block_wire;
pub mod fold;
pub mod language;
pub mod locale;
pub mod messages;
pub mod phone;
pub mod slips;
pub mod words;

pub use block::{Block, BlockBody, Line, ListItem, NoticeKind, Span};
pub use language::{Direction, LanguageTag};
