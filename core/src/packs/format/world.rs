//! Records of packs of level `world`: time zones, and the packs of a catalogue.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Area, Level};
use crate::text::LanguageTag;
use crate::time::zone::Clock;

/// The clock of a time zone, in the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneFact {
    /// IANA name, such as `Europe/Berlin`.
    pub id: String,
    /// The zone that has had the same clock since 2020; then nothing else is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// How its clock goes.
    #[serde(flatten)]
    pub clock: Clock,
}

/// A pack that can be added, as a catalogue names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingFact {
    /// Id of the pack.
    pub id: String,
    /// Country, region or city.
    pub level: Level,
    /// Id of the layer above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// ISO 3166-1 code.
    pub country: String,
    /// Languages it is published in.
    pub languages: Vec<LanguageTag>,
    /// The language of its source texts, in which its name is shown when no other fits.
    pub source_language: LanguageTag,
    /// Where it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Names by language.
    pub names: BTreeMap<LanguageTag, String>,
    /// Other names by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<LanguageTag, Vec<String>>,
    /// Base URL; its last part is the id.
    pub url: String,
    /// Base URLs that carry the same files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mirrors: Vec<String>,
    /// SHA-256 of its first root, hex.
    pub root: String,
    /// Base URL of its sync server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<String>,
    /// Who answers for it.
    pub publisher: String,
}
