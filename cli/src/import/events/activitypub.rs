//! ActivityPub: `Event` objects of ActivityStreams 2.0, as Mobilizon and Gancio send them.
//!
//! Owns what a pack takes of them: everything that is addressed to the public. `objects` finds them in activities and
//! collections, `terms` knows their keys by any prefix, `when`, `place` and `texts` say what their names say. Nothing recurs
//! in ActivityPub, and nothing is fetched: what is only an address is told.

mod objects;
mod place;
mod terms;
#[cfg(test)]
mod tests;
mod texts;
mod when;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use companion_core::packs::format::{EventFact, EventStatus};
use serde_json::Value;

use self::objects::{Found, Objects};
use self::terms::Node;
use super::words::{line, web_address};
use super::{Context, Event, ImportReport, Unread};
use crate::problem::Problem;
use crate::source::place::At;

/// The address of everybody (ActivityPub, section 5.6), and how it is also written.
const PUBLIC: [&str; 3] = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];

/// Hashtags of an event that are looked at; nobody files anything under more.
const MOST_TAGS: usize = 100;

/// Reads objects, activities and collections of them.
///
/// # Errors
/// [`Unread`].
pub fn read(
    name: &str,
    bytes: &[u8],
    context: &Context,
    report: &mut ImportReport,
) -> Result<Vec<Event>, Unread> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        match error.is_eof() {
            true => Unread::CutOff(format!("its JSON ends in the middle ({place})")),
            false => Unread::Malformed(format!("not JSON: {error}")),
        }
    })?;
    let mut tell = Telling { name, report };
    let objects = Objects::find(&value, &mut tell).ok_or(Unread::NoEvents)?;
    let mut events: BTreeMap<String, (Option<DateTime<Utc>>, Event)> = BTreeMap::new();
    let mut deleted = objects.deleted;
    for found in &objects.events {
        let Some(mut event) = event(found, context, &mut tell) else { continue };
        if deleted.contains_key(&event.key) {
            event.fact.status = EventStatus::Cancelled;
        }
        // Of several versions the newest counts; an outbox begins with it.
        let newer = |(before, _): &(Option<DateTime<Utc>>, Event)| found.moment > *before;
        if events.get(&event.key).is_none_or(newer) {
            events.insert(event.key.clone(), (found.moment, event));
        }
    }
    deleted.retain(|id, _| !events.contains_key(id));
    for pointer in deleted.values() {
        let message = "something was deleted there of which nothing else is told; it is left out";
        tell.problem(pointer, "deleted", message);
    }
    Ok(events.into_values().map(|(_, event)| event).collect())
}

/// What is known of events that an answer does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Absent {
    /// It is one page of several: what is not on it may be on another.
    pub elsewhere: bool,
    /// Ids of what is deleted.
    pub deleted: BTreeSet<String>,
}

/// Looks at what an answer says of events that it does not hold; nothing, where it is another file.
pub fn absent(bytes: &[u8]) -> Absent {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Ok(value) = serde_json::from_slice::<Value>(text) else { return Absent::default() };
    let mut unheard = ImportReport::default();
    let objects = Objects::find(&value, &mut Telling { name: "", report: &mut unheard });
    let Some(objects) = objects else { return Absent::default() };
    Absent {
        elsewhere: objects.more,
        deleted: objects.deleted.into_keys().map(|id| line(&id)).collect(),
    }
}

/// What an import tells while it reads.
struct Telling<'t> {
    name: &'t str,
    report: &'t mut ImportReport,
}

impl Telling<'_> {
    fn problem(&mut self, pointer: &str, code: &'static str, message: &str) {
        let message = format!("at {pointer:?}: {message}");
        self.report.problems.push(Problem::warning(self.name, 0, code, message));
    }

    fn left_out(&mut self, what: &str) {
        *self.report.fields_left_out.entry(what.to_owned()).or_default() += 1;
    }
}

/// Nothing for what is private, a draft, or without title or start: which is told.
fn event(found: &Found<'_>, context: &Context, tell: &mut Telling<'_>) -> Option<Event> {
    let node = &found.node;
    if !found.is_public() {
        tell.left_out("private event");
        return None;
    }
    if node.flag("draft") {
        tell.left_out("draft of an event");
        return None;
    }
    let id = ["id", "uuid"].iter().find_map(|key| node.text(key));
    let mut fact = EventFact {
        status: status(node, tell),
        url: node.address("url").and_then(|url| web_address(&url)),
        organiser: organiser(node, tell),
        capacity: capacity(node, tell),
        registration: registration(node, tell),
        step_free: step_free(node),
        uid: id.as_deref().map(line).filter(|id| !id.is_empty()),
        ..when::of(node, context, tell)?
    };
    place::put(node, context, &mut fact, tell);
    let texts = texts::of(node, &fact, context, tell);
    let Some(title) = texts.values().next().map(|words| words.title.clone()) else {
        tell.problem(&node.pointer, "title-missing", "an event without a title is left out");
        return None;
    };
    let key = fact.uid.clone().unwrap_or_else(|| format!("{title} {}", fact.start));
    let at = At::file(tell.name);
    Some(Event { key, at, fact, texts, categories: categories(node) })
}

/// `status` of iCalendar, or `eventStatus` of schema.org.
fn status(node: &Node<'_>, tell: &mut Telling<'_>) -> EventStatus {
    let told = ["status", "eventStatus"].iter().find_map(|key| node.text(key));
    let Some(told) = told else { return EventStatus::Confirmed };
    let word = told.rsplit(['/', '#', ':']).next().unwrap_or_default();
    let word = word.strip_prefix("Event").unwrap_or(word).to_ascii_uppercase();
    match word.as_str() {
        "CONFIRMED" | "SCHEDULED" | "RESCHEDULED" | "MOVEDONLINE" => EventStatus::Confirmed,
        "TENTATIVE" => EventStatus::Tentative,
        // Put off, to a day that nobody knows yet: not on the one that is told.
        "CANCELLED" | "CANCELED" | "POSTPONED" => EventStatus::Cancelled,
        _ => {
            let message =
                "a status that is none of CONFIRMED, TENTATIVE, CANCELLED; it counts as confirmed";
            tell.problem(&node.pointer_of("status"), "status-unknown", message);
            EventStatus::Confirmed
        }
    }
}

/// What a group or an organisation calls itself. Persons are left out, and so is what is only an account.
fn organiser(node: &Node<'_>, tell: &mut Telling<'_>) -> Option<String> {
    let actors = ["attributedTo", "organizer", "actor"].into_iter().flat_map(|key| node.nodes(key));
    for actor in actors {
        if actor.is("Person") {
            tell.left_out("person who holds an event");
            continue;
        }
        let name = actor.text("name").map(|name| line(&name)).unwrap_or_default();
        if !name.is_empty() && !name.contains('@') {
            return Some(name);
        }
    }
    None
}

/// None where there is room for everybody, which some servers write as 0.
fn capacity(node: &Node<'_>, tell: &mut Telling<'_>) -> Option<u32> {
    let value = node.value("maximumAttendeeCapacity")?;
    let read = value.as_u64().and_then(|n| u32::try_from(n).ok());
    if read.is_none() {
        let pointer = node.pointer_of("maximumAttendeeCapacity");
        tell.problem(&pointer, "capacity-unread", "not a whole number from 0 on; it is left out");
    }
    read.filter(|n| *n > 0)
}

/// How one takes part: `joinMode` of Mobilizon.
fn registration(node: &Node<'_>, tell: &mut Telling<'_>) -> Option<String> {
    let word = match node.text("joinMode")?.as_str() {
        "free" => "possible",
        "restricted" | "external" | "invite" => "required",
        _ => {
            let pointer = node.pointer_of("joinMode");
            tell.problem(
                &pointer,
                "join-mode-unknown",
                "a way to take part that is not known; it is left out",
            );
            return None;
        }
    };
    Some(word.to_owned())
}

/// What Mobilizon says of wheelchairs.
fn step_free(node: &Node<'_>) -> Option<String> {
    let of_wheelchairs = |node: &Node<'_>| {
        node.is("PropertyValue")
            && node
                .text("propertyID")
                .is_some_and(|id| id == "mz:accessibility:wheelchairAccessible")
    };
    let found = node.nodes("attachment").into_iter().find(of_wheelchairs)?;
    let word = match found.text("value")?.as_str() {
        "fully" => "yes",
        "partially" => "limited",
        "no" => "no",
        _ => return None,
    };
    Some(word.to_owned())
}

/// What it is filed under, and its hashtags without their mark.
fn categories(node: &Node<'_>) -> Vec<String> {
    let tags = node.nodes("tag").into_iter().filter(|tag| tag.is("Hashtag"));
    let tags = tags.filter_map(|tag| tag.text("name")).take(MOST_TAGS);
    let mut categories = Vec::new();
    for word in node.text("category").into_iter().chain(tags) {
        let word = line(word.trim_start_matches('#'));
        if !word.is_empty() && !categories.contains(&word) {
            categories.push(word);
        }
    }
    categories
}
