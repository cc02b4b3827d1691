//! Where the body of one answer goes: behind what is there of a file.

use std::fs::File;
use std::io::{self, ErrorKind, Write};

use super::Parts;
use crate::ports::{Head, Sink};

/// Takes the body of one answer.
pub(crate) struct PartSink<'a> {
    parts: &'a Parts,
    sha256: String,
    url: String,
    /// Bytes that are there; where the body begins.
    length: u64,
    /// It stays in memory.
    small: bool,
    etag: Option<String>,
    /// Bytes have come.
    begun: bool,
    /// Opened with the first bytes: what is there is not given up for an answer that is none.
    file: Option<File>,
    /// The answer does not fit to what was asked.
    pub(crate) odd: bool,
    /// The answer is packed in a way that nobody asked for.
    pub(crate) encoded: bool,
    /// The answer looks like a web page; nothing while no byte has come.
    pub(crate) page: Option<bool>,
    /// Why bytes could not be kept.
    pub(crate) failure: Option<io::Error>,
}

impl<'a> PartSink<'a> {
    /// Goes on behind `length` bytes that are there.
    pub(super) fn new(parts: &'a Parts, sha256: &str, url: &str, length: u64, small: bool) -> Self {
        let (sha256, url) = (sha256.to_owned(), url.to_owned());
        Self {
            parts,
            sha256,
            url,
            length,
            small,
            etag: None,
            begun: false,
            file: None,
            odd: false,
            encoded: false,
            page: None,
            failure: None,
        }
    }

    fn open(&self) -> io::Result<File> {
        let file = self.parts.open(&self.sha256, self.length)?;
        self.parts.note_from(&self.sha256, &self.url, self.etag.as_deref())?;
        Ok(file)
    }

    fn keep(&mut self, bytes: &[u8]) -> io::Result<()> {
        let first = !std::mem::replace(&mut self.begun, true);
        if self.small {
            let from = first.then_some((self.length, self.url.as_str(), self.etag.as_deref()));
            self.parts.small.put(&self.sha256, from, bytes);
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let file = self.open()?;
                self.file.insert(file)
            }
        };
        file.write_all(bytes)
    }
}

impl Sink for PartSink<'_> {
    fn begin(&mut self, head: &Head) -> bool {
        if head.encoded {
            self.encoded = true;
            return false;
        }
        match (head.status, head.part) {
            // The whole file, whatever was asked for.
            (200, _) => self.length = 0,
            (206, Some((from, _))) if from == self.length => {}
            _ => {
                self.odd = true;
                return false;
            }
        }
        self.etag.clone_from(&head.etag);
        true
    }

    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        // Neither an edition nor a picture begins like this; networks that want a login answer with a page.
        let begins = self.length == 0 && !self.begun;
        if *self.page.get_or_insert(begins && bytes.starts_with(b"<")) {
            return Err(ErrorKind::Other.into());
        }
        self.keep(bytes).map_err(|e| {
            let kind = e.kind();
            self.failure = Some(e);
            kind.into()
        })
    }
}
