//! Taking texts into the index: with the edition they come with, or, where the rules have changed, some at a time, so that
//! the next call goes on whatever ends this one.

use std::collections::BTreeMap;

use super::language::Language;
use super::passages::passages;
use super::terms::{Gram, Signs, grams};
use crate::error::Result;
use crate::packs::format::{Fact, Text};
use crate::store::{IndexedText, Indexer, Store, Unindexed};
use crate::text::words::{Word, runs};

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

fn indexed(waiting: &[Unindexed]) -> Vec<Option<IndexedText>> {
    // Texts of one language repeat each other's words: what stands for a word is found out once.
    let mut known: BTreeMap<&str, Vocabulary> = BTreeMap::new();
    let mut one = |waiting| {
        let Unindexed { language, key, .. }: &Unindexed = waiting;
        let vocabulary = known.entry(&key.lang);
        let vocabulary = vocabulary.or_insert_with(|| Vocabulary::new(*language, &key.lang));
        index(waiting, vocabulary)
    };
    waiting.iter().map(|text| if text.is_world { None } else { one(text) }).collect()
}

fn index(waiting: &Unindexed, vocabulary: &mut Vocabulary) -> Option<IndexedText> {
    // What this version cannot read is found by its title.
    let text = serde_json::from_str::<Text>(&waiting.body).ok();
    let fact = waiting.fact.as_deref().and_then(|fact| serde_json::from_str::<Fact>(fact).ok());
    let passages = match &text {
        Some(text) => passages(text, fact.as_ref())?,
        None => Vec::new(),
    };
    let mut all = Vec::new();
    let mut part = |text: &str| {
        let mut numbers = vocabulary.numbers(text);
        let words = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        all.extend_from_slice(&numbers);
        (vocabulary.terms(&numbers), words)
    };
    let (title, _) = part(&waiting.title);
    let mut words = 0;
    let passages = passages.iter().map(|passage| {
        let (terms, more) = part(passage);
        words += more;
        terms
    });
    let passages = passages.collect();
    all.sort_unstable();
    all.dedup();
    let (grams, gram_count) = vocabulary.grams(&all);
    let words = u32::try_from(words).unwrap_or(u32::MAX);
    Some(IndexedText { title, passages, words, grams, gram_count })
}

/// What stands in the index for the words of a language that have been met, by their numbers.
struct Vocabulary {
    signs: Signs,
    language: &'static Language,
    terms: Vec<String>,
    /// Of words that say something.
    grams: Vec<Vec<Gram>>,
    /// Numbers of words by their folded form.
    folded: Map<usize>,
    /// Numbers of words by what is written, where there are spaces between words.
    written: Map<Vec<usize>>,
}

#[expect(clippy::disallowed_types, reason = "looked into and never listed: its order is not seen")]
type Map<T> = std::collections::HashMap<String, T>;

impl Vocabulary {
    fn new(number: u32, tag: &str) -> Self {
        Self {
            signs: Signs::of(number),
            language: Language::of(tag),
            terms: Vec::new(),
            grams: Vec::new(),
            folded: Map::new(),
            written: Map::new(),
        }
    }

    /// The numbers of a text's words, in order.
    fn numbers(&mut self, text: &str) -> Vec<usize> {
        let mut numbers = Vec::new();
        let mut words = Vec::new();
        runs(text, |run| {
            if let Some(known) = self.written.get(run.text) {
                numbers.extend_from_slice(known);
                return;
            }
            run.push_words(&mut words);
            let own: Vec<usize> = words.drain(..).map(|word| self.number(word)).collect();
            numbers.extend_from_slice(&own);
            if !run.unspaced {
                self.written.insert(run.text.to_owned(), own);
            }
        });
        numbers
    }

    fn number(&mut self, Word { folded, unspaced, .. }: Word) -> usize {
        if let Some(number) = self.folded.get(&folded) {
            return *number;
        }
        let number = self.terms.len();
        if unspaced {
            self.terms.push(self.signs.word(&folded));
            self.grams.push(Vec::new());
        } else {
            self.terms.push(self.signs.of_word(self.language, &folded));
            let says = !self.language.is_stop(&folded);
            self.grams.push(if says { grams(&folded) } else { Vec::new() });
        }
        self.folded.insert(folded, number);
        number
    }

    /// The terms of words, parted by spaces.
    fn terms(&self, numbers: &[usize]) -> String {
        let terms = || numbers.iter().filter_map(|number| self.terms.get(*number));
        let mut out = String::with_capacity(terms().map(|terms| terms.len() + 1).sum());
        for terms in terms() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(terms);
        }
        out
    }

    /// The terms of all grams of words, and how many different ones there are.
    fn grams(&self, numbers: &[usize]) -> (String, u32) {
        let grams = numbers.iter().filter_map(|number| self.grams.get(*number));
        let mut grams: Vec<Gram> = grams.flatten().copied().collect();
        grams.sort_unstable();
        grams.dedup();
        let mut out = String::with_capacity(grams.len() * 8);
        for gram in &grams {
            if !out.is_empty() {
                out.push(' ');
            }
            self.signs.push_gram(*gram, &mut out);
        }
        (out, u32::try_from(grams.len()).unwrap_or(u32::MAX))
    }
}
