//! `available_languages`: where the same page is in other languages, in all the forms it has been delivered in.

use std::collections::BTreeMap;

use serde_json::Value;

use super::item::{Item, Misfit, kind, misfit};
use super::path::PagePath;

/// Where a text in another language is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Translation {
    pub(in super::super) id: Option<i64>,
    pub(in super::super) path: PagePath,
}

/// An object by language; some answers carry it as text, in JSON or as Python prints it.
pub(super) fn translations(item: &mut Item<'_>) -> Result<BTreeMap<String, Translation>, Misfit> {
    let parsed;
    let at = item.pointer("available_languages");
    let languages = match item.get("available_languages") {
        None => return Ok(BTreeMap::new()),
        // What PHP makes of an empty object.
        Some(Value::Array(list)) if list.is_empty() => return Ok(BTreeMap::new()),
        Some(Value::Object(languages)) => languages,
        Some(Value::String(text)) => {
            parsed = from_text(text).ok_or_else(|| {
                misfit(&at, "expected an object by language; the text there is neither JSON nor Python's print of one")
            })?;
            &parsed
        }
        Some(other) => {
            let found = kind(other);
            return Err(misfit(at, format!("expected an object by language, found {found}")));
        }
    };
    let mut translations = BTreeMap::new();
    for (language, value) in languages {
        if value.is_null() {
            continue;
        }
        let mut item = Item::of(value, &format!("{at}/{language}"), "an object")?;
        let Some(path) = item.text("path")? else { continue };
        let id = item.whole("id")?;
        if let Some(path) = PagePath::parse(&path) {
            translations.insert(language.clone(), Translation { id, path });
        }
    }
    Ok(translations)
}

fn from_text(text: &str) -> Option<serde_json::Map<String, Value>> {
    if text.trim().is_empty() {
        return Some(serde_json::Map::new());
    }
    let value = serde_json::from_str(text).or_else(|_| serde_json::from_str(&json_of_python(text)));
    match value.ok()? {
        Value::Object(map) => Some(map),
        _ => None,
    }
}

/// `{'de': {'id': None, 'path': "it's"}}` as JSON.
fn json_of_python(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote: Option<char> = None;
    let mut word = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if let Some(end) = quote {
            match c {
                '\\' => match chars.next() {
                    Some('\'') => out.push('\''),
                    // \xe4 has two digits, JSON's \u00e4 four.
                    Some('x') => out.push_str("\\u00"),
                    Some(other) => out.extend(['\\', other]),
                    None => {}
                },
                c if c == end => {
                    out.push('"');
                    quote = None;
                }
                '"' => out.push_str("\\\""),
                c => out.push(c),
            }
            continue;
        }
        if c.is_ascii_alphabetic() {
            word.push(c);
            continue;
        }
        out.push_str(match word.as_str() {
            "None" => "null",
            "True" => "true",
            "False" => "false",
            other => other,
        });
        word.clear();
        match c {
            '\'' | '"' => {
                out.push('"');
                quote = Some(c);
            }
            c => out.push(c),
        }
    }
    out
}
