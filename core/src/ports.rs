//! What the core needs from the outside world, as traits: the time, the bytes of a URL, free space, a place for log lines.
//!
//! Real adapters are in [`crate::adapters`], fakes and the contract each must keep in `crate::testing`.
//! Only [`crate::companion`] and `sync::run` ask them; everything below gets values.

use std::path::Path;

use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment as the device believes it.
    fn now(&self) -> DateTime<Utc>;
}

/// Tells how much room there is.
pub trait Space: Send + Sync {
    /// Bytes that this app may still write to the file system of a folder; nothing where nobody knows.
    fn available(&self, folder: &Path) -> Option<u64>;
}

/// Carries bytes. An implementation follows no redirect from `https` to another scheme, never hands on more than asked
/// for, and gives up a connection that has become too slow to be of use.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Fetches one URL, or a part of it, and hands the body of status 200 and 206 to `sink` as it comes.
    ///
    /// # Errors
    /// See [`TransportError`]. Dropping the future ends the transfer; what the sink has taken stays with it.
    async fn fetch(&self, request: &Request, sink: &mut dyn Sink) -> Result<Head, TransportError>;

    /// Fetches one URL whole, into memory.
    ///
    /// # Errors
    /// As [`Self::fetch`].
    async fn get(&self, request: &Request) -> Result<Response, TransportError> {
        let mut body = Vec::new();
        let head = self.fetch(request, &mut body).await?;
        Ok(Response { head, body })
    }
}

/// Takes a body piece by piece.
pub trait Sink: Send {
    /// What the server says before the body. `false`: the body is not wanted, and the transfer ends well without it.
    fn begin(&mut self, head: &Head) -> bool;

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When they cannot be kept; the transfer ends with [`TransportError::NotTaken`].
    fn take(&mut self, bytes: &[u8]) -> std::io::Result<()>;
}

impl Sink for Vec<u8> {
    fn begin(&mut self, _: &Head) -> bool {
        true
    }

    fn take(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.extend_from_slice(bytes);
        Ok(())
    }
}

/// One thing to fetch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Absolute `http` or `https` URL.
    pub url: String,
    /// The transfer ends with [`TransportError::TooLarge`] as soon as the body is longer, in bytes; the first of them may
    /// have been handed on.
    pub max_bytes: u64,
    /// Which bytes of it (RFC 9110, section 14); all of them if left out.
    pub range: Option<ByteRange>,
    /// Only if its entity tag is another one (`If-None-Match`, RFC 9110, section 13.1.2); status 304 otherwise.
    pub if_changed: Option<String>,
    /// Only if it is newer than this date, written as the server wrote it (`If-Modified-Since`, section 13.1.3); for servers
    /// that name no entity tag.
    pub if_newer: Option<String>,
    /// Which kinds of answer are wanted (`Accept`, section 12.5.1); whatever there is if left out.
    pub accept: Option<String>,
    /// With `range`: only while its entity tag is still this one (`If-Range`, section 13.1.5); everything otherwise.
    pub if_same: Option<String>,
}

impl Request {
    /// A whole file of at most so many bytes.
    pub fn whole(url: impl Into<String>, max_bytes: u64) -> Self {
        Self { url: url.into(), max_bytes, ..Self::default() }
    }
}

/// Bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteRange {
    /// The first, counted from 0.
    pub from: u64,
    /// The one behind the last; to the end if left out.
    pub to: Option<u64>,
}

impl std::fmt::Display for ByteRange {
    /// As in the header `Range`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.to {
            Some(to) => write!(f, "bytes={}-{}", self.from, to.saturating_sub(1)),
            None => write!(f, "bytes={}-", self.from),
        }
    }
}

/// What a server says about a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// HTTP status; only 200 and 206 carry a body.
    pub status: u16,
    /// Its entity tag, where it is a strong one (RFC 9110, section 8.8.3).
    pub etag: Option<String>,
    /// Its entity tag, strong or weak: `Request::if_changed` asks for no more (section 13.1.2).
    pub any_etag: Option<String>,
    /// Since when it has been as it is, as the server wrote it (`Last-Modified`, section 8.8.2).
    pub modified: Option<String>,
    /// With status 206: the first byte of the body, and the length of the whole file where the server says it.
    pub part: Option<(u64, Option<u64>)>,
    /// The server's clock.
    pub date: Option<DateTime<Utc>>,
    /// The body is packed in a way that nobody asked for (`Content-Encoding`); its bytes are of no use.
    pub encoded: bool,
}

/// What came back, whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// What the server said.
    pub head: Head,
    /// The body; empty with other statuses than 200 and 206.
    pub body: Vec<u8>,
}

/// Why nothing usable came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection: an ordinary state, not a fault.
    #[error("no connection")]
    Offline,
    /// The connection broke, stalled or crept in the middle.
    #[error("the transfer broke off")]
    Broken,
    /// The body is longer than the limit.
    #[error("the answer is larger than allowed")]
    TooLarge,
    /// The URL cannot be fetched at all.
    #[error("not an address that can be fetched")]
    BadUrl,
    /// The sink could not keep the bytes.
    #[error("the bytes could not be kept")]
    NotTaken,
}

/// How important a log line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Steps of normal work.
    Info,
    /// Something went wrong and was handled.
    Warning,
}

/// Takes log lines. They never carry what a person reads, writes or is.
pub trait Log: Send + Sync {
    /// Takes one line.
    fn log(&self, level: LogLevel, line: &str);
}
