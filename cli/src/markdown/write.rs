//! Blocks to Markdown.
//!
//! Owns what lines look like and their starts; runs of text inside them are `inline`'s. A letter next to a style mark
//! where Markdown would not see the mark becomes an entity (`&#97;`), so does a line break in a table cell or heading
//! (`&#10;`). Everything is brought to its normal form first.

mod inline;

use companion_core::text::block::TableRow;
use companion_core::text::{BlockBody, Line, ListItem, Span};

use self::inline::{Room, destination, inline};
use super::normal::normal;

/// Writes blocks as Markdown that [`super::read`] gives back in their normal form.
pub fn write(bodies: &[BlockBody]) -> String {
    let mut out = String::new();
    let mut list_before: Option<(bool, bool)> = None;
    for body in bodies.iter().flat_map(normal) {
        if !out.is_empty() {
            out.push('\n');
        }
        let mut list_now = None;
        if let BlockBody::List { items } = &body {
            let ordered = items.first().is_some_and(|i| i.ordered);
            // Two lists of one kind in a row stay two by a change of their mark.
            let other = matches!(list_before, Some((o, false)) if o == ordered);
            list_now = Some((ordered, other));
            write_list(&mut out, items, other);
        } else {
            write_block(&mut out, &body);
        }
        list_before = list_now;
    }
    out
}

fn write_block(out: &mut String, body: &BlockBody) {
    match body {
        BlockBody::Heading { level, spans } => {
            let marks = "#".repeat(usize::from(*level));
            out.push_str(&format!("{marks} {}\n", inline(spans, Room::Heading)));
        }
        BlockBody::Paragraph { spans } => write_lines(out, "", "", &inline(spans, Room::Lines)),
        BlockBody::Link { url, label } => write_lone(out, url, label),
        BlockBody::Phone { number, label } => write_lone(out, &format!("tel:{number}"), label),
        BlockBody::Email { address, label } => {
            write_lone(out, &format!("mailto:{address}"), label);
        }
        BlockBody::Image { src, alt } => {
            let alt = inline(&[Span::plain(alt.as_str())], Room::Heading);
            out.push_str(&format!("![{alt}]({})\n", destination(src)));
        }
        BlockBody::Table { header, rows } => write_table(out, *header, rows),
        BlockBody::Address { lines } => write_quote(out, "ADDRESS", lines, ""),
        BlockBody::Notice { kind, lines } => {
            write_quote(out, &kind.to_string().to_uppercase(), lines, ">\n");
        }
        BlockBody::List { items } => write_list(out, items, false),
    }
}

fn write_lone(out: &mut String, url: &str, label: &str) {
    write_lines(out, "", "", &inline(&[Span::linked(label, url)], Room::Lines));
}

/// Lines, each made safe at its start; `first` goes before the first of them and `rest` before the others.
fn write_lines(out: &mut String, first: &str, rest: &str, text: &str) {
    for (n, line) in text.split('\n').enumerate() {
        out.push_str(if n == 0 { first } else { rest });
        let cut = line_start_escape(line);
        let (before, after) = line.split_at_checked(cut.unwrap_or(0)).unwrap_or(("", line));
        out.push_str(before);
        if cut.is_some() {
            out.push('\\');
        }
        out.push_str(after);
        out.push('\n');
    }
}

/// Where a backslash has to stand so that a line does not start a block of another kind.
fn line_start_escape(line: &str) -> Option<usize> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let second = chars.next();
    match first {
        '#' | '>' | '=' | '~' => Some(0),
        '-' | '+' if second.is_none_or(|c| c.is_whitespace() || c == first) => Some(0),
        ':' if second == Some('-') => Some(0),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let mut rest = line.bytes().skip(digits);
            let mark = matches!(rest.next(), Some(b'.' | b')'));
            (mark && rest.next().is_none_or(|b| b.is_ascii_whitespace())).then_some(digits)
        }
        _ => None,
    }
}

fn write_list(out: &mut String, items: &[ListItem], other_mark: bool) {
    // For each level: numbered or not, how many so far, the width of the last mark.
    let mut levels: Vec<(bool, usize, usize)> = Vec::new();
    for item in items {
        let depth = usize::from(item.depth);
        levels.truncate(depth + 1);
        let number = match levels.get(depth) {
            Some((ordered, count, _)) if *ordered == item.ordered => count + 1,
            _ => 1,
        };
        levels.truncate(depth);
        let indent = " ".repeat(levels.iter().map(|(_, _, width)| width).sum());
        let mark = match (item.ordered, other_mark && depth == 0) {
            (true, false) => format!("{number}. "),
            (true, true) => format!("{number}) "),
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
        };
        let text = inline(&item.spans, Room::Lines);
        let rest = format!("{indent}{}", " ".repeat(mark.len()));
        write_lines(out, &format!("{indent}{mark}"), &rest, &text);
        levels.push((item.ordered, number, mark.len()));
    }
}

fn write_table(out: &mut String, header: bool, rows: &[TableRow]) {
    let width = rows.first().map_or(0, |r| r.cells.len());
    let (head, body) = rows.split_at_checked(usize::from(header)).unwrap_or((&[], rows));
    match head.first() {
        Some(row) => write_row(out, cells(row)),
        None => write_row(out, std::iter::repeat_n(String::new(), width)),
    }
    write_row(out, std::iter::repeat_n("---".to_owned(), width));
    body.iter().for_each(|row| write_row(out, cells(row)));
}

fn cells(row: &TableRow) -> impl Iterator<Item = String> {
    row.cells.iter().map(|c| inline(&c.spans, Room::Cell))
}

fn write_row(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        out.push_str(&format!(" {cell} |"));
    }
    out.push('\n');
}

fn write_quote(out: &mut String, mark: &str, lines: &[Line], between: &str) {
    out.push_str(&format!("> [!{mark}]\n"));
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            out.push_str(between);
        }
        write_lines(out, "> ", "> ", &inline(&line.spans, Room::Lines));
    }
}
