//! Letters become words and names: the longest phrase first, and what its neighbours make of a word that is two.

use super::lex::{Is, Token};
use super::names::{Name, Names};
use super::told::{NotUnderstood, Warning};
use super::words::{self, Word};

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How the syntax writes a name.
pub(super) fn written(name: Name) -> &'static str {
    let (names, at): (&[&str], u8) = match name {
        Name::Weekday(day) => (&DAYS, day),
        Name::Month(month) => (&MONTHS, month.saturating_sub(1)),
    };
    names.get(usize::from(at)).copied().unwrap_or_default()
}

/// Tells what all letters are.
///
/// # Errors
/// At the first word that is none of opening hours, or may be two.
pub(super) fn understand(
    tokens: &[Token],
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Token>, NotUnderstood> {
    let own: Vec<Token> = tokens.iter().map_while(own).collect();
    let dotted = tokens.iter().any(|t| t.is == Is::Mark('.'));
    if own.len() == tokens.len() && !dotted {
        return Ok(in_syntax(own));
    }
    let lower: Vec<String> = tokens.iter().map(|t| t.text.to_lowercase()).collect();
    let letters = tokens.iter().zip(&lower).filter(|(t, _)| t.is == Is::Letters);
    let names = Names::of(&letters.map(|(_, text)| text.as_str()).collect::<Vec<_>>());
    let mut read = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let known = match &token.is {
            Is::Letters => Some(word(tokens, &lower, at, &read, &names)?),
            Is::Number(24, 2) if !continues(&read) => around_the_clock(tokens, &lower, at),
            _ => None,
        };
        let Some((is, mut long)) = known else {
            read.push(token.clone());
            at += 1;
            continue;
        };
        let parts = tokens.get(at..at + long).unwrap_or_default();
        let text = joined(parts);
        // The dot of an abbreviation.
        let dotted = tokens.get(at + long).is_some_and(|t| t.is == Is::Mark('.') && !t.spaced);
        long += usize::from(dotted && token.is == Is::Letters);
        note(&is, &text, dotted, token.column, warnings);
        read.push(Token { is, column: token.column, spaced: token.spaced, text });
        at += long;
    }
    Ok(read)
}

/// A piece in the syntax's own spelling, which needs no other language.
fn own(token: &Token) -> Option<Token> {
    let is = match token.is {
        Is::Letters => {
            let by = |name: &Name| written(*name) == token.text;
            let days = (0..7).map(Name::Weekday).find(by);
            let name = days.or_else(|| (1..=12).map(Name::Month).find(by)).map(Is::Name);
            name.or_else(|| words::find_own(&token.text).map(Is::Word))?
        }
        _ => token.is.clone(),
    };
    Some(Token { is, ..token.clone() })
}

/// Puts `24/7` together.
fn in_syntax(tokens: Vec<Token>) -> Vec<Token> {
    let mut read: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let always = first.is == Is::Number(24, 2)
            && !continues(&read)
            && matches!(behind, [slash, seven, ..] if slash.is == Is::Mark('/') && seven.is == Is::Number(7, 1));
        if always {
            let (is, text) = (Is::Word(Word::Always), "24/7".to_owned());
            read.push(Token { is, text, ..first.clone() });
            rest = behind.get(2..).unwrap_or_default();
        } else {
            read.push(first.clone());
        }
    }
    read
}

fn joined(parts: &[Token]) -> String {
    let mut text = String::new();
    for part in parts {
        if part.spaced && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&part.text);
    }
    text
}

/// Whether what comes next belongs to a time that has begun.
fn continues(read: &[Token]) -> bool {
    read.last()
        .is_some_and(|t| matches!(t.is, Is::Mark('-' | ':' | '.' | '+' | '/') | Is::Word(Word::To)))
}

fn around_the_clock(tokens: &[Token], lower: &[String], at: usize) -> Option<(Is, usize)> {
    let always = |long| Some((Is::Word(Word::Always), long));
    match (tokens.get(at + 1).map(|t| &t.is), tokens.get(at + 2).map(|t| &t.is)) {
        (Some(Is::Mark('/')), Some(Is::Number(7, 1))) => always(3),
        (Some(Is::Letters), _) => {
            let means = |n: usize| phrase(tokens, lower, at, n + 1).and_then(|p| words::find(&p));
            let long = (1..words::LONGEST).find(|n| means(*n) == Some(Word::Always))?;
            // "24 h - 2 h" is no day.
            let ends = !matches!(tokens.get(at + 1 + long).map(|t| &t.is), Some(Is::Mark('-')));
            if ends { always(1 + long) } else { None }
        }
        _ => None,
    }
}

/// So many tokens as a phrase, hyphens and dots inside left out.
fn phrase(tokens: &[Token], lower: &[String], at: usize, long: usize) -> Option<String> {
    let mut phrase = String::new();
    let (parts, lower) = (tokens.get(at..at + long)?, lower.get(at..at + long)?);
    for (n, (part, lower)) in parts.iter().zip(lower).enumerate() {
        let end = n == 0 || n + 1 == long;
        match part.is {
            Is::Letters | Is::Number(..) => {
                if !phrase.is_empty() {
                    phrase.push(' ');
                }
                phrase.push_str(lower);
            }
            Is::Mark('-' | '.') if !end && !part.spaced => {}
            _ => return None,
        }
    }
    Some(phrase.replace('_', " "))
}

fn word(
    tokens: &[Token],
    lower: &[String],
    at: usize,
    read: &[Token],
    names: &Names,
) -> Result<(Is, usize), NotUnderstood> {
    let token_at = |n: usize| tokens.get(n).map(|t| &t.is);
    // Hyphens and dots of a phrase are tokens too.
    for long in (2..words::LONGEST * 2).rev() {
        if let Some(word) = phrase(tokens, lower, at, long).and_then(|p| words::find(&p)) {
            return Ok((Is::Word(word), long));
        }
    }
    let (text, column) = match (lower.get(at), tokens.get(at)) {
        (Some(lower), Some(token)) => (lower.replace('_', " "), token.column),
        _ => return Err(NotUnderstood::at(1, "nothing is here")),
    };
    let behind_number = matches!(read.last().map(|t| &t.is), Some(Is::Number(..)));
    let name = names.meaning(&text);
    let found = match words::find(&text) {
        Some(Word::Filler) if text == "am" && behind_number => Some(Word::Am),
        Some(Word::Am) if !behind_number => Some(Word::Filler),
        Some(Word::And) if text == "u" && behind_number => Some(Word::Clock),
        found => found,
    };
    // "10 do 12" is a span, "Mi, Do" two days.
    let between = behind_number && matches!(token_at(at + 1), Some(Is::Number(..)));
    match (found, name) {
        (Some(Word::Vague(hint)), _) => {
            Err(NotUnderstood::at(column, format!("`{text}` has no one meaning")).hint(hint))
        }
        (Some(word), Ok(None)) => Ok((Is::Word(word), 1)),
        (Some(Word::To), _) if between => Ok((Is::Word(Word::To), 1)),
        (_, Ok(Some(name))) => Ok((Is::Name(name), 1)),
        (_, Err([one, other])) => {
            let (one, other) = (written(one), written(other));
            let reason = format!("`{text}` may be {one} or {other}");
            Err(NotUnderstood::at(column, reason).hint(format!("write {one} or {other}")))
        }
        (None, Ok(None)) => {
            let reason = format!("`{text}` is no word of opening hours");
            Err(NotUnderstood::at(column, reason)
                .hint("write what is for people in quotation marks: \"text\""))
        }
    }
}

fn note(is: &Is, text: &str, dotted: bool, column: usize, warnings: &mut Vec<Warning>) {
    let (own, read_as) = match is {
        Is::Name(name) => (text == written(*name), written(*name)),
        Is::Word(word) => {
            (words::is_own_spelling(*word, text), words::own_spelling(*word).unwrap_or_default())
        }
        _ => return,
    };
    if !own || dotted {
        let wrote = if dotted { format!("{text}.") } else { text.to_owned() };
        warnings.push(Warning { column, wrote, read_as: read_as.into() });
    }
}
