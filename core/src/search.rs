//! Finding things by words, offline.
//!
//! A question is ranked, never emptied: every word may be absent. The index itself is `store::search`.

mod answer;
pub mod language;
pub mod meaning;

use std::collections::BTreeSet;

pub use answer::{FoundBy, Highlight, HitView, PassageView, ReadAs, SearchAnswer, SearchQuestion};

use crate::error::Result;
use crate::store::Store;
use crate::text::LanguageTag;
use crate::text::language::{ServedBecause, choose};

/// Questions are cut after this many words.
const MAX_WORDS: usize = 32;
/// Words are cut after this many characters.
const MAX_WORD: usize = 64;

/// Finds what matches any word of a question: in the reader's languages first, in their order, then in the others
/// that are installed.
///
/// # Errors
/// When the store cannot be read.
pub fn find(
    store: &Store,
    question: &SearchQuestion,
    languages: &[LanguageTag],
) -> Result<SearchAnswer> {
    let Some(expression) = expression(&question.text) else { return Ok(SearchAnswer::default()) };
    let hits = store.steady(|| find_all(store, &expression, languages, question.limit))?;
    Ok(SearchAnswer { hits, read_as: Vec::new() })
}

fn find_all(
    store: &Store,
    expression: &str,
    languages: &[LanguageTag],
    limit: u32,
) -> Result<Vec<HitView>> {
    let installed = store.list_languages()?;
    let order = order(languages, installed);
    let mut seen = BTreeSet::new();
    let mut hits = Vec::new();
    for language in order {
        for row in store.search_texts(expression, &language, limit)? {
            let key = row.key;
            if hits.len() < limit as usize
                && seen.insert((key.pack.clone(), key.kind.clone(), key.id.clone()))
            {
                hits.push(HitView {
                    link: format!("welcome://{}/{}/{}", key.pack, key.kind, key.id),
                    pack: key.pack,
                    kind: key.kind,
                    id: key.id,
                    title: row.title,
                    direction: LanguageTag::stored(&key.lang).direction(),
                    language: key.lang,
                    highlights: Vec::new(),
                    found_in: None,
                    found_by: FoundBy::Words,
                    passage: None,
                });
            }
        }
    }
    Ok(hits)
}

/// The installed languages: the nearest to each of the reader's first, in the reader's order.
fn order(languages: &[LanguageTag], installed: Vec<String>) -> Vec<String> {
    let tags: Vec<LanguageTag> = installed.iter().map(|tag| LanguageTag::stored(tag)).collect();
    let near = languages.iter().filter_map(|wanted| {
        let choice = choose(std::slice::from_ref(wanted), &tags, wanted)?;
        matches!(choice.because, ServedBecause::Exact | ServedBecause::Variant)
            .then(|| choice.served.to_string())
    });
    let mut order: Vec<String> = Vec::new();
    for language in near.chain(installed.iter().cloned()) {
        if !order.contains(&language) {
            order.push(language);
        }
    }
    order
}

/// The words of a question as an FTS5 expression; every word is quoted, so none is an operator.
fn expression(question: &str) -> Option<String> {
    let words: Vec<String> = question
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .take(MAX_WORDS)
        .map(|w| format!("\"{}\"", w.chars().take(MAX_WORD).collect::<String>()))
        .collect();
    (!words.is_empty()).then(|| words.join(" OR "))
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{0670}' | '\u{0591}'..='\u{05C7}' | '\u{200C}')
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn nothing_a_person_types_is_an_operator() {
        assert_eq!(
            expression("NEAR(a b) OR \"c\" *").unwrap(),
            "\"NEAR\" OR \"a\" OR \"b\" OR \"OR\" OR \"c\""
        );
        assert_eq!(expression("؟ ... \"\" "), None);
        assert_eq!(expression("112").unwrap(), "\"112\"");
        let long = expression(&"x".repeat(100_000)).unwrap();
        assert!(long.len() < 100);
    }
}
