//! Saved inputs: `fuzz/corpus/<target>/<name>`, sorted by name so that a seed means the same everywhere.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use companion_core::packs::crypto::sha256_hex;

/// The folder of all corpora in this workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The inputs of a target, by name.
///
/// # Errors
/// When the folder cannot be read; one that is not there is empty.
pub fn read(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            found.push((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?));
        }
    }
    found.sort();
    Ok(found)
}

/// Saves an input under `kind` and the first digits of its hash; gives its path.
///
/// # Errors
/// When it cannot be written.
pub fn save(folder: &Path, kind: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let sha256 = sha256_hex(bytes);
    let path = folder.join(format!("{kind}-{}", sha256.get(..12).unwrap_or(&sha256)));
    fs::write(&path, bytes)?;
    Ok(path)
}
