//! Finding things by a person's own words, offline.
//!
//! A question is ranked, never emptied: every word may be absent. Each language of the packs on the phone is an index of its
//! own ([`index`]), of words as they are folded and of what their forms have in common ([`language`]); texts are ranked by
//! passages ([`rank`]). Words that stand nowhere are read as others: parts of a compound, words that begin so, words of
//! another script, words a slip away ([`question`]). How far that goes on real questions is measured in docs/search.md.

mod answer;
mod compounds;
mod find;
mod glossary;
mod index;
pub mod language;
mod lexicon;
pub mod meaning;
mod passages;
mod question;
mod rank;
mod recent;
mod roman;
mod show;
mod suggest;
mod terms;
#[cfg(test)]
mod tests;
mod translate;

pub use answer::{FoundBy, Highlight, HitView, PassageView, ReadAs, SearchAnswer, SearchQuestion};
pub(crate) use find::find;
pub use index::INDEXER;
pub(crate) use index::catch_up;
pub(crate) use lexicon::Lexicons;
pub use recent::RecentSearch;
pub(crate) use recent::{MOST_KEPT, kept};
pub use suggest::Suggestion;
pub(crate) use suggest::suggest;
