//! The journal as text: what is to be in each place, and what was there.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What an import is about to write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Record {
    pub(super) entries: Vec<Entry>,
}

/// A file, with SHA-256 in hex of what was and what will be there; nothing where there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

const HEAD: &str = "import journal 1";
const END: &str = "end";
const NONE: &str = "-";

impl Record {
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for entry in &self.entries {
            let before = entry.before.as_deref().unwrap_or(NONE);
            let after = entry.after.as_deref().unwrap_or(NONE);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{before} {after} {}", entry.path);
        }
        text + END + "\n"
    }

    /// Reads a journal; the first line that is none.
    pub(super) fn parse(text: &str) -> Result<Self, usize> {
        let mut record = Self::default();
        let mut lines = text.lines().zip(1_usize..);
        if lines.next().is_none_or(|(line, _)| line != HEAD) {
            return Err(1);
        }
        for (line, n) in lines {
            if line == END {
                return Ok(record);
            }
            record.entries.push(entry(line).ok_or(n)?);
        }
        Err(text.lines().count() + 1)
    }

    /// The folders of all files below the pack's folder, each after those above it.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for entry in &self.entries {
            let mut path = entry.path.as_str();
            while let Some((above, _)) = path.rsplit_once('/') {
                folders.insert(above);
                path = above;
            }
        }
        folders
    }
}

fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(3, ' ');
    let before = hash(parts.next()?)?;
    let after = hash(parts.next()?)?;
    Some(Entry { path: parts.next()?.to_owned(), before, after })
}

/// SHA-256 or none; nothing where it is neither.
fn hash(text: &str) -> Option<Option<String>> {
    let digits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    match text {
        NONE => Some(None),
        _ if digits => Some(Some(text.to_owned())),
        _ => None,
    }
}
