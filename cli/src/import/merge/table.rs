//! A table of a pack by row id and column name, over its [`Grid`].

use std::collections::BTreeMap;

use super::Fault;
use crate::import::grid::{Grid, GridRow};

/// A table whose rows have ids.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) grid: Grid,
    /// Index of the header among the rows.
    pub(super) head: usize,
    /// Columns by name in lower case.
    columns: BTreeMap<String, usize>,
    /// Rows by id, as indexes into the grid.
    ids: BTreeMap<String, usize>,
}

impl Table {
    /// Reads a table; nothing where there is no row at all.
    pub(super) fn read(file: &str, text: &str) -> Result<Option<Self>, Fault> {
        let fault = |line, message: String| Fault { file: file.to_owned(), line, message };
        let grid = Grid::parse(text).map_err(|line| {
            fault(line, "a quotation mark opens in or after this row and is never closed".into())
        })?;
        let Some(head) = grid.rows.iter().position(|row| !row.is_blank()) else { return Ok(None) };
        let mut columns = BTreeMap::new();
        let mut width = 0;
        for (n, name) in grid.rows.get(head).into_iter().flat_map(GridRow::values).enumerate() {
            width = n + 1;
            if !name.is_empty() && columns.insert(name.to_lowercase(), n).is_some() {
                let line = grid.rows.get(head).map_or(0, |row| row.line);
                return Err(fault(line, format!("column `{name}` stands twice: remove one")));
            }
        }
        let Some(id_column) = columns.get("id").copied() else {
            let line = grid.rows.get(head).map_or(0, |row| row.line);
            return Err(fault(
                line,
                "column id is missing: the first line names the columns".into(),
            ));
        };
        let mut ids = BTreeMap::new();
        for (n, row) in grid.rows.iter().enumerate().skip(head + 1).filter(|(_, r)| !r.is_blank()) {
            let beyond = row.values().skip(width).any(|cell| !cell.is_empty());
            if row.width() < width || beyond {
                let message = format!(
                    "{} cells where the header has {width}: put a cell with a separator in it into quotation marks",
                    row.width()
                );
                return Err(fault(row.line, message));
            }
            let id = row.get(id_column);
            if !id.is_empty() && ids.insert(id.to_owned(), n).is_some() {
                return Err(fault(row.line, format!("id `{id}` stands twice: remove one")));
            }
        }
        Ok(Some(Self { grid, head, columns, ids }))
    }

    /// The ids in the order of the rows.
    pub(super) fn ids_in_order(&self) -> Vec<&str> {
        let mut ids: Vec<(usize, &str)> =
            self.ids.iter().map(|(id, n)| (*n, id.as_str())).collect();
        ids.sort_unstable();
        ids.into_iter().map(|(_, id)| id).collect()
    }

    /// The ids, sorted.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// Where the row of an id stands.
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The names of the columns in lower case, sorted.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.keys().map(String::as_str)
    }

    /// Where a column stands.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.get(name).copied()
    }

    /// What the header calls a column.
    pub(super) fn title(&self, column: usize) -> &str {
        self.grid.rows.get(self.head).map_or("", |row| row.get(column))
    }

    /// How many columns the header has.
    pub(super) fn width(&self) -> usize {
        self.grid.rows.get(self.head).map_or(0, GridRow::width)
    }

    /// What a row says in a column; empty where there is no such row, column or cell.
    pub(super) fn cell(&self, id: &str, column: &str) -> &str {
        let row = self.ids.get(id).and_then(|n| self.grid.rows.get(*n));
        row.zip(self.column(column)).map_or("", |(row, n)| row.get(n))
    }

    /// Whether two tables say the same of an id; columns that one does not have are empty.
    pub(super) fn agrees(&self, other: &Self, id: &str) -> bool {
        self.columns().chain(other.columns()).all(|c| self.cell(id, c) == other.cell(id, c))
    }
}
