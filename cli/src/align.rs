//! Tables of words from a pack's own parallel texts, by which a question in one language finds a page in another.
//!
//! Owns making them; how a table is written is `companion_core::packs::format::WordTable`'s. Everything is a function of the
//! editions: the same records give the same table on every machine. Only sums, products and quotients of floats are taken,
//! in a fixed order, and the results are rounded to whole weights.
//!
//! | module | owns |
//! |---|---|
//! | [`pairs`] | which texts of two editions say the same |
//! | [`lengths`] | which of two rows of texts belong together, by their lengths |
//! | [`classes`] | the words of a text, forms of one word as one |
//! | [`model`] | how likely a word stands for another |
//! | [`table`] | which of that is worth a phone's room |

mod classes;
mod lengths;
mod model;
mod pairs;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Fact, Level, Text, WordsText};
use companion_core::search::language::Language;
use companion_core::text::LanguageTag;

use self::classes::Side;
use self::model::{Model, Sentence};

/// Fewer parallel texts than this teach little but chance.
const MIN_PAIRS: usize = 100;

/// Puts a table into each language's edition that has enough text in parallel with that of the pack's source language, in
/// place of the one that is there. Variants of the source language, such as plain language, have none.
///
/// Editions of packs of the world have none either: their texts are not searched.
pub fn put_tables(editions: &mut [Edition]) {
    let Some(source) = source_language(editions) else { return };
    let tables: Vec<Option<WordsText>> = {
        let texts = editions.iter().find_map(|edition| match &edition.records {
            Records::Language(tag, texts) if *tag == source => Some(texts.as_slice()),
            _ => None,
        });
        let table = |edition: &Edition| match (&edition.records, texts) {
            (Records::Language(tag, own), Some(texts)) if primary(tag) != primary(&source) => {
                table(tag, own, &source, texts)
            }
            _ => None,
        };
        editions.iter().map(table).collect()
    };
    for (edition, table) in editions.iter_mut().zip(tables) {
        if let Records::Language(_, texts) = &mut edition.records {
            texts.retain(|text| !matches!(text, Text::Words(_)));
            texts.extend(table.map(Text::Words));
        }
    }
}

/// Nothing where no table is wanted.
fn source_language(editions: &[Edition]) -> Option<LanguageTag> {
    editions.iter().find_map(|edition| match &edition.records {
        Records::Common(facts) => facts.iter().find_map(|fact| match fact {
            Fact::Pack(pack) if pack.level != Level::World => Some(pack.source_language.clone()),
            _ => None,
        }),
        _ => None,
    })
}

fn primary(tag: &LanguageTag) -> String {
    tag.to_string().split('-').next().unwrap_or_default().to_owned()
}

fn table(
    tag: &LanguageTag,
    texts: &[Text],
    source: &LanguageTag,
    source_texts: &[Text],
) -> Option<WordsText> {
    let pairs = pairs::pairs(texts, source_texts);
    if pairs.len() < MIN_PAIRS {
        return None;
    }
    let (tag, source) = (tag.to_string(), source.to_string());
    let (mut left, mut right) = (Side::of(Language::of(&tag)), Side::of(Language::of(&source)));
    // What is said twice in the same words teaches nothing more.
    let mut seen = BTreeSet::new();
    let mut sentences = Vec::new();
    for (own, other) in pairs {
        let sentence = Sentence { left: left.classes(&own), right: right.classes(&other) };
        if !sentence.left.is_empty() && !sentence.right.is_empty() && seen.insert(sentence.clone())
        {
            sentences.push(sentence);
        }
    }
    if sentences.len() < MIN_PAIRS {
        return None;
    }
    let (left, right) = (left.words(), right.words());
    let model = Model::learn(&sentences, left.len(), right.len());
    let table = table::write(&table::choose(&model, &left, &right));
    (!table.is_empty()).then_some(WordsText { id: source, table })
}
