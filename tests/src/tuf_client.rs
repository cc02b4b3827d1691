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
use companion_core::packs::bundle::BundleError;
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
    Bundle(BundleError),
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

#[cfg(test)]
mod tests {
    use std::fs;

    use companion_core::packs::layout::METADATA;

    use super::*;
    use crate::publisher::Publisher;

    fn moment() -> DateTime<Utc> {
        DateTime::from_timestamp(1_803_902_400, 0).unwrap()
    }

    /// Metadata after the first and after the second publishing, by file name.
    fn twice() -> (Known, Known) {
        let publisher = Publisher::new().unwrap();
        let read = || -> Known {
            let entries = fs::read_dir(publisher.pack().join(METADATA)).unwrap().flatten();
            let file = |e: fs::DirEntry| {
                (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap())
            };
            entries.map(file).collect()
        };
        publisher.publish(&[("de", "eins")], moment()).unwrap();
        let first = read();
        publisher.publish(&[("de", "zwei")], moment()).unwrap();
        (first, read())
    }

    #[test]
    fn a_refresh_that_ended_in_the_middle_leaves_its_timestamp_as_a_floor() {
        let (first, second) = twice();
        let root = &first["1.root.json"];
        let held = |timestamp: &Known| {
            Known::from([
                ("root.json".to_owned(), root.clone()),
                ("timestamp.json".to_owned(), timestamp["timestamp.json"].clone()),
                ("snapshot.json".to_owned(), first["1.snapshot.json"].clone()),
                ("targets.json".to_owned(), first["1.targets.json"].clone()),
            ])
        };
        let begin = |known| {
            let mut machine = Verifier::begin(None, root, known, Expiry::Refuse, moment()).unwrap();
            machine.feed("2.root.json", None).unwrap();
            machine
        };
        // The second timestamp had come, its snapshot had not.
        let mut machine = begin(held(&second));
        let old = machine.feed("timestamp.json", first.get("timestamp.json").map(Vec::as_slice));
        assert!(matches!(old, Err(TrustError::Metadata { .. })), "{old:?}");
        let mut machine = begin(held(&second));
        machine.feed("timestamp.json", second.get("timestamp.json").map(Vec::as_slice)).unwrap();
        let name = "2.snapshot.json";
        let need = Need::File { name: name.to_owned(), max_bytes: 64 * 1024 };
        assert_eq!(machine.need().unwrap(), need);
        machine.feed(name, second.get(name).map(Vec::as_slice)).unwrap();
        // A whole refresh is held whole.
        let mut machine = begin(held(&first));
        machine.feed("timestamp.json", first.get("timestamp.json").map(Vec::as_slice)).unwrap();
        assert_eq!(machine.need().unwrap(), Need::Nothing);
    }

    #[test]
    fn what_has_expired_is_not_taken_in_where_that_is_refused() {
        let (first, second) = twice();
        let late = moment() + chrono::TimeDelta::days(30);
        let root = &first["1.root.json"];
        for (expiry, taken) in [(Expiry::Refuse, false), (Expiry::Note, true)] {
            let mut machine = Verifier::begin(None, root, Known::new(), expiry, late).unwrap();
            machine.feed("2.root.json", None).unwrap();
            let fed =
                machine.feed("timestamp.json", second.get("timestamp.json").map(Vec::as_slice));
            assert_eq!(fed.is_ok(), taken);
            assert_eq!(matches!(fed, Err(TrustError::Expired { .. })), !taken);
            assert_eq!(machine.accepted().contains_key("timestamp.json"), taken);
        }
    }
}
