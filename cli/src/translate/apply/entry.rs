//! Texts of tables: which file and which cell or key each belongs into.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::OriginKind;
use companion_core::text::LanguageTag;

use super::{Work, hash, trouble, word, words};
use crate::lock::{LockedFields, Mark};
use crate::problem::Problem;
use crate::source::entries::{EntryText, EntryTexts, Kind};
use crate::translate::origin;
use crate::translate::parts::TextId;
use crate::translate::plan::{How, Taken};

impl Work<'_> {
    /// Everything that is taken of a thing of a table.
    pub(super) fn entry(&mut self, entry: &EntryTexts<'_>, taken: &[Taken]) -> Result<(), Problem> {
        let (from, tag) = self.input.languages;
        let old = entry.texts.get(tag);
        let whole = old.is_none_or(|text| {
            text.fields
                .iter()
                .all(|f| taken.iter().any(|t| self.part(t).is_some_and(|p| p.name == f.name)))
        });
        let joined = origin::joined(old.map(|t| t.origin.as_ref()), self.input.told, whole);
        let origin = joined.origin;
        let is_told = taken.iter().any(|t| t.how != How::Copied);
        if entry.kind == Kind::Events {
            self.event(entry.id, taken, is_told.then_some(&joined))?;
        } else {
            for one in taken.iter().filter(|t| t.how != How::Confirmed) {
                let Some(name) = self.part(one).map(|p| p.name.clone()) else { continue };
                self.field(entry, &name, &words(&one.content))?;
            }
            if is_told && old.is_none_or(|t| t.origin.origin != origin) {
                self.entry_origin(entry, old, origin)?;
            }
        }
        let key = (entry.kind, entry.id.to_owned(), tag.clone());
        let new = || LockedFields { source: from.clone(), fields: BTreeMap::new() };
        let parts: Vec<(String, Mark)> = taken
            .iter()
            .filter_map(|one| {
                let part = self.part(one)?;
                Some((part.name.clone(), Mark { own: hash(&one.content), from: Some(part.hash) }))
            })
            .collect();
        self.lock.entries.entry(key).or_insert_with(new).fields.extend(parts);
        Ok(())
    }

    fn field(&mut self, entry: &EntryTexts<'_>, name: &str, text: &str) -> Result<(), Problem> {
        let (_, tag) = self.input.languages;
        let file = entry.at.file.to_string();
        match entry.kind {
            // Each language has a file of its own.
            Kind::Events => Ok(()),
            Kind::Pack => self.document(&file)?.set(&["names"], tag, text),
            Kind::Checklists => {
                let document = self.document(&file)?;
                match name.strip_prefix("task.").and_then(|rest| rest.rsplit_once('.')) {
                    Some((task, key)) => document.set_in("task", task, key, tag, text),
                    None => document.set(&["title"], tag, text),
                }
            }
            Kind::Contacts if file.ends_with(".toml") => {
                self.document(&file)?.set_in("contact", entry.id, name, tag, text)
            }
            Kind::Phrases | Kind::Topics => {
                self.sheet(&file)?.set(entry.id, tag.as_str(), text);
                Ok(())
            }
            Kind::Places | Kind::Services | Kind::Contacts => {
                let file = self.text_sheet(entry.kind);
                self.sheet(&file)?.set(entry.id, name, text);
                Ok(())
            }
        }
        .map_err(|message| trouble(&file, message))
    }

    fn entry_origin(
        &mut self,
        entry: &EntryTexts<'_>,
        old: Option<&EntryText<'_>>,
        origin: OriginKind,
    ) -> Result<(), Problem> {
        let (_, tag) = self.input.languages;
        let file = entry.at.file.to_string();
        match entry.kind {
            // Proper names have none; a column of phrases has one for all of them.
            Kind::Pack | Kind::Phrases | Kind::Topics | Kind::Events => return Ok(()),
            Kind::Checklists => self.document(&file)?.say(&["origin"], tag, word(origin)),
            Kind::Contacts if file.ends_with(".toml") => {
                self.document(&file)?.say_in("contact", entry.id, "origin", tag, word(origin))
            }
            Kind::Places | Kind::Services | Kind::Contacts => {
                let file = self.text_sheet(entry.kind);
                // A column of empty cells would say nothing.
                if old.is_some() || origin != OriginKind::Unknown {
                    self.sheet(&file)?.set(entry.id, "origin", word(origin).unwrap_or_default());
                }
                Ok(())
            }
        }
        .map_err(|message| trouble(&file, message))
    }

    /// Phrases and topics say who wrote a whole column, in pack.toml.
    pub(super) fn column_origin(
        &mut self,
        kind: Kind,
        entries: &[EntryTexts<'_>],
    ) -> Result<(), Problem> {
        let (_, tag) = self.input.languages;
        let taken: BTreeSet<&str> = self
            .input
            .plan
            .taken
            .iter()
            .filter(|(_, taken)| taken.iter().any(|t| t.how != How::Copied))
            .filter_map(|(text, _)| match text {
                TextId::Entry(k, id) if *k == kind => Some(id.as_str()),
                _ => None,
            })
            .collect();
        if taken.is_empty() {
            return Ok(());
        }
        let there = || entries.iter().filter(|e| e.kind == kind && e.texts.contains_key(tag));
        let whole = there().all(|e| taken.contains(e.id));
        let old = there().next().and_then(|e| e.texts.get(tag)).map(|t| t.origin.as_ref());
        let origin = origin::joined(old, self.input.told, whole).origin;
        if old.is_some_and(|old| old.origin == origin) {
            return Ok(());
        }
        let file = self.input.source.pack.at.file.to_string();
        let document = self.document(&file)?;
        let said = document.say(&[kind.as_str(), "origin"], tag, word(origin));
        said.map_err(|message| trouble(&file, message))
    }

    /// `places.<tag>.csv`, under the name it has already.
    fn text_sheet(&self, kind: Kind) -> String {
        let (_, tag) = self.input.languages;
        let stem = kind.as_str();
        let known = self.files.names().find(|name| {
            let inner = name.strip_prefix(stem).and_then(|n| n.strip_prefix('.'));
            let inner = inner.and_then(|n| n.strip_suffix(".csv"));
            inner.is_some_and(|t| t.parse::<LanguageTag>().is_ok_and(|t| t == *tag))
        });
        known.map_or_else(|| format!("{stem}.{tag}.csv"), str::to_owned)
    }
}
