//! events/<id>/<tag>.md: what an event is, in one language.

use std::collections::BTreeMap;

use companion_core::packs::format::{EventChangeText, write_moment};

use super::EventFile;
use super::facts::moment;
use crate::source::fields::Fields;
use crate::source::front::Named;
use crate::source::place::{Log, Placed};
use crate::source::{origin, pages, values};

pub(super) fn read(named: &Named, log: &mut Log) -> Option<EventFile> {
    let parts = named.parts(log)?;
    let blocks = parts.blocks(log).unwrap_or_default();
    let (document, text) = parts.front()?;
    let table = document.parse(text, log)?;
    let mut fields = Fields::of(&document, &table);
    let title = fields.required("title", log, pages::title);
    let mut text = |key| fields.read(key, log, values::text).map(|t| t.value);
    let (greeter, access, expect) = (text("greeter"), text("access"), text("expect"));
    let mut changes = BTreeMap::new();
    for change in fields.tables("changes", log) {
        if let Some((of, text)) = change_text(change, log) {
            changes.insert(of, text);
        }
    }
    let origin = origin::of_file(&mut fields, log);
    fields.finish(log);
    let Placed { at, value: title } = title?;
    let (lines, details) = blocks.into_iter().map(|b| (b.line, b.body)).unzip();
    Some(EventFile { at, title, greeter, access, expect, changes, origin, details, lines })
}

/// `[[changes]]`: what is different about one occurrence, by its time.
fn change_text(mut fields: Fields<'_>, log: &mut Log) -> Option<(String, EventChangeText)> {
    let of = fields.required("of", log, moment);
    let title = fields.read("title", log, pages::title).map(|t| t.value);
    let note = fields.read("note", log, values::text).map(|t| t.value);
    fields.finish(log);
    let (of, has_time) = of?.value;
    Some((write_moment(of, !has_time), EventChangeText { title, note }))
}
