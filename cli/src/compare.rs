//! What changed between two states of a pack, for an editor: which pages, places, contacts and notices came, went or
//! differ, and the text of each changed block before and after.
//!
//! Works on editions, so that a source folder, built editions and a published pack can stand on either side. Reading them
//! is `states`'s.

mod blocks;
mod items;
mod states;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::edition::Edition;
use serde::Serialize;

use self::blocks::changed_blocks;
use self::items::{Item, Key, items};
pub use self::states::{StateError, read};

/// The kind of a table of words, which is nothing that people read.
pub const WORDS: &str = "words";

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added,
    /// It differs.
    Changed,
    /// It is gone.
    Removed,
}

/// A thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `page`, `place`, `service`, `contact`, `notice` and the like; `language` for a whole edition, [`WORDS`] for a table of
    /// words, of which nothing more is told.
    pub kind: String,
    /// Its id in the pack; a language's tag.
    pub id: String,
    /// The language whose text it is; left out for what needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What became of it.
    pub change: Change,
    /// Its title or name, afterwards or else before; empty where it has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Fields beside the blocks, sorted by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
    /// Blocks, in reading order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockChange>,
    /// Of a whole language: how many texts it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texts: Option<usize>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name in the record; parts of parts behind a dot.
    pub field: String,
    /// What it was; left out where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A block that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockChange {
    /// Its id in the page; left out for texts whose blocks have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
    /// Its text as a reader reads it; left out where it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The same afterwards; left out where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// All differences, by kind, id and language. A language that only one side has is one difference, not one for each text.
pub fn compare(before: &[Edition], after: &[Edition]) -> Vec<Difference> {
    let (old, new) = (items(before), items(after));
    let languages = |all: &BTreeMap<Key, Item>| -> BTreeSet<String> {
        all.keys().filter(|key| !key.in_notices).filter_map(|key| key.language.clone()).collect()
    };
    let (old_languages, new_languages) = (languages(&old), languages(&new));
    let mut differences = Vec::new();
    for tag in old_languages.symmetric_difference(&new_languages) {
        let gone = old_languages.contains(tag);
        let of = if gone { &old } else { &new };
        let is_text =
            |k: &&Key| !k.in_notices && k.kind != WORDS && k.language.as_ref() == Some(tag);
        let texts = of.keys().filter(is_text).count();
        let change = if gone { Change::Removed } else { Change::Added };
        differences.push(Difference {
            kind: "language".into(),
            id: tag.clone(),
            language: None,
            change,
            title: String::new(),
            fields: vec![],
            blocks: vec![],
            texts: Some(texts),
        });
    }
    let both = |key: &&Key| {
        key.in_notices
            || key
                .language
                .as_ref()
                .is_none_or(|tag| old_languages.contains(tag) && new_languages.contains(tag))
    };
    let keys: BTreeSet<&Key> = old.keys().chain(new.keys()).filter(both).collect();
    differences.extend(keys.into_iter().filter_map(|key| differ(key, old.get(key), new.get(key))));
    differences
}

fn differ(key: &Key, old: Option<&Item>, new: Option<&Item>) -> Option<Difference> {
    let change = match (old, new) {
        (Some(old), Some(new)) if old == new => return None,
        (Some(_), Some(_)) => Change::Changed,
        (Some(_), None) => Change::Removed,
        (None, Some(_)) => Change::Added,
        (None, None) => return None,
    };
    let nothing = Item::default();
    let (before, after) = (old.unwrap_or(&nothing), new.unwrap_or(&nothing));
    let names: BTreeSet<&String> = before.fields.keys().chain(after.fields.keys()).collect();
    let fields = names.into_iter().filter_map(|name| {
        let (before, after) = (before.fields.get(name), after.fields.get(name));
        (before != after).then(|| FieldChange {
            field: name.clone(),
            before: before.cloned(),
            after: after.cloned(),
        })
    });
    Some(Difference {
        kind: key.kind.clone(),
        id: key.id.clone(),
        language: key.language.clone(),
        change,
        title: if new.is_some() { after.title.clone() } else { before.title.clone() },
        fields: fields.collect(),
        blocks: changed_blocks(&before.blocks, &after.blocks),
        texts: None,
    })
}
