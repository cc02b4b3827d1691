//! Records of packs of level `world`: time zones, and the packs of a catalogue.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Area, Level};
use crate::text::LanguageTag;

/// The clock of a time zone from 2020 on: offsets east of UTC in seconds, and the rule that goes on for ever.
///
/// A pack carries the record of its own zone, so that its hours are right even where an app is older than a law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneFact {
    /// IANA name, such as `Europe/Berlin`.
    pub id: String,
    /// The zone that has had the same clock since 2020; then nothing else is said here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Offset before the first change.
    #[serde(default, skip_serializing_if = "super::skip::is_zero")]
    pub offset: i64,
    /// Changes that no rule tells, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ZoneChange>,
    /// What holds after the last change: a POSIX TZ rule (RFC 9636, section 3.3.1) such as `CET-1CEST,M3.5.0,M10.5.0/3`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
}

/// From a second on (since 1970, UTC) an offset in seconds east of UTC holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ZoneChange(pub i64, pub i64);

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
