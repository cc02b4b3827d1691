//! Everything that was read: one record per id, merged, with where it was read and what it belongs to.
//!
//! JSON repeats the same things wherever they are mentioned, and CSV tells a thing once; both end here. Where two copies
//! of one id contradict each other, both values stay and the editor is told.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use companion_core::text::block::check_text;

use super::kinds::Kind;
use crate::problem::Problem;

/// Where something was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// The file, as it was passed.
    pub(super) file: Rc<str>,
    /// Line of a table; 0 in JSON.
    pub(super) line: u32,
    /// Pointer into JSON (RFC 6901); empty in tables.
    pub(super) pointer: Rc<str>,
}

impl At {
    /// A warning about what stands there.
    pub(super) fn warning(&self, code: &'static str, message: impl Into<String>) -> Problem {
        let message = message.into();
        let message = if self.pointer.is_empty() {
            message
        } else {
            format!("at {}: {message}", self.pointer)
        };
        Problem::warning(&self.file, self.line, code, message)
    }
}

/// A pointer of a record to another, by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    /// The field it stood in.
    pub(super) field: String,
    /// The kind it must have; nothing where any will do.
    pub(super) kind: Option<Kind>,
    /// The other's id.
    pub(super) key: String,
    /// It stands above this one and is of the same kind.
    pub(super) above: bool,
}

/// A record.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// Its id; made up where it has none.
    pub(super) key: String,
    /// Where it was read first.
    pub(super) at: At,
    /// Values by field, each once, as they were written, in the order they were read.
    pub(super) fields: BTreeMap<String, Vec<String>>,
    /// What it belongs to and what stands above it.
    pub(super) references: BTreeSet<Reference>,
}

/// A record while it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Nothing where the source gives none.
    pub(super) key: Option<String>,
    pub(super) fields: BTreeMap<String, Vec<String>>,
    pub(super) references: BTreeSet<Reference>,
}

impl Draft {
    /// Adds a value; an empty one is none.
    pub(super) fn put(&mut self, field: impl Into<String>, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let values = self.fields.entry(field.into()).or_default();
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    /// Takes out characters that no reader may get; tells whether there were any.
    fn clean(&mut self) -> bool {
        let mut found = false;
        let mut clean = |text: &mut String| {
            *text = text.replace("\r\n", "\n").replace('\r', "\n");
            if check_text(text).is_err() {
                found = true;
                text.retain(|c| check_text(c.encode_utf8(&mut [0; 4])).is_ok());
            }
        };
        self.fields.values_mut().flatten().for_each(&mut clean);
        // Names of fields that are no part of the standard are shown to readers too.
        for (mut name, values) in std::mem::take(&mut self.fields) {
            clean(&mut name);
            self.fields.entry(name).or_default().extend(values);
        }
        for values in self.fields.values_mut() {
            values.retain(|value| !value.trim().is_empty());
        }
        self.fields.retain(|_, values| !values.is_empty());
        found
    }

    /// Adds a pointer to a record.
    pub(super) fn refer(&mut self, field: &str, kind: Option<Kind>, key: &str) {
        let (field, key, above) = (field.to_owned(), key.trim().to_owned(), false);
        self.references.insert(Reference { field, kind, key, above });
    }

    /// Adds what stands above the record.
    pub(super) fn below(&mut self, field: &str, kind: Kind, key: &str) {
        let (field, key) = (field.to_owned(), key.trim().to_owned());
        self.references.insert(Reference { field, kind: Some(kind), key, above: true });
    }
}

/// All records.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) all: Vec<Record>,
    by_key: BTreeMap<(Kind, String), usize>,
    pub(super) problems: Vec<Problem>,
}

impl Records {
    /// The place of a record.
    pub(super) fn find(&self, kind: Kind, key: &str) -> Option<usize> {
        // A tuple of owned values is what the map is sorted by.
        self.by_key.get(&(kind, key.to_owned())).copied()
    }

    /// A record.
    pub(super) fn get(&self, at: usize) -> Option<&Record> {
        self.all.get(at)
    }

    /// All places of a kind, by id.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let from = (kind, String::new());
        self.by_key.range(from..).take_while(move |((k, _), _)| *k == kind).map(|(_, at)| *at)
    }

    /// Adds a record, or what a further copy says beyond the first; gives its id.
    pub(super) fn add(&mut self, kind: Kind, mut draft: Draft, at: At) -> String {
        if draft.clean() {
            let message =
                "holds characters that nobody sees and that can disguise text; they were left out";
            self.problems.push(at.warning("unsafe-text", message));
        }
        let mut key = draft.key.clone().unwrap_or_else(|| made_up(kind, &draft));
        if let Some(known) = self.find(kind, &key).and_then(|n| self.all.get(n))
            && other_thing(known, &draft, &at)
        {
            let first = known.at.line;
            let message = format!(
                "{} `{key}` stands in line {first} already with another name; both are kept, and what refers to the id \
                 goes to the first",
                kind.name()
            );
            self.problems.push(at.warning("duplicate-id", message));
            key = format!("{key} (line {})", at.line);
        }
        match self.find(kind, &key) {
            Some(n) => self.merge(n, draft, &at),
            None => {
                self.by_key.insert((kind, key.clone()), self.all.len());
                let Draft { fields, references, .. } = draft;
                self.all.push(Record { kind, key: key.clone(), at, fields, references });
            }
        }
        key
    }

    fn merge(&mut self, n: usize, draft: Draft, at: &At) {
        let Some(record) = self.all.get_mut(n) else { return };
        record.references.extend(draft.references);
        for (field, values) in draft.fields {
            let Some(known) = record.fields.get_mut(&field) else {
                record.fields.insert(field, values);
                continue;
            };
            for value in values {
                if known.iter().any(|k| same(k, &value)) {
                    continue;
                }
                let first = known.first().map(String::as_str).unwrap_or_default();
                let message = format!(
                    "{} `{}`: {field} is {:?} here and {:?} in {}{}; both are told",
                    record.kind.name(),
                    record.key,
                    short(&value),
                    short(first),
                    record.at.file,
                    if record.at.line > 0 {
                        format!(" line {}", record.at.line)
                    } else {
                        String::new()
                    },
                );
                self.problems.push(at.warning("contradiction", message));
                known.push(value);
            }
        }
    }
}

impl Record {
    /// The first value of a field.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.first().map(String::as_str)
    }

    /// All values of a field.
    pub(super) fn texts(&self, field: &str) -> impl Iterator<Item = &str> {
        self.fields.get(field).into_iter().flatten().map(String::as_str)
    }

    /// All values of a field whose cells hold several, separated by commas or semicolons.
    pub(super) fn listed(&self, field: &str) -> impl Iterator<Item = &str> {
        self.texts(field).flat_map(|t| t.split([',', ';'])).map(str::trim).filter(|t| !t.is_empty())
    }
}

/// Whether two rows of one table have one id and are two things: nobody has two names in one table.
fn other_thing(known: &Record, draft: &Draft, at: &At) -> bool {
    let name = draft.fields.get("name").and_then(|names| names.first());
    known.kind.is_main()
        && at.line > 0
        && known.at.file == at.file
        && matches!((name, known.text("name")), (Some(a), Some(b)) if !same(a, b))
}

/// Equal but for spaces, seconds that are none, and how a number is written.
fn same(a: &str, b: &str) -> bool {
    let words = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let (a, b) = (words(a), words(b));
    let minutes =
        |t: &str| (t.len() == 8 && t.ends_with(":00")).then(|| t.get(..5).map(str::to_owned));
    let number = |t: &str| t.parse::<f64>().ok().map(f64::to_bits);
    a == b
        || minutes(&a).flatten().is_some_and(|m| m == b)
        || minutes(&b).flatten().is_some_and(|m| m == a)
        || matches!((number(&a), number(&b)), (Some(a), Some(b)) if a == b)
}

/// An id of what has none: what it says and belongs to, so that the same record mentioned again is the same.
fn made_up(kind: Kind, draft: &Draft) -> String {
    let mut text = String::from(kind.name());
    for (field, values) in &draft.fields {
        text.push('\n');
        text.push_str(field);
        values.iter().for_each(|v| {
            text.push('=');
            text.push_str(v);
        });
    }
    for reference in &draft.references {
        text.push('\n');
        text.push_str(&reference.key);
    }
    format!("~{:016x}", crate::lock::text_hash(&text))
}

/// A value in a message.
pub(super) fn short(text: &str) -> String {
    let mut out: String = text.chars().take(40).collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}
