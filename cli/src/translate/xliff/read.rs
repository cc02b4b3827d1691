//! An XLIFF file that came back, to units.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use super::write::placeholders;
use super::{CORE, OWN};
use crate::source::place::{At, Log};
use crate::source::values::short;
use crate::translate::plan::Catalog;
use crate::translate::run::{Mark, Token, is_blank};
use crate::translate::xml::{self, Element, Node};
use crate::translate::{Returned, Unit, UnitState};

/// A file whose languages are known.
#[derive(Debug)]
pub struct Document {
    /// The language of the source texts.
    pub from: LanguageTag,
    /// The language it is translated into.
    pub language: LanguageTag,
    /// Where both are named.
    pub line: u32,
    root: Element,
}

/// Reads the file down to its languages; nothing where that is not possible, which is reported.
pub fn open(at: &At, text: &str, log: &mut Log) -> Option<Document> {
    let root = match xml::read(text) {
        Ok(root) => root,
        Err(fault) => {
            log.error(&at.on(fault.line), "xml", fault.message);
            return None;
        }
    };
    let here = at.on(root.line);
    let version = root.attribute("version").unwrap_or_default();
    if root.name != "xliff" {
        log.error(&here, "no-xliff", format!("<{}> is no XLIFF", short(&root.name)));
        return None;
    }
    if !root.is(CORE, "xliff") || !matches!(version, "2.0" | "2.1") {
        let version = short(version);
        let message = format!("XLIFF {version}: save it as XLIFF 2.1, the version it came in");
        log.error(&here, "no-xliff", message);
        return None;
    }
    let mut tag = |name: &str| {
        let found = root.attribute(name).and_then(|t| t.parse::<LanguageTag>().ok());
        if found.is_none() {
            let message = format!("`{name}` is missing or no language tag: leave it as it was");
            log.error(&here, "invalid-tag", message);
        }
        found
    };
    let (from, language) = (tag("srcLang"), tag("trgLang"));
    Some(Document { from: from?, language: language?, line: root.line, root })
}

impl Document {
    /// The units that came back.
    pub fn units(&self, at: &At, catalog: &Catalog<'_>, log: &mut Log) -> Vec<Returned> {
        let mut out = Vec::new();
        for file in self.root.elements().filter(|e| e.is(CORE, "file")) {
            let id = file.attribute("id").unwrap_or_default();
            group(file, id, at, catalog, &mut out, log);
        }
        out
    }
}

fn group(
    element: &Element,
    file: &str,
    at: &At,
    catalog: &Catalog<'_>,
    out: &mut Vec<Returned>,
    log: &mut Log,
) {
    for inner in element.elements() {
        if inner.is(CORE, "group") {
            group(inner, file, at, catalog, out, log);
        } else if inner.is(CORE, "unit") {
            let id = inner.attribute("id").unwrap_or_default();
            let here = at.on(inner.line);
            if let Some(known) = catalog.find_xliff(file, id, &here, log) {
                out.extend(unit(inner, known, &here, log));
            }
        }
    }
}

fn unit(element: &Element, known: &Unit, at: &At, log: &mut Log) -> Option<Returned> {
    let hash = element.attributes.get(&format!("{{{OWN}}}source"));
    let hash = hash.and_then(|h| u64::from_str_radix(h, 16).ok());
    let mut reader = Reader { names: placeholders(&known.source), started: BTreeMap::new() };
    let (mut source, mut target) = (Vec::new(), Some(Vec::new()));
    let mut done = true;
    // A tool may have cut the text into sentences, although it was asked not to.
    for part in element.elements().filter(|e| e.namespace == CORE) {
        let segment = part.name == "segment";
        if !segment && part.name != "ignorable" {
            continue;
        }
        let find = |name: &str| part.elements().find(|e| e.is(CORE, name));
        let Some(original) = find("source") else {
            log.error(&at.on(part.line), "xliff", "a segment without <source>");
            return None;
        };
        let mut read = |element: &Element| match reader.tokens(element) {
            Ok(tokens) => Some(tokens),
            Err(message) => {
                log.error(&at.on(element.line), "broken-marks", message);
                None
            }
        };
        let words = read(original)?;
        match find("target") {
            Some(translated) => {
                let words = read(translated)?;
                target.iter_mut().for_each(|t| t.extend(words.clone()));
            }
            None if segment => target = None,
            None => target.iter_mut().for_each(|t| t.extend(words.clone())),
        }
        source.extend(words);
        done &= !segment || is_done(part.attribute("state"), known.state);
    }
    // A tool that lost our attribute still has the source text.
    let same = || plain(&source) == plain(&known.source);
    let hash = hash.or_else(|| same().then_some(known.hash)).unwrap_or_default();
    let target = target.filter(|t| !is_blank(t));
    Some(Returned { key: known.key.clone(), line: at.line, hash, target, done })
}

/// Whether somebody has said more of it than was said when it left.
fn is_done(state: Option<&str>, before: UnitState) -> bool {
    match state {
        Some("reviewed" | "final") => true,
        Some("translated") => before != UnitState::Current,
        _ => false,
    }
}

fn plain(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Text(text) | Token::Placeholder(text) => out.push_str(text),
            Token::Break => out.push(' '),
            Token::Open(_) | Token::Close(_) => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Inline content of one unit.
struct Reader {
    names: Vec<String>,
    /// Marks that `<sc>` opened, by its id.
    started: BTreeMap<String, Mark>,
}

impl Reader {
    fn tokens(&mut self, element: &Element) -> Result<Vec<Token>, String> {
        let mut out = Vec::new();
        self.inside(element, &mut out)?;
        Ok(out)
    }

    fn inside(&mut self, element: &Element, out: &mut Vec<Token>) -> Result<(), String> {
        for node in &element.nodes {
            match node {
                Node::Text(text) => push(out, text),
                Node::Element(inner) if inner.namespace == CORE => self.code(inner, out)?,
                Node::Element(inner) => {
                    return Err(format!("<{}> has no place inside a text", short(&inner.name)));
                }
            }
        }
        Ok(())
    }

    fn code(&mut self, element: &Element, out: &mut Vec<Token>) -> Result<(), String> {
        // A code that was copied names the one it is a copy of.
        let id =
            element.attribute("copyOf").or_else(|| element.attribute("id")).unwrap_or_default();
        match element.name.as_str() {
            "pc" => {
                let mark = mark(id)?;
                out.push(Token::Open(mark));
                self.inside(element, out)?;
                out.push(Token::Close(mark));
            }
            "sc" => {
                let mark = mark(id)?;
                let own = element.attribute("id").unwrap_or_default();
                self.started.insert(own.to_owned(), mark);
                out.push(Token::Open(mark));
            }
            "ec" => {
                let start = element.attribute("startRef").unwrap_or_default();
                let begun = self.started.get(start);
                let mark = begun
                    .ok_or_else(|| format!("mark `{}` ends without a beginning", short(start)))?;
                out.push(Token::Close(*mark));
            }
            "ph" if id.starts_with("br") => out.push(Token::Break),
            "ph" => {
                let number = id.strip_prefix('p').and_then(|n| n.parse::<usize>().ok());
                let name = number.and_then(|n| self.names.get(n.checked_sub(1)?));
                let name =
                    name.ok_or_else(|| format!("mark `{}` is none of the source text", short(id)))?;
                out.push(Token::Placeholder(name.clone()));
            }
            // What a tool noted about words changes nothing of them.
            "mrk" => self.inside(element, out)?,
            "sm" | "em" => {}
            "cp" => return Err("a control character: remove it".to_owned()),
            other => return Err(format!("<{}> has no place inside a text", short(other))),
        }
        Ok(())
    }
}

fn mark(id: &str) -> Result<Mark, String> {
    match id.split_at_checked(1) {
        Some(("b", _)) => Ok(Mark::Strong),
        Some(("i", _)) => Ok(Mark::Emphasis),
        Some(("l", number)) if number.parse::<usize>().is_ok_and(|n| n > 0) => {
            Ok(Mark::Link(number.parse().unwrap_or(usize::MAX)))
        }
        _ => Err(format!("mark `{}` is none of the source text", short(id))),
    }
}

/// Words; line ends inside them are a tool's way to lay out its file.
fn push(out: &mut Vec<Token>, text: &str) {
    if text.is_empty() {
        return;
    }
    let text: String =
        text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
    match out.last_mut() {
        Some(Token::Text(before)) => before.push_str(&text),
        _ => out.push(Token::Text(text)),
    }
}
