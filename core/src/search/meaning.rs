//! What a word of a question stands for in another language, by the tables of words that packs bring.
//!
//! Pure. Words are compared by their stems on this side and on that, computed here: a table holds words as they are
//! written, so that it stays right when more becomes known of a language. Tables are `packs::format`'s, fetching them is
//! `store::search`'s.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::language::Language;
use crate::packs::format::{WordTable, WordTableError};

/// A word stands for no more than so many others; of more, those with the greatest share.
const MAX_MEANINGS: usize = 8;

/// By stem of the question: folded words of the other language that it stands for, the surest first, each with its
/// share of the whole. The shares of a stem that has at most eight meanings make 1.
pub type Meanings = BTreeMap<String, Vec<(String, f32)>>;

/// What the words of one language stand for in another, and the reverse.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table<'a>(WordTable<'a>);

impl<'a> Table<'a> {
    /// Reads a table as packs write it.
    ///
    /// # Errors
    /// [`WordTableError`]: who searches goes on without this table.
    pub fn read(text: &'a str) -> Result<Self, WordTableError> {
        Ok(Self(WordTable::read(text)?))
    }

    /// What these stems of words in the language of the table's edition stand for in the other language. `language` is
    /// the one that the stems are of. Stems of which nothing is known are left out.
    ///
    /// Reads the table once, however many stems there are.
    pub fn forward(&self, stems: &BTreeSet<String>, language: &Language) -> Meanings {
        let mut found = Found::default();
        for (word, meant) in self.0.entries() {
            let stem = language.stem(word);
            if stems.contains(stem.as_ref()) {
                meant.iter().for_each(|m| found.add(&stem, m.word, m.weight));
            }
        }
        found.shares()
    }

    /// The reverse: what these stems of words in the other language stand for in the language of the table's edition.
    pub fn backward(&self, stems: &BTreeSet<String>, language: &Language) -> Meanings {
        let mut found = Found::default();
        // One word is meant by many: its stem is computed once.
        let mut wanted: BTreeMap<&str, Option<&String>> = BTreeMap::new();
        for (word, meant) in self.0.entries() {
            for m in meant {
                let of = |meant| stems.get(language.stem(meant).as_ref());
                if let Some(stem) = *wanted.entry(m.word).or_insert_with_key(|meant| of(meant)) {
                    found.add(stem, word, m.weight);
                }
            }
        }
        found.shares()
    }
}

/// Weights of words, by the stem that stands for them.
#[derive(Default)]
struct Found(BTreeMap<String, BTreeMap<String, u32>>);

impl Found {
    fn add(&mut self, stem: &str, word: &str, weight: u8) {
        if !self.0.contains_key(stem) {
            self.0.insert(stem.to_owned(), BTreeMap::new());
        }
        if let Some(words) = self.0.get_mut(stem) {
            *words.entry(word.to_owned()).or_default() += u32::from(weight);
        }
    }

    fn shares(self) -> Meanings {
        let shares = |words: BTreeMap<String, u32>| {
            let mut words: Vec<(String, u32)> = words.into_iter().collect();
            // Equal ones stay by their words.
            words.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
            let whole = words.iter().map(|(_, weight)| weight).sum::<u32>().max(1);
            #[expect(clippy::cast_precision_loss, reason = "some thousands at most")]
            let share = |weight: u32| weight as f32 / whole as f32;
            words.into_iter().take(MAX_MEANINGS).map(|(word, w)| (word, share(w))).collect()
        };
        self.0.into_iter().map(|(stem, words)| (stem, shares(words))).collect()
    }
}
