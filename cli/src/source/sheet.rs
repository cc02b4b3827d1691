//! CSV tables with places: every row with its line, every column by its name.
//!
//! Owns separators, headers and row lengths. A comma separates; where the header line has no comma, a semicolon
//! or a tab does, as spreadsheets write them in many countries.

use std::collections::BTreeMap;
use std::sync::Arc;

use companion_core::text::LanguageTag;

use super::files::TextFile;
use super::place::{At, Lines, Log, Placed};
use super::values::{self, Read};
use super::words;

/// A table in memory.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The header.
    pub(crate) at: At,
    /// Columns that are language tags, where the table may have them.
    pub(crate) languages: Vec<(LanguageTag, String)>,
    pub(crate) rows: Vec<Row>,
}

/// A row that is not empty.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) at: At,
    cells: BTreeMap<String, String>,
}

/// Which columns a table may have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns {
    pub(crate) known: &'static [&'static str],
    /// Must be there, beside `id`.
    pub(crate) required: &'static [&'static str],
    /// Whether other columns may be language tags.
    pub(crate) languages: bool,
}

/// Reads a table; problems of one row do not hide the others.
pub(crate) fn read(file: &TextFile, columns: Columns, log: &mut Log) -> Option<Sheet> {
    let lines = Lines::of(&file.text);
    let at = |byte: u64| {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        // The reader stands at the end of the row before; empty lines in between belong to nobody.
        let rest = file.text.get(start..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches('\n').len();
        At { file: Arc::clone(&file.file), line: lines.line(start + blank, 1) }
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&file.text))
        .trim(csv::Trim::All)
        .from_reader(file.text.as_bytes());
    let mut records = Vec::new();
    let mut record = csv::StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let at = at(record.position().map_or(0, csv::Position::byte));
        if record.iter().any(|cell| !cell.is_empty()) {
            records.push((at, record.clone()));
        }
    }
    check_quotes(&file.text, &records, log);
    let mut records = records.into_iter();
    let Some((head_at, head)) = records.next() else {
        let at = At { file: Arc::clone(&file.file), line: 0 };
        log.error(&at, "csv-columns", format!("empty: begin with a line `{}`", wanted(columns)));
        return None;
    };
    let header = Header::read(&head_at, &head, columns, log)?;
    let rows = records.filter_map(|(at, record)| header.row(at, &record, log)).collect();
    Some(Sheet { at: head_at, languages: header.languages, rows })
}

/// What stands between the cells of a table, told by its first line.
pub(crate) fn separator(text: &str) -> u8 {
    let head = text.trim_start_matches('\n').lines().next().unwrap_or_default();
    match head {
        h if h.contains(',') => b',',
        h if h.contains(';') => b';',
        h if h.contains('\t') => b'\t',
        _ => b',',
    }
}

/// A quotation mark that is never closed swallows the rest of the table.
fn check_quotes(text: &str, records: &[(At, csv::StringRecord)], log: &mut Log) {
    if text.matches('"').count() % 2 == 1
        && let Some((at, last)) = records.last()
        && last.iter().any(|cell| cell.contains('\n'))
    {
        log.error(
            at,
            "csv-quotes",
            "a quotation mark opens in or after this row and is never closed",
        );
    }
}

fn wanted(columns: Columns) -> String {
    let tags = if columns.languages { ",<tag>,<tag>…" } else { "" };
    format!("{}{tags}", columns.known.join(","))
}

#[derive(Debug)]
struct Header {
    names: Vec<String>,
    languages: Vec<(LanguageTag, String)>,
}

impl Header {
    fn read(at: &At, head: &csv::StringRecord, columns: Columns, log: &mut Log) -> Option<Self> {
        let mut header = Self { names: Vec::new(), languages: Vec::new() };
        for cell in head {
            let lower = cell.to_lowercase();
            let known = columns.known.contains(&lower.as_str());
            let tag = if columns.languages && !known { cell.parse().ok() } else { None };
            let name = match (&tag, known) {
                (_, true) => lower,
                (Some(tag), _) => LanguageTag::to_string(tag),
                _ => String::new(),
            };
            if !name.is_empty() && header.names.contains(&name) {
                log.error(at, "csv-columns", format!("column `{name}` stands twice: remove one"));
            } else if let Some(tag) = tag {
                header.languages.push((tag, name.clone()));
            } else if name.is_empty() && !cell.is_empty() {
                let cell = values::short(cell);
                let guess = words::did_you_mean(&cell, columns.known.iter().copied());
                log.warning(
                    at,
                    "unknown-column",
                    format!("column `{cell}` means nothing here{guess}"),
                );
            }
            header.names.push(name);
        }
        let missing: Vec<&str> = std::iter::once(&"id")
            .chain(columns.required)
            .filter(|c| !header.names.iter().any(|n| n == *c))
            .copied()
            .collect();
        if missing.is_empty() {
            return Some(header);
        }
        log.error(
            at,
            "csv-columns",
            format!(
                "column {} is missing: the first line must be `{}`",
                missing.join(", "),
                wanted(columns)
            ),
        );
        None
    }

    fn row(&self, at: At, record: &csv::StringRecord, log: &mut Log) -> Option<Row> {
        let beyond = record.iter().skip(self.names.len()).any(|cell| !cell.is_empty());
        let shifted = record.len() < self.names.len() || beyond;
        if shifted {
            log.error(
                &at,
                "csv-row",
                format!(
                    "{} cells where the header has {}: put a cell with a separator in it into quotation marks",
                    record.len(),
                    self.names.len()
                ),
            );
        }
        let cells: BTreeMap<String, String> = self
            .names
            .iter()
            .zip(record)
            .filter(|(name, cell)| !name.is_empty() && !cell.is_empty())
            // Where cells have moved, only the id is worth reading on.
            .filter(|(name, _)| !shifted || *name == "id")
            .map(|(name, cell)| (name.clone(), cell.to_owned()))
            .collect();
        // A row of unknown columns only is no row.
        (!cells.is_empty()).then_some(Row { at, cells })
    }
}

impl Row {
    /// A cell that is not empty.
    pub(crate) fn get(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }

    /// A cell's text.
    pub(crate) fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    /// A cell that has a form.
    pub(crate) fn read<T>(
        &self,
        column: &str,
        log: &mut Log,
        read: impl Fn(&str) -> Read<T>,
    ) -> Option<T> {
        self.one(column, self.get(column)?, log, &read)
    }

    /// A cell of values separated by `;`.
    pub(crate) fn list<T>(
        &self,
        column: &str,
        log: &mut Log,
        read: impl Fn(&str) -> Read<T>,
    ) -> Vec<T> {
        let cell = self.get(column).unwrap_or_default();
        values::listed(cell).filter_map(|part| self.one(column, part, log, &read)).collect()
    }

    /// The row's id; a row without one is reported.
    pub(crate) fn id(&self, log: &mut Log) -> Option<Placed<String>> {
        if self.get("id").is_none() {
            log.error(&self.at, "missing-id", "the row has no id: give it one that never changes");
        }
        Some(Placed::new(self.at.clone(), self.read("id", log, values::id)?))
    }

    fn one<T>(
        &self,
        column: &str,
        text: &str,
        log: &mut Log,
        read: &impl Fn(&str) -> Read<T>,
    ) -> Option<T> {
        match read(text) {
            Ok(value) => Some(value),
            Err(fault) => {
                log.error(&self.at, fault.code, format!("{column}: {}", fault.message));
                None
            }
        }
    }
}
