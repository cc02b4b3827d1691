//! Editions as things with fields and blocks, whatever their records look like.

use std::collections::BTreeMap;

use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Notice, Text};
use companion_core::text::BlockBody;
use serde::Serialize;
use serde_json::Value;

/// Which thing, in which language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) language: Option<String>,
    /// Its languages are not those of the editions.
    pub(super) in_notices: bool,
}

/// What is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Item {
    pub(super) title: String,
    /// What differs but is nothing that people read.
    pub(super) unseen: String,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) blocks: Vec<(Option<u32>, BlockBody)>,
}

/// Everything in these editions.
pub(super) fn items(editions: &[Edition]) -> BTreeMap<Key, Item> {
    let mut items = BTreeMap::new();
    let key = |kind: &str, id: &str, language: Option<String>, in_notices| Key {
        kind: kind.to_owned(),
        id: id.to_owned(),
        language,
        in_notices,
    };
    for edition in editions {
        match &edition.records {
            Records::Common(facts) => {
                for fact in facts {
                    let item = Item { fields: fields(fact, &[]), ..Item::default() };
                    items.insert(key(fact.kind(), fact.id(), None, false), item);
                }
            }
            Records::Language(tag, texts) => {
                for text in texts {
                    let key = key(text.kind(), text.id(), Some(tag.to_string()), false);
                    items.insert(key, text_item(text));
                }
            }
            Records::Notices(notices) => {
                for notice in notices {
                    let item = Item { fields: fields(notice, &["texts"]), ..Item::default() };
                    items.insert(key("notice", &notice.id, None, true), item);
                    for (tag, item) in notice_items(notice) {
                        items.insert(key("notice", &notice.id, Some(tag), true), item);
                    }
                }
            }
        }
    }
    items
}

fn text_item(text: &Text) -> Item {
    let (title, blocks) = match text {
        Text::Page(page) => {
            let ids = (0..page.blocks.len()).map(|n| Some(page.block_id(n)));
            (page.title.as_str(), ids.zip(page.blocks.iter().cloned()).collect())
        }
        Text::Place(place) => (place.name.as_str(), without_ids(&place.details)),
        Text::Service(service) => (service.name.as_str(), without_ids(&service.details)),
        Text::Checklist(list) => (list.title.as_str(), Vec::new()),
        Text::Event(event) => (event.title.as_str(), without_ids(&event.details)),
        Text::Pack(name)
        | Text::Contact(name)
        | Text::Phrase(name)
        | Text::Topic(name)
        | Text::Observance(name) => (name.name.as_str(), Vec::new()),
        Text::Glossary(entry) => (entry.id.as_str(), Vec::new()),
        // That a table differs is told, and not how.
        Text::Words(words) => {
            return Item { unseen: words.table.clone(), ..Item::default() };
        }
    };
    let fields = fields(text, &["blocks", "details", "ids"]);
    Item { title: title.to_owned(), fields, blocks, ..Item::default() }
}

fn notice_items(notice: &Notice) -> impl Iterator<Item = (String, Item)> {
    notice.texts.iter().map(|(tag, text)| {
        let (title, blocks) = (text.title.clone(), without_ids(&text.blocks));
        let fields = fields(text, &["blocks"]);
        (tag.to_string(), Item { title, fields, blocks, ..Item::default() })
    })
}

fn without_ids(blocks: &[BlockBody]) -> Vec<(Option<u32>, BlockBody)> {
    blocks.iter().map(|block| (None, block.clone())).collect()
}

/// A record's fields as an editor would name them, without those that say what it is.
fn fields(record: &impl Serialize, without: &[&str]) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    // Records are written as JSON when they are published; one that could not be has nothing to compare.
    if let Ok(Value::Object(map)) = serde_json::to_value(record) {
        for (name, value) in map {
            if name != "kind" && name != "id" && !without.contains(&name.as_str()) {
                flatten(name, value, &mut fields);
            }
        }
    }
    fields
}

fn flatten(name: String, value: Value, fields: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            for (part, value) in map {
                flatten(format!("{name}.{part}"), value, fields);
            }
        }
        Value::String(text) => {
            fields.insert(name, text);
        }
        value => {
            fields.insert(name, value.to_string());
        }
    }
}
