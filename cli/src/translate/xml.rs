//! XML to a tree of elements, for files that come from anywhere.
//!
//! Owns what is refused before anybody looks at the meaning: document types and their entities (a few lines of them can
//! fill any memory), what nests too deep, what ends too early, other encodings than UTF-8.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, PrefixDeclaration, ResolveResult};
use quick_xml::reader::NsReader;

use crate::source::place::Lines;

/// Elements nest at most this deep; those of an exchange file need about a dozen levels.
const MAX_DEPTH: usize = 64;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// Its namespace.
    pub(super) namespace: String,
    /// Its name without prefix.
    pub(super) name: String,
    /// Attributes by name; those with a namespace as `{namespace}name`.
    pub(super) attributes: BTreeMap<String, String>,
    /// What is in it, in order.
    pub(super) nodes: Vec<Node>,
    /// Line it begins in.
    pub(super) line: u32,
}

/// What can be in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text, references resolved.
    Text(String),
}

/// Why a file is no XML that is taken, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: u32,
    pub(super) message: String,
}

impl Element {
    /// The elements in it, in order.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// An attribute without namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Whether it is this element of a namespace.
    pub(super) fn is(&self, namespace: &str, name: &str) -> bool {
        self.namespace == namespace && self.name == name
    }
}

/// Reads a text to its root element.
pub(super) fn read(text: &str) -> Result<Element, Fault> {
    let lines = Lines::of(text);
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = lines.line(at.saturating_add(1), 1);
        let fault = |message: String| Fault { line, message };
        let event = reader.read_event().map_err(|e| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            Fault { line: lines.line(at, 1), message: format!("no XML: {e}") }
        })?;
        match event {
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                if encoding.is_some_and(|e| !e.eq_ignore_ascii_case("utf-8")) {
                    return Err(fault("another encoding than UTF-8: save it as UTF-8".to_owned()));
                }
            }
            Event::DocType(_) => {
                let message = "a document type (DOCTYPE) is not taken: it can hide entities that fill the memory";
                return Err(fault(message.to_owned()));
            }
            Event::Start(start) => {
                if open.len() >= MAX_DEPTH {
                    return Err(fault(format!("elements nest deeper than {MAX_DEPTH}")));
                }
                open.push(element(&reader, &start, line).map_err(fault)?);
            }
            Event::Empty(start) => {
                let element = element(&reader, &start, line).map_err(fault)?;
                place(element, &mut open, &mut root).map_err(fault)?;
            }
            Event::End(_) => {
                let Some(element) = open.pop() else {
                    return Err(fault("an element ends that has not begun".to_owned()));
                };
                place(element, &mut open, &mut root).map_err(fault)?;
            }
            Event::Text(text) => words(&mut open, &text.xml10_content()).map_err(fault)?,
            Event::CData(text) => words(&mut open, &text.xml10_content()).map_err(fault)?,
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    Ok(None) => resolve_xml_entity(&reference.xml10_content()).map(str::to_owned),
                    Err(_) => None,
                };
                let Some(known) = known else {
                    return Err(fault("an entity that XML does not know".to_owned()));
                };
                words(&mut open, &known).map_err(fault)?;
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => {
                if let Some(element) = open.last() {
                    let (name, from) = (&element.name, element.line);
                    return Err(fault(format!(
                        "the file ends inside <{name}> of line {from}: it was cut off, fetch it again"
                    )));
                }
                return root.ok_or_else(|| fault("there is no element in it".to_owned()));
            }
        }
    }
}

fn place(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), String> {
    match open.last_mut() {
        Some(above) => above.nodes.push(Node::Element(element)),
        None if root.is_none() => *root = Some(element),
        None => return Err("a second root element".to_owned()),
    }
    Ok(())
}

fn words(open: &mut [Element], text: &str) -> Result<(), String> {
    let Some(element) = open.last_mut() else {
        return if text.trim().is_empty() {
            Ok(())
        } else {
            Err("text outside of the root element".to_owned())
        };
    };
    match element.nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => element.nodes.push(Node::Text(text.to_owned())),
    }
    Ok(())
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>, line: u32) -> Result<Element, String> {
    let resolver = reader.resolver();
    let (namespace, name) = resolver.resolve_element(start.name());
    let namespace = match namespace {
        ResolveResult::Bound(Namespace(uri)) => uri.to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(prefix) => {
            return Err(format!("the prefix `{prefix}` is not declared"));
        }
    };
    let mut attributes = BTreeMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| format!("no XML: {e}"))?;
        if attribute
            .key
            .as_namespace_binding()
            .is_some_and(|d| !matches!(d, PrefixDeclaration::Named("")))
        {
            continue;
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| format!("no XML: {e}"))?;
        let (space, local) = resolver.resolve_attribute(attribute.key);
        let key = match space {
            ResolveResult::Bound(Namespace(uri)) => format!("{{{uri}}}{}", local.as_ref()),
            ResolveResult::Unbound => local.as_ref().to_owned(),
            ResolveResult::Unknown(prefix) => {
                return Err(format!("the prefix `{prefix}` is not declared"));
            }
        };
        attributes.insert(key, value.into_owned());
    }
    let name = name.as_ref().to_owned();
    Ok(Element { namespace, name, attributes, nodes: Vec::new(), line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (u32, String) {
        let fault = read(text).unwrap_err();
        (fault.line, fault.message)
    }

    #[test]
    fn a_tree_has_its_lines_names_and_texts() {
        let root = read("<?xml version=\"1.0\"?>\n<a xmlns=\"urn:a\" xmlns:b=\"urn:b\" b:x=\"1 &amp; 2\">\n  <b:c y='z'/>t&lt;&#x4E;<![CDATA[<]]>\n</a>\n").unwrap();
        assert!(root.is("urn:a", "a"));
        assert_eq!((root.line, root.attributes["{urn:b}x"].as_str()), (2, "1 & 2"));
        let inner = root.elements().next().unwrap();
        assert!(inner.is("urn:b", "c"));
        assert_eq!((inner.line, inner.attribute("y")), (3, Some("z")));
        assert_eq!(root.nodes.last(), Some(&Node::Text("t<N<\n".to_owned())));
    }

    #[test]
    fn what_could_do_harm_is_refused_with_its_line() {
        let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<x>&b;</x>";
        assert_eq!(fault(bomb).0, 2);
        assert!(fault(bomb).1.contains("DOCTYPE"));
        let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>";
        assert!(fault(outside).1.contains("DOCTYPE"));
        assert_eq!(fault("<x>\n&b;</x>"), (2, "an entity that XML does not know".to_owned()));
        assert!(fault(&"<x>".repeat(100)).1.contains("deeper"));
        assert!(fault("<?xml version=\"1.0\" encoding=\"windows-1252\"?><x/>").1.contains("UTF-8"));
    }

    #[test]
    fn what_is_cut_off_or_no_xml_is_told() {
        assert!(fault("<a>\n<b>\n").1.contains("ends inside <b> of line 2"));
        assert!(fault("<a>\n<b").1.contains("no XML"));
        assert!(fault("<a></b>").1.contains("no XML"));
        assert!(fault("<a/><b/>").1.contains("second root"));
        assert!(fault("").1.contains("no element"));
        assert!(fault("hello").1.contains("outside"));
        assert!(fault("<a b=\"1\" b=\"2\"/>").1.contains("no XML"));
        assert!(fault("<p:a/>").1.contains("prefix"));
    }
}
