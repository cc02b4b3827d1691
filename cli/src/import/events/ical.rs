//! Calendar files (RFC 5545) to events.
//!
//! Owns what a pack takes of a calendar file: everything that is public and ahead. `times` says when, `texts` what.

mod texts;
mod times;

use std::fmt::Write as _;

use companion_core::events::ical::events::{Details, Entry, Status, events};
use companion_core::events::ical::{self, What};
use companion_core::packs::format::{EventFact, EventStatus, Point};

use super::at::Spot;
use super::words::{line, web_address};
use super::{Context, Event, ImportReport, Unread};
use crate::build::zones::clock_of_all_times;
use crate::problem::Problem;
use crate::source::place::At;

/// Reads a calendar file; faults are told with their lines.
///
/// # Errors
/// [`Unread`].
pub fn read(
    name: &str,
    bytes: &[u8],
    context: &Context,
    report: &mut ImportReport,
) -> Result<Vec<Event>, Unread> {
    let read = ical::read(bytes);
    let holds = |name: &str| read.components.iter().any(|c| c.name == name);
    if !holds("VCALENDAR") && !holds("VEVENT") {
        return Err(Unread::NoEvents);
    }
    let open = |what: &What| matches!(what, What::NotClosed(name) if name == "VCALENDAR");
    if let Some(fault) = read.faults.iter().find(|f| open(&f.what)) {
        let message = format!("END:VCALENDAR is missing (line {})", fault.line);
        return Err(Unread::CutOff(message));
    }
    let found = events(&read, &clock_of_all_times, &context.zone);
    let mut tell = Telling { name, report };
    for fault in read.faults.iter().chain(&found.faults) {
        tell.problem(fault.line, "calendar-fault", fault.what.to_string());
    }
    for (component, count) in found.others {
        tell.left_out(&component, count);
    }
    let read = found.entries.iter().filter_map(|entry| event(entry, context, &mut tell));
    Ok(read.collect())
}

/// What an import tells while it reads.
struct Telling<'t> {
    name: &'t str,
    report: &'t mut ImportReport,
}

impl Telling<'_> {
    fn problem(&mut self, line: usize, code: &'static str, message: impl Into<String>) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.report.problems.push(Problem::warning(self.name, line, code, message));
    }

    fn left_out(&mut self, what: &str, count: usize) {
        *self.report.fields_left_out.entry(what.to_owned()).or_default() += count;
    }

    fn at(&self, line: usize) -> At {
        At::file(self.name).on(u32::try_from(line).unwrap_or(u32::MAX))
    }
}

/// Nothing for what is private, has no title, or cannot be said in a pack: which is told.
fn event(entry: &Entry, context: &Context, tell: &mut Telling<'_>) -> Option<Event> {
    let details = &entry.details;
    if is_private(details) {
        tell.left_out("private event", 1);
        return None;
    }
    let times = times::of(entry, context, tell)?;
    let mut fact = EventFact {
        status: match details.status {
            Status::Cancelled => EventStatus::Cancelled,
            Status::Tentative => EventStatus::Tentative,
            Status::Confirmed | Status::Untold => EventStatus::Confirmed,
        },
        online: online(details),
        url: details.url.as_deref().and_then(web_address),
        organiser: organiser(details),
        sequence: u32::try_from(details.sequence.max(0)).unwrap_or(u32::MAX),
        uid: entry.uid.as_deref().map(line),
        ..times
    };
    let point = details.geo.and_then(|(lat, lon)| Point::from_degrees(lat, lon));
    let place_of = |details: &Details, point| {
        let location = details.location.first().map_or("", |text| text.text.as_str());
        context.places.find(location, point)
    };
    match place_of(details, point) {
        Spot::Place(id) => fact.place = Some(id),
        Spot::Address(address) => fact.address = Some(*address),
        Spot::Online(url) => fact.online = fact.online.or(Some(url)),
        Spot::Untold => {}
    }
    let own = details.location.first();
    for (change, details) in fact.changes.iter_mut().zip(&entry.changes) {
        if change.cancelled || details.location.first() == own {
            continue;
        }
        match place_of(details, None) {
            Spot::Place(id) => change.place = Some(id),
            Spot::Address(address) => change.address = Some(*address),
            Spot::Online(_) | Spot::Untold => {}
        }
    }
    let texts = texts::of(entry, &fact, context, tell);
    let Some(title) = texts.values().next().map(|words| words.title.clone()) else {
        tell.problem(details.line, "title-missing", "an event without a title is left out");
        return None;
    };
    let mut key = entry.uid.clone().unwrap_or_else(|| format!("{title} {}", fact.start));
    if let Some(of) = entry.instance {
        let _ = write!(key, " {of}");
    }
    Some(Event {
        key,
        at: tell.at(details.line),
        fact,
        texts,
        categories: details.categories.clone(),
    })
}

/// `CLASS` (RFC 5545, section 3.8.1.3): a name that nobody knows counts as private, as the RFC says.
fn is_private(details: &Details) -> bool {
    let class = details.other.iter().find(|p| p.name == "CLASS");
    class.is_some_and(|class| !class.value.trim().eq_ignore_ascii_case("PUBLIC"))
}

/// What an organisation calls itself; addresses are of people.
fn organiser(details: &Details) -> Option<String> {
    let name = line(details.organizer.as_ref()?.name.as_deref()?);
    (!name.is_empty() && !name.contains('@')).then_some(name)
}

/// Where to take part from afar: `CONFERENCE` (RFC 7986, section 5.11), and what Google and Microsoft write.
fn online(details: &Details) -> Option<String> {
    const NAMES: [&str; 3] =
        ["CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"];
    let of = |name: &&str| details.other.iter().find(|p| p.name == **name);
    NAMES.iter().filter_map(of).find_map(|p| web_address(&p.value))
}

/// Properties by name, as they were written.
fn all<'d>(details: &'d Details, name: &'d str) -> impl Iterator<Item = &'d ical::Property> {
    details.other.iter().filter(move |p| p.name == name)
}
