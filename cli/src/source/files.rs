//! The files of a source folder: which there are, how large, and their text.
//!
//! Owns everything about the disk: links that leave the folder, sizes, encodings, line ends. What the files mean
//! is left to the readers. Byte order marks and CRLF are accepted silently, and text becomes NFC.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use companion_core::text::block::check_text;
use unicode_normalization::UnicodeNormalization;

use super::place::{At, Log};

/// Largest text file, in bytes.
pub const MAX_TEXT: u64 = 4 * 1024 * 1024;
/// Largest table, in bytes: a table holds what lies in many files otherwise.
pub const MAX_TABLE: u64 = 32 * 1024 * 1024;
/// Folders nest at most this deep; nothing of a pack does.
const MAX_DEPTH: usize = 8;
/// What stands beside a pack in a repository and is no part of it.
const BESIDE: [&str; 6] = ["readme", "license", "licence", "changelog", "contributing", "makefile"];

/// The files of a folder by their path below it, with `/`, in NFC.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    files: BTreeMap<String, Found>,
}

/// A file on the disk.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Where it really lies.
    pub(crate) path: PathBuf,
    /// Bytes.
    pub(crate) length: u64,
    /// What it would say after a change that is not on the disk yet.
    pub(crate) instead: Option<Arc<[u8]>>,
}

/// A text file in memory.
#[derive(Debug)]
pub(crate) struct TextFile {
    pub(crate) file: Arc<str>,
    pub(crate) text: String,
}

impl Folder {
    /// Takes one file out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Found> {
        self.files.remove(name)
    }

    /// Takes out all files below a folder such as `pages/`, with the rest of their paths.
    pub(crate) fn take_below(&mut self, prefix: &str) -> Vec<(String, Found)> {
        let names: Vec<String> = self
            .files
            .range(prefix.to_owned()..)
            .take_while(|(name, _)| name.starts_with(prefix))
            .map(|(name, _)| name.clone())
            .collect();
        names.into_iter().filter_map(|n| self.files.remove(&n).map(|f| (n, f))).collect()
    }

    /// Takes out `<stem>.<tag>.csv`, with what stands in place of the tag.
    pub(crate) fn take_texts(&mut self, stem: &str) -> Vec<(String, String, Found)> {
        let prefix = format!("{stem}.");
        self.take_below(&prefix)
            .into_iter()
            .filter_map(|(name, found)| {
                let tag = name.strip_prefix(&prefix)?.strip_suffix(".csv").map(str::to_owned);
                match tag {
                    Some(tag) if !tag.contains(['/', '.']) => Some((tag, name, found)),
                    _ => {
                        self.files.insert(name, found);
                        None
                    }
                }
            })
            .collect()
    }

    /// A file, left where it is.
    pub(crate) fn get(&self, name: &str) -> Option<&Found> {
        self.files.get(name)
    }

    /// Puts contents in the place of a file, or where there is none.
    pub(crate) fn put(&mut self, root: &Path, name: &str, bytes: &[u8]) {
        let path = self.files.get(name).map_or_else(|| root.join(name), |f| f.path.clone());
        let found = Found { path, length: bytes.len() as u64, instead: Some(bytes.into()) };
        self.files.insert(name.to_owned(), found);
    }

    /// All files, and where they really lie.
    pub(crate) fn into_paths(self) -> Vec<(String, PathBuf)> {
        self.files.into_iter().map(|(name, found)| (name, found.path)).collect()
    }

    /// The paths nobody has taken.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// Lists the folder.
pub(crate) fn walk(root: &Path, log: &mut Log) -> Folder {
    let mut folder = Folder::default();
    match fs::canonicalize(root) {
        Ok(root) if root.is_dir() => list(&root, &root, "", 0, &mut folder, log),
        Ok(_) => log.error(&At::file("."), "no-folder", "this is a file: name the pack's folder"),
        Err(error) => log.error(&At::file("."), "no-folder", told(&error)),
    }
    folder
}

fn list(root: &Path, dir: &Path, prefix: &str, depth: usize, folder: &mut Folder, log: &mut Log) {
    let here = At::file(if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') });
    let entries: Vec<_> = match fs::read_dir(dir).and_then(Iterator::collect) {
        Ok(entries) => entries,
        Err(error) => return log.error(&here, "unreadable", told(&error)),
    };
    for entry in entries {
        let disk_name = entry.file_name();
        let name: String = disk_name.to_string_lossy().nfc().collect();
        if ignored(&name, depth) {
            continue;
        }
        let at = At::file(&format!("{prefix}{name}"));
        if disk_name.to_str().is_none() {
            log.error(&at, "not-utf8", "the file's name is not UTF-8: give it another name");
            continue;
        }
        let path = entry.path();
        let linked = fs::symlink_metadata(&path).is_ok_and(|m| m.file_type().is_symlink());
        let real = match fs::canonicalize(&path) {
            Ok(real) => real,
            Err(error) => {
                log.error(&at, "unreadable", told(&error));
                continue;
            }
        };
        if !real.starts_with(root) {
            log.error(&at, "link-leaves-folder", "the link leads out of the folder: copy the file");
            continue;
        }
        match fs::metadata(&real) {
            Ok(meta) if meta.is_dir() && linked => {
                log.error(
                    &at,
                    "link-to-folder",
                    "links to folders are not followed: copy the files",
                );
            }
            Ok(meta) if meta.is_dir() && depth < MAX_DEPTH => {
                list(root, &real, &format!("{prefix}{name}/"), depth + 1, folder, log);
            }
            Ok(meta) if meta.is_file() => {
                let found = Found { path: real, length: meta.len(), instead: None };
                if folder.files.insert(at.file.to_string(), found).is_some() {
                    log.error(&at, "duplicate-file", "two files have this name: remove one");
                }
            }
            Ok(_) => log.error(&at, "no-file", "neither a file nor a folder of a pack: remove it"),
            Err(error) => log.error(&at, "unreadable", told(&error)),
        }
    }
}

/// Hidden files, editors' copies, what systems leave behind, and a repository's own files.
fn ignored(name: &str, depth: usize) -> bool {
    let lower = name.to_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    name.starts_with('.')
        || name.ends_with('~')
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
        || (depth == 0 && BESIDE.contains(&stem))
}

/// Reads a text file: UTF-8, LF, NFC, without characters that disguise text.
pub(crate) fn read_text(name: &str, found: &Found, max: u64, log: &mut Log) -> Option<TextFile> {
    let at = At::file(name);
    let bytes = read_bytes(&at, found, max, log)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = 1 + good.iter().filter(|b| **b == b'\n').count();
            let at = at.on(u32::try_from(line).unwrap_or(u32::MAX));
            log.error(
                &at,
                "not-utf8",
                "not UTF-8: save the file again as UTF-8 (CSV UTF-8 in Excel)",
            );
            return None;
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    for (n, line) in text.split('\n').enumerate() {
        if let Err(reason) = check_text(line) {
            let at = at.on(u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1));
            log.error(&at, "unsafe-text", format!("{reason}, which can disguise text: remove it"));
        }
    }
    Some(TextFile { file: at.file, text })
}

/// Reads a file that is not larger than `max`.
pub(crate) fn read_bytes(at: &At, found: &Found, max: u64, log: &mut Log) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(instead) = &found.instead {
        bytes.extend_from_slice(instead);
    } else if found.length <= max {
        // The file may have grown since the folder was listed: what is read is what counts.
        let read = fs::File::open(&found.path)
            .and_then(|file| file.take(max.saturating_add(1)).read_to_end(&mut bytes));
        if let Err(error) = read {
            log.error(at, "unreadable", told(&error));
            return None;
        }
    }
    if found.length.max(bytes.len() as u64) > max {
        let mib = max / (1024 * 1024);
        log.error(at, "too-large", format!("larger than {mib} MiB: split it or make it smaller"));
        return None;
    }
    Some(bytes)
}

/// What the system says, without the path: a problem names its file itself.
pub(crate) fn told(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "not allowed to read it".to_owned(),
        kind => format!("cannot be read: {kind}"),
    }
}
