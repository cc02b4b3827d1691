//! phrases.csv and topics.csv: one sentence or word in each language, a column for each.

use std::collections::BTreeMap;

use companion_core::packs::format::{NameText, OriginKind, PhraseFact, TopicFact};
use companion_core::text::LanguageTag;

use super::files::{Folder, MAX_TABLE, read_text};
use super::place::{Log, Placed};
use super::sheet::{self, Columns, Row};
use super::tables::{self, Entry, Table};
use super::{Reading, origin, values};

const PHRASES: Columns =
    Columns { known: &["id", "category", "order"], required: &["category"], languages: true };
const TOPICS: Columns = Columns { known: &["id", "icon"], required: &[], languages: true };

pub(super) type Origins = BTreeMap<LanguageTag, OriginKind>;

/// Reads the phrases.
pub(crate) fn phrases(
    folder: &mut Folder,
    reading: &mut Reading,
    origins: &Origins,
) -> Table<PhraseFact, NameText> {
    read("phrases.csv", PHRASES, folder, reading, origins, |row, id, log| {
        if row.get("category").is_none() {
            log.error(
                &row.at,
                "missing-category",
                "the phrase has no category: say where it helps",
            );
        }
        PhraseFact {
            id,
            category: row.read("category", log, values::id).unwrap_or_default(),
            order: row.read("order", log, values::whole).unwrap_or_default(),
        }
    })
}

/// Reads the topics.
pub(crate) fn topics(
    folder: &mut Folder,
    reading: &mut Reading,
    origins: &Origins,
) -> Table<TopicFact, NameText> {
    read("topics.csv", TOPICS, folder, reading, origins, |row, id, log| TopicFact {
        id,
        icon: row.read("icon", log, values::id),
    })
}

pub(super) fn read<F>(
    name: &str,
    columns: Columns,
    folder: &mut Folder,
    reading: &mut Reading,
    origins: &Origins,
    fact: impl Fn(&Row, String, &mut Log) -> F,
) -> Table<F, NameText> {
    let mut table = Table::new();
    let Some(found) = folder.take(name) else { return table };
    let Some(sheet) = read_text(name, &found, MAX_TABLE, &mut reading.log)
        .and_then(|file| sheet::read(&file, columns, &mut reading.log))
    else {
        return table;
    };
    let languages: Vec<_> = sheet
        .languages
        .iter()
        .filter(|(tag, _)| reading.languages.published(tag, &sheet.at))
        .collect();
    for row in &sheet.rows {
        let Some(id) = row.id(&mut reading.log) else { continue };
        let mut texts = BTreeMap::new();
        for (tag, column) in &languages {
            if let Some(name) = row.text(column) {
                let origin = origin::in_language(origins, tag);
                let text = NameText { id: id.value.clone(), name, note: None, origin };
                texts.insert(tag.clone(), Placed::new(row.at.clone(), text));
            }
        }
        let fact = fact(row, id.value.clone(), &mut reading.log);
        let fact = Placed::new(row.at.clone(), fact);
        tables::insert(&mut table, &id.value, Entry { fact, texts }, &mut reading.log);
    }
    table
}
