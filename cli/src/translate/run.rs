//! Runs of words, and the marks in them that a translator moves and never loses.
//!
//! Owns the two directions between a text and its runs. A heading is one run, a list one for each item, a table one for
//! each cell: what a text is made of never leaves, so nobody can break it. Where a link leads does not leave either,
//! only its number.

use companion_core::text::{BlockBody, Span};

use crate::check::is_address;

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

/// A run as tokens, and where its links lead: links outside, in them strong, in it emphasis.
pub fn tokens(spans: &[Span]) -> (Vec<Token>, Vec<String>) {
    let mut out = Vec::new();
    let mut links: Vec<String> = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut link: Option<&str> = None;
    for span in spans {
        let same_link = span.link.as_deref() == link;
        if !same_link {
            out.extend(open.drain(..).rev().map(Token::Close));
            link = span.link.as_deref();
            if let Some(url) = link {
                links.push(url.to_owned());
                open.push(Mark::Link(links.len()));
                out.extend(open.last().copied().map(Token::Open));
            }
        }
        let wanted = |mark: &Mark| match mark {
            Mark::Strong => span.strong,
            Mark::Emphasis => span.emphasis,
            Mark::Link(_) => true,
        };
        let keep = open.iter().take_while(|mark| wanted(mark)).count();
        out.extend(open.drain(keep..).rev().map(Token::Close));
        for mark in [Mark::Strong, Mark::Emphasis] {
            if wanted(&mark) && !open.contains(&mark) {
                out.push(Token::Open(mark));
                open.push(mark);
            }
        }
        push_words(&mut out, &span.text);
    }
    out.extend(open.drain(..).rev().map(Token::Close));
    (out, links)
}

/// Words, line breaks and placeholders of a text without marks.
pub fn push_words(out: &mut Vec<Token>, text: &str) {
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push(Token::Break);
        }
        let mut rest = line;
        while let Some((start, end)) = placeholder(rest) {
            push_text(out, rest.get(..start).unwrap_or_default());
            out.push(Token::Placeholder(rest.get(start..end).unwrap_or_default().to_owned()));
            rest = rest.get(end..).unwrap_or_default();
        }
        push_text(out, rest);
    }
}

fn push_text(out: &mut Vec<Token>, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Token::Text(before)) => before.push_str(text),
        _ => out.push(Token::Text(text.to_owned())),
    }
}

/// The first `{name}` with a name of at most 40 letters, digits and `_`.
fn placeholder(text: &str) -> Option<(usize, usize)> {
    for (start, _) in text.match_indices('{') {
        let inner = text.get(start + 1..)?;
        if let Some(end) = inner.find('}') {
            let name = inner.get(..end)?;
            let named = name.chars().all(|c| c.is_alphanumeric() || c == '_');
            if named && (1..=40).contains(&name.chars().count()) {
                return Some((start, start + 1 + end + 1));
            }
        }
    }
    None
}

/// The tokens of a translation as spans; `links` are those of the source run.
///
/// # Errors
/// What a translator has broken, in plain words.
pub fn spans(tokens: &[Token], links: &[String]) -> Result<Vec<Span>, String> {
    let mut out: Vec<Span> = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut used = vec![0_usize; links.len()];
    for token in tokens {
        let text = match token {
            Token::Open(mark) => {
                if let Mark::Link(number) = mark {
                    let seen = number.checked_sub(1).and_then(|n| used.get_mut(n));
                    let Some(seen) = seen else {
                        return Err(format!("link {number} is none of the source text"));
                    };
                    *seen += 1;
                    if open.iter().any(|m| matches!(m, Mark::Link(_))) {
                        return Err(format!("link {number} stands inside another link"));
                    }
                }
                open.push(*mark);
                continue;
            }
            Token::Close(mark) => {
                let Some(at) = open.iter().rposition(|m| m == mark) else {
                    return Err(format!("{} ends where it has not begun", told(*mark)));
                };
                open.remove(at);
                continue;
            }
            Token::Text(text) | Token::Placeholder(text) => text.as_str(),
            Token::Break => "\n",
        };
        let link = open.iter().find_map(|mark| match mark {
            Mark::Link(number) => links.get(number.checked_sub(1)?),
            _ => None,
        });
        out.push(Span {
            text: text.to_owned(),
            strong: open.contains(&Mark::Strong),
            emphasis: open.contains(&Mark::Emphasis),
            link: link.cloned(),
        });
    }
    if let Some(mark) = open.first() {
        return Err(format!("{} has no end", told(*mark)));
    }
    for (seen, number) in used.iter().zip(1..) {
        match seen {
            0 => return Err(format!("link {number} is lost")),
            1 => {}
            _ => return Err(format!("link {number} stands there {seen} times")),
        }
    }
    for (number, url) in (1..).zip(links) {
        let words = |s: &&Span| s.link.as_ref() == Some(url) && !s.text.trim().is_empty();
        if !out.iter().any(|s| words(&s)) {
            return Err(format!("link {number} has no words"));
        }
    }
    Ok(out)
}

fn told(mark: Mark) -> String {
    match mark {
        Mark::Strong => "a strong text".to_owned(),
        Mark::Emphasis => "an emphasis".to_owned(),
        Mark::Link(number) => format!("link {number}"),
    }
}

/// Whether nothing but space is there.
pub fn is_blank(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| match token {
        Token::Text(text) => text.trim().is_empty(),
        Token::Placeholder(_) => false,
        Token::Break | Token::Open(_) | Token::Close(_) => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked() -> Vec<Span> {
        vec![
            Span::plain("Im "),
            Span { strong: true, ..Span::linked("Amt", "place:a") },
            Span::linked(" und mehr", "place:a"),
            Span::plain(": {name}, {zu viel}"),
            Span::plain("\nzweitens"),
        ]
    }

    #[test]
    fn a_run_becomes_tokens_and_comes_back() {
        let (tokens, links) = tokens(&linked());
        assert_eq!(links, ["place:a"]);
        assert_eq!(tokens[1], Token::Open(Mark::Link(1)));
        assert!(tokens.contains(&Token::Placeholder("{name}".to_owned())));
        assert!(tokens.contains(&Token::Break));
        let back = spans(&tokens, &links).unwrap();
        let normal = |spans| crate::markdown::normal(&BlockBody::Paragraph { spans });
        assert_eq!(normal(back), normal(linked()));
    }

    #[test]
    fn what_is_lost_or_broken_is_told() {
        let (good, links) = tokens(&linked());
        let without = |drop: &dyn Fn(&Token) -> bool| {
            let kept: Vec<Token> = good.iter().filter(|t| !drop(t)).cloned().collect();
            spans(&kept, &links).unwrap_err()
        };
        let link = Mark::Link(1);
        assert_eq!(without(&|t| *t == Token::Close(link)), "link 1 has no end");
        assert_eq!(without(&|t| *t == Token::Open(link)), "link 1 ends where it has not begun");
        let both = |t: &Token| matches!(t, Token::Open(m) | Token::Close(m) if *m == link);
        assert_eq!(without(&both), "link 1 is lost");
        let twice: Vec<Token> = good.iter().chain(&good).cloned().collect();
        assert_eq!(spans(&twice, &links).unwrap_err(), "link 1 stands there 2 times");
        let words = |t: &Token| matches!(t, Token::Text(_));
        assert_eq!(without(&words), "link 1 has no words");
        let foreign = [Token::Open(Mark::Link(7)), Token::Close(Mark::Link(7))];
        assert_eq!(spans(&foreign, &links).unwrap_err(), "link 7 is none of the source text");
    }

    #[test]
    fn numbers_and_addresses_are_not_sent_out() {
        let phone = BlockBody::Phone { number: "112".into(), label: "069 1234".into() };
        let mail = BlockBody::Email { address: "a@b.example".into(), label: "a@b.example".into() };
        let link = BlockBody::Link { url: "https://b.example".into(), label: "Formular".into() };
        let content = Content::Blocks(vec![phone, mail, link]);
        let runs = content.runs();
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0].0, 2);
        assert_eq!(Content::Plain("112".into()).runs().len(), 1);
    }
}
