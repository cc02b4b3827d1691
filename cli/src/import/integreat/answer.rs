//! A `pages` answer: JSON to typed pages, with the place of whatever has another shape.

mod path;
mod translations;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserializer;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;

pub(super) use self::path::PagePath;
pub use self::path::language_tag;
use self::translations::translations;
use crate::import::ImportError;

/// Largest answer that is read, in bytes; the largest real ones are below 10 MB.
pub const MAX_FILE: u64 = 64 * 1024 * 1024;

/// The pages of one file.
pub(super) struct Answer {
    pub(super) file: PathBuf,
    pub(super) pages: Vec<Page>,
}

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Page {
    pub(super) path: PagePath,
    /// Of this text, not of the page: another number in each language and after each edit.
    pub(super) id: Option<i64>,
    pub(super) title: String,
    pub(super) content: String,
    pub(super) excerpt: String,
    pub(super) url: Option<String>,
    pub(super) parent: Option<PagePath>,
    /// The answer names a parent by number only, or by a path that is none.
    pub(super) parent_unknown: bool,
    pub(super) order: i64,
    /// `YYYY-MM-DD`.
    pub(super) date: Option<String>,
    pub(super) translations: BTreeMap<String, Translation>,
    pub(super) unused: Vec<&'static str>,
}

/// Where a text in another language is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Translation {
    pub(super) id: Option<i64>,
    pub(super) path: PagePath,
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
    let pages = read_pages(path, text.trim_start_matches('\u{feff}'))?;
    Ok(Answer { file: path.to_owned(), pages })
}

/// One page at a time, so that a large answer is never a tree of values as a whole.
fn read_pages(path: &Path, text: &str) -> Result<Vec<Page>, ImportError> {
    struct Pages<'a>(&'a mut Option<Misfit>);
    impl<'de> Visitor<'de> for Pages<'_> {
        type Value = Vec<Page>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list of pages, as /api/v3/REGION/LANGUAGE/pages/ answers")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Page>, A::Error> {
            let mut pages = Vec::new();
            while let Some(value) = seq.next_element::<Value>()? {
                match page(&value) {
                    Ok(page) => pages.push(page),
                    Err(misfit) => {
                        let pointer = format!("/{}{}", pages.len(), misfit.pointer);
                        *self.0 = Some(Misfit { pointer, ..misfit });
                        return Err(serde::de::Error::custom("another shape"));
                    }
                }
            }
            Ok(pages)
        }
    }
    let mut misfit = None;
    let mut json = serde_json::Deserializer::from_str(text);
    let pages =
        json.deserialize_seq(Pages(&mut misfit)).and_then(|pages| json.end().map(|()| pages));
    pages.map_err(|e| match misfit {
        Some(Misfit { pointer, message }) => {
            ImportError::Shape { path: path.to_owned(), pointer, message }
        }
        None if e.is_eof() => ImportError::Malformed {
            path: path.to_owned(),
            message: format!("the file ends too early, download it again: {e}"),
        },
        None => ImportError::Malformed { path: path.to_owned(), message: e.to_string() },
    })
}

struct Misfit {
    pointer: String,
    message: String,
}

fn misfit(pointer: &str, message: impl Into<String>) -> Misfit {
    Misfit { pointer: pointer.to_owned(), message: message.into() }
}

fn page(value: &Value) -> Result<Page, Misfit> {
    if !value.is_object() {
        return Err(misfit("", format!("expected a page, found {}", kind(value))));
    }
    for (field, other) in [("event", "events"), ("location", "locations"), ("timestamp", "news")] {
        if value.get(field).is_some_and(|v| !v.is_null()) {
            return Err(misfit(
                "",
                format!("this belongs to an answer of {other}/; pass answers of pages/"),
            ));
        }
    }
    let path = text(value, "path")?.ok_or_else(|| misfit("/path", "expected a text"))?;
    let path = PagePath::parse(&path)
        .ok_or_else(|| misfit("/path", "expected /region/language/slug/, as in /town/de/news/"))?;
    if language_tag(&path.language).is_none() {
        return Err(misfit("/path", "the second part is no language code"));
    }
    let (parent, parent_unknown) = parent(value)?;
    let modified = text(value, "last_updated")?.or(text(value, "modified_gmt")?);
    Ok(Page {
        path,
        id: whole_number(value, "id")?,
        title: text(value, "title")?.unwrap_or_default(),
        content: text(value, "content")?.unwrap_or_default(),
        excerpt: text(value, "excerpt")?.unwrap_or_default(),
        url: text(value, "url")?,
        parent,
        parent_unknown,
        order: whole_number(value, "order")?.unwrap_or_default(),
        date: modified.and_then(|m| day(&m)),
        translations: translations(value)?,
        unused: unused(value),
    })
}

fn parent(value: &Value) -> Result<(Option<PagePath>, bool), Misfit> {
    let parent = match value.get("parent") {
        None | Some(Value::Null) => return Ok((None, false)),
        Some(parent @ Value::Object(_)) => parent,
        Some(other) => {
            return Err(misfit("/parent", format!("expected an object, found {}", kind(other))));
        }
    };
    let inside = |m: Misfit| misfit(&format!("/parent{}", m.pointer), m.message);
    let id = whole_number(parent, "id").map_err(inside)?;
    let path = text(parent, "path").map_err(inside)?;
    let path = path.filter(|p| !p.trim().is_empty());
    match path.as_deref().map(PagePath::parse) {
        Some(Some(path)) => Ok((Some(path), false)),
        Some(None) => Ok((None, true)),
        None => Ok((None, id.is_some_and(|id| id != 0))),
    }
}

fn text(value: &Value, field: &str) -> Result<Option<String>, Misfit> {
    match value.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => {
            Err(misfit(&format!("/{field}"), format!("expected a text, found {}", kind(other))))
        }
    }
}

fn whole_number(value: &Value, field: &str) -> Result<Option<i64>, Misfit> {
    match value.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(number) => number.as_i64().map(Some).ok_or_else(|| {
            let found = kind(number);
            misfit(&format!("/{field}"), format!("expected a whole number, found {found}"))
        }),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The day of `2024-01-17T13:06:57.863+01:00`.
fn day(moment: &str) -> Option<String> {
    let day = moment.get(..10)?;
    chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .ok()
        .map(|d| d.format("%Y-%m-%d").to_string())
}

/// Fields with something in them that a source folder has no place for.
fn unused(value: &Value) -> Vec<&'static str> {
    let said = |field: &&&str| match value.get(**field) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(_) => true,
    };
    ["thumbnail", "organization", "embedded_offers"].iter().filter(said).copied().collect()
}
