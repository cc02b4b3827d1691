//! Which languages a pack speaks, and the texts in others that somebody has begun.
//!
//! A text in a language that pack.toml does not name is left out with a warning, so that a city can draft a language
//! before it is published.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use super::place::{At, Log, Placed};
use super::values;

/// The languages of the pack being read.
#[derive(Debug)]
pub(crate) struct Languages {
    /// The language texts are first written in.
    pub(crate) source: LanguageTag,
    /// All languages, in the publisher's order.
    pub(crate) all: Vec<LanguageTag>,
    /// Where they are named.
    at: At,
    others: BTreeMap<LanguageTag, (At, usize)>,
}

impl Languages {
    pub(crate) fn new(source: LanguageTag, all: Vec<LanguageTag>, at: At) -> Self {
        Self { source, all, at, others: BTreeMap::new() }
    }

    /// Whether texts in the language are published; others are counted.
    pub(crate) fn published(&mut self, tag: &LanguageTag, at: &At) -> bool {
        let published = self.all.contains(tag);
        if !published {
            self.others.entry(tag.clone()).or_insert_with(|| (at.clone(), 0)).1 += 1;
        }
        published
    }

    /// The tag in a file's name, if texts in it are published.
    pub(crate) fn of_file(&mut self, tag: &str, at: &At, log: &mut Log) -> Option<LanguageTag> {
        match values::tag(tag) {
            Ok(tag) => self.published(&tag, at).then_some(tag),
            Err(fault) => {
                log.error(at, fault.code, format!("the file's name: {}", fault.message));
                None
            }
        }
    }

    /// Texts by language, those that are published.
    pub(crate) fn keep(
        &mut self,
        texts: Vec<(LanguageTag, Placed<String>)>,
    ) -> BTreeMap<LanguageTag, Placed<String>> {
        texts.into_iter().filter(|(tag, text)| self.published(tag, &text.at)).collect()
    }

    /// One warning for each language that has texts and is not named.
    pub(crate) fn finish(self, log: &mut Log) {
        for (tag, (first, count)) in self.others {
            log.warning(
                &self.at,
                "undeclared-language",
                format!(
                    "`languages` does not name {tag}: {count} text(s) in it are not published \
                     (first: {})",
                    first.file
                ),
            );
        }
    }
}
