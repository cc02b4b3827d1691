//! Tables: a row is a record, columns in any order and letter case, separated by comma, semicolon or tab.
//!
//! Read row by row, so that a table too large to be one is refused before it fills the memory. What is odd in a row is
//! told with its line and does not hide the others; a table that was cut off is an error.

mod source;

use std::path::Path;
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use self::source::{Counting, Seen, first_bytes, line_of, open, separator};
use super::files::{self, Input, MAX_TABLE, windows_1252};
use super::json::{address_type, refer};
use super::kinds::{self, Kind, field, field_name, points};
use super::records::{At, Draft, Records, short};
use super::shape::is_term;
use crate::import::ImportError;

/// Most rows of a table.
pub(super) const MAX_ROWS: usize = 200_000;
/// Longest cell, in bytes.
const MAX_CELL: usize = 256 * 1024;

/// What became of a table.
pub(super) enum Told {
    /// Its rows are records now.
    Read,
    /// It is no table of the specification; so many rows.
    Unknown(usize),
}

/// Reads a table.
///
/// # Errors
/// A file that cannot be read, is too large, was cut off, or whose first line names no column.
pub(super) fn read(
    input: &Input,
    told: Option<Kind>,
    records: &mut Records,
) -> Result<Told, ImportError> {
    files::check_size(&input.path, MAX_TABLE)?;
    let seen = Rc::new(Seen::default());
    let mut source = open(&input.path)?;
    let head = first_bytes(&mut source, &input.path)?;
    if head.is_empty() {
        records.problems.push(at(input, 0).warning("empty-table", "the file is empty"));
        return Ok(Told::Read);
    }
    let carriage = head.windows(2).any(|w| w == b"\r\n");
    let counting = Counting { inner: source, seen: Rc::clone(&seen) };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&head))
        .from_reader(counting);
    let mut rows =
        Rows { input, records, kind: None, columns: Vec::new(), foreign: Vec::new(), count: 0 };
    let mut record = ByteRecord::new();
    let mut last = (1, false, false);
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(e) => return Err(malformed(&input.path, e.to_string())),
        }
        let line = line_of(&record, reader.position().line(), carriage);
        let fewer = record.len() < rows.columns.len();
        last = (line, record.iter().any(|c| c.contains(&b'\n')), fewer);
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        if rows.columns.is_empty() {
            rows.header(&record, told)?;
        } else {
            rows.row(&record, line)?;
        }
    }
    let (line, broken, fewer) = last;
    if fewer && seen.last.get() != b'\n' && seen.last.get() != b'\r' {
        let message = format!("line {line}: ends in the middle of a row; was the file cut off?");
        return Err(malformed(&input.path, message));
    }
    if seen.quotes.get() % 2 == 1 && broken {
        let message = format!(
            "line {line}: a quotation mark opens in or after this row and is never closed; was the file cut off?"
        );
        return Err(malformed(&input.path, message));
    }
    rows.finish()
}

struct Rows<'r> {
    input: &'r Input,
    records: &'r mut Records,
    /// Nothing where the table is unknown; its rows are counted.
    kind: Option<Kind>,
    columns: Vec<String>,
    /// Lines with cells in Windows-1252.
    foreign: Vec<u32>,
    count: usize,
}

impl Rows<'_> {
    fn header(&mut self, record: &ByteRecord, told: Option<Kind>) -> Result<(), ImportError> {
        let mut foreign = false;
        let cells: Result<Vec<String>, ImportError> =
            record.iter().map(|c| self.cell(c, 1, &mut foreign)).collect();
        let cells = cells?;
        let by_name = told.or_else(|| Kind::of_table(&self.input.stem));
        let kind = by_name
            .or_else(|| kinds::of_columns(&cells))
            .or_else(|| Kind::of_stem(&self.input.stem));
        self.kind = match kind {
            Some(Kind::Taxonomy) if is_term(cells.iter()) => Some(Kind::Term),
            other => other,
        };
        let mut seen = std::collections::BTreeSet::new();
        for cell in &cells {
            let name = field_name(cell);
            if !name.is_empty() && !seen.insert(name) {
                let message = format!("line 1: column {:?} stands twice; remove one", short(cell));
                return Err(malformed(&self.input.path, message));
            }
        }
        if let Some(kind) = self.kind
            && !cells.iter().any(|c| is_known(kind, c))
        {
            let message = format!(
                "line 1: none of {:?} is a column of {}; the first line must name the columns",
                short(&cells.join(", ")),
                kind.name()
            );
            return Err(malformed(&self.input.path, message));
        }
        self.columns = cells;
        Ok(())
    }

    fn row(&mut self, record: &ByteRecord, line: u32) -> Result<(), ImportError> {
        self.count += 1;
        if self.count > MAX_ROWS {
            let message = format!(
                "line {line}: more than {MAX_ROWS} rows; split the export, such as one for each district"
            );
            return Err(malformed(&self.input.path, message));
        }
        let Some(kind) = self.kind else { return Ok(()) };
        let mut draft = Draft::default();
        let mut foreign = false;
        for (n, cell) in record.iter().enumerate() {
            let text = self.cell(cell, line, &mut foreign)?;
            match self.columns.get(n) {
                Some(column) if !column.is_empty() => put(&mut draft, kind, column, &text),
                _ => draft.put(format!("column_{}", n + 1), &text),
            }
        }
        if foreign {
            self.foreign.push(line);
        }
        let at = at(self.input, line);
        if record.len() != self.columns.len() {
            let message = format!(
                "{} cells where the first line has {}; read as they stand: put a cell with a separator in it into \
                 quotation marks",
                record.len(),
                self.columns.len()
            );
            self.records.problems.push(at.warning("csv-row", message));
        }
        if let Some(told) = address_type(kind, &self.input.stem)
            && !draft.fields.contains_key("address_type")
        {
            draft.put("address_type", told);
        }
        if draft.key.is_none()
            && !draft.fields.contains_key("name")
            && draft.fields.is_empty()
            && draft.references.len() < 2
        {
            return Ok(());
        }
        self.records.add(kind, draft, at);
        Ok(())
    }

    fn cell(&self, cell: &[u8], line: u32, foreign: &mut bool) -> Result<String, ImportError> {
        if cell.len() > MAX_CELL {
            let message = format!(
                "line {line}: a cell is longer than {MAX_CELL} bytes; is a quotation mark missing?"
            );
            return Err(malformed(&self.input.path, message));
        }
        if let Ok(text) = std::str::from_utf8(cell) {
            return Ok(text.trim().to_owned());
        }
        *foreign = true;
        windows_1252(cell).map(|t| t.trim().to_owned()).ok_or_else(|| {
            let message = format!(
                "line {line}: a cell is neither UTF-8 nor Windows-1252; save the table as UTF-8"
            );
            malformed(&self.input.path, message)
        })
    }

    fn finish(self) -> Result<Told, ImportError> {
        if let Some(first) = self.foreign.first() {
            let message = format!(
                "{} rows are not UTF-8, first here; they were read as Windows-1252: look at letters with accents",
                self.foreign.len()
            );
            self.records.problems.push(at(self.input, *first).warning("encoding", message));
        }
        Ok(if self.kind.is_some() { Told::Read } else { Told::Unknown(self.count) })
    }
}

fn put(draft: &mut Draft, kind: Kind, column: &str, text: &str) {
    let own = field(kind, column);
    let term_id = kind == Kind::Term && own == "taxonomy_id" && draft.key.is_none();
    match points(kind, &own) {
        // Ohana's table of terms has no `id`; version 3 has both.
        _ if term_id && !text.is_empty() => draft.key = Some(text.to_owned()),
        _ if own == "id" && !text.is_empty() => {
            if let Some(taxonomy) = draft.key.replace(text.to_owned())
                && kind == Kind::Term
            {
                draft.refer("taxonomy_id", Some(Kind::Taxonomy), &taxonomy);
            }
        }
        _ if own == "id" => {}
        Some(to) => refer(draft, kind, &own, to, text),
        None => draft.put(own, text),
    }
}

/// Whether a column is one that tables of this kind have.
fn is_known(kind: Kind, column: &str) -> bool {
    let own = field(kind, column);
    own == "id"
        || own == "taxonomy_id"
        || points(kind, &own).is_some()
        || super::spec::is_known(kind, &own)
}

fn at(input: &Input, line: u32) -> At {
    At { file: input.name.as_str().into(), line, pointer: "".into() }
}

fn malformed(path: &Path, message: String) -> ImportError {
    ImportError::Malformed { path: path.to_owned(), message }
}
