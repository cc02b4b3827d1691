//! `calendar`: what is on in a window, out of a calendar file.
//!
//! One case per file of the folder's `expected.json`: the events and starts in the window are the same. Starts are compared as
//! instants, days and floating times as they are written. An occurrence that is cancelled counts: the file has it, and it is
//! told as cancelled.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use companion_cli::build::zones;
use companion_core::events::ical;
use companion_core::events::ical::events::{Entry, events};
use serde::Deserialize;

use super::Tally;

/// How many of the same event at the same start.
type Starts = BTreeMap<(String, String), usize>;

#[derive(Deserialize)]
struct Case {
    file: String,
    window_utc: Option<[DateTime<Utc>; 2]>,
    #[serde(default)]
    occurrences: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    uid: Option<String>,
    start: Start,
}

#[derive(Deserialize)]
struct Start {
    date: Option<String>,
    utc: Option<String>,
    floating: Option<String>,
}

/// Runs the suite on folders that hold calendar files and what is on in them, `expected.json`.
///
/// # Errors
/// When a folder or a file that is named there cannot be read.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let (mut files, mut exact, mut found, mut missing, mut extra) = (0, 0, 0, 0, 0);
    for folder in paths {
        let path = folder.join("expected.json");
        let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let cases: Vec<Case> = serde_json::from_slice(&text)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        for case in cases {
            let ours = ours(&folder.join(&case.file), case.window_utc)?;
            let theirs = theirs(&case.occurrences);
            let lost = minus(&theirs, &ours);
            let more = minus(&ours, &theirs);
            let lost_sum: usize = lost.values().sum();
            let more_sum: usize = more.values().sum();
            let wanted: usize = theirs.values().sum();
            (files, missing, extra) = (files + 1, missing + lost_sum, extra + more_sum);
            found += wanted - lost_sum;
            if lost.is_empty() && more.is_empty() {
                exact += 1;
                tally.pass();
            } else {
                let expected = format!("{lost_sum} of {wanted} missing: {}", first(&lost));
                tally.fail(case.file, expected, format!("{more_sum} extra: {}", first(&more)));
            }
        }
    }
    let measures = [
        ("files", files),
        ("files_exact", exact),
        ("found", found),
        ("missing", missing),
        ("extra", extra),
    ];
    for (name, number) in measures {
        tally.measures.insert(name.into(), number.into());
    }
    Ok(tally)
}

fn first(starts: &Starts) -> String {
    let first = starts.keys().take(4).map(|(uid, start)| format!("{uid} {start}"));
    first.collect::<Vec<_>>().join(", ")
}

fn minus(a: &Starts, b: &Starts) -> Starts {
    let left = |key, n: usize| n.saturating_sub(b.get(key).copied().unwrap_or_default());
    let left = a.iter().map(|(key, n)| (key.clone(), left(key, *n)));
    left.filter(|(_, n)| *n > 0).collect()
}

fn theirs(told: &[Told]) -> Starts {
    let mut starts = Starts::new();
    for one in told {
        let start = &one.start;
        let start = [("day", &start.date), ("utc", &start.utc), ("floating", &start.floating)]
            .into_iter()
            .find_map(|(kind, text)| {
                Some(format!("{kind} {}", text.as_deref()?.trim_end_matches('Z')))
            });
        let uid = one.uid.clone().unwrap_or_default();
        *starts.entry((uid, start.unwrap_or_default())).or_default() += 1;
    }
    starts
}

fn ours(path: &Path, window: Option<[DateTime<Utc>; 2]>) -> Result<Starts, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let read = ical::read(&bytes);
    // Files that tell no zone are few; which one is taken for them must not matter to what is compared.
    let found = events(&read, &zones::clock_of_all_times, "UTC");
    let mut starts = Starts::new();
    // A file without a window holds no events, so any window will do.
    let [from, to] =
        window.unwrap_or([DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + TimeDelta::days(36_525)]);
    for entry in &found.entries {
        for start in in_window(entry, from, to) {
            let uid = entry.uid.clone().unwrap_or_default();
            *starts.entry((uid, start)).or_default() += 1;
        }
    }
    Ok(starts)
}

fn in_window(entry: &Entry, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<String> {
    // Wall clocks are at most a day away from UTC.
    let day = TimeDelta::days(1);
    let (from, to) = (from.naive_utc(), to.naive_utc());
    let instant = |local: NaiveDateTime| entry.instant(local).map_or(local, |at| at.naive_utc());
    let mut starts = Vec::new();
    for occurrence in entry.times.between(from - day, to + day) {
        let (start, end) = (instant(occurrence.start), instant(occurrence.end));
        if start >= to || (end <= from && start < from) {
            continue;
        }
        let changed = occurrence.change.and_then(|n| entry.changes.get(n));
        let all_day = changed.map_or(entry.all_day, |change| change.all_day);
        starts.push(match (&entry.zone, all_day) {
            (_, true) => format!("day {}", occurrence.start.format("%Y%m%d")),
            (Some(_), _) => format!("utc {}", start.format("%Y%m%dT%H%M%S")),
            (None, _) => format!("floating {}", occurrence.start.format("%Y%m%dT%H%M%S")),
        });
    }
    starts
}
