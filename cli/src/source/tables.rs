//! Facts with texts by language, and what all tables of a pack have in common.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use super::Reading;
use super::files::{Folder, MAX_TABLE, read_text};
use super::place::{At, Log, Placed};
use super::sheet::{self, Columns, Row};

/// A fact and its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<F, T> {
    /// What needs no language.
    pub fact: Placed<F>,
    /// What it is called.
    pub texts: BTreeMap<LanguageTag, Placed<T>>,
}

/// Entries by id.
pub type Table<F, T> = BTreeMap<String, Entry<F, T>>;

/// Adds a fact; an id that is taken is reported with the line of the first.
pub(crate) fn insert<F, T>(table: &mut Table<F, T>, id: &str, entry: Entry<F, T>, log: &mut Log) {
    if let Some(first) = table.get(id) {
        let first = &first.fact.at;
        let message = format!(
            "id `{id}` stands already in {} line {}: give one of them another id",
            first.file, first.line
        );
        log.error(&entry.fact.at, "duplicate-id", message);
    } else {
        table.insert(id.to_owned(), entry);
    }
}

/// The sheet of facts, `<stem>.csv`.
pub(crate) fn read_facts<F, T>(
    stem: &str,
    columns: Columns,
    folder: &mut Folder,
    log: &mut Log,
    read: impl Fn(&Row, String, &mut Log) -> F,
) -> Table<F, T> {
    let mut table = Table::new();
    let name = format!("{stem}.csv");
    let Some(found) = folder.take(&name) else { return table };
    let Some(sheet) =
        read_text(&name, &found, MAX_TABLE, log).and_then(|file| sheet::read(&file, columns, log))
    else {
        return table;
    };
    for row in &sheet.rows {
        let Some(id) = row.id(log) else { continue };
        let fact = Placed::new(row.at.clone(), read(row, id.value.clone(), log));
        insert(&mut table, &id.value, Entry { fact, texts: BTreeMap::new() }, log);
    }
    table
}

/// The sheets of texts, `<stem>.<tag>.csv`; `read` gives nothing for a row without a name.
pub(crate) fn read_texts<F, T>(
    stem: &str,
    columns: Columns,
    folder: &mut Folder,
    reading: &mut Reading,
    table: &mut Table<F, T>,
    read: impl Fn(&Row, String, &mut Log) -> Option<T>,
) {
    let mut seen: BTreeMap<LanguageTag, String> = BTreeMap::new();
    for (tag, name, found) in folder.take_texts(stem) {
        let at = At::file(&name);
        let Some(tag) = reading.languages.of_file(&tag, &at, &mut reading.log) else { continue };
        if let Some(first) = seen.insert(tag.clone(), name.clone()) {
            let message = format!("{first} is in {tag} too: keep one");
            reading.log.error(&at, "duplicate-language", message);
            continue;
        }
        let Some(sheet) = read_text(&name, &found, MAX_TABLE, &mut reading.log)
            .and_then(|file| sheet::read(&file, columns, &mut reading.log))
        else {
            continue;
        };
        for row in &sheet.rows {
            let Some(id) = row.id(&mut reading.log) else { continue };
            let Some(text) = read(row, id.value.clone(), &mut reading.log) else { continue };
            let Some(entry) = table.get_mut(&id.value) else {
                let guess = super::words::did_you_mean(&id.value, table.keys().map(String::as_str));
                let message = format!("`{}` is not in {stem}.csv{guess}", id.value);
                reading.log.error(&row.at, "unknown-id", message);
                continue;
            };
            if let Some(first) = entry.texts.get(&tag) {
                let message = format!("id `{}` stands already in line {}", id.value, first.at.line);
                reading.log.error(&row.at, "duplicate-id", message);
                continue;
            }
            entry.texts.insert(tag.clone(), Placed::new(row.at.clone(), text));
        }
    }
}

/// The name in a row of texts; a row with other texts and without a name is reported.
pub(crate) fn name(row: &Row, others: &[&str], log: &mut Log) -> Option<String> {
    let name = row.text("name");
    if name.is_none() && others.iter().any(|c| row.get(c).is_some()) {
        log.error(&row.at, "missing-name", "the row has texts and no name: add the name");
    }
    name
}
