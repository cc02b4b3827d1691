//! Terms of taxonomies to topics, with the terms above them.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::{NameText, Origin, TopicFact};
use companion_core::text::LanguageTag;
use companion_core::text::block::check_text;

use super::kinds::Kind;
use super::places::one_line;
use super::writer::Writer;
use crate::import::tables::Row;

impl Writer<'_> {
    /// A topic; its name in the language that the term says, else in that of the texts.
    pub(super) fn topic(&mut self, n: usize) -> Option<Row<TopicFact, NameText>> {
        let (record, id) = (self.record(n)?, self.names.topics.get(&n)?.clone());
        self.shown.insert(n);
        for taxonomy in self.owners(n, Kind::Taxonomy) {
            self.shown.insert(taxonomy);
        }
        let names = record.texts("name").map(one_line).filter(|n| !n.is_empty());
        let names: Vec<String> = names.collect();
        let key = Some(record.key.trim()).filter(|key| check_text(key).is_ok() && !key.is_empty());
        let name = match (names.is_empty(), key) {
            (false, _) => names.join(" / "),
            (true, Some(key)) => key.to_owned(),
            (true, None) => self.label("hsds-category"),
        };
        let language = self.language_of(n);
        let text = NameText { id: id.clone(), name, note: None, origin: Origin::default() };
        let fact = TopicFact { id, icon: None };
        Some(Row { fact, texts: BTreeMap::from([(language, text)]) })
    }

    /// The language of a term.
    pub(super) fn language_of(&self, n: usize) -> LanguageTag {
        let own = &self.options.language;
        let said =
            self.record(n).and_then(|r| r.text("language")).and_then(super::languages::coded);
        // `eng` beside texts in `en-GB` is the same language.
        match said {
            Some(tag) if tag.language() != own.language() => tag,
            _ => own.clone(),
        }
    }

    /// Topic ids of a record: its terms and those above them.
    pub(super) fn topics_of(&self, n: usize) -> Vec<String> {
        let terms: BTreeSet<usize> =
            self.terms(n).into_iter().flat_map(|term| self.tree.line(term)).collect();
        let mut ids: Vec<String> =
            terms.into_iter().filter_map(|t| self.names.topics.get(&t).cloned()).collect();
        ids.sort();
        ids
    }

    /// Names of the terms of a record that has no column for topics.
    pub(super) fn topic_names(&self, n: usize) -> Vec<String> {
        let named = |t: usize| self.record(t)?.text("name").map(one_line);
        let mut names: Vec<String> = self.terms(n).into_iter().filter_map(named).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Terms by attributes, by a list of ids in a cell, and those that stand in the record itself.
    fn terms(&self, n: usize) -> Vec<usize> {
        let Some(record) = self.record(n) else { return Vec::new() };
        let attributes = self.parts(n, Kind::Attribute).into_iter();
        let mut terms: Vec<usize> = attributes.flat_map(|a| self.owners(a, Kind::Term)).collect();
        terms.extend(self.owners(n, Kind::Term));
        let find = |key: &str| self.records.find(Kind::Term, key);
        terms.extend(record.listed("taxonomy_ids").filter_map(find));
        terms
    }
}
