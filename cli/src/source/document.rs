//! A TOML text and the lines of its bytes, which may begin further down in a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::DeTable;

use super::place::{At, Lines, Log};

/// How many syntax errors of one file are told; the rest usually follows from them.
const MAX_SYNTAX_ERRORS: usize = 5;

/// A TOML text, which may be the front part of a file.
#[derive(Debug)]
pub(crate) struct Document {
    file: Arc<str>,
    lines: Lines,
    first: u32,
}

impl Document {
    pub(crate) fn new(file: &Arc<str>, text: &str, first: u32) -> Self {
        Self { file: Arc::clone(file), lines: Lines::of(text), first }
    }

    /// Parses `text`; nothing where its syntax is broken, which is reported.
    pub(crate) fn parse<'t>(&self, text: &'t str, log: &mut Log) -> Option<DeTable<'t>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        // Of several errors in a line, the later ones follow from the first.
        let mut lines = BTreeMap::new();
        for error in &errors {
            let at = self.at(error.span().map_or(0, |s| s.start));
            lines.entry(at).or_insert(error.message());
        }
        for (at, message) in lines.into_iter().take(MAX_SYNTAX_ERRORS) {
            log.error(&at, "toml", format!("not TOML: {message}"));
        }
        errors.is_empty().then(|| table.into_inner())
    }

    pub(crate) fn at(&self, byte: usize) -> At {
        At { file: Arc::clone(&self.file), line: self.lines.line(byte, self.first) }
    }
}
