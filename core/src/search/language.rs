//! What is known about the words of a language: which say little, and which endings one word takes.
//!
//! Owns the lists in `data/search/`, one file a language; nothing is learnt and nothing is looked up elsewhere. How words
//! are weighed, and into which parts the words of a pack fall, is left to the index.
//!
//! # The form of a file
//!
//! Words and endings are written as the language writes them and folded when they are read. `#` begins a line that is
//! not read. Sections are applied to a word in the order they stand in:
//!
//! ```text
//! [language de]            the first line: the tag after which the file is named
//! [stop]                   words that say little; they are never cut
//! der die das
//! [signs]                  of scripts without spaces: signs of which a piece says little
//! 的 了
//! [forms]                  a word, and forms of it that no ending explains
//! child: children
//! [begin article]          what is cut off at the beginning; the name after `begin` is for the reader
//! 2: ال وال
//! [end plural]             what is cut off at the end
//! 2: ies>y s               at least two letters must stay before it; `>` puts letters in its place
//! 1: ss>ss                 what is put back as it was keeps shorter endings from being cut
//! 0: news>news             with nothing before it: this word alone, not what ends like it
//! ```
//!
//! Of each section one rule is applied: the longest that leaves enough; an ending may stand there with several numbers,
//! and the largest comes first. Two letters stay always. The rules are those of
//! light stemmers (Harman's S-stemmer, Savoy's, light10 of Larkey): endings of number, case and person, few of
//! derivation. Only languages have rules for which they were seen to do more good than harm (`docs/search.md`).

mod cut;
mod known;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use cut::Cut;

/// The words of one language.
#[derive(Debug, Default)]
pub struct Language {
    stop: BTreeSet<String>,
    signs: BTreeSet<char>,
    steps: Vec<Step>,
}

/// A section that changes words.
#[derive(Debug)]
enum Step {
    /// Whole words, and the word each is a form of.
    Forms(BTreeMap<String, String>),
    /// Endings or beginnings.
    Cut(Cut),
}

impl Language {
    /// Of a BCP 47 tag, by its longest part that is known (`de-simple` is German); one of which nothing is known has
    /// neither stop words nor endings.
    pub fn of(tag: &str) -> &'static Self {
        known::of(tag)
    }

    /// Whether a folded word says little about what is looked for.
    pub fn is_stop(&self, folded: &str) -> bool {
        self.stop.contains(folded)
            || (!self.signs.is_empty()
                && !folded.is_empty()
                && folded.chars().all(|c| self.signs.contains(&c)))
    }

    /// What a folded word has in common with its other forms; not necessarily a word itself, never less than two
    /// letters of a word that has them. Stop words and words with digits stay as they are.
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        let mut stem = Cow::Borrowed(folded);
        if self.steps.is_empty() || folded.contains(char::is_numeric) || self.is_stop(folded) {
            return stem;
        }
        for step in &self.steps {
            match step {
                Step::Forms(forms) => {
                    if let Some(word) = forms.get(stem.as_ref()) {
                        stem = Cow::Owned(word.clone());
                    }
                }
                Step::Cut(cut) => stem = cut.apply(stem),
            }
        }
        stem
    }
}
