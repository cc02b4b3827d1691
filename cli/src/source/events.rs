//! events/<id>/event.toml and events/<id>/<tag>.md: what is on, when and where.
//!
//! Read and checked completely; editions do not carry events yet. Wall time and IANA zone are the truth, as in RFC 5545.

mod repeat;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use companion_core::packs::format::{Origin, Point};
use companion_core::text::LanguageTag;

pub use self::repeat::{Frequency, Repeat};
use super::document::Document;
use super::fields::Fields;
use super::files::{Folder, MAX_TEXT, read_text};
use super::front::{self, Named};
use super::place::{At, Log, Placed};
use super::{Reading, origin, pages, values};
use crate::markdown::Located;

/// The file that says when and where.
const FACTS: &str = "event.toml";

/// An event in all its languages.
#[derive(Debug, Clone, PartialEq)]
pub struct EventEntry {
    /// When and where.
    pub event: Placed<Event>,
    /// The language its text is first written in.
    pub source: LanguageTag,
    /// Its texts.
    pub texts: BTreeMap<LanguageTag, EventFile>,
}

/// When and where something is.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Stable id.
    pub id: String,
    /// Local time of the first occurrence.
    pub start: NaiveDateTime,
    /// Local time of its end; with `all_day`, on the last day.
    pub end: Option<NaiveDateTime>,
    /// IANA zone of both, and of the rule.
    pub zone: String,
    /// Days count, times do not.
    pub all_day: bool,
    /// An event of several days that rests on Saturdays and Sundays.
    pub weekdays_only: bool,
    /// Place id.
    pub place: Option<String>,
    /// Where it is, if at no place of the pack.
    pub address: Option<Address>,
    /// A web page about it.
    pub url: Option<String>,
    /// Where to take part from afar.
    pub meeting_url: Option<String>,
    /// By what rule it repeats.
    pub repeat: Option<Repeat>,
}

/// Where an event is, if at no place of the pack.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Address {
    /// What the place is called.
    pub name: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Part of a country.
    pub state: Option<String>,
    /// Country, in words.
    pub country: Option<String>,
    /// Where it is.
    pub point: Option<Point>,
}

/// One file of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFile {
    /// The file, at the line of the title.
    pub at: At,
    /// The title.
    pub title: String,
    /// Who wrote it.
    pub origin: Origin,
    /// The text.
    pub blocks: Vec<Located>,
}

/// Reads all events.
pub(crate) fn read(
    folder: &mut Folder,
    reading: &mut Reading,
    pack_zone: &str,
) -> BTreeMap<String, EventEntry> {
    let mut facts = read_facts(folder, reading, pack_zone);
    let mut texts: BTreeMap<String, BTreeMap<LanguageTag, EventFile>> = BTreeMap::new();
    let mut broken: Vec<String> = Vec::new();
    for named in front::take("events", folder, reading) {
        match read_text_file(&named, &mut reading.log) {
            Some(file) => drop(texts.entry(named.id).or_default().insert(named.tag, file)),
            None => broken.push(named.id),
        }
    }
    let mut events = BTreeMap::new();
    for (id, texts) in texts {
        let Some(event) = facts.remove(&id) else {
            if let Some(file) = texts.values().next() {
                let message = format!("events/{id}/{FACTS} is missing: say there when it starts");
                reading.log.error(&At::file(&file.at.file), "no-event", message);
            }
            continue;
        };
        let mut order = std::iter::once(&reading.languages.source).chain(&reading.languages.all);
        let Some(source) = order.find(|tag| texts.contains_key(*tag)).cloned() else { continue };
        // What could not be read was told as an error and has no fact.
        if let Some(event) = event {
            events.insert(id, EventEntry { event, source, texts });
        }
    }
    for (id, event) in facts {
        let at = event.map_or_else(|| At::file(&format!("events/{id}/{FACTS}")), |e| e.at);
        if !broken.contains(&id) {
            let message = "the event has no text: add one, such as de.md with a title";
            reading.log.error(&at, "no-text", message);
        }
    }
    if !events.is_empty() {
        let message = "events are read and checked; packs do not carry them yet";
        reading.log.warning(&At::file("events"), "events-wait", message);
    }
    events
}

/// All event.toml by id; nothing where one could not be read.
fn read_facts(
    folder: &mut Folder,
    reading: &mut Reading,
    pack_zone: &str,
) -> BTreeMap<String, Option<Placed<Event>>> {
    let names: Vec<String> = folder
        .names()
        .filter(|n| {
            let mut parts = n.split('/');
            parts.next() == Some("events") && parts.nth(1) == Some(FACTS) && parts.next().is_none()
        })
        .map(str::to_owned)
        .collect();
    let mut out = BTreeMap::new();
    for name in names {
        let Some(found) = folder.take(&name) else { continue };
        let at = At::file(&name);
        let id = match values::id(name.split('/').nth(1).unwrap_or_default()) {
            Ok(id) => id,
            Err(fault) => {
                let message = format!("the folder's name: {}", fault.message);
                reading.log.error(&at, fault.code, message);
                continue;
            }
        };
        let event = read_text(&name, &found, MAX_TEXT, &mut reading.log).and_then(|file| {
            let document = Document::new(&file.file, &file.text, 1);
            let table = document.parse(&file.text, &mut reading.log)?;
            let mut fields = Fields::of(&document, &table);
            let event = fact(&mut fields, &id, pack_zone, reading);
            fields.finish(&mut reading.log);
            event
        });
        out.insert(id, event.map(|event| Placed::new(at, event)));
    }
    out
}

fn fact(
    fields: &mut Fields<'_>,
    id: &str,
    pack_zone: &str,
    reading: &mut Reading,
) -> Option<Event> {
    let log = &mut reading.log;
    let all_day = fields.flag("all_day", log);
    let start = fields.required("start", log, moment);
    let end = fields.read("end", log, moment);
    for moment in [&start, &end].into_iter().flatten() {
        if !moment.value.1 && !all_day {
            let message = "a date without a time: add the time, or say `all_day = true`";
            log.error(&moment.at, "invalid-date", message);
        }
    }
    if let (Some(start), Some(end)) = (&start, &end)
        && end.value.0 < start.value.0
    {
        log.error(&end.at, "invalid-date", "`end` lies before `start`");
    }
    let zone = fields.read("zone", log, values::zone).map(|z| z.value);
    let weekdays_only = fields.flag("weekdays_only", log);
    let place = fields.read("place", log, values::reference);
    let url = fields.read("url", log, values::url).map(|u| u.value);
    let meeting_url = fields.read("meeting_url", log, values::url).map(|u| u.value);
    let address = fields.table("address", log).map(|f| address(f, log));
    let repeat = fields
        .table("repeat", log)
        .and_then(|f| repeat::read(f, start.as_ref().map(|s| s.value.0.date()), log));
    if let (Some(place), Some(_)) = (&place, &address) {
        let message = "an event is at a `place` of the pack or at an [address]: remove one";
        log.error(&place.at, "two-places", message);
    }
    if let Some(place) = &place {
        let reference = Placed::new(place.at.clone(), format!("place:{}", place.value));
        reading.references.push(reference);
    }
    Some(Event {
        id: id.to_owned(),
        start: start?.value.0,
        end: end.map(|e| e.value.0),
        zone: zone.unwrap_or_else(|| pack_zone.to_owned()),
        all_day,
        weekdays_only,
        place: place.map(|p| p.value),
        address,
        url,
        meeting_url,
        repeat,
    })
}

/// A local date and time, or a date alone; and whether there is a time.
fn moment(text: &str) -> values::Read<(NaiveDateTime, bool)> {
    if let Ok(date) = values::date(text) {
        return Ok((date.and_time(chrono::NaiveTime::MIN), false));
    }
    let moment = values::moment(text)?;
    match NaiveDateTime::parse_from_str(&moment, "%Y-%m-%dT%H:%M:%S") {
        Ok(moment) => Ok((moment, true)),
        Err(_) => values::fault("invalid-date", "no local date and time"),
    }
}

fn address(mut fields: Fields<'_>, log: &mut Log) -> Address {
    let at = fields.at.clone();
    let mut text = |key| fields.text(key, log).map(|t| t.value);
    let mut address = Address {
        name: text("name"),
        street: text("street"),
        postcode: text("postcode"),
        town: text("town"),
        state: text("state"),
        country: text("country"),
        point: None,
    };
    let (lat, lon) = (fields.degrees("lat", log), fields.degrees("lon", log));
    if fields.has("lat") != fields.has("lon") {
        log.error(&at, "invalid-point", "lat and lon belong together: fill both or none");
    }
    if let (Some(lat), Some(lon)) = (lat, lon) {
        address.point = Point::from_degrees(lat.value, lon.value);
        if address.point.is_none() {
            log.error(&lat.at, "invalid-point", "outside the globe: lat to ±90, lon to ±180");
        }
    }
    fields.finish(log);
    address
}

fn read_text_file(named: &Named, log: &mut Log) -> Option<EventFile> {
    let parts = named.parts(log)?;
    let blocks = parts.blocks(log).unwrap_or_default();
    let (document, text) = parts.front()?;
    let table = document.parse(text, log)?;
    let mut fields = Fields::of(&document, &table);
    let title = fields.required("title", log, pages::title);
    let origin = origin::of_file(&mut fields, log);
    fields.finish(log);
    let title = title?;
    Some(EventFile { at: title.at, title: title.value, origin, blocks })
}
