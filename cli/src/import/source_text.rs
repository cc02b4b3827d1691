//! Files of a pack's folder as imports write them: TOML with one value on a line, and texts with front matter.

use std::fmt::Write as _;

use companion_core::text::BlockBody;

use crate::markdown;

/// Front matter and text.
pub(super) fn markdown_file(front: &str, bodies: &[BlockBody]) -> String {
    let body = markdown::write(bodies);
    let gap = if body.is_empty() { "" } else { "\n" };
    format!("+++\n{front}+++\n{gap}{body}")
}

/// A text in TOML on one line.
pub(super) fn quoted(text: &str) -> String {
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
pub(super) fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|t| quoted(t.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}
