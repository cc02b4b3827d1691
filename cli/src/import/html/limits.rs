//! What hostile or broken markup may cost.
//!
//! A tree builder after the HTML standard works in time that grows with nesting times length, and copies open
//! formatting into every paragraph. Real pages stay far below these limits; what exceeds them keeps its words only.

use std::borrow::Cow;

/// Elements open at one time.
const MAX_DEPTH: usize = 200;
/// Formatting elements open at one time; the standard reopens them in every new block.
const MAX_FORMATTING: usize = 24;
/// Tags of one text.
const MAX_TAGS: usize = 50_000;
/// Attributes of one element; the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 100;

/// Stands between the blocks of a text reduced to its words; no text holds it.
pub(super) const BREAK: char = '\u{1}';

/// Whether a text may be parsed as it is.
pub(super) enum Size<'a> {
    /// The text, without tags that have too many attributes.
    Fits(Cow<'a, str>),
    /// Its words with [`BREAK`] between blocks, entities not decoded.
    TooMuch(String),
}

/// Looks at the tags of a text once.
pub(super) fn within(html: &str) -> Size<'_> {
    let mut open: Vec<&str> = Vec::new();
    let (mut tags, mut formatting, mut overloaded) = (0_usize, 0_usize, false);
    for piece in Pieces::new(html) {
        let Piece::Tag { name, closing, attributes, .. } = piece else { continue };
        tags += 1;
        overloaded |= attributes > MAX_ATTRIBUTES;
        if closing {
            if let Some(at) = open.iter().rposition(|o| o.eq_ignore_ascii_case(name)) {
                formatting -= open.drain(at..).filter(|o| is_formatting(o)).count();
            }
        } else if !closes_itself(name) {
            formatting += usize::from(is_formatting(name));
            open.push(name);
        }
        if tags > MAX_TAGS || open.len() > MAX_DEPTH || formatting > MAX_FORMATTING {
            return Size::TooMuch(words(html));
        }
    }
    if !overloaded {
        return Size::Fits(Cow::Borrowed(html));
    }
    let kept = Pieces::new(html).map(|piece| match piece {
        Piece::Tag { attributes, .. } if attributes > MAX_ATTRIBUTES => "",
        Piece::Tag { source, .. } | Piece::Text(source) | Piece::Hidden(source) => source,
    });
    Size::Fits(Cow::Owned(kept.collect()))
}

fn words(html: &str) -> String {
    let mut out = String::new();
    for piece in Pieces::new(html) {
        match piece {
            Piece::Text(text) => out.extend(text.chars().filter(|c| *c != BREAK)),
            Piece::Tag { name, .. } if !is_inline(name) && !out.ends_with(BREAK) => out.push(BREAK),
            Piece::Tag { .. } | Piece::Hidden(_) => {}
        }
    }
    out
}

/// Elements whose end the standard finds without a closing tag, and those that have no content.
fn closes_itself(name: &str) -> bool {
    const NAMES: [&str; 24] = [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link",
        "meta", "option", "p", "param", "source", "tbody", "td", "th", "thead", "tr", "track",
        "wbr",
    ];
    NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

fn is_formatting(name: &str) -> bool {
    const NAMES: [&str; 14] = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
        "u",
    ];
    NAMES.iter().any(|n| n.eq_ignore_ascii_case(name))
}

fn is_inline(name: &str) -> bool {
    is_formatting(name)
        || ["span", "abbr", "sub", "sup", "img", "wbr", "label", "mark", "q", "cite", "del", "ins"]
            .iter()
            .any(|n| n.eq_ignore_ascii_case(name))
}

enum Piece<'a> {
    Text(&'a str),
    Tag {
        name: &'a str,
        closing: bool,
        attributes: usize,
        source: &'a str,
    },
    /// Comments, and scripts and the like with their content.
    Hidden(&'a str),
}

/// The tags of a text in one pass, without a tree.
struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn take_through(&mut self, end: &str) -> &'a str {
        let length = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.take(length)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with("<!--") {
            return Some(Piece::Hidden(self.take_through("-->")));
        }
        if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            return Some(Piece::Hidden(self.take_through(">")));
        }
        let Some((length, name, closing, attributes)) = tag(self.rest) else {
            // Text up to the next `<` that is not this one.
            let first = self.rest.chars().next().map_or(0, char::len_utf8);
            let after = self.rest.get(first..).unwrap_or_default();
            let length = after.find('<').map_or(self.rest.len(), |at| first + at);
            return Some(Piece::Text(self.take(length)));
        };
        if !closing && holds_no_text(name) {
            let before = self.rest;
            self.take(length);
            self.skip_to_end_of(name);
            let hidden = before.len() - self.rest.len();
            return Some(Piece::Hidden(before.get(..hidden).unwrap_or_default()));
        }
        let source = self.take(length);
        Some(Piece::Tag { name, closing, attributes, source })
    }
}

impl Pieces<'_> {
    fn skip_to_end_of(&mut self, name: &str) {
        while let Some(at) = self.rest.find("</") {
            self.take(at);
            if let Some((length, found, true, _)) = tag(self.rest)
                && found.eq_ignore_ascii_case(name)
            {
                self.take(length);
                return;
            }
            self.take(2);
        }
        self.rest = "";
    }
}

fn holds_no_text(name: &str) -> bool {
    ["script", "style", "iframe", "noscript", "noembed", "noframes"]
        .iter()
        .any(|n| n.eq_ignore_ascii_case(name))
}

/// Length, name, whether it closes, and the number of attributes of the tag that `html` starts with.
fn tag(html: &str) -> Option<(usize, &str, bool, usize)> {
    let inner = html.strip_prefix('<')?;
    let (inner, closing) = inner.strip_prefix('/').map_or((inner, false), |i| (i, true));
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let (name, rest) = inner.split_at_checked(end.unwrap_or(inner.len()))?;
    let mut attributes = 0;
    let mut state = State::Between;
    for (at, byte) in rest.bytes().enumerate() {
        state = match (state, byte) {
            (State::Quoted(quote), b) if b == quote => State::Between,
            (State::Quoted(quote), _) => State::Quoted(quote),
            (_, b'>') => {
                let length = html.len() - rest.len() + at + 1;
                return Some((length, name, closing, attributes));
            }
            (State::Value, b'"' | b'\'') => State::Quoted(byte),
            (State::Value, b) if b.is_ascii_whitespace() => State::Value,
            (State::Value | State::Bare, b) if !b.is_ascii_whitespace() => State::Bare,
            (State::Name, b'=') => State::Value,
            (State::Name, b) if !b.is_ascii_whitespace() && b != b'/' => State::Name,
            // `a = b`: the value may stand apart from its name.
            (State::Between, b'=') if attributes > 0 => State::Value,
            (State::Between | State::Name | State::Bare | State::Value, b)
                if b.is_ascii_whitespace() || b == b'/' =>
            {
                State::Between
            }
            _ => {
                attributes += 1;
                State::Name
            }
        };
    }
    // A tag that never ends swallows the rest, as the standard says.
    Some((html.len(), name, closing, attributes))
}

#[derive(Clone, Copy)]
enum State {
    Between,
    Name,
    Value,
    Bare,
    Quoted(u8),
}
