//! Runs of text: styles, links and pictures inside a paragraph, heading, item, cell or line.

use std::ops::Range;

use companion_core::text::Span;
use companion_core::text::block::check_link;
use pulldown_cmark::LinkType;

use super::Reader;

/// The text gathered since the last block started.
#[derive(Default)]
pub(super) struct Inline {
    pub(super) spans: Vec<Span>,
    pub(super) strong: usize,
    pub(super) emphasis: usize,
    pub(super) images: Vec<(Range<usize>, String, String)>,
    link: Option<String>,
    /// Spans there were when the open link started.
    link_from: usize,
    in_image: bool,
}

impl Inline {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn take(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.spans)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.spans.iter().all(|s| s.text.trim().is_empty())
    }
}

impl Reader<'_> {
    pub(super) fn push_text(&mut self, text: &str, range: &Range<usize>) {
        let inline = &mut self.inline;
        if inline.in_image {
            if let Some((_, _, alt)) = inline.images.last_mut() {
                alt.push_str(text);
            }
            return;
        }
        inline.spans.push(Span {
            text: text.to_owned(),
            strong: inline.strong > 0,
            emphasis: inline.emphasis > 0,
            link: inline.link.clone(),
        });
        self.note_text_in_item(range);
    }

    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        url: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        if !title.is_empty() {
            self.problem(range, "a link has no title of its own; put the words into the text");
        }
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        let safe = check_link(&url);
        self.inline.link = safe.is_ok().then_some(url);
        if let Err(e) = safe {
            self.problem(
                range,
                format!("{e}; links start with https:, tel:, mailto:, page:, place: and the like"),
            );
        }
        self.inline.link_from = self.inline.spans.len();
    }

    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        let inside = self.inline.spans.get(self.inline.link_from..).unwrap_or_default();
        if inside.iter().all(|s| s.text.trim().is_empty()) {
            self.problem(range, "a link without text; write what one finds there in the brackets");
        }
        self.inline.link = None;
    }

    pub(super) fn start_image(&mut self, src: &str, title: &str, range: &Range<usize>) {
        if !title.is_empty() {
            self.problem(range, "a picture has no title; put the words into the brackets");
        }
        if self.inline.link.is_some() {
            self.refuse(range, "a picture cannot be a link; write the link below it");
            // The problem of the missing text is the same one.
            self.push_text("\u{fffd}", range);
        } else if !self.context.takes_images() {
            self.refuse(range, "a picture stands on a line of its own between blank lines");
        } else {
            self.inline.images.push((range.clone(), src.to_owned(), String::new()));
            self.inline.in_image = true;
        }
    }

    pub(super) fn end_image(&mut self) {
        self.inline.in_image = false;
    }
}
