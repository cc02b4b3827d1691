//! Events of packs as calendar files: values in, components and bytes out (RFC 5545, 5546, 7986).
//!
//! Nothing of the person who asks is among the values: no marks, no reminders, no position; so no ATTENDEE and no VALARM is
//! ever written. Nothing is read here and no clock is asked: who publishes says of which day the words are.
//!
//! | module | owns |
//! |---|---|
//! | [`times`] | DTSTART, rules, exceptions, RECURRENCE-ID |
//! | [`changes`] | which occurrences need a VEVENT of their own |
//! | [`words`] | title, description, place, contact |
//! | [`written`] | the VEVENTs of an event |
//! | [`zone`], [`zones`] | a clock as VTIMEZONE; those that a file needs |

mod changes;
#[cfg(test)]
mod tests;
mod times;
mod words;
mod written;
mod zone;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Utc};

use self::written::Written;
use self::zones::Zones;
use super::ical::{Component, Property, write};
use crate::packs::format::{EventFact, EventText, EventTimesError, PlaceFact, Point, write_moment};
use crate::text::LanguageTag;
use crate::text::messages::Messages;
use crate::time::zone::Zone;

/// Who made the file (RFC 5545, section 3.7.3); without a version, so that the same events stay the same bytes.
const PRODID: &str = "-//Welcome Companion//Events//EN";
/// What stands behind the `@` of our own UIDs.
const HOST: &str = "welcome-companion";

/// An event, in the one language in which it is told.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Pack id.
    pub pack: String,
    /// When, where, for whom.
    pub fact: EventFact,
    /// What it is.
    pub text: EventText,
    /// The language of that text.
    pub language: LanguageTag,
    /// IANA name of the zone of its times.
    pub zone_name: String,
    /// How the clock goes there.
    pub zone: Zone,
    /// The places of the pack that the event or one of its changes names, by id.
    pub places: BTreeMap<String, Spot>,
    /// Names of its topics.
    pub topics: Vec<String>,
    /// When the words were published (`DTSTAMP`).
    pub stamp: DateTime<Utc>,
}

/// Where something is, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spot {
    /// What the place is called.
    pub name: Option<String>,
    /// The language of the name, where that is known.
    pub language: Option<LanguageTag>,
    /// Postal address, line by line, as written on the spot.
    pub address: Vec<String>,
    /// Where it is.
    pub point: Option<Point>,
    /// Step-free: `yes`, `limited`, `no`.
    pub step_free: Option<String>,
}

impl Spot {
    /// A place of a pack: its name and the language of that, and its record.
    pub fn of_place(place: &PlaceFact, name: Option<(String, LanguageTag)>) -> Self {
        let (name, language) = name.unzip();
        let PlaceFact { street, postcode, town, point, wheelchair, .. } = place.clone();
        let address = words::address(street, postcode, town).collect();
        Self { name, language, address, point, step_free: wheelchair }
    }
}

/// What a calendar says of itself, where people subscribe to it (RFC 7986, section 5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What it is called, and in which language.
    pub name: (String, LanguageTag),
    /// Where it lies.
    pub url: Option<String>,
    /// So many hours later programs may look again.
    pub refresh_hours: u32,
}

/// Why an event cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// Its times cannot be read.
    #[error("event `{event}`: {source}")]
    Times {
        /// Event id.
        event: String,
        /// What is wrong with them.
        source: EventTimesError,
    },
    /// It does not take place then.
    #[error("event `{event}` has no time `{of}`")]
    NoSuchTime {
        /// Event id.
        event: String,
        /// The time by rule that was asked for.
        of: String,
    },
    /// A day on which it does not take place would be more exceptions than calendars bear.
    #[error("event `{event}` is left out too often")]
    TooMany {
        /// Event id.
        event: String,
    },
}

/// Events as one calendar file. Of two with one UID the later one in the list gets one of ours.
///
/// # Errors
/// [`PublishError`] names the event.
pub fn calendar(
    events: &[Publication],
    feed: Option<&Feed>,
    messages: &Messages,
) -> Result<Vec<u8>, PublishError> {
    let mut uids = BTreeSet::new();
    let mut zones = Zones::default();
    let mut components = Vec::new();
    for event in events {
        let written = Written::new(event, messages)?;
        let uid = written.uid();
        let uid = if uids.contains(&uid) { written.own_uid() } else { uid };
        components.extend(written.all(&uid)?);
        zones.take(&written);
        uids.insert(uid);
    }
    Ok(file(feed, zones, components))
}

/// One occurrence as a calendar file: an event of its own, since few programs take a RECURRENCE-ID without its series.
///
/// # Errors
/// [`PublishError::NoSuchTime`], and what [`calendar`] tells.
pub fn occurrence(
    event: &Publication,
    of: NaiveDateTime,
    messages: &Messages,
) -> Result<Vec<u8>, PublishError> {
    let written = Written::new(event, messages)?;
    let found = written.series.find(of);
    let found = found.ok_or_else(|| PublishError::NoSuchTime {
        event: event.fact.id.clone(),
        of: write_moment(of, written.clocked.all_day),
    })?;
    let mut zones = Zones::default();
    zones.take_span(&written, found.start, Some(found.end));
    let component = written.alone(&found);
    Ok(file(None, zones, vec![component]))
}

fn file(feed: Option<&Feed>, zones: Zones, events: Vec<Component>) -> Vec<u8> {
    let mut calendar = Component::new("VCALENDAR");
    calendar.properties = vec![
        Property::new("VERSION", "2.0"),
        Property::new("PRODID", PRODID),
        Property::new("CALSCALE", "GREGORIAN"),
    ];
    if let Some(feed) = feed {
        let (name, language) = &feed.name;
        let named = |property| Property::text(property, name);
        let duration = format!("PT{}H", feed.refresh_hours);
        calendar.properties.extend([
            Property::new("METHOD", "PUBLISH"),
            named("NAME").with("LANGUAGE", language.as_str()),
            // What programs knew before RFC 7986.
            named("X-WR-CALNAME"),
            Property::new("REFRESH-INTERVAL", duration.clone()).with("VALUE", "DURATION"),
            Property::new("X-PUBLISHED-TTL", duration),
        ]);
        calendar.properties.extend(feed.url.as_ref().map(|url| Property::new("URL", url)));
    }
    calendar.components = zones.components();
    calendar.components.extend(events);
    write::write(&[calendar])
}
