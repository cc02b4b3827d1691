//! Files of a pack's folder as the command writes them: TOML with one value on a line, and texts with front matter.

use std::fmt::Write as _;

use companion_core::text::BlockBody;

use crate::markdown;

/// Front matter and text.
pub(crate) fn markdown_file(front: &str, bodies: &[BlockBody]) -> String {
    let body = markdown::write(bodies);
    let gap = if body.is_empty() { "" } else { "\n" };
    format!("+++\n{front}+++\n{gap}{body}")
}

/// A text as a basic string of TOML, on one line; also as a key.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of texts.
pub(crate) fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|t| quoted(t.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}
