//! Packs that the app itself names, such as the facts: kept up to date like any other, and nobody's choice.
//!
//! They are of level `world`. No other pack of that level is ever taken, so that nobody slips numbers or clocks in.

use chrono::{DateTime, Utc};

use crate::companion::Config;
use crate::error::Result;
use crate::store::Store;
use crate::sync::PackLink;

/// Ids of the packs that the app itself names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// Emergency numbers and clocks.
    pub(crate) facts: Option<String>,
}

impl Standing {
    /// Notes where they are refreshed from.
    pub(crate) fn open(config: &Config, store: &Store, now: DateTime<Utc>) -> Result<Self> {
        let note = |link: &String| -> Result<String> {
            let link = PackLink::parse(link)?;
            let pack = link.pack.clone();
            let known = store.find_subscription(&pack)?;
            let same = known
                .is_some_and(|k| k.base_url == link.base_url && k.fingerprint == link.fingerprint);
            if !same {
                store.record_subscription(&link.subscription(now.timestamp()))?;
            }
            Ok(pack)
        };
        Ok(Self { facts: config.facts.as_ref().map(note).transpose()? })
    }

    /// Whether the app itself names this pack.
    pub(crate) fn has(&self, pack: &str) -> bool {
        self.facts.as_deref() == Some(pack)
    }
}
