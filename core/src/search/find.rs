//! One question, all editions on the phone: the reader's languages first, and what is found in others shown in theirs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer::{FoundBy, HitView, ReadAs, SearchAnswer, SearchQuestion};
use super::lexicon::{Lexicon, Lexicons};
use super::question::{Asked, Sought};
use super::rank::{Ranked, Ranking, rank};
use super::show::{self, Shown};
use crate::error::Result;
use crate::store::{FoundText, IndexReader, Store, TextKey};
use crate::text::LanguageTag;
use crate::text::language::{ServedBecause, choose};

/// What a text counts that is in none of the reader's languages.
const OTHER: f64 = 0.7;
/// Texts of a language that are looked at for a page of hits.
const MOST: usize = 400;

/// An edition's answer.
struct Found {
    lexicon: Arc<Lexicon>,
    ranking: Ranking,
    /// What its hits count beside those of others.
    weight: f64,
}

/// Answers a question.
pub(crate) fn find(
    store: &Store,
    lexicons: &Lexicons,
    question: &SearchQuestion,
    languages: &[LanguageTag],
) -> Result<SearchAnswer> {
    let asked = Asked::read(&question.text);
    if asked.words.is_empty() || question.limit == 0 {
        return Ok(SearchAnswer::default());
    }
    store.read_index(|reader| {
        let mut editions = Vec::new();
        for (number, tag, nearness) in in_order(reader.list_languages()?, languages) {
            let lexicon = lexicons.of(reader, number, &tag)?;
            let ranking = rank(reader, &lexicon, &asked, Vec::new())?;
            editions.push(Found { lexicon, weight: nearness * ranking.confidence, ranking });
        }
        let hits = hits(reader, &editions, question, languages)?;
        let read_as = editions.first().map(|first| read_as(first, &asked)).unwrap_or_default();
        Ok(SearchAnswer { hits, read_as })
    })
}

/// The languages of the index, the nearest to each of the reader's first, in the reader's order, with what they count.
pub(super) fn in_order(
    indexed: Vec<(u32, String)>,
    languages: &[LanguageTag],
) -> Vec<(u32, String, f64)> {
    let tags: Vec<LanguageTag> = indexed.iter().map(|(_, tag)| LanguageTag::stored(tag)).collect();
    let near: Vec<String> = languages
        .iter()
        .filter_map(|wanted| {
            let choice = choose(std::slice::from_ref(wanted), &tags, wanted)?;
            matches!(choice.because, ServedBecause::Exact | ServedBecause::Variant)
                .then(|| choice.served.to_string())
        })
        .collect();
    let place = |tag: &str| near.iter().position(|own| own == tag);
    let mut order: Vec<_> = indexed
        .into_iter()
        .map(|(number, tag)| {
            let nearness = if place(&tag).is_some() { 1.0 } else { OTHER };
            (number, tag, nearness)
        })
        .collect();
    order.sort_by_key(|(_, tag, _)| place(tag).unwrap_or(usize::MAX));
    order
}

/// What of an edition is looked at next.
struct Candidate<'e> {
    score: f64,
    edition: &'e Found,
    ranked: &'e Ranked,
}

fn hits(
    reader: IndexReader<'_>,
    editions: &[Found],
    question: &SearchQuestion,
    languages: &[LanguageTag],
) -> Result<Vec<HitView>> {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for edition in editions {
        let ranked = edition.ranking.ranked.iter().take(MOST);
        candidates.extend(ranked.map(|ranked| Candidate {
            score: edition.weight * ranked.score,
            edition,
            ranked,
        }));
    }
    // Stable: of equals the reader's language comes first, then the better of its own.
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut seen: BTreeMap<(String, String, String), ()> = BTreeMap::new();
    let mut hits = Vec::new();
    for Candidate { edition, ranked, .. } in candidates {
        if hits.len() >= question.limit as usize {
            break;
        }
        let Some(text) = reader.find_text(ranked.row)? else { continue };
        let FoundText { key, .. } = &text;
        let wanted = (question.kinds.is_empty() || question.kinds.contains(&key.kind))
            && question.pack.as_ref().is_none_or(|pack| *pack == key.pack);
        let name = (key.pack.clone(), key.kind.clone(), key.id.clone());
        if wanted && seen.insert(name, ()).is_none() {
            hits.push(hit(reader, &text, edition, ranked, languages)?);
        }
    }
    Ok(hits)
}

fn hit(
    reader: IndexReader<'_>,
    text: &FoundText,
    Found { lexicon, ranking, .. }: &Found,
    ranked: &Ranked,
    languages: &[LanguageTag],
) -> Result<HitView> {
    let key = &text.key;
    let shown = Shown { lexicon, sought: &ranking.sought };
    let passage = ranked.passage.and_then(|number| show::passage(text, number, &shown));
    let (title, language) = title(reader, text, languages)?;
    let tag = LanguageTag::stored(&language);
    let found_in = (language != key.lang).then(|| key.lang.clone());
    let highlights = if found_in.is_none() { shown.highlights(&title) } else { Vec::new() };
    Ok(HitView {
        pack: key.pack.clone(),
        kind: key.kind.clone(),
        id: key.id.clone(),
        link: key.link(),
        highlights,
        direction: tag.direction(),
        title,
        language,
        found_in,
        found_by: ranked.by,
        passage,
    })
}

/// The title as the reader would see it: in a language of theirs, otherwise in that in which it was found.
fn title(
    reader: IndexReader<'_>,
    text: &FoundText,
    languages: &[LanguageTag],
) -> Result<(String, String)> {
    let TextKey { lang, .. } = &text.key;
    let titles = reader.list_titles_of(&text.key)?;
    let tags: Vec<LanguageTag> = titles.iter().map(|(tag, _)| LanguageTag::stored(tag)).collect();
    let own = choose(languages, &tags, &LanguageTag::stored(lang))
        .filter(|choice| matches!(choice.because, ServedBecause::Exact | ServedBecause::Variant));
    let own = own.map(|choice| choice.served.to_string());
    let found = own.and_then(|own| titles.into_iter().find(|(tag, _)| *tag == own));
    Ok(found.map_or_else(|| (text.title.clone(), lang.clone()), |(tag, title)| (title, tag)))
}

/// Words of the question that were read as others in the reader's first language.
fn read_as(edition: &Found, asked: &Asked) -> Vec<ReadAs> {
    let spelled = |sought: &&Sought| sought.by == FoundBy::Spelling;
    let mut read: Vec<ReadAs> = Vec::new();
    for sought in edition.ranking.sought.iter().filter(spelled) {
        if let Some(word) = asked.words.get(sought.of) {
            read.push(ReadAs { typed: word.typed.clone(), read: sought.shown.clone() });
        }
    }
    read
}
