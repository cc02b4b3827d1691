//! A JSON object of an answer: typed access, the place of whatever has another shape, and what nobody asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use crate::problem::Problem;

/// JSON of another shape than expected; the pointer is as in RFC 6901.
#[derive(Debug)]
pub(in super::super) struct Misfit {
    pub(in super::super) pointer: String,
    pub(in super::super) message: String,
}

pub(super) fn misfit(pointer: impl Into<String>, message: impl Into<String>) -> Misfit {
    Misfit { pointer: pointer.into(), message: message.into() }
}

/// Where something stands in the answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Spot {
    pub(in super::super) file: String,
    pub(in super::super) pointer: String,
}

/// What is to be told about one file.
#[derive(Debug)]
pub(in super::super) struct Notes {
    file: String,
    pub(in super::super) problems: Vec<Problem>,
    pub(in super::super) left_out: BTreeMap<String, usize>,
}

impl Notes {
    pub(super) fn new(file: &Path) -> Self {
        let file = file.display().to_string();
        Self { file, problems: Vec::new(), left_out: BTreeMap::new() }
    }

    pub(super) fn spot(&self, pointer: &str) -> Spot {
        Spot { file: self.file.clone(), pointer: pointer.to_owned() }
    }

    pub(super) fn warn(&mut self, pointer: &str, code: &'static str, message: &str) {
        self.problems.push(self.spot(pointer).warning(code, message));
    }

    pub(super) fn leave_out(&mut self, field: impl Into<String>) {
        *self.left_out.entry(field.into()).or_default() += 1;
    }
}

impl Spot {
    pub(in super::super) fn warning(&self, code: &'static str, message: &str) -> Problem {
        Problem::warning(&self.file, 0, code, format!("at {:?}: {message}", self.pointer))
    }
}

/// An object and which of its fields have been asked for.
#[derive(Debug)]
pub(super) struct Item<'v> {
    fields: &'v Map<String, Value>,
    /// Its own place.
    pub(super) at: String,
    known: BTreeSet<&'static str>,
}

impl<'v> Item<'v> {
    pub(super) fn of(value: &'v Value, at: &str, expected: &str) -> Result<Self, Misfit> {
        match value {
            Value::Object(fields) => Ok(Self { fields, at: at.to_owned(), known: BTreeSet::new() }),
            other => Err(misfit(at, format!("expected {expected}, found {}", kind(other)))),
        }
    }

    /// The place of a field.
    pub(super) fn pointer(&self, field: &str) -> String {
        format!("{}/{field}", self.at)
    }

    /// The value of a field; null is none.
    pub(super) fn get(&mut self, field: &'static str) -> Option<&'v Value> {
        self.known.insert(field);
        self.fields.get(field).filter(|v| !v.is_null())
    }

    pub(super) fn text(&mut self, field: &'static str) -> Result<Option<String>, Misfit> {
        match self.get(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(other) => Err(self.wrong(field, "a text", other)),
        }
    }

    /// A text with something in it, white space around it dropped.
    pub(super) fn said(&mut self, field: &'static str) -> Result<Option<String>, Misfit> {
        let text = self.text(field)?.map(|t| t.trim().to_owned());
        Ok(text.filter(|t| !t.is_empty()))
    }

    /// A text that some answers write as a number, such as a postcode.
    pub(super) fn said_or_number(&mut self, field: &'static str) -> Result<Option<String>, Misfit> {
        match self.get(field) {
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            _ => self.said(field),
        }
    }

    pub(super) fn whole(&mut self, field: &'static str) -> Result<Option<i64>, Misfit> {
        match self.get(field) {
            None => Ok(None),
            Some(number) => match number.as_i64() {
                Some(n) => Ok(Some(n)),
                None => Err(self.wrong(field, "a whole number", number)),
            },
        }
    }

    pub(super) fn flag(&mut self, field: &'static str) -> Result<Option<bool>, Misfit> {
        match self.get(field) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(other) => Err(self.wrong(field, "true or false", other)),
        }
    }

    pub(super) fn object(&mut self, field: &'static str) -> Result<Option<Item<'v>>, Misfit> {
        let at = self.pointer(field);
        self.get(field).map(|value| Item::of(value, &at, "an object")).transpose()
    }

    /// The elements of a list with their places; none of a list that is not there.
    pub(super) fn list(&mut self, field: &'static str) -> Result<Vec<(String, &'v Value)>, Misfit> {
        match self.get(field) {
            None => Ok(Vec::new()),
            Some(Value::Array(list)) => {
                let at = self.pointer(field);
                Ok(list.iter().enumerate().map(|(n, v)| (format!("{at}/{n}"), v)).collect())
            }
            Some(other) => Err(self.wrong(field, "a list", other)),
        }
    }

    /// Fields that other fields say too, or that mean nothing outside the system itself.
    pub(super) fn said_elsewhere(&mut self, fields: &[&'static str]) {
        self.known.extend(fields);
    }

    /// Counts the fields nobody asked for, as `kind.field`.
    pub(super) fn finish(self, kind: &str, notes: &mut Notes) {
        for (field, value) in self.fields {
            if !self.known.contains(field.as_str()) && says_something(value) {
                notes.leave_out(format!("{kind}.{}", short(field)));
            }
        }
    }

    fn wrong(&self, field: &str, expected: &str, found: &Value) -> Misfit {
        misfit(self.pointer(field), format!("expected {expected}, found {}", kind(found)))
    }
}

/// Names of fields come from outside too.
fn short(field: &str) -> String {
    field.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => list.iter().any(says_something),
        Value::Object(fields) => fields.values().any(says_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
