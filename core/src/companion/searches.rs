//! Searching, and what the person looked for last: kept on this phone alone, and only what an app hands over.

use super::Companion;
use crate::error::{ErrorKind, Result};
use crate::ports::LogLevel;
use crate::search::{
    self, HitView, MOST_KEPT, RecentSearch, SearchAnswer, SearchQuestion, Suggestion, kept,
};
use crate::store::RecentRow;

impl Companion {
    /// Finds things by the words of a question, at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find(&self, question: &str, limit: u32) -> Result<Vec<HitView>> {
        let question =
            SearchQuestion { text: question.to_owned(), limit, ..SearchQuestion::default() };
        Ok(self.search(&question)?.hits)
    }

    /// Answers a question in a person's words, from all packs on the phone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn search(&self, question: &SearchQuestion) -> Result<SearchAnswer> {
        self.index_texts()?;
        search::find(&self.store, &self.lexicons, question, &self.languages()?)
    }

    /// Titles that a person may mean who has typed so much, at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn suggest(&self, typed: &str, limit: u32) -> Result<Vec<Suggestion>> {
        self.index_texts()?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        search::suggest(&self.store, &self.lexicons, typed, &self.languages()?, limit)
    }

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

    /// Makes the index of search anew where an earlier version of the app made it. A failure loses nothing: what is in it is
    /// found, and the next search goes on.
    ///
    /// # Errors
    /// `Interrupted` by whoever wants no answer any more.
    fn index_texts(&self) -> Result<()> {
        match search::catch_up(&self.store) {
            Err(e) if e.kind() == ErrorKind::Interrupted => Err(e),
            Err(e) => {
                let log = &self.ports.log;
                log.log(LogLevel::Warning, &format!("texts wait for the index: {e}"));
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }
}
