//! What an event is, by language: titles, descriptions, and what is different about an occurrence.

use std::collections::BTreeMap;

use companion_core::events::ical::events::{Details, Entry, Text};
use companion_core::events::ical::{Property, value};
use companion_core::packs::format::{EventChangeText, EventFact};
use companion_core::text::{BlockBody, LanguageTag};

use super::{Telling, all};
use crate::import::events::words::{blocks, cut, line, link, web_address};
use crate::import::events::{Context, Words};
use crate::markdown;

/// Longest description, in characters: a page of a website.
const LONGEST: usize = 20_000;
/// Longest note on an occurrence: a sentence or two.
const LONGEST_NOTE: usize = 500;

type ByLanguage<T> = BTreeMap<LanguageTag, T>;

/// Texts by language; none where there is no title.
pub(super) fn of(
    entry: &Entry,
    fact: &EventFact,
    context: &Context,
    tell: &mut Telling<'_>,
) -> ByLanguage<Words> {
    let details = &entry.details;
    let titles = by_language(&details.title, context, tell);
    let descriptions = described(details, context, tell);
    let mut texts = BTreeMap::new();
    for (tag, title) in titles {
        let title = line(&title);
        if title.is_empty() {
            continue;
        }
        let mut words = Words { title, ..Words::default() };
        if let Some(description) = descriptions.get(&tag) {
            let short = cut(description, LONGEST);
            if short.len() < description.len() {
                let message = format!("a description is cut after {LONGEST} characters");
                tell.problem(details.line, "text-cut", message);
            }
            let (bodies, counts) = blocks(short);
            words.bodies = bodies;
            tell.report.html.add(&counts);
        }
        words.bodies.extend(attached(details));
        for (change, other) in fact.changes.iter().zip(&entry.changes) {
            let told = change_text(details, other, &tag, context, tell);
            if told != EventChangeText::default() {
                words.changes.insert(change.of.clone(), told);
            }
        }
        texts.insert(tag, words);
    }
    texts
}

fn change_text(
    series: &Details,
    change: &Details,
    tag: &LanguageTag,
    context: &Context,
    tell: &mut Telling<'_>,
) -> EventChangeText {
    let mut of = |texts: &[Text]| {
        let text = by_language(texts, context, tell).remove(tag);
        text.map(|text| line(&text)).filter(|text| !text.is_empty())
    };
    let title = of(&change.title).filter(|title| Some(title) != of(&series.title).as_ref());
    let described = of(&change.description);
    let described = described.filter(|text| Some(text) != of(&series.description).as_ref());
    // `COMMENT` is where a reason stands (RFC 5546, section 3.2.5).
    let comment = all(change, "COMMENT").map(|p| line(&value::text(p)));
    let note = comment.chain(described).find(|text| !text.is_empty());
    EventChangeText { title, note: note.map(|note| cut(&note, LONGEST_NOTE).to_owned()) }
}

/// HTML where there is any, which says more than the plain text beside it.
fn described(details: &Details, context: &Context, tell: &mut Telling<'_>) -> ByLanguage<String> {
    let mut texts = by_language(&details.description, context, tell);
    for property in all(details, "X-ALT-DESC") {
        let kind = property.parameter("FMTTYPE").unwrap_or_default();
        let tag = context.language_of(property.parameter("LANGUAGE"));
        if let Some(tag) = tag.filter(|_| kind.eq_ignore_ascii_case("text/html")) {
            texts.insert(tag, value::text(property));
        }
    }
    texts
}

/// The first text of each language of the pack.
fn by_language(texts: &[Text], context: &Context, tell: &mut Telling<'_>) -> ByLanguage<String> {
    let mut found = BTreeMap::new();
    for text in texts {
        match context.language_of(text.language.as_deref()) {
            Some(tag) => drop(found.entry(tag).or_insert_with(|| text.text.clone())),
            None => tell.left_out("text in a language that the pack does not have", 1),
        }
    }
    found
}

/// Files on the web that belong to it.
fn attached(details: &Details) -> Vec<BlockBody> {
    let read = |property: &Property| {
        let url = web_address(&property.value)?;
        let last = url.split(['?', '#']).next()?.rsplit('/').next().unwrap_or_default();
        let name = property.parameter("FILENAME").map(line).filter(|name| !name.is_empty());
        let label = name.unwrap_or_else(|| if last.is_empty() { url.clone() } else { last.into() });
        Some(link(&url, &label))
    };
    let mut links: Vec<BlockBody> = Vec::new();
    for block in all(details, "ATTACH").filter_map(read) {
        if !links.contains(&block) {
            links.push(block);
        }
    }
    links.iter().flat_map(markdown::normal).collect()
}
