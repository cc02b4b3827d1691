//! Events to files of a pack: when and where in event.toml, a text for each language.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};

use super::Work;
use super::answer::{Address, Event, PagePath, Spot, Text};
use super::export::Export;
use super::rule;
use super::telling::tell;
use super::things::{Thing, join};
use super::words::{line, link, normal, web};
use crate::import::zone::{is_zone, local_time};
use crate::import::{ImportReport, SourceFiles, html};
use crate::source::events::Repeat;
use crate::source::write::{list, markdown_file, quoted};

impl Thing for Event {
    fn number(&self) -> Option<i64> {
        self.id
    }
    fn text(&self) -> &Text {
        &self.text
    }
    fn spot(&self) -> &Spot {
        &self.spot
    }
    fn same(&self, other: &Self) -> bool {
        *self == Self { spot: self.spot.clone(), ..other.clone() }
    }
}

/// Where an event can be: the places of the pack.
pub(super) struct Places<'p> {
    pub(super) by_number: BTreeMap<i64, String>,
    pub(super) by_path: &'p BTreeMap<PagePath, String>,
}

/// Writes `events/`.
pub(super) fn write(
    events: Vec<Event>,
    places: &Places<'_>,
    files: &mut SourceFiles,
    work: &mut Work<'_>,
) {
    let Work { export, links, ids, report, done } = work;
    let events = series(events, report);
    for event in join(events, &|code| export.language(code), report) {
        let Some(first) = event.first() else { continue };
        let title = html::decode_entities(&first.text.title);
        let when = when(first, &export.zone, report);
        let Some(when) = when else { continue };
        let day = when.start.format("%Y-%m-%d").to_string();
        let id = ids.id(
            "event",
            &event.key,
            &[&title, &format!("{title} {day}"), first.text.path.slug()],
        );
        files.insert(
            format!("events/{id}/event.toml"),
            event_toml(first, &when, export, places, report),
        );
        report.events += 1;
        for other in event.texts.values().skip(1) {
            let same = first.when == other.when
                && first.rule == other.rule
                && first.address == other.address;
            if !same {
                let message = "time, rule or location are not the same as in another language, whose were taken";
                report.problems.push(other.spot.warning("facts-differ", message));
            }
        }
        for (language, text) in &event.texts {
            let Some(tag) = export.languages.get(*language) else { continue };
            let file = format!("events/{id}/{tag}.md");
            let mut title = line(&text.text.title);
            if title.is_empty() {
                title = text.text.path.slug().to_owned();
                let message = "the event has no title and got its slug; write one";
                report.problems.push(text.spot.warning("title-missing", message));
            }
            let mut front = format!("title = {}\n", quoted(&title));
            if let Some(date) = &text.text.date {
                let _ = writeln!(front, "date = {date}");
            }
            let mut reading = links.read(&text.text);
            tell(&file, None, &reading, report);
            if let Some(address) = first.meeting_url.as_deref().filter(|m| web(m).is_none()) {
                let message = "the address of the online meeting is none; it stands in the text";
                report.problems.push(text.spot.warning("contact-as-text", message));
                reading.bodies.extend(normal(vec![link(address, "")]));
            }
            files.insert(file, markdown_file(&front, &reading.bodies));
            report.blocks += reading.bodies.len();
            *report.languages.entry(tag.to_string()).or_default() += 1;
            done();
        }
    }
}

/// Without `combine_recurring` each occurrence is an item, with its date behind its path: one of them is the event.
fn series(events: Vec<Event>, report: &mut ImportReport) -> Vec<Event> {
    let mut out = Vec::new();
    let mut dated: BTreeMap<(Option<i64>, PagePath), Vec<Event>> = BTreeMap::new();
    for mut event in events {
        let Some(path) = undated(&event.text.path) else {
            out.push(event);
            continue;
        };
        event.text.path = path.clone();
        for translation in event.text.translations.values_mut() {
            if let Some(path) = undated(&translation.path) {
                translation.path = path;
            }
        }
        dated.entry((event.id, path)).or_default().push(event);
    }
    for ((id, path), mut occurrences) in dated {
        if out.iter().any(|e| e.id == id && e.text.path == path) {
            continue;
        }
        occurrences
            .sort_by_cached_key(|e| (instant(&e.when.start), e.when.start.clone(), e.spot.clone()));
        let without_rule = occurrences.iter().position(|e| e.rule.is_none());
        if without_rule.is_some() {
            // Nothing says that they belong together.
            out.extend(occurrences);
            continue;
        }
        let Some(first) = occurrences.into_iter().next() else { continue };
        if first.rule.as_deref().is_some_and(|rule| rule.contains("COUNT=")) {
            let message = "the rule counts from an earlier date than the first that was delivered; \
                           ask the server with ?combine_recurring=True";
            report.problems.push(first.spot.warning("count-from-earlier", message));
        }
        out.push(first);
    }
    out
}

/// The path without `$2030-01-01` at its end.
fn undated(path: &PagePath) -> Option<PagePath> {
    let (slug, date) = path.slug().rsplit_once('$')?;
    chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    let mut path = path.clone();
    if let Some(last) = path.slugs.last_mut() {
        *last = slug.to_owned();
    }
    Some(path)
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|m| m.with_timezone(&Utc))
}

/// Local times in the event's own zone.
struct Times {
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    zone: String,
}

/// Nothing where the start is no time, which is told.
fn when(event: &Event, pack_zone: &str, report: &mut ImportReport) -> Option<Times> {
    let mut warn = |code, message: &str| report.problems.push(event.spot.warning(code, message));
    let zone = match event.when.zone.as_deref() {
        Some(zone) if is_zone(zone) => zone,
        Some(_) => {
            warn("zone-unknown", "the time zone is none; that of the pack was taken");
            pack_zone
        }
        None => pack_zone,
    };
    // The instant with its offset is sure; the wall clock of the zone says it.
    let local = |text: &str| match instant(text) {
        Some(at) => local_time(at, zone),
        None => text.replacen(' ', "T", 1).parse::<NaiveDateTime>().ok(),
    };
    let Some(start) = local(&event.when.start).and_then(|t| t.with_nanosecond(0)) else {
        warn("event-without-start", "the start is no date and time; the event was left out");
        *report.fields_left_out.entry("event whose start is not clear".into()).or_default() += 1;
        return None;
    };
    let end = match event.when.end.as_deref().map(local) {
        None => None,
        Some(Some(end)) if end >= start => end.with_nanosecond(0),
        Some(_) => {
            warn("event-without-end", "the end is no time after the start; it was left out");
            None
        }
    };
    Some(Times { start, end, zone: zone.to_owned() })
}

fn event_toml(
    event: &Event,
    when: &Times,
    export: &Export,
    places: &Places<'_>,
    report: &mut ImportReport,
) -> String {
    let moment = |m: NaiveDateTime| quoted(&m.format("%Y-%m-%dT%H:%M:%S").to_string());
    let mut out = format!("start = {}\n", moment(when.start));
    if let Some(end) = when.end {
        let _ = writeln!(out, "end = {}", moment(end));
    }
    if when.zone != export.zone {
        let _ = writeln!(out, "zone = {}", quoted(&when.zone));
    }
    if event.when.all_day {
        out.push_str("all_day = true\n");
    }
    if event.when.only_weekdays {
        out.push_str("weekdays_only = true\n");
    }
    if let Some(url) = event.meeting_url.as_deref().and_then(web) {
        let _ = writeln!(out, "meeting_url = {}", quoted(&url));
    }
    let by_path = event.location.as_ref().and_then(|path| places.by_path.get(path));
    let place = event.address.id.and_then(|n| places.by_number.get(&n)).or(by_path);
    match place {
        Some(place) => {
            let _ = writeln!(out, "place = {}", quoted(place));
        }
        None => address(&event.address, &mut out),
    }
    let told =
        event.rule.as_deref().map(|text| rule::read(text).and_then(|repeat| after(repeat, when)));
    match told {
        None => {}
        Some(Ok(repeat)) => repeats(&repeat, &mut out),
        Some(Err(part)) => {
            let message = format!(
                "the rule by which the event repeats cannot be said here ({part}); only its first date was taken"
            );
            report.problems.push(event.spot.warning("rule-not-understood", &message));
            *report.fields_left_out.entry("event.recurrence_rule".into()).or_default() += 1;
        }
    }
    out
}

/// A rule that ends before the event begins says nothing.
fn after(repeat: Repeat, when: &Times) -> Result<Repeat, String> {
    match repeat.until {
        Some(until) if until < when.start.date() => Err("it ends before the event begins".into()),
        _ => Ok(repeat),
    }
}

fn address(address: &Address, out: &mut String) {
    let fields = [
        ("name", &address.name),
        ("street", &address.street),
        ("postcode", &address.postcode),
        ("town", &address.town),
        ("country", &address.country),
    ];
    let mut lines = String::new();
    for (key, value) in fields {
        if let Some(value) = value.as_deref().map(line).filter(|v| !v.is_empty()) {
            let _ = writeln!(lines, "{key} = {}", quoted(&value));
        }
    }
    if !address.parts.is_empty() {
        let _ = writeln!(lines, "state = {}", quoted(&line(&address.parts.join(", "))));
    }
    if let Some(point) = address.point {
        let _ = writeln!(lines, "lat = {:?}\nlon = {:?}", point.lat(), point.lon());
    }
    if !lines.is_empty() {
        let _ = write!(out, "\n[address]\n{lines}");
    }
}

fn repeats(repeat: &Repeat, out: &mut String) {
    let _ = write!(out, "\n[repeat]\nfreq = {}\n", quoted(repeat.freq.word()));
    if repeat.interval > 1 {
        let _ = writeln!(out, "interval = {}", repeat.interval);
    }
    if !repeat.byday.is_empty() {
        let _ = writeln!(out, "byday = {}", list(&repeat.byday));
    }
    if !repeat.bymonthday.is_empty() {
        let days: Vec<String> = repeat.bymonthday.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "bymonthday = [{}]", days.join(", "));
    }
    if let Some(until) = repeat.until {
        let _ = writeln!(out, "until = {}", until.format("%Y-%m-%d"));
    }
    if let Some(count) = repeat.count {
        let _ = writeln!(out, "count = {count}");
    }
}
