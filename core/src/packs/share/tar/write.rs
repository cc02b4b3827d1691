//! Writing an archive.

use std::io::Write;

use super::header::{self, BLOCK};
use crate::packs::share::ShareError;

/// Writes entries, one behind the other. The same entries give the same bytes.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    bytes: u64,
    entries: u32,
}

impl<W: Write> Writer<W> {
    /// Begins an archive.
    pub fn new(output: W) -> Self {
        Self { output, bytes: 0, entries: 0 }
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When it cannot be written, or name or length do not fit a header.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), ShareError> {
        self.entries += 1;
        let length = bytes.len() as u64;
        let header = header::write(name, length);
        self.put(&header.map_err(|fault| ShareError::entry(self.entries, fault))?)?;
        self.put(bytes)?;
        let over = bytes.len() % BLOCK;
        if over > 0 {
            self.put([0; BLOCK].get(over..).unwrap_or_default())?;
        }
        Ok(())
    }

    /// Ends the archive with two blocks of zeros; gives what was written to, and how many bytes it has.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<(W, u64), ShareError> {
        self.put(&[0; BLOCK])?;
        self.put(&[0; BLOCK])?;
        self.output.flush()?;
        Ok((self.output, self.bytes))
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), ShareError> {
        self.output.write_all(bytes)?;
        self.bytes += bytes.len() as u64;
        Ok(())
    }
}
