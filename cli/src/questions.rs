//! Questions with the page that answers each: read from a file, and how many of them a phone finds.
//!
//! `read` owns the file, `known` the ids of other systems, `measure` the figures.

mod known;
mod measure;
mod read;
#[cfg(test)]
mod tests;

use companion_core::text::LanguageTag;

pub use known::Known;
pub use measure::{Figures, Outcome, measure};
pub use read::{Asked, read};

/// Everything that can be found.
pub const KINDS: [&str; 7] =
    ["page", "place", "service", "contact", "checklist", "phrase", "event"];

/// A question whose answer is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Counted from 1.
    pub line: u32,
    /// In a person's words.
    pub text: String,
    /// Its language.
    pub language: LanguageTag,
    /// The id of what answers it, in the pack or in the system that the pack came from.
    pub wanted: String,
    /// Its kind.
    pub kind: String,
}
