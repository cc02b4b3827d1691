//! What the person looked for last: kept on this phone alone, and only what an app hands over.

use super::Companion;
use crate::error::Result;
use crate::search::{MOST_KEPT, RecentSearch, kept};
use crate::store::RecentRow;

impl Companion {
    /// Keeps a question for the next time: when the person sent it or opened what was found, not at every key. Kept are the
    /// last 50, each once however it is written, of a long one the first 200 characters, of a blank one nothing.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remember_search(&self, text: &str) -> Result<()> {
        let Some(text) = kept(text) else { return Ok(()) };
        let row = RecentRow { text, searched_at: self.ports.clock.now().timestamp() };
        Ok(self.store.record_recent_search(&row, MOST_KEPT)?)
    }

    /// The last questions, the newest first, at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn recent_searches(&self, limit: u32) -> Result<Vec<RecentSearch>> {
        let rows = self.store.list_recent_searches(limit)?.into_iter();
        let recent = rows.map(|row| RecentSearch {
            searched_at_ms: row.searched_at.saturating_mul(1000),
            text: row.text,
        });
        Ok(recent.collect())
    }

    /// Forgets a question, however it is written; one that is not kept is no error. Its bytes are overwritten in the file.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn forget_search(&self, text: &str) -> Result<()> {
        let Some(text) = kept(text) else { return Ok(()) };
        Ok(self.store.remove_recent_search(&text)?)
    }

    /// Forgets all questions. Their bytes are overwritten in the file.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn forget_searches(&self) -> Result<()> {
        Ok(self.store.remove_recent_searches()?)
    }
}
