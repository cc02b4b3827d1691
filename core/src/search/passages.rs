//! A record cut into what is ranked and shown: its title and passages of some twenty-five words.

use crate::packs::format::{Fact, Reach, Text};
use crate::store::MAX_PASSAGES;
use crate::text::BlockBody;

/// About twenty-five words.
const LENGTH: usize = 170;

/// The passages of a record, in reading order; its title is none of them. Nothing for kinds that nobody looks for.
pub(super) fn passages(text: &Text, fact: Option<&Fact>) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    match text {
        Text::Page(page) => blocks(&page.blocks, &mut lines),
        Text::Place(t) => {
            push(&mut lines, [&t.description, &t.access]);
            blocks(&t.details, &mut lines);
        }
        Text::Service(t) => {
            push(&mut lines, [&t.description, &t.eligibility]);
            blocks(&t.details, &mut lines);
        }
        Text::Event(t) => {
            push(&mut lines, [&t.greeter, &t.access, &t.expect]);
            blocks(&t.details, &mut lines);
            t.changes.values().for_each(|c| push(&mut lines, [&c.title, &c.note]));
        }
        Text::Checklist(t) => {
            for task in t.tasks.values() {
                lines.push(Line { text: task.title.clone(), begins: true });
                push(&mut lines, [&task.note]);
            }
        }
        Text::Contact(t) | Text::Phrase(t) => push(&mut lines, [&t.note]),
        Text::Pack(_)
        | Text::Topic(_)
        | Text::Observance(_)
        | Text::Words(_)
        | Text::Glossary(_) => return None,
    }
    if let Some(fact) = fact {
        push(&mut lines, [&reached(fact)]);
    }
    Some(cut(&lines))
}

/// A piece that is not parted unless it is long.
struct Line {
    text: String,
    /// Whether a passage begins with it.
    begins: bool,
}

fn push<'a>(lines: &mut Vec<Line>, texts: impl IntoIterator<Item = &'a Option<String>>) {
    let texts = texts.into_iter().flatten();
    lines.extend(texts.map(|text| Line { text: text.clone(), begins: true }));
}

fn blocks(blocks: &[BlockBody], lines: &mut Vec<Line>) {
    for block in blocks {
        let begins = matches!(block, BlockBody::Heading { .. });
        let text = block.plain_text();
        lines.extend(text.lines().map(|text| Line { text: text.to_owned(), begins }));
    }
}

/// What of the facts people look for: addresses and numbers.
fn reached(fact: &Fact) -> Option<String> {
    let of = |reach: &Reach| [reach.phone.clone(), reach.email.clone()];
    let parts: Vec<String> = match fact {
        Fact::Place(p) => {
            let address = [&p.street, &p.postcode, &p.town].into_iter().flatten().cloned();
            address.chain(of(&p.reach).into_iter().flatten()).collect()
        }
        Fact::Service(s) => {
            s.provider.iter().cloned().chain(of(&s.reach).into_iter().flatten()).collect()
        }
        Fact::Contact(c) => c.phone.iter().chain(&c.sms).cloned().collect(),
        Fact::Event(e) => e.organiser.iter().cloned().collect(),
        _ => Vec::new(),
    };
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn cut(lines: &[Line]) -> Vec<String> {
    let whole: usize = lines.iter().map(|line| length(&line.text)).sum();
    // Very long texts have longer passages, not more.
    let wanted = LENGTH.max(2 * whole / MAX_PASSAGES + 1);
    let mut passages: Vec<String> = Vec::new();
    let mut open = 0;
    for line in lines {
        let text = line.text.trim();
        if line.begins {
            open = 0;
        }
        for sentence in sentences(text, wanted) {
            let long = length(sentence);
            match passages.last_mut() {
                Some(last) if open > 0 && open + long <= wanted + wanted / 2 => {
                    last.push(' ');
                    last.push_str(sentence);
                    open += long;
                }
                _ => {
                    passages.push(sentence.to_owned());
                    open = long;
                }
            }
            if open >= wanted {
                open = 0;
            }
        }
    }
    passages
}

/// A piece, or where it is long, its sentences, or stretches of it where it has none.
fn sentences(text: &str, wanted: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while length(rest) > wanted {
        let mut measured = 0;
        let mut stop = None;
        let mut space = None;
        for (at, c) in rest.char_indices() {
            let end = at + c.len_utf8();
            measured += weight(c);
            if measured >= wanted / 2 && is_stop(c) {
                stop = Some(end);
                break;
            }
            if measured >= wanted && (c.is_whitespace() || weight(c) > 1) {
                space = space.or(Some(end));
            }
            if measured >= 2 * wanted {
                break;
            }
        }
        let Some((sentence, after)) = stop.or(space).and_then(|at| rest.split_at_checked(at))
        else {
            break;
        };
        found.push(sentence.trim());
        rest = after.trim_start();
    }
    found.push(rest);
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Ends of sentences: Latin, Arabic, Ethiopic, Devanagari, Chinese and Japanese.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '።' | '፧' | '।' | '。' | '！' | '？')
}

fn length(text: &str) -> usize {
    text.chars().map(weight).sum()
}

/// A sign of Chinese says as much as three letters.
fn weight(c: char) -> usize {
    if matches!(c, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{20000}'..) {
        3
    } else {
        1
    }
}
