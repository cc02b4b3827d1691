//! How well each text of a language answers: BM25 over titles and passages, and letters in common.
//!
//! Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), for BM25F; the figures were measured, see
//! docs/search.md. A passage that holds a word counts once, so that a word said ten times in a breath counts little more.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::FoundBy;
use super::lexicon::{Lexicon, count};
use super::question::{self, Asked, AskedWord, Sought};
use crate::store::{IndexReader, Part, StoreError};

/// A word in the title counts like so many passages.
const TITLE: f64 = 3.0;
/// When more of the same counts little.
const K1: f64 = 4.0;
/// How much long texts lose: in words, in grams.
const B_WORDS: f64 = 0.7;
const B_GRAMS: f64 = 0.2;
/// Texts that are shorter than this share of the usual are no better for it.
const SHORTEST: f64 = 0.5;
/// What letters in common count beside words.
const GRAMS: f64 = 0.5;
/// Grams that stand in more texts than this say too little to be read.
const MAX_HOLDING: usize = 2_000;
/// Words of another language lend their letters where they are likely enough to be meant.
const TELLING_SHARE: f64 = 0.3;

/// What a text has to do with a question.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    /// Its row.
    pub(super) row: i64,
    /// The higher the better, at most 1.
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

/// Ranks the texts of a language by the words of a question in that language.
pub(super) fn rank(
    reader: IndexReader<'_>,
    lexicon: &Lexicon,
    asked: &Asked,
) -> Result<Ranking, StoreError> {
    let mut tallies = Tallies::new(reader, lexicon);
    let content = question::content(asked, lexicon.language);
    let named = tallies.add_synonyms(asked)?;
    for (n, word) in &content {
        let own = question::forms(*n, word, lexicon);
        let held = tallies.add(own)?;
        if held == 0 && named.contains(n) {
            // Editors know what it means, and did not write it.
            continue;
        }
        tallies.possible += tallies.rare(held);
        let others = if held == 0 {
            let last = asked.open && *n + 1 == asked.words.len();
            question::instead(*n, word, last, lexicon)
        } else {
            question::beside(*n, word, lexicon)
        };
        for other in others {
            tallies.add(other)?;
        }
    }
    let words = content.iter().filter(|(_, word)| !word.unspaced);
    tallies.ranking(words.map(|(_, word)| word.folded.as_str()))
}

/// Ranks the texts of a language by what the words of a question in another one mean: `meant` are words of this language by
/// their place in the question. A word of which nothing is known is looked for as it is written: many are names.
pub(super) fn rank_meaning(
    reader: IndexReader<'_>,
    lexicon: &Lexicon,
    content: &[(usize, &AskedWord)],
    meant: &BTreeMap<usize, Vec<(String, f64)>>,
) -> Result<Ranking, StoreError> {
    let mut tallies = Tallies::new(reader, lexicon);
    for (n, word) in content {
        let Some(meant) = meant.get(n) else {
            let held = tallies.add(question::forms(*n, word, lexicon))?;
            tallies.possible += tallies.rare(held);
            continue;
        };
        for (word, share) in meant {
            let word = AskedWord::plain(word);
            let own = question::forms(*n, &word, lexicon);
            let held = tallies.add(Sought { weight: *share, by: FoundBy::Meaning, ..own })?;
            tallies.possible += share * tallies.rare(held);
            for other in question::beside(*n, &word, lexicon) {
                let weight = share * other.weight;
                tallies.add(Sought { weight, by: FoundBy::Meaning, ..other })?;
            }
        }
    }
    let words = meant.values().flatten().filter(|(_, share)| *share >= TELLING_SHARE);
    tallies.ranking(words.map(|(word, _)| word.as_str()))
}

/// What is known so far of each text of a language.
struct Tallies<'a> {
    reader: IndexReader<'a>,
    lexicon: &'a Lexicon,
    texts: Vec<Tally>,
    /// How much all words of the question say.
    possible: f64,
    sought: Vec<Sought>,
}

impl<'a> Tallies<'a> {
    fn new(reader: IndexReader<'a>, lexicon: &'a Lexicon) -> Self {
        let texts = vec![Tally::default(); lexicon.texts.len()];
        Self { reader, lexicon, texts, possible: 0.0, sought: Vec::new() }
    }

    /// How much something says that stands in so many texts.
    fn rare(&self, holding: usize) -> f64 {
        let texts = count(self.texts.len());
        ((texts - count(holding) + 0.5) / (count(holding) + 0.5)).ln_1p()
    }

    /// Adds what one sought thing says of each text, and returns in how many it stands.
    fn add(&mut self, sought: Sought) -> Result<usize, StoreError> {
        let parts = self.reader.list_parts(sought.any.iter().map(String::as_str))?;
        let rows: Vec<_> = parts.chunk_by(|a, b| a.row == b.row).collect();
        let says = sought.weight * self.rare(rows.len());
        for parts in &rows {
            let place = parts.first().and_then(|part| self.lexicon.place(part.row));
            let Some(place) = place else { continue };
            if let (Some(tally), Some(text)) =
                (self.texts.get_mut(place), self.lexicon.texts.get(place))
            {
                let long = (f64::from(text.words) / self.lexicon.mean_words).max(SHORTEST);
                tally.add(parts, says, 1.0 - B_WORDS + B_WORDS * long, sought.by);
            }
        }
        let held = rows.len();
        if held > 0 {
            self.sought.push(sought);
        }
        Ok(held)
    }

    /// Adds what packs say to mean the same as words of the question, and returns the places of those for which something
    /// was found.
    fn add_synonyms(&mut self, asked: &Asked) -> Result<BTreeSet<usize>, StoreError> {
        let mut named = BTreeSet::new();
        for synonyms in self.lexicon.glossary.synonyms(asked, self.lexicon) {
            for sought in synonyms.sought {
                let weight = sought.weight;
                let held = self.add(sought)?;
                if held > 0 {
                    self.possible += weight * self.rare(held);
                    named.extend(&synonyms.places);
                }
            }
        }
        Ok(named)
    }

    /// The texts in order; `words` are those whose letters count too.
    fn ranking<'w>(self, words: impl Iterator<Item = &'w str>) -> Result<Ranking, StoreError> {
        let best = self.texts.iter().map(|t| t.score).fold(0.0, f64::max);
        if best <= 0.0 {
            return Ok(Ranking { sought: self.sought, ..Ranking::default() });
        }
        let letters = self.letters(words)?;
        let most = letters.iter().copied().fold(0.0, f64::max);
        let held = self.texts.iter().map(|t| t.held).fold(0.0, f64::max);
        let confidence = if self.possible > 0.0 { (held / self.possible).min(1.0) } else { 0.0 };
        let mut ranked = Vec::new();
        for ((tally, letters), text) in self.texts.into_iter().zip(letters).zip(&self.lexicon.texts)
        {
            let Some(by) = tally.by else { continue };
            let alike = if most > 0.0 { GRAMS * letters / most } else { 0.0 };
            let by_sum = |a: &(&u16, &f64), b: &(&u16, &f64)| a.1.total_cmp(b.1).then(b.0.cmp(a.0));
            let passage = tally.passages.iter().max_by(by_sum).map(|(number, _)| *number);
            let score = (tally.score / best + alike) / (1.0 + GRAMS);
            ranked.push(Ranked { row: text.row, score, by, passage });
        }
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.row.cmp(&b.row)));
        Ok(Ranking { ranked, confidence, sought: self.sought })
    }

    /// What the letters of words have in common with each text.
    fn letters<'w>(&self, words: impl Iterator<Item = &'w str>) -> Result<Vec<f64>, StoreError> {
        let Lexicon { signs, mean_grams, texts, .. } = self.lexicon;
        let grams: BTreeSet<String> = words.flat_map(|word| signs.grams(word)).collect();
        let mut sums = vec![0.0; texts.len()];
        for gram in grams {
            let rows = self.reader.list_holding(&gram, MAX_HOLDING + 1)?;
            if rows.len() > MAX_HOLDING {
                continue;
            }
            let says = self.rare(rows.len());
            for place in rows.iter().filter_map(|row| self.lexicon.place(*row)) {
                if let Some(sum) = sums.get_mut(place) {
                    *sum += says;
                }
            }
        }
        for (sum, text) in sums.iter_mut().zip(texts) {
            *sum /= 1.0 - B_GRAMS + B_GRAMS * f64::from(text.grams) / mean_grams;
        }
        Ok(sums)
    }
}

impl Tally {
    /// `long` is how much longer than usual the text is, as far as that counts.
    fn add(&mut self, parts: &[Part], says: f64, long: f64, by: FoundBy) {
        let passages = parts.iter().filter(|part| part.number > 0);
        let title = if parts.iter().any(|part| part.number == 0) { TITLE } else { 0.0 };
        let times = title + count(passages.clone().count()) / long;
        self.held += says;
        self.score += says * times * (K1 + 1.0) / (times + K1);
        self.by = Some(self.by.map_or(by, |known| known.min(by)));
        for part in passages {
            *self.passages.entry(part.number).or_default() += says;
        }
    }
}
