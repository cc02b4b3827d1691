//! An export read a second time, knowing nothing of the importer: every record, every value, and whose it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// A record's table, in the singular, and its id.
pub(super) type Key = (String, String);

/// A value of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Leaf {
    pub(super) record: Key,
    /// As the file names it, in lower case.
    pub(super) field: String,
    pub(super) value: String,
}

/// All records and values.
#[derive(Debug, Default)]
pub(super) struct Input {
    /// Names of the records that are cases: organizations, services, locations, terms.
    pub(super) names: BTreeMap<Key, BTreeSet<String>>,
    pub(super) leaves: BTreeSet<Leaf>,
    /// Every record, also one that has nothing but references.
    pub(super) records: BTreeSet<Key>,
    /// What a record hangs on.
    pub(super) above: BTreeMap<Key, BTreeSet<Key>>,
}

const CASES: [&str; 4] = ["organization", "service", "location", "taxonomy_term"];
const PAGING: [&str; 9] = [
    "total_items",
    "total_pages",
    "page_number",
    "size",
    "first_page",
    "last_page",
    "empty",
    "profile",
    "lastpage",
];

impl Input {
    /// Reads files and folders.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, String> {
        let mut input = Self::default();
        let mut files = Vec::new();
        for path in paths {
            list(path, &mut files)?;
        }
        files.sort();
        for file in files {
            input.file(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        }
        Ok(input)
    }

    fn file(&mut self, path: &Path) -> Result<(), String> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let bytes = std::fs::read(path).map_err(|e| e.to_string())?;
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) {
            let value: Value = serde_json::from_slice(&bytes).map_err(|e| e.to_string())?;
            let table = stem.strip_suffix("_full").or(stem.strip_suffix("_list")).unwrap_or(&stem);
            return self.top(&value, &singular(table));
        }
        self.table(&bytes, &stem)
    }

    fn top(&mut self, value: &Value, table: &str) -> Result<(), String> {
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| self.top(item, table)),
            Value::Object(map) => match map.get("contents") {
                Some(contents) => self.top(contents, table),
                None => {
                    self.object(map, table, None);
                    Ok(())
                }
            },
            _ => Err("neither an object nor a list".into()),
        }
    }

    fn object(&mut self, map: &Map<String, Value>, table: &str, owner: Option<&Key>) -> Key {
        let id = map.get("id").map(text).unwrap_or_else(|| Value::from(map.clone()).to_string());
        let key = (table.to_owned(), id);
        self.records.insert(key.clone());
        if let Some(owner) = owner {
            self.hang(&key, owner);
        }
        for (name, value) in map {
            let field = name.to_lowercase();
            match value {
                Value::Object(inner) => self.inner(inner, &field, &key),
                Value::Array(items) => {
                    for item in items {
                        match item {
                            Value::Object(inner) => self.inner(inner, &field, &key),
                            other => self.value(&key, &field, &text(other)),
                        }
                    }
                }
                other => self.value(&key, &field, &text(other)),
            }
        }
        key
    }

    fn inner(&mut self, map: &Map<String, Value>, field: &str, outer: &Key) {
        let table = singular(field);
        let inner = self.object(map, &table, None);
        let upwards = matches!(table.as_str(), "program" | "taxonomy_term" | "taxonomy")
            || (table == "organization" && outer.0 != "organization")
            || (outer.0 == "service_at_location"
                && ["service", "location"].contains(&table.as_str()));
        if upwards && !(table == "program" && outer.0 == "organization") {
            self.hang(outer, &inner);
        } else {
            self.hang(&inner, outer);
        }
    }

    fn hang(&mut self, below: &Key, above: &Key) {
        self.above.entry(below.clone()).or_default().insert(above.clone());
    }

    fn value(&mut self, key: &Key, field: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() || PAGING.contains(&field) {
            return;
        }
        // Ids are not for readers; whether they lead to what they should is seen by where values stand.
        if field == "id" || field.ends_with("_ids") {
            return;
        }
        if let Some(table) = field.strip_suffix("_id") {
            let table = match (key.0.as_str(), table) {
                ("attribute", "taxonomy") => "taxonomy_term",
                ("taxonomy_term" | "organization", "parent" | "parent_organization") => &key.0,
                (_, table) => table,
            };
            let other = (table.to_owned(), value.to_owned());
            self.hang(key, &other);
            return;
        }
        if CASES.contains(&key.0.as_str()) && field == "name" {
            self.names.entry(key.clone()).or_default().insert(value.to_owned());
        }
        let (record, field, value) = (key.clone(), field.to_owned(), value.to_owned());
        self.leaves.insert(Leaf { record, field, value });
    }

    fn table(&mut self, bytes: &[u8], stem: &str) -> Result<(), String> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let head = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
        let count = |mark: u8| head.iter().filter(|b| **b == mark).count();
        let mark = [b',', b';', b'\t'].into_iter().max_by_key(|m| count(*m)).unwrap_or(b',');
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).delimiter(mark).from_reader(bytes);
        let head: Vec<String> = reader
            .byte_headers()
            .map_err(|e| e.to_string())?
            .iter()
            .map(|c| decoded(c).trim().to_lowercase().replace(' ', "_"))
            .collect();
        let table = match singular(stem).as_str() {
            // Before version 3 a table called taxonomy holds the terms.
            "taxonomy" if head.iter().any(|c| c.starts_with("parent_")) => {
                "taxonomy_term".to_owned()
            }
            "mail_address" | "postal_address" | "physical_address" => "address".to_owned(),
            "service_taxonomy" => "attribute".to_owned(),
            other => other.to_owned(),
        };
        for (n, row) in reader.byte_records().enumerate() {
            let row = row.map_err(|e| e.to_string())?;
            let cells: Vec<(&str, String)> = head
                .iter()
                .map(String::as_str)
                .zip(row.iter().map(|c| decoded(c).trim().to_owned()))
                .collect();
            if cells.iter().all(|(_, cell)| cell.is_empty()) {
                continue;
            }
            let own = if head.iter().any(|c| c == "id") { "id" } else { "taxonomy_id" };
            let id = cells.iter().find(|(c, v)| *c == own && !v.is_empty());
            let id = id.map_or_else(|| format!("row {n} of {stem}"), |(_, id)| id.clone());
            let key = (table.clone(), id);
            self.records.insert(key.clone());
            for (column, cell) in cells.iter().filter(|(c, _)| *c != own) {
                self.value(&key, column, cell);
            }
        }
        Ok(())
    }

    /// The organizations, services and locations that a record belongs to; itself, if it is one.
    pub(super) fn owners(&self, key: &Key) -> BTreeSet<Key> {
        let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![key.clone()];
        while let Some(at) = open.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            if CASES.contains(&at.0.as_str()) && (at.0 != "taxonomy_term" || at == *key) {
                if self.records.contains(&at) {
                    found.insert(at);
                }
                continue;
            }
            open.extend(self.above.get(&at).into_iter().flatten().cloned());
        }
        found
    }
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() || ["json", "csv", "tsv"].contains(&ending.as_str()) {
            list(&path, files)?;
        }
    }
    Ok(())
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Latin letters of old spreadsheets; where those have signs of their own a space stands.
fn decoded(cell: &[u8]) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => cell
            .iter()
            .map(|b| if (0x80..0xA0).contains(b) { ' ' } else { char::from(*b) })
            .collect(),
    }
}

fn singular(table: &str) -> String {
    let table = table.replace(' ', "_");
    match table.as_str() {
        "taxonomy_detail" => "taxonomy".into(),
        "additional_urls" | "additional_websites" => "url".into(),
        "capacities" => "service_capacity".into(),
        "accessibility" | "metadata" | "funding" | "accessibility_for_disabilities" => {
            if table.starts_with("accessibility") { "accessibility".into() } else { table }
        }
        t if t.ends_with("ies") => format!("{}y", t.trim_end_matches("ies")),
        t if t.ends_with("sses") => t.trim_end_matches("es").into(),
        t if t.ends_with('s') => t.trim_end_matches('s').into(),
        t => t.into(),
    }
}
