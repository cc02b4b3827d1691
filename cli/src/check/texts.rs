//! Names and descriptions of places, services, contacts, checklists, phrases and topics in two languages, and notices.

use companion_core::packs::format::{ChecklistText, NameText, NoticeText, PlaceText, ServiceText};
use companion_core::text::{BlockBody, LanguageTag};

use super::compare::Pair;
use super::markup;
use crate::lock::kind;
use crate::source::place::{At, Log};
use crate::source::{Entry, NoticeEntry, Source, Table};

/// The parts of a text, in an order that all languages share.
trait Parts {
    fn parts(&self) -> Vec<Option<&str>>;
}

impl Parts for PlaceText {
    fn parts(&self) -> Vec<Option<&str>> {
        vec![Some(&self.name), self.description.as_deref(), self.access.as_deref()]
    }
}

impl Parts for ServiceText {
    fn parts(&self) -> Vec<Option<&str>> {
        vec![Some(&self.name), self.description.as_deref(), self.eligibility.as_deref()]
    }
}

impl Parts for NameText {
    fn parts(&self) -> Vec<Option<&str>> {
        vec![Some(&self.name), self.note.as_deref()]
    }
}

/// Warnings about all texts that are no pages.
pub(super) fn check(source: &Source, log: &mut Log) {
    let language = &source.pack.value.source_language;
    table(&source.places, language, log);
    table(&source.services, language, log);
    table(&source.contacts, language, log);
    table(&source.phrases, language, log);
    table(&source.topics, language, log);
    for entry in source.checklists.values() {
        checklist(entry, language, log);
    }
    for notice in source.notices.values() {
        self::notice(notice, log);
    }
}

fn table<F, T: Parts>(table: &Table<F, T>, language: &LanguageTag, log: &mut Log) {
    for entry in table.values() {
        let original = entry.texts.get(language);
        for (tag, text) in &entry.texts {
            for part in text.value.parts().into_iter().flatten() {
                marks(part, &text.at, log);
            }
            let Some(original) = original.filter(|_| tag != language) else { continue };
            let pair = Pair::new(language, tag);
            for (a, b) in original.value.parts().into_iter().zip(text.value.parts()) {
                if let (Some(a), Some(b)) = (a, b) {
                    pair.texts(a, b, &text.at, log);
                }
            }
        }
    }
}

fn checklist<F>(entry: &Entry<F, ChecklistText>, language: &LanguageTag, log: &mut Log) {
    let original = entry.texts.get(language);
    for (tag, text) in &entry.texts {
        let all = std::iter::once(&text.value.title).chain(
            text.value.tasks.values().flat_map(|t| std::iter::once(&t.title).chain(&t.note)),
        );
        for part in all {
            marks(part, &text.at, log);
        }
        let Some(original) = original.filter(|_| tag != language) else { continue };
        let pair = Pair::new(language, tag);
        pair.texts(&original.value.title, &text.value.title, &text.at, log);
        for (id, task) in &text.value.tasks {
            let Some(source) = original.value.tasks.get(id) else { continue };
            pair.texts(&source.title, &task.title, &text.at, log);
            if let (Some(a), Some(b)) = (&source.note, &task.note) {
                pair.texts(a, b, &text.at, log);
            }
        }
    }
}

fn notice(entry: &NoticeEntry, log: &mut Log) {
    let texts = &entry.notice.value.texts;
    let Some(original) = texts.get(&entry.source) else { return };
    for (tag, text) in texts {
        let Some((at, lines)) = entry.lines.get(tag) else { continue };
        marks(&text.title, at, log);
        for (block, line) in text.blocks.iter().zip(lines) {
            marks(&block.plain_text(), &at.on(*line), log);
        }
        if *tag == entry.source {
            continue;
        }
        let pair = Pair::new(&entry.source, tag);
        pair.texts(&original.title, &text.title, at, log);
        if alike(original, text) {
            for ((a, b), line) in original.blocks.iter().zip(&text.blocks).zip(lines) {
                let at = at.on(*line);
                pair.links(&a.links(), &b.links(), &at, log);
                pair.texts(&a.plain_text(), &b.plain_text(), &at, log);
            }
        } else {
            let all = |t: &NoticeText| {
                t.blocks.iter().map(BlockBody::plain_text).collect::<Vec<_>>().join("\n")
            };
            pair.new_numbers(&all(original), &all(text), at, log);
        }
    }
}

/// Whether two texts have the same kinds of blocks in the same order.
fn alike(a: &NoticeText, b: &NoticeText) -> bool {
    a.blocks.iter().map(kind).eq(b.blocks.iter().map(kind))
}

fn marks(text: &str, at: &At, log: &mut Log) {
    if let Some(mark) = markup::dead(text) {
        let message = format!("readers will see `{mark}`: this text is plain, remove it");
        log.warning(at, "dead-markup", message);
    }
}
