//! Titles of what is on the phone, while a person types.

use super::find::in_order;
use super::lexicon::{Lexicon, Lexicons};
use super::question::Asked;
use crate::error::Result;
use crate::store::{IndexReader, Part, Store, StoreError};
use crate::text::{Direction, LanguageTag};

/// So many words that begin like the last one are looked at.
const MOST_WORDS: usize = 200;
/// So many titles are looked at.
const MOST_TITLES: usize = 60;

/// Something a person may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// Which way the title runs.
    pub direction: Direction,
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`, `event`.
    pub kind: String,
    /// Its stable link.
    pub link: String,
}

/// Things whose titles hold all words typed so far, of which the last may not be finished: the shortest titles first, in the
/// order of the reader's languages.
pub(crate) fn suggest(
    store: &Store,
    lexicons: &Lexicons,
    typed: &str,
    languages: &[LanguageTag],
    limit: usize,
) -> Result<Vec<Suggestion>> {
    let asked = Asked::read(typed);
    if asked.words.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    store.read_index(|reader| {
        let mut found: Vec<Suggestion> = Vec::new();
        for (number, tag, _) in in_order(reader.list_languages()?, languages) {
            let lexicon = lexicons.of(reader, number, &tag)?;
            let mut own = Vec::new();
            for row in titles(reader, &lexicon, &asked)?.into_iter().take(MOST_TITLES) {
                let Some(text) = reader.find_text(row)? else { continue };
                let link = text.key.link();
                if found.iter().all(|known: &Suggestion| known.link != link) {
                    own.push(Suggestion {
                        direction: LanguageTag::stored(&tag).direction(),
                        language: tag.clone(),
                        kind: text.key.kind,
                        title: text.title,
                        link,
                    });
                }
            }
            own.sort_by_key(|s| (s.title.chars().count(), s.title.clone(), s.link.clone()));
            found.extend(own);
            if found.len() >= limit {
                break;
            }
        }
        found.truncate(limit);
        Ok(found)
    })
}

/// The texts whose titles hold all words.
fn titles(
    reader: IndexReader<'_>,
    lexicon: &Lexicon,
    asked: &Asked,
) -> std::result::Result<Vec<i64>, StoreError> {
    let mut rows: Option<Vec<i64>> = None;
    for (n, word) in asked.words.iter().enumerate() {
        let last = n + 1 == asked.words.len() && asked.open;
        let mut terms = vec![lexicon.signs.word(&word.folded)];
        if last {
            let begun = lexicon.beginning(&word.folded).take(MOST_WORDS);
            terms.extend(begun.map(|(word, _)| lexicon.signs.word(word)));
        } else if lexicon.language.is_stop(&word.folded) {
            continue;
        }
        let parts = reader.list_parts(terms.iter().map(String::as_str))?;
        let holding = parts.iter().filter(|part| part.number == 0).map(|Part { row, .. }| *row);
        rows = Some(match rows {
            None => holding.collect(),
            Some(before) => holding.filter(|row| before.binary_search(row).is_ok()).collect(),
        });
    }
    Ok(rows.unwrap_or_default())
}
