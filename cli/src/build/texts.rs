//! The records of one language's edition.

use companion_core::packs::format::{GlossaryText, NameText, Origin, PageText, Text};
use companion_core::text::LanguageTag;

use crate::lock::{Lock, LockedPage, retells};
use crate::source::{Page, Source, Table};

/// All texts in a language; nothing where there is none beside the pack's own name.
pub(super) fn of(source: &Source, lock: &Lock, tag: &LanguageTag) -> Vec<Text> {
    let mut texts: Vec<Text> = source
        .pages
        .iter()
        .filter_map(|(id, page)| page_text(page, lock.pages.get(id), tag))
        .map(Text::Page)
        .collect();
    texts.extend(table(&source.places, tag, Text::Place));
    texts.extend(table(&source.services, tag, Text::Service));
    texts.extend(table(&source.contacts, tag, Text::Contact));
    texts.extend(table(&source.checklists, tag, Text::Checklist));
    texts.extend(table(&source.phrases, tag, Text::Phrase));
    texts.extend(table(&source.topics, tag, Text::Topic));
    texts.extend(table(&source.observances, tag, Text::Observance));
    let events = source.events.iter().filter_map(|(id, e)| Some(e.texts.get(tag)?.text(id)));
    texts.extend(events.map(Text::Event));
    if !texts.is_empty() {
        texts.extend(glossary(source, tag).map(Text::Glossary));
    }
    let pack = &source.pack.value;
    if !texts.is_empty()
        && let Some(name) = pack.names.get(tag)
    {
        let (id, name) = (pack.id.clone(), name.clone());
        // A proper name: nobody drafted it.
        let origin = Origin::default();
        texts.push(Text::Pack(NameText { id, name, note: None, origin }));
    }
    texts
}

/// What things are called in a language; a variant that has no word of its own for one takes those of its language.
fn glossary<'s>(
    source: &'s Source,
    tag: &LanguageTag,
) -> impl Iterator<Item = GlossaryText> + use<'s> {
    let own = [Some(tag.clone()), tag.language().parse().ok()];
    source.glossary.values().filter_map(move |entry| {
        let mut texts = own.iter().flatten().filter_map(|tag| entry.texts.get(tag));
        texts.next().map(|text| text.value.clone())
    })
}

fn table<F, T: Clone>(
    table: &Table<F, T>,
    tag: &LanguageTag,
    text: impl Fn(T) -> Text,
) -> Vec<Text> {
    table.values().filter_map(|e| e.texts.get(tag)).map(|t| text(t.value.clone())).collect()
}

fn page_text(page: &Page, locked: Option<&LockedPage>, tag: &LanguageTag) -> Option<PageText> {
    let file = page.texts.get(tag)?;
    let mut text = PageText {
        id: page.fact.id.clone(),
        title: file.title.clone(),
        slug: file.slug.clone(),
        origin: file.origin.clone(),
        made_from: None,
        outdated: Vec::new(),
        missing: 0,
        ids: Vec::new(),
        blocks: file.blocks.iter().map(|b| b.body.clone()).collect(),
    };
    let Some((locked, own)) = locked.and_then(|l| Some((l, l.texts.get(tag)?))) else {
        return Some(text);
    };
    text.made_from = (own.made_from != locked.revision).then_some(own.made_from);
    text.outdated = locked.outdated(own);
    if !retells(tag, &page.source) {
        text.missing = u32::try_from(locked.missing(own).len()).unwrap_or(u32::MAX);
    }
    let ids: Vec<u32> = own.blocks.iter().map(|u| u.id).collect();
    if !ids.iter().copied().eq((1..).take(ids.len())) {
        text.ids = ids;
    }
    Some(text)
}
