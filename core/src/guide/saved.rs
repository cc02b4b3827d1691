//! What a person keeps at hand, with its present title.

use super::{Guide, links};
use crate::error::{Error, Result};
use crate::store::SavedItem;
use crate::text::LanguageTag;

const KINDS: [&str; 7] = ["page", "place", "service", "contact", "checklist", "phrase", "event"];

/// A saved thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its stable link.
    pub link: String,
    /// Pack id.
    pub pack: String,
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`, `event`.
    pub kind: String,
    /// Id in the pack.
    pub id: String,
    /// Its title; none while its pack is not installed or no longer has it.
    pub title: Option<String>,
    /// When it was saved, milliseconds since 1970.
    pub saved_at_ms: i64,
}

impl Guide<'_> {
    /// All saved things, the newest first. What a pack no longer has stays on the list, without a title.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_saved(&self) -> Result<Vec<SavedView>> {
        self.steady(|| self.all_saved())
    }

    fn all_saved(&self) -> Result<Vec<SavedView>> {
        let layers = self.layers()?;
        let english = LanguageTag::stored("en");
        let view = |item: SavedItem| {
            let titles = self.store.list_titles_of(&item.pack, &item.kind, &item.id)?;
            let source = layers.iter().find(|l| l.fact.id == item.pack);
            let source = source.map_or(&english, |l| &l.fact.source_language);
            Ok(SavedView {
                link: links::link(&item.kind, &item.pack, &item.id),
                title: self.choose(&titles, source).map(|(t, _)| t.title.clone()),
                pack: item.pack,
                kind: item.kind,
                id: item.id,
                saved_at_ms: item.saved_at.saturating_mul(1000),
            })
        };
        self.store.list_saved()?.into_iter().map(view).collect()
    }

    /// Keeps something at hand.
    ///
    /// # Errors
    /// `Invalid` for an unknown kind, `NotFound` when it is not installed.
    pub fn record_saved(&self, pack: &str, kind: &str, id: &str) -> Result<()> {
        if !KINDS.contains(&kind) {
            return Err(Error::invalid("kind", "not something that can be saved"));
        }
        if self.store.find_fact(pack, kind, id)?.is_none() {
            return Err(Error::NotFound("thing to save"));
        }
        Ok(self.store.record_saved(&SavedItem {
            pack: pack.to_owned(),
            kind: kind.to_owned(),
            id: id.to_owned(),
            saved_at: self.reader.now.timestamp(),
        })?)
    }

    /// No longer keeps it.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remove_saved(&self, pack: &str, kind: &str, id: &str) -> Result<()> {
        Ok(self.store.remove_saved(pack, kind, id)?)
    }
}
