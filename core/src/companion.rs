//! The entry object that shells hold: joins the store, the ports and the features.
//!
//! The only place besides `sync::run` that asks the ports. Reads answer from the phone; only `sync_*` uses the network.

mod calendar;
mod catalogue;
mod drafts;
mod media;
mod searches;
mod share;
mod transfers;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};

use crate::error::{Error, ErrorKind, Result};
use crate::guide::facts::bundled;
use crate::guide::{Guide, Reader};
use crate::ports::{Clock, Log, LogLevel, Space, Transport};
use crate::search::Lexicons;
use crate::standing::Standing;
use crate::store::{InstalledEdition, Store, Subscription};
use crate::sync::parts::Parts;
use crate::sync::run::Run;
use crate::sync::turn::Turns;
use crate::sync::{Network, PackLink, PackReport, SyncListener};
use crate::text::LanguageTag;
use crate::text::messages::{Message, Messages};

pub use calendar::CalendarFile;
pub use catalogue::CatalogueConfig;
use catalogue::Shelf;
pub use drafts::Drafts;
pub use media::MediaView;
pub use share::{ReceivedPack, SharedFile};

const LANGUAGES: &str = "languages";
const ARRIVAL: &str = "arrival";

/// How a companion is opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// Folder of its own for the two databases; made if need be.
    pub data_folder: PathBuf,
    /// Pack link from which the facts (emergency numbers, time zones) are refreshed, with its fingerprint. Without it,
    /// those that came with the app are used.
    pub facts: Option<String>,
    /// Where packs to add are found; without it there is no catalogue.
    pub catalogue: Option<CatalogueConfig>,
}

/// The outside world.
#[derive(Clone)]
pub struct Ports {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The network.
    pub transport: Arc<dyn Transport>,
    /// Free space.
    pub space: Arc<dyn Space>,
    /// Where log lines go.
    pub log: Arc<dyn Log>,
}

/// A companion over one data folder.
pub struct Companion {
    store: Store,
    standing: Standing,
    ports: Ports,
    messages: Messages,
    shelf: Shelf,
    folder: PathBuf,
    network: Mutex<Network>,
    turns: Turns,
    lexicons: Lexicons,
}

/// How the sync of one pack among all ended: with a report or a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncOutcome {
    /// Pack id.
    pub pack: String,
    /// What it did.
    pub report: Option<PackReport>,
    /// Why it could not.
    pub failure: Option<ErrorKind>,
    /// The failure in words for a log, not for a person.
    pub reason: Option<String>,
}

impl Companion {
    /// Opens or makes the data folder.
    ///
    /// # Errors
    /// `StorageUnavailable` when the folder cannot be used, `UpdateRequired` when a newer version wrote it, `Invalid`
    /// when the app names a link that leads nowhere or brings a catalogue that is none.
    pub fn open(config: &Config, ports: Ports) -> Result<Self> {
        let shelf = Shelf::new(config.catalogue.as_ref())?;
        let standing = Standing::new(config.facts.as_deref(), shelf.link())?;
        let store = Store::open(&config.data_folder)?;
        for line in &store.mended {
            ports.log.log(LogLevel::Warning, line);
        }
        standing.subscribe(&store, ports.clock.now().timestamp())?;
        let folder = config.data_folder.clone();
        let (network, turns) = (Mutex::default(), Turns::new(&folder));
        let messages = Messages::default();
        let lexicons = Lexicons::default();
        Ok(Self { store, standing, ports, messages, shelf, folder, network, turns, lexicons })
    }

    /// The guide for this person at this moment.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn guide(&self) -> Result<Guide<'_>> {
        let reader = Reader {
            languages: self.languages()?,
            arrival: self.arrival()?,
            now: self.ports.clock.now().max(self.floor()?),
            facts: self.standing.facts().map(str::to_owned),
        };
        Ok(Guide::new(&self.store, reader))
    }

    /// A text of the interface in the person's languages, English if there is none.
    ///
    /// # Errors
    /// `NotFound` for an unknown name.
    pub fn message(&self, name: &str, arguments: &[(String, String)]) -> Result<Message> {
        self.messages.find(&self.languages()?, name, arguments).ok_or(Error::NotFound("message"))
    }

    /// The person's languages, in order of preference.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn languages(&self) -> Result<Vec<LanguageTag>> {
        let value = self.store.find_setting(LANGUAGES)?.unwrap_or_default();
        Ok(value.split(',').filter_map(|t| t.parse().ok()).collect())
    }

    /// Sets the person's languages.
    ///
    /// # Errors
    /// `Invalid` for a text that is no language tag; nothing is changed then.
    pub fn set_languages(&self, tags: &[String]) -> Result<()> {
        let mut languages: Vec<LanguageTag> = Vec::new();
        for tag in tags {
            let tag = tag.parse::<LanguageTag>();
            let tag = tag.map_err(|e| Error::invalid("languages", e.to_string()))?;
            if !languages.contains(&tag) {
                languages.push(tag);
            }
        }
        let value = languages.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(",");
        Ok(self.store.record_setting(LANGUAGES, Some(&value))?)
    }

    /// The day the person arrived, if they told it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn arrival(&self) -> Result<Option<NaiveDate>> {
        Ok(self.store.find_setting(ARRIVAL)?.and_then(|d| d.parse().ok()))
    }

    /// Sets or forgets the day of arrival (`YYYY-MM-DD`). It stays on the phone.
    ///
    /// # Errors
    /// `Invalid` for a text that is no date.
    pub fn set_arrival(&self, date: Option<&str>) -> Result<()> {
        let day = date.map(str::parse::<NaiveDate>).transpose();
        let day = day.map_err(|_| Error::invalid("arrival", "not a date YYYY-MM-DD"))?;
        Ok(self.store.record_setting(ARRIVAL, day.map(|d| d.to_string()).as_deref())?)
    }

    /// Adds a pack by its link; nothing is fetched yet. Returns its id.
    ///
    /// # Errors
    /// `Invalid` for a text that is no pack link, and for a pack that the app itself names.
    pub fn add_pack(&self, link: &str) -> Result<String> {
        let link = PackLink::parse(link)?;
        self.standing.refuse(&link.pack)?;
        let pack = link.pack.clone();
        let now = self.ports.clock.now().timestamp();
        self.store.record_subscription(&link.subscription(now))?;
        Ok(pack)
    }

    /// Removes a pack and what was installed of it. Ticks and saved things stay.
    ///
    /// # Errors
    /// `Invalid` for a pack that the app itself names, or when the store cannot be written.
    pub fn remove_pack(&self, pack: &str) -> Result<()> {
        self.standing.refuse(pack)?;
        self.store.remove_pack(pack)?;
        Ok(self.store.remove_subscription(pack)?)
    }

    /// The packs the person wants, installed or not, in the order they were added; not those that the app itself names.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_subscriptions(&self) -> Result<Vec<Subscription>> {
        let mut all = self.store.list_subscriptions()?;
        all.retain(|s| !self.standing.has(&s.pack));
        Ok(all)
    }

    /// The editions of a pack that are installed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_editions(&self, pack: &str) -> Result<Vec<InstalledEdition>> {
        Ok(self.store.list_editions(pack)?)
    }

    /// Says what kind of network there is; syncs that nobody asked for keep its rules. Unmetered until it is said.
    pub fn set_network(&self, network: Network) {
        *self.network.lock().unwrap_or_else(PoisonError::into_inner) = network;
    }

    /// Brings one pack up to date, because a person asks for it: no network is too dear for that.
    ///
    /// # Errors
    /// `NotFound` for a pack that was not added, `Offline`, `Untrusted`, `NoSpace` …; what was installed stays.
    pub async fn sync_pack(
        &self,
        pack: &str,
        listener: Option<&dyn SyncListener>,
    ) -> Result<PackReport> {
        let _turn = self.turns.take()?;
        let subscription = self.store.find_subscription(pack)?.ok_or(Error::NotFound("pack"))?;
        let languages = self.languages()?;
        let run = Run { asked: true, ..self.run(&languages, listener)? };
        let report = self.told(run.pack(&subscription).await)?;
        // A kill behind an import leaves files that nobody wants any more.
        if !run.parts.is_empty() {
            run.sweep()?;
        }
        Ok(report)
    }

    /// Brings all packs up to date as far as the rules of the network allow, layers above that were not known included,
    /// and last those that the app itself names. No network is an ordinary answer: the failure of one pack stands in its outcome and stops no other.
    ///
    /// # Errors
    /// `Conflict` while another sync runs, or when the store cannot be read.
    pub async fn sync_all(&self, listener: Option<&dyn SyncListener>) -> Result<Vec<SyncOutcome>> {
        let _turn = self.turns.take()?;
        let languages = self.languages()?;
        let run = self.run(&languages, listener)?;
        let mut outcomes: Vec<SyncOutcome> = Vec::new();
        loop {
            let mut wanted = self.store.list_subscriptions()?;
            wanted.retain(|s| !outcomes.iter().any(|o| o.pack == s.pack));
            if wanted.is_empty() {
                break;
            }
            // What the person waits for comes first.
            if wanted.iter().any(|s| !self.standing.has(&s.pack)) {
                wanted.retain(|s| !self.standing.has(&s.pack));
            }
            // The notices of all packs come before the texts of any.
            let mut checks = Vec::new();
            for subscription in wanted {
                let checked = run.check(&subscription).await;
                checks.push((subscription, checked));
            }
            for (subscription, checked) in checks {
                let result = match checked {
                    Ok(checked) => run.finish(&subscription, checked).await,
                    Err(e) => Err(e),
                };
                // A layer above that was only guessed and is not there is nobody's fault.
                if matches!(&result, Err(e) if e.kind() == ErrorKind::NotFound)
                    && self.was_guessed(&subscription)?
                {
                    self.store.remove_subscription(&subscription.pack)?;
                }
                outcomes.push(outcome(subscription.pack, self.told(result)));
            }
        }
        for subscription in self.store.list_subscriptions()? {
            if let Err(e) = run.fetch_media_ahead(&subscription).await {
                self.ports.log.log(LogLevel::Info, &format!("pictures wait: {e}"));
            }
        }
        run.sweep()?;
        Ok(outcomes)
    }

    /// Ends what the databases are doing now; each call answers `Interrupted`.
    pub fn interrupt(&self) {
        self.store.interrupt();
    }

    /// Closes all files, so that the system may suspend the app.
    pub fn pause(&self) {
        self.lexicons.clear();
        self.store.pause();
    }

    /// Opens the files again.
    ///
    /// # Errors
    /// When a file cannot be opened.
    pub fn resume(&self) -> Result<()> {
        Ok(self.store.resume()?)
    }

    /// Limits how far the content file may grow, in pages of 4 KiB, as a full disk would; `None` lifts the limit.
    ///
    /// # Errors
    /// When the store is paused.
    #[cfg(feature = "testing")]
    pub fn limit_content_growth(&self, pages: Option<u32>) -> Result<()> {
        Ok(self.store.content.limit_growth(pages)?)
    }

    /// The same for the person's own file.
    ///
    /// # Errors
    /// When the store is paused.
    #[cfg(feature = "testing")]
    pub fn limit_person_growth(&self, pages: Option<u32>) -> Result<()> {
        Ok(self.store.person.limit_growth(pages)?)
    }

    fn was_guessed(&self, subscription: &Subscription) -> Result<bool> {
        Ok(subscription.fingerprint.is_none()
            && subscription.checked_at.is_none()
            && subscription.renew_by.is_none()
            && self
                .guide()?
                .layers()?
                .iter()
                .any(|l| l.fact.parent.as_ref() == Some(&subscription.pack)))
    }

    fn run<'a>(
        &'a self,
        languages: &'a [LanguageTag],
        listener: Option<&'a dyn SyncListener>,
    ) -> Result<Run<'a>> {
        let (device, floor) = (self.ports.clock.now(), self.floor()?);
        let network = *self.network.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Run {
            store: &self.store,
            transport: self.ports.transport.as_ref(),
            space: self.ports.space.as_ref(),
            listener,
            languages,
            standing: &self.standing,
            folder: &self.folder,
            parts: Parts::new(&self.folder),
            rules: network.rules(),
            asked: false,
            device,
            floor,
            now: device.max(floor),
        })
    }

    /// The time before which it cannot be: the day of the facts in the app, and what was seen since.
    fn floor(&self) -> Result<DateTime<Utc>> {
        let seen = self.store.find_clock_floor()?.unwrap_or(DateTime::UNIX_EPOCH);
        Ok(seen.max(bundled::day()))
    }

    /// Says in the log how the sync of a pack ended.
    fn told(&self, result: Result<PackReport>) -> Result<PackReport> {
        let log = &self.ports.log;
        match &result {
            Ok(r) => log.log(LogLevel::Info, &format!("synced in {} requests", r.requests)),
            Err(e) => log.log(LogLevel::Warning, &format!("sync ended: {e}")),
        }
        result
    }
}

fn outcome(pack: String, result: Result<PackReport>) -> SyncOutcome {
    match result {
        Ok(report) => SyncOutcome { pack, report: Some(report), failure: None, reason: None },
        Err(e) => {
            let (failure, reason) = (Some(e.kind()), Some(e.to_string()));
            SyncOutcome { pack, report: None, failure, reason }
        }
    }
}
