//! Records of events: when and where (common edition), and what (a language's edition).
//!
//! Wall time and zone are the truth; instants are derived. How times are written, and when an event is on by them, is
//! `event_times`'.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Origin, Point};
use crate::text::{BlockBody, LanguageTag};

/// Something that takes place, once or again and again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventFact {
    /// Stable id.
    pub id: String,
    /// Local start, `2026-12-01T18:00:00`; a date alone where days count and no times.
    pub start: String,
    /// Local end, or the last day. It stays at that time of the day for every occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// IANA zone of all its times, where that is not the pack's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Rules by which it repeats, such as `FREQ=WEEKLY;BYDAY=TU`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// Local times (or days) at which it takes place too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<String>,
    /// Local times by rule at which it does not take place. A day alone means all that begins on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Occurrences that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<EventChange>,
    /// Whether it takes place.
    #[serde(default, skip_serializing_if = "EventStatus::is_confirmed")]
    pub status: EventStatus,
    /// Place id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where it is, if at no place of the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<EventAddress>,
    /// Where to take part from afar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<String>,
    /// A web page about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who holds it, as it is called on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organiser: Option<String>,
    /// Languages spoken there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// For whom, if not for everybody: `women`, `families`, `children`, `youth`, `older`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
    /// `free`, `donation`, `paid`; nothing where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// What it costs, such as `5 EUR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// `none`, `possible`, `required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<String>,
    /// Where to register or ask, as dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where to register or ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// So many people find room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Step-free: `yes`, `limited`, `no`; what the place says where this says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_free: Option<String>,
    /// Children may be brought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<bool>,
    /// Topic ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Rises with every change that people have to know of (`SEQUENCE`, RFC 5545, section 3.8.7.4).
    #[serde(default, skip_serializing_if = "super::skip::is_zero_u32")]
    pub sequence: u32,
    /// Name of the feed that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<String>,
    /// What it is called in calendars of others (`UID`), where it came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uid: Option<String>,
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It does.
    #[default]
    Confirmed,
    /// It may.
    Tentative,
    /// It does not; it stays listed, so that nobody goes there.
    Cancelled,
}

impl EventStatus {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_confirmed(&self) -> bool {
        *self == Self::Confirmed
    }
}

/// An occurrence that differs, or all from one on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventChange {
    /// The local time (or day) by rule that is meant (`RECURRENCE-ID`).
    pub of: String,
    /// All later ones too.
    #[serde(default, skip_serializing_if = "super::skip::is_false")]
    pub and_later: bool,
    /// It does not take place.
    #[serde(default, skip_serializing_if = "super::skip::is_false")]
    pub cancelled: bool,
    /// When it begins instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it ends instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Where it is instead: place id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where it is instead, if at no place of the pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<EventAddress>,
}

/// Where an event is, if at no place of the pack; as written on the spot.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventAddress {
    /// What the place is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// Town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// Part of a country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Country, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

/// An event in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventText {
    /// Id of the event.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who welcomes those who come for the first time, and how to know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeter: Option<String>,
    /// How to get in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<String>,
    /// What is expected of those who come, and what not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<String>,
    /// Everything else worth reading, as on a page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<BlockBody>,
    /// Texts of occurrences that differ, by the time that the change names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<String, EventChangeText>,
    /// Who wrote it.
    #[serde(flatten)]
    pub origin: Origin,
}

/// What is different about an occurrence, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EventChangeText {
    /// Its title instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A sentence, such as why it does not take place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
