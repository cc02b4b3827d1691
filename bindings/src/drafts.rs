//! Drafts of facet `events`: events that a person drafts, and what their time runs into.

use std::sync::Arc;

use companion_core::Companion;

use crate::error::Result;
use crate::records::drafts::{
    DraftChange, DraftFault, DraftOccurrence, DraftSaved, DraftSummary, EventDraft,
};
use crate::records::warnings::DraftWarnings;

/// Events that the person drafts. They stay on the phone, and nobody is told.
#[derive(uniffi::Object)]
pub struct Drafts {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Drafts {
    /// An empty form for a pack, to be written in the person's first language, or in the pack's where they told none.
    pub fn blank(&self, pack: String) -> Result<EventDraft> {
        Ok(self.core.drafts()?.blank(&pack)?)
    }

    /// Everything that is wrong with a draft, by field; nothing is kept. Each fault names the text that says it.
    pub fn check(&self, draft: EventDraft) -> Result<Vec<DraftFault>> {
        Ok(self.core.drafts()?.check(&draft)?)
    }

    /// Keeps a draft: a new one, or in the place of the one with its id. `Invalid` where `check` finds something.
    pub fn save(&self, draft: EventDraft) -> Result<DraftSaved> {
        Ok(self.core.drafts()?.save(&draft)?)
    }

    /// All drafts: by their next time, and then those that are over.
    pub fn list(&self) -> Result<Vec<DraftSummary>> {
        Ok(self.core.drafts()?.list()?)
    }

    /// A draft as it is filled in.
    pub fn find(&self, id: String) -> Result<EventDraft> {
        Ok(self.core.drafts()?.find(&id)?)
    }

    /// Forgets a draft.
    pub fn remove(&self, id: String) -> Result<()> {
        Ok(self.core.drafts()?.remove(&id)?)
    }

    /// The first times of a draft, each with its name (`of`), by which it can be changed.
    pub fn occurrences(&self, id: String, limit: u32) -> Result<Vec<DraftOccurrence>> {
        Ok(self.core.drafts()?.list_occurrences(&id, limit)?)
    }

    /// Makes one time differ; no other is touched.
    pub fn change_occurrence(&self, id: String, of: String, change: DraftChange) -> Result<()> {
        Ok(self.core.drafts()?.change_occurrence(&id, &of, &change)?)
    }

    /// Cancels one time; no other is touched.
    pub fn cancel_occurrence(&self, id: String, of: String, note: Option<String>) -> Result<()> {
        Ok(self.core.drafts()?.cancel_occurrence(&id, &of, note.as_deref())?)
    }

    /// Makes one time as it always is.
    pub fn restore_occurrence(&self, id: String, of: String) -> Result<()> {
        Ok(self.core.drafts()?.restore_occurrence(&id, &of)?)
    }

    /// What a draft, saved or not, runs into, and other times that are free. Only its times have to be right; nothing
    /// here forbids anything.
    pub fn warnings(&self, draft: EventDraft) -> Result<DraftWarnings> {
        Ok(self.core.drafts()?.warnings(&draft)?)
    }
}
