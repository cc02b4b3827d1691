//! Facet `events`: what is on, and what the person wants to go to.

use std::sync::Arc;

use companion_core::Companion;

use crate::drafts::Drafts;
use crate::error::Result;
use crate::records::events::{AgendaPage, AgendaQuery, CalendarFile, EventView, Reminder};

/// What is on, from local data. Nothing here uses the network, and nobody learns what the person marks.
#[derive(uniffi::Object)]
pub struct Events {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Events {
    /// What is on in a window of time, in order, page by page.
    pub fn agenda(&self, query: AgendaQuery) -> Result<AgendaPage> {
        Ok(self.core.guide()?.list_agenda(&query)?)
    }

    /// An event at one of its times (`of`); at its next one where that is left out.
    pub fn event(&self, pack: String, id: String, of: Option<String>) -> Result<EventView> {
        Ok(self.core.guide()?.event(&pack, &id, of.as_deref())?)
    }

    /// Marks an event at one of its times (`of`), or at all of them; or takes that mark away.
    pub fn mark(&self, pack: String, id: String, of: Option<String>, marked: bool) -> Result<()> {
        Ok(self.core.guide()?.record_mark(&pack, &id, of.as_deref(), marked)?)
    }

    /// The next reminders of what is marked, for alarms of the shell: each so many minutes before the start.
    pub fn reminders(&self, limit: u32, lead_minutes: u32) -> Result<Vec<Reminder>> {
        Ok(self.core.guide()?.list_reminders(limit, lead_minutes)?)
    }

    /// Events that the person drafts.
    pub fn drafts(&self) -> Arc<Drafts> {
        Arc::new(Drafts { core: self.core.clone() })
    }

    /// An event as a calendar file (`.ics`) for other calendars: the whole series, or the one occurrence that has the time
    /// by rule `of`, as an event of its own. Nothing of the person is in it.
    pub fn calendar_file(
        &self,
        pack: String,
        id: String,
        of: Option<String>,
    ) -> Result<CalendarFile> {
        Ok(self.core.calendar_file(&pack, &id, of.as_deref())?)
    }
}
