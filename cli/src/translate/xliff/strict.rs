//! The structure of XLIFF 2.1 core, for tests: which element may stand where with which attributes, in which order, and
//! the constraints that a schema cannot say. After sections 4.2 and 4.3 of the specification, for what we write.

mod rules;

use std::collections::BTreeSet;

use self::rules::{INLINE, RULES, YES_NO};
use super::CORE;
use crate::translate::xml::{Element, Node, read};

/// Everything that is wrong with a file.
pub(crate) fn faults(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    match read(text) {
        Ok(root) => {
            if !root.is(CORE, "xliff") {
                out.push("the root is no <xliff>".to_owned());
            }
            element(&root, "", &mut out);
            document(&root, &mut out);
        }
        Err(fault) => out.push(format!("line {}: {}", fault.line, fault.message)),
    }
    out
}

fn element(found: &Element, above: &str, out: &mut Vec<String>) {
    let line = found.line;
    let Some(rule) = RULES.iter().find(|r| r.name == found.name && found.namespace == CORE) else {
        return out.push(format!("line {line}: <{}> is not known", found.name));
    };
    if !rule.above.contains(&above) {
        out.push(format!("line {line}: <{}> inside <{above}>", found.name));
    }
    for name in rule.required.iter().filter(|n| found.attribute(n).is_none()) {
        out.push(format!("line {line}: <{}> without {name}", found.name));
    }
    for (name, value) in &found.attributes {
        let own = rule.required.contains(&name.as_str()) || rule.optional.contains(&name.as_str());
        let foreign = rule.open && name.starts_with('{');
        if !own && !foreign {
            out.push(format!("line {line}: <{}> with {name}", found.name));
        }
        attribute(name, value, line, out);
    }
    let inner: Vec<&str> = found.elements().map(|e| e.name.as_str()).collect();
    if rule.mixed {
        let allowed = |n: &&str| found.name != "note" && found.name != "data" && INLINE.contains(n);
        out.extend(
            inner.iter().filter(|n| !allowed(n)).map(|n| format!("line {line}: <{n}> in a text")),
        );
    } else {
        if !in_order(&inner, rule.order) {
            out.push(format!("line {line}: <{}> holds {inner:?}", found.name));
        }
        let words = |n: &Node| matches!(n, Node::Text(t) if !t.trim().is_empty());
        if found.nodes.iter().any(words) {
            out.push(format!("line {line}: <{}> holds text", found.name));
        }
    }
    found.elements().for_each(|e| element(e, &found.name, out));
}

fn in_order(inner: &[&str], order: &[&str]) -> bool {
    let mut rest = inner;
    for step in order {
        let (names, many) = match step.split_at(step.len() - 1) {
            (names, mark @ ("*" | "+" | "?")) => (names, mark),
            _ => (*step, ""),
        };
        let count = rest.iter().take_while(|n| names.split('|').any(|name| name == **n)).count();
        let fits = match many {
            "*" => true,
            "+" => count > 0,
            "?" => count < 2,
            _ => count == 1,
        };
        if !fits {
            return false;
        }
        rest = &rest[count..];
    }
    rest.is_empty()
}

fn attribute(name: &str, value: &str, line: u32, out: &mut Vec<String>) {
    let one_of = |values: &[&str]| values.contains(&value);
    let good = match name {
        "id" | "dataRef" | "dataRefStart" | "dataRefEnd" => {
            !value.is_empty() && value.chars().all(|c| c == ':' || super::is_name(c))
        }
        "state" => one_of(&["initial", "translated", "reviewed", "final"]),
        "srcDir" | "trgDir" => one_of(&["ltr", "rtl", "auto"]),
        "type" => one_of(&["fmt", "ui", "quote", "link", "image", "other"]),
        "subType" => {
            matches!(value.split_once(':'), Some((a, b)) if !a.is_empty() && !b.is_empty())
        }
        "subState" => {
            matches!(value.split_once(':'), Some((a, b)) if a != "xlf" && !a.is_empty() && !b.is_empty())
        }
        "version" => value == "2.1",
        n if YES_NO.contains(&n) => one_of(&["yes", "no"]),
        _ => true,
    };
    if !good {
        out.push(format!("line {line}: {name}={value:?}"));
    }
}

/// Ids are unique where the specification asks for it; references lead somewhere; codes of a target are those of its
/// source; a standard subtype goes with its type.
fn document(root: &Element, out: &mut Vec<String>) {
    let mut files = BTreeSet::new();
    for file in root.elements() {
        unique(&mut files, file, out);
        let mut units = BTreeSet::new();
        let mut all = Vec::new();
        below(file, "unit", &mut all);
        for unit in all {
            unique(&mut units, unit, out);
            inside(unit, out);
        }
    }
}

fn unique<'e>(seen: &mut BTreeSet<&'e str>, element: &'e Element, out: &mut Vec<String>) {
    if !seen.insert(element.attribute("id").unwrap_or_default()) {
        out.push(format!("line {}: the id of <{}> stands twice", element.line, element.name));
    }
}

fn inside(unit: &Element, out: &mut Vec<String>) {
    let mut data = Vec::new();
    below(unit, "data", &mut data);
    let data: BTreeSet<&str> = data.iter().filter_map(|d| d.attribute("id")).collect();
    let mut codes = [BTreeSet::new(), BTreeSet::new()];
    for (side, name) in ["source", "target"].iter().enumerate() {
        let mut texts = Vec::new();
        below(unit, name, &mut texts);
        for code in texts.iter().flat_map(|t| descendants(t)) {
            unique(&mut codes[side], code, out);
            for reference in ["dataRef", "dataRefStart", "dataRefEnd"] {
                if code.attribute(reference).is_some_and(|d| !data.contains(d)) {
                    out.push(format!("line {}: {reference} leads nowhere", code.line));
                }
            }
            let kind = match code.attribute("subType") {
                Some("xlf:lb" | "xlf:pb" | "xlf:b" | "xlf:i" | "xlf:u") => Some("fmt"),
                Some("xlf:var") => Some("ui"),
                _ => None,
            };
            if kind.is_some() && code.attribute("type") != kind {
                out.push(format!("line {}: subType without its type", code.line));
            }
        }
    }
}

fn below<'e>(element: &'e Element, name: &str, out: &mut Vec<&'e Element>) {
    for inner in element.elements() {
        if inner.name == name {
            out.push(inner);
        }
        below(inner, name, out);
    }
}

fn descendants(element: &Element) -> Vec<&Element> {
    element.elements().flat_map(|e| std::iter::once(e).chain(descendants(e))).collect()
}

#[test]
fn the_checker_finds_what_is_wrong() {
    let wrap = |inner: &str| {
        format!(
            "<xliff xmlns=\"{CORE}\" version=\"2.1\" srcLang=\"de\"><file id=\"f\">{inner}</file></xliff>"
        )
    };
    let unit = |inner: &str| wrap(&format!("<unit id=\"u\">{inner}</unit>"));
    let good =
        "<segment><source>a <pc id=\"1\" type=\"fmt\" subType=\"xlf:b\">b</pc></source></segment>";
    assert_eq!(faults(&unit(good)), [""; 0]);
    for bad in [
        wrap(""),
        unit(""),
        unit("<segment><target/><source/></segment>"),
        unit("<segment><source/></segment><notes><note/></notes>"),
        unit("<segment state=\"done\"><source/></segment>"),
        unit("<segment><source><ph/></source></segment>"),
        unit("<segment><source><ph id=\"1\"/><ph id=\"1\"/></source></segment>"),
        unit("<segment><source><ph id=\"1\" dataRef=\"d\"/></source></segment>"),
        unit("<segment><source><ph id=\"1\" subType=\"xlf:b\"/></source></segment>"),
        unit("<segment><source/><target state=\"final\"/></segment>"),
        unit("<segment><source/></segment>words"),
        wrap("<unit id=\"a b\"><segment><source/></segment></unit>"),
        wrap(&"<unit id=\"u\"><segment><source/></segment></unit>".repeat(2)),
        "<xliff/>".to_owned(),
    ] {
        assert!(!faults(&bad).is_empty(), "{bad}");
    }
}
