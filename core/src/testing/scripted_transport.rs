//! A network that a test writes: files by URL, and what goes wrong with which.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use crate::ports::{Request, Response, Transport, TransportError};

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
    asked: Vec<String>,
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
        self.script().files.get(url).cloned()
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

    /// Answers everything again as its files say.
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

    fn answer_to(&self, request: &Request) -> Option<Result<Response, TransportError>> {
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
        if let Some(status) = script.statuses.get(&request.url) {
            return Some(Ok(Response { status: *status, body: Vec::new() }));
        }
        Some(match script.files.get(&request.url) {
            Some(body) if body.len() as u64 > request.max_bytes => Err(TransportError::TooLarge),
            Some(body) => Ok(Response { status: 200, body: body.clone() }),
            None => Ok(Response { status: 404, body: Vec::new() }),
        })
    }
}

#[async_trait]
impl Transport for ScriptedTransport {
    async fn get(&self, request: &Request) -> Result<Response, TransportError> {
        match self.answer_to(request) {
            Some(answer) => answer,
            None => std::future::pending().await,
        }
    }
}
