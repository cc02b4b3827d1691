//! Where a state of a pack comes from: its source folder, a folder of built editions, or what is published of it.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use companion_core::packs::edition::{Edition, MAX_EDITION};

use crate::build::build_folder;
use crate::publish::{PublishError, editions_at};

/// Why there is no state to compare.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// None of the three kinds.
    #[error(
        "{0}: is no source folder (pack.toml), no folder of built editions (*.pack.jsonl), and no published pack \
         (PUBLISHED/<pack> or PUBLISHED/<pack>@REVISION)"
    )]
    Nothing(String),
    /// A source folder that cannot be built.
    #[error("{folder}: cannot be built: {first}; `welcome pack check {folder}` names every error")]
    Source {
        /// Its path.
        folder: String,
        /// The first problem.
        first: String,
    },
    /// A published pack that cannot be read.
    #[error(transparent)]
    Published(#[from] PublishError),
    /// A file that is no edition.
    #[error("{file}: {reason}")]
    File {
        /// Its path.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

/// The editions of a state. `today` is the day for which a source folder is built; nothing is written.
///
/// # Errors
/// [`StateError`].
pub fn read(state: &str, today: NaiveDate) -> Result<Vec<Edition>, StateError> {
    let (path, revision) = split(state);
    if path.join("pack.toml").is_file() && revision.is_none() {
        let built = build_folder(&path, today).map_err(|problems| StateError::Source {
            folder: path.display().to_string(),
            first: problems.first().map(ToString::to_string).unwrap_or_default(),
        })?;
        return Ok(built.editions);
    }
    if path.join("metadata").is_dir() {
        let mut editions = Vec::new();
        for (name, bytes) in editions_at(&path, revision)? {
            editions.push(edition(&path.join(name), &bytes)?);
        }
        return Ok(editions);
    }
    let nothing = || StateError::Nothing(state.to_owned());
    if revision.is_some() {
        return Err(nothing());
    }
    let mut editions = Vec::new();
    for file in built(&path).map_err(|_| nothing())? {
        let failed = |reason: String| StateError::File { file: file.display().to_string(), reason };
        let length = fs::metadata(&file).map_err(|e| failed(e.to_string()))?.len();
        if length > MAX_EDITION {
            return Err(failed(format!("is longer than {MAX_EDITION} bytes")));
        }
        let bytes = fs::read(&file).map_err(|e| failed(e.to_string()))?;
        editions.push(edition(&file, &bytes)?);
    }
    if editions.is_empty() { Err(nothing()) } else { Ok(editions) }
}

/// A path, and the revision behind its last `@` unless the path itself is there.
fn split(state: &str) -> (PathBuf, Option<u64>) {
    if !Path::new(state).exists()
        && let Some((path, revision)) = state.rsplit_once('@')
        && let Ok(revision) = revision.parse()
    {
        return (path.into(), Some(revision));
    }
    (state.into(), None)
}

/// The files of built editions in a folder, sorted.
fn built(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_str().is_some_and(|p| p.ends_with(".pack.jsonl")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn edition(file: &Path, bytes: &[u8]) -> Result<Edition, StateError> {
    Edition::from_bytes(bytes)
        .map_err(|e| StateError::File { file: file.display().to_string(), reason: e.to_string() })
}
