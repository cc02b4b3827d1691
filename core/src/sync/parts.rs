//! Files on their way: a folder with what has come so far, each by the hash it must have in the end.
//!
//! `<sha256>.part` grows, `<sha256>.from` tells where it comes from and the entity tag there, and `<sha256>` is whole and
//! checked. A kill at any moment leaves a shorter part. Mirrors carry the same bytes, so a part may go on from another
//! one; where a server contradicts itself, or the hash is not right in the end, it begins anew.

mod sink;
mod small;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::packs::crypto::{Hasher, sha256_hex};
use crate::packs::layout::MEDIA_CHUNK;
use crate::ports::ByteRange;
use crate::store::StoreError;

pub(crate) use sink::PartSink;
pub(crate) use small::SMALL;

use small::{Part, Small};

/// Longest note of where a part comes from, in bytes: an address and a tag are shorter.
const NOTE: u64 = 8 * 1024;

/// Bytes that are fetched again sooner than a slow disk has brought them home.
const CHEAP: u64 = 64 * 1024;

/// The folder, and what is too small for it.
#[derive(Debug)]
pub(crate) struct Parts {
    folder: PathBuf,
    small: Small,
}

impl Parts {
    /// Below a data folder; made when something is written.
    pub(crate) fn new(data_folder: &Path) -> Self {
        Self { folder: data_folder.join("downloads"), small: Small::default() }
    }

    /// The place of a whole file.
    pub(crate) fn whole(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }

    /// Whether a file is there whole: judged by its hash each time, since a disk may have lost what it took.
    pub(crate) fn is_whole(&self, sha256: &str) -> bool {
        self.small.look(sha256, |part| sha256_hex(&part.bytes) == sha256).unwrap_or(false)
            || hash(&self.whole(sha256)).is_ok_and(|found| found == sha256)
    }

    /// The bytes of a whole file; nothing where it is not there.
    pub(crate) fn read(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        if let Some(bytes) = self.small.look(sha256, |part| part.bytes.clone()) {
            return Ok(Some(bytes));
        }
        let path = self.whole(sha256);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(failed(&path, e)),
        }
    }

    /// How many bytes of a file are there.
    pub(crate) fn length(&self, sha256: &str) -> u64 {
        let small = self.small.look(sha256, |part| part.bytes.len() as u64);
        small.unwrap_or_else(|| fs::metadata(self.part(sha256)).map_or(0, |m| m.len()))
    }

    /// The entity tag that a part has at a URL.
    pub(crate) fn etag(&self, sha256: &str, url: &str) -> Option<String> {
        let small = self.small.look(sha256, |part| part.etag.clone().filter(|_| part.url == url));
        if let Some(etag) = small {
            return etag;
        }
        let mut told = String::new();
        let note = File::open(self.from(sha256)).ok()?;
        note.take(NOTE).read_to_string(&mut told).ok()?;
        let (from, etag) = told.split_once('\n')?;
        (from == url).then(|| etag.to_owned())
    }

    /// Takes a body into a part, behind `length` bytes that are there; in memory where the file is `small` and nothing of
    /// it lies in the folder.
    pub(crate) fn sink(&self, sha256: &str, url: &str, length: u64, small: bool) -> PartSink<'_> {
        let begun = self.small.look(sha256, |_| ()).is_some();
        PartSink::new(self, sha256, url, length, begun || (small && length == 0))
    }

    /// Makes a part whole where it has its hash; a part that has not is removed.
    pub(crate) fn finish(&self, sha256: &str) -> Result<bool> {
        if let Some(right) = self.small.look(sha256, |part| sha256_hex(&part.bytes) == sha256) {
            if !right {
                self.small.forget(sha256);
            }
            return Ok(right);
        }
        let part = self.part(sha256);
        let right = match hash(&part) {
            Ok(found) => found == sha256,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(false),
            Err(e) => return Err(failed(&part, e)),
        };
        if right {
            let whole = self.whole(sha256);
            // What is dear to fetch must outlive a power cut with its name; the rest is found out by its hash.
            if self.length(sha256) > CHEAP {
                File::open(&part).and_then(|file| file.sync_all()).map_err(|e| failed(&part, e))?;
            }
            fs::rename(&part, &whole).map_err(|e| failed(&whole, e))?;
            remove(&self.from(sha256))?;
        } else {
            self.forget(sha256)?;
        }
        Ok(right)
    }

    /// Puts a file that somebody else has carried behind `from` bytes that are there.
    pub(crate) fn append(&self, sha256: &str, from: u64, file: &Path, most: u64) -> Result<()> {
        let length = self.length(sha256);
        if from != length && from != 0 {
            return Err(Error::invalid("from_bytes", format!("{length} bytes are there")));
        }
        // Before anything is touched: a file that is gone takes nothing with it.
        let source = File::open(file).map_err(|e| failed(file, e))?;
        let part = self.part(sha256);
        let mut to = self.open(sha256, from).map_err(|e| failed(&part, e))?;
        let most = most.saturating_sub(from);
        // One byte more than allowed, so that the hash tells.
        io::copy(&mut source.take(most.saturating_add(1)), &mut to)
            .and_then(|_| to.sync_all())
            .map_err(|e| failed(&part, e))
    }

    /// The parts of a file that have another hash than they should, with that hash; the last may be shorter.
    pub(crate) fn wrong_chunks(
        &self,
        sha256: &str,
        chunks: &[String],
    ) -> Result<Vec<(ByteRange, String)>> {
        let path = self.part(sha256);
        let mut file = File::open(&path).map_err(|e| failed(&path, e))?;
        let mut wrong = Vec::new();
        let mut from = 0;
        for expected in chunks {
            let mut bytes = Vec::new();
            let read = Read::by_ref(&mut file).take(MEDIA_CHUNK).read_to_end(&mut bytes);
            read.map_err(|e| failed(&path, e))?;
            let to = from + bytes.len() as u64;
            if sha256_hex(&bytes) != *expected {
                wrong.push((ByteRange { from, to: Some(to) }, expected.clone()));
            }
            from = to;
        }
        Ok(wrong)
    }

    /// Writes bytes over those of a part.
    pub(crate) fn put(&self, sha256: &str, from: u64, bytes: &[u8]) -> Result<()> {
        let path = self.part(sha256);
        let mut file = File::options().write(true).open(&path).map_err(|e| failed(&path, e))?;
        file.seek(SeekFrom::Start(from))
            .and_then(|_| file.write_all(bytes))
            .map_err(|e| failed(&path, e))
    }

    /// Removes all that is there of a file.
    pub(crate) fn forget(&self, sha256: &str) -> Result<()> {
        self.small.forget(sha256);
        if !self.folder.exists() {
            return Ok(());
        }
        for path in [self.whole(sha256), self.part(sha256), self.from(sha256)] {
            remove(&path)?;
        }
        // Only the last file takes the folder with it.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// Puts a whole file to its place, where its hash is not looked at again: its bytes are there before the name.
    pub(crate) fn move_to(&self, sha256: &str, path: &Path) -> Result<()> {
        if let Some(part) = self.small.forget(sha256) {
            self.write_down(sha256, &part).map_err(|e| failed(path, e))?;
            fs::rename(self.part(sha256), self.whole(sha256)).map_err(|e| failed(path, e))?;
        }
        let whole = self.whole(sha256);
        File::open(&whole).and_then(|f| f.sync_all()).map_err(|e| failed(&whole, e))?;
        fs::rename(&whole, path).map_err(|e| failed(path, e))?;
        self.forget(sha256)
    }

    fn write_down(&self, sha256: &str, part: &Part) -> io::Result<()> {
        self.open(sha256, 0)?.write_all(&part.bytes)?;
        self.note_from(sha256, &part.url, part.etag.as_deref())
    }

    fn note_from(&self, sha256: &str, url: &str, etag: Option<&str>) -> io::Result<()> {
        let from = self.from(sha256);
        match etag {
            Some(etag) => fs::write(from, format!("{url}\n{etag}")),
            None => remove_file(&from),
        }
    }

    /// Whether nothing is on its way.
    pub(crate) fn is_empty(&self) -> bool {
        fs::read_dir(&self.folder).map_or(true, |mut entries| entries.next().is_none())
    }

    /// Removes what belongs to no file that is wanted.
    pub(crate) fn sweep(&self, wanted: &BTreeSet<String>) -> Result<()> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Ok(()) };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let sha256 = name.split('.').next().unwrap_or_default();
            if !wanted.contains(sha256) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    fn part(&self, sha256: &str) -> PathBuf {
        self.folder.join(format!("{sha256}.part"))
    }

    fn from(&self, sha256: &str) -> PathBuf {
        self.folder.join(format!("{sha256}.from"))
    }

    /// Opens a part for writing behind its first bytes.
    fn open(&self, sha256: &str, length: u64) -> io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        let path = self.part(sha256);
        let mut options = OpenOptions::new();
        let file = options.create(true).append(true).truncate(false).open(path)?;
        file.set_len(length)?;
        Ok(file)
    }
}

impl Drop for Parts {
    /// What was not used up goes on another time. Where it cannot be written, it is fetched again.
    fn drop(&mut self) {
        for (sha256, part) in self.small.take_all() {
            let _ = self.write_down(&sha256, &part);
        }
    }
}

fn hash(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::default();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.hex());
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
}

fn remove(path: &Path) -> Result<()> {
    remove_file(path).map_err(|e| failed(path, e))
}

fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// What the system says of a file here.
pub(crate) fn failed(path: &Path, source: io::Error) -> Error {
    Error::Store(StoreError::Folder { path: path.to_owned(), source })
}
