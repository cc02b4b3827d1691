//! Answers of the API as JSON, sorted by kind and region, knowing nothing of the importer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// All files of a run.
#[derive(Default)]
pub(super) struct Answers {
    /// By region.
    pub(super) regions: BTreeMap<String, Group>,
    /// Files that name no region, or several: descriptions of regions, offers, categories, languages.
    pub(super) common: Vec<PathBuf>,
    /// Descriptions of regions.
    pub(super) described: Vec<Value>,
    pub(super) offers: Vec<Value>,
    pub(super) categories: Vec<Value>,
    pub(super) languages: Vec<Value>,
}

/// What is of one region.
#[derive(Default)]
pub(super) struct Group {
    pub(super) files: Vec<PathBuf>,
    /// One list for each file: whether a page hangs under another is a question of one answer.
    pub(super) pages: Vec<Vec<Value>>,
    pub(super) places: Vec<Value>,
    pub(super) events: Vec<Value>,
}

impl Answers {
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, String> {
        let mut answers = Self::default();
        for path in paths {
            answers.add(path, items(path)?);
        }
        Ok(answers)
    }

    fn add(&mut self, path: &Path, items: Vec<Value>) {
        let kind = kind(&items);
        if matches!(kind, Kind::Pages | Kind::Places | Kind::Events) {
            let Some(first) = items.first() else { return };
            let group = self.regions.entry(part(first, 0)).or_default();
            group.files.push(path.to_owned());
            match kind {
                Kind::Pages => group.pages.push(items),
                Kind::Places => group.places.extend(items),
                _ => group.events.extend(items),
            }
            return;
        }
        self.common.push(path.to_owned());
        match kind {
            Kind::Regions => self.described.extend(items),
            Kind::Offers => self.offers.extend(items),
            Kind::Categories => self.categories.extend(items),
            _ => self.languages.extend(items),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pages,
    Places,
    Events,
    Regions,
    Offers,
    Categories,
    Languages,
}

fn kind(items: &[Value]) -> Kind {
    let has = |field| items.first().is_some_and(|i| i.get(field).is_some_and(|v| !v.is_null()));
    match () {
        () if has("event") => Kind::Events,
        () if has("location") => Kind::Places,
        () if has("name_without_prefix") => Kind::Regions,
        () if has("bcp47_tag") => Kind::Languages,
        () if has("alias") => Kind::Offers,
        () if has("icon_color") || has("icon_url") => Kind::Categories,
        () => Kind::Pages,
    }
}

/// A list, a list inside an object, or one item.
fn items(path: &Path) -> Result<Vec<Value>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let value: Value =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    match value {
        Value::Array(items) => Ok(items),
        Value::Object(mut fields) if !fields.contains_key("path") => {
            let lists = ["results", "data", "items"].iter().find_map(|k| fields.remove(*k));
            match lists {
                Some(Value::Array(items)) => Ok(items),
                _ => Err(format!("{}: no list of pages, places or events", path.display())),
            }
        }
        object @ Value::Object(_) => Ok(vec![object]),
        _ => Err(format!("{}: no list of pages, places or events", path.display())),
    }
}

/// A text of an item; empty where there is none.
pub(super) fn text(item: &Value, field: &str) -> String {
    item.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The texts of some fields that say something.
pub(super) fn texts<'f>(
    item: &'f Value,
    fields: &'f [&'f str],
) -> impl Iterator<Item = String> + use<'f> {
    fields.iter().map(|f| text(item, f).trim().to_owned()).filter(|t| !t.is_empty())
}

/// A part of an item's path.
pub(super) fn part(item: &Value, n: usize) -> String {
    let path = text(item, "path");
    path.split('/').filter(|p| !p.is_empty()).nth(n).unwrap_or_default().to_owned()
}

/// Fields that say something and are neither compared nor, as `kind.field`, among those told as left out.
pub(super) fn dropped(
    item: &Value,
    kind: &str,
    compared: &[&str],
    left_out: &BTreeMap<String, usize>,
) -> Option<String> {
    let fields = item.as_object()?.iter();
    let says = fields.filter(|(_, v)| match v {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(fields) => fields.values().any(|v| !v.is_null()),
        Value::Bool(_) | Value::Number(_) => true,
    });
    says.map(|(field, _)| field.clone()).find(|field| {
        let told = left_out.keys().any(|told| *told == format!("{kind}.{field}"));
        !told && !compared.contains(&field.as_str())
    })
}
