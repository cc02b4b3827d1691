//! A text cut into numbers, marks, words and comments, with their places.
//!
//! Marks that look alike are one mark, digits of any script are digits; each is noted where it is not the syntax's own.

use super::names::Name;
use super::told::{NotUnderstood, Warning};
use super::words::Word;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) is: Is,
    /// Characters from 1.
    pub(super) column: usize,
    /// Whether a space stands before it.
    pub(super) spaced: bool,
    /// As it is written.
    pub(super) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Is {
    /// Value and number of digits.
    Number(u32, usize),
    /// One of `: , ; | - + / [ ] ( ) .`; `|` stands for `||`.
    Mark(char),
    /// Letters that nobody has looked at.
    Letters,
    Name(Name),
    Word(Word),
    Comment(String),
}

/// Longer numbers are neither years nor times.
const MAX_DIGITS: usize = 4;

/// How digits are written, apart from their value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digit {
    Plain,
    Low,
    Raised,
    /// Of another script or width.
    Other,
}

/// Cuts a text.
///
/// # Errors
/// At a character that has no place in opening hours, and where a comment does not end.
pub(super) fn tokens(text: &str, warnings: &mut Vec<Warning>) -> Result<Vec<Token>, NotUnderstood> {
    let chars: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { chars: &chars, at: 0, tokens: Vec::new(), warnings };
    lexer.run()?;
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
    tokens: Vec<Token>,
    warnings: &'a mut Vec<Warning>,
}

impl Lexer<'_> {
    fn run(&mut self) -> Result<(), NotUnderstood> {
        let mut spaced = false;
        while let Some(c) = self.peek() {
            if c == '\n' {
                self.mark(';', 1, spaced, false);
            } else if c.is_whitespace()
                || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
            {
                self.at += 1;
                spaced = true;
                continue;
            } else if digit(c).is_some() {
                self.number(spaced)?;
            } else if let Some((mark, own)) = mark(c) {
                let wide = usize::from(mark == '|' && self.chars.get(self.at + 1) == Some(&'|'));
                if mark == '|' && wide == 0 {
                    return Err(self
                        .wrong("a single `|`")
                        .hint("write `||` before what holds otherwise"));
                }
                self.mark(mark, 1 + wide, spaced, own);
            } else if let Some(end) = closing(c) {
                self.comment(c, end, spaced)?;
            } else if is_letter(c) {
                let from = self.at;
                while self.peek().is_some_and(|c| is_letter(c) && mark(c).is_none()) {
                    self.at += 1;
                }
                self.push(Is::Letters, from, spaced);
            } else {
                let found = format!("`{c}` has no meaning here");
                return Err(self
                    .wrong(&found)
                    .hint("write comments in straight quotation marks: \"text\""));
            }
            spaced = false;
        }
        Ok(())
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn wrong(&self, reason: &str) -> NotUnderstood {
        NotUnderstood::at(self.at + 1, reason)
    }

    fn push(&mut self, is: Is, from: usize, spaced: bool) {
        let text = self.chars.get(from..self.at).unwrap_or_default().iter().collect();
        self.tokens.push(Token { is, column: from + 1, spaced, text });
    }

    fn mark(&mut self, mark: char, wide: usize, spaced: bool, own: bool) {
        let from = self.at;
        self.at += wide;
        self.push(Is::Mark(mark), from, spaced);
        if !own {
            self.noted(from, &mark.to_string());
        }
    }

    fn noted(&mut self, from: usize, read_as: &str) {
        let wrote: String = self.chars.get(from..self.at).unwrap_or_default().iter().collect();
        let wrote = wrote.replace('\n', "line break");
        self.warnings.push(Warning { column: from + 1, wrote, read_as: read_as.into() });
    }

    fn number(&mut self, spaced: bool) -> Result<(), NotUnderstood> {
        let from = self.at;
        let (mut value, mut digits, mut start) = (0_u32, 0, from);
        let (mut odd, mut before) = (false, None);
        while let Some((one, kind)) = self.peek().and_then(digit) {
            odd |= kind != Digit::Plain;
            // 12³⁰ is an hour and its minutes.
            if kind == Digit::Raised && before.is_some_and(|b| b != Digit::Raised) {
                self.push(Is::Number(value, digits), start, spaced && start == from);
                let (column, text) = (self.at + 1, String::new());
                self.tokens.push(Token { is: Is::Mark(':'), column, spaced: false, text });
                (value, digits, start) = (0, 0, self.at);
            }
            before = Some(kind);
            if digits == MAX_DIGITS {
                return Err(NotUnderstood::at(from + 1, "the number is too long"));
            }
            value = value * 10 + one;
            digits += 1;
            self.at += 1;
        }
        self.push(Is::Number(value, digits), start, spaced && start == from);
        if odd {
            let plain: String = match start == from {
                true => format!("{value:0digits$}"),
                false => format!("with minutes {value:0digits$}"),
            };
            self.noted(from, &plain);
        }
        Ok(())
    }

    fn comment(&mut self, open: char, close: &[char], spaced: bool) -> Result<(), NotUnderstood> {
        let from = self.at;
        let rest = self.chars.get(from + 1..).unwrap_or_default();
        let Some(length) = rest.iter().position(|c| close.contains(c)) else {
            return Err(self.wrong("the comment does not end").hint("close it with \""));
        };
        let inside: String = rest.iter().take(length).collect();
        // What writes it again puts it between straight marks.
        let inside = inside.trim().replace('"', "'").replace(['\n', '\r'], " ");
        self.at += length + 2;
        if inside.is_empty() {
            return Err(NotUnderstood::at(from + 1, "the comment is empty"));
        }
        if open != '"' {
            self.noted(from, &format!("\"{inside}\""));
        }
        self.push(Is::Comment(inside), from, spaced);
        Ok(())
    }
}

/// A letter, a mark that belongs to one, or what stands inside words.
fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\'' | '’' | '_' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{200c}' | '\u{200d}')
}

/// The mark that a character is read as, and whether it is the syntax's own.
fn mark(c: char) -> Option<(char, bool)> {
    let own = |c| Some((c, true));
    let for_it = |c| Some((c, false));
    match c {
        ':' | ',' | ';' | '|' | '-' | '+' | '/' | '[' | ']' | '(' | ')' | '.' => own(c),
        '：' | '﹕' | '∶' => for_it(':'),
        '，' | '、' | '،' | '&' | '＆' => for_it(','),
        '；' | '؛' => for_it(';'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | '﹣' | 'ー' | '→' | '=' | '~' | '～'
        | '〜' | '\u{ad}' => for_it('-'),
        '＋' => for_it('+'),
        '／' => for_it('/'),
        '．' | '·' => for_it('.'),
        '（' => for_it('('),
        '）' => for_it(')'),
        _ => None,
    }
}

/// What ends a comment that this begins.
fn closing(c: char) -> Option<&'static [char]> {
    Some(match c {
        '"' => &['"'],
        '“' => &['”', '“'],
        '„' => &['“', '”', '"'],
        '”' => &['”'],
        '«' => &['»'],
        '「' => &['」'],
        '『' => &['』'],
        '＂' => &['＂'],
        _ => return None,
    })
}

fn digit(c: char) -> Option<(u32, Digit)> {
    let from = |zero: char, kind| {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|v| *v < 10)?;
        Some((value, kind))
    };
    match c {
        '0'..='9' => from('0', Digit::Plain),
        '₀'..='₉' => from('₀', Digit::Low),
        '⁰' | '°' | 'º' => Some((0, Digit::Raised)),
        '¹' => Some((1, Digit::Raised)),
        '²' => Some((2, Digit::Raised)),
        '³' => Some((3, Digit::Raised)),
        '⁴'..='⁹' => from('⁰', Digit::Raised),
        '０'..='９' => from('０', Digit::Other),
        '٠'..='٩' => from('٠', Digit::Other),
        '۰'..='۹' => from('۰', Digit::Other),
        _ => None,
    }
}
