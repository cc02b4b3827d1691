//! Runs of words, and the marks in them that a translator moves and never loses.
//!
//! Owns the two directions between a text and its runs. A heading is one run, a list one for each item, a table one for
//! each cell: what a text is made of never leaves, so nobody can break it. Where a link leads does not leave either,
//! only its number.

mod tokens;

use companion_core::text::{BlockBody, Span};

pub use self::tokens::{flat, is_blank, push_words, spans, tokens};
use crate::check::is_address;
use crate::source::entries::Value;

/// A piece of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Words.
    Text(String),
    /// A line ends here.
    Break,
    /// A style or link begins.
    Open(Mark),
    /// A style or link ends.
    Close(Mark),
    /// `{name}`, with its brackets.
    Placeholder(String),
}

/// What words can be inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Set strongly.
    Strong,
    /// Set with emphasis.
    Emphasis,
    /// The link with this number, counted from 1 in its run.
    Link(usize),
}

/// A text that is translated as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Words without marks; line breaks and placeholders only.
    Plain(String),
    /// Blocks.
    Blocks(Vec<BlockBody>),
}

impl Content {
    /// The runs that have words, with their places among all runs.
    pub fn runs(&self) -> Vec<(usize, Vec<Span>)> {
        let mut out = Vec::new();
        let mut count = 0;
        self.clone().visit(&mut |spans| {
            if is_wordy(spans, matches!(self, Self::Plain(_))) {
                out.push((count, spans.clone()));
            }
            count += 1;
        });
        out
    }

    /// The same with other words in some of its runs.
    #[must_use]
    pub fn filled(&self, runs: &std::collections::BTreeMap<usize, Vec<Span>>) -> Self {
        let mut out = self.clone();
        let mut count = 0;
        out.visit(&mut |spans| {
            if let Some(other) = runs.get(&count) {
                spans.clone_from(other);
            }
            count += 1;
        });
        out
    }

    /// Whether both have the same runs of the same kinds, so that one run stands for the other.
    pub fn is_shaped_like(&self, other: &Self) -> bool {
        let shape = |content: &Self| {
            let mut count = 0;
            content.clone().visit(&mut |_| count += 1);
            let kinds: Vec<String> = match content {
                Self::Plain(_) => Vec::new(),
                Self::Blocks(blocks) => blocks.iter().map(crate::lock::kind).collect(),
            };
            (count, kinds)
        };
        shape(self) == shape(other)
    }

    /// The text as it stands in a source.
    pub fn value(&self) -> Value<'_> {
        match self {
            Self::Plain(text) => Value::Plain(text),
            Self::Blocks(blocks) => Value::Blocks(blocks),
        }
    }

    /// The words, for people.
    pub fn in_words(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Blocks(blocks) => {
                blocks.iter().map(BlockBody::plain_text).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Calls `each` with every run, in reading order; what it leaves there becomes the text.
    fn visit(&mut self, each: &mut impl FnMut(&mut Vec<Span>)) {
        match self {
            Self::Plain(text) => label(text, each),
            Self::Blocks(blocks) => blocks.iter_mut().for_each(|block| visit_block(block, each)),
        }
    }
}

fn visit_block(block: &mut BlockBody, each: &mut impl FnMut(&mut Vec<Span>)) {
    match block {
        BlockBody::Heading { spans, .. } | BlockBody::Paragraph { spans } => each(spans),
        BlockBody::List { items } => items.iter_mut().for_each(|item| each(&mut item.spans)),
        BlockBody::Table { rows, .. } => {
            rows.iter_mut().flat_map(|r| &mut r.cells).for_each(|cell| each(&mut cell.spans));
        }
        BlockBody::Address { lines } | BlockBody::Notice { lines, .. } => {
            lines.iter_mut().for_each(|line| each(&mut line.spans));
        }
        BlockBody::Link { label: text, .. }
        | BlockBody::Phone { label: text, .. }
        | BlockBody::Email { label: text, .. }
        | BlockBody::Image { alt: text, .. } => label(text, each),
    }
}

fn label(text: &mut String, each: &mut impl FnMut(&mut Vec<Span>)) {
    let mut spans = vec![Span::plain(text.clone())];
    each(&mut spans);
    *text = spans.into_iter().map(|s| s.text).collect();
}

/// Whether there is something to translate: numbers and addresses are the same in every language. A name is always
/// asked for, since it may well be written in another script.
fn is_wordy(spans: &[Span], name: bool) -> bool {
    let text: String = spans.iter().map(|s| s.text.as_str()).collect();
    let word = |w: &str| !is_address(w) && w.chars().any(char::is_alphabetic);
    if name { !text.trim().is_empty() } else { text.split_whitespace().any(word) }
}
