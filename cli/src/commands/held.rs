//! A phone that holds a pack, for commands that show what a newcomer would see.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use ring::rand::SystemRandom;

use super::Failure;
use crate::build::build_folder;
use crate::keys::{self, RootKeys};
use crate::phone::Phone;
use crate::problem::errors_in_words;
use crate::publish::{Options, PublishInput, publish};

/// A phone in a temporary folder, and the pack on it.
pub(super) struct Held {
    pub(super) phone: Phone,
    pub(super) pack: String,
    /// Goes with it.
    _scratch: tempfile::TempDir,
}

impl Held {
    /// Installs a pack: a source folder, which is built and signed for this one use, a published folder, or the link of a
    /// pack.
    ///
    /// # Errors
    /// What could not be built, published or installed.
    pub(super) fn new(pack: &str, languages: &[String]) -> Result<Self, Failure> {
        let scratch = tempfile::tempdir().map_err(told)?;
        let phone = Phone::open(&scratch.path().join("phone"), languages).map_err(told)?;
        let pack = if pack.contains("://") {
            let pack = phone.companion().add_pack(pack).map_err(told)?;
            phone.sync(&pack, None).map_err(told)?;
            pack
        } else {
            install_folder(&phone, Path::new(pack), scratch.path())?
        };
        Ok(Self { phone, pack, _scratch: scratch })
    }
}

fn install_folder(phone: &Phone, folder: &Path, scratch: &Path) -> Result<String, Failure> {
    let at = |e: std::io::Error| Failure::new(format!("{}: {e}", folder.display()));
    let folder: PathBuf = folder.canonicalize().map_err(at)?;
    if folder.join("metadata").join("timestamp.json").exists() {
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Failure::new(format!("{}: is no pack", folder.display())));
        };
        let pack = name.to_string_lossy().into_owned();
        phone.install(parent, &pack, None).map_err(told)?;
        return Ok(pack);
    }
    let built = build_folder(&folder, today())
        .map_err(|problems| Failure::new(errors_in_words(&problems)))?;
    let pack = built.editions.first().map(|e| e.pack.clone());
    let pack = pack.ok_or_else(|| Failure::new("the pack has no edition"))?;
    let root = RootKeys { count: 1, threshold: 1 };
    let ring = keys::init(&scratch.join("keys"), root, &SystemRandom::new()).map_err(told)?;
    let media: Vec<_> = built.media.into_iter().map(|m| (m.fact, m.path)).collect();
    let input = PublishInput { pack: &pack, editions: &built.editions, media: &media };
    let public = scratch.join("public");
    let published = publish(&input, &ring, &public, now(), &Options::default()).map_err(told)?;
    phone.install(&public, &pack, Some(&published.root_sha256)).map_err(told)?;
    Ok(pack)
}

pub(super) fn told(error: impl std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}

pub(super) fn today() -> NaiveDate {
    now().date_naive()
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is asked")]
pub(super) fn now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}
