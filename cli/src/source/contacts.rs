//! contacts.toml: where to call.

use std::collections::BTreeMap;

use companion_core::packs::format::{ContactFact, ContactKind, NameText};

use super::document::Document;
use super::fields::Fields;
use super::files::{Folder, MAX_TEXT, read_text};
use super::place::Placed;
use super::tables::{self, Entry, Table};
use super::{Reading, origin, values};

const FILE: &str = "contacts.toml";

/// Reads all contacts.
pub(crate) fn read(folder: &mut Folder, reading: &mut Reading) -> Table<ContactFact, NameText> {
    let mut out = Table::new();
    let Some(found) = folder.take(FILE) else { return out };
    let Some(file) = read_text(FILE, &found, MAX_TEXT, &mut reading.log) else { return out };
    let document = Document::new(&file.file, &file.text, 1);
    let Some(table) = document.parse(&file.text, &mut reading.log) else { return out };
    let mut fields = Fields::of(&document, &table);
    for contact in fields.tables("contact", &mut reading.log) {
        if let Some((id, entry)) = contact_of(contact, reading) {
            tables::insert(&mut out, &id, entry, &mut reading.log);
        }
    }
    fields.finish(&mut reading.log);
    out
}

fn contact_of(
    mut fields: Fields<'_>,
    reading: &mut Reading,
) -> Option<(String, Entry<ContactFact, NameText>)> {
    let log = &mut reading.log;
    let at = fields.at.clone();
    let id = fields.required("id", log, values::id);
    let kind = fields.required("kind", log, contact_kind);
    let fact = ContactFact {
        id: id.as_ref().map(|p| p.value.clone()).unwrap_or_default(),
        contact_kind: kind.map_or(ContactKind::Office, |p| p.value),
        country: None,
        order: fields.whole("order", log).map(|p| p.value).unwrap_or_default(),
        phone: unplaced(fields.list("phone", log, values::phone)),
        sms: unplaced(fields.list("sms", log, values::phone)),
        url: fields.read("url", log, values::url).map(|p| p.value),
        opening_hours: fields.read("opening_hours", log, values::opening_hours).map(|p| p.value),
        free: fields.flag("free", log),
        languages: unplaced(fields.list("languages", log, values::tag)),
        topics: unplaced(fields.list("topics", log, values::id)),
        source: None,
        checked: None,
    };
    let names = fields.by_language("name", log);
    let notes = fields.by_language("note", log);
    let origins = origin::by_language(&mut fields, log);
    fields.finish(log);

    let id = id?;
    if fact.phone.is_empty() && fact.sms.is_empty() && fact.url.is_none() {
        log.error(&id.at, "unreachable-contact", "no phone, sms or url: say how to reach it");
    }
    let names = reading.languages.keep(names);
    let mut notes = reading.languages.keep(notes);
    let texts: BTreeMap<_, _> = names
        .into_iter()
        .map(|(tag, name)| {
            let text = NameText {
                id: id.value.clone(),
                name: name.value,
                note: notes.remove(&tag).map(|n| n.value),
                origin: origin::in_language(&origins, &tag),
            };
            (tag, Placed::new(name.at, text))
        })
        .collect();
    for (tag, note) in notes {
        let message = format!("a note in {tag} without a name: add `name.{tag}`");
        reading.log.error(&note.at, "missing-name", message);
    }
    Some((id.value, Entry { fact: Placed::new(at, fact), texts }))
}

fn contact_kind(text: &str) -> values::Read<ContactKind> {
    Ok(match text {
        "emergency" => ContactKind::Emergency,
        "helpline" => ContactKind::Helpline,
        "office" => ContactKind::Office,
        _ => {
            values::one_of(text, &["emergency", "helpline", "office"])?;
            ContactKind::Office
        }
    })
}

fn unplaced<T>(values: Vec<Placed<T>>) -> Vec<T> {
    values.into_iter().map(|p| p.value).collect()
}
