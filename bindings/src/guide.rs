//! Facet `guide`: reading, and what a person keeps while reading.

use std::sync::Arc;

use companion_core::Companion;

use crate::error::Result;
use crate::records::guide::{LayerView, LinkTarget, NodeView, PageView};
use crate::records::lists::{ChecklistView, NoticeView, PhraseView, SavedView, TopicView};
use crate::records::places::{ContactView, PlaceFilter, PlaceView, ServiceView};

/// Reads what is installed, in the person's languages. Nothing here uses the network.
#[derive(uniffi::Object)]
pub struct Guide {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Guide {
    /// Installed packs as layers: cities, then regions, then countries.
    pub fn layers(&self) -> Result<Vec<LayerView>> {
        Ok(self.core.guide()?.list_layers()?)
    }

    /// The pages at the top of the merged tree.
    pub fn top(&self) -> Result<Vec<NodeView>> {
        Ok(self.core.guide()?.list_top()?)
    }

    /// The pages below a page.
    pub fn below(&self, pack: String, id: String) -> Result<Vec<NodeView>> {
        Ok(self.core.guide()?.list_below(&pack, &id)?)
    }

    /// A page in the best language for the reader.
    pub fn page(&self, pack: String, id: String) -> Result<PageView> {
        Ok(self.core.guide()?.page(&pack, &id)?)
    }

    /// A page in one language, for showing it at a counter.
    pub fn page_in(&self, pack: String, id: String, language: String) -> Result<PageView> {
        let tag =
            language.parse().map_err(|_| companion_core::Error::invalid("language", "no tag"));
        Ok(self.core.guide()?.page_in(&pack, &id, &tag?)?)
    }

    /// Places: the nearest first where a point is given, otherwise by name.
    pub fn places(&self, filter: PlaceFilter) -> Result<Vec<PlaceView>> {
        Ok(self.core.guide()?.list_places(&filter)?)
    }

    /// One place.
    pub fn place(&self, pack: String, id: String) -> Result<PlaceView> {
        Ok(self.core.guide()?.place(&pack, &id)?)
    }

    /// Services by name; only those of a topic or at a place (its link), if given.
    pub fn services(
        &self,
        topic: Option<String>,
        place_link: Option<String>,
    ) -> Result<Vec<ServiceView>> {
        Ok(self.core.guide()?.list_services(topic.as_deref(), place_link.as_deref())?)
    }

    /// One service.
    pub fn service(&self, pack: String, id: String) -> Result<ServiceView> {
        Ok(self.core.guide()?.service(&pack, &id)?)
    }

    /// Where to call, emergencies first; there before any download. `country` (ISO 3166-1) chooses among the numbers
    /// that come with the app.
    pub fn contacts(&self, country: Option<String>) -> Result<Vec<ContactView>> {
        Ok(self.core.guide()?.list_contacts(country.as_deref())?)
    }

    /// Checklists with ticks and due dates.
    pub fn checklists(&self) -> Result<Vec<ChecklistView>> {
        Ok(self.core.guide()?.list_checklists()?)
    }

    /// One checklist.
    pub fn checklist(&self, pack: String, id: String) -> Result<ChecklistView> {
        Ok(self.core.guide()?.checklist(&pack, &id)?)
    }

    /// Ticks a task, or takes the tick away.
    pub fn tick(&self, pack: String, checklist: String, task: String, done: bool) -> Result<()> {
        Ok(self.core.guide()?.record_tick(&pack, &checklist, &task, done)?)
    }

    /// Phrases beside the local language.
    pub fn phrases(&self) -> Result<Vec<PhraseView>> {
        Ok(self.core.guide()?.list_phrases()?)
    }

    /// Topics by name: what the topic ids of pages, places and services are called.
    pub fn topics(&self) -> Result<Vec<TopicView>> {
        Ok(self.core.guide()?.list_topics()?)
    }

    /// Notices that hold now, urgent ones first.
    pub fn notices(&self) -> Result<Vec<NoticeView>> {
        Ok(self.core.guide()?.list_notices()?)
    }

    /// What the person keeps at hand, the newest first.
    pub fn saved(&self) -> Result<Vec<SavedView>> {
        Ok(self.core.guide()?.list_saved()?)
    }

    /// Keeps something at hand.
    pub fn save(&self, pack: String, kind: String, id: String) -> Result<()> {
        Ok(self.core.guide()?.record_saved(&pack, &kind, &id)?)
    }

    /// No longer keeps it.
    pub fn unsave(&self, pack: String, kind: String, id: String) -> Result<()> {
        Ok(self.core.guide()?.remove_saved(&pack, &kind, &id)?)
    }

    /// Where a link leads; `from` is the pack whose text it stands in.
    pub fn resolve(&self, link: String, from: Option<String>) -> Result<LinkTarget> {
        Ok(self.core.guide()?.resolve(&link, from.as_deref())?)
    }
}
