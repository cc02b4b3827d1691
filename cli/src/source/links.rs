//! What refers to what: parents, pages named in tables, links inside texts, pictures.
//!
//! Owns errors about references of the pack to itself. Things of other packs (`pack-id/id`) are not there to look at;
//! topics may come from a layer above, so an unknown one is at most a warning.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::block::{REFERENCE_SCHEMES, link_scheme};
use companion_core::text::{BlockBody, LanguageTag};

use super::place::{At, Log, Placed};
use super::{Page, Source, values, words};

/// Deeper trees are cut off on phones.
const MAX_DEPTH: usize = 32;
const FAR_TOO_DEEP: usize = 1000;

/// Checks all references of a pack.
pub(crate) fn check(source: &Source, references: &[Placed<String>], log: &mut Log) {
    tree(&source.pages, log);
    replaced(source, log);
    slugs(source, log);
    tables(source, log);
    topics(source, log);
    for reference in references {
        resolve(source, &reference.at, &reference.value, log);
    }
    for found in source.bodies() {
        body(source, &found.at, found.block, log);
    }
}

/// Parents exist, and no page is above itself.
fn tree(pages: &BTreeMap<String, Page>, log: &mut Log) {
    let above = |id: &str| pages.get(id).and_then(|p| p.fact.parent.as_deref());
    for (id, page) in pages {
        let Some(file) = page.source_file() else { continue };
        let at = file.key("parent");
        let Some(parent) = above(id) else { continue };
        if !pages.contains_key(parent) {
            let guess = words::did_you_mean(parent, pages.keys().map(String::as_str));
            log.error(&at, "missing-parent", format!("there is no page `{parent}`{guess}"));
        }
        match depth(id, above) {
            None => {
                log.error(&at, "parent-cycle", format!("`{id}` is above itself: change a parent"));
            }
            Some(depth) if depth > MAX_DEPTH => {
                let message = format!("the tree is deeper than {MAX_DEPTH} pages: move it up");
                log.error(&at, "too-deep", message);
            }
            Some(_) => {}
        }
    }
}

/// How deep a page lies, 1 at the top; nothing where it lies below itself. Far too deep is not counted to the end,
/// and a cycle further up is told by its own pages.
fn depth<'p>(id: &'p str, above: impl Fn(&str) -> Option<&'p str>) -> Option<usize> {
    let mut seen = BTreeSet::from([id]);
    let mut next = above(id);
    while let Some(step) = next {
        if step == id {
            return None;
        }
        next = if seen.insert(step) && seen.len() <= FAR_TOO_DEEP { above(step) } else { None };
    }
    Some(seen.len())
}

/// A page of a layer above is replaced at most once.
fn replaced(source: &Source, log: &mut Log) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, page) in &source.pages {
        let (Some(target), Some(file)) = (&page.fact.replaces, page.source_file()) else {
            continue;
        };
        let at = file.key("replaces");
        if target.split_once('/').is_some_and(|(pack, _)| pack == source.pack.value.id) {
            log.error(&at, "own-reference", "a page replaces a page of another layer only");
        }
        if source.pack.value.parent.is_none() {
            let message = "pack.toml names no layer above (`parent`): nothing is replaced";
            log.warning(&at, "no-parent-layer", message);
        }
        if let Some(other) = first.insert(target, id) {
            let message = format!("page `{other}` replaces `{target}` already");
            log.error(&at, "duplicate-replaces", message);
        }
    }
}

/// Two pages with one parent have different words in the web path.
fn slugs(source: &Source, log: &mut Log) {
    let mut taken: BTreeMap<(&LanguageTag, Option<&str>, &str), &str> = BTreeMap::new();
    for (id, page) in &source.pages {
        for (tag, file) in &page.texts {
            let slug = file.slug.as_deref().unwrap_or(id);
            if let Some(other) = taken.insert((tag, page.fact.parent.as_deref(), slug), id) {
                let message = format!("page `{other}` has `{slug}` in its path too: set a `slug`");
                log.error(&file.key("slug"), "duplicate-slug", message);
            }
        }
    }
}

/// Pages and places that tables name.
fn tables(source: &Source, log: &mut Log) {
    let mut refer = |scheme: &str, target: &str, at: &At| {
        resolve(source, at, &format!("{scheme}:{target}"), log);
    };
    for place in source.places.values() {
        if let Some(page) = &place.fact.value.reach.page {
            refer("page", page, &place.fact.at);
        }
    }
    for service in source.services.values() {
        for place in &service.fact.value.places {
            refer("place", place, &service.fact.at);
        }
        if let Some(page) = &service.fact.value.reach.page {
            refer("page", page, &service.fact.at);
        }
    }
}

fn topics(source: &Source, log: &mut Log) {
    let pages = source
        .pages
        .values()
        .filter_map(|page| Some((page.source_file()?.key("topics"), &page.fact.topics)));
    let places = source.places.values().map(|e| (e.fact.at.clone(), &e.fact.value.reach.topics));
    let services =
        source.services.values().map(|e| (e.fact.at.clone(), &e.fact.value.reach.topics));
    let contacts = source.contacts.values().map(|e| (e.fact.at.clone(), &e.fact.value.topics));
    let events = source.events.values().map(|e| (e.event.at.clone(), &e.event.value.more.topics));
    let lists = pages.chain(places).chain(services).chain(contacts).chain(events);
    let lists = lists.map(|(at, topics)| (at, topics.clone()));
    let feeds = source.feeds.values().flat_map(|feed| feed.value.topics_with_places());
    for (at, topics) in lists.chain(feeds) {
        for topic in topics.iter().filter(|t| !source.topics.contains_key(*t)) {
            let guess = words::nearest(topic, source.topics.keys().map(String::as_str));
            let message = match guess {
                Some(guess) => format!("topics.csv has no `{topic}`; did you mean `{guess}`?"),
                // The layer above may well have it.
                None if source.pack.value.parent.is_some() => continue,
                None => format!("topics.csv has no `{topic}`: add it"),
            };
            log.warning(&at, "unknown-topic", message);
        }
    }
}

fn body(source: &Source, at: &At, body: &BlockBody, log: &mut Log) {
    for link in body.links() {
        if link_scheme(&link).is_some_and(|s| REFERENCE_SCHEMES.contains(&s.as_str())) {
            resolve(source, at, &link, log);
        }
    }
    if let BlockBody::Image { src, .. } = body
        && src.starts_with("media/")
        && !source.media.contains_key(src)
        && !log.mentions(src)
    {
        let guess = words::did_you_mean(src, source.media.keys().map(String::as_str));
        log.error(at, "missing-media", format!("there is no file `{src}`{guess}"));
    }
}

/// A reference such as `page:registration` leads to something.
fn resolve(source: &Source, at: &At, link: &str, log: &mut Log) {
    let Some((scheme, target)) = link.split_once(':') else { return };
    if let Err(fault) = values::reference(target) {
        return log.error(at, fault.code, fault.message);
    }
    if let Some((pack, id)) = target.split_once('/') {
        if pack == source.pack.value.id {
            let message = format!("`{target}` is of this pack itself: write `{id}`");
            log.error(at, "own-reference", message);
        }
        return;
    }
    fn missed<V>(map: &BTreeMap<String, V>, target: &str) -> Option<String> {
        let guess = || words::did_you_mean(target, map.keys().map(String::as_str));
        (!map.contains_key(target)).then(guess)
    }
    let missed = match scheme {
        "page" => missed(&source.pages, target),
        "place" => missed(&source.places, target),
        "service" => missed(&source.services, target),
        "contact" => missed(&source.contacts, target),
        "checklist" => missed(&source.checklists, target),
        "event" => missed(&source.events, target),
        _ => return,
    };
    if let Some(guess) = missed {
        log.error(at, "unknown-id", format!("there is no {scheme} `{target}`{guess}"));
    }
}
