//! The words of one language in the index and the lengths of its texts, kept in memory between searches.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::compounds::{self, writes_compounds};
use super::glossary::Glossary;
use super::language::Language;
use super::roman;
use super::terms::Signs;
use crate::store::{IndexReader, StoreError, TextLength};

/// What the index knows about a language.
#[derive(Debug)]
pub(super) struct Lexicon {
    generation: i64,
    number: u32,
    /// Its tag.
    pub(super) tag: String,
    /// Its signs in the index.
    pub(super) signs: Signs,
    /// Its rules.
    pub(super) language: &'static Language,
    /// Folded words with the number of parts they stand in, in order.
    pub(super) words: Vec<(String, u32)>,
    /// The letters of each word as bits, for a quick look at how far two words may lie apart.
    letters: Vec<u64>,
    /// Places of words by how they sound, made when somebody first types in another script.
    sounds: OnceLock<BTreeMap<String, Vec<usize>>>,
    /// Places of compounds by the stems of their parts, made when somebody first asks.
    compounds: OnceLock<BTreeMap<String, Vec<usize>>>,
    /// What its words have in common with their other forms, in order; where compounds are taken apart.
    stems: Vec<(String, u32)>,
    /// What packs say of its words.
    pub(super) glossary: Glossary,
    /// Its texts, in the order of their rows.
    pub(super) texts: Vec<TextLength>,
    /// Words of a text.
    pub(super) mean_words: f64,
    /// Grams of a text.
    pub(super) mean_grams: f64,
}

impl Lexicon {
    fn read(
        reader: IndexReader<'_>,
        number: u32,
        tag: &str,
        generation: i64,
    ) -> Result<Self, StoreError> {
        let signs = Signs::of(number);
        let (from, before) = signs.words();
        let sign = from.len();
        let words = reader.list_terms(&from, &before)?.into_iter();
        let words = words.map(|(mut term, parts)| {
            term.drain(..sign.min(term.len()));
            (term, parts)
        });
        let words: Vec<(String, u32)> = words.collect();
        let language = Language::of(tag);
        let texts = reader.list_lengths(number)?;
        let mean = |of: fn(&TextLength) -> u32| {
            let all: f64 = texts.iter().map(|text| f64::from(of(text))).sum();
            (all / count(texts.len())).max(1.0)
        };
        let stems = if writes_compounds(tag) { stems(&words, language) } else { Vec::new() };
        Ok(Self {
            generation,
            number,
            tag: tag.to_owned(),
            signs,
            language,
            letters: words.iter().map(|(word, _)| letters(word)).collect(),
            sounds: OnceLock::new(),
            compounds: OnceLock::new(),
            words,
            stems,
            glossary: Glossary::read(reader, tag)?,
            mean_words: mean(|text| text.words),
            mean_grams: mean(|text| text.grams),
            texts,
        })
    }

    /// How often forms of a word stand anywhere; where compounds are taken apart.
    pub(super) fn times_with(&self, stem: &str) -> u32 {
        let at = self.stems.binary_search_by(|(known, _)| known.as_str().cmp(stem));
        at.ok().and_then(|at| self.stems.get(at)).map_or(0, |(_, times)| *times)
    }

    /// Whether it knows at least half of these words.
    pub(super) fn knows<'w>(&self, folded: impl Iterator<Item = &'w str>) -> bool {
        let (mut known, mut all) = (0, 0);
        for word in folded {
            let is = |(own, _): &(String, u32)| own.as_str().cmp(word);
            all += 1;
            known += usize::from(self.words.binary_search_by(is).is_ok());
        }
        known * 2 >= all
    }

    /// The words whose letters are nearly those of another, so that at most `slips` lie between them.
    pub(super) fn lettered_like(
        &self,
        folded: &str,
        slips: u32,
    ) -> impl Iterator<Item = &(String, u32)> {
        let wanted = letters(folded);
        let may = move |own: &u64| (own ^ wanted).count_ones() <= 2 * slips;
        self.words.iter().zip(&self.letters).filter(move |(_, own)| may(own)).map(|(word, _)| word)
    }

    /// The words with this key of `roman`.
    pub(super) fn sounding(&self, key: &str) -> impl Iterator<Item = &(String, u32)> {
        let sounds = self.sounds.get_or_init(|| {
            let mut sounds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (place, (word, _)) in self.words.iter().enumerate() {
                for key in roman::keys(word) {
                    sounds.entry(key).or_default().push(place);
                }
            }
            sounds
        });
        self.at(sounds.get(key))
    }

    /// The words that are compounds with a word of this stem as a part, the most frequent first.
    pub(super) fn compounds_of(&self, stem: &str) -> impl Iterator<Item = &(String, u32)> {
        let compounds = self.compounds.get_or_init(|| compounds::by_part(self));
        self.at(compounds.get(stem))
    }

    fn at(&self, places: Option<&Vec<usize>>) -> impl Iterator<Item = &(String, u32)> {
        let places: &[usize] = places.map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.words.get(*place))
    }

    /// The words that begin so, in order.
    pub(super) fn beginning(&self, folded: &str) -> impl Iterator<Item = &(String, u32)> {
        let from = self.words.partition_point(|(word, _)| word.as_str() < folded);
        let rest = self.words.get(from..).unwrap_or_default().iter();
        rest.take_while(move |(word, _)| word.starts_with(folded))
    }

    /// The place of a text.
    pub(super) fn place(&self, row: i64) -> Option<usize> {
        self.texts.binary_search_by_key(&row, |text| text.row).ok()
    }
}

fn stems(words: &[(String, u32)], language: &Language) -> Vec<(String, u32)> {
    let mut stems: BTreeMap<String, u32> = BTreeMap::new();
    for (word, times) in words {
        *stems.entry(language.stem(word).into_owned()).or_default() += times;
    }
    stems.into_iter().collect()
}

/// One bit a letter; some letters share one.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

/// A number of things, where a fraction of it is wanted.
pub(super) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

/// Lexicons of the last searches.
#[derive(Debug, Default)]
pub(crate) struct Lexicons(Mutex<Vec<Arc<Lexicon>>>);

impl Lexicons {
    /// That of a language as it stands now: read again when the index has changed.
    pub(super) fn of(
        &self,
        reader: IndexReader<'_>,
        number: u32,
        tag: &str,
    ) -> Result<Arc<Lexicon>, StoreError> {
        let generation = reader.generation()?;
        let known = {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let same = |l: &&Arc<Lexicon>| {
                l.number == number && l.generation == generation && l.tag == tag
            };
            kept.iter().find(same).cloned()
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let read = Arc::new(Lexicon::read(reader, number, tag, generation)?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|l| l.generation == generation && l.number != number);
        kept.push(read.clone());
        Ok(read)
    }

    /// Forgets all, when the system asks for memory or closes the files.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
