//! Which copy of the catalogue counts, and the calls that look into it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use super::Companion;
use crate::catalogue::{Catalogue, CatalogueView, ListingView, Reader};
use crate::error::{Error, Result};
use crate::packs::edition::{COMMON, Edition, Records};
use crate::packs::format::{Fact, Level, ListingFact, PackFact};
use crate::ports::LogLevel;
use crate::store::StoreError;
use crate::sync::PackLink;

/// Where packs to add are found. Either may be left out; without both the catalogue is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogueConfig {
    /// From where it is refreshed: `https://host/path/<pack>/#<fingerprint>`.
    pub link: Option<String>,
    /// The copy that comes with the app: the bytes of its `common` edition, as `welcome catalogue bundle` writes them.
    /// They are trusted like the app's own code.
    pub bundled: Option<Vec<u8>>,
}

/// The copies of the catalogue.
#[derive(Default)]
pub(super) struct Shelf {
    link: Option<PackLink>,
    bundled: Option<Bundle>,
    /// The installed copy that was read last, and the SHA-256 of its edition.
    installed: Mutex<Option<(String, Arc<Catalogue>)>>,
}

/// The copy that comes with the app. Its own record is read as the app opens; what it lists is read, as strictly as any
/// edition, when somebody looks for something: an app that opens does not wait for thousands of lines.
struct Bundle {
    pack: PackFact,
    bytes: Vec<u8>,
    read: OnceLock<Arc<Catalogue>>,
}

impl Shelf {
    /// Looks at what the app brings.
    ///
    /// # Errors
    /// `Invalid` with what is wrong with it.
    pub(super) fn new(config: Option<&CatalogueConfig>) -> Result<Self> {
        let Some(config) = config else { return Ok(Self::default()) };
        let link = config.link.as_deref().map(PackLink::parse).transpose();
        let link = link.map_err(|e| bad(format!("its link: {e}")))?;
        let bundled = config.bundled.clone().map(Bundle::open).transpose()?;
        if let (Some(link), Some(bundled)) = (&link, &bundled)
            && link.pack != bundled.pack.id
        {
            let (one, other) = (&bundled.pack.id, &link.pack);
            return Err(bad(format!("the bundled copy is of {one}, the link leads to {other}")));
        }
        Ok(Self { link, bundled, installed: Mutex::default() })
    }

    /// From where the catalogue is refreshed.
    pub(super) fn link(&self) -> Option<PackLink> {
        self.link.clone()
    }
}

impl Companion {
    /// The packs that the words of a question mean, in any script, at most `limit`, the surest first. See
    /// `docs/catalogue.md` for what counts as how sure.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_cities(&self, question: &str, limit: u32) -> Result<Vec<ListingView>> {
        let Some(catalogue) = self.catalogue()? else { return Ok(Vec::new()) };
        Ok(catalogue.find_cities(question, limit as usize, &self.catalogue_reader()?))
    }

    /// The packs nearest to a position in degrees, at most `limit`; packs without an area are left out. The position is
    /// not kept, logged or sent.
    ///
    /// # Errors
    /// `Invalid` for what is no position, or when the store cannot be read.
    pub fn list_near(&self, lat: f64, lon: f64, limit: u32) -> Result<Vec<ListingView>> {
        let Some(catalogue) = self.catalogue()? else { return Ok(Vec::new()) };
        catalogue.list_near(lat, lon, limit as usize, &self.catalogue_reader()?)
    }

    /// All packs that can be added, cities first, then by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_listings(&self) -> Result<Vec<ListingView>> {
        let Some(catalogue) = self.catalogue()? else { return Ok(Vec::new()) };
        Ok(catalogue.list_listings(&self.catalogue_reader()?))
    }

    /// One pack that can be added.
    ///
    /// # Errors
    /// `NotFound` when the catalogue does not list it.
    pub fn listing(&self, pack: &str) -> Result<ListingView> {
        let found = self.catalogue()?.map(|catalogue| {
            Ok::<_, Error>(catalogue.find_listing(pack, &self.catalogue_reader()?))
        });
        found.transpose()?.flatten().ok_or(Error::NotFound("listing"))
    }

    /// Adds a listed pack with its address and fingerprint; nothing is fetched yet. Layers above come with the sync.
    ///
    /// # Errors
    /// `NotFound` when the catalogue does not list it; `Invalid` when the listing leads nowhere, or when the pack is
    /// there already from another publisher.
    pub fn add_listing(&self, pack: &str) -> Result<()> {
        let listing = self.listing(pack)?;
        let link = PackLink::parse(&listing.link)?;
        if link.pack != listing.pack {
            return Err(Error::invalid("listing", "its address leads to another pack"));
        }
        // Whoever was introduced by a person is not replaced by a list.
        let known = self.store.find_subscription(&link.pack)?;
        if known.is_some_and(|k| k.fingerprint.is_some() && k.fingerprint != link.fingerprint) {
            let reason = "the pack is there from another publisher; remove it first";
            return Err(Error::invalid("listing", reason));
        }
        self.add_pack(&listing.link).map(|_| ())
    }

    /// What is known of the catalogue itself; nothing where there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find_catalogue(&self) -> Result<Option<CatalogueView>> {
        let newer = self.newer_catalogue()?;
        let refreshed = newer.is_some();
        let catalogue = match newer {
            Some(newer) => Some(newer),
            None => self.shelf.bundled.as_ref().map(Bundle::catalogue).transpose()?,
        };
        let Some(catalogue) = catalogue else { return Ok(None) };
        let pack = catalogue.pack();
        let known = self.store.find_subscription(&pack.id)?.and_then(|s| s.checked_at);
        Ok(Some(CatalogueView {
            pack: pack.id.clone(),
            publisher: pack.publisher.clone(),
            as_of: pack.as_of.clone(),
            listings: u32::try_from(catalogue.len()).unwrap_or(u32::MAX),
            refreshed,
            checked_at_ms: known.map(|at| at.saturating_mul(1000)),
        }))
    }

    fn catalogue_reader(&self) -> Result<Reader> {
        let added: BTreeSet<String> =
            self.list_subscriptions()?.into_iter().map(|s| s.pack).collect();
        Ok(Reader { languages: self.languages()?, added })
    }

    /// The copy that counts: of the bundled and the installed one that with the later day, so that neither is ever older
    /// than the app.
    fn catalogue(&self) -> Result<Option<Arc<Catalogue>>> {
        Ok(match self.newer_catalogue()? {
            Some(newer) => Some(newer),
            None => self.shelf.bundled.as_ref().map(Bundle::catalogue).transpose()?,
        })
    }

    /// The installed copy, where it is the one that counts.
    fn newer_catalogue(&self) -> Result<Option<Arc<Catalogue>>> {
        let Some(link) = &self.shelf.link else { return Ok(None) };
        let bundled = self.shelf.bundled.as_ref();
        let installed = match self.store.steady(|| self.installed_catalogue(&link.pack)) {
            // It was checked when it came, so the file has lost it: the next sync brings it again.
            Err(Error::Store(e @ StoreError::Record(_))) if bundled.is_some() => {
                self.ports.log.log(LogLevel::Warning, &format!("catalogue: {e}"));
                let _ = self.store.doubt_editions();
                None
            }
            read => read?,
        };
        let own = bundled.and_then(|own| as_of(&own.pack));
        Ok(installed.filter(|new| bundled.is_none() || as_of(new.pack()) > own))
    }

    fn installed_catalogue(&self, pack: &str) -> Result<Option<Arc<Catalogue>>> {
        let editions = self.store.list_editions(pack)?;
        let Some(edition) = editions.into_iter().find(|e| e.name == COMMON) else {
            return Ok(None);
        };
        let mut held = self.shelf.installed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((sha256, catalogue)) = held.as_ref()
            && *sha256 == edition.raw_sha256
        {
            return Ok(Some(Arc::clone(catalogue)));
        }
        let lost = |_| Error::Store(StoreError::Record("listing"));
        let Some(body) = self.store.find_pack(pack)? else { return Ok(None) };
        let fact: PackFact = serde_json::from_str(&body).map_err(lost)?;
        let rows = self.store.list_facts(pack, "listing")?;
        let listings = rows.iter().map(|row| serde_json::from_str(&row.body).map_err(lost));
        let listings: Vec<ListingFact> = listings.collect::<Result<_>>()?;
        let catalogue = Arc::new(Catalogue::new(fact, listings));
        *held = Some((edition.raw_sha256, Arc::clone(&catalogue)));
        Ok(Some(catalogue))
    }
}

impl Bundle {
    fn open(bytes: Vec<u8>) -> Result<Self> {
        let text = std::str::from_utf8(&bytes).map_err(|_| broken("it is not UTF-8"))?;
        if !text.ends_with('\n') {
            return Err(broken("it is empty or cut off"));
        }
        // As it stands in the bytes of every edition, which have no spaces and no bare quotation mark within a text;
        // behind all listings, which are sorted before it.
        let own = text.lines().rev().find(|line| line.contains("\"kind\":\"pack\""));
        let head: String = text.lines().take(1).chain(own).flat_map(|line| [line, "\n"]).collect();
        let (name, pack, _) = read_common(head.as_bytes())?;
        if pack.id != name {
            return Err(broken(format!("as {name} it describes {}", pack.id)));
        }
        if pack.level != Level::World {
            return Err(broken("it is not of level world"));
        }
        if as_of(&pack).is_none() {
            return Err(broken("it does not say its day, `as_of`"));
        }
        Ok(Self { pack, bytes, read: OnceLock::new() })
    }

    fn catalogue(&self) -> Result<Arc<Catalogue>> {
        if let Some(read) = self.read.get() {
            return Ok(Arc::clone(read));
        }
        let (_, pack, listings) = read_common(&self.bytes)?;
        let catalogue = Arc::new(Catalogue::new(pack, listings));
        Ok(Arc::clone(self.read.get_or_init(|| catalogue)))
    }
}

/// The pack's id in the header of a `common` edition, its record and what it lists.
fn read_common(bytes: &[u8]) -> Result<(String, PackFact, Vec<ListingFact>)> {
    let edition = Edition::from_bytes(bytes).map_err(|e| broken(e.to_string()))?;
    let Records::Common(facts) = edition.records else {
        return Err(broken(format!("it is no `{COMMON}` edition")));
    };
    let mut packs = Vec::new();
    let mut listings = Vec::new();
    for fact in facts {
        match fact {
            Fact::Pack(pack) => packs.push(pack),
            Fact::Listing(listing) => listings.push(listing),
            _ => {}
        }
    }
    let one = <[PackFact; 1]>::try_from(packs);
    let [pack] = one.map_err(|p| broken(format!("it describes {} packs, not one", p.len())))?;
    Ok((edition.pack, pack, listings))
}

/// The day up to which a copy is known; one that does not say it is older than any that does.
fn as_of(pack: &PackFact) -> Option<NaiveDate> {
    pack.as_of.as_deref()?.parse().ok()
}

fn bad(reason: String) -> Error {
    Error::invalid("catalogue", reason)
}

fn broken(reason: impl Into<String>) -> Error {
    bad(format!("the bundled copy: {}", reason.into()))
}
