//! A phone: a data folder of its own, a clock that a story moves, a log that can be read, some network.
//!
//! The app on it is opened and dropped by the story, as a system would.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use companion_core::adapters::{HttpTransport, SystemSpace};
use companion_core::ports::{Space, Transport};
use companion_core::store::{CONTENT_FILE, PERSON_FILE};
use companion_core::testing::{ManualClock, MemoryLog, ScriptedTransport};
use companion_core::{Companion, Config, Ports, Result};

use crate::publisher::Fault;

/// Where scripted networks keep their packs.
pub const BASE: &str = "https://packs.example";

/// A phone that is switched on and has no app running.
pub struct Phone {
    folder: tempfile::TempDir,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// What its app logged.
    pub log: Arc<MemoryLog>,
    transport: Arc<dyn Transport>,
}

impl Phone {
    /// With an empty data folder, at [`monday`].
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn new(transport: Arc<dyn Transport>) -> std::result::Result<Self, Fault> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            clock: Arc::new(ManualClock::at(monday())),
            log: Arc::new(MemoryLog::default()),
            transport,
        })
    }

    /// With the real carrier.
    ///
    /// # Errors
    /// When it cannot be set up.
    pub fn online() -> std::result::Result<Self, Fault> {
        Self::new(Arc::new(HttpTransport::default()))
    }

    /// Another phone with the same files, clock and network; it has logged nothing yet.
    ///
    /// # Errors
    /// When the files cannot be copied.
    pub fn copy(&self) -> std::result::Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        if self.data().is_dir() {
            copy_folder(&self.data(), &folder.path().join(DATA))?;
        }
        Ok(Self {
            folder,
            clock: Arc::clone(&self.clock),
            log: Arc::new(MemoryLog::default()),
            transport: Arc::clone(&self.transport),
        })
    }

    /// Starts the app.
    ///
    /// # Errors
    /// As [`Companion::open`].
    pub fn open(&self) -> Result<Companion> {
        self.open_with(Config::default())
    }

    /// Starts an app that names packs itself; the folder is the phone's.
    ///
    /// # Errors
    /// As [`Companion::open`].
    pub fn open_with(&self, config: Config) -> Result<Companion> {
        let ports = Ports {
            clock: self.clock.clone(),
            transport: self.transport.clone(),
            space: Arc::new(SystemSpace),
            log: self.log.clone(),
        };
        Companion::open(&Config { data_folder: self.data(), ..config }, ports)
    }

    /// The same phone with another network and another account of free space; the files are its own.
    ///
    /// # Errors
    /// As [`Companion::open`].
    pub fn open_over(
        &self,
        transport: Arc<dyn Transport>,
        space: Arc<dyn Space>,
    ) -> Result<Companion> {
        let ports = Ports { clock: self.clock.clone(), transport, space, log: self.log.clone() };
        Companion::open(&Config { data_folder: self.data(), ..Config::default() }, ports)
    }

    /// The app's data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join(DATA)
    }

    /// The file of packs.
    pub fn content(&self) -> PathBuf {
        self.data().join(CONTENT_FILE)
    }

    /// The person's own file.
    pub fn person(&self) -> PathBuf {
        self.data().join(PERSON_FILE)
    }

    /// All lines logged, without their levels.
    pub fn logged(&self) -> Vec<String> {
        self.log.lines().into_iter().map(|(_, line)| line).collect()
    }
}

const DATA: &str = "welcome";

/// Monday, the 23rd of November 2026, nine in the morning, UTC: ten o'clock in Berlin.
pub fn monday() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_424_400, 0).unwrap_or_default()
}

/// A network that has the packs of a folder at [`BASE`].
///
/// # Errors
/// When the folder cannot be read.
pub fn network(folder: &Path) -> std::result::Result<Arc<ScriptedTransport>, Fault> {
    let network = ScriptedTransport::default();
    network.put_folder(BASE, folder)?;
    Ok(Arc::new(network))
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            std::fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
