//! Source files from memory to a folder: all of them or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{ImportError, SourceFiles};

/// Writes the files to `folder`, which is made if it is not there.
///
/// With `replace` a pack source that is there keeps everything except `pack.toml` and what lies in the folders that are
/// written; so `pack.lock`, places and media stay. Everything is written beside the folder first.
///
/// # Errors
/// The folder is in use, or the disk says no.
pub fn write(files: &SourceFiles, folder: &Path, replace: bool) -> Result<(), ImportError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ImportError::File { path, source }
    };
    let in_use = is_in_use(folder).map_err(failed(folder))?;
    if in_use && !replace {
        return Err(ImportError::NotEmpty(folder.to_owned()));
    }
    if in_use && !folder.join("pack.toml").is_file() {
        return Err(ImportError::NotAPack(folder.to_owned()));
    }
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(failed(parent))?;
    let staging = tempfile::Builder::new()
        .prefix(".welcome-import-")
        .tempdir_in(parent)
        .map_err(failed(parent))?;
    let (fresh, old) = (staging.path().join("new"), staging.path().join("old"));
    for (name, text) in files {
        let path = fresh.join(name);
        let inside = path.parent().unwrap_or(&fresh);
        fs::create_dir_all(inside).map_err(failed(inside))?;
        fs::write(&path, text).map_err(failed(&path))?;
    }
    fs::create_dir_all(folder).map_err(failed(folder))?;
    fs::create_dir_all(&old).map_err(failed(&old))?;
    for top in entries(&fresh).map_err(failed(&fresh))? {
        let Some(name) = top.file_name() else { continue };
        let target = folder.join(name);
        if target.symlink_metadata().is_ok() {
            fs::rename(&target, old.join(name)).map_err(failed(&target))?;
        }
        fs::rename(&top, &target).map_err(failed(&target))?;
    }
    Ok(())
}

fn is_in_use(folder: &Path) -> io::Result<bool> {
    match entries(folder) {
        Ok(entries) => Ok(!entries.is_empty()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect()
}
