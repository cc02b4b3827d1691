//! Taking texts into the index: with the edition they come with, or, where the rules have changed, some at a time, so that
//! the next call goes on whatever ends this one.

use std::collections::BTreeSet;

use super::language::Language;
use super::passages::passages;
use super::terms::Signs;
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
    let mut maker = Maker {
        signs: Signs::of(waiting.language),
        language: Language::of(&waiting.key.lang),
        grams: BTreeSet::new(),
        words: 0,
    };
    let title = maker.terms(&waiting.title);
    maker.words = 0;
    let passages = passages.iter().map(|passage| maker.terms(passage)).collect();
    Some(IndexedText {
        title,
        passages,
        words: maker.words,
        gram_count: u32::try_from(maker.grams.len()).unwrap_or(u32::MAX),
        grams: maker.grams.into_iter().collect::<Vec<_>>().join(" "),
    })
}

struct Maker {
    signs: Signs,
    language: &'static Language,
    grams: BTreeSet<String>,
    words: u32,
}

impl Maker {
    fn terms(&mut self, text: &str) -> String {
        let mut terms = Vec::new();
        for Word { folded, unspaced, .. } in words(text) {
            self.words += 1;
            if unspaced {
                terms.push(self.signs.word(&folded));
                continue;
            }
            self.signs.push(self.language, &folded, &mut terms);
            if !self.language.is_stop(&folded) {
                self.grams.extend(self.signs.grams(&folded));
            }
        }
        terms.sort_unstable();
        terms.dedup();
        terms.join(" ")
    }
}
