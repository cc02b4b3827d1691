//! How well each text of a language answers: BM25 over titles and passages, and letters in common.
//!
//! Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), for BM25F; the figures were measured, see
//! docs/search.md. A passage that holds a word counts once, so that a word said ten times in a breath counts little more.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::FoundBy;
use super::lexicon::{Lexicon, count};
use super::question::{self, Asked, Sought};
use crate::store::{IndexReader, StoreError};

/// A word in the title counts like so many passages.
const TITLE: f64 = 3.0;
/// When more of the same counts little.
const K1: f64 = 4.0;
/// How much long texts lose: in words, in grams.
const B_WORDS: f64 = 0.7;
const B_GRAMS: f64 = 0.4;
/// What letters in common count beside words.
const GRAMS: f64 = 0.5;
/// Grams that stand in more texts than this say too little to be read.
const MAX_HOLDING: usize = 2_000;

/// What a text has to do with a question.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// Its row.
    pub(super) row: i64,
    /// The higher the better, 1 and more for the best of a language.
    pub(super) score: f64,
    /// The surest way by which it was found.
    pub(super) by: FoundBy,
    /// The passage that says most; none where it is the title alone.
    pub(super) passage: Option<u16>,
}

/// What a language's texts have to say.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    /// The best first.
    pub(super) ranked: Vec<Ranked>,
    /// Which share of the question's words the best one holds, by how much they say: 0 to 1.
    pub(super) confidence: f64,
    /// What was looked for.
    pub(super) sought: Vec<Sought>,
}

#[derive(Debug, Clone, Default)]
struct Tally {
    score: f64,
    /// How much the words say that it holds, however often.
    held: f64,
    by: Option<FoundBy>,
    passages: BTreeMap<u16, f64>,
}

/// Ranks the texts of a language; `extra` is looked for beside the words of the question.
pub(super) fn rank(
    reader: IndexReader<'_>,
    lexicon: &Lexicon,
    asked: &Asked,
    extra: Vec<Sought>,
) -> Result<Ranking, StoreError> {
    let mut tallies: Vec<Tally> = vec![Tally::default(); lexicon.texts.len()];
    let mut sought = Vec::new();
    let mut possible = 0.0;
    let texts = count(lexicon.texts.len());
    let rare = |holding: usize| ((texts - count(holding) + 0.5) / (count(holding) + 0.5)).ln_1p();
    let content = question::content(asked, lexicon);
    for (n, word) in &content {
        let own = question::forms(*n, word, lexicon);
        let held = tally(reader, lexicon, &own, &rare, &mut tallies)?;
        possible += rare(held);
        let others = if held == 0 {
            let last = asked.open && *n + 1 == asked.words.len();
            question::instead(*n, word, last, lexicon)
        } else {
            sought.push(own);
            question::beside(*n, word, lexicon)
        };
        for other in others {
            if tally(reader, lexicon, &other, &rare, &mut tallies)? > 0 {
                sought.push(other);
            }
        }
    }
    for other in extra {
        if tally(reader, lexicon, &other, &rare, &mut tallies)? > 0 {
            sought.push(other);
        }
    }
    let best = tallies.iter().map(|t| t.score).fold(0.0, f64::max);
    let held = tallies.iter().map(|t| t.held).fold(0.0, f64::max);
    let confidence = if possible > 0.0 { (held / possible).min(1.0) } else { 0.0 };
    if best <= 0.0 {
        return Ok(Ranking { sought, ..Ranking::default() });
    }
    let words = content.iter().filter(|(_, word)| !word.unspaced);
    let letters = letters(reader, lexicon, words.map(|(_, w)| w.folded.as_str()), &rare)?;
    let most = letters.iter().copied().fold(0.0, f64::max);
    let mut ranked = Vec::new();
    for ((tally, letters), text) in tallies.into_iter().zip(letters).zip(&lexicon.texts) {
        let Some(by) = tally.by else { continue };
        let alike = if most > 0.0 { GRAMS * letters / most } else { 0.0 };
        let by_sum = |a: &(&u16, &f64), b: &(&u16, &f64)| a.1.total_cmp(b.1).then(b.0.cmp(a.0));
        let passage = tally.passages.iter().max_by(by_sum).map(|(number, _)| *number);
        ranked.push(Ranked { row: text.row, score: tally.score / best + alike, by, passage });
    }
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
    Ok(Ranking { ranked, confidence, sought })
}

/// Adds what one sought thing says of each text, and returns in how many it stands.
fn tally(
    reader: IndexReader<'_>,
    lexicon: &Lexicon,
    sought: &Sought,
    rare: &impl Fn(usize) -> f64,
    tallies: &mut [Tally],
) -> Result<usize, StoreError> {
    let parts = reader.list_parts(sought.any.iter().map(String::as_str))?;
    let rows: Vec<_> = parts.chunk_by(|a, b| a.row == b.row).collect();
    let says = sought.weight * rare(rows.len());
    for parts in &rows {
        let Some(place) = parts.first().and_then(|part| lexicon.place(part.row)) else { continue };
        let (Some(tally), Some(text)) = (tallies.get_mut(place), lexicon.texts.get(place)) else {
            continue;
        };
        let passages = count(parts.iter().filter(|part| part.number > 0).count());
        let title = if parts.iter().any(|part| part.number == 0) { TITLE } else { 0.0 };
        let long = 1.0 - B_WORDS + B_WORDS * f64::from(text.words) / lexicon.mean_words;
        let times = title + passages / long;
        tally.held += says;
        tally.score += says * times * (K1 + 1.0) / (times + K1);
        tally.by = Some(tally.by.map_or(sought.by, |by| by.min(sought.by)));
        for part in parts.iter().filter(|part| part.number > 0) {
            *tally.passages.entry(part.number).or_default() += says;
        }
    }
    Ok(rows.len())
}

/// What the letters of words have in common with each text.
fn letters<'w>(
    reader: IndexReader<'_>,
    lexicon: &Lexicon,
    words: impl Iterator<Item = &'w str>,
    rare: &impl Fn(usize) -> f64,
) -> Result<Vec<f64>, StoreError> {
    let grams: BTreeSet<String> = words.flat_map(|word| lexicon.signs.grams(word)).collect();
    let mut sums = vec![0.0; lexicon.texts.len()];
    for gram in grams {
        let rows = reader.list_holding(&gram, MAX_HOLDING + 1)?;
        if rows.len() > MAX_HOLDING {
            continue;
        }
        let says = rare(rows.len());
        for place in rows.iter().filter_map(|row| lexicon.place(*row)) {
            if let Some(sum) = sums.get_mut(place) {
                *sum += says;
            }
        }
    }
    for (sum, text) in sums.iter_mut().zip(&lexicon.texts) {
        *sum /= 1.0 - B_GRAMS + B_GRAMS * f64::from(text.grams) / lexicon.mean_grams;
    }
    Ok(sums)
}
