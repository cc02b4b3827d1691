//! An answer of the API: a file of JSON to typed items, with the place of whatever has another shape.
//!
//! Owns reading: one item at a time, so that a large answer is never a tree of values as a whole. What kind of answer
//! it is, `kinds` tells by the shape of its items; each kind of item has its file.

mod event;
mod hours;
mod item;
mod kinds;
mod page;
mod parts;
mod path;
mod place;
mod region;
mod translations;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

pub(super) use self::event::Event;
#[cfg(test)]
pub(super) use self::hours::Day;
pub(super) use self::hours::{DAY, Hours, Week};
use self::item::{Misfit, misfit};
pub(super) use self::item::{Notes, Spot};
pub(super) use self::kinds::Items;
pub(super) use self::page::{Page, Text};
pub(super) use self::parts::{Category, Language, Offer, Organization};
pub(super) use self::path::PagePath;
pub use self::path::language_tag;
pub(super) use self::place::{Address, Contact, Facts, Place};
pub(super) use self::region::Region;
pub(super) use self::translations::Translation;
use crate::import::ImportError;

/// Largest answer that is read, in bytes; the largest real ones are below 10 MB.
pub const MAX_FILE: u64 = 64 * 1024 * 1024;

/// Fields under which an answer may carry its list.
const WRAPPERS: [&str; 12] = [
    "results",
    "data",
    "items",
    "pages",
    "children",
    "locations",
    "places",
    "pois",
    "events",
    "regions",
    "offers",
    "languages",
];

/// What one file holds.
pub(super) struct Answer {
    pub(super) file: PathBuf,
    pub(super) items: Items,
    pub(super) notes: Notes,
}

pub(super) fn read_file(path: &Path) -> Result<Answer, ImportError> {
    let failed = |source| ImportError::File { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(ImportError::TooLarge { path: path.to_owned(), limit: MAX_FILE });
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|e| ImportError::NotUtf8 { path: path.to_owned(), at: e.valid_up_to() })?;
    read_items(path, text.trim_start_matches('\u{feff}'))
}

fn read_items(path: &Path, text: &str) -> Result<Answer, ImportError> {
    let mut reading = Reading { items: Items::Nothing, notes: Notes::new(path), misfit: None };
    let mut json = serde_json::Deserializer::from_str(text);
    let read = json.deserialize_any(Whole(&mut reading)).and_then(|()| json.end());
    match (read, reading.misfit) {
        (Ok(()), None) => {
            let Reading { items, notes, .. } = reading;
            Ok(Answer { file: path.to_owned(), items, notes })
        }
        (_, Some(Misfit { pointer, message })) => {
            Err(ImportError::Shape { path: path.to_owned(), pointer, message })
        }
        (Err(e), None) if e.is_eof() => Err(ImportError::Malformed {
            path: path.to_owned(),
            message: format!("the file ends too early, download it again: {e}"),
        }),
        (Err(e), None) => {
            Err(ImportError::Malformed { path: path.to_owned(), message: e.to_string() })
        }
    }
}

/// What was read so far; a misfit ends the reading.
struct Reading {
    items: Items,
    notes: Notes,
    misfit: Option<Misfit>,
}

impl Reading {
    fn push<E: serde::de::Error>(&mut self, value: &Value, at: &str) -> Result<(), E> {
        self.items.push(value, at, &mut self.notes).map_err(|misfit| {
            self.misfit = Some(misfit);
            E::custom("another shape")
        })
    }
}

/// The whole file: a list, an object around a list, or one item.
struct Whole<'r>(&'r mut Reading);

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list, as /api/v3/REGION/LANGUAGE/pages/ answers, or one item of it")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        List { at: "", reading: self.0 }.visit_seq(seq).map(|_| ())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut fields = Map::new();
        let mut wrapped = false;
        while let Some(key) = map.next_key::<String>()? {
            if WRAPPERS.contains(&key.as_str()) && !is_item(&fields) {
                let at = format!("/{key}");
                let other = map.next_value_seed(List { at: &at, reading: self.0 })?;
                match other {
                    None => wrapped = true,
                    Some(value) => drop(fields.insert(key, value)),
                }
            } else {
                fields.insert(key, map.next_value()?);
            }
        }
        if !wrapped {
            return self.0.push(&Value::Object(fields), "");
        }
        if fields.get("next").is_some_and(|next| !next.is_null()) {
            let message = "the answer says that more follows; pass the other parts too";
            self.0.notes.warn("/next", "more-follows", message);
        }
        if is_item(&fields) {
            let misfit = misfit("", "a list and an item at once; pass the answers as they are");
            self.0.misfit = Some(misfit);
            return Err(serde::de::Error::custom("another shape"));
        }
        Ok(())
    }
}

/// Whether the fields are those of an item and not of something around a list.
fn is_item(fields: &Map<String, Value>) -> bool {
    ["path", "title", "name", "id"].iter().any(|f| fields.contains_key(*f))
}

/// The items; gives back what is no list.
struct List<'r> {
    at: &'r str,
    reading: &'r mut Reading,
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut n = 0_usize;
        while let Some(value) = seq.next_element::<Value>()? {
            self.reading.push(&value, &format!("{}/{n}", self.at))?;
            n += 1;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Map::new();
        while let Some((key, value)) = map.next_entry()? {
            fields.insert(key, value);
        }
        Ok(Some(Value::Object(fields)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Some(Value::Null))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Value::String(text.to_owned())))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Some(Value::Bool(flag)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Value::from(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Value::from(number)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Value::from(number)))
    }
}
