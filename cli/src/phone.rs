//! A phone on the desk: the real core in a folder, installing over real HTTP from a folder on this machine.
//!
//! What it shows is what a newcomer's phone holds, so editors, tests and the demo look through it.

use std::path::Path;
use std::sync::Arc;

use companion_core::adapters::{HttpTransport, NoLog, SystemClock, SystemSpace};
use companion_core::sync::{PackReport, SyncListener};
use companion_core::{CatalogueConfig, Companion, Config, Error, Ports};
use tokio::runtime::Runtime;

use crate::serve::Server;

/// A companion with a runtime for its syncs.
pub struct Phone {
    companion: Companion,
    runtime: Runtime,
}

/// Why there is no phone.
#[derive(Debug, thiserror::Error)]
pub enum PhoneError {
    /// The core says no.
    #[error("{0}")]
    Core(#[from] Error),
    /// The system says no.
    #[error("{0}")]
    System(#[from] std::io::Error),
}

impl Phone {
    /// Opens a phone in a folder, for a reader of these languages.
    ///
    /// # Errors
    /// When the folder cannot be used or a language is no tag.
    pub fn open(folder: &Path, languages: &[String]) -> Result<Self, PhoneError> {
        Self::open_with(folder, languages, None)
    }

    /// The same with an app that brings a catalogue.
    ///
    /// # Errors
    /// As [`Self::open`], and when the catalogue is none.
    pub fn open_with(
        folder: &Path,
        languages: &[String],
        catalogue: Option<CatalogueConfig>,
    ) -> Result<Self, PhoneError> {
        let ports = Ports {
            clock: Arc::new(SystemClock),
            transport: Arc::new(HttpTransport::default()),
            space: Arc::new(SystemSpace),
            log: Arc::new(NoLog),
        };
        let config = Config { data_folder: folder.to_owned(), catalogue, ..Config::default() };
        let companion = Companion::open(&config, ports)?;
        companion.set_languages(languages)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self { companion, runtime })
    }

    /// The core.
    pub fn companion(&self) -> &Companion {
        &self.companion
    }

    /// Brings a pack up to date.
    ///
    /// # Errors
    /// What the core says.
    pub fn sync(
        &self,
        pack: &str,
        listener: Option<&dyn SyncListener>,
    ) -> Result<PackReport, Error> {
        self.runtime.block_on(self.companion.sync_pack(pack, listener))
    }

    /// Installs a published pack from a folder on this machine, over HTTP on loopback.
    ///
    /// # Errors
    /// When the folder cannot be served or the pack not be installed.
    pub fn install(
        &self,
        published: &Path,
        pack: &str,
        fingerprint: Option<&str>,
    ) -> Result<PackReport, PhoneError> {
        let server = Server::start(published, 0)?;
        self.companion.add_pack(&link(&server.base_url(), pack, fingerprint))?;
        Ok(self.sync(pack, None)?)
    }
}

/// The link of a pack below a base URL.
pub fn link(base_url: &str, pack: &str, fingerprint: Option<&str>) -> String {
    let fragment = fingerprint.map(|f| format!("#{f}")).unwrap_or_default();
    format!("{base_url}/{pack}/{fragment}")
}
