//! events/<id>/event.toml and events/<id>/<tag>.md: what is on, when and where.
//!
//! Wall time and IANA zone are the truth, as in RFC 5545.

mod facts;
mod more;
mod repeat;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use companion_core::packs::format::{
    EventAddress, EventChange, EventChangeText, EventFact, EventText, Origin, write_moment,
};
use companion_core::text::{BlockBody, LanguageTag};

pub(super) use self::more::{AUDIENCES, COSTS};
pub use self::repeat::{Frequency, Repeat};
use super::files::Folder;
use super::place::{At, Log, Placed};
use super::{Reading, front};

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

impl EventEntry {
    /// The record of the common edition of a pack in a zone. An occurrence that only has texts of its own is told there too.
    pub fn fact(&self, pack_zone: &str) -> EventFact {
        let mut fact = self.event.value.fact(pack_zone);
        for of in self.texts.values().flat_map(|file| file.changes.keys()) {
            if !fact.changes.iter().any(|change| change.of == *of) {
                fact.changes.push(EventChange { of: of.clone(), ..EventChange::default() });
            }
        }
        fact
    }

    /// Occurrences are named by a time that the rule gives: another one is a slip as a rule.
    fn check_changes(&self, pack_zone: &str, log: &mut Log) {
        let fact = self.fact(pack_zone);
        let Ok(series) = fact.series() else { return };
        for change in &series.changes {
            if series.list_of(change.of).next() != Some(change.of) {
                let of = write_moment(change.of, fact.is_all_day());
                let message =
                    format!("`{of}` is no time of this event: `of` names the time by rule");
                log.warning(&self.event.at, "unknown-time", message);
            }
        }
    }
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
    pub address: Option<EventAddress>,
    /// A web page about it.
    pub url: Option<String>,
    /// Where to take part from afar.
    pub meeting_url: Option<String>,
    /// By what rule it repeats.
    pub repeat: Option<Repeat>,
    /// All else, as an edition carries it: the fields above are empty in it.
    pub more: EventFact,
}

impl Event {
    /// The record of the common edition of a pack in a zone.
    pub fn fact(&self, pack_zone: &str) -> EventFact {
        let moment = |at| write_moment(at, self.all_day);
        let mut fact = EventFact {
            id: self.id.clone(),
            start: moment(self.start),
            end: self.end.map(moment),
            zone: (self.zone != pack_zone).then(|| self.zone.clone()),
            place: self.place.clone(),
            address: self.address.clone(),
            online: self.meeting_url.clone(),
            url: self.url.clone(),
            ..self.more.clone()
        };
        if let Some(repeat) = &self.repeat {
            fact.rules = vec![repeat.rule(self.all_day)];
        }
        if self.weekdays_only && self.repeat.is_none() && fact.rules.is_empty() {
            self.rest_at_weekends(&mut fact);
        }
        fact
    }

    /// Several days that rest on Saturdays and Sundays are as many events of a day each.
    fn rest_at_weekends(&self, fact: &mut EventFact) {
        let Some(end) = self.end.filter(|end| end.date() > self.start.date()) else { return };
        let last = end.date().and_time(self.start.time());
        let until = last.format(if self.all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" });
        fact.rules = vec![format!("FREQ=DAILY;UNTIL={until};BYDAY=MO,TU,WE,TH,FR")];
        let first = self.start.date().and_time(end.time()).max(self.start);
        fact.end = (!self.all_day).then(|| write_moment(first, false));
    }
}

/// One file of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFile {
    /// The file, at the line of the title.
    pub at: At,
    /// The title.
    pub title: String,
    /// Who welcomes those who come for the first time.
    pub greeter: Option<String>,
    /// How to get in.
    pub access: Option<String>,
    /// What is expected of those who come.
    pub expect: Option<String>,
    /// Texts of occurrences that differ, by their time.
    pub changes: BTreeMap<String, EventChangeText>,
    /// Who wrote it.
    pub origin: Origin,
    /// The text.
    pub details: Vec<BlockBody>,
    /// Line in the file of each of its blocks.
    pub lines: Vec<u32>,
}

impl EventFile {
    /// The record of a language's edition.
    pub fn text(&self, id: &str) -> EventText {
        EventText {
            id: id.to_owned(),
            title: self.title.clone(),
            greeter: self.greeter.clone(),
            access: self.access.clone(),
            expect: self.expect.clone(),
            details: self.details.clone(),
            changes: self.changes.clone(),
            origin: self.origin.clone(),
        }
    }
}

/// Whether a time, as somebody wrote it, is the one by which a change is named.
pub(crate) fn same_moment(written: &str, of: &str) -> bool {
    facts::moment(written).is_ok_and(|(at, has_time)| write_moment(at, !has_time) == of)
}

/// Reads all events.
pub(crate) fn read(
    folder: &mut Folder,
    reading: &mut Reading,
    pack_zone: &str,
) -> BTreeMap<String, EventEntry> {
    let mut facts = facts::read(folder, reading, pack_zone);
    let mut texts: BTreeMap<String, BTreeMap<LanguageTag, EventFile>> = BTreeMap::new();
    let mut broken: Vec<String> = Vec::new();
    for named in front::take("events", folder, reading) {
        match texts::read(&named, &mut reading.log) {
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
            let entry = EventEntry { event, source, texts };
            entry.check_changes(pack_zone, &mut reading.log);
            events.insert(id, entry);
        }
    }
    for (id, event) in facts {
        let at = event.map_or_else(|| At::file(&format!("events/{id}/{FACTS}")), |e| e.at);
        if !broken.contains(&id) {
            let message = "the event has no text: add one, such as de.md with a title";
            reading.log.error(&at, "no-text", message);
        }
    }
    events
}
