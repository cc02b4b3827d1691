//! The blocks of one place, service or organization while they are gathered.
//!
//! Owns how labels and values look: short values as a list of lines, long ones as paragraphs under a heading, numbers and
//! addresses as blocks that can be tapped. Which values there are is left to the writers.

use std::collections::BTreeSet;

use companion_core::text::{BlockBody, Line, ListItem, NoticeKind, Span};

use crate::import::html;
use crate::source::values;

/// Longer values are paragraphs.
const MAX_LINE: usize = 90;

/// The blocks, and which records they tell.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) blocks: Vec<BlockBody>,
    /// Records that stand here already.
    pub(super) told: BTreeSet<usize>,
}

impl Entry {
    /// A labelled value, in a list with its neighbours; long ones stand under a heading.
    pub(super) fn value(&mut self, label: &str, value: &str) {
        if value.chars().count() > MAX_LINE || value.contains('\n') || is_html(value) {
            self.text(label, value);
        } else {
            self.line(label, value);
        }
    }

    /// A line of a list.
    pub(super) fn line(&mut self, label: &str, value: &str) {
        self.item(vec![strong(&format!("{label}:")), Span::plain(format!(" {value}"))]);
    }

    /// A line of a list without a label.
    pub(super) fn item(&mut self, spans: Vec<Span>) {
        let item = ListItem { depth: 0, ordered: false, spans };
        match self.blocks.last_mut() {
            Some(BlockBody::List { items }) => items.push(item),
            _ => self.blocks.push(BlockBody::List { items: vec![item] }),
        }
    }

    /// A heading and paragraphs.
    pub(super) fn text(&mut self, label: &str, text: &str) {
        self.heading(3, label);
        self.paragraphs(text);
    }

    /// Paragraphs; an empty line parts them.
    pub(super) fn paragraphs(&mut self, text: &str) {
        self.blocks.extend(paragraphs(text));
    }

    pub(super) fn heading(&mut self, level: u8, label: &str) {
        self.blocks.push(BlockBody::Heading { level, spans: vec![Span::plain(label)] });
    }

    /// Something that should be seen first.
    pub(super) fn notice(&mut self, text: &str) {
        let lines = paragraphs(text).iter().map(|b| plain_line(&b.plain_text())).collect();
        self.blocks.push(BlockBody::Notice { kind: NoticeKind::Important, lines });
    }

    /// A web address; what is none stays a line.
    pub(super) fn link(&mut self, label: &str, address: &str) {
        match web(address) {
            Some(url) => {
                let shown = address.trim().trim_end_matches('/');
                let label = format!("{label}: {shown}");
                self.blocks.push(BlockBody::Link { url, label });
            }
            None => self.value(label, address),
        }
    }

    /// An e-mail address; what is none stays a line.
    pub(super) fn mail(&mut self, label: &str, address: &str) {
        match values::email(address) {
            Ok(address) => {
                let label = format!("{label}: {address}");
                self.blocks.push(BlockBody::Email { address, label });
            }
            Err(_) => self.value(label, address),
        }
    }

    /// A postal address.
    pub(super) fn address(&mut self, lines: Vec<String>) {
        let lines = lines.iter().map(|l| plain_line(l)).collect();
        self.blocks.push(BlockBody::Address { lines });
    }

    /// A part under a heading; without content there is no heading either.
    pub(super) fn section(&mut self, heading: BlockBody, inside: impl FnOnce(&mut Self)) {
        self.blocks.push(heading);
        let before = self.blocks.len();
        inside(self);
        if self.blocks.len() == before {
            self.blocks.pop();
        }
    }
}

/// A heading of the second level.
pub(super) fn heading(text: &str) -> BlockBody {
    BlockBody::Heading { level: 2, spans: vec![Span::plain(text)] }
}

/// A heading that leads somewhere.
pub(super) fn linked_heading(text: &str, link: &str) -> BlockBody {
    BlockBody::Heading { level: 2, spans: vec![Span::linked(text, link)] }
}

pub(super) fn strong(text: &str) -> Span {
    Span { text: text.to_owned(), strong: true, ..Span::default() }
}

fn plain_line(text: &str) -> Line {
    Line { spans: vec![Span::plain(text)] }
}

/// A value as plain text: markup of web pages becomes what a reader would see.
pub(super) fn plain(text: &str) -> String {
    if !is_html(text) {
        return text.trim().to_owned();
    }
    let bodies = html::read(text, None, &|_| None).bodies;
    // Addresses behind links would be lost with the markup.
    let read = |body: &BlockBody| {
        let text = body.plain_text();
        let beyond = body.links().into_iter().filter(|link| !text.contains(link.as_str()));
        let beyond: Vec<String> = beyond.collect();
        if beyond.is_empty() { text } else { format!("{text} ({})", beyond.join(", ")) }
    };
    bodies.iter().map(read).collect::<Vec<_>>().join("\n")
}

fn paragraphs(text: &str) -> Vec<BlockBody> {
    if is_html(text) {
        return html::read(text, None, &|_| None).bodies;
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| BlockBody::Paragraph { spans: vec![Span::plain(part)] })
        .collect()
}

/// Whether a text has markup of web pages in it.
fn is_html(text: &str) -> bool {
    const MARKS: [&str; 10] =
        ["</", "<br", "<p>", "<p ", "<li", "<a ", "&nbsp;", "&amp;", "&#", "&quot;"];
    let lower = text.to_ascii_lowercase();
    MARKS.iter().any(|mark| lower.contains(mark))
}

/// A web address that can be opened; one without a scheme gets what browsers add.
pub(super) fn web(address: &str) -> Option<String> {
    let address = address.trim();
    if let Ok(url) = values::url(address) {
        return Some(url);
    }
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let bare = !address.contains("://") && host.contains('.') && !host.contains(['@', ':', ' ']);
    let ends_well = host
        .rsplit('.')
        .next()
        .is_some_and(|end| end.len() >= 2 && end.chars().all(char::is_alphabetic));
    (bare && ends_well).then(|| values::url(&format!("http://{address}")).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_values_gather_in_a_list_and_long_ones_stand_alone() {
        let mut entry = Entry::default();
        entry.value("Fees", "None");
        entry.value("Wait", "An hour");
        entry.value("Text", &"word ".repeat(40));
        let kinds: Vec<String> = entry.blocks.iter().map(crate::lock::kind).collect();
        assert_eq!(kinds, ["l", "h3", "p"]);
        assert_eq!(entry.blocks[0].plain_text(), "Fees: None\nWait: An hour");
    }

    #[test]
    fn a_part_without_content_has_no_heading() {
        let mut entry = Entry::default();
        entry.section(heading("Empty"), |_| ());
        assert_eq!(entry.blocks, []);
        entry.section(heading("Full"), |e| e.link("Web", "example.org/a"));
        assert_eq!(entry.blocks.len(), 2);
        assert_eq!(entry.blocks[1].links(), ["http://example.org/a"]);
    }

    #[test]
    fn markup_of_web_pages_becomes_text() {
        assert_eq!(plain("Soup &amp; <b>bread</b><br>daily"), "Soup & bread\ndaily");
        assert_eq!(plain(" a < b "), "a < b");
        let link = plain("<p>See <a href=\"https://example.org/x\">here</a></p>");
        assert_eq!(link, "See here (https://example.org/x)");
    }

    #[test]
    fn addresses_without_a_scheme_can_be_opened() {
        assert_eq!(web("www.example.org").as_deref(), Some("http://www.example.org"));
        for none in ["none", "see below", "info@example.org", "a.1", "javascript:x.de", ""] {
            assert_eq!(web(none), None, "{none}");
        }
    }
}
