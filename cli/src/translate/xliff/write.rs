//! Units to an XLIFF file.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;
use companion_core::text::language::Direction;

use super::{CORE, OWN, ids, nmtoken};
use crate::translate::run::{Mark, Token};
use crate::translate::{Unit, UnitState};

/// The file's text; `units` of one group stand together.
pub fn write(units: &[Unit], from: &LanguageTag, to: &LanguageTag) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"{CORE}\" xmlns:welcome=\"{OWN}\" version=\"2.1\" srcLang=\"{from}\" trgLang=\"{to}\">\n"
    );
    for units in units.chunk_by(|a, b| a.group == b.group) {
        let Some(first) = units.first() else { continue };
        let original = first.place.rsplit_once(':').map_or(first.place.as_str(), |(file, _)| file);
        out.push_str(&format!(
            "  <file id=\"{}\" original=\"{}\" canResegment=\"no\" srcDir=\"{}\" trgDir=\"{}\">\n",
            nmtoken(&first.group),
            escaped(original),
            direction(from),
            direction(to),
        ));
        units.iter().for_each(|unit| write_unit(unit, &mut out));
        out.push_str("  </file>\n");
    }
    out.push_str("</xliff>\n");
    out
}

fn direction(tag: &LanguageTag) -> &'static str {
    match tag.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}

fn write_unit(unit: &Unit, out: &mut String) {
    let (_, id) = ids(unit);
    out.push_str(&format!(
        "    <unit id=\"{id}\" name=\"{}\" welcome:source=\"{:016x}\">\n      <notes>\n\
         \x20       <note category=\"text\">{}</note>\n\
         \x20       <note category=\"place\">{}</note>\n      </notes>\n",
        escaped(&unit.key),
        unit.hash,
        escaped(&unit.note),
        escaped(&unit.place),
    ));
    if !unit.links.is_empty() {
        out.push_str("      <originalData>\n");
        for (url, number) in unit.links.iter().zip(1..) {
            out.push_str(&format!("        <data id=\"d{number}\">{}</data>\n", escaped(url)));
        }
        out.push_str("      </originalData>\n");
    }
    let state = match unit.state {
        UnitState::Missing => "state=\"initial\"",
        UnitState::Outdated => "state=\"initial\" subState=\"welcome:outdated\"",
        UnitState::Current => "state=\"translated\"",
    };
    out.push_str(&format!("      <segment {state}>\n        <source>"));
    let names = placeholders(&unit.source);
    write_tokens(&unit.source, &names, out);
    out.push_str("</source>\n");
    if let Some(present) = &unit.present {
        out.push_str("        <target>");
        write_tokens(present, &names, out);
        out.push_str("</target>\n");
    }
    out.push_str("      </segment>\n    </unit>\n");
}

/// The placeholders of a source text, in their order.
pub(super) fn placeholders(tokens: &[Token]) -> Vec<String> {
    let name = |token: &Token| match token {
        Token::Placeholder(name) => Some(name.clone()),
        _ => None,
    };
    tokens.iter().filter_map(name).collect()
}

fn write_tokens(tokens: &[Token], names: &[String], out: &mut String) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut next = |what: &'static str| {
        let count = counts.entry(what).or_default();
        *count += 1;
        *count
    };
    let mut used = vec![false; names.len()];
    for token in tokens {
        match token {
            Token::Text(text) => out.push_str(&escaped(text)),
            Token::Break => {
                let n = next("br");
                out.push_str(&format!("<ph id=\"br{n}\" type=\"fmt\" subType=\"xlf:lb\"/>"));
            }
            Token::Placeholder(name) => {
                let free = names.iter().zip(&used).position(|(n, used)| n == name && !used);
                let Some(at) = free else {
                    // One that the source text does not have is words like others.
                    out.push_str(&escaped(name));
                    continue;
                };
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
                out.push_str(&format!(
                    "<ph id=\"p{}\" type=\"ui\" subType=\"xlf:var\" disp=\"{name}\" equiv=\"{name}\" canDelete=\"no\" \
                     canCopy=\"no\"/>",
                    at + 1,
                    name = escaped(name),
                ));
            }
            Token::Open(Mark::Strong) => {
                let n = next("b");
                out.push_str(&format!("<pc id=\"b{n}\" type=\"fmt\" subType=\"xlf:b\">"));
            }
            Token::Open(Mark::Emphasis) => {
                let n = next("i");
                out.push_str(&format!("<pc id=\"i{n}\" type=\"fmt\" subType=\"xlf:i\">"));
            }
            Token::Open(Mark::Link(n)) => out.push_str(&format!(
                "<pc id=\"l{n}\" type=\"link\" dataRefStart=\"d{n}\" canDelete=\"no\" canCopy=\"no\">"
            )),
            Token::Close(_) => out.push_str("</pc>"),
        }
    }
}

/// Text for XML, between tags and in attributes with double quotes. Line ends in notes become spaces of the reader's
/// choice and need no reference.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
