//! One question, all editions on the phone: the reader's languages first, and what is found in others shown in theirs.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::answer::{FoundBy, HitView, ReadAs, SearchAnswer, SearchQuestion};
use super::lexicon::{Lexicon, Lexicons};
use super::question::{Asked, Sought};
use super::rank::{Ranked, Ranking, rank};
use super::show::{self, Shown};
use super::translate;
use crate::error::Result;
use crate::store::{FoundText, IndexReader, Store, StoreError, TextKey};
use crate::text::LanguageTag;
use crate::text::language::{ServedBecause, choose};

/// What a text counts that is in none of the reader's languages.
const OTHER: f64 = 0.8;
/// What a text counts that answers through another language's words.
const MEANT: f64 = 0.9;
/// What it adds that another edition of the same thing answers too.
const TOO: f64 = 0.4;
/// What a phrase counts beside what answers.
const PHRASE: f64 = 0.6;
/// Texts of an edition that are looked at, of those that are wanted.
const MOST: usize = 200;

/// An edition's answer.
struct Found {
    lexicon: Arc<Lexicon>,
    ranking: Ranking,
    /// What its hits count beside those of others.
    weight: f64,
    /// Whether it is in a language of the reader, and so was the question read.
    own: bool,
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
        let mut phone = OnPhone { reader, lexicons, asked: &asked, languages, found: Vec::new() };
        let indexed = in_order(reader.list_languages()?, languages);
        for edition in &indexed {
            phone.ask(edition, false)?;
        }
        if phone.found.iter().all(|found| found.ranking.ranked.is_empty()) {
            // A slip, or a part of a word, in a language that is none of the reader's.
            for edition in indexed.iter().filter(|(.., nearness)| *nearness < 1.0) {
                phone.ask(edition, true)?;
            }
        }
        let hits = hits(reader, &phone.found, question, languages)?;
        let read_as = phone.found.first().map(|first| read_as(&first.ranking, &asked));
        Ok(SearchAnswer { hits, read_as: read_as.unwrap_or_default() })
    })
}

/// One question and the editions that have been asked so far.
struct OnPhone<'a> {
    reader: IndexReader<'a>,
    lexicons: &'a Lexicons,
    asked: &'a Asked,
    languages: &'a [LanguageTag],
    found: Vec<Found>,
}

impl OnPhone<'_> {
    /// Asks one edition. One in none of the reader's languages is asked where it knows most of the words, or by what
    /// the reader's words mean in it; `anyway` even so.
    fn ask(
        &mut self,
        (number, tag, nearness): &(u32, String, f64),
        anyway: bool,
    ) -> std::result::Result<(), StoreError> {
        let Self { reader, asked, languages, .. } = *self;
        let lexicon = self.lexicons.of(reader, *number, tag)?;
        let own = *nearness >= 1.0;
        let knows = lexicon.knows(asked.words.iter().map(|word| word.folded.as_str()));
        if own || knows || anyway {
            let ranking = rank(reader, &lexicon, asked)?;
            let weight = nearness * ranking.confidence;
            self.found.push(Found { lexicon: lexicon.clone(), ranking, weight, own });
        }
        if own && knows || anyway {
            return Ok(());
        }
        // A word of the reader's own language is not looked for in that of others.
        let from = if own { None } else { Some(languages) };
        if let Some(ranking) = translate::rank(reader, &lexicon, asked, from)? {
            let weight = MEANT * nearness * ranking.confidence;
            self.found.push(Found { lexicon, ranking, weight, own: false });
        }
        Ok(())
    }
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

/// Whether somebody with these languages reads that one: British English is English.
pub(super) fn reads(languages: &[LanguageTag], tag: &str) -> bool {
    let tag = [LanguageTag::stored(tag)];
    languages.iter().any(|own| {
        choose(std::slice::from_ref(own), &tag, own).is_some_and(|choice| {
            matches!(choice.because, ServedBecause::Exact | ServedBecause::Variant)
        })
    })
}

/// A thing that may be a hit, with the edition in which it is shown: the first in a language of the reader, otherwise the
/// one that answers best.
struct Candidate<'e> {
    score: f64,
    /// Of the edition that answers best, and of the one that is shown.
    best: f64,
    shown: f64,
    edition: &'e Found,
    ranked: &'e Ranked,
}

/// What a kind of thing counts: a sentence to say at a counter repeats the words of questions and answers none.
fn of_kind(kind: &str) -> f64 {
    if kind == "phrase" { PHRASE } else { 1.0 }
}

/// Candidates of all editions, those of one thing as one, the best first.
fn candidates<'e>(
    reader: IndexReader<'_>,
    editions: &'e [Found],
    question: &SearchQuestion,
) -> std::result::Result<Vec<Candidate<'e>>, StoreError> {
    let mut things: BTreeMap<(String, String, String), Candidate<'e>> = BTreeMap::new();
    for edition in editions {
        let mut left = MOST;
        for ranked in &edition.ranking.ranked {
            let Some(key) = reader.find_key(ranked.row)? else { continue };
            let wanted = (question.kinds.is_empty() || question.kinds.contains(&key.kind))
                && question.pack.as_ref().is_none_or(|pack| *pack == key.pack);
            if !wanted {
                continue;
            }
            let Some(fewer) = left.checked_sub(1) else { break };
            left = fewer;
            let score = edition.weight * ranked.score * of_kind(&key.kind);
            let new = Candidate { score, best: score, shown: score, edition, ranked };
            match things.entry((key.pack, key.kind, key.id)) {
                Entry::Vacant(vacant) => {
                    vacant.insert(new);
                }
                Entry::Occupied(mut occupied) => {
                    let known = occupied.get_mut();
                    let less = score.min(known.best);
                    // What a reader can read in their own language is shown in it, whichever edition answers best.
                    let better = score > known.shown && edition.own == known.edition.own;
                    if better || (edition.own && !known.edition.own) {
                        (known.edition, known.ranked, known.shown) = (edition, ranked, score);
                    }
                    known.best = known.best.max(score);
                    known.score = known.best + TOO * less;
                }
            }
        }
    }
    let mut all: Vec<((String, String, String), Candidate<'e>)> = things.into_iter().collect();
    all.sort_by(|a, b| match b.1.score.total_cmp(&a.1.score) {
        Ordering::Equal => a.0.cmp(&b.0),
        unequal => unequal,
    });
    Ok(all.into_iter().map(|(_, candidate)| candidate).collect())
}

fn hits(
    reader: IndexReader<'_>,
    editions: &[Found],
    question: &SearchQuestion,
    languages: &[LanguageTag],
) -> Result<Vec<HitView>> {
    let mut hits = Vec::new();
    for Candidate { edition, ranked, .. } in candidates(reader, editions, question)? {
        if hits.len() >= question.limit as usize {
            break;
        }
        if let Some(text) = reader.find_text(ranked.row)? {
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

/// Words of the question that were read as others.
fn read_as(ranking: &Ranking, asked: &Asked) -> Vec<ReadAs> {
    let spelled = |sought: &&Sought| sought.by == FoundBy::Spelling;
    let mut read: Vec<ReadAs> = Vec::new();
    for sought in ranking.sought.iter().filter(spelled) {
        if let Some(word) = asked.words.get(sought.of) {
            read.push(ReadAs { typed: word.typed.clone(), read: sought.shown.clone() });
        }
    }
    read
}
