//! What an event is, by language: `nameMap` and `contentMap`, or one language alone.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::EventFact;
use companion_core::text::{BlockBody, LanguageTag};
use url::Url;

use super::Telling;
use super::terms::Node;
use crate::import::events::words::{blocks, cut, line, link, web_address};
use crate::import::events::{Context, Words};
use crate::import::html;
use crate::markdown;

/// Longest text, in characters: a page of a website.
const LONGEST: usize = 20_000;

type ByLanguage<T> = BTreeMap<LanguageTag, T>;

/// Texts by language; none where there is no title.
pub(super) fn of(
    node: &Node<'_>,
    fact: &EventFact,
    context: &Context,
    tell: &mut Telling<'_>,
) -> ByLanguage<Words> {
    let contents = by_language(node, "content", context, tell);
    let summaries = by_language(node, "summary", context, tell);
    let links = links(node, fact, tell);
    let mut texts = BTreeMap::new();
    for (tag, title) in by_language(node, "name", context, tell) {
        let title = line(&title);
        if title.is_empty() {
            continue;
        }
        let content = contents.get(&tag).map(String::as_str).unwrap_or_default();
        let summary = summaries.get(&tag).map(|text| line(text)).unwrap_or_default();
        let mut bodies = Vec::new();
        if says_more(&summary, node, content) {
            bodies.extend(blocks(&summary).0);
        }
        bodies.extend(read(content, node, tell));
        bodies.extend(links.iter().cloned());
        texts.insert(tag, Words { title, bodies, ..Words::default() });
    }
    texts
}

/// Some servers put place and day into the summary, where neither is news.
fn says_more(summary: &str, node: &Node<'_>, content: &str) -> bool {
    let names = node.nodes("location").into_iter().filter_map(|place| place.text("name"));
    let of_place = names.map(|name| line(&name)).any(|name| summary.starts_with(&name));
    !summary.is_empty() && !of_place && !content.contains(summary)
}

fn read(content: &str, node: &Node<'_>, tell: &mut Telling<'_>) -> Vec<BlockBody> {
    let short = cut(content, LONGEST);
    if short.len() < content.len() {
        let message = format!("a text is cut after {LONGEST} characters");
        tell.problem(&node.pointer_of("content"), "text-cut", &message);
    }
    // HTML unless another kind is told (ActivityStreams vocabulary, `content`).
    let is_html = node.text("mediaType").is_none_or(|kind| kind.starts_with("text/html"));
    if !is_html || !short.contains('<') {
        let (bodies, counts) = blocks(short);
        tell.report.html.add(&counts);
        return bodies;
    }
    let base =
        node.address("url").or_else(|| node.text("id")).and_then(|url| Url::parse(&url).ok());
    let reading = html::read(short, base.as_ref(), &|_| None);
    tell.report.html.add(&reading.counts);
    reading.bodies
}

/// Pages that belong to it, each once.
fn links(node: &Node<'_>, fact: &EventFact, tell: &mut Telling<'_>) -> Vec<BlockBody> {
    let own = [&fact.url, &fact.online];
    let mut urls: BTreeSet<String> = own.into_iter().flatten().cloned().collect();
    let mut links = Vec::new();
    let mut put = |url: &str, label: &str| {
        let Some(url) = web_address(url).filter(|url| !urls.contains(url)) else { return };
        let label = line(label);
        // Numbers, marks and the like tell nobody where it leads.
        let label = if label.chars().any(char::is_alphabetic) { label } else { shown(&url) };
        links.push(link(&url, &label));
        urls.insert(url);
    };
    if let Some(url) = node.address("externalParticipationUrl") {
        put(&url, "");
    }
    for attached in node.nodes("attachment") {
        if let Some(url) = attached.text("href").filter(|_| attached.is("Link")) {
            put(&url, &attached.text("name").unwrap_or_default());
        } else if attached.is("PropertyValue") {
            let id = attached.text("propertyID").unwrap_or_default();
            if id != "mz:accessibility:wheelchairAccessible" {
                tell.left_out(&format!("property {:?}", crate::source::short(&id)));
            }
        } else {
            // Whoever keeps it would learn who looks at it.
            tell.left_out("picture or file beside an event");
        }
    }
    links.iter().flat_map(markdown::normal).collect()
}

/// An address as one would read it out.
fn shown(url: &str) -> String {
    let bare = ["https://", "http://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    bare.unwrap_or(url).trim_end_matches('/').to_owned()
}

/// A text in the languages of the pack.
fn by_language(
    node: &Node<'_>,
    key: &str,
    context: &Context,
    tell: &mut Telling<'_>,
) -> ByLanguage<String> {
    let mut found = BTreeMap::new();
    let map = node.by_language(&format!("{key}Map"));
    let own = node.text("inLanguage");
    let plain = node.text(key).filter(|plain| map.iter().all(|(_, text)| text.trim() != plain));
    let plain = plain.map(|text| (own.clone(), text));
    let map = map.into_iter().map(|(tag, text)| (Some(tag.to_owned()), text.to_owned()));
    for (told, text) in map.chain(plain) {
        // `und` is how servers write that they do not know.
        let told = told.filter(|tag| tag != "und" && tag != "@none");
        match context.language_of(told.as_deref()) {
            Some(tag) => drop(found.entry(tag).or_insert(text)),
            None => tell.left_out("text in a language that the pack does not have"),
        }
    }
    found
}
