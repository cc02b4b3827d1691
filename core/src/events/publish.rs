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
//! | [`zone`] | a clock as VTIMEZONE |

mod changes;
#[cfg(test)]
mod tests;
mod times;
mod words;
mod zone;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Utc};

use self::changes::Apart;
use self::times::Clocked;
use super::ical::{Component, Property, write};
use crate::packs::format::{
    EventChange, EventFact, EventStatus, EventText, EventTimesError, PlaceFact, Point, write_moment,
};
use crate::text::LanguageTag;
use crate::text::messages::Messages;
use crate::time::series::{Occurrence, Series};
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

/// The zones of a file, and for which time each is needed: from a second on, until another or for ever.
#[derive(Default)]
struct Zones(BTreeMap<String, (Zone, i64, Option<i64>)>);

impl Zones {
    fn take(&mut self, event: &Written<'_>) {
        let series = &event.series;
        let dates = series.dates.iter().map(|added| added.start);
        let changed = series.changes.iter().map(|change| match change.what {
            crate::time::series::Changed::Moved { start, .. } => start.min(change.of),
            _ => change.of,
        });
        let first = dates.chain(changed).fold(series.start, NaiveDateTime::min);
        self.take_span(event, first, series.last());
    }

    fn take_span(
        &mut self,
        event: &Written<'_>,
        first: NaiveDateTime,
        last: Option<NaiveDateTime>,
    ) {
        if !event.clocked.has_zone() {
            return;
        }
        let zone = &event.event.zone;
        let second = |local| zone.resolve(local).timestamp();
        let (first, last) = (second(first), last.map(second));
        let name = event.event.zone_name.clone();
        let known = self.0.entry(name).or_insert_with(|| (zone.clone(), first, last));
        known.1 = known.1.min(first);
        known.2 = known.2.zip(last).map(|(a, b)| a.max(b));
    }

    fn components(self) -> Vec<Component> {
        let all = self.0.iter();
        all.map(|(name, (zone, first, last))| zone::component(name, zone, *first, *last)).collect()
    }
}

/// An event on its way into a file.
struct Written<'e> {
    event: &'e Publication,
    series: Series,
    clocked: Clocked<'e>,
    messages: &'e Messages,
}

impl<'e> Written<'e> {
    fn new(event: &'e Publication, messages: &'e Messages) -> Result<Self, PublishError> {
        let series = event
            .fact
            .series()
            .map_err(|source| PublishError::Times { event: event.fact.id.clone(), source })?;
        let clocked = Clocked::new(event);
        Ok(Self { event, series, clocked, messages })
    }

    /// What it is called in all calendars: as where it came from, else by its id.
    fn uid(&self) -> String {
        self.event.fact.uid.clone().unwrap_or_else(|| self.own_uid())
    }

    fn own_uid(&self) -> String {
        format!("{}.{}@{HOST}", self.event.fact.id, self.event.pack)
    }

    /// The series, and each occurrence that needs a VEVENT of its own.
    fn all(&self, uid: &str) -> Result<Vec<Component>, PublishError> {
        let apart = changes::apart(self);
        let fact = &self.event.fact;
        let mut series = self.head(uid.to_owned(), fact.status);
        let (end, _) = self.clocked.end_of_series(&self.series, fact.end.is_some());
        series.properties.push(self.clocked.moment("DTSTART", self.series.start));
        series.properties.extend(end);
        let repeats = times::repeats(self);
        series
            .properties
            .extend(repeats.ok_or_else(|| PublishError::TooMany { event: fact.id.clone() })?);
        series.properties.extend(words::properties(self, None, false));
        let mut out = vec![series];
        out.extend(apart.iter().map(|one| self.changed(uid, one)));
        Ok(out)
    }

    fn changed(&self, uid: &str, apart: &Apart) -> Component {
        let occurrence = &apart.occurrence;
        let mut out = self.head(uid.to_owned(), self.status(occurrence));
        let mut id = self.clocked.moment("RECURRENCE-ID", occurrence.of);
        if apart.and_later {
            id = id.with("RANGE", "THISANDFUTURE");
        }
        out.properties.push(id);
        self.put_occurrence(occurrence, &mut out);
        out
    }

    fn alone(&self, occurrence: &Occurrence) -> Component {
        let of = self.clocked.written(occurrence.of);
        let uid = format!("{}.{}.{}@{HOST}", self.event.fact.id, self.event.pack, of);
        let mut out = self.head(uid, self.status(occurrence));
        self.put_occurrence(occurrence, &mut out);
        out
    }

    fn put_occurrence(&self, occurrence: &Occurrence, out: &mut Component) {
        let change = self.change(occurrence);
        let has_end = self.event.fact.end.is_some() || change.is_some_and(|c| c.end.is_some());
        out.properties.push(self.clocked.moment("DTSTART", occurrence.start));
        out.properties.extend(self.clocked.end(occurrence, has_end));
        out.properties.extend(words::properties(self, change, occurrence.is_cancelled));
    }

    fn head(&self, uid: String, status: EventStatus) -> Component {
        let mut out = Component::new("VEVENT");
        let stamp = self.event.stamp.format("%Y%m%dT%H%M%SZ").to_string();
        let status = match status {
            EventStatus::Confirmed => "CONFIRMED",
            EventStatus::Tentative => "TENTATIVE",
            EventStatus::Cancelled => "CANCELLED",
        };
        out.properties = vec![
            Property::text("UID", &uid),
            Property::new("DTSTAMP", stamp),
            Property::new("SEQUENCE", self.event.fact.sequence.to_string()),
            Property::new("STATUS", status),
        ];
        out
    }

    fn status(&self, occurrence: &Occurrence) -> EventStatus {
        match occurrence.is_cancelled {
            true => EventStatus::Cancelled,
            false => self.event.fact.status,
        }
    }

    /// The change that holds for an occurrence.
    fn change(&self, occurrence: &Occurrence) -> Option<&'e EventChange> {
        occurrence.change.and_then(|n| self.event.fact.changes.get(n))
    }
}
