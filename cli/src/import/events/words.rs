//! Texts of events, plain or in HTML, to blocks.

use companion_core::text::{BlockBody, Span};

use crate::import::html::{self, Counts, Href};
use crate::markdown;
use crate::source::values;

/// The blocks of a text, whatever it is written in, and what became of its markup.
pub(super) fn blocks(text: &str) -> (Vec<BlockBody>, Counts) {
    if is_html(text) {
        let reading = html::read(&with_breaks(text), None, &|_| None);
        return (reading.bodies, reading.counts);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let bodies: Vec<BlockBody> = paragraphs.map(paragraph).collect();
    let counts =
        Counts { links: bodies.iter().map(|body| body.links().len()).sum(), ..Counts::default() };
    (bodies.iter().flat_map(markdown::normal).collect(), counts)
}

/// A button to an address.
pub(super) fn link(url: &str, label: &str) -> BlockBody {
    BlockBody::Link { url: url.to_owned(), label: label.to_owned() }
}

/// Plain text on one line.
pub(super) fn line(text: &str) -> String {
    html::decode_entities(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many characters of a text.
pub(super) fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// An address that can be opened on a phone.
pub(super) fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let begins = ["https://", "http://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let read = (begins && !text.contains(char::is_whitespace)).then(|| Href::read(text, None))?;
    match read {
        Href::Leads(url) => {
            let (scheme, rest) = url.split_once(':')?;
            values::url(&format!("{}:{rest}", scheme.to_ascii_lowercase())).ok()
        }
        _ => None,
    }
}

/// A paragraph, with the addresses in it as links.
fn paragraph(text: &str) -> BlockBody {
    let mut spans: Vec<Span> = Vec::new();
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let space = word.get(bare.len()..).unwrap_or_default();
        let url = bare.trim_start_matches(['(', '<', '[', '"', '„', '“']);
        let before = bare.len() - url.len();
        let url =
            url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '>', ']', '"', '“', '”']);
        match web_address(url) {
            Some(address) => {
                plain.push_str(bare.get(..before).unwrap_or_default());
                spans.extend(taken(&mut plain));
                spans.push(Span { link: Some(address), ..Span::plain(url) });
                plain.push_str(bare.get(before + url.len()..).unwrap_or_default());
            }
            None => plain.push_str(bare),
        }
        plain.push_str(space);
    }
    spans.extend(taken(&mut plain));
    BlockBody::Paragraph { spans }
}

fn taken(plain: &mut String) -> Option<Span> {
    let text = html::decode_entities(&std::mem::take(plain));
    (!text.is_empty()).then(|| Span::plain(text))
}

/// Whether a text has markup of web pages in it.
fn is_html(text: &str) -> bool {
    const MARKS: [&str; 8] = ["</", "<br", "<p>", "<p ", "<li", "<a ", "<html", "<div"];
    let lower = text.to_ascii_lowercase();
    MARKS.iter().any(|mark| lower.contains(mark))
}

/// Some calendars write lines of plain text with a few tags in them: where no tag makes a paragraph, lines do.
fn with_breaks(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let made = ["<p", "<br", "<div", "<li", "<td"].iter().any(|mark| lower.contains(mark));
    if made { text.to_owned() } else { text.replace("\r\n", "\n").replace('\n', "<br>") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        markdown::write(&blocks(text).0)
    }

    #[test]
    fn plain_text_keeps_paragraphs_and_its_addresses_are_links() {
        let text = "Come along!\n\nMore: (https://example.org/a?b=1), or ask.";
        assert_eq!(
            written(text),
            "Come along!\n\nMore: ([https://example.org/a?b=1](https://example.org/a?b=1)), or ask.\n"
        );
        assert_eq!(blocks(text).1.links, 1);
    }

    #[test]
    fn markup_becomes_blocks_and_lines_between_a_few_tags_stay_lines() {
        assert_eq!(written("<p>One</p><ul><li>Two</li></ul>"), "One\n\n- Two\n");
        assert!(written("One\nTwo <a href=\"https://example.org\">three</a>").contains("One"));
        assert_eq!(written("1 < 2 & 3 > 2"), markdown::write(&blocks("1 < 2 & 3 > 2").0));
    }

    #[test]
    fn what_is_no_web_address_leads_nowhere() {
        for text in [
            "javascript:alert(1)",
            "ftp://example.org",
            "https://",
            "example.org",
            "mailto:a@example.org",
        ] {
            assert_eq!(web_address(text), None, "{text}");
        }
        assert_eq!(web_address("HTTPS://example.org/x").as_deref(), Some("https://example.org/x"));
    }
}
