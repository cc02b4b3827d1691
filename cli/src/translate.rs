//! Texts out to translators and back.
//!
//! Owns what leaves and what may come back: [`parts`] knows every translatable part and its state, [`run`] the words in
//! it and the marks a translator must not lose, [`xliff`] and [`sheet`] the two forms of a file. [`plan`] decides what of
//! a returned file holds, [`apply`] makes source files of it, [`store`] writes all of them or none; [`exchange`] joins them. What a source file
//! means stays `source`'s.

pub mod apply;
pub mod exchange;
pub mod origin;
pub mod parts;
pub mod plan;
pub mod run;
pub mod sheet;
pub mod store;
#[cfg(test)]
mod tests;
pub mod xliff;
mod xml;

use companion_core::text::LanguageTag;

use self::run::Token;

/// Largest file that is taken back, in bytes; far more than the texts of the largest pack in one language.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;

/// The words of one run on their way to a translator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it belongs to: `pages/registration`, `places`.
    pub group: String,
    /// Its id in the whole exchange: `pages/registration/3.1`, `places/town-hall/name`.
    pub key: String,
    /// Where its source text stands, as `file:line`.
    pub place: String,
    /// What it is, in words: the page's title, the kind of block.
    pub note: String,
    /// Hash of the source text of the part it belongs to.
    pub hash: u64,
    /// The source text.
    pub source: Vec<Token>,
    /// Where its links lead, in the order of their numbers.
    pub links: Vec<String>,
    /// The translation there is.
    pub present: Option<Vec<Token>>,
    /// Whether the translation there is holds.
    pub state: UnitState,
}

impl Unit {
    /// Words of the source text, for an estimate of the work.
    pub fn words(&self) -> usize {
        let words = |token: &Token| match token {
            Token::Text(text) => text.split_whitespace().count(),
            _ => 0,
        };
        self.source.iter().map(words).sum()
    }
}

/// How a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitState {
    /// There is no translation.
    Missing,
    /// The source text has changed since.
    Outdated,
    /// It holds.
    Current,
}

/// A unit as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The key of the unit.
    pub key: String,
    /// Line in the returned file.
    pub line: u32,
    /// The hash it went out with.
    pub hash: u64,
    /// The translation; nothing where the translator left it empty.
    pub target: Option<Vec<Token>>,
    /// Somebody said that it is done, whether or not a word changed.
    pub done: bool,
}

/// A file as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedFile {
    /// The language it is translated into.
    pub language: LanguageTag,
    /// The language it was translated from.
    pub from: LanguageTag,
    /// Its units, in its order.
    pub units: Vec<Returned>,
}
