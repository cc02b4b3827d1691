//! CSV for translators who work in a spreadsheet.
//!
//! Owns the columns, and links and styles as `<1>words</1>`, `<b>words</b>`, `<i>words</i>`: where a link leads does not
//! stand in the cell, so nobody can break it. Reading is as tolerant of separators as the pack's own tables.

use companion_core::text::LanguageTag;

use super::plan::Catalog;
use super::run::{Mark, Token, is_blank, push_words};
use super::{Returned, Unit, UnitState};
use crate::source::files::TextFile;
use crate::source::place::Log;
use crate::source::sheet::{Columns, Sheet, read};
use crate::source::values::short;

const COLUMNS: Columns = Columns {
    known: &["id", "where", "source", "translation", "note"],
    required: &["translation"],
    languages: false,
};

/// What spreadsheets show in place of a text that they took for a formula.
const FORMULA_ERRORS: [&str; 8] =
    ["#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#ERROR!"];

/// The file's text, with the mark by which spreadsheets know UTF-8.
pub fn write(units: &[Unit], from: &LanguageTag, to: &LanguageTag) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(COLUMNS.known);
    for unit in units {
        let id = format!("{from}>{to}:{}@{:016x}", unit.key, unit.hash);
        let present = unit.present.as_deref().map(cell).unwrap_or_default();
        let _ = writer.write_record([&id, &unit.place, &cell(&unit.source), &present, &note(unit)]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn note(unit: &Unit) -> String {
    let mut note = unit.note.clone();
    if unit.state == UnitState::Outdated {
        note.push_str("; outdated: the source text has changed since");
    }
    for (url, number) in unit.links.iter().zip(1..) {
        note.push_str(&format!("; <{number}> leads to {url}"));
    }
    note
}

/// Tokens as a cell; a `<` that would be taken for a mark has a backslash before it.
fn cell(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Text(text) => {
                for (n, c) in text.char_indices() {
                    if c == '<' && tag(text.get(n..).unwrap_or_default()).is_some() {
                        out.push('\\');
                    }
                    out.push(c);
                }
            }
            Token::Break => out.push('\n'),
            Token::Placeholder(name) => out.push_str(name),
            Token::Open(mark) => out.push_str(&format!("<{}>", sign(*mark))),
            Token::Close(mark) => out.push_str(&format!("</{}>", sign(*mark))),
        }
    }
    out
}

fn sign(mark: Mark) -> String {
    match mark {
        Mark::Strong => "b".to_owned(),
        Mark::Emphasis => "i".to_owned(),
        Mark::Link(number) => number.to_string(),
    }
}

/// A cell as tokens.
fn tokens(cell: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut words = String::new();
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        let next = rest.get(c.len_utf8()..).unwrap_or_default();
        if c == '\\' && tag(next).is_some() {
            words.push('<');
            rest = next.get(1..).unwrap_or_default();
        } else if let Some((token, after)) = tag(rest) {
            push_words(&mut out, &std::mem::take(&mut words));
            out.push(token);
            rest = after;
        } else {
            words.push(c);
            rest = next;
        }
    }
    push_words(&mut out, &words);
    out
}

/// The mark that a text begins with, and what follows it.
fn tag(text: &str) -> Option<(Token, &str)> {
    let (inner, after) = text.strip_prefix('<')?.split_once('>')?;
    let (name, close) = match inner.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    let mark = match name {
        "b" | "B" => Mark::Strong,
        "i" | "I" => Mark::Emphasis,
        number if (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) => {
            Mark::Link(number.parse().ok()?)
        }
        _ => return None,
    };
    Some((if close { Token::Close(mark) } else { Token::Open(mark) }, after))
}

/// A file whose languages are known.
#[derive(Debug)]
pub struct Document {
    /// The language of the source texts.
    pub from: LanguageTag,
    /// The language it is translated into.
    pub language: LanguageTag,
    /// Where both are named first.
    pub line: u32,
    sheet: Sheet,
}

/// An id as it stands in a cell.
struct Id<'c> {
    from: LanguageTag,
    to: LanguageTag,
    key: &'c str,
    hash: u64,
}

fn id(cell: &str) -> Option<Id<'_>> {
    let (languages, rest) = cell.split_once(':')?;
    let (from, to) = languages.split_once('>')?;
    let (key, hash) = rest.rsplit_once('@')?;
    let hash = u64::from_str_radix(hash, 16).ok().filter(|_| hash.len() == 16)?;
    Some(Id { from: from.parse().ok()?, to: to.parse().ok()?, key, hash })
}

/// Reads the file down to its languages; nothing where that is not possible, which is reported.
pub(crate) fn open(file: &TextFile, log: &mut Log) -> Option<Document> {
    let sheet = read(file, COLUMNS, log)?;
    let first = sheet.rows.iter().find_map(|row| Some((row.at.line, id(row.get("id")?)?)));
    let Some((line, Id { from, to, .. })) = first else {
        let message = "no row has an id of an export: leave the column `id` as it was";
        log.error(&sheet.at, "unknown-id", message);
        return None;
    };
    Some(Document { from, language: to, line, sheet })
}

impl Document {
    /// The units that came back.
    pub fn units(&self, catalog: &Catalog<'_>, log: &mut Log) -> Vec<Returned> {
        let mut out = Vec::new();
        for row in &self.sheet.rows {
            let given = row.get("id").unwrap_or_default();
            let Some(id) = id(given) else {
                let message = format!(
                    "`{}` is no id of an export: leave the column `id` as it was",
                    short(given)
                );
                log.error(&row.at, "unknown-id", message);
                continue;
            };
            if (&id.from, &id.to) != (&self.from, &self.language) {
                let message = format!(
                    "{}>{} in a file for {}>{}: keep one",
                    id.from, id.to, self.from, self.language
                );
                log.error(&row.at, "wrong-language", message);
                continue;
            }
            let Some(known) = catalog.find(id.key, &row.at, log) else { continue };
            let text = row.get("translation").unwrap_or_default();
            if FORMULA_ERRORS.contains(&text) {
                let message =
                    "the spreadsheet took this text for a formula: write an apostrophe before it";
                log.error(&row.at, "formula", message);
                continue;
            }
            let target = Some(tokens(text)).filter(|t| !is_blank(t));
            out.push(Returned {
                key: known.key.clone(),
                line: row.at.line,
                hash: id.hash,
                target,
                done: false,
            });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_marks_and_everything_that_looks_like_them() {
        let all = vec![
            Token::Text("a < b <c> <1> \\<b> ".into()),
            Token::Open(Mark::Link(12)),
            Token::Open(Mark::Strong),
            Token::Text("x".into()),
            Token::Close(Mark::Strong),
            Token::Close(Mark::Link(12)),
            Token::Break,
            Token::Placeholder("{name}".into()),
        ];
        let text = cell(&all);
        assert_eq!(text, "a < b <c> \\<1> \\\\<b> <12><b>x</b></12>\n{name}");
        assert_eq!(tokens(&text), all);
    }

    #[test]
    fn ids_hold_languages_key_and_hash() {
        let got = id("de>fa-AF:pages/a/3.1@00000000000000ff").unwrap();
        assert_eq!(
            (got.from.as_str(), got.to.as_str(), got.key, got.hash),
            ("de", "fa-AF", "pages/a/3.1", 255)
        );
        for bad in ["", "pages/a/3", "de>ar:pages/a/3", "de>ar:x@12", "de>:x@00000000000000ff"] {
            assert!(id(bad).is_none(), "{bad}");
        }
    }
}
