//! Paragraphs, headings, tables and quotes: what may stand in what. Lists are `lists`'s.

use std::ops::Range;

use companion_core::text::block::TableRow;
use companion_core::text::{BlockBody, Line, NoticeKind, Span};
use pulldown_cmark::{BlockQuoteKind, HeadingLevel};

use super::Reader;
use super::lists::OpenList;

/// What the reader is inside of.
pub(super) enum Context {
    /// The page itself.
    Text,
    /// A heading.
    Heading { level: u8 },
    /// A list, however deep.
    List(OpenList),
    /// A table.
    Table { line: u32, columns: usize, rows: Vec<TableRow> },
    /// A notice.
    Notice { line: u32, kind: NoticeKind, lines: Vec<Line> },
    /// An address.
    Address { line: u32, lines: Vec<Line> },
}

impl Context {
    pub(super) fn keeps_lines(&self) -> bool {
        matches!(self, Self::Address { .. })
    }

    pub(super) fn takes_images(&self) -> bool {
        matches!(self, Self::Text)
    }
}

const ADDRESS_MARK: &str = "[!ADDRESS]";

impl Reader<'_> {
    pub(super) fn start_paragraph(&mut self, range: &Range<usize>) {
        if matches!(self.context, Context::List(_)) {
            // A further paragraph of an item starts a new line of it.
            if !self.inline.is_blank() {
                self.push_text("\n", range);
            }
        } else {
            self.inline.clear();
        }
    }

    pub(super) fn end_paragraph(&mut self, range: &Range<usize>) {
        match &mut self.context {
            Context::Notice { lines, .. } | Context::Address { lines, .. } => {
                lines.push(Line { spans: self.inline.take() });
            }
            Context::Text => self.end_plain_paragraph(range),
            _ => {}
        }
    }

    fn end_plain_paragraph(&mut self, range: &Range<usize>) {
        let images = std::mem::take(&mut self.inline.images);
        let blank = self.inline.is_blank();
        let spans = self.inline.take();
        for (at, src, alt) in images {
            if blank {
                self.emit(self.line(at.start), &BlockBody::Image { src, alt });
            } else {
                self.problem(&at, "a picture stands on a line of its own between blank lines");
            }
        }
        self.emit(self.line(range.start), &BlockBody::Paragraph { spans });
    }

    pub(super) fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        if !self.at_top(range, "a heading") {
            return;
        }
        let level = match level {
            _ if !self.source(range).starts_with('#') => {
                return self.refuse(
                    range,
                    "a line of - or = below a text makes it a heading; write ## in front, or leave a blank line",
                );
            }
            HeadingLevel::H1 => {
                return self.refuse(
                    range,
                    "the first level is the title in the front matter; headings start with ##",
                );
            }
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 => 3,
            HeadingLevel::H4 => 4,
            HeadingLevel::H5 | HeadingLevel::H6 => {
                return self.refuse(range, "headings go down to #### only");
            }
        };
        self.inline.clear();
        self.context = Context::Heading { level };
    }

    pub(super) fn end_heading(&mut self, range: &Range<usize>) {
        if let Context::Heading { level } = std::mem::replace(&mut self.context, Context::Text) {
            let spans = self.inline.take();
            self.emit(self.line(range.start), &BlockBody::Heading { level, spans });
        }
    }

    /// Whether a block may stand here; refuses it otherwise.
    pub(super) fn at_top(&mut self, range: &Range<usize>, what: &str) -> bool {
        let inside = match self.context {
            Context::Text => return true,
            Context::List(_) => "a list",
            Context::Notice { .. } => "a notice",
            Context::Address { .. } => "an address",
            Context::Heading { .. } | Context::Table { .. } => "a line",
        };
        self.refuse(range, format!("{what} cannot stand inside {inside}; leave a blank line and start at the left edge, or write a backslash in front if it is meant as text"));
        false
    }

    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        if !self.at_top(range, "a quote") {
            return;
        }
        let line = self.line(range.start);
        let kind = match kind {
            Some(BlockQuoteKind::Note) => NoticeKind::Note,
            Some(BlockQuoteKind::Tip) => NoticeKind::Tip,
            Some(BlockQuoteKind::Important) => NoticeKind::Important,
            Some(BlockQuoteKind::Warning) => NoticeKind::Warning,
            Some(BlockQuoteKind::Caution) => NoticeKind::Caution,
            None => {
                let first = self.source(range).lines().next().unwrap_or_default();
                let first = first.trim_start_matches(['>', ' ']).trim_end();
                if first.eq_ignore_ascii_case(ADDRESS_MARK) {
                    self.context = Context::Address { line, lines: Vec::new() };
                } else {
                    self.refuse(range, "a quote starts with a line that says what it is: [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION] or [!ADDRESS]");
                }
                return;
            }
        };
        self.context = Context::Notice { line, kind, lines: Vec::new() };
    }

    pub(super) fn end_quote(&mut self) {
        match std::mem::replace(&mut self.context, Context::Text) {
            Context::Notice { line, kind, lines } => {
                self.emit(line, &BlockBody::Notice { kind, lines });
            }
            Context::Address { line, mut lines } => {
                if let Some(first) = lines.first_mut() {
                    drop_mark(&mut first.spans);
                }
                self.emit(line, &BlockBody::Address { lines });
            }
            other => self.context = other,
        }
    }

    pub(super) fn start_table(&mut self, columns: usize, range: &Range<usize>) {
        if self.at_top(range, "a table") {
            let line = self.line(range.start);
            self.context = Context::Table { line, columns, rows: Vec::new() };
        }
    }

    pub(super) fn start_row(&mut self, range: &Range<usize>) {
        let found = count_cells(self.source(range));
        let Context::Table { columns, rows, .. } = &mut self.context else { return };
        let columns = *columns;
        rows.push(TableRow { cells: Vec::new() });
        if found > columns {
            self.problem(range, format!("the row has {found} cells, the table {columns} columns; write \\| for a bar that is text"));
        }
    }

    pub(super) fn end_cell(&mut self) {
        let spans = self.inline.take();
        if let Context::Table { rows, .. } = &mut self.context
            && let Some(row) = rows.last_mut()
        {
            row.cells.push(Line { spans });
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Context::Table { line, rows, .. } =
            std::mem::replace(&mut self.context, Context::Text)
        {
            self.emit(line, &BlockBody::Table { header: true, rows });
        }
    }
}

/// The spans up to the first line break are the mark `[!ADDRESS]`.
fn drop_mark(spans: &mut Vec<Span>) {
    let end = spans.iter().position(|s| s.text == "\n").unwrap_or(spans.len());
    spans.drain(..end);
}

/// Cells of a table's line; the parser itself drops the ones that are too many.
fn count_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut escaped = false;
    let mut open = false;
    for c in row.chars() {
        match c {
            '|' if !escaped => {
                bars += 1;
                open = false;
            }
            c if !c.is_whitespace() => open = true,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(open)
}
