//! Somebody's spreadsheet as rows under headings: where the headings are, what separates the cells, how long rows are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::super::ImportError;
use super::super::grid::{lines_in, row};
use super::decode::{self, Encoding};
use super::field::Field;
use super::mapping::Mapping;

/// Rows of one import, in all files together.
pub const MAX_ROWS: usize = 200_000;
/// Where headings are looked for.
const HEADINGS_WITHIN: usize = 20;
/// Rows by which the separator is told.
const SAMPLE: usize = 60;

/// A list under its headings.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// The file's name, for problems.
    pub(super) file: String,
    pub(super) encoding: Encoding,
    pub(super) encoding_guessed: bool,
    pub(super) separator: char,
    /// Counted from 1, as spreadsheet programs do.
    pub(super) header_row: usize,
    /// What stands above the headings.
    pub(super) above: Vec<String>,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row that is not empty.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Counted from 1, as spreadsheet programs do.
    pub(super) number: usize,
    /// As many as there are headings.
    pub(super) cells: Vec<String>,
}

/// How a file is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading<'r> {
    pub(super) encoding: Option<Encoding>,
    pub(super) header_row: Option<usize>,
    pub(super) mapping: Option<&'r Mapping>,
    /// Rows that other files have taken already.
    pub(super) taken: usize,
}

/// Reads a file.
pub(super) fn read(path: &Path, reading: Reading<'_>) -> Result<Sheet, ImportError> {
    let wrong = |message: String| ImportError::Folder { path: path.to_owned(), message };
    let decoded = decode::read(path, reading.encoding)?;
    let separator = separator(&decoded.text);
    let mut sheet = Sheet {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        encoding: decoded.encoding,
        encoding_guessed: decoded.guessed,
        separator,
        header_row: 0,
        above: Vec::new(),
        headings: Vec::new(),
        rows: Vec::new(),
    };
    sheet.header_row = match reading.header_row {
        Some(row) => row,
        None => header_row(&decoded.text, separator, reading.mapping).map_err(wrong)?,
    };
    for row in (Rows { rest: &decoded.text, separator, number: 0, line: 1 }) {
        let (number, cells) = row.map_err(wrong)?;
        let blank = cells.iter().all(String::is_empty);
        if number < sheet.header_row {
            let words = cells.iter().filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>();
            sheet.above.extend((!blank).then(|| words.join(" ")));
        } else if number == sheet.header_row {
            sheet.headings = headings(cells);
        } else if !blank {
            if sheet.rows.len() + reading.taken >= MAX_ROWS {
                return Err(wrong(format!(
                    "more than {MAX_ROWS} rows, which no pack can hold; import less"
                )));
            }
            let cells = fitted(cells, sheet.headings.len()).map_err(|found| {
                wrong(format!(
                    "row {number}: {found} cells where the headings are {}; put a cell with `{separator}` in it into \
                     quotation marks, or say with --header-row where the headings are",
                    sheet.headings.len()
                ))
            })?;
            sheet.rows.push(Row { number, cells });
        }
    }
    if sheet.headings.iter().all(String::is_empty) {
        return Err(wrong(format!("row {}: no headings there", sheet.header_row)));
    }
    Ok(sheet)
}

/// Rows one after the other, so that a file with too many is not read to its end.
struct Rows<'t> {
    rest: &'t str,
    separator: char,
    number: usize,
    line: u32,
}

impl Iterator for Rows<'_> {
    type Item = Result<(usize, Vec<String>), String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        match row(self.rest, self.separator, self.line) {
            Ok((row, after)) => {
                let taken = self.rest.len() - after.len();
                self.line += lines_in(self.rest.get(..taken).unwrap_or_default());
                self.rest = after;
                Some(Ok((self.number, row.values().map(str::to_owned).collect())))
            }
            Err(line) => {
                self.rest = "";
                Some(Err(format!(
                    "row {} (line {line}): a quotation mark opens here and is never closed; was the file cut off?",
                    self.number
                )))
            }
        }
    }
}

/// What separates the cells: the sign that gives the most rows of one length.
fn separator(text: &str) -> char {
    let score = |separator: char| {
        let rows = Rows { rest: text, separator, number: 0, line: 1 };
        let sample = rows.map_while(Result::ok).filter(|(_, c)| c.iter().any(|c| !c.is_empty()));
        let mut widths = std::collections::BTreeMap::new();
        for (_, cells) in sample.take(SAMPLE) {
            *widths.entry(cells.len()).or_insert(0_usize) += 1;
        }
        let several = widths.into_iter().filter(|(width, _)| *width > 1);
        several.map(|(width, rows)| (rows, width)).max().unwrap_or_default()
    };
    // The last of equals is taken.
    [',', '\t', ';'].into_iter().max_by_key(|s| score(*s)).unwrap_or(',')
}

/// The first row with a heading that is a name and another that is known; the first row of all where there is only one
/// column that is a name.
fn header_row(text: &str, separator: char, mapping: Option<&Mapping>) -> Result<usize, String> {
    let guess = |cell: &String| match mapping {
        Some(mapping) => mapping.field(cell),
        None => Field::guess(cell),
    };
    let rows = Rows { rest: text, separator, number: 0, line: 1 };
    let mut first = None;
    for row in rows.take(HEADINGS_WITHIN) {
        let (number, cells) = row?;
        let known: Vec<Field> = cells.iter().filter_map(guess).collect();
        if known.len() > 1 && known.contains(&Field::Name) {
            return Ok(number);
        }
        if first.is_none() && cells.iter().any(|c| !c.is_empty()) {
            first = Some((number, known.contains(&Field::Name), cells));
        }
    }
    match first {
        Some((number, true, _)) => Ok(number),
        Some((number, false, cells)) => Err(format!(
            "row {number}: no column says what things are called (found: {}); say with --header-row which row has the \
             headings, or with --map which column is the name",
            crate::source::short(&cells.join(", "))
        )),
        None => Err("empty".to_owned()),
    }
}

/// Headings, each with a name of its own.
fn headings(cells: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut taken = BTreeSet::new();
    // How often a name stood before: thousands of columns of one name are not counted from the first each time.
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for (cell, n) in cells.into_iter().zip(1..) {
        let name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            let own = format!("column {n}");
            taken.insert(own.clone());
            out.push(own);
            continue;
        }
        let count = before.entry(name.clone()).or_insert(0);
        let free = loop {
            *count += 1;
            let own = if *count == 1 { name.clone() } else { format!("{name} ({count})") };
            if taken.insert(own.clone()) {
                break own;
            }
        };
        out.push(free);
    }
    while out.last().is_some_and(|h| *h == format!("column {}", out.len())) {
        out.pop();
    }
    out
}

/// A row as long as the headings; how many cells it has, where some would be lost or are missing.
fn fitted(mut cells: Vec<String>, width: usize) -> Result<Vec<String>, usize> {
    let found = cells.len();
    if found < width || cells.iter().skip(width).any(|c| !c.is_empty()) {
        return Err(found);
    }
    cells.truncate(width);
    Ok(cells)
}
