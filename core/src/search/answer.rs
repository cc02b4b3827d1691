//! What is asked, and what comes back.

use crate::text::Direction;

/// What a person looks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchQuestion {
    /// In their own words, as long as they like.
    pub text: String,
    /// Only these kinds (`page`, `place`, `service`, `contact`, `checklist`, `phrase`, `event`); empty: all.
    pub kinds: Vec<String>,
    /// Only this pack.
    pub pack: Option<String>,
    /// At most so many hits.
    pub limit: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchAnswer {
    /// The best first.
    pub hits: Vec<HitView>,
    /// Words that stand nowhere and were read as others.
    pub read_as: Vec<ReadAs>,
}

/// A word that was read as another, since it stands nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAs {
    /// As it was typed.
    pub typed: String,
    /// Folded words that are near it, the nearest first.
    pub read: Vec<String>,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitView {
    /// Pack id.
    pub pack: String,
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`, `event`.
    pub kind: String,
    /// Id in the pack.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title, in the reader's language where there is one.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// Which way the title runs.
    pub direction: Direction,
    /// Where words of the question stand in the title.
    pub highlights: Vec<Highlight>,
    /// The language whose edition holds what was found, where that is not `language`: show it as "found in German".
    pub found_in: Option<String>,
    /// By what it was found.
    pub found_by: FoundBy,
    /// The part of the text that answers best, where it was not the title.
    pub passage: Option<PassageView>,
}

/// By what something was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// Words of the question, in any form.
    Words,
    /// Words that begin with the last one, which may not be finished.
    Beginning,
    /// Words that sound like those typed in another script.
    Script,
    /// Words that are near those typed.
    Spelling,
    /// Words that mean the same, in this language or another one.
    Meaning,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageView {
    /// Without markup.
    pub text: String,
    /// Its language.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Where words of the question stand in it.
    pub highlights: Vec<Highlight>,
}

/// A stretch of a text, in UTF-16 code units from its beginning, as Kotlin's `String` and Swift's `NSRange` count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// Its first unit.
    pub start: u32,
    /// The first unit behind it.
    pub end: u32,
}
