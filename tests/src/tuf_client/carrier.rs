//! How metadata travels: as single files over HTTP, or as a bundle that falls back to them.

use std::collections::BTreeMap;

use companion_core::adapters::HttpTransport;
use companion_core::packs::bundle::Bundle;
use companion_core::packs::layout::MAX_BUNDLE;
use companion_core::ports::{Request, Transport};

use super::{ClientError, folder};

/// Gives the bytes of a metadata file, or the news that it does not exist.
pub trait Metadata {
    /// The file of that name, of at most so many bytes.
    ///
    /// # Errors
    /// When neither can be told.
    fn fetch(
        &mut self,
        name: &str,
        max_bytes: u64,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, ClientError>>;
}

/// A repository over HTTP.
#[derive(Debug, Default)]
pub struct Remote {
    /// URL below which metadata lies.
    pub metadata_url: String,
    transport: HttpTransport,
}

impl Remote {
    /// The repository whose metadata lies below this URL.
    pub fn new(metadata_url: String) -> Self {
        Self { metadata_url, transport: HttpTransport::default() }
    }

    /// The bytes of a URL; nothing when there is no such file.
    ///
    /// # Errors
    /// When the network, or the server, fails.
    pub async fn get(&self, url: String, max_bytes: u64) -> Result<Option<Vec<u8>>, ClientError> {
        let request = Request::whole(url, max_bytes);
        match self.transport.get(&request).await {
            Ok(response) => match response.head.status {
                200 => Ok(Some(response.body)),
                403 | 404 | 410 => Ok(None),
                status => Err(ClientError::Status { url: request.url, status }),
            },
            Err(source) => Err(ClientError::Transport { url: request.url, source }),
        }
    }

    async fn metadata(&self, name: &str, max: u64) -> Result<Option<Vec<u8>>, ClientError> {
        let base = self.metadata_url.trim_end_matches('/');
        self.get(format!("{base}/{}", folder::quote(name)), max).await
    }
}

/// Where the machine's files come from.
#[derive(Debug)]
pub enum Source {
    /// Each one alone.
    Files,
    /// Out of a bundle, and alone what is not in it.
    Bundle(Bundle),
}

/// A source with the repository behind it.
#[derive(Debug)]
pub struct Carrier<'a> {
    /// Where files come from first.
    pub source: Source,
    /// Where the others come from.
    pub remote: &'a Remote,
}

impl Metadata for Carrier<'_> {
    async fn fetch(&mut self, name: &str, max: u64) -> Result<Option<Vec<u8>>, ClientError> {
        if let Source::Bundle(bundle) = &self.source {
            if let Some(document) = bundle.documents.get(name) {
                return Ok(Some(document.clone()));
            }
            if root_version(name).is_some_and(|version| version > bundle.newest_root) {
                return Ok(None);
            }
        }
        self.remote.metadata(name, max).await
    }
}

/// Fetches single files and remembers them, to make a bundle of them.
#[derive(Debug)]
pub struct Recorder<'a> {
    remote: &'a Remote,
    seen: BTreeMap<String, Option<Vec<u8>>>,
}

impl<'a> Recorder<'a> {
    /// Nothing remembered yet.
    pub fn new(remote: &'a Remote) -> Self {
        Self { remote, seen: BTreeMap::new() }
    }

    /// What was seen, as a client reads it from the compressed file. What does not fit is left out of it.
    ///
    /// # Errors
    /// When what was written cannot be read.
    pub fn bundle(self) -> Result<Bundle, ClientError> {
        let mut bundle = Bundle::default();
        for (name, document) in self.seen {
            if let Some(version) = root_version(&name) {
                // The last one asked for was not there: the one before is the newest.
                let newest = if document.is_some() { version } else { version.saturating_sub(1) };
                bundle.newest_root = bundle.newest_root.max(newest);
            }
            let Some(document) = document else { continue };
            bundle.documents.insert(name.clone(), document);
            if bundle.to_bytes().len() as u64 > MAX_BUNDLE {
                bundle.documents.remove(&name);
            }
        }
        let file = bundle.to_file().map_err(ClientError::Bundle)?;
        Bundle::read(&file).map_err(ClientError::Bundle)
    }
}

impl Metadata for Recorder<'_> {
    async fn fetch(&mut self, name: &str, max: u64) -> Result<Option<Vec<u8>>, ClientError> {
        let document = self.remote.metadata(name, max).await?;
        self.seen.insert(name.to_owned(), document.clone());
        Ok(document)
    }
}

/// The number in `12.root.json`.
fn root_version(name: &str) -> Option<u64> {
    name.strip_suffix(".root.json")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(files: &[(&str, Option<&[u8]>)]) -> Bundle {
        let remote = Remote::default();
        let mut recorder = Recorder::new(&remote);
        for (name, bytes) in files {
            recorder.seen.insert((*name).to_owned(), bytes.map(<[u8]>::to_vec));
        }
        recorder.bundle().unwrap()
    }

    #[test]
    fn a_bundle_tells_the_newest_root_and_leaves_out_what_does_not_fit() {
        let large = vec![b' '; 60_000];
        let mut files: Vec<(&str, Option<&[u8]>)> = vec![
            ("9.root.json", Some(b"{}")),
            ("10.root.json", Some(b"{}")),
            ("11.root.json", None),
        ];
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        files.extend(names.iter().map(|name| (*name, Some(large.as_slice()))));
        let bundle = seen(&files);
        assert_eq!(bundle.newest_root, 10);
        assert_eq!(bundle.documents.len(), 8, "two roots and six of seven large files");
        assert!(!bundle.documents.contains_key("g"));
    }

    #[tokio::test(flavor = "current_thread")]
    async fn what_a_bundle_says_is_asked_nowhere_else() {
        let bundle = seen(&[("2.root.json", None), ("timestamp.json", Some(b"t"))]);
        // Nobody answers there: whatever is asked fails.
        let remote = Remote::new("nowhere:".to_owned());
        let mut carrier = Carrier { source: Source::Bundle(bundle), remote: &remote };
        assert_eq!(carrier.fetch("2.root.json", 9).await.unwrap(), None);
        assert_eq!(carrier.fetch("timestamp.json", 9).await.unwrap(), Some(b"t".to_vec()));
        assert!(carrier.fetch("1.snapshot.json", 9).await.is_err());
    }
}
