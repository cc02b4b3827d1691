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
    vocabulary.begin_text();
    let (title, _) = vocabulary.terms(&waiting.title);
    let mut words = 0;
    let passages = passages.iter().map(|passage| {
        let (terms, more) = vocabulary.terms(passage);
        words += more;
        terms
    });
    let passages = passages.collect();
    let (grams, gram_count) = vocabulary.grams();
    let words = u32::try_from(words).unwrap_or(u32::MAX);
    Some(IndexedText { title, passages, words, grams, gram_count })
}

/// What stands in the index for the words of a language that have been met, by their numbers.
struct Vocabulary {
    signs: Signs,
    language: &'static Language,
    words: Vec<Known>,
    /// Numbers of words by their folded form.
    folded: Map<String, usize>,
    /// Numbers of words by what is written, where there are spaces between words.
    written: Map<String, Vec<usize>>,
    /// Terms of grams.
    grams: Vec<String>,
    /// Their numbers.
    known_grams: Map<Gram, usize>,
    in_text: Seen,
    in_part: Seen,
    grams_in_text: Seen,
}

/// A word that has been met.
struct Known {
    terms: String,
    /// Numbers of its grams, if it says something.
    grams: Vec<usize>,
}

#[expect(clippy::disallowed_types, reason = "looked into and never listed: its order is not seen")]
type Map<K, V> = std::collections::HashMap<K, V>;

impl Vocabulary {
    fn new(number: u32, tag: &str) -> Self {
        Self {
            signs: Signs::of(number),
            language: Language::of(tag),
            words: Vec::new(),
            folded: Map::new(),
            written: Map::new(),
            grams: Vec::new(),
            known_grams: Map::new(),
            in_text: Seen::default(),
            in_part: Seen::default(),
            grams_in_text: Seen::default(),
        }
    }

    fn begin_text(&mut self) {
        self.in_text.clear();
    }

    /// The terms of a part of the text, parted by spaces, and how many words it has.
    fn terms(&mut self, part: &str) -> (String, usize) {
        let numbers = self.numbers(part);
        self.in_part.clear();
        let mut out = String::with_capacity(2 * part.len());
        for number in &numbers {
            self.in_text.add(*number);
            if self.in_part.add(*number)
                && let Some(word) = self.words.get(*number)
            {
                push(&mut out, &word.terms);
            }
        }
        (out, numbers.len())
    }

    /// The terms of all grams of the text, and how many different ones there are.
    fn grams(&mut self) -> (String, u32) {
        self.grams_in_text.clear();
        let mut out = String::new();
        let words = self.in_text.all.iter().filter_map(|number| self.words.get(*number));
        for number in words.flat_map(|word| &word.grams) {
            if self.grams_in_text.add(*number)
                && let Some(term) = self.grams.get(*number)
            {
                push(&mut out, term);
            }
        }
        (out, u32::try_from(self.grams_in_text.all.len()).unwrap_or(u32::MAX))
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
        let (terms, grams) = if unspaced {
            (self.signs.word(&folded), Vec::new())
        } else if self.language.is_stop(&folded) {
            (self.signs.of_word(self.language, &folded), Vec::new())
        } else {
            let grams = grams(&folded).into_iter().map(|gram| self.gram(gram)).collect();
            (self.signs.of_word(self.language, &folded), grams)
        };
        let number = self.words.len();
        self.words.push(Known { terms, grams });
        self.folded.insert(folded, number);
        number
    }

    fn gram(&mut self, gram: Gram) -> usize {
        *self.known_grams.entry(gram).or_insert_with(|| {
            self.grams.push(self.signs.gram(gram));
            self.grams.len() - 1
        })
    }
}

/// Numbers, each once, in the order in which they came.
#[derive(Default)]
struct Seen {
    all: Vec<usize>,
    is_in: Vec<bool>,
}

impl Seen {
    /// Whether it is new.
    fn add(&mut self, number: usize) -> bool {
        if self.is_in.len() <= number {
            self.is_in.resize(number + 1, false);
        }
        let Some(is_in) = self.is_in.get_mut(number) else { return false };
        let is_new = !std::mem::replace(is_in, true);
        if is_new {
            self.all.push(number);
        }
        is_new
    }

    fn clear(&mut self) {
        for number in self.all.drain(..) {
            if let Some(is_in) = self.is_in.get_mut(number) {
                *is_in = false;
            }
        }
    }
}

fn push(terms: &mut String, term: &str) {
    if !terms.is_empty() {
        terms.push(' ');
    }
    terms.push_str(term);
}
