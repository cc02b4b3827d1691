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
        let mut lines: Vec<(&str, &str, String)> = match &self.records {
            Records::Common(facts) => facts
                .iter()
                .map(|f| Ok((f.kind(), f.id(), canonical(f)?)))
                .collect::<Result<_, serde_json::Error>>()?,
            Records::Language(_, texts) => texts
                .iter()
                .map(|t| Ok((t.kind(), t.id(), canonical(t)?)))
                .collect::<Result<_, serde_json::Error>>()?,
            Records::Notices(notices) => notices
                .iter()
                .map(|n| Ok(("notice", n.id.as_str(), canonical(n)?)))
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
        let records = match lines.records {
            LineRecords::Common(facts) => Records::Common(without_lines(facts)),
            LineRecords::Notices(notices) => Records::Notices(without_lines(notices)),
            LineRecords::Language(tag, texts) => Records::Language(tag, without_lines(texts)),
        };
        Ok(Self { pack: lines.pack, records })
    }
}

/// The first line of an edition, without its end.
///
/// # Errors
/// When it cannot be written as JSON; it always can.
pub fn header_line(pack: &str, edition: &str) -> Result<String, serde_json::Error> {
    canonical(&Header { format: FORMAT, pack: pack.to_owned(), edition: edition.to_owned() })
}

/// An edition with the line each record was read from, for those who store the lines as they are.
pub(crate) struct Lines<'a> {
    pub(crate) pack: String,
    pub(crate) edition: String,
    pub(crate) records: LineRecords<'a>,
}

pub(crate) enum LineRecords<'a> {
    Common(Vec<(Fact, &'a str)>),
    Language(LanguageTag, Vec<(Text, &'a str)>),
    Notices(Vec<(Notice, &'a str)>),
}

impl<'a> Lines<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, EditionError> {
        if bytes.len() as u64 > MAX_EDITION {
            return Err(EditionError::TooLarge(0));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| EditionError::NotUtf8)?;
        let mut lines = text.lines().enumerate().map(|(n, l)| (n + 1, l));
        let (_, first) = lines.next().ok_or_else(|| bad(1, "empty"))?;
        let header = read_header(first)?;
        let records = match header.edition.as_str() {
            COMMON => {
                LineRecords::Common(read_lines(lines, |f: &Fact| (f.kind(), f.id().to_owned()))?)
            }
            NOTICES => {
                LineRecords::Notices(read_lines(lines, |n: &Notice| ("notice", n.id.clone()))?)
            }
            tag => {
                let tag: LanguageTag = tag.parse().map_err(|_| bad(1, "unknown edition"))?;
                let texts = read_lines(lines, |t: &Text| (t.kind(), t.id().to_owned()))?;
                LineRecords::Language(tag, texts)
            }
        };
        Ok(Self { pack: header.pack, edition: header.edition, records })
    }
}

fn without_lines<T>(records: Vec<(T, &str)>) -> Vec<T> {
    records.into_iter().map(|(record, _)| record).collect()
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

fn read_lines<'a, T: DeserializeOwned>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    key: impl Fn(&T) -> (&'static str, String),
) -> Result<Vec<(T, &'a str)>, EditionError> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for (number, line) in lines {
        if line.len() > MAX_LINE {
            return Err(EditionError::TooLarge(number));
        }
        let record: T = serde_json::from_str(line).map_err(|e| bad(number, reason(&e)))?;
        if !seen.insert(key(&record)) {
            return Err(bad(number, "an id stands twice"));
        }
        out.push((record, line));
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
