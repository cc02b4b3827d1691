//! Facet `search`: finding by a person's own words, and what they looked for last.

use std::sync::Arc;

use companion_core::Companion;

use crate::error::Result;
use crate::records::search::{RecentSearch, SearchAnswer, SearchQuestion, Suggestion};

/// One search over everything on the phone. Nothing that is asked leaves it.
#[derive(uniffi::Object)]
pub struct Search {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Search {
    /// Answers a question. Words that stand nowhere lower the rank of what is found and never empty the answer. Of a very
    /// long question the first 2,000 characters are read.
    pub fn find(&self, question: SearchQuestion) -> Result<SearchAnswer> {
        Ok(self.core.search(&question)?)
    }

    /// Titles that a person may mean who has typed so much, at most `limit`: for every key. What is typed is not kept.
    pub fn suggest(&self, typed: String, limit: u32) -> Result<Vec<Suggestion>> {
        Ok(self.core.suggest(&typed, limit)?)
    }

    /// Keeps a question for the next time: call it when the person sends it or opens a hit, not for every key. The last 50
    /// are kept, each once; a blank one is not, of a long one the first 200 characters.
    pub fn remember(&self, text: String) -> Result<()> {
        Ok(self.core.remember_search(&text)?)
    }

    /// The last questions, the newest first, at most `limit`.
    pub fn recent(&self, limit: u32) -> Result<Vec<RecentSearch>> {
        Ok(self.core.recent_searches(limit)?)
    }

    /// Forgets a question; its bytes are overwritten. One that is not kept is no error.
    pub fn forget(&self, text: String) -> Result<()> {
        Ok(self.core.forget_search(&text)?)
    }

    /// Forgets all questions; their bytes are overwritten.
    pub fn forget_all(&self) -> Result<()> {
        Ok(self.core.forget_searches()?)
    }
}
