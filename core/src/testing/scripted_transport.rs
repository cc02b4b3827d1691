//! A network that a test writes: files by URL, and what goes wrong with which.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::packs::crypto::sha256_hex;
use crate::ports::{Head, Request, Sink, Transport, TransportError};

type Answer = (Head, Vec<u8>);

/// Answers from memory.
#[derive(Debug, Default)]
pub struct ScriptedTransport {
    script: Mutex<Script>,
}

#[derive(Debug, Default)]
struct Script {
    offline: bool,
    files: BTreeMap<String, Vec<u8>>,
    statuses: BTreeMap<String, u16>,
    broken: BTreeMap<String, TransportError>,
    hanging: Vec<String>,
    hidden: Vec<String>,
    asked: Vec<String>,
    encode: bool,
    date: Option<DateTime<Utc>>,
}

impl Script {
    fn file(&self, url: &str) -> Option<&Vec<u8>> {
        self.files.get(url).filter(|_| !self.hidden.iter().any(|part| url.contains(part)))
    }
}

impl ScriptedTransport {
    /// Serves a file.
    pub fn put(&self, url: impl Into<String>, body: impl Into<Vec<u8>>) {
        self.script().files.insert(url.into(), body.into());
    }

    /// Serves all files of a folder below a base URL.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn put_folder(&self, base_url: &str, folder: &std::path::Path) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let url = format!(
                "{}/{}",
                base_url.trim_end_matches('/'),
                entry.file_name().to_string_lossy()
            );
            if entry.file_type()?.is_dir() {
                self.put_folder(&url, &entry.path())?;
            } else {
                self.put(url, std::fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// The file as it is served now.
    pub fn file(&self, url: &str) -> Option<Vec<u8>> {
        self.script().file(url).cloned()
    }

    /// All URLs that have a file.
    pub fn urls(&self) -> Vec<String> {
        self.script().files.keys().cloned().collect()
    }

    /// Takes the network away, or gives it back.
    pub fn set_offline(&self, offline: bool) {
        self.script().offline = offline;
    }

    /// Answers a URL with a status and no body.
    pub fn answer(&self, url: impl Into<String>, status: u16) {
        self.script().statuses.insert(url.into(), status);
    }

    /// Ends every transfer of a URL with an error.
    pub fn fail(&self, url: impl Into<String>, error: TransportError) {
        self.script().broken.insert(url.into(), error);
    }

    /// Never answers URLs that contain this text.
    pub fn hang(&self, part: impl Into<String>) {
        self.script().hanging.push(part.into());
    }

    /// Has no file any more whose URL contains this text.
    pub fn hide(&self, part: impl Into<String>) {
        self.script().hidden.push(part.into());
    }

    /// Forgets all files.
    pub fn clear(&self) {
        self.script().files.clear();
    }

    /// Answers everything again as its files say; what is hidden stays so.
    pub fn mend(&self) {
        let mut script = self.script();
        script.statuses.clear();
        script.broken.clear();
        script.hanging.clear();
    }

    /// Every URL asked for so far.
    pub fn asked(&self) -> Vec<String> {
        self.script().asked.clone()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Packs everything from now on as some proxies do, unasked.
    pub fn encode(&self, encode: bool) {
        self.script().encode = encode;
    }

    /// The server's clock from now on; none: it tells no time.
    pub fn set_date(&self, date: Option<DateTime<Utc>>) {
        self.script().date = date;
    }

    fn answer_to(&self, request: &Request) -> Option<Result<Answer, TransportError>> {
        let mut script = self.script();
        script.asked.push(request.url.clone());
        if !request.url.starts_with("http://") && !request.url.starts_with("https://") {
            return Some(Err(TransportError::BadUrl));
        }
        if script.offline {
            return Some(Err(TransportError::Offline));
        }
        if script.hanging.iter().any(|part| request.url.contains(part)) {
            return None;
        }
        if let Some(error) = script.broken.get(&request.url) {
            return Some(Err(error.clone()));
        }
        let head = |status| Head { status, date: script.date, ..Head::default() };
        if let Some(status) = script.statuses.get(&request.url) {
            return Some(Ok((head(*status), Vec::new())));
        }
        let Some(file) = script.file(&request.url) else {
            return Some(Ok((head(404), Vec::new())));
        };
        let mut answer = answer(request, file, head(200));
        answer.0.encoded = script.encode;
        Some(if answer.1.len() as u64 > request.max_bytes {
            Err(TransportError::TooLarge)
        } else {
            Ok(answer)
        })
    }
}

/// What an honest server says (RFC 9110, sections 13 and 14).
fn answer(request: &Request, file: &[u8], mut head: Head) -> Answer {
    let etag = format!("\"{}\"", sha256_hex(file));
    (head.etag, head.any_etag) = (Some(etag.clone()), Some(etag.clone()));
    if request.if_changed.as_ref() == Some(&etag) {
        return (Head { status: 304, ..head }, Vec::new());
    }
    let Some(range) = request.range.filter(|_| request.if_same.as_ref().is_none_or(|t| *t == etag))
    else {
        return (head, file.to_vec());
    };
    let length = file.len() as u64;
    let to = range.to.unwrap_or(length).min(length);
    let part = usize::try_from(range.from).ok().zip(usize::try_from(to).ok());
    match part.and_then(|(from, to)| file.get(from..to)).filter(|part| !part.is_empty()) {
        Some(part) => {
            let told = Some((range.from, Some(length)));
            (Head { status: 206, part: told, ..head }, part.to_vec())
        }
        None => (Head { status: 416, ..head }, Vec::new()),
    }
}

#[async_trait]
impl Transport for ScriptedTransport {
    async fn fetch(&self, request: &Request, sink: &mut dyn Sink) -> Result<Head, TransportError> {
        let Some(answer) = self.answer_to(request) else {
            return std::future::pending().await;
        };
        let (head, body) = answer?;
        if matches!(head.status, 200 | 206) && sink.begin(&head) {
            sink.take(&body).map_err(|_| TransportError::NotTaken)?;
        }
        Ok(head)
    }
}
