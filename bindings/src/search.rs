//! Facet `search`: finding by a person's own words.

use std::sync::Arc;

use companion_core::Companion;

use crate::error::Result;
use crate::records::search::{SearchAnswer, SearchQuestion};

/// One search over everything on the phone.
#[derive(uniffi::Object)]
pub struct Search {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Search {
    /// Answers a question. Words that stand nowhere lower the rank of what is found and never empty the answer.
    pub fn find(&self, question: SearchQuestion) -> Result<SearchAnswer> {
        Ok(self.core.search(&question)?)
    }
}
