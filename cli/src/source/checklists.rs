//! checklists/<id>.toml: things to do, with days after arrival.

use std::collections::BTreeMap;

use companion_core::packs::format::{ChecklistFact, ChecklistText, TaskFact, TaskText};
use companion_core::text::LanguageTag;

use super::document::Document;
use super::fields::Fields;
use super::files::{Folder, Found, MAX_TEXT, read_text};
use super::place::{At, Log, Placed};
use super::tables::{Entry, Table};
use super::{Reading, origin, values};

/// Nobody plans further ahead, in days.
const MAX_DUE_DAYS: i64 = 3650;

/// Reads all checklists.
pub(crate) fn read(
    folder: &mut Folder,
    reading: &mut Reading,
) -> Table<ChecklistFact, ChecklistText> {
    let mut out = Table::new();
    for (name, found) in folder.take_below("checklists/") {
        let at = At::file(&name);
        let stem = name.strip_prefix("checklists/").and_then(|n| n.strip_suffix(".toml"));
        let Some(stem) = stem.filter(|s| !s.contains('/')) else {
            let message = "not read: checklists lie in checklists/<id>.toml";
            reading.log.warning(&at, "unknown-file", message);
            continue;
        };
        match values::id(stem) {
            Ok(id) => {
                let entry = read_file(&name, &id, &found, reading);
                out.insert(id, entry);
            }
            Err(fault) => {
                let message = format!("the file's name: {}", fault.message);
                reading.log.error(&at, fault.code, message);
            }
        }
    }
    out
}

fn read_file(
    name: &str,
    id: &str,
    found: &Found,
    reading: &mut Reading,
) -> Entry<ChecklistFact, ChecklistText> {
    let fact = ChecklistFact { id: id.to_owned(), order: 0, tasks: Vec::new() };
    let mut entry = Entry { fact: Placed::new(At::file(name).on(1), fact), texts: BTreeMap::new() };
    let Some(file) = read_text(name, found, MAX_TEXT, &mut reading.log) else { return entry };
    let document = Document::new(&file.file, &file.text, 1);
    if let Some(table) = document.parse(&file.text, &mut reading.log) {
        read_fields(Fields::of(&document, &table), &mut entry, reading);
    }
    entry
}

fn read_fields(
    mut fields: Fields<'_>,
    entry: &mut Entry<ChecklistFact, ChecklistText>,
    reading: &mut Reading,
) {
    let log = &mut reading.log;
    entry.fact.value.order = fields.whole("order", log).map(|p| p.value).unwrap_or_default();
    let titles = fields.by_language("title", log);
    let origins = origin::by_language(&mut fields, log);
    let tasks = fields.tables("task", log);
    fields.finish(log);
    let id = entry.fact.value.id.clone();
    entry.texts = reading
        .languages
        .keep(titles)
        .into_iter()
        .map(|(tag, title)| {
            let origin = origin::in_language(&origins, &tag);
            let text = ChecklistText {
                id: id.clone(),
                title: title.value,
                tasks: BTreeMap::new(),
                origin,
            };
            (tag, Placed::new(title.at, text))
        })
        .collect();
    for task in tasks {
        read_task(task, entry, reading);
    }
    if entry.fact.value.tasks.is_empty() {
        let message = "a checklist without a [[task]]: add one or remove the file";
        reading.log.error(&entry.fact.at, "empty-checklist", message);
    }
}

fn read_task(
    mut fields: Fields<'_>,
    entry: &mut Entry<ChecklistFact, ChecklistText>,
    reading: &mut Reading,
) {
    let log = &mut reading.log;
    let id = fields.required("id", log, values::id);
    let due_days = fields.whole("due_days", log).and_then(|days| {
        let known = u32::try_from(days.value).ok().filter(|_| days.value <= MAX_DUE_DAYS);
        if known.is_none() {
            let message = format!("`due_days` must be 0 to {MAX_DUE_DAYS}");
            log.error(&days.at, "invalid-number", message);
        }
        known
    });
    let link = link(&mut fields, log);
    let titles = fields.by_language("title", log);
    let notes = fields.by_language("note", log);
    fields.finish(log);
    let Some(id) = id else { return };
    if entry.fact.value.tasks.iter().any(|t| t.id == id.value) {
        let message = format!("a task `{}` stands already in this checklist", id.value);
        log.error(&id.at, "duplicate-id", message);
        return;
    }
    reading.references.extend(link.clone());
    let link = link.map(|l| l.value);
    entry.fact.value.tasks.push(TaskFact { id: id.value.clone(), due_days, link });
    let titles = reading.languages.keep(titles);
    let mut notes = reading.languages.keep(notes);
    for (tag, title) in titles {
        let note = notes.remove(&tag).map(|n| n.value);
        let text = TaskText { title: title.value, note };
        add_text(entry, &tag, &id.value, &title.at, text, &mut reading.log);
    }
    for (tag, note) in notes {
        let message = format!("a note in {tag} without a title: add `title.{tag}`");
        reading.log.error(&note.at, "missing-name", message);
    }
}

fn add_text(
    entry: &mut Entry<ChecklistFact, ChecklistText>,
    tag: &LanguageTag,
    task: &str,
    at: &At,
    text: TaskText,
    log: &mut Log,
) {
    if let Some(checklist) = entry.texts.get_mut(tag) {
        checklist.value.tasks.insert(task.to_owned(), text);
    } else {
        let message = format!("a task in {tag}, and the checklist has no title in {tag}: add it");
        log.error(at, "missing-name", message);
    }
}

/// At most one of page, place, service, contact.
fn link(fields: &mut Fields<'_>, log: &mut Log) -> Option<Placed<String>> {
    let mut found: Option<Placed<String>> = None;
    for scheme in ["page", "place", "service", "contact"] {
        if let Some(target) = fields.read(scheme, log, values::reference) {
            if found.is_some() {
                let message =
                    "a task leads to one thing: keep one of page, place, service, contact";
                log.error(&target.at, "two-links", message);
            }
            let link = Placed::new(target.at, format!("{scheme}:{}", target.value));
            found.get_or_insert(link);
        }
    }
    found
}
