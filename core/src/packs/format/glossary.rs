//! The record `glossary`: words of a language that mean the same, as the pack's editors know them.
//!
//! Records with one id in several languages are about one thing. What is found by them is the search's.

use serde::{Deserialize, Serialize};

/// No entry has more words than this in a language.
pub const MAX_GLOSSARY_WORDS: usize = 64;

/// What people call a thing in the edition's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlossaryText {
    /// Id of the entry.
    pub id: String,
    /// Words and short phrases, as they are written.
    pub words: Vec<String>,
}
