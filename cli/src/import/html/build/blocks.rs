//! Headings, lists and tables: what may stand in what, and what becomes of the rest.

use companion_core::text::{BlockBody, ListItem, Span};
use scraper::ElementRef;

use super::super::table::{OpenTable, only_arranges};
use super::{Builder, Leave};

impl Builder<'_> {
    pub(super) fn enter_strong_block(&mut self) -> Leave {
        self.boundary();
        self.strong += 1;
        Leave::StrongBlock
    }

    pub(super) fn enter_heading(&mut self, level: u8) -> Leave {
        if self.in_lines() {
            return self.enter_strong_block();
        }
        self.end_paragraph();
        self.heading = Some(level);
        Leave::Heading
    }

    pub(super) fn leave_heading(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if let Some(level) = self.heading.take() {
            self.reading.bodies.push(BlockBody::Heading { level, spans });
        }
        self.end_pictures();
    }

    pub(super) fn enter_list(&mut self, ordered: bool) -> Leave {
        if self.in_cell || self.heading.is_some() {
            self.boundary();
            return Leave::Block;
        }
        if self.lists.is_empty() {
            self.end_paragraph();
        } else {
            self.flush_item();
        }
        self.lists.push(ordered);
        Leave::List
    }

    pub(super) fn enter_item(&mut self) -> Leave {
        if self.lists.is_empty() || self.in_cell {
            self.boundary();
            return Leave::Block;
        }
        self.flush_item();
        Leave::Item
    }

    pub(super) fn flush_item(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if let (Some(ordered), false) = (self.lists.last(), is_blank(&spans)) {
            let depth = u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX);
            self.items.push(ListItem { depth, ordered: *ordered, spans });
        }
    }

    pub(super) fn leave_list(&mut self) {
        self.flush_item();
        self.lists.pop();
        if self.lists.is_empty() {
            let items = std::mem::take(&mut self.items);
            self.reading.bodies.push(BlockBody::List { items });
            self.end_pictures();
        }
    }

    pub(super) fn enter_table(&mut self, element: ElementRef<'_>) -> Leave {
        self.boundary();
        if self.in_lines() || self.table.is_some() || only_arranges(element) {
            return Leave::Block;
        }
        self.table = Some(OpenTable::default());
        Leave::Table
    }

    pub(super) fn enter_row(&mut self) -> Leave {
        match &mut self.table {
            Some(table) if !self.in_cell => {
                table.start_row();
                Leave::Inline
            }
            _ => {
                self.boundary();
                Leave::Block
            }
        }
    }

    pub(super) fn enter_cell(&mut self, element: ElementRef<'_>) -> Leave {
        match &mut self.table {
            Some(table) if !self.in_cell => {
                table.start_cell(element);
                self.spans.clear();
                self.in_cell = true;
                Leave::Cell
            }
            _ => {
                self.boundary();
                Leave::Block
            }
        }
    }

    pub(super) fn leave_cell(&mut self) {
        self.in_cell = false;
        let spans = std::mem::take(&mut self.spans);
        if let Some(table) = &mut self.table {
            table.end_cell(spans);
        }
    }

    pub(super) fn leave_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.reading.bodies.extend(table.finish());
        }
        self.end_pictures();
    }
}

fn is_blank(spans: &[Span]) -> bool {
    spans.iter().all(|s| s.text.trim().is_empty())
}

/// Elements that start and end a block and mean nothing else.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "aside"
            | "nav"
            | "address"
            | "blockquote"
            | "center"
            | "figure"
            | "figcaption"
            | "fieldset"
            | "legend"
            | "form"
            | "details"
            | "dl"
            | "dd"
            | "hgroup"
            | "hr"
            | "caption"
            | "tbody"
            | "thead"
            | "tfoot"
            | "colgroup"
            | "option"
            | "button"
            | "optgroup"
            | "select"
            | "search"
            | "dialog"
            | "body"
            | "title"
            | "plaintext"
            | "xmp"
            | "listing"
    )
}
