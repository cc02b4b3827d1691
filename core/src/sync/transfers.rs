//! Transfers: what is to be fetched, as data that can be handed to whoever carries it, and the carrier that is built in.
//!
//! They are derived from what is trusted and what is installed, so that none is lost with the app: an iOS background
//! session or an Android worker may bring a file days later, and it is taken by its hash.

use super::fetch::Fetcher;
use super::parts::{Parts, SMALL, failed};
use super::progress::SyncStep;
use crate::error::{Error, Result};
use crate::packs::crypto::sha256_hex;
use crate::packs::edition::EditionError;
use crate::ports::{ByteRange, Request, TransportError};

/// One file to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// What it is called: the SHA-256 that its bytes must have, hex.
    pub id: String,
    /// The pack it belongs to.
    pub pack: String,
    /// The edition it leads to, or the media file.
    pub name: String,
    /// Where it lies: the pack's own host first, then its mirrors; all carry the same bytes.
    pub urls: Vec<String>,
    /// Headers to send: those that ask for the rest where some of it is there already.
    pub headers: Vec<Header>,
    /// Bytes that are there already; an answer with status 206 goes on behind them, one with 200 begins anew.
    pub from_bytes: u64,
    /// Bytes of the whole file: never take more.
    pub length: u64,
}

/// A header of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Such as `Range`.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A file that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// SHA-256, hex.
    pub(crate) sha256: String,
    /// Path below the pack's base.
    pub(crate) path: String,
    /// Bytes.
    pub(crate) length: u64,
    /// SHA-256 of its parts, where they are signed too.
    pub(crate) chunks: Vec<String>,
}

impl Wanted {
    /// Stays in memory on its way.
    fn is_small(&self) -> bool {
        self.chunks.is_empty() && self.length <= SMALL
    }

    /// As data for somebody who carries it.
    pub(crate) fn transfer(
        &self,
        pack: &str,
        name: &str,
        servers: &[String],
        parts: &Parts,
    ) -> Transfer {
        let urls: Vec<String> = servers.iter().map(|s| format!("{s}/{}", self.path)).collect();
        let from_bytes = Some(parts.length(&self.sha256)).filter(|l| *l < self.length).unwrap_or(0);
        let mut headers = Vec::new();
        if from_bytes > 0 {
            let range = ByteRange { from: from_bytes, to: None };
            headers.push(Header { name: "Range".to_owned(), value: range.to_string() });
            // Only for the first address: elsewhere the file may have another tag.
            let etag = urls.first().and_then(|url| parts.etag(&self.sha256, url));
            headers.extend(etag.map(|value| Header { name: "If-Range".to_owned(), value }));
        }
        let (id, pack, name) = (self.sha256.clone(), pack.to_owned(), name.to_owned());
        Transfer { id, pack, name, urls, headers, from_bytes, length: self.length }
    }

    /// Brings the file to the folder of parts, from the first server that has it, going on where an earlier attempt
    /// stopped. A whole file is left as it is.
    ///
    /// # Errors
    /// `Offline` when it broke off everywhere (the part stays), `WrongBytes` when no server has the signed bytes.
    pub(crate) async fn carry(
        &self,
        servers: &[String],
        parts: &Parts,
        fetcher: &mut Fetcher<'_>,
        progress: Progress,
    ) -> Result<()> {
        if parts.is_whole(&self.sha256) {
            return Ok(());
        }
        let mut worst = None;
        // A second round without anything from the first: mirrors may have been mixed that do not carry the same.
        for _ in 0..2 {
            for server in servers {
                match self.carry_from(server, servers, parts, fetcher, progress).await {
                    Ok(()) => return Ok(()),
                    Err(e) if e.is_servers_fault() => worst = Some(worse(worst, e)),
                    Err(e) => return Err(e),
                }
            }
            if !matches!(worst, Some(Error::Edition(_))) {
                break;
            }
        }
        Err(worst.unwrap_or(Error::Transport(TransportError::Offline)))
    }

    async fn carry_from(
        &self,
        server: &str,
        servers: &[String],
        parts: &Parts,
        fetcher: &mut Fetcher<'_>,
        progress: Progress,
    ) -> Result<()> {
        let url = format!("{server}/{}", self.path);
        let mut length = parts.length(&self.sha256);
        if length >= self.length {
            self.mend(server, servers, parts, fetcher).await?;
            if parts.finish(&self.sha256)? {
                return Ok(());
            }
            length = 0;
        }
        let mut etag = parts.etag(&self.sha256, &url);
        // At most: the rest, then all of it.
        for _ in 0..2 {
            let range = (length > 0).then_some(ByteRange { from: length, to: None });
            let request = Request {
                range,
                if_same: etag.take().filter(|_| range.is_some()),
                ..Request::whole(&url, self.length)
            };
            fetcher.tell(SyncStep::Downloading, progress.done + length, progress.total);
            let mut sink = parts.sink(&self.sha256, &url, length, self.is_small());
            let answer = fetcher.fetch(&request, &mut sink).await;
            let (odd, encoded, page) = (sink.odd, sink.encoded, sink.page);
            let failure = sink.failure.take();
            drop(sink);
            if let Some(source) = failure {
                return Err(failed(&parts.whole(&self.sha256), source));
            }
            if encoded {
                return Err(Error::NotTheFile("packed in a way that nobody asked for"));
            }
            if page == Some(true) {
                return Err(Error::NotTheFile("a web page, perhaps a login"));
            }
            match answer {
                Ok(head) => match head.status {
                    200 | 206 if !odd => {}
                    // Not the part that was asked for, or none: all of it, from the beginning.
                    206 | 416 if length > 0 => {
                        parts.forget(&self.sha256)?;
                        length = 0;
                        continue;
                    }
                    200 | 206 | 416 => return Err(wrong_bytes()),
                    403 | 404 | 410 => return Err(Error::NotFound("file there")),
                    status => return Err(Error::Status(status)),
                },
                Err(TransportError::TooLarge) => {
                    // What was there stays where nothing of it was taken.
                    if page.is_some() {
                        parts.forget(&self.sha256)?;
                    }
                    return Err(wrong_bytes());
                }
                Err(e) => return Err(e.into()),
            }
            if parts.length(&self.sha256) < self.length {
                // The server said that this is all.
                return Err(wrong_bytes());
            }
            self.mend(server, servers, parts, fetcher).await?;
            if parts.finish(&self.sha256)? {
                return Ok(());
            }
            if length == 0 {
                return Err(wrong_bytes());
            }
            // What was there before, or what came now, was wrong.
            length = 0;
        }
        Err(wrong_bytes())
    }
}

impl Wanted {
    /// Fetches parts that are wrong once more, from other servers first: one wrong byte costs one part.
    async fn mend(
        &self,
        server: &str,
        servers: &[String],
        parts: &Parts,
        fetcher: &mut Fetcher<'_>,
    ) -> Result<()> {
        if self.chunks.is_empty() {
            return Ok(());
        }
        let others = servers.iter().map(String::as_str).filter(|s| *s != server);
        let order: Vec<&str> = others.chain([server]).collect();
        for (range, sha256) in parts.wrong_chunks(&self.sha256, &self.chunks)? {
            let most = range.to.unwrap_or(self.length).saturating_sub(range.from);
            for server in &order {
                let url = format!("{server}/{}", self.path);
                let request = Request { range: Some(range), ..Request::whole(url, most) };
                let mut body = Vec::new();
                let answer = fetcher.fetch(&request, &mut body).await;
                let is_part = answer.is_ok_and(|head| head.status == 206 && !head.encoded);
                if is_part && sha256_hex(&body) == sha256 {
                    parts.put(&self.sha256, range.from, &body)?;
                    break;
                }
            }
        }
        Ok(())
    }
}

/// How far a step is before and behind one file.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Progress {
    /// Bytes of files before it.
    pub(crate) done: u64,
    /// Bytes of all files of the step.
    pub(crate) total: u64,
}

fn wrong_bytes() -> Error {
    Error::Edition(EditionError::WrongBytes)
}

/// What is told where several servers failed: that it broke off (it may go on), before that it is not there, before that it is
/// something else.
fn worse(before: Option<Error>, now: Error) -> Error {
    let rank = |e: &Error| match e {
        Error::Transport(_) => 0,
        Error::Status(_) | Error::NotTheFile(_) => 1,
        Error::Edition(_) => 2,
        _ => 3,
    };
    match before {
        Some(before) if rank(&before) <= rank(&now) => before,
        _ => now,
    }
}
