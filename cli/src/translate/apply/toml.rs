//! Texts in TOML files: one value changes, everything else stays as somebody wrote it.

use std::collections::BTreeMap;

use companion_core::packs::format::Origin;
use companion_core::text::LanguageTag;
use toml_edit::{ArrayOfTables, Datetime, DocumentMut, Item, Table, TableLike, Value};

use crate::source::{Changes, events};

/// Files that are being edited.
#[derive(Debug, Default)]
pub(super) struct Documents(BTreeMap<String, Document>);

/// A file that is being edited.
#[derive(Debug)]
pub(super) struct Document {
    document: DocumentMut,
    mark: &'static str,
    crlf: bool,
}

impl Documents {
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The file, read from `raw` the first time.
    pub(super) fn open(
        &mut self,
        name: &str,
        raw: Option<String>,
    ) -> Result<&mut Document, String> {
        if let Some(raw) = raw {
            let mark = if raw.starts_with('\u{feff}') { "\u{feff}" } else { "" };
            let text = raw.strip_prefix('\u{feff}').unwrap_or(&raw);
            let document = text
                .replace("\r\n", "\n")
                .parse()
                .map_err(|e: toml_edit::TomlError| e.message().to_owned())?;
            let crlf = text.contains("\r\n");
            self.0.insert(name.to_owned(), Document { document, mark, crlf });
        }
        self.0.get_mut(name).ok_or_else(|| "it is not there any more".to_owned())
    }

    pub(super) fn into_texts(self) -> Changes {
        let text = |d: Document| {
            let text = d.document.to_string();
            let text = if d.crlf { text.replace('\n', "\r\n") } else { text };
            format!("{}{text}", d.mark).into_bytes()
        };
        self.0.into_iter().map(|(name, document)| (name, text(document))).collect()
    }
}

impl Document {
    /// Sets the text of a language in the table at `path`, which is made if it is not there.
    pub(super) fn set(
        &mut self,
        path: &[&str],
        tag: &LanguageTag,
        text: &str,
    ) -> Result<(), String> {
        set_text(table_at(self.document.as_table_mut(), path)?, tag, text);
        Ok(())
    }

    /// As [`Self::set`]; nothing to say is said by leaving the language out.
    pub(super) fn say(
        &mut self,
        path: &[&str],
        tag: &LanguageTag,
        word: Option<&str>,
    ) -> Result<(), String> {
        say_text(self.document.as_table_mut(), path, tag, word)
    }

    /// Sets a text in the table of `[[list]]` that has an id.
    pub(super) fn set_in(
        &mut self,
        list: &str,
        id: &str,
        key: &str,
        tag: &LanguageTag,
        text: &str,
    ) -> Result<(), String> {
        set_text(table_at(self.item(list, id)?, &[key])?, tag, text);
        Ok(())
    }

    /// As [`Self::set_in`]; nothing to say is said by leaving the language out.
    pub(super) fn say_in(
        &mut self,
        list: &str,
        id: &str,
        key: &str,
        tag: &LanguageTag,
        word: Option<&str>,
    ) -> Result<(), String> {
        say_text(self.item(list, id)?, &[key], tag, word)
    }

    fn item(&mut self, list: &str, id: &str) -> Result<&mut dyn TableLike, String> {
        let is = |table: &dyn TableLike| {
            table.get("id").and_then(Item::as_str).is_some_and(|found| found.trim() == id)
        };
        let missing = || format!("[[{list}]] with the id `{id}` is not there");
        match self.document.get_mut(list) {
            Some(Item::ArrayOfTables(tables)) => tables
                .iter_mut()
                .find(|t| is(*t))
                .map(|t| t as &mut dyn TableLike)
                .ok_or_else(missing),
            Some(Item::Value(Value::Array(values))) => values
                .iter_mut()
                .filter_map(Value::as_inline_table_mut)
                .find(|t| is(*t))
                .map(|t| t as &mut dyn TableLike)
                .ok_or_else(missing),
            _ => Err(missing()),
        }
    }
}

fn table_at<'t>(
    table: &'t mut dyn TableLike,
    path: &[&str],
) -> Result<&'t mut dyn TableLike, String> {
    let Some((key, rest)) = path.split_first() else { return Ok(table) };
    if !table.contains_key(key) {
        let mut inner = Table::new();
        // `[phrases]` with nothing but `[phrases.origin]` in it needs no line of its own.
        inner.set_implicit(!rest.is_empty());
        table.insert(key, Item::Table(inner));
    }
    let inner = table.get_mut(key).and_then(Item::as_table_like_mut);
    table_at(inner.ok_or_else(|| format!("`{key}` is no table"))?, rest)
}

/// The key that means a language, however it is written.
fn key_of(table: &dyn TableLike, tag: &LanguageTag) -> Option<String> {
    let is = |key: &str| key.parse::<LanguageTag>().is_ok_and(|t| t == *tag);
    table.iter().map(|(key, _)| key).find(|key| is(key)).map(str::to_owned)
}

fn set_text(table: &mut dyn TableLike, tag: &LanguageTag, text: &str) {
    let key = key_of(table, tag).unwrap_or_else(|| tag.to_string());
    set_value(table, &key, Value::from(text));
}

fn say_text(
    table: &mut dyn TableLike,
    path: &[&str],
    tag: &LanguageTag,
    word: Option<&str>,
) -> Result<(), String> {
    match word {
        Some(word) => set_text(table_at(table, path)?, tag, word),
        None => {
            let mut inner = Some(table);
            for key in path {
                inner = inner.and_then(|t| t.get_mut(key)).and_then(Item::as_table_like_mut);
            }
            if let Some(inner) = inner
                && let Some(key) = key_of(inner, tag)
            {
                inner.remove(&key);
            }
        }
    }
    Ok(())
}

/// Sets a value; the space and comment around one that was there stay.
fn set_value(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(Item::Value(old)) = table.get_mut(key) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        table.insert(key, Item::Value(value));
    }
}

/// Front matter with other texts: keys of its own, and keys of `[[changes]]` by the time that `of` names.
pub(super) fn with_texts<'t>(
    before: &str,
    texts: impl IntoIterator<Item = &'t (Place<'t>, String)>,
) -> Result<String, String> {
    let mut document: DocumentMut =
        before.parse().map_err(|e: toml_edit::TomlError| e.message().to_owned())?;
    for (place, text) in texts {
        let value = Value::from(text.as_str());
        match place {
            Place::Own(key) => set_value(document.as_table_mut(), key, value),
            Place::Change { of, key } => set_value(change(&mut document, of)?, key, value),
        }
    }
    Ok(document.to_string())
}

/// Where in an event's front matter a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'p> {
    /// A key of the event.
    Own(&'p str),
    /// A key of an occurrence that differs.
    Change {
        /// Its time by rule.
        of: &'p str,
        /// The key.
        key: &'p str,
    },
}

/// `[[changes]]` of a time, made if it is not there.
fn change<'d>(document: &'d mut DocumentMut, of: &str) -> Result<&'d mut dyn TableLike, String> {
    let is = |table: &dyn TableLike| {
        let found = table.get("of").and_then(Item::as_value);
        let found = found.map(|value| match value.as_str() {
            Some(text) => text.trim().to_owned(),
            None => value.to_string().trim().to_owned(),
        });
        // A time may be written with a space, or without seconds.
        found.is_some_and(|text| events::same_moment(&text, of))
    };
    let list =
        document.entry("changes").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    match list {
        Item::ArrayOfTables(tables) => {
            let at = tables.iter().position(|table| is(table));
            let at = at.unwrap_or_else(|| {
                let mut table = Table::new();
                table.insert("of", Item::Value(Value::from(of)));
                tables.push(table);
                tables.len().saturating_sub(1)
            });
            let found = tables.get_mut(at).map(|table| table as &mut dyn TableLike);
            found.ok_or_else(|| "`changes` cannot be edited".to_owned())
        }
        Item::Value(Value::Array(values)) => {
            let found = values.iter_mut().filter_map(Value::as_inline_table_mut).find(|t| is(*t));
            let missing = || format!("`changes` is written in one line: add {of} by hand");
            found.map(|table| table as &mut dyn TableLike).ok_or_else(missing)
        }
        _ => Err("`changes` is no list".to_owned()),
    }
}

/// Front matter with another title and origin; what it says beside them stays.
pub(super) fn front_matter(
    before: &str,
    title: Option<&str>,
    origin: Option<&Origin>,
) -> Result<String, String> {
    let mut document: DocumentMut =
        before.parse().map_err(|e: toml_edit::TomlError| e.message().to_owned())?;
    let table = document.as_table_mut();
    if let Some(title) = title {
        set_value(table, "title", Value::from(title));
    }
    if let Some(Origin { origin, engine, checked_by, date }) = origin {
        let date = date.as_ref().and_then(|d| d.parse::<Datetime>().ok());
        let values = [
            ("origin", super::word(*origin).map(Value::from)),
            ("engine", engine.as_deref().map(Value::from)),
            ("checked_by", checked_by.as_deref().map(Value::from)),
            ("date", date.map(Value::from)),
        ];
        for (key, value) in values {
            match value {
                Some(value) => set_value(table, key, value),
                None => {
                    table.remove(key);
                }
            }
        }
    }
    Ok(document.to_string())
}
