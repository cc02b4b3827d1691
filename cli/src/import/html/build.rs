//! The walk over a parsed text, without recursion: each element opens, its content comes, it closes.
//!
//! Owns text, paragraphs and which element is what; `blocks` owns headings, lists and tables, `media` links and pictures.

mod blocks;
mod media;

use std::collections::BTreeSet;

use companion_core::text::{BlockBody, ListItem, Span};
use scraper::node::Node;
use scraper::{ElementRef, Html};
use url::Url;

use self::blocks::is_block;
use self::media::links_with_text;
use super::link::clean_text;
use super::table::OpenTable;
use super::{Counts, Reading};

pub(super) fn build(
    html: &Html,
    base: Option<&Url>,
    page_of: &dyn Fn(&str) -> Option<String>,
) -> Reading {
    let mut builder = Builder::new(base, page_of);
    builder.said = links_with_text(html);
    let mut open: Vec<Leave> = Vec::new();
    let root = *html.root_element();
    let mut next = root.first_child();
    while let Some(node) = next {
        match node.value() {
            Node::Text(text) => builder.text(text),
            Node::Element(_) => {
                open.push(ElementRef::wrap(node).map_or(Leave::Inline, |e| builder.enter(e)));
            }
            _ => {}
        }
        next = node.first_child();
        let mut up = Some(node).filter(|_| next.is_none());
        while let Some(node) = up {
            if node.value().is_element()
                && let Some(leave) = open.pop()
            {
                builder.leave(leave);
            }
            next = node.next_sibling();
            up = node.parent().filter(|p| next.is_none() && p.id() != root.id());
        }
    }
    builder.finish()
}

/// What closing an element undoes.
enum Leave {
    Inline,
    Block,
    Hidden,
    Strong,
    StrongBlock,
    Emphasis,
    Kept,
    Heading,
    Link,
    List,
    Item,
    Table,
    Cell,
}

struct OpenLink {
    url: Option<String>,
    /// The same address has a text elsewhere.
    said: bool,
    ink: usize,
    after: usize,
    icons: usize,
}

struct Builder<'a> {
    base: Option<&'a Url>,
    page_of: &'a dyn Fn(&str) -> Option<String>,
    reading: Reading,
    /// Text of the block that is being read; a line feed is a line break.
    spans: Vec<Span>,
    /// Pictures met inside it; they follow it.
    after: Vec<BlockBody>,
    /// Letters so far, to know whether something had any.
    ink: usize,
    hidden: usize,
    strong: usize,
    emphasis: usize,
    keeps_lines: usize,
    links: Vec<OpenLink>,
    /// Addresses, as written, of all links that have a text.
    said: BTreeSet<String>,
    heading: Option<u8>,
    /// Numbered or not, of each open list.
    lists: Vec<bool>,
    items: Vec<ListItem>,
    table: Option<OpenTable>,
    in_cell: bool,
}

impl<'a> Builder<'a> {
    fn new(base: Option<&'a Url>, page_of: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            base,
            page_of,
            reading: Reading::default(),
            spans: Vec::new(),
            after: Vec::new(),
            ink: 0,
            hidden: 0,
            strong: 0,
            emphasis: 0,
            keeps_lines: 0,
            links: Vec::new(),
            said: BTreeSet::new(),
            heading: None,
            lists: Vec::new(),
            items: Vec::new(),
            table: None,
            in_cell: false,
        }
    }

    fn counts(&mut self) -> &mut Counts {
        &mut self.reading.counts
    }

    fn finish(mut self) -> Reading {
        self.boundary();
        self.end_paragraph();
        self.reading
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        let mut text = clean_text(text);
        if self.keeps_lines == 0 {
            text = text.replace('\n', " ");
        }
        self.ink += text.chars().filter(|c| !c.is_whitespace()).count();
        self.push(text);
    }

    fn push(&mut self, text: String) {
        let link = self.links.iter().rev().find_map(|l| l.url.clone());
        let strong = self.strong > 0 && self.heading.is_none();
        self.spans.push(Span { text, strong, emphasis: self.emphasis > 0, link });
    }

    /// Whether blocks have no room here and become lines.
    fn in_lines(&self) -> bool {
        self.in_cell || self.heading.is_some() || !self.lists.is_empty()
    }

    /// The end of whatever was said so far on this line.
    fn boundary(&mut self) {
        if self.in_lines() {
            self.spans.push(Span::plain("\n"));
        } else {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        for spans in split_at_empty_lines(std::mem::take(&mut self.spans)) {
            self.reading.bodies.push(BlockBody::Paragraph { spans });
        }
        self.end_pictures();
    }

    fn end_pictures(&mut self) {
        self.reading.bodies.append(&mut self.after);
    }

    fn enter(&mut self, element: ElementRef<'_>) -> Leave {
        if self.hidden > 0 {
            self.hidden += 1;
            return Leave::Hidden;
        }
        match element.value().name() {
            "br" => self.push("\n".into()),
            "img" | "image" => self.picture(element),
            "a" => return self.enter_link(element),
            "strong" | "b" => {
                self.strong += 1;
                return Leave::Strong;
            }
            "em" | "i" => {
                self.emphasis += 1;
                return Leave::Emphasis;
            }
            "dt" | "summary" => return self.enter_strong_block(),
            "h1" | "h2" => return self.enter_heading(2),
            "h3" => return self.enter_heading(3),
            "h4" | "h5" | "h6" => return self.enter_heading(4),
            "ul" | "ol" | "menu" | "dir" => return self.enter_list(element.value().name() == "ol"),
            "li" => return self.enter_item(),
            "table" => return self.enter_table(element),
            "tr" => return self.enter_row(),
            "td" | "th" => return self.enter_cell(element),
            "pre" | "textarea" => {
                self.boundary();
                self.keeps_lines += 1;
                return Leave::Kept;
            }
            "iframe" | "video" | "audio" | "embed" | "object" | "frame" => {
                self.embedded(element);
                return self.hide();
            }
            "script" | "style" | "noscript" | "template" | "canvas" | "noembed" | "noframes" => {
                self.counts().active_left_out += 1;
                return self.hide();
            }
            "svg" | "math" => {
                self.counts().icons_left_out += 1;
                return self.hide();
            }
            name if is_block(name) => {
                self.boundary();
                return Leave::Block;
            }
            _ => {}
        }
        Leave::Inline
    }

    fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Inline => {}
            Leave::Block => self.boundary(),
            Leave::Hidden => self.hidden -= 1,
            Leave::Strong => self.strong -= 1,
            Leave::Emphasis => self.emphasis -= 1,
            Leave::StrongBlock => {
                self.strong -= 1;
                self.boundary();
            }
            Leave::Kept => {
                self.keeps_lines -= 1;
                self.boundary();
            }
            Leave::Heading => self.leave_heading(),
            Leave::Link => self.leave_link(),
            Leave::List => self.leave_list(),
            Leave::Item => self.flush_item(),
            Leave::Table => self.leave_table(),
            Leave::Cell => self.leave_cell(),
        }
    }

    fn hide(&mut self) -> Leave {
        self.hidden += 1;
        Leave::Hidden
    }
}

/// Two line breaks in a row are how many editors end a paragraph.
fn split_at_empty_lines(spans: Vec<Span>) -> Vec<Vec<Span>> {
    let mut paragraphs = vec![Vec::new()];
    let mut breaks = 0;
    for span in spans {
        if span.text == "\n" {
            breaks += 1;
        } else if !span.text.trim().is_empty() {
            if breaks > 1 {
                paragraphs.push(Vec::new());
            }
            breaks = 0;
        }
        if let Some(last) = paragraphs.last_mut() {
            last.push(span);
        }
    }
    paragraphs
}
