//! `.import/feeds.json`: by what each feed was last known, and since when it fails.
//!
//! It lies in version control and an hourly job must not change it for nothing. So it holds no moment of the last look,
//! and what a server calls its answer is noted only when the answer brings something.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::ask::Validators;
use crate::import::ImportError;
use crate::import::again::Note;
use crate::import::folder::KEPT;

/// The file's name below `.import/`.
pub const FILE: &str = "feeds.json";
/// Largest such file, in bytes.
const MAX: u64 = 1024 * 1024;

/// What is known of one feed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Known {
    /// What was true of the pack and of feeds.toml when it was read; with anything else it is read anew.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settings: String,
    /// `ETag` of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified` of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The moment from which on every look has failed, in UTC (RFC 3339); nothing where the last one did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<String>,
}

impl Known {
    /// By what to ask, while the settings are these.
    pub fn validators(&self, settings: &str) -> Validators {
        if self.settings != settings {
            return Validators::default();
        }
        Validators { etag: self.etag.clone(), modified: self.modified.clone() }
    }
}

/// What is known of all feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    text: Option<String>,
    feeds: BTreeMap<String, Known>,
}

impl State {
    /// Reads what is known; nothing of a folder that has none.
    ///
    /// # Errors
    /// The file cannot be read or is no such file.
    pub fn read(folder: &Path) -> Result<Self, ImportError> {
        let path = folder.join(KEPT).join(FILE);
        let mut text = String::new();
        match File::open(&path).and_then(|file| file.take(MAX).read_to_string(&mut text)) {
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(ImportError::File { path, source }),
        }
        let feeds = serde_json::from_str(&text).map_err(|e| ImportError::Folder {
            path,
            message: format!(
                "line {}: not as it was written; take it as it was from version control, or remove it: all feeds \
                 are then read anew",
                e.line()
            ),
        })?;
        Ok(Self { text: Some(text), feeds })
    }

    /// What is known of a feed.
    pub fn of(&self, name: &str) -> Known {
        self.feeds.get(name).cloned().unwrap_or_default()
    }

    /// What is to be written so that this is known of a feed; nothing where that is known already. Feeds that are not
    /// among `names` are forgotten with it.
    pub fn with(&self, name: &str, known: Known, names: &[&str]) -> Option<Note> {
        if self.of(name) == known {
            return None;
        }
        let mut feeds = self.feeds.clone();
        feeds.retain(|name, _| names.contains(&name.as_str()));
        feeds.insert(name.to_owned(), known);
        feeds.retain(|_, known| *known != Known::default());
        // Texts by texts are always JSON.
        let mut after = serde_json::to_string_pretty(&feeds).unwrap_or_default();
        after.push('\n');
        Some(Note { file: FILE, before: self.text.clone(), after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_written_once_and_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let state = State::read(dir.path()).unwrap();
        assert_eq!(state, State::default());
        let known = Known {
            settings: "s".into(),
            etag: Some("W/\"1\"".into()),
            failing_since: Some("2026-11-22T10:00:00Z".into()),
            ..Known::default()
        };
        let note = state.with("library", known.clone(), &["library"]).unwrap();
        std::fs::create_dir(dir.path().join(KEPT)).unwrap();
        std::fs::write(dir.path().join(KEPT).join(FILE), &note.after).unwrap();
        let state = State::read(dir.path()).unwrap();
        assert_eq!(state.of("library"), known);
        assert_eq!(state.with("library", known.clone(), &["library"]), None);
        assert_eq!(state.of("library").validators("s").etag.as_deref(), Some("W/\"1\""));
        assert_eq!(state.of("library").validators("t"), Validators::default());
        let note = state.with("choir", known, &["choir"]).unwrap();
        assert!(!note.after.contains("library"), "{}", note.after);
        std::fs::write(dir.path().join(KEPT).join(FILE), "{\n<<<<<<<\n").unwrap();
        let told = State::read(dir.path()).unwrap_err().to_string();
        assert!(told.contains("line 2"), "{told}");
    }
}
