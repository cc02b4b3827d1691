//! A TUF client over the state machine that phones use, for the public conformance suite.
//!
//! It owns what a command needs around the machine: a folder of trusted metadata, HTTP, files that were downloaded.
//! It decides nothing about trust. Metadata travels as single files or as a bundle ([`carrier`]), as on phones.
//!
//! | file | owns |
//! |---|---|
//! | [`carrier`] | how metadata travels: single files, or a bundle made of them |
//! | [`folder`] | the folder of trusted metadata, and names that are safe in paths and URLs |
//! | [`files`] | downloaded targets: where they lie, whether they are the signed bytes |

pub mod carrier;
pub mod files;
pub mod folder;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use companion_core::packs::verify::{Expiry, Known, Need, TrustError, Verifier};
use companion_core::ports::TransportError;

use carrier::{Carrier, Recorder, Remote, Source};
use folder::Folder;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Not to be trusted.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// Nothing usable came back.
    #[error("{url}: {source}")]
    Transport {
        /// What was fetched.
        url: String,
        /// Why not.
        source: TransportError,
    },
    /// A status that is neither the file nor its absence.
    #[error("{url}: status {status}")]
    Status {
        /// What was fetched.
        url: String,
        /// HTTP status.
        status: u16,
    },
    /// A file of this machine.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// There is no trusted root yet.
    #[error("{}: holds no trusted root", .0.display())]
    NoRoot(PathBuf),
    /// No trusted role signs a target of that name.
    #[error("{0} is not a target of this repository")]
    NoTarget(String),
    /// Signed without a hash that can be computed here.
    #[error("{0} has no hash that is known here")]
    NoHash(String),
    /// The bytes that came are not the signed ones.
    #[error("{0} is not the signed file")]
    WrongBytes(String),
    /// A bundle that was just written cannot be read.
    #[error("the bundle: {0}")]
    Bundle(String),
}

/// What `download` is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Target paths, in the order they are worked through.
    pub targets: Vec<String>,
    /// URL below which targets lie.
    pub base_url: String,
    /// Folder they are stored in.
    pub folder: PathBuf,
}

/// Takes a root as the trusted one.
///
/// # Errors
/// When it cannot be read, or is not signed by its own keys.
pub fn init(metadata: &Path, root: &Path, now: DateTime<Utc>) -> Result<(), ClientError> {
    let bytes = folder::read(root)?;
    Verifier::begin(None, &bytes, Known::new(), Expiry::Refuse, now)?;
    Folder::new(metadata).keep(&Known::from([(folder::ROOT.to_owned(), bytes)]))
}

/// Brings metadata up to date and, if wanted, downloads targets. What was accepted before a failure stays.
///
/// # Errors
/// The first thing that is not as it should be.
pub async fn update(
    metadata: &Path,
    remote: &Remote,
    wanted: Option<&Wanted>,
    bundled: bool,
    now: DateTime<Utc>,
) -> Result<(), ClientError> {
    let folder = Folder::new(metadata);
    let (root, known) = folder.trusted()?;
    let begin = || Verifier::begin(None, &root, known.clone(), Expiry::Refuse, now);
    let mut session = Session { verifier: begin()?, folder: None, wanted: None, remote };
    let source = if bundled {
        // The publisher's part: which files a client asks for. Its verdict does not count.
        let mut recorder = Recorder::new(remote);
        let names = wanted.map(|w| w.targets.as_slice()).unwrap_or_default();
        let _ = session.run(&mut recorder, names).await;
        Source::Bundle(recorder.bundle()?)
    } else {
        Source::Files
    };
    session = Session { verifier: begin()?, folder: Some(&folder), wanted, remote };
    let names = wanted.map(|w| w.targets.as_slice()).unwrap_or_default();
    session.run(&mut Carrier { source, remote }, names).await
}

struct Session<'a> {
    verifier: Verifier,
    /// Where accepted metadata goes; nowhere while it is only looked which files there are.
    folder: Option<&'a Folder>,
    wanted: Option<&'a Wanted>,
    remote: &'a Remote,
}

impl Session<'_> {
    async fn run(
        &mut self,
        metadata: &mut impl carrier::Metadata,
        targets: &[String],
    ) -> Result<(), ClientError> {
        self.feed_all(metadata).await?;
        for target in targets {
            self.verifier.seek(target);
            self.feed_all(metadata).await?;
            let missing = || ClientError::NoTarget(target.clone());
            let found = self.verifier.sought().ok_or_else(missing)?;
            if let Some(wanted) = self.wanted {
                files::download(found, wanted, self.remote).await?;
            }
        }
        Ok(())
    }

    /// Hands the machine every file it asks for, and keeps what it accepts at once.
    async fn feed_all(&mut self, metadata: &mut impl carrier::Metadata) -> Result<(), ClientError> {
        while let Need::File { name, max_bytes } = self.verifier.need()? {
            let bytes = metadata.fetch(&name, max_bytes).await?;
            let fed = self.verifier.feed(&name, bytes.as_deref());
            // Also what was accepted before a refusal: an expired root ends a refresh and stays.
            if let Some(folder) = self.folder {
                folder.keep(&self.verifier.accepted())?;
            }
            fed?;
        }
        Ok(())
    }
}
