//! TOML tables with places: every value with its file and line, every unknown key reported.
//!
//! Owns reading values; what keys mean is left to the readers of the files.

mod named;

use companion_core::text::LanguageTag;
use companion_core::text::block::check_text;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::document::Document;
use super::place::{At, Log, Placed};
use super::values::{self, Read};
use super::words;

/// A table and which of its keys have been asked for.
#[derive(Debug)]
pub(crate) struct Fields<'d> {
    document: &'d Document,
    table: &'d DeTable<'d>,
    /// Where the table begins.
    pub(crate) at: At,
    name: String,
    known: Vec<&'static str>,
}

impl<'d> Fields<'d> {
    /// The whole document as a table.
    pub(crate) fn of(document: &'d Document, table: &'d DeTable<'d>) -> Self {
        Fields { document, table, at: document.at(0), name: String::new(), known: Vec::new() }
    }

    /// A text; one that is empty is no text.
    pub(crate) fn text(&mut self, key: &'static str, log: &mut Log) -> Option<Placed<String>> {
        self.read(key, log, values::text)
    }

    /// A text that has a form.
    pub(crate) fn read<T>(
        &mut self,
        key: &'static str,
        log: &mut Log,
        read: impl Fn(&str) -> Read<T>,
    ) -> Option<Placed<T>> {
        let (at, value) = self.get(key)?;
        self.read_value(key, at, value, log, &read)
    }

    /// A value that must be there.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        log: &mut Log,
        read: impl Fn(&str) -> Read<T>,
    ) -> Option<Placed<T>> {
        let empty = match self.get(key) {
            None => true,
            Some((_, value)) => value.as_str().is_some_and(|t| t.trim().is_empty()),
        };
        if empty {
            log.error(&self.at, "missing-key", format!("`{}` is missing: add it", self.path(key)));
        }
        self.read(key, log, read)
    }

    /// A list of texts that have a form.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        log: &mut Log,
        read: impl Fn(&str) -> Read<T>,
    ) -> Vec<Placed<T>> {
        let Some((at, value)) = self.get(key) else { return Vec::new() };
        let Some(items) = value.as_array() else {
            self.wrong(key, &at, "a list in square brackets", log);
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let at = self.document.at(item.span().start);
                self.read_value(key, at, item.get_ref(), log, &read)
            })
            .collect()
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, key: &'static str, log: &mut Log) -> Option<Placed<i64>> {
        let (at, value) = self.get(key)?;
        let number =
            value.as_integer().and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        if number.is_none() {
            self.wrong(key, &at, "a whole number", log);
        }
        number.map(|n| Placed::new(at, n))
    }

    /// A list of whole numbers.
    pub(crate) fn wholes(&mut self, key: &'static str, log: &mut Log) -> Vec<Placed<i64>> {
        let Some((at, value)) = self.get(key) else { return Vec::new() };
        let numbers = value.as_array().map(|items| {
            let one = |i: &Spanned<DeValue<'_>>| {
                let number = i.get_ref().as_integer()?;
                let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
                Some(Placed::new(self.document.at(i.span().start), number))
            };
            items.iter().map(one).collect::<Option<Vec<_>>>()
        });
        match numbers.flatten() {
            Some(numbers) => numbers,
            None => {
                self.wrong(key, &at, "a list of whole numbers", log);
                Vec::new()
            }
        }
    }

    /// A number of degrees, written with or without a point.
    pub(crate) fn degrees(&mut self, key: &'static str, log: &mut Log) -> Option<Placed<f64>> {
        let (at, value) = self.get(key)?;
        let text = match value {
            DeValue::Integer(i) if i.radix() == 10 => i.as_str(),
            DeValue::Float(f) => f.as_str(),
            _ => "",
        };
        match values::degrees(text) {
            Ok(d) => Some(Placed::new(at, d)),
            Err(_) => {
                self.wrong(key, &at, "a number of degrees such as 50.12", log);
                None
            }
        }
    }

    /// `true` or `false`; false where it is left out.
    pub(crate) fn flag(&mut self, key: &'static str, log: &mut Log) -> bool {
        let Some((at, value)) = self.get(key) else { return false };
        value.as_bool().unwrap_or_else(|| {
            self.wrong(key, &at, "true or false", log);
            false
        })
    }

    /// A table.
    pub(crate) fn table(&mut self, key: &'static str, log: &mut Log) -> Option<Fields<'d>> {
        let (at, value) = self.get(key)?;
        let Some(table) = value.as_table() else {
            self.wrong(key, &at, &format!("a table [{}]", self.path(key)), log);
            return None;
        };
        Some(self.inner(key, table, at))
    }

    /// A list of tables, `[[key]]`.
    pub(crate) fn tables(&mut self, key: &'static str, log: &mut Log) -> Vec<Fields<'d>> {
        let Some((at, value)) = self.get(key) else { return Vec::new() };
        let all = value.as_array().map(|items| {
            let one = |item: &'d Spanned<DeValue<'d>>| {
                let at = self.document.at(item.span().start);
                item.get_ref().as_table().map(|t| self.inner(key, t, at))
            };
            items.iter().map(one).collect::<Option<Vec<_>>>()
        });
        match all.flatten() {
            Some(tables) => tables,
            None => {
                self.wrong(key, &at, &format!("written as [[{}]]", self.path(key)), log);
                Vec::new()
            }
        }
    }

    /// A table of texts by language.
    pub(crate) fn by_language(
        &mut self,
        key: &'static str,
        log: &mut Log,
    ) -> Vec<(LanguageTag, Placed<String>)> {
        let mut out: Vec<(LanguageTag, Placed<String>)> = Vec::new();
        for (tag, at, value) in self.tagged(key, log) {
            let path = self.path(key);
            let Some(text) = value.as_str() else {
                log.error(&at, "wrong-type", format!("`{path}.{tag}` must be a text in quotes"));
                continue;
            };
            if !text.trim().is_empty() && self.safe(&at, text, log) {
                out.push((tag, Placed::new(at, text.trim().to_owned())));
            }
        }
        out
    }

    /// A table of lists of texts by language.
    pub(crate) fn lists_by_language(
        &mut self,
        key: &'static str,
        log: &mut Log,
    ) -> Vec<(LanguageTag, Vec<String>)> {
        let mut out = Vec::new();
        for (tag, at, value) in self.tagged(key, log) {
            let Some(items) = value.as_array() else {
                self.wrong(&format!("{key}.{tag}"), &at, "a list in square brackets", log);
                continue;
            };
            let texts = items.iter().filter_map(|item| {
                let at = self.document.at(item.span().start);
                self.read_value(key, at, item.get_ref(), log, &|t: &str| Ok(t.to_owned()))
            });
            let texts: Vec<String> = texts.map(|p| p.value).collect();
            if !texts.is_empty() {
                out.push((tag, texts));
            }
        }
        out
    }

    /// The entries of a table whose keys are language tags, none twice.
    fn tagged(
        &mut self,
        key: &'static str,
        log: &mut Log,
    ) -> Vec<(LanguageTag, At, &'d DeValue<'d>)> {
        let Some(inner) = self.table(key, log) else { return Vec::new() };
        let mut out: Vec<(LanguageTag, At, &DeValue<'_>)> = Vec::new();
        for (name, value) in inner.table.iter() {
            let at = self.document.at(name.span().start);
            match values::tag(name.get_ref()) {
                Err(fault) => log.error(&at, fault.code, fault.message),
                Ok(tag) if out.iter().any(|(t, ..)| *t == tag) => {
                    log.error(&at, "duplicate-language", format!("{tag} stands twice: remove one"));
                }
                Ok(tag) => out.push((tag, at, value.get_ref())),
            }
        }
        out
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The line of a key, or of the table where the key is not there.
    pub(crate) fn line(&self, key: &str) -> u32 {
        self.table
            .get_key_value(key)
            .map_or(self.at.line, |(k, _)| self.document.at(k.span().start).line)
    }

    /// Reports the keys nobody asked for.
    pub(crate) fn finish(self, log: &mut Log) {
        for name in self.table.keys() {
            let key = name.get_ref().as_ref();
            if !self.known.contains(&key) {
                let guess = words::did_you_mean(key, self.known.iter().copied());
                let path = self.path(&values::short(key));
                let at = self.document.at(name.span().start);
                log.warning(&at, "unknown-key", format!("`{path}` means nothing here{guess}"));
            }
        }
    }

    fn get(&mut self, key: &'static str) -> Option<(At, &'d DeValue<'d>)> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let value = self.table.get(key)?;
        Some((self.document.at(value.span().start), value.get_ref()))
    }

    fn read_value<T>(
        &self,
        key: &str,
        at: At,
        value: &DeValue<'_>,
        log: &mut Log,
        read: &impl Fn(&str) -> Read<T>,
    ) -> Option<Placed<T>> {
        let text = match value {
            DeValue::String(text) => text.trim().to_owned(),
            // Dates may stand with or without quotes.
            DeValue::Datetime(moment) => moment.to_string(),
            _ => {
                self.wrong(key, &at, "a text in quotes", log);
                return None;
            }
        };
        if text.is_empty() || !self.safe(&at, &text, log) {
            return None;
        }
        match read(&text) {
            Ok(value) => Some(Placed::new(at, value)),
            Err(fault) => {
                log.error(&at, fault.code, format!("`{}`: {}", self.path(key), fault.message));
                None
            }
        }
    }

    /// What an escape such as `\u202E` wrote into a text stands nowhere in the file.
    fn safe(&self, at: &At, text: &str, log: &mut Log) -> bool {
        let checked = check_text(text);
        if let Err(reason) = &checked {
            log.error(at, "unsafe-text", format!("{reason}, which can disguise text: remove it"));
        }
        checked.is_ok()
    }

    fn wrong(&self, key: &str, at: &At, must: &str, log: &mut Log) {
        log.error(at, "wrong-type", format!("`{}` must be {must}", self.path(key)));
    }

    fn inner(&self, key: &str, table: &'d DeTable<'d>, at: At) -> Fields<'d> {
        Fields { document: self.document, table, at, name: self.path(key), known: Vec::new() }
    }

    fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }
}
