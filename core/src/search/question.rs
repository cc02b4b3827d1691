//! A question in terms of one language's index: what is looked for, how much each word counts, and what stands in for words
//! that stand nowhere.

use std::collections::BTreeMap;

use super::answer::FoundBy;
use super::compounds;
use super::language::Language;
use super::lexicon::Lexicon;
use crate::text::slips::slips;
use crate::text::words::{Word, words};

/// Questions are cut after so many words.
const MAX_WORDS: usize = 48;
/// Questions are cut after so many characters, before words are sought.
const MAX_CHARS: usize = 2_000;
/// Words are cut after so many characters.
const MAX_WORD: usize = 64;
/// From so many letters on one slip is forgiven, and from [`TWO_SLIPS`] on two.
const ONE_SLIP: usize = 5;
const TWO_SLIPS: usize = 9;
/// How many words may stand in for one.
const MAX_NEAR: usize = 5;
const MAX_BEGINNING: usize = 40;
/// What a part of a compound counts beside the whole.
const PART: f64 = 0.5;
/// What the known part of a compound counts whose other part is unknown.
const HALF: f64 = 0.7;
/// What words count that stand in for one that is not there.
const BEGINNING: f64 = 0.8;
const NEAR: [f64; 3] = [1.0, 0.7, 0.5];

/// A question as a person typed it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Its words, folded, with how they were typed.
    pub(super) words: Vec<AskedWord>,
    /// Whether the last word may not be finished.
    pub(super) open: bool,
}

/// A word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedWord {
    /// As it was typed.
    pub(super) typed: String,
    /// Folded.
    pub(super) folded: String,
    /// Whether it is a piece of a run without spaces.
    pub(super) unspaced: bool,
}

impl AskedWord {
    /// A folded word that nobody typed.
    pub(super) fn plain(folded: &str) -> Self {
        Self { typed: folded.to_owned(), folded: folded.to_owned(), unspaced: false }
    }
}

impl Asked {
    pub(super) fn read(question: &str) -> Self {
        let end = question.char_indices().nth(MAX_CHARS).map_or(question.len(), |(at, _)| at);
        let question = question.get(..end).unwrap_or_default();
        let found = words(question);
        // The last sign of a run is a word in the index only, unless it is all there is.
        let single = |n: usize, word: &Word| {
            word.unspaced
                && n.checked_sub(1)
                    .and_then(|n| found.get(n))
                    .is_some_and(|before| before.unspaced && before.range.end == word.range.end)
        };
        let open = found.last().is_some_and(|word| word.range.end == question.len());
        let kept = found.iter().enumerate().filter(|(n, word)| !single(*n, word));
        let words = kept.take(MAX_WORDS).map(|(_, word)| AskedWord {
            typed: question.get(word.range.clone()).unwrap_or_default().to_owned(),
            folded: word.folded.chars().take(MAX_WORD).collect(),
            unspaced: word.unspaced,
        });
        Self { words: words.collect(), open }
    }
}

/// Something that is looked for: any of its terms.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sought {
    /// What it counts, 1 for a word of the question.
    pub(super) weight: f64,
    /// Terms of the index.
    pub(super) any: Vec<String>,
    /// By what this finds.
    pub(super) by: FoundBy,
    /// The word of the question from which it comes.
    pub(super) of: usize,
    /// Folded words and stems that are shown as found.
    pub(super) shown: Vec<String>,
}

/// The words of a question that count in a language; all of them where none says much.
pub(super) fn content<'a>(asked: &'a Asked, language: &Language) -> Vec<(usize, &'a AskedWord)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut once = Vec::new();
    for (n, word) in asked.words.iter().enumerate() {
        if seen.insert(&word.folded, n).is_none() {
            once.push((n, word));
        }
    }
    let says = |(_, word): &&(usize, &AskedWord)| !language.is_stop(&word.folded);
    let telling: Vec<_> = once.iter().filter(says).copied().collect();
    if telling.is_empty() { once } else { telling }
}

/// A word in all its forms, and in compounds that hold it.
pub(super) fn forms(n: usize, word: &AskedWord, lexicon: &Lexicon) -> Sought {
    let Lexicon { signs, language, .. } = lexicon;
    let folded = word.folded.as_str();
    let mut any = vec![signs.word(folded)];
    let mut shown = vec![folded.to_owned()];
    if !word.unspaced {
        let stem = language.stem(folded);
        any.push(signs.class(&stem));
        if stem != folded {
            any.push(signs.word(&stem));
        }
        for (compound, _) in lexicon.compounds_of(&stem).filter(|(word, _)| word != folded) {
            any.push(signs.word(compound));
            shown.push(compound.clone());
        }
        shown.push(stem.into_owned());
    }
    Sought { weight: 1.0, any, by: FoundBy::Words, of: n, shown }
}

/// The parts of a compound, each as a word by itself.
pub(super) fn parts(n: usize, word: &AskedWord, lexicon: &Lexicon, weight: f64) -> Vec<Sought> {
    let parts = compounds::parts(&word.folded, lexicon).into_iter();
    let parts = parts.map(|part| Sought { weight, ..forms(n, &AskedWord::plain(&part), lexicon) });
    parts.collect()
}

/// What is looked for beside a word that is there.
pub(super) fn beside(n: usize, word: &AskedWord, lexicon: &Lexicon) -> Vec<Sought> {
    parts(n, word, lexicon, PART)
}

/// What is looked for in place of a word that stands nowhere: its parts, words that begin so where it may not be
/// finished, words that sound alike in another script, words a slip away.
pub(super) fn instead(n: usize, word: &AskedWord, last: bool, lexicon: &Lexicon) -> Vec<Sought> {
    let folded = word.folded.as_str();
    let parts = parts(n, word, lexicon, 1.0);
    if !parts.is_empty() {
        return parts;
    }
    if folded.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let of_words = |found: Vec<&str>, by, weight| {
        if found.is_empty() {
            return None;
        }
        let mut any: Vec<String> = Vec::new();
        let mut shown = Vec::new();
        for word in found {
            any.push(lexicon.signs.word(word));
            if by == FoundBy::Spelling {
                any.push(lexicon.signs.class(&lexicon.language.stem(word)));
            }
            shown.push(word.to_owned());
        }
        Some(Sought { weight, any, by, of: n, shown })
    };
    let letters = folded.chars().count();
    if last && letters >= 2 {
        let mut begun: Vec<_> = lexicon.beginning(folded).collect();
        begun.sort_by_key(|(_, parts)| std::cmp::Reverse(*parts));
        begun.truncate(MAX_BEGINNING);
        let begun = begun.into_iter().map(|(word, _)| word.as_str()).collect();
        if let Some(begun) = of_words(begun, FoundBy::Beginning, BEGINNING) {
            return vec![begun];
        }
    }
    let alike = super::roman::alike(folded, lexicon);
    if let Some(alike) = of_words(alike, FoundBy::Script, BEGINNING) {
        return vec![alike];
    }
    if word.unspaced {
        return Vec::new();
    }
    let (slips, near) = near(folded, lexicon);
    let weight = NEAR.get(slips).copied().unwrap_or_default();
    if let Some(near) = of_words(near, FoundBy::Spelling, weight) {
        return vec![near];
    }
    let part = compounds::known_part(folded, lexicon);
    let part =
        part.map(|part| Sought { weight: HALF, ..forms(n, &AskedWord::plain(&part), lexicon) });
    part.into_iter().collect()
}

/// The words that lie the fewest slips away, the most frequent first.
fn near<'l>(folded: &str, lexicon: &'l Lexicon) -> (usize, Vec<&'l str>) {
    let letters: Vec<char> = folded.chars().collect();
    let mut most = match letters.len() {
        TWO_SLIPS.. => 2,
        ONE_SLIP.. => 1,
        _ => return (0, Vec::new()),
    };
    let mut found: Vec<(usize, u32, &str)> = Vec::new();
    let slips_at_most = u32::try_from(most).unwrap_or_default();
    for (word, parts) in lexicon.lettered_like(folded, slips_at_most) {
        if word.chars().any(char::is_numeric) {
            continue;
        }
        if let Some(apart) = slips(&letters, word, most) {
            // Only the nearest are wanted.
            if apart < most {
                most = apart;
            }
            found.push((apart, *parts, word));
        }
    }
    found.retain(|(apart, ..)| *apart == most);
    found.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(b.2)));
    found.truncate(MAX_NEAR);
    (most, found.into_iter().map(|(.., word)| word).collect())
}
