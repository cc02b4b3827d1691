//! Words that mean the same, as a pack's editors know them: they stand in for those of a question, in its language and
//! in others.
//!
//! Pure but for reading. Words are compared by their stems. A phrase of several words is meant only where all of them
//! are asked for.

use std::collections::BTreeMap;

use super::answer::FoundBy;
use super::language::Language;
use super::lexicon::{Lexicon, count};
use super::question::{self, Asked, AskedWord, Sought};
use crate::store::{IndexReader, StoreError};
use crate::text::words::words;

/// What a word counts that an editor says means the same.
const SYNONYM: f64 = 0.7;
/// What it counts as a meaning in another language.
const MEANT: f64 = 0.5;
/// Of an entry, so many words or phrases are looked for.
const MOST: usize = 16;

/// What a phrase of an entry is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    /// Stems of all its words.
    stems: Vec<String>,
    /// Its telling words, folded.
    telling: Vec<AskedWord>,
}

/// The entries of one language, by pack and id.
#[derive(Debug, Default)]
pub(super) struct Glossary(BTreeMap<(String, String), Vec<Phrase>>);

/// An entry that a question asks for.
struct Named<'g> {
    key: &'g (String, String),
    /// Where the words of the question stand that ask for it.
    places: Vec<usize>,
    /// What else it is called in the question's language.
    others: Vec<&'g Phrase>,
}

/// Words that stand in for some of a question.
pub(super) struct Synonyms {
    /// The places of those for which they stand.
    pub(super) places: Vec<usize>,
    /// What is looked for.
    pub(super) sought: Vec<Sought>,
}

impl Phrase {
    fn read(text: &str, language: &Language) -> Option<Self> {
        let found: Vec<AskedWord> = words(text)
            .into_iter()
            .map(|word| AskedWord { unspaced: word.unspaced, ..AskedWord::plain(&word.folded) })
            .collect();
        let stems = found.iter().map(|word| language.stem(&word.folded).into_owned()).collect();
        let says = |word: &&AskedWord| !language.is_stop(&word.folded);
        let telling: Vec<AskedWord> = found.iter().filter(says).cloned().collect();
        let telling = if telling.is_empty() { found } else { telling };
        (!telling.is_empty()).then_some(Self { stems, telling })
    }
}

impl Glossary {
    pub(super) fn read(reader: IndexReader<'_>, tag: &str) -> Result<Self, StoreError> {
        let language = Language::of(tag);
        let mut entries = BTreeMap::new();
        for row in reader.list_glossary(tag)? {
            let phrases = row.words.iter().filter_map(|text| Phrase::read(text, language));
            entries.insert((row.pack, row.id), phrases.collect());
        }
        Ok(Self(entries))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn named(&self, asked: &Asked, language: &Language) -> Vec<Named<'_>> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (n, word) in asked.words.iter().enumerate() {
            places.entry(language.stem(&word.folded).into_owned()).or_insert(n);
        }
        let named = |(key, phrases)| {
            let phrases: &Vec<Phrase> = phrases;
            let mut named = Named { key, places: Vec::new(), others: Vec::new() };
            for phrase in phrases {
                if phrase.stems.iter().all(|stem| places.contains_key(stem)) {
                    let stem = |word: &AskedWord| language.stem(&word.folded).into_owned();
                    let telling = phrase.telling.iter().map(stem);
                    named.places.extend(telling.filter_map(|stem| places.get(&stem)));
                } else {
                    named.others.push(phrase);
                }
            }
            named.others.truncate(MOST);
            (!named.places.is_empty()).then_some(named)
        };
        self.0.iter().filter_map(named).collect()
    }

    /// What else the things are called that a question asks for.
    pub(super) fn synonyms(&self, asked: &Asked, lexicon: &Lexicon) -> Vec<Synonyms> {
        let synonyms = |named: Named<'_>| {
            let of = named.places.first().copied().unwrap_or_default();
            // Single words are one thing that is looked for, so that many names count no more than one.
            let mut any = Sought {
                weight: SYNONYM,
                any: Vec::new(),
                by: FoundBy::Meaning,
                of,
                shown: Vec::new(),
            };
            let mut sought = Vec::new();
            for phrase in named.others {
                let weight = SYNONYM / count(phrase.telling.len());
                for word in &phrase.telling {
                    let form = question::forms(of, word, lexicon);
                    if phrase.telling.len() == 1 {
                        any.any.extend(form.any);
                        any.shown.extend(form.shown);
                    } else {
                        sought.push(Sought { weight, by: FoundBy::Meaning, ..form });
                    }
                }
            }
            sought.push(any);
            Synonyms { places: named.places, sought }
        };
        self.named(asked, lexicon.language).into_iter().map(synonyms).collect()
    }

    /// What the things are called in another language, the one of `meant`, that a question asks for: by place in the
    /// question, folded words with what they count.
    pub(super) fn meanings(
        &self,
        asked: &Asked,
        language: &Language,
        meant: &Self,
    ) -> BTreeMap<usize, Vec<(String, f64)>> {
        let mut all: BTreeMap<usize, Vec<(String, f64)>> = BTreeMap::new();
        for named in self.named(asked, language) {
            let Some(phrases) = meant.0.get(named.key) else { continue };
            let place = named.places.first().copied().unwrap_or_default();
            let words = all.entry(place).or_default();
            for phrase in phrases.iter().take(MOST) {
                let share = MEANT / count(phrase.telling.len());
                words.extend(phrase.telling.iter().map(|word| (word.folded.clone(), share)));
            }
        }
        all
    }
}
