//! Single files and folders of the disk, each failure with its path.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::import::ImportError;
use crate::keys::hex;

pub(super) fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> ImportError {
    let path = path.to_owned();
    move |source| ImportError::File { path, source }
}

pub(super) fn put(from: &Path, to: &Path) -> Result<(), ImportError> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(failed(parent))?;
    }
    fs::rename(from, to).map_err(failed(to))
}

pub(super) fn write(path: &Path, bytes: &[u8], durable: bool) -> Result<(), ImportError> {
    let mut file = File::create(path).map_err(failed(path))?;
    file.write_all(bytes).map_err(failed(path))?;
    if durable { file.sync_all().map_err(failed(path)) } else { Ok(()) }
}

pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, ImportError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(failed(path)(e)),
    }
}

pub(super) fn read_hash(path: &Path) -> Result<Option<String>, ImportError> {
    Ok(read(path)?.map(|bytes| hex::sha256(&bytes)))
}

/// Names in a folder reach the disk with the folder itself, where the system knows such a thing.
pub(super) fn sync_folder(path: &Path) -> Result<(), ImportError> {
    if cfg!(unix) {
        File::open(path).and_then(|f| f.sync_all()).map_err(failed(path))?;
    }
    Ok(())
}

/// One import at a time; folders can be locked on Unix only.
pub(super) fn lock(folder: &Path) -> Result<Option<File>, ImportError> {
    if !cfg!(unix) {
        return Ok(None);
    }
    let file = File::open(folder).map_err(failed(folder))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Err(ImportError::Busy(folder.to_owned())),
        Err(fs::TryLockError::Error(e)) => Err(failed(folder)(e)),
    }
}
