//! A question in one language, answered by texts in another through the tables of words that packs bring.

use std::collections::{BTreeMap, BTreeSet};

use super::find;
use super::glossary::Glossary;
use super::language::Language;
use super::lexicon::Lexicon;
use super::meaning::{Meanings, Table};
use super::question::{self, Asked, AskedWord};
use super::rank::{Ranking, rank_meaning};
use crate::store::{IndexReader, StoreError, WordTableRow};
use crate::text::LanguageTag;

/// A question is in a language if so many of its telling words, in percent, are known in it.
const ENOUGH: usize = 50;

/// Ranks a language's texts for a question in another one: of those in `from`, or of all, that in which most of its words
/// are known. Nothing where no table leads here, or none knows the words.
pub(super) fn rank(
    reader: IndexReader<'_>,
    lexicon: &Lexicon,
    asked: &Asked,
    from: Option<&[LanguageTag]>,
) -> Result<Option<Ranking>, StoreError> {
    let tables = reader.list_word_tables(&lexicon.tag)?;
    let glossaries = match lexicon.glossary.is_empty() {
        true => Vec::new(),
        false => reader.list_glossary_languages()?,
    };
    let mut best: Option<Reading<'_>> = None;
    for tag in others(&tables, &glossaries, lexicon, from) {
        let mut read = Reading::of(asked, tag, &tables);
        if glossaries.iter().any(|known| known == tag) {
            let glossary = Glossary::read(reader, tag)?;
            read.add(glossary.meanings(asked, Language::of(tag), &lexicon.glossary));
        }
        if read.known() && best.as_ref().is_none_or(|best| read.sure() > best.sure()) {
            best = Some(read);
        }
    }
    let Some(Reading { content, meant, .. }) = best else { return Ok(None) };
    rank_meaning(reader, lexicon, &content, &meant).map(Some)
}

/// The languages from which tables lead here.
fn others<'t>(
    tables: &'t [WordTableRow],
    glossaries: &'t [String],
    lexicon: &Lexicon,
    from: Option<&[LanguageTag]>,
) -> BTreeSet<&'t str> {
    let is_from = |tag: &str| from.is_none_or(|from| find::reads(from, tag));
    let both = tables.iter().flat_map(|table| [table.of.as_str(), table.meant.as_str()]);
    let all = both.chain(glossaries.iter().map(String::as_str));
    all.filter(|tag| *tag != lexicon.tag && is_from(tag)).collect()
}

/// A question as one in a certain language.
struct Reading<'a> {
    /// Its telling words in that language.
    content: Vec<(usize, &'a AskedWord)>,
    /// What they mean, by their place.
    meant: BTreeMap<usize, Vec<(String, f64)>>,
    /// How many of its words say little in that language.
    stops: usize,
}

impl<'a> Reading<'a> {
    fn of(asked: &'a Asked, tag: &str, tables: &[WordTableRow]) -> Self {
        let language = Language::of(tag);
        let content = question::content(asked, language);
        let stem = |word: &AskedWord| language.stem(&word.folded).into_owned();
        let stems: BTreeSet<String> = content.iter().map(|(_, word)| stem(word)).collect();
        let mut all = Meanings::new();
        for row in tables.iter().filter(|row| row.of == tag || row.meant == tag) {
            // A table that cannot be read is as good as none.
            let Ok(table) = Table::read(&row.table) else { continue };
            let found = if row.of == tag {
                table.forward(&stems, language)
            } else {
                table.backward(&stems, language)
            };
            for (stem, words) in found {
                all.entry(stem).or_default().extend(words);
            }
        }
        let mut meant = BTreeMap::new();
        for (n, word) in &content {
            if let Some(words) = all.get(&stem(word)) {
                let words = words.iter().map(|(word, share)| (word.clone(), f64::from(*share)));
                meant.insert(*n, words.collect());
            }
        }
        let stops = asked.words.iter().filter(|word| language.is_stop(&word.folded)).count();
        Self { content, meant, stops }
    }

    /// Adds what packs say that words mean.
    fn add(&mut self, meanings: BTreeMap<usize, Vec<(String, f64)>>) {
        for (n, words) in meanings {
            self.meant.entry(n).or_default().extend(words);
        }
    }

    /// How many of its words, telling or not, are known in that language.
    fn sure(&self) -> usize {
        self.stops + self.meant.len()
    }

    fn known(&self) -> bool {
        !self.meant.is_empty() && self.meant.len() * 100 >= self.content.len() * ENOUGH
    }
}
