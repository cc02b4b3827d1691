//! Changes to many files, whole or not at all.
//!
//! New files are written in full to `.import/.staged`, with copies of the old ones. Then `.import/journal` is put in its
//! place in one step: before it, nothing has happened; from then on, everything will. Each file is moved to its place in
//! one step too, so a reader sees the old or the new one. A kill before the journal leaves the old folder; a kill after
//! it leaves a folder that [`finish`] completes. An error instead of a kill is undone at once, from the copies.
//!
//! A file that somebody edited in between is never overwritten: what it holds is neither what was there nor what was to
//! come, so it stays and is told.

mod disk;
mod record;

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use self::disk::{failed, lock, put, read, read_hash, sync_folder, write};
use self::record::{Entry, Record};
use super::Change;
use crate::import::ImportError;
use crate::import::folder::{KEPT, inside, refuse_link};
use crate::keys::hex;

const JOURNAL: &str = "journal";
const STAGED: &str = ".staged";

/// A change as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'c> {
    path: &'c str,
    before: Option<&'c str>,
    after: Option<&'c str>,
}

impl<'c> Step<'c> {
    pub(super) fn of(change: &'c Change) -> Self {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        Self { path: &change.path, before, after }
    }
}

/// What became of an interrupted import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    /// There was none.
    Nothing,
    /// It is complete now; paths that somebody edited in between were left as they are.
    Completed(Vec<String>),
    /// It could not be completed, since what it had prepared is damaged; everything is as before it. Paths that somebody
    /// edited in between were left as they are.
    Undone(Vec<String>),
}

/// Whether an import was interrupted in a folder, or is just writing.
pub fn is_unfinished(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(KEPT).join(JOURNAL)).is_ok()
}

/// Makes all changes; `moves` lets a test stop after so many of them.
pub(super) fn apply(
    folder: &Path,
    steps: &[Step<'_>],
    moves: Option<u32>,
) -> Result<(), ImportError> {
    if steps.is_empty() {
        return Ok(());
    }
    let mut work = Work::open(folder, moves)?;
    if is_unfinished(folder) {
        return Err(ImportError::Unfinished(folder.to_owned()));
    }
    let record = match work.stage(steps) {
        Ok(record) => record,
        Err(ImportError::Stopped) => return Err(ImportError::Stopped),
        Err(error) => {
            work.give_up();
            return Err(error);
        }
    };
    match work.forward(&record) {
        Ok(_) => work.done(&record),
        Err(ImportError::Stopped) => Err(ImportError::Stopped),
        Err(error) => {
            work.back(&record)?;
            work.done(&record)?;
            Err(error)
        }
    }
}

/// Completes an import that was interrupted in a folder, or undoes it where that cannot be.
///
/// # Errors
/// The disk says no, or the journal is not one.
pub fn finish(folder: &Path) -> Result<Finished, ImportError> {
    finish_within(folder, None)
}

pub(super) fn finish_within(folder: &Path, moves: Option<u32>) -> Result<Finished, ImportError> {
    if !is_unfinished(folder) {
        sweep(folder);
        return Ok(Finished::Nothing);
    }
    let mut work = Work::open(folder, moves)?;
    let path = work.journal();
    let text = fs::read_to_string(&path).map_err(failed(&path))?;
    let record = Record::parse(&text).map_err(|line| ImportError::Folder {
        path: path.clone(),
        message: format!(
            "line {line} is damaged; take the folder as it was from version control and remove this file"
        ),
    })?;
    let finished = if work.can_go_on(&record)? {
        Finished::Completed(work.forward(&record)?)
    } else {
        Finished::Undone(work.back(&record)?)
    };
    work.done(&record)?;
    Ok(finished)
}

/// Removes what a kill before the journal, or after it, left lying; another import's is locked and stays.
fn sweep(folder: &Path) {
    if fs::symlink_metadata(folder.join(KEPT).join(STAGED)).is_ok()
        && let Ok(work) = Work::open(folder, None)
        && !is_unfinished(folder)
    {
        work.give_up();
    }
}

/// A folder in which one import writes.
struct Work<'f> {
    folder: &'f Path,
    /// Whether the folder was not there before.
    made: bool,
    /// Released when it is closed, or when this process ends in any way.
    _lock: Option<File>,
    moves: Option<u32>,
}

impl<'f> Work<'f> {
    fn open(folder: &'f Path, moves: Option<u32>) -> Result<Self, ImportError> {
        let kept = folder.join(KEPT);
        refuse_link(&kept)?;
        let made = !folder.exists();
        fs::create_dir_all(&kept).map_err(failed(&kept))?;
        for name in [JOURNAL, STAGED] {
            refuse_link(&kept.join(name))?;
        }
        Ok(Self { folder, made, _lock: lock(&kept)?, moves })
    }

    fn journal(&self) -> PathBuf {
        self.folder.join(KEPT).join(JOURNAL)
    }

    fn staged(&self) -> PathBuf {
        self.folder.join(KEPT).join(STAGED)
    }

    fn new_file(&self, n: usize) -> PathBuf {
        self.staged().join(format!("new-{n}"))
    }

    fn old_file(&self, n: usize) -> PathBuf {
        self.staged().join(format!("old-{n}"))
    }

    /// Prepares everything and writes the journal: the moment from which the import counts.
    fn stage(&mut self, steps: &[Step<'_>]) -> Result<Record, ImportError> {
        let staged = self.staged();
        match fs::remove_dir_all(&staged) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(failed(&staged)(e)),
            _ => fs::create_dir(&staged).map_err(failed(&staged))?,
        }
        // Where nothing is replaced, a loss of power can cost nothing but the import itself.
        let durable = steps.iter().any(|step| step.before.is_some());
        let mut record = Record::default();
        for (n, step) in steps.iter().enumerate() {
            self.moved()?;
            let path = inside(self.folder, step.path)?;
            let now = read(&path)?;
            if now.as_deref() != step.before.map(str::as_bytes) {
                let message = "changed while the import was prepared; import again".to_owned();
                return Err(ImportError::Folder { path, message });
            }
            if let Some(text) = step.after {
                let file = self.new_file(n);
                write(&file, text.as_bytes(), durable)?;
                if let Ok(meta) = fs::metadata(&path) {
                    fs::set_permissions(&file, meta.permissions()).map_err(failed(&file))?;
                }
            }
            if let Some(text) = step.before {
                write(&self.old_file(n), text.as_bytes(), durable)?;
            }
            let hash = |text: Option<&str>| text.map(|t| hex::sha256(t.as_bytes()));
            record.entries.push(Entry {
                path: step.path.to_owned(),
                before: hash(step.before),
                after: hash(step.after),
            });
        }
        let (file, journal) = (staged.join(JOURNAL), self.journal());
        write(&file, record.to_text().as_bytes(), true)?;
        sync_folder(&staged)?;
        self.moved()?;
        fs::rename(&file, &journal).map_err(failed(&journal))?;
        sync_folder(&self.folder.join(KEPT))?;
        Ok(record)
    }

    /// Nothing has happened yet; what cannot be removed now is removed by the next import.
    fn give_up(&self) {
        let _ = fs::remove_dir_all(self.staged());
        let _ = fs::remove_dir(self.folder.join(KEPT));
        if self.made {
            let _ = fs::remove_dir(self.folder);
        }
    }

    /// Whether everything that has not been moved yet is there and undamaged.
    fn can_go_on(&self, record: &Record) -> Result<bool, ImportError> {
        for (n, entry) in record.entries.iter().enumerate() {
            let here = read_hash(&inside(self.folder, &entry.path)?)?;
            let waiting = here == entry.before && here != entry.after;
            if waiting && entry.after.is_some() && read_hash(&self.new_file(n))? != entry.after {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Moves every file that has not been moved; the paths that were left because somebody edited them.
    fn forward(&mut self, record: &Record) -> Result<Vec<String>, ImportError> {
        let mut left = Vec::new();
        for (n, entry) in record.entries.iter().enumerate() {
            let path = inside(self.folder, &entry.path)?;
            let here = read_hash(&path)?;
            if here == entry.after {
                continue;
            }
            if here != entry.before {
                left.push(entry.path.clone());
                continue;
            }
            self.moved()?;
            if entry.after.is_some() {
                put(&self.new_file(n), &path)?;
            } else {
                fs::remove_file(&path).map_err(failed(&path))?;
            }
        }
        Ok(left)
    }

    /// Puts the old files back; the paths that were left because somebody edited them.
    fn back(&mut self, record: &Record) -> Result<Vec<String>, ImportError> {
        let mut left = Vec::new();
        for (n, entry) in record.entries.iter().enumerate().rev() {
            let path = inside(self.folder, &entry.path)?;
            let here = read_hash(&path)?;
            if here == entry.before {
                continue;
            }
            if here != entry.after {
                left.push(entry.path.clone());
                continue;
            }
            self.moved()?;
            if entry.before.is_some() {
                put(&self.old_file(n), &path)?;
            } else {
                fs::remove_file(&path).map_err(failed(&path))?;
            }
        }
        Ok(left)
    }

    /// Everything is in its place: the journal goes, then what was prepared, then folders that are empty now.
    fn done(&mut self, record: &Record) -> Result<(), ImportError> {
        self.moved()?;
        // As with the files: where nothing is replaced there is nothing to lose, and a directory has thousands of folders.
        let durable = record.entries.iter().any(|entry| entry.before.is_some());
        for folder in record.folders().into_iter().filter(|_| durable) {
            let folder = self.folder.join(folder);
            if folder.is_dir() {
                sync_folder(&folder)?;
            }
        }
        let journal = self.journal();
        fs::remove_file(&journal).map_err(failed(&journal))?;
        // From here on nothing matters: what stays is removed by the next import, or is an empty folder.
        self.moved()?;
        let _ = fs::remove_dir_all(self.staged());
        for folder in record.folders().into_iter().rev() {
            let _ = fs::remove_dir(self.folder.join(folder));
        }
        Ok(())
    }

    fn moved(&mut self) -> Result<(), ImportError> {
        if let Some(left) = &mut self.moves {
            *left = left.checked_sub(1).ok_or(ImportError::Stopped)?;
        }
        Ok(())
    }
}
