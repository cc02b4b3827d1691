//! `opening-hours` and `opening-hours-reject`: what an expression comes to in a stretch of time, and what is no
//! expression.
//!
//! Cases are told apart by what they hang on, since holidays and the sun need more than the expression. What a case
//! expects is looked at only once the answer stands.

mod holidays;
mod rows;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use companion_core::guide::bundled_observances;
use companion_core::time::observance::Observances;
use companion_core::time::opening_hours::{Here, Interval, OpeningHours, State, Why};
use serde_json::Value;

use self::holidays::Holidays;
use self::rows::{Row, Span};
use super::Tally;

/// Runs the suite of evaluations.
///
/// # Errors
/// When a path cannot be read as lines of JSON, or the table of holidays that comes with the app not at all.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let table = bundled_observances().map_err(|e| e.to_string())?;
    let mut tally = Tally::default();
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
    // Offsets reach into the years beside it.
    let years = row.from.year() - 1..=row.to.year() + 1;
    let holidays = Holidays::of(table, row.country.as_deref(), row.state.as_deref(), years);
    let public = |day: NaiveDate| holidays.is_public(day);
    let school = |day: NaiveDate| holidays.is_school(day);
    let here = Here {
        public: Some(&public),
        school: Some(&school),
        position: row.position,
        offset: Some(&offset),
    };
    let got =
        spans(hours.intervals(row.from, row.to, &here).filter_map(|interval| span(&interval)));
    if got != wanted && hangs_on_unlisted(&hours, row, &here) {
        count(tally, "holidays_not_in_table");
    }
    if got == wanted {
        count(tally, &format!("{group}_passed"));
        tally.pass();
    } else {
        tally.fail(input, shown(&wanted), shown(&got));
    }
}

/// Whether the answer is unknown for want of a listed holiday: the years or the region are not in the table.
fn hangs_on_unlisted(hours: &OpeningHours, row: &Row, here: &Here<'_>) -> bool {
    hours.intervals(row.from, row.to, here).any(|i| matches!(i.why, Some(Why::Holiday(_))))
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
