//! Tables: real ones become tables, those that only arrange things become running text.

use companion_core::text::block::TableRow;
use companion_core::text::{BlockBody, Line, Span};
use scraper::ElementRef;

/// More columns than this, or more cells in all, are no table for a phone.
const MAX_COLUMNS: usize = 40;
const MAX_CELLS: usize = 20_000;

/// A table whose cells are being read.
#[derive(Default)]
pub(super) struct OpenTable {
    rows: Vec<Vec<Cell>>,
    /// For each column, how many more rows a cell from above reaches down.
    reach: Vec<usize>,
    /// Columns and rows the present cell spans beyond its own.
    wide: usize,
    tall: usize,
    header: bool,
}

struct Cell {
    spans: Vec<Span>,
    header: bool,
}

impl OpenTable {
    pub(super) fn start_row(&mut self) {
        self.reach.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.rows.push(Vec::new());
    }

    pub(super) fn start_cell(&mut self, cell: ElementRef<'_>) {
        let number = |name| cell.attr(name).and_then(|n| n.trim().parse::<usize>().ok());
        self.wide = number("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS) - 1;
        self.tall = number("rowspan").unwrap_or(1).clamp(1, 1000) - 1;
        self.header = cell.value().name() == "th";
    }

    pub(super) fn end_cell(&mut self, spans: Vec<Span>) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.last_mut() else { return };
        let blank = |header| Cell { spans: Vec::new(), header };
        while self.reach.get(row.len()).is_some_and(|rows| *rows > 0) {
            row.push(blank(self.header));
        }
        let at = row.len();
        row.push(Cell { spans, header: self.header });
        row.extend((0..self.wide).map(|_| blank(self.header)));
        if self.tall > 0 && at < MAX_COLUMNS {
            self.reach.resize(self.reach.len().max(row.len()), 0);
            for rows in self.reach.iter_mut().skip(at).take(row.len() - at) {
                *rows = self.tall + 1;
            }
        }
    }

    /// The table, or one paragraph for each row where it is too large for one.
    pub(super) fn finish(self) -> Vec<BlockBody> {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let header = self.rows.first().is_some_and(|r| r.iter().all(|c| c.header));
        let lines = |row: Vec<Cell>| row.into_iter().map(|c| Line { spans: c.spans });
        if width > MAX_COLUMNS || width.saturating_mul(self.rows.len()) > MAX_CELLS {
            let gap = || Span::plain("\n");
            let paragraph = |row| BlockBody::Paragraph {
                spans: lines(row).flat_map(|l| l.spans.into_iter().chain([gap()])).collect(),
            };
            return self.rows.into_iter().map(paragraph).collect();
        }
        let mut used = vec![false; width];
        for row in &self.rows {
            for (used, cell) in used.iter_mut().zip(row) {
                *used |= cell.spans.iter().any(|s| !s.text.trim().is_empty());
            }
        }
        let rows = self
            .rows
            .into_iter()
            .map(|row| TableRow {
                cells: lines(row).zip(&used).filter(|(_, used)| **used).map(|(l, _)| l).collect(),
            })
            .collect();
        vec![BlockBody::Table { header, rows }]
    }
}

/// Whether a table only arranges things on a page: at most one column has words, or cells hold headings or tables.
pub(super) fn only_arranges(table: ElementRef<'_>) -> bool {
    let mut columns = std::collections::BTreeSet::new();
    for row in rows(table) {
        let mut column = 0;
        for cell in row.child_elements() {
            if cell.text().any(|t| !t.trim().is_empty()) {
                columns.insert(column);
            }
            let wide = cell.attr("colspan").and_then(|n| n.trim().parse::<usize>().ok());
            column += wide.unwrap_or(1).clamp(1, MAX_COLUMNS);
        }
    }
    let has_parts = table
        .descendent_elements()
        .skip(1)
        .any(|e| matches!(e.value().name(), "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
    columns.len() <= 1 || has_parts
}

fn rows(table: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    table.child_elements().flat_map(|part| {
        let inner = part.child_elements().filter(|e| e.value().name() == "tr");
        let itself = (part.value().name() == "tr").then_some(part);
        itself.into_iter().chain(inner)
    })
}
