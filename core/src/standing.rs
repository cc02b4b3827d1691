//! The packs that the app itself names: subscribed as the app opens, brought up to date with the others, and neither
//! listed among those a person wants nor added or removed by one.
//!
//! They are of level `world`. No other pack of that level is ever taken, so that nobody slips a list or numbers in.

use crate::error::{Error, Result};
use crate::store::Store;
use crate::sync::PackLink;

/// The setting that tells which packs the app named when it was last opened.
const SETTING: &str = "standing";

/// The packs that the app itself names: emergency numbers and clocks, and the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    facts: Option<PackLink>,
    catalogue: Option<PackLink>,
}

impl Standing {
    /// From the link of the facts as the app names it, and that of the catalogue.
    ///
    /// # Errors
    /// `Invalid` when the text is no link, when a link has no fingerprint (what an app names is never trusted at first
    /// sight), or when both lead to one pack.
    pub(crate) fn new(facts: Option<&str>, catalogue: Option<PackLink>) -> Result<Self> {
        let facts = facts.map(PackLink::parse).transpose()?;
        let standing = Self { facts, catalogue };
        let bad = |reason: String| Err(Error::invalid("config", reason));
        if let Some(link) = standing.links().find(|link| link.fingerprint.is_none()) {
            return bad(format!("the link of {} has no fingerprint behind #", link.pack));
        }
        match (standing.facts(), standing.catalogue.as_ref()) {
            (Some(facts), Some(catalogue)) if facts == catalogue.pack => {
                bad(format!("{facts} cannot be both the facts and the catalogue"))
            }
            _ => Ok(standing),
        }
    }

    /// Id of the pack of emergency numbers and clocks.
    pub(crate) fn facts(&self) -> Option<&str> {
        self.facts.as_ref().map(|link| link.pack.as_str())
    }

    fn links(&self) -> impl Iterator<Item = &PackLink> {
        self.facts.iter().chain(&self.catalogue)
    }

    /// Whether the app names the pack.
    pub(crate) fn has(&self, pack: &str) -> bool {
        self.links().any(|link| link.pack == pack)
    }

    /// Refuses to let a person add or remove a pack that the app names.
    pub(crate) fn refuse(&self, pack: &str) -> Result<()> {
        if self.has(pack) {
            return Err(Error::invalid("pack", "the app itself names this pack"));
        }
        Ok(())
    }

    /// Writes down what is new, and forgets the packs that an earlier version of the app named. Writes nothing where
    /// nothing has changed.
    pub(crate) fn subscribe(&self, store: &Store, now: i64) -> Result<()> {
        let named = self.links().map(|l| l.pack.as_str()).collect::<Vec<_>>().join(",");
        let before = store.find_setting(SETTING)?.unwrap_or_default();
        for pack in before.split(',').filter(|pack| !pack.is_empty() && !self.has(pack)) {
            store.remove_pack(pack)?;
            store.remove_subscription(pack)?;
        }
        for link in self.links() {
            let known = store.find_subscription(&link.pack)?;
            let same = known.as_ref().is_some_and(|known| {
                known.fingerprint == link.fingerprint && known.base_url == link.base_url
            });
            if same {
                continue;
            }
            // What another key signed is not the named publisher's word.
            if known.is_some_and(|known| known.fingerprint != link.fingerprint) {
                store.remove_pack(&link.pack)?;
            }
            store.record_subscription(&link.clone().subscription(now))?;
        }
        if before != named {
            store.record_setting(SETTING, (!named.is_empty()).then_some(named.as_str()))?;
        }
        Ok(())
    }
}
