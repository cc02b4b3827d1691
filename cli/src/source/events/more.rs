//! What event.toml says beside when and where: exceptions, for whom, at what cost, in which languages.

use chrono::NaiveDateTime;
use companion_core::packs::format::{EventChange, EventFact, EventStatus, write_moment};
use companion_core::time::rule::Rule;

use super::facts::{address, moment};
use crate::source::fields::Fields;
use crate::source::place::{At, Log, Placed};
use crate::source::values::{self, Read};

/// For whom an event can be meant, if not for everybody.
pub(in crate::source) const AUDIENCES: [&str; 5] =
    ["women", "families", "children", "youth", "older"];

/// What an event can cost, where that is known.
pub(in crate::source) const COSTS: [&str; 3] = ["free", "donation", "paid"];

/// What was read, and what is looked up later.
pub(super) struct More {
    pub(super) fact: EventFact,
    pub(super) rules: Vec<Placed<String>>,
    pub(super) places: Vec<Placed<String>>,
}

/// Reads all fields that stand in an edition as they stand here.
pub(super) fn more(fields: &mut Fields<'_>, all_day: bool, log: &mut Log) -> More {
    let rules = fields.list("rules", log, rule);
    let mut places = Vec::new();
    let mut changes = Vec::new();
    for change in fields.tables("changes", log) {
        changes.extend(read_change(change, all_day, &mut places, log));
    }
    let status =
        fields.read("status", log, |t| values::one_of(t, &["confirmed", "tentative", "cancelled"]));
    let children = fields.has("children").then(|| fields.flag("children", log));
    let fact = EventFact {
        rules: rules.iter().map(|r| r.value.clone()).collect(),
        dates: times(fields, "dates", all_day, false, log),
        without: times(fields, "without", all_day, true, log),
        changes,
        status: match status.as_ref().map(|s| s.value.as_str()) {
            Some("tentative") => EventStatus::Tentative,
            Some("cancelled") => EventStatus::Cancelled,
            _ => EventStatus::Confirmed,
        },
        organiser: one(fields, "organiser", log, values::text),
        languages: all(fields, "languages", log, values::tag),
        audience: all(fields, "audience", log, |t| values::one_of(t, &AUDIENCES)),
        cost: one(fields, "cost", log, |t| values::one_of(t, &COSTS)),
        price: one(fields, "price", log, values::text),
        registration: one(fields, "registration", log, |t| {
            values::one_of(t, &["none", "possible", "required"])
        }),
        phone: one(fields, "phone", log, values::phone),
        email: one(fields, "email", log, values::email),
        capacity: small(fields, "capacity", log),
        step_free: one(fields, "step_free", log, |t| values::one_of(t, &["yes", "limited", "no"])),
        children,
        topics: all(fields, "topics", log, values::id),
        sequence: small(fields, "sequence", log).unwrap_or_default(),
        feed: one(fields, "feed", log, values::id),
        uid: one(fields, "uid", log, values::text),
        ..EventFact::default()
    };
    More { fact, rules, places }
}

fn read_change(
    mut fields: Fields<'_>,
    all_day: bool,
    places: &mut Vec<Placed<String>>,
    log: &mut Log,
) -> Option<EventChange> {
    let of = fields.required("of", log, moment);
    let (start, end) = (fields.read("start", log, moment), fields.read("end", log, moment));
    for moment in [&of, &start, &end].into_iter().flatten() {
        fits(moment, all_day, log);
    }
    let place = fields.read("place", log, values::reference);
    let written = |m: Placed<(NaiveDateTime, bool)>| write_moment(m.value.0, all_day);
    let change = EventChange {
        of: of.map(written)?,
        and_later: fields.flag("and_later", log),
        cancelled: fields.flag("cancelled", log),
        start: start.map(written),
        end: end.map(written),
        place: place.as_ref().map(|p| p.value.clone()),
        address: fields.table("address", log).map(|f| address(f, log)),
    };
    places.extend(place);
    fields.finish(log);
    Some(change)
}

/// An event has times of the day everywhere, or days everywhere.
fn fits(moment: &Placed<(NaiveDateTime, bool)>, all_day: bool, log: &mut Log) {
    if !moment.value.1 && !all_day {
        let message = "a date without a time: add the time, or say `all_day = true`";
        log.error(&moment.at, "invalid-date", message);
    }
}

fn times(
    fields: &mut Fields<'_>,
    key: &'static str,
    all_day: bool,
    days_too: bool,
    log: &mut Log,
) -> Vec<String> {
    let times = fields.list(key, log, moment);
    let mut written = Vec::new();
    for time in times {
        let (at, has_time) = time.value;
        let is_day = all_day || (days_too && !has_time);
        if !is_day {
            fits(&time, all_day, log);
        }
        written.push(write_moment(at, is_day));
    }
    written
}

/// A rule of RFC 5545, written in its usual form.
fn rule(text: &str) -> Read<String> {
    match Rule::parse(text) {
        Ok(rule) => Ok(rule.to_string()),
        Err(e) => values::fault("invalid-rule", format!("`{}`: {e}", values::short(text))),
    }
}

fn one<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    log: &mut Log,
    read: impl Fn(&str) -> Read<T>,
) -> Option<T> {
    fields.read(key, log, read).map(|placed| placed.value)
}

fn all<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    log: &mut Log,
    read: impl Fn(&str) -> Read<T>,
) -> Vec<T> {
    fields.list(key, log, read).into_iter().map(|placed| placed.value).collect()
}

fn small(fields: &mut Fields<'_>, key: &'static str, log: &mut Log) -> Option<u32> {
    let number = fields.whole(key, log)?;
    let read = u32::try_from(number.value).ok();
    if read.is_none() {
        let at: &At = &number.at;
        log.error(at, "invalid-number", format!("`{key}` is a whole number from 0 on"));
    }
    read
}
