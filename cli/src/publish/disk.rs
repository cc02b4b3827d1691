//! The folder of one published pack: whole files or none, one publisher at a time.
//!
//! Every file is written beside its place, brought to the disk, and renamed (the reader sees the old file or the new
//! one). What is written, and in which order, is decided in `next`. A rehearsal has the same steps and writes nothing.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use companion_core::packs::layout::{BUNDLES, METADATA, OBJECTS};

use super::error::PublishError;
use crate::keys::hex;

/// Held while somebody publishes; it stays, empty, when they are done.
const LOCK: &str = ".lock";
/// Begins the name of every unfinished file.
const UNFINISHED: &str = ".unfinished-";
/// What a published pack consists of.
const FOLDERS: [&str; 3] = [METADATA, BUNDLES, OBJECTS];

/// The folder of one published pack, locked.
pub(super) struct Disk {
    base: PathBuf,
    /// Released when it is closed, or when this process ends in any way; none in a rehearsal.
    _lock: Option<File>,
    /// In a rehearsal: what would have been written, objects without their bytes.
    rehearsed: Option<BTreeMap<String, Vec<u8>>>,
    /// Writes and renames still allowed; for tests of interrupted publishing.
    steps_left: Option<u32>,
    /// Paths below the base, in the order they were written.
    written: Vec<String>,
}

impl Disk {
    /// Makes the folder where it is missing, locks it, and removes what an interrupted publisher left unfinished.
    pub(super) fn open(base: &Path, steps: Option<u32>) -> Result<Self, PublishError> {
        for folder in FOLDERS {
            let folder = base.join(folder);
            fs::create_dir_all(&folder).map_err(|e| PublishError::io(&folder, e))?;
        }
        let path = base.join(LOCK);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock = lock.map_err(|e| PublishError::io(&path, e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(PublishError::Busy(base.display().to_string()));
            }
            Err(TryLockError::Error(e)) => return Err(PublishError::io(&path, e)),
        }
        let disk = Self {
            base: base.to_owned(),
            _lock: Some(lock),
            rehearsed: None,
            steps_left: steps,
            written: vec![],
        };
        for folder in FOLDERS {
            for name in disk.names(folder)? {
                if name.starts_with(UNFINISHED) {
                    let path = disk.path(folder).join(name);
                    fs::remove_file(&path).map_err(|e| PublishError::io(&path, e))?;
                }
            }
        }
        Ok(disk)
    }

    /// The same folder for a rehearsal: nothing is made, locked, removed or written.
    pub(super) fn rehearse(base: &Path) -> Self {
        Self {
            base: base.to_owned(),
            _lock: None,
            rehearsed: Some(BTreeMap::new()),
            steps_left: None,
            written: vec![],
        }
    }

    /// The full path of a path below the base.
    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.base.join(below)
    }

    /// Whether there is anything at a path.
    pub(super) fn exists(&self, below: &str) -> bool {
        self.rehearsed(below).is_some() || self.path(below).exists()
    }

    /// The bytes of a file; nothing where there is none, an error where it is longer than `limit`.
    pub(super) fn read(&self, below: &str, limit: u64) -> Result<Option<Vec<u8>>, PublishError> {
        match self.rehearsed(below) {
            Some(bytes) => Ok(Some(bytes.to_vec())),
            None => read_file(&self.path(below), limit),
        }
    }

    /// Whether a file is there with exactly this hash.
    pub(super) fn holds(&self, below: &str, length: u64, sha256: &str) -> bool {
        if self.rehearsed(below).is_some() {
            return true;
        }
        let path = self.path(below);
        fs::metadata(&path).is_ok_and(|m| m.len() == length)
            && matches!(read_file(&path, length), Ok(Some(b)) if hex::sha256(&b) == sha256)
    }

    /// Whether a file is there with exactly these bytes.
    pub(super) fn is(&self, below: &str, bytes: &[u8]) -> bool {
        let limit = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        matches!(self.read(below, limit), Ok(Some(there)) if there == bytes)
    }

    /// Names in a folder, sorted; names that are no text are skipped. What a rehearsal wrote is not among them.
    pub(super) fn names(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        let folder = self.path(folder);
        if self.rehearsed.is_some() && !folder.exists() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder).map_err(|e| PublishError::io(&folder, e))? {
            let entry = entry.map_err(|e| PublishError::io(&folder, e))?;
            names.extend(entry.file_name().into_string());
        }
        names.sort();
        Ok(names)
    }

    /// Puts a whole file in its place.
    pub(super) fn write(&mut self, below: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if let Some(rehearsed) = &mut self.rehearsed {
            // Objects may be many and large, and nobody reads them again.
            let kept = if below.starts_with(OBJECTS) { &[] } else { bytes };
            rehearsed.insert(below.to_owned(), kept.to_vec());
            self.written.push(below.to_owned());
            return Ok(());
        }
        let path = self.path(below);
        let folder = path.parent().unwrap_or(&self.base).to_owned();
        let failed = |e| PublishError::io(&path, e);
        self.step()?;
        let mut file = unfinished_file(&folder).map_err(failed)?;
        file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        if let Err(stopped) = self.step() {
            // As after a power cut: the unfinished file stays.
            let _ = file.keep();
            return Err(stopped);
        }
        file.persist(&path).map_err(|e| failed(e.error))?;
        #[cfg(unix)]
        File::open(&folder).and_then(|f| f.sync_all()).map_err(failed)?;
        self.written.push(below.to_owned());
        Ok(())
    }

    /// What was written, in order.
    pub(super) fn into_written(self) -> Vec<String> {
        self.written
    }

    fn rehearsed(&self, below: &str) -> Option<&[u8]> {
        self.rehearsed.as_ref()?.get(below).map(Vec::as_slice)
    }

    fn step(&mut self) -> Result<(), PublishError> {
        if let Some(left) = &mut self.steps_left {
            *left = left.checked_sub(1).ok_or(PublishError::Stopped)?;
        }
        Ok(())
    }
}

/// Readable for the web server too, as far as the umask allows; temporary files otherwise are the owner's alone.
fn unfinished_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The bytes of a file; nothing where there is none, an error where it is longer than `limit`.
pub(super) fn read_file(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, PublishError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(PublishError::io(path, e)),
    };
    let mut bytes = Vec::new();
    let read = file.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let length = read.map_err(|e| PublishError::io(path, e))?;
    match u64::try_from(length) {
        Ok(length) if length <= limit => Ok(Some(bytes)),
        _ => Err(PublishError::published(path, format!("is longer than {limit} bytes"))),
    }
}
