//! Spans to tokens and back, with everything that a translator can have broken in between.

use companion_core::text::Span;

use super::{Mark, Token};

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

/// Tokens as one line, to see whether two runs say the same in the same marks.
pub fn flat(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Text(text) | Token::Placeholder(text) => out.push_str(text),
            // Where a line ends is seen in no words.
            Token::Break => out.push_str(" \u{1} "),
            Token::Open(mark) => out.push_str(&format!("\u{2}{mark:?}")),
            Token::Close(mark) => out.push_str(&format!("\u{3}{mark:?}")),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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
    use companion_core::text::BlockBody;

    use super::super::Content;
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
