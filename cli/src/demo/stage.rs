//! What the demo plays on: copies of the sample packs, keys, a web server that can be stopped, a phone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use chrono::{DateTime, Utc};
use companion_core::CatalogueConfig;
use companion_core::sync::{PackReport, SyncListener, SyncProgress, SyncStep};
use indicatif::ProgressBar;
use ring::rand::SystemRandom;
use tempfile::TempDir;

use super::Cost;
use crate::build::build_folder;
use crate::commands::Failure;
use crate::keys::{self, KeyRing, RootKeys};
use crate::lock;
use crate::output::Output;
use crate::phone::Phone;
use crate::problem::errors_in_words;
use crate::publish::{Options, PublishInput, Published, publish};
use crate::serve::Server;

/// The sample packs, the layer above first.
pub(super) const PACKS: [&str; 3] = ["germany", "auental", "brueckfeld"];
/// The city.
pub(super) const CITY: &str = "brueckfeld";

/// Everything the steps work with.
pub struct Stage {
    folder: TempDir,
    keys: KeyRing,
    server: Option<Server>,
    port: u16,
    phone: Option<Phone>,
    /// The fingerprint of each pack, once it is published.
    pub(super) fingerprints: BTreeMap<String, String>,
    /// What the app brings along, once it is made.
    pub(super) catalogue: Option<CatalogueConfig>,
    /// The reader's language.
    pub(super) language: String,
    /// Where answers go.
    pub(super) output: Output,
}

impl Stage {
    /// Copies the sample packs and makes keys.
    ///
    /// # Errors
    /// When the samples are not there or the temporary folder cannot be written.
    pub fn set(fixtures: &Path, language: &str, output: Output) -> Result<Self, Failure> {
        let folder =
            tempfile::tempdir().map_err(|e| Failure::new(format!("temporary folder: {e}")))?;
        for pack in PACKS {
            copy(&fixtures.join(pack), &folder.path().join("source").join(pack))?;
        }
        let root = RootKeys { count: 1, threshold: 1 };
        let keys =
            keys::init(&folder.path().join("keys"), root, &SystemRandom::new()).map_err(told)?;
        Ok(Self {
            folder,
            keys,
            server: None,
            port: 0,
            phone: None,
            fingerprints: BTreeMap::new(),
            catalogue: None,
            language: language.to_owned(),
            output,
        })
    }

    /// Runs a step and measures it.
    pub(super) fn measure(
        &mut self,
        step: &'static str,
        run: fn(&mut Self) -> Result<(), Failure>,
    ) -> Result<Cost, Failure> {
        let before = self.traffic();
        let start = now();
        run(self).map_err(|e| Failure::new(format!("step \"{step}\" did not hold: {e}")))?;
        let millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let after = self.traffic();
        // A server that was started or stopped in between began to count anew.
        let (requests, bytes) =
            (after.0.saturating_sub(before.0), after.1.saturating_sub(before.1));
        Ok(Cost { step, requests, bytes, millis })
    }

    /// The source folder of a pack.
    pub(super) fn source(&self, pack: &str) -> PathBuf {
        self.folder.path().join("source").join(pack)
    }

    /// Builds and publishes a pack.
    pub(super) fn publish(&self, pack: &str) -> Result<Published, Failure> {
        let source = self.source(pack);
        let now: DateTime<Utc> = DateTime::from(system_time());
        let built = build_folder(&source, now.date_naive())
            .map_err(|problems| Failure::new(errors_in_words(&problems)))?;
        let media: Vec<_> = built.media.into_iter().map(|m| (m.fact, m.path)).collect();
        let input = PublishInput { pack, editions: &built.editions, media: &media };
        let published = publish(&input, &self.keys, &self.public(), now, &Options::default());
        let published = published.map_err(told)?;
        lock::write(&source, &built.lock).map_err(told)?;
        Ok(published)
    }

    /// Serves what is published; the second time on the port of the first.
    pub(super) fn start_server(&mut self) -> Result<String, Failure> {
        let server = Server::start(&self.public(), self.port).map_err(told)?;
        let url = server.base_url();
        self.port = url.rsplit(':').next().and_then(|p| p.parse().ok()).unwrap_or_default();
        self.server = Some(server);
        Ok(url)
    }

    /// The address of the running server.
    pub(super) fn url(&self) -> Result<String, Failure> {
        self.server.as_ref().map(Server::base_url).ok_or_else(|| Failure::new("no server runs"))
    }

    /// Closes the port.
    pub(super) fn stop_server(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
    }

    /// A phone in an empty folder.
    pub(super) fn open_phone(&mut self) -> Result<(), Failure> {
        let folder = self.folder.path().join("phone");
        let languages = [self.language.clone()];
        self.phone =
            Some(Phone::open_with(&folder, &languages, self.catalogue.clone()).map_err(told)?);
        Ok(())
    }

    /// The phone.
    pub(super) fn phone(&self) -> Result<&Phone, Failure> {
        self.phone.as_ref().ok_or_else(|| Failure::new("there is no phone yet"))
    }

    /// Brings a pack on the phone up to date, with a bar in a terminal.
    pub(super) fn sync(&self, pack: &str) -> Result<PackReport, Failure> {
        let bar = Bar { output: self.output, shown: OnceLock::new() };
        let report = self.phone()?.sync(pack, Some(&bar)).map_err(told)?;
        if let Some(shown) = bar.shown.get() {
            shown.finish_and_clear();
        }
        for e in &report.editions {
            self.output
                .line(format!("   {pack}/{}: revision {}, {} bytes", e.name, e.revision, e.bytes));
        }
        Ok(report)
    }

    /// What is served.
    pub(super) fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn traffic(&self) -> (u64, u64) {
        self.server.as_ref().map_or((0, 0), |s| (s.requests(), s.sent_bytes()))
    }
}

/// Appears when there is something to download.
struct Bar {
    output: Output,
    shown: OnceLock<ProgressBar>,
}

impl SyncListener for Bar {
    fn progress(&self, progress: SyncProgress) {
        if progress.step == SyncStep::Downloading {
            let total = progress.total_bytes;
            let bar = self.shown.get_or_init(|| self.output.progress("downloading, bytes", total));
            bar.set_length(total);
            bar.set_position(progress.done_bytes);
        }
    }
}

/// Any error as a failure in words.
pub(super) fn told(error: impl std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}

/// Fails with what should have been.
pub(super) fn holds(condition: bool, otherwise: &str) -> Result<(), Failure> {
    if condition { Ok(()) } else { Err(Failure::new(otherwise)) }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let at = |path: &Path, e: std::io::Error| Failure::new(format!("{}: {e}", path.display()));
    fs::create_dir_all(to).map_err(|e| at(to, e))?;
    for entry in fs::read_dir(from).map_err(|e| at(from, e))? {
        let entry = entry.map_err(|e| at(from, e))?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().map_err(|e| at(&path, e))?.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(|e| at(&path, e))?;
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the demo measures how long its steps take")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "the demo publishes at the present moment")]
pub(super) fn system_time() -> std::time::SystemTime {
    std::time::SystemTime::now()
}
