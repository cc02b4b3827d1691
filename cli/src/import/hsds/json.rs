//! JSON of the specification: nested objects, lists, pages of lists, tables as lists.
//!
//! Owns which object is what and what it belongs to. Objects and lists that the specification does not know are kept as
//! values of the record they stand in, under their path.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::kinds::{Kind, Points, field, field_name, points};
use super::records::{At, Draft, Records};
use super::shape::{CONTENTS, PAGING, is_above, nested_kind, of_object};

/// Reads a value of a file; `hint` is the kind that the file's name tells.
///
/// # Errors
/// Pointer and what is wrong, where nothing tells what an object is.
pub(super) fn read(
    value: &Value,
    file: &Rc<str>,
    hint: Option<Kind>,
    records: &mut Records,
) -> Result<(), (String, String)> {
    let mut reader = Reader { file, records };
    reader.top(value, "", hint)
}

struct Reader<'r> {
    file: &'r Rc<str>,
    records: &'r mut Records,
}

impl Reader<'_> {
    fn top(
        &mut self,
        value: &Value,
        pointer: &str,
        hint: Option<Kind>,
    ) -> Result<(), (String, String)> {
        match value {
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    self.top(item, &format!("{pointer}/{n}"), hint)?;
                }
                Ok(())
            }
            Value::Object(map) => self.top_object(map, pointer, hint),
            Value::Null if !pointer.is_empty() => Ok(()),
            _ => Err((pointer.to_owned(), "an object or a list of objects was expected".into())),
        }
    }

    fn top_object(
        &mut self,
        map: &Map<String, Value>,
        pointer: &str,
        hint: Option<Kind>,
    ) -> Result<(), (String, String)> {
        if let Some(kind) = of_object(map, hint) {
            self.object(kind, map, pointer, None);
            return Ok(());
        }
        if let Some(resources) = map.get("resources").and_then(Value::as_array) {
            return self.resources(resources, pointer);
        }
        let mut found = false;
        for (name, inner) in map {
            let kind = Kind::of_table(name);
            let listed = CONTENTS.contains(&name.as_str()) || kind.is_some();
            if listed && matches!(inner, Value::Array(_) | Value::Object(_)) {
                self.top(inner, &format!("{pointer}/{}", escaped(name)), kind.or(hint))?;
                found = true;
            } else if !PAGING.contains(&name.as_str()) {
                let at = self.at(&format!("{pointer}/{}", escaped(name)));
                let message = "means nothing beside a list of records and was not read";
                self.records.problems.push(at.warning("unknown-field", message));
            }
        }
        if found {
            return Ok(());
        }
        let message = "neither the fields nor the file's name tell what this is: a service, an organization, a \
                       location, or a list of them was expected";
        Err((pointer.to_owned(), message.into()))
    }

    /// A tabular data package: tables inside, or named with their files, which are read by themselves.
    fn resources(&mut self, resources: &[Value], pointer: &str) -> Result<(), (String, String)> {
        for (n, resource) in resources.iter().enumerate() {
            let name = resource.get("name").and_then(Value::as_str).unwrap_or_default();
            if let Some(data) = resource.get("data") {
                self.top(data, &format!("{pointer}/resources/{n}/data"), Kind::of_table(name))?;
            }
        }
        Ok(())
    }

    /// Reads an object and what is nested in it; gives its id.
    fn object(
        &mut self,
        kind: Kind,
        map: &Map<String, Value>,
        pointer: &str,
        owner: Option<(Kind, &str)>,
    ) -> String {
        let mut draft = Draft::default();
        let key = ["id", "taxonomy_id", "category_id"].iter().find_map(|name| {
            // Only terms are known by another id than `id`.
            let own = *name == "id" || kind == Kind::Term;
            map.get(*name).filter(|_| own).and_then(scalar)
        });
        draft.key = key.map(|k| k.trim().to_owned()).filter(|k| !k.is_empty());
        if let Some((owner, key)) = owner {
            draft.refer("", Some(owner), key);
        }
        let mut nested = Vec::new();
        for (name, value) in map {
            self.field(kind, name, value, pointer, &mut draft, &mut nested);
        }
        let at = self.at(pointer);
        let key = self.records.add(kind, draft, at);
        for (inner, name, pointer, value) in nested {
            let items = match value {
                Value::Array(items) => items.iter().collect(),
                one => vec![one],
            };
            let many = matches!(value, Value::Array(_));
            for (n, item) in items.into_iter().enumerate() {
                let Value::Object(map) = item else { continue };
                let pointer = if many { format!("{pointer}/{n}") } else { pointer.clone() };
                self.inner(kind, &key, inner, name, map, &pointer);
            }
        }
        key
    }

    fn inner(
        &mut self,
        kind: Kind,
        key: &str,
        inner: Kind,
        name: &str,
        map: &Map<String, Value>,
        pointer: &str,
    ) {
        if !is_above(kind, inner, name) {
            let other = self.object(inner, map, pointer, Some((kind, key)));
            self.address_type(inner, name, &other, pointer);
            return;
        }
        let above = self.object(inner, map, pointer, None);
        let mut draft = Draft { key: Some(key.to_owned()), ..Draft::default() };
        if inner == kind {
            draft.below(name, inner, &above);
        } else {
            draft.refer(name, Some(inner), &above);
        }
        let at = self.at(pointer);
        self.records.add(kind, draft, at);
    }

    /// `postal_addresses` say by their name what they are.
    fn address_type(&mut self, kind: Kind, name: &str, key: &str, pointer: &str) {
        if let Some(told) = address_type(kind, name) {
            let mut draft = Draft { key: Some(key.to_owned()), ..Draft::default() };
            let known = self.records.find(kind, key).and_then(|n| self.records.get(n));
            if known.is_some_and(|r| r.text("address_type").is_none()) {
                draft.put("address_type", told);
                let at = self.at(pointer);
                self.records.add(kind, draft, at);
            }
        }
    }

    fn field<'v>(
        &mut self,
        kind: Kind,
        name: &'v str,
        value: &'v Value,
        pointer: &str,
        draft: &mut Draft,
        nested: &mut Vec<(Kind, &'v str, String, &'v Value)>,
    ) {
        let own = field(kind, name);
        let is_id =
            own == "id" || (kind == Kind::Term && draft.key.is_some() && own == "category_id");
        let holds_objects = match value {
            Value::Array(items) => items.iter().any(Value::is_object),
            Value::Object(_) => true,
            _ => false,
        };
        let pointer = format!("{pointer}/{}", escaped(name));
        match (points(kind, &own), scalar(value)) {
            _ if is_id => {}
            (Some(to), Some(key)) => refer(draft, kind, &own, to, &key),
            _ if holds_objects => match nested_kind(kind, name, value) {
                Some(inner) => nested.push((inner, name, pointer, value)),
                None => flatten(&own, value, draft),
            },
            _ => flatten(&own, value, draft),
        }
    }

    fn at(&self, pointer: &str) -> At {
        At { file: Rc::clone(self.file), line: 0, pointer: pointer.into() }
    }
}

/// Adds what a field points at.
pub(super) fn refer(draft: &mut Draft, kind: Kind, field: &str, to: Points, key: &str) {
    if key.trim().is_empty() {
        return;
    }
    match to {
        Points::At(other) => draft.refer(field, Some(other), key),
        Points::Above => draft.below(field, kind, key),
        Points::Anywhere => draft.refer(field, None, key),
    }
}

/// What the name of a table says of its addresses.
pub(super) fn address_type(kind: Kind, table: &str) -> Option<&'static str> {
    if kind != Kind::Address {
        return None;
    }
    let table = field_name(table);
    match table {
        t if t.starts_with("mail") || t.starts_with("postal") => Some("postal"),
        t if t.starts_with("physical") => Some("physical"),
        _ => None,
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}

/// Every value below, by its path.
fn flatten(path: &str, value: &Value, draft: &mut Draft) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| flatten(path, item, draft)),
        Value::Object(map) => {
            for (name, inner) in map {
                flatten(&format!("{path}_{}", field_name(name)), inner, draft);
            }
        }
        other => {
            if let Some(text) = scalar(other) {
                draft.put(path, &text);
            }
        }
    }
}

/// A name as a step of a JSON pointer, RFC 6901.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
