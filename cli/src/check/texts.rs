//! Names and descriptions of places, services, contacts, checklists, phrases and topics in two languages.

use companion_core::text::BlockBody;

use super::compare::Pair;
use super::markup;
use crate::lock::Lock;
use crate::source::Source;
use crate::source::entries::{EntryTexts, Value, entries};
use crate::source::place::{At, Log};
use crate::source::words::few;

/// Warnings about all texts of tables.
pub(super) fn check(source: &Source, lock: &Lock, log: &mut Log) {
    for entry in entries(source) {
        check_entry(&entry, source, lock, log);
    }
}

fn check_entry(entry: &EntryTexts<'_>, source: &Source, lock: &Lock, log: &mut Log) {
    let language = &source.pack.value.source_language;
    let original = entry.texts.get(language);
    for (tag, text) in &entry.texts {
        for field in &text.fields {
            marks(field.value, text.at, log);
        }
        let Some(original) = original.filter(|_| *tag != language) else { continue };
        let locked = lock.entries.get(&(entry.kind, entry.id.to_owned(), (*tag).clone()));
        let outdated = locked.map(|l| l.outdated(original)).unwrap_or_default();
        if !outdated.is_empty() {
            let what =
                format!("`{}` in {tag}: changed in {language} since: {}", entry.id, few(&outdated));
            log.warning(text.at, "outdated-translation", what);
        }
        let pair = Pair::new(language, tag);
        for field in text.fields.iter().filter(|f| !outdated.contains(&f.name.as_ref())) {
            match (original.field(&field.name), field.value) {
                (Some(Value::Plain(a)), Value::Plain(b)) => pair.texts(a, b, text.at, log),
                (Some(Value::Blocks(a)), Value::Blocks(b)) => {
                    pair.links(&links(a), &links(b), text.at, log);
                    pair.texts(&words(a), &words(b), text.at, log);
                }
                _ => {}
            }
        }
    }
}

fn marks(value: Value<'_>, at: &At, log: &mut Log) {
    // In Markdown, marks are read; what is left of them is told where pages are checked the same way.
    let text = match value {
        Value::Plain(text) => text.to_owned(),
        Value::Blocks(blocks) => words(blocks),
    };
    if let Some(mark) = markup::dead(&text) {
        let message = format!("readers will see `{mark}`: this text is plain, remove it");
        log.warning(at, "dead-markup", message);
    }
}

fn links(blocks: &[BlockBody]) -> Vec<String> {
    blocks.iter().flat_map(BlockBody::links).collect()
}

fn words(blocks: &[BlockBody]) -> String {
    blocks.iter().map(BlockBody::plain_text).collect::<Vec<_>>().join("\n")
}
