//! The record of a pack itself, and where it applies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::LanguageTag;
use crate::time::zone::Clock;

/// How big a part of the world a pack speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Everywhere: facts and catalogues. No layer of a guide; only the packs that the app itself names are used so.
    World,
    /// A whole country.
    Country,
    /// A region, state or district.
    Region,
    /// A city or town.
    City,
}

/// A point on the ground: latitude and longitude in millionths of a degree, WGS 84.
///
/// Whole numbers, so that every device and every build agrees on the bytes; a millionth is about 11 cm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point(pub i32, pub i32);

/// Where a pack applies, by its south-western and north-eastern corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// South-western corner.
    pub from: Point,
    /// North-eastern corner.
    pub to: Point,
}

/// The pack itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFact {
    /// Its id, unique in the world of packs.
    pub id: String,
    /// World, country, region or city.
    pub level: Level,
    /// Id of the layer above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// SHA-256 of that layer's first root, hex, so that it can be trusted without being introduced again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_root: Option<String>,
    /// ISO 3166-1 code; empty at level `world` only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// ISO 3166-2 code of the subdivision whose public holidays hold there, such as `DE-BY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// IANA time zone.
    pub zone: String,
    /// How the clock goes there, so that hours are right even where an app is older than a law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// The release of the IANA time zone database that this pack's clocks come from, such as `2026b`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tzdata: Option<String>,
    /// The language texts are first written in.
    pub source_language: LanguageTag,
    /// All languages, in the publisher's order.
    pub languages: Vec<LanguageTag>,
    /// Where it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Names by language, so that a tree of layers can be shown before any texts are there.
    pub names: BTreeMap<LanguageTag, String>,
    /// Other names people look for it by: districts, old names, other spellings; by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<LanguageTag, Vec<String>>,
    /// `YYYY-MM-DD`: the day up to which its facts are known; of two copies the one with the later day is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Who answers for it.
    pub publisher: String,
    /// Where corrections go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<String>,
    /// SPDX licence of the texts.
    pub licence: String,
    /// Base URL of the sync server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<String>,
    /// Base URLs that carry the same files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mirrors: Vec<String>,
    /// Public holidays where the pack applies.
    #[serde(default, skip_serializing_if = "Holidays::is_empty")]
    pub holidays: Holidays,
}

/// Public holidays, for years that are listed completely.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Holidays {
    /// Years for which `dates` is complete.
    pub years: Vec<i32>,
    /// `YYYY-MM-DD`.
    pub dates: Vec<String>,
}

impl Holidays {
    /// Nothing known.
    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }
}

impl Level {
    /// The word in records and sources.
    pub fn word(self) -> &'static str {
        match self {
            Self::World => "world",
            Self::Country => "country",
            Self::Region => "region",
            Self::City => "city",
        }
    }
}

impl Point {
    /// From degrees; nothing outside the globe.
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        let micro = |d: f64, limit: f64| {
            (d.is_finite() && d.abs() <= limit).then(|| (d * 1e6).round() as i32)
        };
        Some(Self(micro(lat, 90.0)?, micro(lon, 180.0)?))
    }

    /// Latitude in degrees.
    pub fn lat(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// Longitude in degrees.
    pub fn lon(self) -> f64 {
        f64::from(self.1) / 1e6
    }
}
