//! A CSV table as it is written: what nobody changes keeps its characters, so that a diff shows changes only.
//!
//! Owns cells, quotation marks, separators and line ends, of packs' tables and of other people's. It splits rows as the
//! reader of packs does.

use crate::source::separator;

/// A table, row by row.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    mark: bool,
    separator: char,
    line_end: &'static str,
    /// All rows, blank ones and the header among them.
    pub(super) rows: Vec<GridRow>,
}

/// A row and the line end behind it.
#[derive(Debug, Clone, Default)]
pub(super) struct GridRow {
    cells: Vec<Cell>,
    end: String,
    /// Counted from 1; 0 of a row that is new.
    pub(super) line: u32,
}

#[derive(Debug, Clone, Default)]
struct Cell {
    /// As it stands in the file, with quotation marks.
    raw: String,
    /// What it says, trimmed, with `\n` at line ends.
    value: String,
}

const MARK: char = '\u{feff}';

impl Grid {
    /// Splits a text; the line of a row in which a quotation mark is never closed.
    pub(super) fn parse(text: &str) -> Result<Self, u32> {
        let bare = text.strip_prefix(MARK);
        let mark = bare.is_some();
        let text = bare.unwrap_or(text);
        let line_end = match text.find(['\r', '\n']) {
            Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) => "\r\n",
            Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with('\r')) => "\r",
            _ => "\n",
        };
        let unified = text.get(..text.len().min(4096)).unwrap_or(text).replace('\r', "\n");
        let separator = char::from(separator(&unified));
        let mut grid = Self { mark, separator, line_end, rows: Vec::new() };
        let (mut rest, mut line) = (text, 1);
        while !rest.is_empty() {
            let (row, after) = row(rest, separator, line)?;
            let taken = rest.len() - after.len();
            line += lines_in(rest.get(..taken).unwrap_or_default());
            rest = after;
            grid.rows.push(row);
        }
        Ok(grid)
    }

    /// The same form without rows.
    pub(super) fn empty_like(&self) -> Self {
        Self { rows: Vec::new(), ..self.clone() }
    }

    /// A new row.
    pub(super) fn new_row<'v>(&self, values: impl Iterator<Item = &'v str>) -> GridRow {
        let mut row = GridRow { end: self.line_end.to_owned(), ..GridRow::default() };
        for (n, value) in values.enumerate() {
            row.set(n, value, self.separator);
        }
        row
    }

    /// Changes a cell.
    pub(super) fn set(&mut self, row: usize, column: usize, value: &str) {
        if let Some(row) = self.rows.get_mut(row) {
            row.set(column, value, self.separator);
        }
    }

    /// Gives every row that is not blank a cell in a column, empty where it had none.
    pub(super) fn widen(&mut self, column: usize) {
        for row in self.rows.iter_mut().filter(|row| !row.is_blank()) {
            row.widen(column);
        }
    }

    /// The text, and the line in which each row begins.
    pub(super) fn write(&self) -> (String, Vec<u32>) {
        let mut out = String::new();
        if self.mark {
            out.push(MARK);
        }
        let (mut line, mut lines) = (1, Vec::with_capacity(self.rows.len()));
        for (n, row) in self.rows.iter().enumerate() {
            let start = out.len();
            lines.push(line);
            for (n, cell) in row.cells.iter().enumerate() {
                if n > 0 {
                    out.push(self.separator);
                }
                out.push_str(&cell.raw);
            }
            let last = n + 1 == self.rows.len();
            out.push_str(if row.end.is_empty() && !last { self.line_end } else { &row.end });
            line += lines_in(out.get(start..).unwrap_or_default());
        }
        (out, lines)
    }
}

impl GridRow {
    /// What a cell says; nothing where the row is shorter.
    pub(super) fn get(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |c| c.value.as_str())
    }

    /// What all cells say.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|c| c.value.as_str())
    }

    /// How many cells there are.
    pub(super) fn width(&self) -> usize {
        self.cells.len()
    }

    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.values().all(str::is_empty)
    }

    fn widen(&mut self, column: usize) {
        while self.cells.len() <= column {
            self.cells.push(Cell::default());
        }
    }

    fn set(&mut self, column: usize, value: &str, separator: char) {
        self.widen(column);
        let Some(cell) = self.cells.get_mut(column) else { return };
        let special = |c: char| c == separator || matches!(c, '"' | '\n' | '\r' | ',' | ';' | '\t');
        // Whoever puts every text into quotation marks goes on doing so.
        let quoted = cell.raw.starts_with('"') || value.contains(special) || value.trim() != value;
        cell.raw =
            if quoted { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.to_owned() };
        cell.value = said(value);
    }
}

/// What counts of a cell: trimmed, with one kind of line end.
fn said(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// How many line ends there are, of any kind.
pub(super) fn lines_in(text: &str) -> u32 {
    let ends = text.matches('\n').count() + text.matches('\r').count();
    u32::try_from(ends - text.matches("\r\n").count()).unwrap_or(u32::MAX)
}

/// The first row of a text, and what comes after it; the line of a row in which a quotation mark is never closed.
pub(super) fn row(text: &str, separator: char, line: u32) -> Result<(GridRow, &str), u32> {
    let mut row = GridRow { line, ..GridRow::default() };
    let mut rest = text;
    loop {
        let (cell, after) = cell(rest, separator).ok_or(line)?;
        row.cells.push(cell);
        if let Some(after) = after.strip_prefix(separator) {
            rest = after;
            continue;
        }
        for end in ["\r\n", "\n", "\r"] {
            if let Some(after) = after.strip_prefix(end) {
                row.end = end.to_owned();
                return Ok((row, after));
            }
        }
        return Ok((row, after));
    }
}

/// The first cell of a text, and what comes after it; nothing where a quotation mark is never closed.
fn cell(text: &str, separator: char) -> Option<(Cell, &str)> {
    let ends = |c: char| c == separator || c == '\n' || c == '\r';
    let mut value = String::new();
    let mut rest = text;
    if let Some(quoted) = text.strip_prefix('"') {
        rest = quoted;
        loop {
            let (inside, after) = rest.split_once('"')?;
            value.push_str(inside);
            rest = after;
            let Some(after) = rest.strip_prefix('"') else { break };
            value.push('"');
            rest = after;
        }
    }
    let (tail, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
    value.push_str(tail);
    let raw = text.get(..text.len() - after.len()).unwrap_or_default().to_owned();
    Some((Cell { raw, value: said(&value) }, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_table_is_written_as_it_was_read(text in "[a-c\",;\t \r\n\u{feff}ü]{0,60}") {
            if let Ok(grid) = Grid::parse(&text) {
                prop_assert_eq!(grid.write().0, text);
            }
        }

        #[test]
        fn cells_say_what_the_reader_of_packs_reads(text in "[a-c\",; \r\nü]{0,60}") {
            let Ok(grid) = Grid::parse(&text) else { return Ok(()) };
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(u8::try_from(grid.separator).unwrap())
                .trim(csv::Trim::All)
                .from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|r| r.unwrap().iter().map(said).collect())
                .filter(|r: &Vec<String>| r.iter().any(|c| !c.is_empty()))
                .collect();
            let ours: Vec<Vec<String>> = grid
                .rows
                .iter()
                .filter(|r| !r.is_blank())
                .map(|r| r.values().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(ours, read);
        }

        #[test]
        fn what_is_set_is_read_again(value in "[a-c\",; \nü]{0,20}") {
            let mut grid = Grid::parse("id;name\r\n1;x\r\n").unwrap();
            grid.set(1, 3, &value);
            let again = Grid::parse(&grid.write().0).unwrap();
            prop_assert_eq!(again.rows[1].get(3), value.trim());
            prop_assert_eq!(again.rows[1].get(0), "1");
        }
    }

    #[test]
    fn an_open_quotation_mark_is_told_with_its_line() {
        assert_eq!(Grid::parse("id,name\n\n1,\"two\nthree").unwrap_err(), 3);
    }
}
