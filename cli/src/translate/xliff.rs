//! XLIFF 2.1 (OASIS), core only: what translators' tools read and write.
//!
//! Owns ids and names of this form. A text is a `<file>`, a run of words a `<unit>` with one `<segment>`. Links, styles,
//! line breaks and placeholders are inline codes, so that a tool can guard them. The hash of the source text is an
//! attribute of an own namespace, which tools have to keep (section 4.8 of the specification).

mod read;
#[cfg(test)]
pub(crate) mod strict;
mod write;

pub use self::read::{Document, open};
pub use self::write::write;

use super::Unit;

/// The core's namespace, the same in 2.0 and 2.1.
pub(crate) const CORE: &str = "urn:oasis:names:tc:xliff:document:2.0";
/// Where our one attribute lives.
pub(crate) const OWN: &str = "urn:welcome-companion:exchange:1";

/// Ids of a unit's file and of the unit.
pub(crate) fn ids(unit: &Unit) -> (String, String) {
    let inner = unit.key.strip_prefix(&unit.group).unwrap_or(&unit.key);
    (nmtoken(&unit.group), nmtoken(inner.trim_start_matches('/')))
}

/// A text as NMTOKEN of XML 1.0; no two ids become the same.
pub(crate) fn nmtoken(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '/' => out.push('.'),
            c if is_name(c) => out.push(c),
            c => out.push_str(&format!(":{:x}:", u32::from(c))),
        }
    }
    out
}

/// XML 1.0, section 2.3, production 4a, without the colon.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '_' | '.' | '\u{B7}')
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{37D}')
        || matches!(c, '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{203F}'..='\u{2040}')
        || matches!(c, '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}')
        || matches!(c, '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}
