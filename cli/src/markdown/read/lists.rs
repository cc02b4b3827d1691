//! Bullet and numbered lists: nested in Markdown, flat with a depth in blocks.

use std::ops::Range;

use companion_core::text::block::MAX_LIST_DEPTH;
use companion_core::text::{BlockBody, ListItem};

use super::Reader;
use super::blocks::Context;

/// A list that has not ended yet.
pub(super) struct OpenList {
    line: u32,
    items: Vec<ListItem>,
    /// Numbered or not, of each level.
    levels: Vec<bool>,
    /// Positions of the items that have not ended, outermost first.
    open: Vec<usize>,
    /// An item was told already that its text goes on behind the items below it.
    scattered: bool,
}

impl Reader<'_> {
    pub(super) fn start_list(&mut self, ordered: bool, range: &Range<usize>) {
        if let Context::List(list) = &mut self.context {
            if list.levels.len() >= usize::from(MAX_LIST_DEPTH) {
                return self.refuse(range, "lists go four levels deep only");
            }
            list.levels.push(ordered);
            return self.flush_item();
        }
        if self.at_top(range, "a list") {
            self.inline.clear();
            self.context = Context::List(OpenList {
                line: self.line(range.start),
                items: Vec::new(),
                levels: vec![ordered],
                open: Vec::new(),
                scattered: false,
            });
        }
    }

    pub(super) fn end_list(&mut self) {
        let Context::List(list) = &mut self.context else { return };
        list.levels.pop();
        if !list.levels.is_empty() {
            return;
        }
        if let Context::List(list) = std::mem::replace(&mut self.context, Context::Text) {
            self.emit(list.line, &BlockBody::List { items: list.items });
        }
    }

    pub(super) fn start_item(&mut self) {
        self.inline.clear();
        if let Context::List(list) = &mut self.context {
            let depth = u8::try_from(list.levels.len().saturating_sub(1)).unwrap_or(u8::MAX);
            let ordered = list.levels.last().copied().unwrap_or_default();
            list.open.push(list.items.len());
            list.scattered = false;
            list.items.push(ListItem { depth, ordered, spans: Vec::new() });
        }
    }

    pub(super) fn end_item(&mut self) {
        self.flush_item();
        if let Context::List(list) = &mut self.context {
            list.open.pop();
            list.scattered = false;
        }
    }

    fn flush_item(&mut self) {
        let spans = self.inline.take();
        if let Context::List(list) = &mut self.context
            && let Some(item) = list.open.last().and_then(|at| list.items.get_mut(*at))
        {
            item.spans.extend(spans);
        }
    }

    /// An item is one run of text with its items below: text behind them would have no place.
    pub(super) fn note_text_in_item(&mut self, range: &Range<usize>) {
        let Context::List(list) = &mut self.context else { return };
        let last = list.items.len().checked_sub(1);
        if list.open.last().copied() != last && !list.scattered {
            list.scattered = true;
            self.problem(range, "text behind the items below it; make it an item of its own");
        }
    }
}
