//! Texts that are not there: languages, pages and names that somebody still has to write.
//!
//! At most one warning for each page and language, and one for each table and language.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::{ChecklistText, Level, NameText, Origin, OriginKind};
use companion_core::text::LanguageTag;

use crate::lock::retells;
use crate::source::entries::is_translated;
use crate::source::place::{At, Log};
use crate::source::words::few;
use crate::source::{Entry, Page, Source, Table};

/// From so many on, texts without an origin are told in one line: a city that came from a system without origins.
const MANY: usize = 10;

/// Warnings about missing texts.
pub(super) fn check(source: &Source, log: &mut Log) {
    let pack = &source.pack;
    let written = written(source);
    // A plain version beside the source language is written for some pages; its readers get the others in that.
    let (plain, wanted): (Vec<&LanguageTag>, Vec<&LanguageTag>) = pack
        .value
        .languages
        .iter()
        .filter(|t| written.contains(t))
        .partition(|t| retells(t, &pack.value.source_language));
    // A catalogue's names are all in its listings.
    let silent = written.is_empty() && !source.listings.is_empty();
    for tag in pack.value.languages.iter().filter(|t| !silent && !written.contains(t)) {
        let message = format!("no text in {tag} yet: there will be no edition in it");
        log.warning(&pack.at, "empty-language", message);
    }
    for tag in wanted.iter().filter(|t| !pack.value.names.contains_key(**t)) {
        let message = format!("`names` has no {tag}: add the pack's name");
        log.warning(&pack.at, "missing-translation", message);
    }
    let parents: BTreeSet<&String> =
        source.pages.values().filter_map(|p| p.fact.parent.as_ref()).collect();
    for (id, page) in &source.pages {
        let Some(file) = page.source_file() else { continue };
        for tag in wanted.iter().filter(|t| !page.texts.contains_key(**t)) {
            let message = format!("not in {tag} yet: write pages/{id}/{tag}.md");
            log.warning(&file.at, "missing-translation", message);
        }
        if file.blocks.is_empty() && !file.broken && !parents.contains(id) {
            log.warning(&file.at, "empty-page", "the page has a title and no text");
        }
    }
    for tag in plain {
        let has = |p: &&Page| p.texts.contains_key(tag);
        let without: Vec<&str> =
            source.pages.values().filter(|p| !has(p)).map(|p| p.fact.id.as_str()).collect();
        if !without.is_empty() {
            let (missing, all) = (without.len(), source.pages.len());
            let message = format!("{missing} of {all} pages are not in {tag}: {}", few(&without));
            log.warning(&pack.at, "missing-translation", message);
        }
    }
    origins(source, log);
    table_origins("phrases.origin", names(&source.phrases), &pack.at, log);
    table_origins("topics.origin", names(&source.topics), &pack.at, log);
    if let Some(first) = source.contacts.values().next() {
        let at = At { file: first.fact.at.file.clone(), line: 0 };
        table_origins("contact.origin", names(&source.contacts), &at, log);
    }
    for entry in source.checklists.values() {
        let texts = entry.texts.iter().map(|(tag, text)| (tag, &text.value.origin));
        table_origins("origin", texts, &entry.fact.at, log);
    }
    table("places", &source.places, &wanted, log);
    table("services", &source.services, &wanted, log);
    // Contacts of the world are called after their topics.
    if pack.value.level != Level::World {
        table("contacts", &source.contacts, &wanted, log);
    }
    table("phrases", &source.phrases, &wanted, log);
    table("topics", &source.topics, &wanted, log);
    for entry in source.checklists.values() {
        checklist(entry, &wanted, log);
    }
    events(source, &wanted, log);
    for (id, entry) in &source.notices {
        let texts = &entry.notice.value.texts;
        for tag in wanted.iter().filter(|t| !texts.contains_key(**t)) {
            let message = format!("not in {tag} yet: write notices/{id}/{tag}.md");
            log.warning(&entry.notice.at, "missing-translation", message);
        }
    }
}

/// Languages that have any text, and the source language.
fn written(source: &Source) -> BTreeSet<&LanguageTag> {
    fn of<F, T>(table: &Table<F, T>) -> impl Iterator<Item = &LanguageTag> {
        table.values().flat_map(|e| e.texts.keys())
    }
    std::iter::once(&source.pack.value.source_language)
        .chain(source.pages.values().flat_map(|p| p.texts.keys()))
        .chain(of(&source.places))
        .chain(of(&source.services))
        .chain(of(&source.contacts))
        .chain(of(&source.checklists))
        .chain(of(&source.phrases))
        .chain(of(&source.topics))
        .chain(source.events.values().flat_map(|e| e.texts.keys()))
        .chain(source.notices.values().flat_map(|n| n.notice.value.texts.keys()))
        .collect()
}

/// Texts nobody says the origin of.
fn origins(source: &Source, log: &mut Log) {
    let pages = source.pages.values().flat_map(|page| {
        page.texts.iter().filter(|(_, f)| !f.broken).map(|(tag, f)| (tag, &f.at, &f.origin))
    });
    let notices = source.notices.values().flat_map(|entry| {
        let texts = &entry.notice.value.texts;
        entry.lines.iter().filter_map(|(tag, (at, _))| Some((tag, at, &texts.get(tag)?.origin)))
    });
    let places =
        source.places.values().flat_map(|e| &e.texts).map(|(t, p)| (t, &p.at, &p.value.origin));
    let services =
        source.services.values().flat_map(|e| &e.texts).map(|(t, p)| (t, &p.at, &p.value.origin));
    let mut silent: BTreeMap<&LanguageTag, BTreeSet<&At>> = BTreeMap::new();
    let events = source.events.values().flat_map(|e| &e.texts).map(|(t, f)| (t, &f.at, &f.origin));
    let all = pages.chain(notices).chain(places).chain(services).chain(events);
    for (tag, at, origin) in all {
        if origin.origin == OriginKind::Unknown {
            silent.entry(tag).or_default().insert(at);
        }
    }
    for (tag, places) in silent {
        let say = "say human, checked or machine, so that readers know";
        match places.first() {
            Some(first) if places.len() >= MANY => {
                let count = places.len();
                let message =
                    format!("{count} texts in {tag} leave out `origin`, first here: {say}");
                log.warning(first, "missing-origin", message);
            }
            _ => {
                for at in places {
                    log.warning(at, "missing-origin", format!("`origin` is left out: {say}"));
                }
            }
        }
    }
}

/// Texts whose origin stands in a table by language: one warning for each such table.
fn table_origins<'s>(
    key: &str,
    texts: impl Iterator<Item = (&'s LanguageTag, &'s Origin)>,
    at: &At,
    log: &mut Log,
) {
    let silent: BTreeSet<&LanguageTag> =
        texts.filter(|(_, o)| o.origin == OriginKind::Unknown).map(|(tag, _)| tag).collect();
    if !silent.is_empty() {
        let tags: Vec<String> = silent.iter().map(ToString::to_string).collect();
        let message = format!("`[{key}]` does not say who wrote the texts in {}", few(&tags));
        log.warning(at, "missing-origin", message);
    }
}

/// What the texts of a table say of their origin.
fn names<F>(table: &Table<F, NameText>) -> impl Iterator<Item = (&LanguageTag, &Origin)> {
    table.values().flat_map(|e| &e.texts).map(|(tag, text)| (tag, &text.value.origin))
}

fn table<F, T>(kind: &str, table: &Table<F, T>, wanted: &[&LanguageTag], log: &mut Log) {
    let Some(first) = table.values().next() else { return };
    let at = At { file: first.fact.at.file.clone(), line: 0 };
    for tag in wanted {
        let missing: Vec<&str> = table
            .iter()
            .filter(|(_, e)| !e.texts.contains_key(*tag))
            .map(|(id, _)| id.as_str())
            .collect();
        if !missing.is_empty() {
            let (count, all) = (missing.len(), table.len());
            let message =
                format!("{count} of {all} {kind} have no text in {tag}: {}", few(&missing));
            log.warning(&at, "missing-translation", message);
        }
    }
}

/// One warning for each language: a city may have hundreds. Those of feeds stay in the feed's words.
fn events(source: &Source, wanted: &[&LanguageTag], log: &mut Log) {
    let own: Vec<_> = source.events.iter().filter(|(_, e)| is_translated(e)).collect();
    let Some((_, first)) = own.first() else { return };
    for tag in wanted {
        let without = own.iter().filter(|(_, e)| !e.texts.contains_key(*tag));
        let missing: Vec<&str> = without.map(|(id, _)| id.as_str()).collect();
        if let Some(example) = missing.first() {
            let (count, all) = (missing.len(), own.len());
            let message = format!(
                "{count} of {all} events have no text in {tag} (events/{example}/{tag}.md …): {}",
                few(&missing)
            );
            log.warning(&first.event.at, "missing-translation", message);
        }
    }
}

fn checklist<F>(entry: &Entry<F, ChecklistText>, wanted: &[&LanguageTag], log: &mut Log) {
    let tasks: BTreeSet<&str> =
        entry.texts.values().flat_map(|t| t.value.tasks.keys()).map(String::as_str).collect();
    for tag in wanted {
        match entry.texts.get(*tag) {
            None => {
                log.warning(&entry.fact.at, "missing-translation", format!("not in {tag} yet"));
            }
            Some(text) => {
                let missing: Vec<&str> = tasks
                    .iter()
                    .filter(|id| !text.value.tasks.contains_key(**id))
                    .copied()
                    .collect();
                if !missing.is_empty() {
                    let message = format!("tasks without a title in {tag}: {}", few(&missing));
                    log.warning(&text.at, "missing-translation", message);
                }
            }
        }
    }
}
