//! Events to files of a pack: when and where in event.toml, a text for each language.

use std::fmt::{Display, Write as _};

use companion_core::packs::format::{EventAddress, EventFact, EventStatus};
use companion_core::text::BlockBody;

use super::{Context, Event, Words, is_ahead};
use crate::import::ids::Ids;
use crate::import::source_text::{list, markdown_file, quoted};
use crate::import::{ImportReport, SourceFiles};
use crate::problem::Problem;

/// So many events of one file or feed; those that come first are taken.
const MOST: usize = 2_000;

/// Blocks of one text: more than anybody reads, and fewer than a pack may have.
const MOST_BLOCKS: usize = 500;

/// The files of the events that are still ahead.
pub fn write(
    mut events: Vec<Event>,
    context: &Context,
    ids: &mut Ids,
    report: &mut ImportReport,
) -> SourceFiles {
    let all = events.len();
    events.retain(|event| is_ahead(&event.fact, context.from));
    // Whatever order a server gives them in, ids come out the same.
    events.sort_by(|a, b| (&a.fact.start, &a.key).cmp(&(&b.fact.start, &b.key)));
    events.dedup_by(|later, first| later.key == first.key);
    if all > events.len() {
        let over = "event that is over, or begins more than two years ahead";
        *report.fields_left_out.entry(over.to_owned()).or_default() += all - events.len();
    }
    if let Some(first) = events.get(MOST) {
        let message =
            format!("more than {MOST} events; those that begin from here on are left out");
        let problem = Problem::warning(&first.at.file, first.at.line, "too-many", message);
        report.problems.push(problem);
        events.truncate(MOST);
    }
    let mut files = SourceFiles::new();
    for event in &events {
        let Some(title) = event.texts.values().next().map(|words| words.title.as_str()) else {
            continue;
        };
        let day = event.fact.start.get(..10).unwrap_or_default();
        let id = ids.id("event", &event.key, &[title, &format!("{title} {day}")]);
        let fact = completed(event, context, report);
        files.insert(format!("events/{id}/event.toml"), event_toml(&fact, &context.pack_zone));
        report.events += 1;
        for (tag, words) in &event.texts {
            let bodies = words.bodies.get(..MOST_BLOCKS).unwrap_or(&words.bodies);
            if bodies.len() < words.bodies.len() {
                let message = format!("a text is cut after {MOST_BLOCKS} paragraphs");
                let problem = Problem::warning(&event.at.file, event.at.line, "text-cut", message);
                report.problems.push(problem);
            }
            files.insert(format!("events/{id}/{tag}.md"), text(words, bodies));
            report.blocks += bodies.len();
            *report.languages.entry(tag.to_string()).or_default() += 1;
        }
    }
    files
}

/// With what holds for all events of the feed.
fn completed(event: &Event, context: &Context, report: &mut ImportReport) -> EventFact {
    let mut fact = event.fact.clone();
    let defaults = &context.defaults;
    let or = |own: &mut Option<String>, other: &Option<String>| {
        if own.is_none() {
            own.clone_from(other);
        }
    };
    or(&mut fact.organiser, &defaults.organiser);
    or(&mut fact.cost, &defaults.cost);
    if fact.place.is_none() && fact.address.is_none() && fact.online.is_none() {
        fact.place.clone_from(&defaults.place);
    }
    if fact.languages.is_empty() {
        fact.languages.clone_from(&defaults.languages);
    }
    if fact.audience.is_empty() {
        fact.audience.clone_from(&defaults.audience);
    }
    let mut topics = defaults.topics.clone();
    for category in &event.categories {
        match context.topics.get(&category.trim().to_lowercase()) {
            Some(topic) => topics.push(topic.clone()),
            None => {
                let what = format!("category {:?}", crate::source::short(category.trim()));
                *report.fields_left_out.entry(what).or_default() += 1;
            }
        }
    }
    for topic in topics {
        if !fact.topics.contains(&topic) {
            fact.topics.push(topic);
        }
    }
    fact.feed.clone_from(&context.feed);
    if fact.zone.as_ref() == Some(&context.pack_zone) {
        fact.zone = None;
    }
    fact
}

fn text(words: &Words, bodies: &[BlockBody]) -> String {
    let mut front = format!("title = {}\n", quoted(&words.title));
    for (of, change) in &words.changes {
        let _ = write!(front, "\n[[changes]]\nof = {}\n", quoted(of));
        key(&mut front, "title", change.title.as_deref().map(quoted));
        key(&mut front, "note", change.note.as_deref().map(quoted));
    }
    markdown_file(&front, bodies)
}

/// event.toml, as docs/pack-source.md describes it.
fn event_toml(fact: &EventFact, pack_zone: &str) -> String {
    let mut out = format!("start = {}\n", quoted(&fact.start));
    let text = |value: &Option<String>| value.as_deref().map(quoted);
    let texts = |values: &[String]| (!values.is_empty()).then(|| list(values));
    key(&mut out, "end", text(&fact.end));
    key(&mut out, "zone", fact.zone.as_deref().filter(|zone| *zone != pack_zone).map(quoted));
    key(&mut out, "all_day", fact.is_all_day().then_some("true"));
    key(&mut out, "rules", texts(&fact.rules));
    key(&mut out, "dates", texts(&fact.dates));
    key(&mut out, "without", texts(&fact.without));
    key(&mut out, "status", status(fact.status));
    key(&mut out, "place", text(&fact.place));
    key(&mut out, "meeting_url", text(&fact.online));
    key(&mut out, "url", text(&fact.url));
    key(&mut out, "organiser", text(&fact.organiser));
    let languages: Vec<String> = fact.languages.iter().map(ToString::to_string).collect();
    key(&mut out, "languages", texts(&languages));
    key(&mut out, "audience", texts(&fact.audience));
    key(&mut out, "cost", text(&fact.cost));
    key(&mut out, "price", text(&fact.price));
    key(&mut out, "registration", text(&fact.registration));
    key(&mut out, "phone", text(&fact.phone));
    key(&mut out, "email", text(&fact.email));
    key(&mut out, "capacity", fact.capacity);
    key(&mut out, "step_free", text(&fact.step_free));
    key(&mut out, "children", fact.children);
    key(&mut out, "topics", texts(&fact.topics));
    key(&mut out, "sequence", (fact.sequence > 0).then_some(fact.sequence));
    key(&mut out, "feed", text(&fact.feed));
    key(&mut out, "uid", text(&fact.uid));
    if let Some(address) = &fact.address {
        out.push_str("\n[address]\n");
        self::address(&mut out, address);
    }
    for change in &fact.changes {
        let _ = write!(out, "\n[[changes]]\nof = {}\n", quoted(&change.of));
        key(&mut out, "and_later", change.and_later.then_some("true"));
        key(&mut out, "cancelled", change.cancelled.then_some("true"));
        key(&mut out, "start", text(&change.start));
        key(&mut out, "end", text(&change.end));
        key(&mut out, "place", text(&change.place));
        if let Some(address) = &change.address {
            out.push_str("[changes.address]\n");
            self::address(&mut out, address);
        }
    }
    out
}

fn key(out: &mut String, name: &str, value: Option<impl Display>) {
    if let Some(value) = value {
        let _ = writeln!(out, "{name} = {value}");
    }
}

fn status(status: EventStatus) -> Option<&'static str> {
    match status {
        EventStatus::Confirmed => None,
        EventStatus::Tentative => Some("\"tentative\""),
        EventStatus::Cancelled => Some("\"cancelled\""),
    }
}

fn address(out: &mut String, address: &EventAddress) {
    let EventAddress { name, street, postcode, town, state, country, point } = address;
    for (name, value) in [
        ("name", name),
        ("street", street),
        ("postcode", postcode),
        ("town", town),
        ("state", state),
        ("country", country),
    ] {
        key(out, name, value.as_deref().map(quoted));
    }
    key(out, "lat", point.map(|point| format!("{:?}", point.lat())));
    key(out, "lon", point.map(|point| format!("{:?}", point.lon())));
}
