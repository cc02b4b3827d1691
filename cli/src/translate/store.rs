//! Changed files to the disk: all of them or none.
//!
//! Everything is written beside its place first, so that a full disk changes nothing. Then each file is moved into its
//! place; where that fails, those before it are moved back. A kill in between leaves whole files, old and new ones, and
//! the same import again finishes the work.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Writes files by their paths, in this order.
///
/// # Errors
/// The first path that could not be written; nothing has changed then.
pub fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), (PathBuf, io::Error)> {
    let mut staged = Vec::new();
    let mut made = Vec::new();
    for (path, bytes) in files {
        match stage(path, bytes, &mut made) {
            Ok(file) => staged.push((path, file)),
            Err(error) => {
                drop(staged);
                undo_folders(&made);
                return Err((path.clone(), error));
            }
        }
    }
    let mut done: Vec<(&PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (path, file) in staged {
        let before = match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        let moved =
            before.and_then(|before| file.persist(path).map_err(|e| e.error).map(|_| before));
        match moved {
            Ok(before) => done.push((path, before)),
            Err(error) => {
                undo(&done);
                undo_folders(&made);
                return Err((path.clone(), error));
            }
        }
    }
    Ok(())
}

fn stage(path: &Path, bytes: &[u8], made: &mut Vec<PathBuf>) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        made.push(folder.to_owned());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".welcome-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// As good as the disk allows: what fails here is told by the error that led here.
fn undo(done: &[(&PathBuf, Option<Vec<u8>>)]) {
    for (path, before) in done.iter().rev() {
        let _ = match before {
            Some(bytes) => crate::lock::replace(path, bytes),
            None => fs::remove_file(path),
        };
    }
}

fn undo_folders(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_leaves_all_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        fs::write(path("a"), "old").unwrap();
        // A folder stands where a file should go: staging works, moving does not.
        fs::create_dir_all(path("c/inner")).unwrap();
        let files = [
            (path("a"), b"new".to_vec()),
            (path("n/b"), b"new".to_vec()),
            (path("c"), b"new".to_vec()),
        ];
        assert_eq!(write_all(&files).unwrap_err().0, path("c"));
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "old");
        assert!(!path("n").exists());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);

        write_all(&files[..2]).unwrap();
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "new");
        assert_eq!(fs::read_to_string(path("n/b")).unwrap(), "new");

        fs::write(path("file"), "").unwrap();
        let under_a_file = [(path("a"), b"newer".to_vec()), (path("file/x"), b"y".to_vec())];
        assert_eq!(write_all(&under_a_file).unwrap_err().0, path("file/x"));
        assert_eq!(fs::read_to_string(path("a")).unwrap(), "new");
    }
}
