//! One sync at a time for a data folder, also where two processes have it open (an app and its background worker).

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, Result};

/// Whose turn it is.
#[derive(Debug)]
pub(crate) struct Turns {
    taken: AtomicBool,
    lock: PathBuf,
}

/// Given back when the sync ends, is cancelled or panics; with the process in any case.
pub(crate) struct Turn<'a> {
    taken: &'a AtomicBool,
    _lock: Option<File>,
}

impl Turns {
    pub(crate) fn new(data_folder: &Path) -> Self {
        Self { taken: AtomicBool::new(false), lock: data_folder.join("sync.lock") }
    }

    /// Takes the turn.
    ///
    /// # Errors
    /// `Busy` while another sync of this folder runs, here or in another process.
    pub(crate) fn take(&self) -> Result<Turn<'_>> {
        if self.taken.swap(true, Ordering::AcqRel) {
            return Err(Error::Busy);
        }
        let mut turn = Turn { taken: &self.taken, _lock: None };
        turn._lock = lock(&self.lock)?;
        Ok(turn)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.taken.store(false, Ordering::Release);
    }
}

/// A lock of the file; nothing on file systems that have none, where the databases' own locks must do.
#[cfg(unix)]
fn lock(path: &Path) -> Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    let file = File::options().create(true).truncate(false).write(true).open(path);
    let Ok(file) = file else { return Ok(None) };
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(Errno::WOULDBLOCK) => Err(Error::Busy),
        Err(_) => Ok(None),
    }
}

#[cfg(not(unix))]
fn lock(_path: &Path) -> Result<Option<File>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_at_one_folder_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (Turns::new(folder.path()), Turns::new(folder.path()));
        let turn = one.take().unwrap();
        assert!(matches!(one.take(), Err(Error::Busy)));
        #[cfg(unix)]
        assert!(matches!(other.take(), Err(Error::Busy)));
        drop(turn);
        drop(other.take().unwrap());
        assert!(one.take().is_ok());
    }
}
