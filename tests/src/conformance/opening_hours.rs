//! `opening-hours` and `opening-hours-reject`: what an expression comes to in a stretch of time, and what is no
//! expression.
//!
//! Cases are told apart by what they hang on, since holidays and the sun need more than the expression. What a case
//! expects is looked at only once the answer stands.

mod regions;
mod rows;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use companion_cli::problem::errors_in_words;
use companion_cli::source;
use companion_core::time::observance::{Known, Observances};
use companion_core::time::opening_hours::{Here, Interval, OpeningHours, State, Why};
use serde_json::Value;

use self::rows::{Row, Span};
use super::Tally;

/// Runs the suite of evaluations.
///
/// # Errors
/// When a path cannot be read as lines of JSON.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let table = table()?;
    for line in rows::lines(paths)? {
        match Row::read(&line.value) {
            Ok(row) => evaluate(&row, &table, &mut tally),
            Err(reason) => {
                return Err(format!("{}:{}: {reason}", line.path.display(), line.number));
            }
        }
    }
    Ok(tally)
}

/// The app's table with the years from 2012 on that the suite asks about, made by the same tool; phones carry none of them.
fn table() -> Result<Observances, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut changes = source::Changes::new();
    for name in ["holidays.csv", "observances.csv"] {
        let path = root.join("conformance/past").join(name);
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        changes.insert(name.to_owned(), bytes);
    }
    let (source, problems) = source::read_with(&root.join("../facts"), &changes);
    let source = source.ok_or_else(|| errors_in_words(&problems))?;
    let observances = source.observances.values().map(|entry| &entry.fact.value);
    Ok(Observances::new(observances, source.holidays.values().map(|placed| &placed.value)))
}

fn evaluate(row: &Row, table: &Observances, tally: &mut Tally) {
    let group = row.group();
    count(tally, &format!("{group}_total"));
    let input = format!("{} from {} to {}", row.value, row.from, row.to);
    let wanted = spans(row.expected.iter().copied());
    let (hours, warnings) = match OpeningHours::parse_kind(&row.value, row.kind) {
        Ok(read) => read,
        Err(error) => {
            count(tally, "rejected");
            return tally.fail(input, shown(&wanted), error.to_string());
        }
    };
    if !warnings.is_empty() {
        count(tally, "read_with_warnings");
    }
    let offset = |day: NaiveDate| row.offset(day);
    let country = row.country.as_deref();
    let public = |day| answer(table.is_public_holiday(country?, row.region, day));
    let school = |day| answer(table.is_school_holiday(country?, row.region, day));
    let here = Here {
        position: row.position,
        offset: Some(&offset),
        public: Some(&public),
        school: Some(&school),
    };
    let got =
        spans(hours.intervals(row.from, row.to, &here).filter_map(|interval| span(&interval)));
    if got == wanted {
        count(tally, &format!("{group}_passed"));
        tally.pass();
    } else {
        tally.fail(input, shown(&wanted), shown(&got));
    }
}

/// Runs the suite of texts that are no opening hours, or lack what they need.
///
/// # Errors
/// When a path cannot be read as lines of JSON.
pub fn run_reject(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for line in rows::lines(paths)? {
        let Some(value) = line.value.get("value").and_then(Value::as_str) else {
            return Err(format!("{}:{}: no value", line.path.display(), line.number));
        };
        match OpeningHours::parse_tolerant(value) {
            Err(_) => {
                count(&mut tally, "rejected");
                tally.pass();
            }
            Ok((hours, _)) if is_uncertain(&hours) => {
                count(&mut tally, "uncertain");
                tally.pass();
            }
            Ok((hours, _)) => tally.fail(value, "rejected, or uncertain", hours.to_string()),
        }
    }
    Ok(tally)
}

/// Whether it cannot be told without knowing more: the rows give no place. That the hours themselves call something
/// unknown is certain.
fn is_uncertain(hours: &OpeningHours) -> bool {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).and_then(|d| d.and_hms_opt(0, 0, 0));
    let (Some(from), Some(to)) = (day(2026), day(2027)) else { return false };
    hours.intervals(from, to, &Here::default()).any(|interval| {
        matches!(interval.why, Some(Why::Holiday(_) | Why::NoPosition | Why::NoSun))
    })
}

fn answer(known: Known) -> Option<bool> {
    match known {
        Known::Yes => Some(true),
        Known::No => Some(false),
        Known::Unknown => None,
    }
}

fn span(interval: &Interval<'_>) -> Option<Span> {
    let unknown = match interval.state {
        State::Open => false,
        State::Unknown => true,
        State::Closed => return None,
    };
    Some((interval.from, interval.to, unknown))
}

/// Neighbours of one state are one, whatever their comments.
fn spans(all: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (from, to, unknown) in all {
        match spans.last_mut() {
            Some(last) if last.1 == from && last.2 == unknown => last.1 = to,
            _ => spans.push((from, to, unknown)),
        }
    }
    spans
}

fn shown(spans: &[Span]) -> String {
    let time = |t: &NaiveDateTime| t.format("%Y-%m-%d %H:%M").to_string();
    let first: Vec<String> = (spans.iter().take(4))
        .map(|(from, to, unknown)| {
            format!("{} to {}{}", time(from), time(to), if *unknown { " unknown" } else { "" })
        })
        .collect();
    format!("{} stretches: {}", spans.len(), first.join("; "))
}

fn count(tally: &mut Tally, measure: &str) {
    let so_far = tally.measures.get(measure).and_then(Value::as_u64).unwrap_or(0);
    tally.measures.insert(measure.to_owned(), (so_far + 1).into());
}
