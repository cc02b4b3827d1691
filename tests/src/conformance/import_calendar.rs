//! `import-calendar`: what a calendar file says is on, is on in the pack that took it in.
//!
//! One case per file. It is imported into a made town, the town's folder is read as a city's would be, and for two years from
//! the file's first day on each event that was taken has the same starts as the file itself, read by RFC 5545 alone:
//! instants where it has a zone, days and wall clock times where it has none. What is left out (private, without a title, over) is
//! counted. The folder must be without errors, whatever the file was.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use companion_cli::build::zones::clock_of_all_times;
use companion_cli::import::again::{self, Incoming};
use companion_cli::import::events::{self, Context, Defaults};
use companion_cli::import::{ImportReport, ids::Ids};
use companion_cli::problem::{Severity, errors_in_words};
use companion_cli::source::{self, Source};
use companion_core::events::ical::{self, events as read_events};
use companion_core::packs::format::EventFact;
use companion_core::time::series::Series;
use companion_core::time::zone::Zone;

use super::Tally;
use super::jcal::{files, read};

/// The town's clock: files that tell no zone mean it.
const ZONE: &str = "Europe/Berlin";
const PACK: &str = "id = \"made-town\"\nlevel = \"city\"\nsource_language = \"en\"\nlanguages = [\"en\"]\nzone = \"Europe/Berlin\"\n\
    country = \"DE\"\nlicence = \"CC0-1.0\"\npublisher = \"Made Town\"\n\n[names]\nen = \"Made Town\"\n";
/// Two years.
const WINDOW: TimeDelta = TimeDelta::days(730);

/// When something is on, and whether it is cancelled.
type Starts = BTreeMap<String, BTreeSet<(String, bool)>>;

/// Runs the suite on calendar files, or folders that hold some.
///
/// # Errors
/// When a path cannot be read.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let (mut taken, mut left_out) = (0_usize, 0_usize);
    for path in files(paths)? {
        let bytes = read(&path)?;
        let name = path.display().to_string();
        let told = ical::read(&bytes);
        let found = read_events::events(&told, &clock_of_all_times, ZONE);
        let Some(first) = found.entries.iter().map(|entry| entry.times.start.date()).min() else {
            tally.skip("the file has no events");
            continue;
        };
        let first = first.clamp(day(2), day(9_000));
        let theirs = theirs(&found.entries, first);
        match imported(&name, &bytes, first) {
            Ok((source, _)) => {
                let ours = ours(&source, first);
                taken += ours.len();
                let is_lost = |(uid, starts): &(&String, &BTreeSet<_>)| {
                    !starts.is_empty() && !ours.contains_key(*uid)
                };
                left_out += theirs.iter().filter(is_lost).count();
                let wrong = ours.iter().find(|(uid, starts)| theirs.get(*uid) != Some(*starts));
                match wrong {
                    None => tally.pass(),
                    Some((uid, starts)) => {
                        let wanted = theirs.get(uid).cloned().unwrap_or_default();
                        tally.fail(
                            format!("{name} {uid}"),
                            shown(&wanted, starts),
                            shown(starts, &wanted),
                        );
                    }
                }
            }
            Err(Unfit::CutOff(message)) => tally.skip(&message),
            Err(Unfit::Wrong(message)) => tally.fail(name, "a folder without errors", message),
        }
    }
    tally.measures.insert("events_taken".into(), taken.into());
    tally.measures.insert("events_left_out".into(), left_out.into());
    Ok(tally)
}

enum Unfit {
    CutOff(String),
    Wrong(String),
}

/// The file in a town of its own.
fn imported(name: &str, bytes: &[u8], from: NaiveDate) -> Result<(Source, ImportReport), Unfit> {
    let wrong = |e: &dyn std::fmt::Display| Unfit::Wrong(e.to_string());
    let dir = tempfile::tempdir().map_err(|e| wrong(&e))?;
    fs::write(dir.path().join("pack.toml"), PACK).map_err(|e| wrong(&e))?;
    let source = folder(dir.path())?;
    let context = Context::new(&source, Defaults::default(), None, from);
    let mut report = ImportReport::default();
    let found = events::read(name, bytes, &context, &mut report)
        .map_err(|_| Unfit::CutOff("the file was cut off, or is no calendar".to_owned()))?;
    let mut ids = Ids::default();
    let files = events::write(found, &context, &mut ids, &mut report);
    let incoming = Incoming { name: "file", files: &files, ids: Some(&ids) };
    let plan = again::plan(dir.path(), &incoming).map_err(|e| wrong(&e))?;
    again::apply(&plan).map_err(|e| wrong(&e))?;
    Ok((folder(dir.path())?, report))
}

fn folder(path: &Path) -> Result<Source, Unfit> {
    let (source, problems) = source::read(path);
    if problems.iter().any(|p| p.severity == Severity::Error) {
        return Err(Unfit::Wrong(errors_in_words(&problems)));
    }
    source.ok_or_else(|| Unfit::Wrong("no pack".to_owned()))
}

/// What the file says.
fn theirs(entries: &[read_events::Entry], first: NaiveDate) -> Starts {
    let mut all = Starts::new();
    for entry in entries {
        let Some(uid) = &entry.uid else { continue };
        let instant = |local: NaiveDateTime| match (&entry.zone, entry.all_day) {
            (_, true) => local.date().to_string(),
            (Some(found), _) => found.zone.resolve(local).to_string(),
            (None, _) => of_town(local),
        };
        let whole = entry.details.status == read_events::Status::Cancelled;
        let starts = starts(&entry.times, first, whole, &instant);
        all.entry(key(uid)).or_default().extend(starts);
    }
    all
}

/// What the town's folder says.
fn ours(source: &Source, first: NaiveDate) -> Starts {
    let mut all = Starts::new();
    for entry in source.events.values() {
        let fact: EventFact = entry.fact(ZONE);
        let (Some(uid), Ok(series)) = (&fact.uid, fact.series()) else { continue };
        let zone = fact.zone.as_deref().unwrap_or(ZONE);
        let zone = clock_of_all_times(zone).and_then(|clock| Zone::new(&clock));
        let instant = |local: NaiveDateTime| match (&zone, fact.is_all_day()) {
            (Some(zone), false) => zone.resolve(local).to_string(),
            _ => local.date().to_string(),
        };
        let whole = fact.status == companion_core::packs::format::EventStatus::Cancelled;
        let starts = starts(&series, first, whole, &instant);
        all.entry(key(uid)).or_default().extend(starts);
    }
    all
}

/// The starts in the window, without the days at its ends, where clocks differ.
fn starts(
    series: &Series,
    first: NaiveDate,
    is_cancelled: bool,
    instant: &dyn Fn(NaiveDateTime) -> String,
) -> BTreeSet<(String, bool)> {
    let from = first.and_time(NaiveTime::MIN);
    let day = TimeDelta::days(1);
    let (begin, end) = ((from - day).to_string(), (from + WINDOW - day - day).to_string());
    let found = series.between(from - day, from + WINDOW);
    let told = found.map(|o| (instant(o.start), o.is_cancelled || is_cancelled));
    told.filter(|(at, _)| *at >= begin && *at < end).collect()
}

fn of_town(local: NaiveDateTime) -> String {
    let zone = clock_of_all_times(ZONE).and_then(|clock| Zone::new(&clock));
    zone.map_or_else(String::new, |zone| zone.resolve(local).to_string())
}

/// On one line, as the pack has it.
fn key(uid: &str) -> String {
    uid.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

fn shown(some: &BTreeSet<(String, bool)>, others: &BTreeSet<(String, bool)>) -> String {
    let only: Vec<String> = some.difference(others).take(4).map(|(at, _)| at.clone()).collect();
    format!("{} starts, only here: {}", some.len(), only.join(", "))
}
