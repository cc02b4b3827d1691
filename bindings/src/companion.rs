//! The entry object: open it once, keep it, ask its facets.

use std::sync::Arc;

use companion_core::adapters::{HttpTransport, NoLog, SystemClock, SystemSpace};
use companion_core::sync::Stop;
use companion_core::{Companion, Config as CoreConfig, Ports};

use crate::catalogue::Catalogue;
use crate::error::Result;
use crate::events::Events;
use crate::guide::Guide;
use crate::packs::{Packs, Synchroniser};
use crate::ports::{ForeignLog, LogSink};
use crate::records::catalogue::CatalogueConfig;
use crate::search::Search;
use crate::settings::Settings;
use crate::texts::Texts;

/// How a companion is opened.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Config {
    /// Folder of its own for its databases; made if need be. Keep it out of backups that leave the phone.
    pub data_folder: String,
    /// Pack link with its fingerprint, from which emergency numbers and time zones are refreshed. Without it, those that
    /// came with the app are used.
    #[uniffi(default = None)]
    pub facts: Option<String>,
    /// Where packs to add are found; without it there is no catalogue.
    #[uniffi(default = None)]
    pub catalogue: Option<CatalogueConfig>,
}

/// A companion over one data folder. Reads are quick and never use the network; only `sync` does.
#[derive(uniffi::Object)]
pub struct WelcomeCompanion {
    core: Arc<Companion>,
}

#[uniffi::export]
impl WelcomeCompanion {
    /// Opens or makes the data folder. `log` may be left out. `Invalid` when the app brings a catalogue that is none.
    #[uniffi::constructor]
    pub fn open(config: Config, log: Option<Arc<dyn LogSink>>) -> Result<Arc<Self>> {
        let ports = Ports {
            clock: Arc::new(SystemClock),
            transport: Arc::new(HttpTransport::default()),
            space: Arc::new(SystemSpace),
            log: match log {
                Some(log) => Arc::new(ForeignLog(log)),
                None => Arc::new(NoLog),
            },
        };
        let config = CoreConfig {
            data_folder: config.data_folder.into(),
            facts: config.facts,
            catalogue: config.catalogue,
        };
        Ok(Arc::new(Self { core: Arc::new(Companion::open(&config, ports)?) }))
    }

    /// Finding a city among all packs that can be added.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::new(Catalogue { core: self.core.clone() })
    }

    /// Reading: layers, tree, pages, places, services, contacts, checklists, phrases, notices, saved things, links.
    pub fn guide(&self) -> Arc<Guide> {
        Arc::new(Guide { core: self.core.clone() })
    }

    /// Finding by a person's own words.
    pub fn search(&self) -> Arc<Search> {
        Arc::new(Search { core: self.core.clone() })
    }

    /// What is on, and what the person wants to go to.
    pub fn events(&self) -> Arc<Events> {
        Arc::new(Events { core: self.core.clone() })
    }

    /// The packs a person wants.
    pub fn packs(&self) -> Arc<Packs> {
        Arc::new(Packs { core: self.core.clone() })
    }

    /// Bringing packs up to date; the only facet that uses the network. Each call gives an object of its own, for `stop`.
    pub fn sync(&self) -> Arc<Synchroniser> {
        Arc::new(Synchroniser { core: self.core.clone(), stop: Stop::default() })
    }

    /// The person's languages and day of arrival.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::new(Settings { core: self.core.clone() })
    }

    /// Texts of the interface.
    pub fn texts(&self) -> Arc<Texts> {
        Arc::new(Texts { core: self.core.clone() })
    }

    /// Ends what the databases are doing now; each call answers `Interrupted`.
    pub fn interrupt(&self) {
        self.core.interrupt();
    }

    /// Closes all files before the system suspends the app. Calls answer `Interrupted` until `resume`.
    pub fn pause(&self) {
        self.core.pause();
    }

    /// Opens the files again.
    pub fn resume(&self) -> Result<()> {
        Ok(self.core.resume()?)
    }
}
