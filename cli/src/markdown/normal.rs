//! The normal form of blocks: the one way to say what several ways of marking up mean alike.
//!
//! Owns these rules, which hold for everything [`super::read`] gives and [`super::write()`] writes:
//!
//! 1. Lines are trimmed; a run of spaces and tabs is one space; no-break spaces inside a line stay; empty lines go.
//! 2. White space and line breaks carry the style and link that both their neighbours share, otherwise none.
//! 3. Neighbouring spans of one style are one span; spans, lines, items, rows and blocks without text go.
//! 4. An item is one level below the item it belongs to, at most three below the outermost; a list whose outermost
//!    items change between bullets and numbers is several lists.
//! 5. Table rows have equal length; a header without a word is no header.
//! 6. A paragraph that is one link is a [`BlockBody::Link`], [`BlockBody::Phone`] or [`BlockBody::Email`].

use companion_core::text::block::{MAX_LIST_DEPTH, TableRow, link_scheme};
use companion_core::text::phone::phone_number;
use companion_core::text::{BlockBody, Line, ListItem, Span};

/// The normal form of a block: none if nothing is left, several for a list of mixed kinds.
pub fn normal(body: &BlockBody) -> Vec<BlockBody> {
    match body {
        BlockBody::Heading { level, spans } => {
            let spans = normal_spans(spans);
            let level = (*level).clamp(2, 4);
            if spans.is_empty() { vec![] } else { vec![BlockBody::Heading { level, spans }] }
        }
        BlockBody::Paragraph { spans } => normal_paragraph(normal_spans(spans)),
        BlockBody::List { items } => normal_lists(items),
        BlockBody::Table { header, rows } => normal_table(*header, rows).into_iter().collect(),
        BlockBody::Link { url, label } => normal_link(url, label),
        BlockBody::Phone { number, label } => normal_link(&format!("tel:{number}"), label),
        BlockBody::Email { address, label } => normal_link(&format!("mailto:{address}"), label),
        BlockBody::Address { lines } => {
            let lines: Vec<Line> =
                lines.iter().flat_map(|l| split_lines(&normal_spans(&l.spans))).collect();
            if lines.is_empty() { vec![] } else { vec![BlockBody::Address { lines }] }
        }
        BlockBody::Notice { kind, lines } => {
            let lines: Vec<Line> = lines
                .iter()
                .map(|l| Line { spans: normal_spans(&l.spans) })
                .filter(|l| !l.spans.is_empty())
                .collect();
            if lines.is_empty() { vec![] } else { vec![BlockBody::Notice { kind: *kind, lines }] }
        }
        BlockBody::Image { src, alt } => {
            let (src, alt) = (clean_url(src), one_line(alt));
            if src.is_empty() { vec![] } else { vec![BlockBody::Image { src, alt }] }
        }
    }
}

/// The block that a link standing alone becomes: a telephone number, an e-mail address or a link.
///
/// Nothing where a button would lose something: `mailto:` with a prepared subject, `tel:` with an extension.
pub fn lone_link(url: &str, label: &str) -> Option<BlockBody> {
    let or_label = |other: &str| if label.is_empty() { one_line(other) } else { label.into() };
    let (_, rest) = url.split_once(':')?;
    match link_scheme(url)?.as_str() {
        "tel" => {
            let number = phone_number(rest)?;
            Some(BlockBody::Phone { label: or_label(&number), number })
        }
        "mailto" => (!rest.is_empty() && !rest.contains('?'))
            .then(|| BlockBody::Email { address: rest.into(), label: or_label(rest) }),
        _ => Some(BlockBody::Link { url: url.into(), label: or_label(url) }),
    }
}

/// Without white space around and line ends inside, which no address has.
pub(super) fn clean_url(url: &str) -> String {
    url.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect()
}

/// Words with one space between them.
pub(super) fn one_line(text: &str) -> String {
    let spans = normal_spans(&[Span::plain(text)]);
    spans.into_iter().map(|s| s.text.replace('\n', " ")).collect()
}

type Style<'a> = (bool, bool, Option<&'a str>);

/// Rules 1 to 3 for the text of a block, an item, a cell or a line.
pub(super) fn normal_spans(spans: &[Span]) -> Vec<Span> {
    let urls: Vec<Option<String>> = spans
        .iter()
        .map(|s| s.link.as_deref().map(clean_url).filter(|url| !url.is_empty()))
        .collect();
    let mut out: Vec<(Style<'_>, String)> = Vec::new();
    let mut gap = Gap::default();
    for (span, url) in spans.iter().zip(&urls) {
        let style = (span.strong, span.emphasis, url.as_deref());
        for c in span.text.chars() {
            if c.is_whitespace() {
                gap.push(c);
                continue;
            }
            if let Some((last, _)) = out.last() {
                let shared = if *last == style { style } else { (false, false, None) };
                gap.take().into_iter().for_each(|c| push(&mut out, shared, c));
            }
            gap = Gap::default();
            push(&mut out, style, c);
        }
    }
    out.into_iter()
        .map(|((strong, emphasis, link), text)| Span {
            text,
            strong,
            emphasis,
            link: link.map(str::to_owned),
        })
        .collect()
}

fn push<'a>(out: &mut Vec<(Style<'a>, String)>, style: Style<'a>, c: char) {
    match out.last_mut() {
        Some((last, text)) if *last == style => text.push(c),
        _ => out.push((style, c.to_string())),
    }
}

/// White space between two words, not yet known to be inside a line.
#[derive(Default)]
struct Gap {
    line_end: bool,
    spaces: Vec<char>,
}

impl Gap {
    fn push(&mut self, c: char) {
        match c {
            '\n' | '\r' => self.line_end = true,
            ' ' | '\t' if self.spaces.last() == Some(&' ') => {}
            ' ' | '\t' => self.spaces.push(' '),
            other => self.spaces.push(other),
        }
    }

    fn take(&mut self) -> Vec<char> {
        if self.line_end { vec!['\n'] } else { std::mem::take(&mut self.spaces) }
    }
}

fn normal_paragraph(spans: Vec<Span>) -> Vec<BlockBody> {
    match spans.as_slice() {
        [] => vec![],
        [Span { text, link: Some(url), .. }] => normal_link(url, text),
        _ => vec![BlockBody::Paragraph { spans }],
    }
}

fn normal_link(url: &str, label: &str) -> Vec<BlockBody> {
    let (url, label) = (clean_url(url), one_line(label));
    if let Some(body) = lone_link(&url, &label) {
        return vec![body];
    }
    let text = if label.is_empty() { one_line(&url) } else { label };
    vec![BlockBody::Paragraph { spans: vec![Span::linked(text, url)] }]
}

fn split_lines(spans: &[Span]) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for span in spans {
        for (n, part) in span.text.split('\n').enumerate() {
            if n > 0 {
                lines.push(Line::default());
            }
            if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                line.spans.push(Span { text: part.to_owned(), ..span.clone() });
            }
        }
    }
    lines.retain(|l| !l.spans.is_empty());
    lines
}

/// Rule 4. An item without text hands its own items one level up.
fn normal_lists(items: &[ListItem]) -> Vec<BlockBody> {
    let mut lists: Vec<Vec<ListItem>> = Vec::new();
    let mut above: Vec<(u8, bool)> = Vec::new();
    for item in items {
        let spans = normal_spans(&item.spans);
        while above.last().is_some_and(|(depth, _)| *depth >= item.depth) {
            above.pop();
        }
        let kept = above.iter().filter(|(_, kept)| *kept).count();
        above.push((item.depth, !spans.is_empty()));
        if spans.is_empty() {
            continue;
        }
        let depth = u8::try_from(kept).unwrap_or(u8::MAX).min(MAX_LIST_DEPTH - 1);
        let item = ListItem { depth, ordered: item.ordered, spans };
        match lists.last_mut() {
            Some(list) if depth > 0 || list.first().is_some_and(|f| f.ordered == item.ordered) => {
                list.push(item);
            }
            _ => lists.push(vec![item]),
        }
    }
    lists.into_iter().map(|items| BlockBody::List { items }).collect()
}

/// Rule 5.
fn normal_table(header: bool, rows: &[TableRow]) -> Option<BlockBody> {
    let mut rows: Vec<TableRow> = rows
        .iter()
        .map(|row| TableRow {
            cells: row.cells.iter().map(|c| Line { spans: normal_spans(&c.spans) }).collect(),
        })
        .collect();
    let silent = |row: &TableRow| row.cells.iter().all(|c| c.spans.is_empty());
    let header = header && rows.first().is_some_and(|first| !silent(first));
    rows.retain(|row| !silent(row));
    let width = rows.iter().map(|row| row.cells.len()).max()?;
    rows.iter_mut().for_each(|row| row.cells.resize(width, Line::default()));
    Some(BlockBody::Table { header, rows })
}
