//! Reading an archive.

use std::io::{ErrorKind, Read};

use super::header::{self, BLOCK, Block};
use super::{RECORD, TarFault};
use crate::packs::crypto;
use crate::packs::layout::{MAX_SHARED, MAX_SHARED_ENTRIES};
use crate::packs::share::ShareError;

/// A file in the archive; its content is read next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As it stands in the header.
    pub name: String,
    /// Bytes.
    pub length: u64,
}

/// Reads entries, one behind the other.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    /// Bytes of the file that have not been read.
    left: u64,
    /// Bytes of the present entry's content that have not been read.
    content: u64,
    /// Zeros behind the present entry's content.
    padding: u64,
    entries: u32,
}

impl<R: Read> Reader<R> {
    /// An archive of this many bytes.
    ///
    /// # Errors
    /// When it is longer than any may be.
    pub fn new(input: R, length: u64) -> Result<Self, ShareError> {
        if length > MAX_SHARED {
            return Err(ShareError::TooLarge);
        }
        Ok(Self { input, left: length, content: 0, padding: 0, entries: 0 })
    }

    /// The number of the present entry, counted from 1.
    pub fn entry(&self) -> u32 {
        self.entries
    }

    /// The next entry, or nothing behind the last; then the archive has been seen to its end. The content of the entry
    /// before must have been read.
    ///
    /// # Errors
    /// When there is no proper entry and no proper end.
    pub fn next_entry(&mut self) -> Result<Option<Entry>, ShareError> {
        self.end_entry()?;
        let mut block = [0; BLOCK];
        self.fill(&mut block)?;
        if is_zero(&block) {
            return self.end().map(|()| None);
        }
        if self.entries >= MAX_SHARED_ENTRIES {
            return Err(ShareError::TooManyEntries);
        }
        self.entries += 1;
        let (name, length) = header::read(&block).map_err(|fault| self.fault(fault))?;
        let whole = length.checked_next_multiple_of(BLOCK as u64);
        let whole = whole.ok_or_else(|| self.fault(TarFault::BeyondFile))?;
        if length > self.left {
            return Err(self.fault(TarFault::BeyondFile));
        }
        self.content = length;
        self.padding = whole - length;
        Ok(Some(Entry { name, length }))
    }

    /// The content of the present entry.
    ///
    /// # Errors
    /// When it is longer than `limit`, or the file ends in it.
    pub fn bytes(&mut self, limit: u64) -> Result<Vec<u8>, ShareError> {
        if self.content > limit {
            return Err(self.fault(TarFault::TooLong));
        }
        let mut bytes = Vec::new();
        let read = (&mut self.input).take(self.content).read_to_end(&mut bytes)? as u64;
        self.left = self.left.saturating_sub(read);
        if read < self.content {
            return Err(ShareError::CutOff);
        }
        self.content = 0;
        Ok(bytes)
    }

    /// SHA-256 in hex of the content of the present entry, which is read and not kept.
    ///
    /// # Errors
    /// When the file ends in it.
    pub fn sha256(&mut self) -> Result<String, ShareError> {
        let mut hasher = crypto::Hasher::default();
        let mut piece = [0; 8192];
        while self.content > 0 {
            let most = usize::try_from(self.content).unwrap_or(piece.len()).min(piece.len());
            let piece = piece.get_mut(..most).unwrap_or_default();
            self.left = read_exactly(&mut self.input, self.left, piece)?;
            self.content -= most as u64;
            hasher.update(piece);
        }
        Ok(hasher.hex())
    }

    /// Something is wrong with the present entry.
    pub fn fault(&self, fault: TarFault) -> ShareError {
        ShareError::entry(self.entries, fault)
    }

    fn end_entry(&mut self) -> Result<(), ShareError> {
        if self.content > 0 {
            return Err(self.fault(TarFault::OutOfOrder));
        }
        let mut block = [0; BLOCK];
        let padding = usize::try_from(self.padding).unwrap_or(BLOCK).min(BLOCK);
        let zeros = block.get_mut(..padding).unwrap_or_default();
        self.padding = 0;
        self.left = read_exactly(&mut self.input, self.left, zeros)?;
        if is_zero(&block) { Ok(()) } else { Err(self.fault(TarFault::Padding)) }
    }

    /// Behind the first block of zeros there is one more, and perhaps zeros up to a whole record.
    fn end(&mut self) -> Result<(), ShareError> {
        let mut block: Block = [0; BLOCK];
        self.fill(&mut block)?;
        if !is_zero(&block) || self.left >= RECORD {
            return Err(ShareError::Trailing);
        }
        let mut rest = Vec::new();
        (&mut self.input).take(self.left + 1).read_to_end(&mut rest)?;
        let whole = rest.len() as u64 == self.left;
        if rest.iter().all(|b| *b == 0) && whole { Ok(()) } else { Err(ShareError::Trailing) }
    }

    fn fill(&mut self, block: &mut Block) -> Result<(), ShareError> {
        self.left = read_exactly(&mut self.input, self.left, block)?;
        Ok(())
    }
}

/// Fills `into`; gives how many bytes of the file are left then.
fn read_exactly(input: &mut impl Read, left: u64, into: &mut [u8]) -> Result<u64, ShareError> {
    let left = left.checked_sub(into.len() as u64).ok_or(ShareError::CutOff)?;
    match input.read_exact(into) {
        Ok(()) => Ok(left),
        Err(e) if e.kind() == ErrorKind::UnexpectedEof => Err(ShareError::CutOff),
        Err(e) => Err(e.into()),
    }
}

fn is_zero(block: &[u8]) -> bool {
    block.iter().all(|b| *b == 0)
}
