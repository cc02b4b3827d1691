//! Taking texts into the index: with the edition they come with, or, where the rules have changed, some at a time, so that
//! the next call goes on whatever ends this one.

use super::language::Language;
use super::passages::passages;
use super::terms::{Gram, Signs, grams};
use crate::error::Result;
use crate::packs::format::{Fact, Text};
use crate::store::{IndexedText, Indexer, Store, Unindexed};
use crate::text::words::{Word, words};

/// How texts become terms. The version rises whenever they become others: with folding, words, stems, stop words, passages.
pub const INDEXER: Indexer = Indexer { version: 2, make: indexed };

/// Takes in all texts that wait.
///
/// # Errors
/// When the store cannot be written.
pub(crate) fn catch_up(store: &Store) -> Result<()> {
    if store.awaits_index(&INDEXER)? {
        while store.index_texts(&INDEXER)? > 0 {}
    }
    Ok(())
}

fn indexed(waiting: &Unindexed) -> Option<IndexedText> {
    if waiting.is_world {
        return None;
    }
    // What this version cannot read is found by its title.
    let text = serde_json::from_str::<Text>(&waiting.body).ok();
    let fact = waiting.fact.as_deref().and_then(|fact| serde_json::from_str::<Fact>(fact).ok());
    let passages = match &text {
        Some(text) => passages(text, fact.as_ref())?,
        None => Vec::new(),
    };
    let mut maker = Maker::new(Signs::of(waiting.language), Language::of(&waiting.key.lang));
    let title = maker.terms(&waiting.title);
    maker.words = 0;
    let passages = passages.iter().map(|passage| maker.terms(passage)).collect();
    let (grams, gram_count) = maker.grams();
    Some(IndexedText { title, passages, words: maker.words, grams, gram_count })
}

/// Makes the terms of one text; each of its words is looked at once.
struct Maker {
    signs: Signs,
    language: &'static Language,
    /// Terms by the number of their word.
    terms: Vec<String>,
    numbers: Numbers,
    grams: Vec<Gram>,
    words: u32,
}

#[expect(clippy::disallowed_types, reason = "looked into and never listed: its order is not seen")]
type Numbers = std::collections::HashMap<String, usize>;

impl Maker {
    fn new(signs: Signs, language: &'static Language) -> Self {
        let (terms, numbers, grams) = (Vec::new(), Numbers::default(), Vec::new());
        Self { signs, language, terms, numbers, grams, words: 0 }
    }

    fn terms(&mut self, text: &str) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for word in words(text) {
            self.words += 1;
            numbers.push(self.number(word));
        }
        numbers.sort_unstable();
        numbers.dedup();
        let mut out = String::new();
        for terms in numbers.into_iter().filter_map(|number| self.terms.get(number)) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(terms);
        }
        out
    }

    fn number(&mut self, Word { folded, unspaced, .. }: Word) -> usize {
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let number = self.terms.len();
        if unspaced {
            self.terms.push(self.signs.word(&folded));
        } else {
            self.terms.push(self.signs.of_word(self.language, &folded));
            if !self.language.is_stop(&folded) {
                self.grams.extend(grams(&folded));
            }
        }
        self.numbers.insert(folded, number);
        number
    }

    /// The terms of all grams, and how many different ones there are.
    fn grams(&mut self) -> (String, u32) {
        self.grams.sort_unstable();
        self.grams.dedup();
        let mut out = String::new();
        for gram in &self.grams {
            if !out.is_empty() {
                out.push(' ');
            }
            self.signs.push_gram(*gram, &mut out);
        }
        (out, u32::try_from(self.grams.len()).unwrap_or(u32::MAX))
    }
}
