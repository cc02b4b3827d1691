//! Runs of text as Markdown: styles, links, and the escaping that keeps text from being taken for marks.

use companion_core::text::Span;

/// What stands around a run of text and so decides what has to be escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// Lines of their own: a hard break is a backslash at the end.
    Lines,
    /// One line that starts with `#`.
    Heading,
    /// One line with `|` around.
    Cell,
}

enum Token {
    Text { c: char, entity: bool },
    Open(&'static str),
    Close(&'static str),
    LinkStart,
    LinkEnd(String),
}

/// One run of text, without anything a line's start would need.
pub(super) fn inline(spans: &[Span], room: Room) -> String {
    let mut tokens = tokens(spans, room);
    protect_marks(&mut tokens);
    let mut out = String::new();
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(mark) | Token::Close(mark) => out.push_str(mark),
            Token::LinkStart => out.push('['),
            Token::LinkEnd(end) => out.push_str(end),
            Token::Text { c, entity: true } => out.push_str(&format!("&#{};", u32::from(*c))),
            Token::Text { c: '\n', .. } if room == Room::Lines => out.push_str("\\\n"),
            Token::Text { c: '\n', .. } => out.push_str("&#10;"),
            Token::Text { c, .. } => {
                let after = tokens.get(n + 1..).unwrap_or_default();
                if needs_escape(*c, after, room) {
                    out.push('\\');
                }
                out.push(*c);
            }
        }
    }
    out
}

/// Letters and marks in order: links outside, in them strong (`**`) and emphasis (`_`).
fn tokens(spans: &[Span], room: Room) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut open: Vec<&'static str> = Vec::new();
    let mut link: Option<&str> = None;
    for span in spans {
        let same_link = span.link.as_deref() == link;
        let wanted = |mark: &str| if mark == "**" { span.strong } else { span.emphasis };
        let keep = open.iter().take_while(|m| same_link && wanted(m)).count();
        tokens.extend(open.drain(keep..).rev().map(Token::Close));
        if !same_link {
            tokens.extend(link.map(|url| Token::LinkEnd(link_end(url, room))));
            link = span.link.as_deref();
            tokens.extend(link.map(|_| Token::LinkStart));
        }
        for mark in ["**", "_"] {
            if wanted(mark) && !open.contains(&mark) {
                tokens.push(Token::Open(mark));
                open.push(mark);
            }
        }
        tokens.extend(span.text.chars().map(|c| Token::Text { c, entity: false }));
    }
    tokens.extend(open.drain(..).rev().map(Token::Close));
    tokens.extend(link.map(|url| Token::LinkEnd(link_end(url, room))));
    tokens
}

fn link_end(url: &str, room: Room) -> String {
    let url = destination(url);
    // A cell ends at a bare `|` even inside an address.
    format!("]({})", if room == Room::Cell { url.replace('|', "&#124;") } else { url })
}

/// CommonMark 0.31, section 6.2: a mark may be overlooked where a letter stands on its outer side, save `**`
/// between two letters; a letter in the way becomes an entity, which starts and ends with punctuation.
fn protect_marks(tokens: &mut [Token]) {
    let mut marks: Vec<usize> = (0..tokens.len()).collect();
    while let Some(n) = marks.pop() {
        let Some(outer) = letter_in_the_way(tokens, n) else { continue };
        if let Some(Token::Text { entity, .. }) = tokens.get_mut(outer) {
            *entity = true;
            // It may have been the letter that another mark relied on.
            marks.extend([outer.saturating_sub(1), outer + 1]);
        }
    }
}

fn letter_in_the_way(tokens: &[Token], n: usize) -> Option<usize> {
    let text = |n: Option<usize>| match n.and_then(|n| tokens.get(n)) {
        Some(Token::Text { c, entity: false }) => Some(*c),
        _ => None,
    };
    let letter = |n| text(n).is_some_and(char::is_alphanumeric);
    let (before, after) = (n.checked_sub(1), Some(n + 1));
    let (mark, outer) = match tokens.get(n)? {
        Token::Open(mark) => (*mark, before),
        Token::Close(mark) => (*mark, after),
        _ => return None,
    };
    let inside_word = mark == "**" && letter(before) && letter(after);
    let in_the_way = text(outer).is_some_and(|c| !c.is_whitespace() && !is_punctuation(c));
    outer.filter(|_| in_the_way && !inside_word)
}

/// Characters that certainly are punctuation for a Markdown parser; there are more.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '«' | '»' | '¡' | '¿' | '§' | '·' | '،' | '؛' | '؟' | '。' | '、')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203e}' | '\u{1361}'..='\u{1368}')
}

fn needs_escape(c: char, after: &[Token], room: Room) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' => true,
        '#' => room == Room::Heading,
        '!' => matches!(after.first(), Some(Token::LinkStart)),
        '&' => {
            let text = after.iter().map_while(|t| match t {
                Token::Text { c, entity: false } => Some(*c),
                _ => None,
            });
            starts_entity(text)
        }
        _ => false,
    }
}

/// Whether what follows a `&` could make it an entity.
fn starts_entity(after: impl Iterator<Item = char>) -> bool {
    let mut name = false;
    for c in after {
        match c {
            ';' => return name,
            c if c.is_ascii_alphanumeric() || c == '#' => name = true,
            _ => return false,
        }
    }
    false
}

/// An address between the round brackets of a link.
pub(super) fn destination(url: &str) -> String {
    let bare = !url.is_empty() && !url.chars().any(|c| c.is_whitespace() || "<>()".contains(c));
    let mut out = String::new();
    for (n, c) in url.char_indices() {
        let after = url.get(n + c.len_utf8()..).unwrap_or_default().chars();
        if matches!(c, '\\' | '<' | '>' | '`') || (c == '&' && starts_entity(after)) {
            out.push('\\');
        }
        out.push(c);
    }
    if bare { out } else { format!("<{out}>") }
}
