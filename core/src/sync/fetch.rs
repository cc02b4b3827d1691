//! One request after another, counted: what a status means, and what is no answer at all.

use chrono::{DateTime, Utc};

use super::progress::{SyncListener, SyncProgress, SyncStep};
use crate::error::{Error, Result};
use crate::ports::{Head, Request, Sink, Transport, TransportError};

const LOGIN: Error = Error::NotTheFile("a web page, perhaps a login");

/// Fetches for one pack and counts.
pub(crate) struct Fetcher<'a> {
    transport: &'a dyn Transport,
    listener: Option<&'a dyn SyncListener>,
    pack: String,
    /// Requests made.
    pub(crate) requests: u32,
    /// Bytes of all bodies received.
    pub(crate) bytes: u64,
    /// The latest time that a server told over `https`.
    pub(crate) told_time: Option<DateTime<Utc>>,
}

/// An answer to "has it changed?".
pub(crate) enum News {
    /// It has not.
    Same,
    /// The file, and its entity tag.
    File(Vec<u8>, Option<String>),
    /// There is none.
    Missing,
}

impl<'a> Fetcher<'a> {
    pub(crate) fn new(
        transport: &'a dyn Transport,
        listener: Option<&'a dyn SyncListener>,
        pack: &str,
    ) -> Self {
        let pack = pack.to_owned();
        Self { transport, listener, pack, requests: 0, bytes: 0, told_time: None }
    }

    /// A document whole, or nothing when the server says that it is not there.
    pub(crate) async fn document(
        &mut self,
        url: String,
        max_bytes: u64,
    ) -> Result<Option<Vec<u8>>> {
        match self.news(url, max_bytes, None).await? {
            News::File(bytes, _) => Ok(Some(bytes)),
            News::Missing | News::Same => Ok(None),
        }
    }

    /// A document, unless it is still the one with this entity tag.
    pub(crate) async fn news(
        &mut self,
        url: String,
        max_bytes: u64,
        known: Option<String>,
    ) -> Result<News> {
        let request = Request { if_changed: known, ..Request::whole(url, max_bytes) };
        let mut body = Vec::new();
        let head = match self.fetch(&request, &mut body).await {
            // Pages are often longer than what was asked for.
            Err(TransportError::TooLarge) if is_web_page(&body) => return Err(LOGIN),
            other => other?,
        };
        match head.status {
            200 if head.encoded => Err(Error::NotTheFile("packed in a way that nobody asked for")),
            200 if is_web_page(&body) => Err(LOGIN),
            200 => Ok(News::File(body, head.etag)),
            304 if request.if_changed.is_some() => Ok(News::Same),
            // Object stores answer 403 for what is not there.
            403 | 404 | 410 => Ok(News::Missing),
            status => Err(Error::Status(status)),
        }
    }

    /// One request, its body into a sink.
    pub(crate) async fn fetch(
        &mut self,
        request: &Request,
        sink: &mut dyn Sink,
    ) -> std::result::Result<Head, TransportError> {
        self.requests += 1;
        let mut counted = Counted { sink, bytes: 0 };
        let answer = self.transport.fetch(request, &mut counted).await;
        self.bytes += counted.bytes;
        if let Ok(Head { date: Some(date), .. }) = &answer
            && request.url.starts_with("https://")
        {
            self.told_time = self.told_time.max(Some(*date));
        }
        answer
    }

    /// Says how far a step is.
    pub(crate) fn tell(&self, step: SyncStep, done_bytes: u64, total_bytes: u64) {
        if let Some(listener) = self.listener {
            let pack = self.pack.clone();
            listener.progress(SyncProgress { pack, step, done_bytes, total_bytes });
        }
    }
}

/// No signed document begins like this; networks that want a login answer everything with a page.
fn is_web_page(body: &[u8]) -> bool {
    let text = body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body);
    text.trim_ascii_start().starts_with(b"<")
}

struct Counted<'a> {
    sink: &'a mut dyn Sink,
    bytes: u64,
}

impl Sink for Counted<'_> {
    fn begin(&mut self, head: &Head) -> bool {
        self.sink.begin(head)
    }

    fn take(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.sink.take(bytes)
    }
}
