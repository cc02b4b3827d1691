//! event.toml: when and where, and for whom.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use companion_core::packs::format::{EventAddress, Point};

use super::more::more;
use super::{Event, FACTS, repeat};
use crate::source::document::Document;
use crate::source::fields::Fields;
use crate::source::files::{Folder, MAX_TEXT, read_text};
use crate::source::place::{At, Log, Placed};
use crate::source::{Reading, values};

/// All event.toml by id; nothing where one could not be read.
pub(super) fn read(
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
    let more = more(fields, all_day, log);
    let repeat = fields
        .table("repeat", log)
        .and_then(|f| repeat::read(f, start.as_ref().map(|s| s.value.0.date()), log));
    if let (Some(place), Some(_)) = (&place, &address) {
        let message = "an event is at a `place` of the pack or at an [address]: remove one";
        log.error(&place.at, "two-places", message);
    }
    if let (Some(_), Some(rule)) = (&repeat, more.rules.first()) {
        log.error(&rule.at, "two-rules", "an event has `rules` or a [repeat]: remove one");
    }
    let places = more.places.iter().chain(&place);
    let places = places.map(|p| Placed::new(p.at.clone(), format!("place:{}", p.value)));
    reading.references.extend(places);
    let at = start.as_ref().map(|s| s.at.clone())?;
    let event = Event {
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
        more: more.fact,
    };
    // What each part says alone is right; what they say together may not be.
    if event.end.is_none_or(|end| end >= event.start)
        && let Err(error) = event.fact(pack_zone).series()
    {
        log.error(&at, "invalid-times", error.to_string());
        return None;
    }
    Some(event)
}

/// A local date and time, or a date alone; and whether there is a time.
pub(super) fn moment(text: &str) -> values::Read<(NaiveDateTime, bool)> {
    if let Ok(date) = values::date(text) {
        return Ok((date.and_time(chrono::NaiveTime::MIN), false));
    }
    let moment = values::moment(text)?;
    match NaiveDateTime::parse_from_str(&moment, "%Y-%m-%dT%H:%M:%S") {
        Ok(moment) => Ok((moment, true)),
        Err(_) => values::fault("invalid-date", "no local date and time"),
    }
}

pub(super) fn address(mut fields: Fields<'_>, log: &mut Log) -> EventAddress {
    let at = fields.at.clone();
    let mut text = |key| fields.text(key, log).map(|t| t.value);
    let mut address = EventAddress {
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
