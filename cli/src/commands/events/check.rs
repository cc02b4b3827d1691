//! `welcome events check …`

mod pack;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use clap::Args;
use companion_core::events::ical;
use companion_core::events::ical::events::{Entry, events};
use serde::Serialize;

use crate::build::zones::clock_of_all_times;
use crate::commands::Failure;
use crate::commands::held::today;
use crate::import::events::MAX_FILE;
use crate::output::Output;
use crate::problem::Problem;

/// Occurrences are counted so far ahead.
const AHEAD: TimeDelta = TimeDelta::days(90);

/// Which files.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome events check club.ics\n  \
    welcome --json events check *.ics --deny-warnings\n  \
    welcome events check town --lang de\n\n\
    Of a calendar file every fault is told, and what could be read. Of a pack's folder it is told what the next times of each\n\
    event run into: days that traditions keep, public holidays, closed halls, something like it near by, hours that clocks\n\
    skip; and other times that are free. Nothing of that forbids anything.\n\
    Each is a line `file:line: severity: message [code]`, or a JSON object with --json.\n\
    Exit status: 0 it could be read, 1 it could not (with --deny-warnings: or something was told), 2 the call was wrong.")]
pub struct CheckArgs {
    /// Calendar files (.ics), or source folders of packs.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Faults count as errors.
    #[arg(long)]
    deny_warnings: bool,
    /// Language in which it is told what events of a pack run into.
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
    /// IANA zone of times that tell none.
    #[arg(long, default_value = "UTC")]
    zone: String,
    /// The first of the 90 days for which occurrences are counted [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<NaiveDate>,
}

/// What a file holds.
#[derive(Serialize)]
struct Told {
    file: String,
    events: usize,
    series: usize,
    /// Occurrences within 90 days.
    ahead: usize,
    zones: BTreeSet<String>,
    others: BTreeMap<String, usize>,
    faults: usize,
}

/// Runs `welcome events check …`.
///
/// # Errors
/// A file is no calendar, or has faults and `--deny-warnings` is told.
pub(super) fn run(args: &CheckArgs, output: Output) -> Result<(), Failure> {
    crate::source::values::zone(&args.zone).map_err(|fault| Failure::call(fault.message))?;
    let from = args.from.unwrap_or_else(today);
    let mut fails = false;
    for path in &args.files {
        let told = match path.is_dir() {
            true => Some(folder(path, &args.lang, output)?),
            false => check(path, &args.zone, from, output)?,
        };
        fails |= told.is_none_or(|faults| faults > 0 && args.deny_warnings);
    }
    if fails { Err(Failure::quiet()) } else { Ok(()) }
}

/// How many warnings there are about a pack's events.
fn folder(path: &Path, language: &str, output: Output) -> Result<usize, Failure> {
    let folder = path.display().to_string();
    let (source, _) = crate::source::read(path);
    let source =
        source.ok_or_else(|| Failure::new(format!("{folder}: no pack.toml that can be read")))?;
    let events: Vec<String> = source.events.into_keys().collect();
    pack::check(&folder, &events, language, output)
}

/// How many faults it has; nothing for what is no calendar.
fn check(
    path: &Path,
    zone: &str,
    from: NaiveDate,
    output: Output,
) -> Result<Option<usize>, Failure> {
    let file = path.display().to_string();
    let told = |e: std::io::Error| Failure::new(format!("{file}: {e}"));
    let size = fs::metadata(path).map_err(told)?.len();
    if size > MAX_FILE {
        return Err(Failure::new(format!("{file}: larger than {} MiB", MAX_FILE / (1024 * 1024))));
    }
    let read = ical::read(&fs::read(path).map_err(told)?);
    let tell = |problem: Problem| {
        output.value(&problem);
        output.line(problem.to_string());
    };
    if !read.components.iter().any(|c| matches!(c.name.as_str(), "VCALENDAR" | "VEVENT")) {
        tell(Problem::error(&file, 0, "no-calendar", "this is no calendar file (RFC 5545)"));
        return Ok(None);
    }
    let found = events(&read, &clock_of_all_times, zone);
    let mut faults: Vec<_> = read.faults.iter().chain(&found.faults).collect();
    faults.sort_by_key(|fault| fault.line);
    for fault in &faults {
        let line = u32::try_from(fault.line).unwrap_or(u32::MAX);
        tell(Problem::warning(&file, line, "calendar-fault", fault.what.to_string()));
    }
    let begin = from.and_time(NaiveTime::MIN);
    let ahead = |entry: &Entry| entry.times.between(begin, begin + AHEAD).count();
    let zone = |entry: &Entry| entry.zone.as_ref()?.name.clone();
    let is_series = |entry: &&Entry| !entry.times.rules.is_empty() || !entry.times.dates.is_empty();
    let told = Told {
        events: found.entries.len(),
        series: found.entries.iter().filter(is_series).count(),
        ahead: found.entries.iter().map(ahead).sum(),
        zones: found.entries.iter().filter_map(zone).collect(),
        others: found.others,
        faults: faults.len(),
        file,
    };
    output.value(&told);
    let zones: Vec<&str> = told.zones.iter().map(String::as_str).collect();
    output.line(format!(
        "{}: {} events, {} of them series; {} times from {from} on within 90 days; zones: {}; {} faults",
        told.file,
        told.events,
        told.series,
        told.ahead,
        if zones.is_empty() { "none".to_owned() } else { zones.join(", ") },
        told.faults
    ));
    for (name, count) in &told.others {
        output.line(format!("{}: {count} × {name}, which are no events", told.file));
    }
    Ok(Some(told.faults))
}
