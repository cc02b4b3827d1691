//! What the core needs from the outside world, as traits: the time, the bytes of a URL, a place for log lines.
//!
//! Real adapters are in [`crate::adapters`], fakes and the contract each must keep in `crate::testing`.
//! Only [`crate::companion`] and `sync::run` ask them; everything below gets values.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The present moment as the device believes it.
    fn now(&self) -> DateTime<Utc>;
}

/// Fetches bytes. An implementation follows no redirect to another scheme and never returns more than asked for.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Fetches one URL whole.
    ///
    /// # Errors
    /// See [`TransportError`]. Dropping the future ends the transfer.
    async fn get(&self, request: &Request) -> Result<Response, TransportError>;
}

/// One thing to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Absolute `http` or `https` URL.
    pub url: String,
    /// The transfer ends with [`TransportError::TooLarge`] as soon as the body is longer, in bytes.
    pub max_bytes: u64,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status; only 200 carries a body that may be used.
    pub status: u16,
    /// The body, decoded from any transfer coding.
    pub body: Vec<u8>,
}

/// Why nothing usable came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection: an ordinary state, not a fault.
    #[error("no connection")]
    Offline,
    /// The connection broke or stalled in the middle.
    #[error("the transfer broke off")]
    Broken,
    /// The body is longer than the limit.
    #[error("the answer is larger than allowed")]
    TooLarge,
    /// The URL cannot be fetched at all.
    #[error("not an address that can be fetched")]
    BadUrl,
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
