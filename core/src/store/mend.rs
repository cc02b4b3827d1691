//! Opening the two files, and what is done about a damaged one.
//!
//! Damage is what SQLite itself calls so, at the opening or in a read before (then a `.suspect` file lies beside the
//! database). Content is derived and made anew. Person is rescued, see `rescue`.

use std::io::ErrorKind;
use std::path::Path;

use super::database::{Durability, suspicion, with_suffix};
use super::{Database, StoreError, migrate, rescue};

/// Opens `content`; a damaged one is removed and will be fetched again.
pub(super) fn open_content(path: &Path, mended: &mut Vec<String>) -> Result<Database, StoreError> {
    let open = || Database::open(path, Durability::Normal, migrate::CONTENT);
    if let Some(sound) = sound(path, open())? {
        return Ok(sound);
    }
    remove(path)?;
    mended.push("content was damaged and is fetched again".to_owned());
    open()
}

/// Opens `person`; a damaged one is moved aside and what can be read of it is copied.
pub(super) fn open_person(path: &Path, mended: &mut Vec<String>) -> Result<Database, StoreError> {
    let open = || Database::open(path, Durability::Full, migrate::PERSON);
    rescue::finish(path)?;
    if let Some(sound) = sound(path, open())? {
        return Ok(sound);
    }
    let rows = rescue::copy_readable_rows(path)?;
    rescue::finish(path)?;
    mended.push(format!("personal data was damaged: {rows} rows rescued, the rest kept aside"));
    open()
}

/// Removes a database that is known to be damaged and that nobody has open.
pub(super) fn remove_suspect(path: &Path) -> Result<(), StoreError> {
    if suspicion(path).exists() { remove(path) } else { Ok(()) }
}

/// Removes a database with all that belongs to it; the suspicion last, so that a kill in between changes nothing.
pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        remove_file(&with_suffix(path, suffix))?;
    }
    remove_file(&suspicion(path))
}

/// Removes a file, if it is there.
pub(super) fn remove_file(file: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(e) if e.kind() != ErrorKind::NotFound => {
            Err(StoreError::Folder { path: file.to_owned(), source: e })
        }
        _ => Ok(()),
    }
}

/// Nothing where the file is damaged; every other failure stays one.
fn sound(
    path: &Path,
    opened: Result<Database, StoreError>,
) -> Result<Option<Database>, StoreError> {
    match opened {
        Ok(database) => Ok((!suspicion(path).exists()).then_some(database)),
        Err(e) if e.is_corruption() => Ok(None),
        Err(e) => Err(e),
    }
}
