//! contacts.toml and contacts.csv: where to call.

use std::collections::BTreeMap;

use companion_core::packs::format::{ContactFact, ContactKind, Level, NameText, Origin};

use super::document::Document;
use super::fields::Fields;
use super::files::{Folder, MAX_TEXT, read_text};
use super::place::{At, Log, Placed};
use super::sheet::{Columns, Row};
use super::tables::{self, Entry, Table};
use super::{Reading, Source, origin, values};

const FILE: &str = "contacts.toml";

/// Reads all contacts.
pub(crate) fn read(folder: &mut Folder, reading: &mut Reading) -> Table<ContactFact, NameText> {
    let mut out = tables::read_facts("contacts", COLUMNS, folder, &mut reading.log, row);
    tables::read_texts("contacts", TEXTS, folder, reading, &mut out, |row, id, log| {
        let name = tables::name(row, &["note"], log)?;
        let origin = row.read("origin", log, origin::kind).unwrap_or_default();
        let origin = Origin { origin, ..Origin::default() };
        Some(NameText { id, name, note: row.text("note"), origin })
    });
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

const COLUMNS: Columns = Columns {
    known: &[
        "id",
        "country",
        "kind",
        "order",
        "phone",
        "sms",
        "url",
        "opening_hours",
        "free",
        "languages",
        "topics",
        "source",
        "checked",
    ],
    required: &["kind"],
    languages: false,
};
const TEXTS: Columns =
    Columns { known: &["id", "name", "note", "origin"], required: &["name"], languages: false };

fn row(row: &Row, id: String, log: &mut Log) -> ContactFact {
    let kind = row.read("kind", log, contact_kind);
    if row.get("kind").is_none() {
        log.error(&row.at, "missing-key", "`kind` is empty: emergency, helpline or office");
    }
    let fact = ContactFact {
        id,
        contact_kind: kind.unwrap_or(ContactKind::Office),
        country: row.read("country", log, values::country),
        order: row.read("order", log, values::whole).unwrap_or_default(),
        phone: row.list("phone", log, values::phone),
        sms: row.list("sms", log, values::phone),
        url: row.read("url", log, values::url),
        opening_hours: row.read("opening_hours", log, values::opening_hours),
        free: row.read("free", log, |t| values::one_of(t, &["yes", "no"])).as_deref()
            == Some("yes"),
        languages: row.list("languages", log, values::tag),
        topics: row.list("topics", log, values::id),
        source: row.read("source", log, values::url),
        checked: row.read("checked", log, values::date).map(|d| d.to_string()),
    };
    reachable(&fact, &row.at, log);
    fact
}

fn reachable(fact: &ContactFact, at: &At, log: &mut Log) {
    if fact.phone.is_empty() && fact.sms.is_empty() && fact.url.is_none() {
        log.error(at, "unreachable-contact", "no phone, sms or url: say how to reach it");
    }
}

/// Numbers of the world say where they can be called; numbers of a place do not need to.
pub(crate) fn check(source: &Source, log: &mut Log) {
    let world = source.pack.value.level == Level::World;
    for entry in source.contacts.values() {
        let (at, fact) = (&entry.fact.at, &entry.fact.value);
        if world && fact.country.is_none() {
            log.error(at, "missing-country", "say in which `country` it can be called");
        }
        if world && entry.texts.is_empty() && fact.topics.is_empty() {
            let message = "it has neither a name nor a topic to be called after: add one";
            log.error(at, "missing-name", message);
        }
        if !world && fact.country.is_some() {
            log.error(at, "extra-country", "`country` belongs into packs of level world: empty it");
        }
    }
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
    reachable(&fact, &id.at, log);
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
