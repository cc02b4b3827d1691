//! A folder on the disk as an import sees it: its texts, what earlier imports left in it, and paths that stay inside.

use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};

use super::again::{self, Incoming};
use super::ids::Ids;
use super::merge::is_table;
use super::{ImportError, SourceFiles};
use crate::problem::errors_in_words;
use crate::source::{MAX_TABLE, MAX_TEXT, place, walk};

/// The folder in which imports keep what they brought; its name begins with a point, so packs do not read it.
pub const KEPT: &str = ".import";
/// In the folder of an import: which id each thing of the other system has.
const IDS: &str = "ids.csv";

/// What a folder holds.
#[derive(Debug, Clone, Default)]
pub struct Present {
    /// Its tables and the texts that were asked for, as they are written.
    pub texts: SourceFiles,
    /// Whether anything of a pack lies there.
    pub in_use: bool,
    /// Whether there is a pack.toml.
    pub is_pack: bool,
}

/// What this and other imports left in a folder.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// What this import brought last time.
    pub base: SourceFiles,
    /// What the others brought last.
    pub others: Vec<SourceFiles>,
    /// The table of ids as it is written.
    pub ids: Option<String>,
}

/// Writes a first import to a folder that is empty or not there.
///
/// # Errors
/// The folder is in use, or the disk says no.
pub fn write(files: &SourceFiles, folder: &Path) -> Result<(), ImportError> {
    let plan = again::plan(folder, &Incoming { name: "import", files, ids: None })?;
    if plan.first {
        return again::apply(&plan);
    }
    let message = "not empty; choose another folder".to_owned();
    Err(ImportError::Folder { path: folder.to_owned(), message })
}

/// Reads the tables of a folder and the texts that `wanted` names; a folder that is not there is empty.
///
/// # Errors
/// A file that is wanted is no text, or something leads out of the folder.
pub(super) fn present(
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
) -> Result<Present, ImportError> {
    let mut present = Present::default();
    for (name, path) in files(folder)? {
        present.in_use = true;
        present.is_pack |= name == "pack.toml";
        if is_table(&name) || wanted(&name) {
            present.texts.insert(name, read_text(&path)?);
        }
    }
    Ok(present)
}

/// Reads what imports left in a folder.
///
/// # Errors
/// It cannot be read, or leads out of the folder.
pub(super) fn kept(folder: &Path, name: &str) -> Result<Kept, ImportError> {
    let all = folder.join(KEPT);
    refuse_link(&all)?;
    let entries = match fs::read_dir(&all) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Kept::default()),
        Err(source) => return Err(ImportError::File { path: all, source }),
    };
    let mut kept = Kept::default();
    for entry in entries {
        let path = entry.map_err(|source| ImportError::File { path: all.clone(), source })?.path();
        let here = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        refuse_link(&path)?;
        if here.starts_with('.') || !path.is_dir() {
            continue;
        }
        let mut texts = SourceFiles::new();
        for (file, path) in files(&path)? {
            texts.insert(file, read_text(&path)?);
        }
        let ids = texts.remove(IDS);
        if here == name {
            (kept.base, kept.ids) = (texts, ids);
        } else {
            kept.others.push(texts);
        }
    }
    Ok(kept)
}

/// Where an import keeps one of its files, below the pack's folder.
pub(super) fn kept_path(name: &str, file: &str) -> String {
    format!("{KEPT}/{name}/{file}")
}

/// Where an import keeps its ids, below the pack's folder.
pub(super) fn ids_path(name: &str) -> String {
    kept_path(name, IDS)
}

/// The table of ids that an earlier import left.
pub(super) fn read_ids(folder: &Path, name: &str, text: Option<&str>) -> Result<Ids, ImportError> {
    Ids::read(text.unwrap_or_default()).map_err(|row| ImportError::Folder {
        path: folder.join(ids_path(name)),
        message: format!(
            "row {row} is not `kind,key,id`; take the file as it was from version control"
        ),
    })
}

/// A path below the folder: names only, none of them a link.
///
/// # Errors
/// It could lead somewhere else.
pub(super) fn inside(folder: &Path, name: &str) -> Result<PathBuf, ImportError> {
    // Nothing hidden but what imports keep: a folder's `.git` is nobody's to write to.
    let rest = name.strip_prefix(KEPT).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.');
    let plain = Path::new(name).components().all(|c| matches!(c, Component::Normal(_)));
    let odd = name.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'));
    if !rest.split('/').all(is_name) || !plain || odd {
        let message = format!("{:?} is no path below this folder", crate::source::short(name));
        return Err(ImportError::Folder { path: folder.to_owned(), message });
    }
    let mut step = folder.to_owned();
    for part in Path::new(name).components() {
        step.push(part);
        refuse_link(&step)?;
    }
    Ok(step)
}

/// Refuses a link, which could lead out of the folder.
///
/// # Errors
/// It is one.
pub(super) fn refuse_link(path: &Path) -> Result<(), ImportError> {
    if fs::symlink_metadata(path).is_ok_and(|m| m.file_type().is_symlink()) {
        let message = "a link; imports write to files only: put a copy in its place".to_owned();
        return Err(ImportError::Folder { path: path.to_owned(), message });
    }
    Ok(())
}

/// The files of a folder by their names in NFC; none where the folder is not there.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, ImportError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut log = place::Log::default();
    let found = walk(folder, &mut log);
    let problems = log.into_sorted();
    let errors = errors_in_words(&problems);
    if !errors.is_empty() {
        return Err(ImportError::Folder { path: folder.to_owned(), message: errors });
    }
    Ok(found.into_paths())
}

/// The largest file that a pack may have at a path below its folder, in bytes.
pub(super) fn most(path: &str) -> u64 {
    if path.ends_with(".csv") { MAX_TABLE } else { MAX_TEXT }
}

/// The text of a file, as it is written.
fn read_text(path: &Path) -> Result<String, ImportError> {
    let failed = |source| ImportError::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    let most = most(&path.to_string_lossy());
    file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most {
        let message = format!("larger than {} MiB: split it", most / (1024 * 1024));
        return Err(ImportError::Folder { path: path.to_owned(), message });
    }
    String::from_utf8(bytes).map_err(|e| ImportError::NotUtf8 {
        path: path.to_owned(),
        at: e.utf8_error().valid_up_to(),
    })
}
