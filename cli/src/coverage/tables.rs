//! Texts of tables by language.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use super::{Parts, TableCell, TableRow};
use crate::lock::Lock;
use crate::source::Source;
use crate::source::entries::{EntryTexts, Kind, entries};

/// Rows of all tables that have anything in them, and the fields of all tables by language.
pub(super) fn rows(
    source: &Source,
    lock: &Lock,
    languages: &[LanguageTag],
) -> (Vec<TableRow>, BTreeMap<LanguageTag, Parts>) {
    let mut tables: BTreeMap<Kind, BTreeMap<LanguageTag, TableCell>> = BTreeMap::new();
    let mut fields: BTreeMap<LanguageTag, Parts> = BTreeMap::new();
    for entry in entries(source).iter().filter(|e| !e.texts.is_empty()) {
        let table = tables.entry(entry.kind).or_default();
        for tag in languages {
            let cell = table.entry(tag.clone()).or_default();
            let parts = fields.entry(tag.clone()).or_default();
            count(entry, source, lock, tag, cell, parts);
        }
    }
    let row = |(id, languages)| TableRow { kind: "table", id, languages };
    (tables.into_iter().map(row).collect(), fields)
}

fn count(
    entry: &EntryTexts<'_>,
    source: &Source,
    lock: &Lock,
    tag: &LanguageTag,
    cell: &mut TableCell,
    parts: &mut Parts,
) {
    let text = entry.texts.get(tag);
    cell.of += 1;
    cell.texts += usize::from(text.is_some());
    // Without a source text, nothing can be said about what a translation lacks.
    let Some(original) = entry.texts.get(&source.pack.value.source_language) else { return };
    let names = || original.fields.iter().map(|f| f.name.as_ref());
    let missing = names().filter(|n| text.is_none_or(|t| t.field(n).is_none())).count();
    let locked = lock.entries.get(&(entry.kind, entry.id.to_owned(), tag.clone()));
    let outdated = locked.map(|l| l.outdated(original)).unwrap_or_default();
    parts.all += original.fields.len();
    parts.missing += missing;
    // A field that the source no longer has is outdated and no part of what there should be.
    parts.outdated += outdated.iter().filter(|n| names().any(|own| own == **n)).count();
    cell.outdated += usize::from(!outdated.is_empty());
    cell.incomplete += usize::from(text.is_some() && missing > 0);
}
