//! Editions as bytes: canonical JSON, one record per line.
//!
//! Canonical: UTF-8 in NFC, LF, keys sorted, no spaces, lines sorted by kind and id after the header. The same
//! records always give the same bytes, so that hashes repeat and patches stay small. Reading is strict.

#[cfg(test)]
mod tests;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::format::{FORMAT, Fact, Header, Notice, Text};
use crate::text::LanguageTag;
use crate::text::block::UnsafeBlock;

/// The name of the edition that needs no language.
pub const COMMON: &str = "common";
/// The name of the edition of dated texts.
pub const NOTICES: &str = "notices";
/// No edition is larger than this, in bytes; larger cities are split into several packs.
pub const MAX_EDITION: u64 = 16 * 1024 * 1024;
/// No line of an edition is longer than this, in bytes.
pub const MAX_LINE: usize = 1024 * 1024;

/// What one edition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Records {
    /// The common edition.
    Common(Vec<Fact>),
    /// A language's edition.
    Language(LanguageTag, Vec<Text>),
    /// Dated texts.
    Notices(Vec<Notice>),
}

/// An edition in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Id of the pack.
    pub pack: String,
    /// Its lines.
    pub records: Records,
}

/// Why bytes are no edition. Lines are counted from 1.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// Longer than [`MAX_EDITION`] or a line longer than [`MAX_LINE`].
    #[error("edition is too large at line {0}")]
    TooLarge(usize),
    /// Not UTF-8.
    #[error("edition is not UTF-8")]
    NotUtf8,
    /// A line is not the record it should be.
    #[error("line {line}: {reason}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong, without the content.
        reason: String,
    },
    /// A record that may not be shown.
    #[error("line {line}: {source}")]
    Unsafe {
        /// Counted from 1.
        line: usize,
        /// Why.
        source: UnsafeBlock,
    },
    /// A record that has changed has the id of one that has not.
    #[error("an id stands twice")]
    Twice,
    /// Another pack or edition than the signature is for.
    #[error("the edition names another pack or language")]
    Foreign,
    /// Not the signed bytes, or not compressed as it should be.
    #[error("the file is not the signed edition")]
    WrongBytes,
    /// Written by a newer publisher.
    #[error("edition has format {0}, this version reads up to {FORMAT}")]
    NewerFormat(u32),
}

impl Edition {
    /// The edition's name: `common`, `notices` or a language tag.
    pub fn name(&self) -> String {
        match &self.records {
            Records::Common(_) => COMMON.to_owned(),
            Records::Notices(_) => NOTICES.to_owned(),
            Records::Language(tag, _) => tag.to_string(),
        }
    }

    /// The canonical bytes.
    ///
    /// # Errors
    /// When a record cannot be written as JSON; none of the types here can fail.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        // By the ids as they are written, which is how those who read the lines sort them.
        let written = |id: &str| id.nfc().collect::<String>();
        let mut lines: Vec<(&str, String, String)> = match &self.records {
            Records::Common(facts) => facts
                .iter()
                .map(|f| Ok((f.kind(), written(f.id()), canonical(f)?)))
                .collect::<Result<_, serde_json::Error>>()?,
            Records::Language(_, texts) => texts
                .iter()
                .map(|t| Ok((t.kind(), written(t.id()), canonical(t)?)))
                .collect::<Result<_, serde_json::Error>>()?,
            Records::Notices(notices) => notices
                .iter()
                .map(|n| Ok(("notice", written(&n.id), canonical(n)?)))
                .collect::<Result<_, serde_json::Error>>()?,
        };
        lines.sort();
        let mut out = header_line(&self.pack, &self.name())?;
        for (_, _, line) in lines {
            out.push('\n');
            out.push_str(&line);
        }
        out.push('\n');
        Ok(out.into_bytes())
    }

    /// Reads an edition, strictly: every line must be a record of its kind with a new id.
    ///
    /// # Errors
    /// See [`EditionError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EditionError> {
        let lines = Lines::read(bytes)?;
        let pack = lines.pack.clone();
        let records = match lines.kind.clone() {
            LineKind::Common => Records::Common(lines.facts(|fact, _, _| Ok(fact))?),
            LineKind::Notices => Records::Notices(lines.notices(|notice, _, _| Ok(notice))?),
            LineKind::Language(tag) => Records::Language(tag, lines.texts(|text, _, _| Ok(text))?),
        };
        Ok(Self { pack, records })
    }
}

/// The first line of an edition, without its end.
///
/// # Errors
/// When it cannot be written as JSON; it always can.
pub fn header_line(pack: &str, edition: &str) -> Result<String, serde_json::Error> {
    canonical(&Header { format: FORMAT, pack: pack.to_owned(), edition: edition.to_owned() })
}

/// An edition whose lines have not been read yet, for those who make something of each record and its line.
pub(crate) struct Lines<'a> {
    pub(crate) pack: String,
    pub(crate) edition: String,
    pub(crate) kind: LineKind,
    /// Behind the header.
    rest: &'a str,
}

/// What the lines of an edition are.
#[derive(Debug, Clone)]
pub(crate) enum LineKind {
    Common,
    Language(LanguageTag),
    Notices,
}

impl<'a> Lines<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, EditionError> {
        if bytes.len() as u64 > MAX_EDITION {
            return Err(EditionError::TooLarge(0));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| EditionError::NotUtf8)?;
        let first = text.lines().next().ok_or_else(|| bad(1, "empty"))?;
        let header = read_header(first)?;
        let kind = match header.edition.as_str() {
            COMMON => LineKind::Common,
            NOTICES => LineKind::Notices,
            tag => LineKind::Language(tag.parse().map_err(|_| bad(1, "unknown edition"))?),
        };
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        Ok(Self { pack: header.pack, edition: header.edition, kind, rest })
    }

    /// Makes something of each fact, its line, and the line's number, counted from 1 with the header.
    pub(crate) fn facts<R>(
        self,
        make: impl FnMut(Fact, &'a str, usize) -> Result<R, EditionError>,
    ) -> Result<Vec<R>, EditionError> {
        read_lines(self.rest, |f: &Fact| (f.kind(), f.id().to_owned()), make)
    }

    /// The same of each text.
    pub(crate) fn texts<R>(
        self,
        make: impl FnMut(Text, &'a str, usize) -> Result<R, EditionError>,
    ) -> Result<Vec<R>, EditionError> {
        read_lines(self.rest, |t: &Text| (t.kind(), t.id().to_owned()), make)
    }

    /// The same of each notice.
    pub(crate) fn notices<R>(
        self,
        make: impl FnMut(Notice, &'a str, usize) -> Result<R, EditionError>,
    ) -> Result<Vec<R>, EditionError> {
        read_lines(self.rest, |n: &Notice| ("notice", n.id.clone()), make)
    }
}

fn read_header(line: &str) -> Result<Header, EditionError> {
    // The format number is looked at first: a newer header may have a different shape.
    let value: Value = serde_json::from_str(line).map_err(|e| bad(1, reason(&e)))?;
    let format = value.get("format").and_then(Value::as_u64).ok_or_else(|| bad(1, "no format"))?;
    match u32::try_from(format) {
        Ok(f) if f <= FORMAT => serde_json::from_value(value).map_err(|e| bad(1, reason(&e))),
        Ok(f) => Err(EditionError::NewerFormat(f)),
        Err(_) => Err(bad(1, "no format")),
    }
}

fn read_lines<'a, T: DeserializeOwned, R>(
    lines: &'a str,
    key: impl Fn(&T) -> (&'static str, String),
    mut make: impl FnMut(T, &'a str, usize) -> Result<R, EditionError>,
) -> Result<Vec<R>, EditionError> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for (number, line) in lines.lines().enumerate().map(|(n, l)| (n + 2, l)) {
        if line.len() > MAX_LINE {
            return Err(EditionError::TooLarge(number));
        }
        let record: T = serde_json::from_str(line).map_err(|e| bad(number, reason(&e)))?;
        if !seen.insert(key(&record)) {
            return Err(bad(number, "an id stands twice"));
        }
        out.push(make(record, line, number)?);
    }
    Ok(out)
}

fn bad(line: usize, reason: impl Into<String>) -> EditionError {
    EditionError::Line { line, reason: reason.into() }
}

/// What serde says without quoting the content.
fn reason(error: &serde_json::Error) -> String {
    format!("{:?} error at column {}", error.classify(), error.column())
}

/// JSON with sorted keys, without spaces, in NFC.
fn canonical(record: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    write_sorted(&serde_json::to_value(record)?, &mut out)?;
    Ok(out)
}

/// Sorts keys itself, so that no feature of the JSON library chosen elsewhere can change the bytes.
fn write_sorted(value: &Value, out: &mut String) -> Result<(), serde_json::Error> {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<(String, &Value)> =
                map.iter().map(|(key, value)| (key.nfc().collect(), value)).collect();
            keys.sort_by(|a, b| a.0.cmp(&b.0));
            out.push('{');
            for (n, (key, value)) in keys.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::to_string(&key)?);
                out.push(':');
                write_sorted(value, out)?;
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write_sorted(item, out)?;
            }
            out.push(']');
        }
        // Each text by itself: composed as a whole, the `n` of an escaped line feed would take up a mark behind it.
        Value::String(text) => {
            out.push_str(&serde_json::to_string(&text.nfc().collect::<String>())?)
        }
        other => out.push_str(&serde_json::to_string(other)?),
    }
    Ok(())
}
