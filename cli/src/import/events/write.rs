//! Events to files of a pack: when and where in event.toml, a text for each language.

use std::fmt::{Display, Write as _};

use companion_core::packs::format::{EventAddress, EventFact, EventStatus};

use super::words::cut;
use super::{Context, Event, Words, is_ahead};
use crate::import::ids::Ids;
use crate::import::{ImportReport, SourceFiles};
use crate::source::write::{list, markdown_file, quoted};

/// So many events of one file or feed; those that come first are taken.
const MOST: usize = 2_000;
/// And so many bytes of them: a quarter of what an edition may have, so that no feed stops a city from publishing.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Blocks of one text: more than anybody reads, and fewer than a pack may have.
const MOST_BLOCKS: usize = 500;
/// Longest title, name of a place or of who holds it, in characters.
const LONGEST: usize = 300;
/// Longest web address, and longest UID, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

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
    let mut files = SourceFiles::new();
    let mut bytes = 0;
    for (n, event) in events.iter().enumerate() {
        let Some(title) = event.texts.values().next().map(|words| words.title.as_str()) else {
            continue;
        };
        let fact = completed(event, context, report);
        let toml = event_toml(&fact, &context.pack_zone);
        let texts: Vec<_> =
            event.texts.iter().map(|(tag, w)| (tag, text(w, event, report))).collect();
        bytes += toml.len() + texts.iter().map(|(_, text)| text.len()).sum::<usize>();
        if n >= MOST || bytes > MOST_BYTES {
            let message = format!(
                "more than {MOST} events, or {} MiB of them; those that begin from here on are left out",
                MOST_BYTES / (1024 * 1024)
            );
            report.problems.push(event.warning("too-many", message));
            break;
        }
        let day = event.fact.start.get(..10).unwrap_or_default();
        let id = ids.id("event", &event.key, &[title, &format!("{title} {day}")]);
        files.insert(format!("events/{id}/event.toml"), toml);
        report.events += 1;
        for (tag, text) in texts {
            files.insert(format!("events/{id}/{tag}.md"), text);
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
    shortened(&mut fact);
    fact.feed.clone_from(&context.feed);
    if fact.zone.as_ref() == Some(&context.pack_zone) {
        fact.zone = None;
    }
    fact
}

/// What is longer than anything that means well is cut, or left out where half of it would mean something else.
fn shortened(fact: &mut EventFact) {
    let cut_words = |text: &mut Option<String>| {
        if let Some(text) = text {
            *text = cut(text, LONGEST).to_owned();
        }
    };
    let drop_long = |text: &mut Option<String>| {
        *text = text.take().filter(|text| text.len() <= LONGEST_ADDRESS);
    };
    [&mut fact.organiser, &mut fact.price].into_iter().for_each(cut_words);
    [&mut fact.url, &mut fact.online, &mut fact.uid].into_iter().for_each(drop_long);
    let changed = fact.changes.iter_mut().filter_map(|change| change.address.as_mut());
    for address in fact.address.iter_mut().chain(changed) {
        let EventAddress { name, street, postcode, town, state, country, .. } = address;
        [name, street, postcode, town, state, country].into_iter().for_each(cut_words);
    }
}

fn text(words: &Words, event: &Event, report: &mut ImportReport) -> String {
    let bodies = words.bodies.get(..MOST_BLOCKS).unwrap_or(&words.bodies);
    if bodies.len() < words.bodies.len() {
        let message = format!("a text is cut after {MOST_BLOCKS} paragraphs");
        report.problems.push(event.warning("text-cut", message));
    }
    report.blocks += bodies.len();
    let short = |text: &str| quoted(cut(text, LONGEST));
    let mut front = format!("title = {}\n", short(&words.title));
    for (of, change) in &words.changes {
        let _ = write!(front, "\n[[changes]]\nof = {}\n", quoted(of));
        key(&mut front, "title", change.title.as_deref().map(short));
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

#[cfg(test)]
mod tests {
    use companion_core::packs::format::{EventChange, Point};

    use super::*;
    use crate::source;
    use crate::source::testing::{folder, page, tag};

    #[test]
    fn all_that_an_event_says_comes_back_from_its_file() {
        let text = |text: &str| Some(text.to_owned());
        let address = EventAddress {
            name: text("\"Zum Löwen\""),
            street: text("Am Bach 7"),
            postcode: text("12345"),
            town: text("Musterstadt"),
            state: text("Hessen"),
            country: text("Deutschland"),
            point: Point::from_degrees(50.123_456, -9.5),
        };
        let fact = EventFact {
            id: "x".into(),
            start: "2026-12-01T18:00:00".into(),
            end: text("2026-12-01T20:00:00"),
            zone: text("Europe/Vienna"),
            rules: vec!["FREQ=WEEKLY;UNTIL=20270601T235959;BYDAY=TU".into()],
            dates: vec!["2026-12-03T18:00:00".into()],
            without: vec!["2026-12-08T18:00:00".into(), "2026-12-15".into()],
            changes: vec![
                EventChange {
                    of: "2026-12-22T18:00:00".into(),
                    and_later: true,
                    start: text("2026-12-22T19:00:00"),
                    end: text("2026-12-22T21:00:00"),
                    address: Some(address.clone()),
                    ..EventChange::default()
                },
                EventChange {
                    of: "2027-01-05T18:00:00".into(),
                    cancelled: true,
                    ..EventChange::default()
                },
            ],
            status: EventStatus::Tentative,
            place: None,
            address: Some(address),
            online: text("https://meet.example.org/1"),
            url: text("https://example.org/a?b=1"),
            organiser: text("Verein \\ Brücke"),
            languages: vec![tag("de"), tag("fa-AF")],
            audience: vec!["women".into()],
            cost: text("paid"),
            price: text("5 EUR"),
            registration: text("required"),
            phone: text("+496990009150"),
            email: text("haus@example.org"),
            capacity: Some(12),
            step_free: text("limited"),
            children: Some(false),
            topics: vec!["meeting".into()],
            sequence: 7,
            feed: text("club"),
            uid: text("a@example.org"),
        };
        let files = [
            ("events/x/event.toml", event_toml(&fact, "Europe/Berlin")),
            ("events/x/de.md", page("Treff", "", "Kommt.\n")),
            ("topics.csv", "id,de\nmeeting,Treffen\n".to_owned()),
            ("feeds.toml", "[club]\nurl = \"https://example.org/club.ics\"\n".to_owned()),
        ];
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let dir = folder(&files);
        let (source, problems) = source::read(dir.path());
        let of_it: Vec<_> = problems.iter().filter(|p| p.file.starts_with("events/")).collect();
        assert_eq!(of_it, Vec::<&crate::problem::Problem>::new());
        let read = source.unwrap().events["x"].fact("Europe/Berlin");
        assert_eq!(read, fact);
    }
}
