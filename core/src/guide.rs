//! Reading packs: one merged guide of all layers, in the reader's languages, from local data only.
//!
//! Every text comes with its language and the reason for it, who wrote it, and whether it is up to date. Nothing
//! here asks the clock: the moment of reading is part of [`Reader`]. Each call sees one state of the packs, also while
//! a sync puts another in its place.

mod agenda;
mod calendar;
mod checklists;
mod contacts;
mod events;
pub(crate) mod facts;
mod ground;
mod layers;
mod links;
mod marks;
mod notices;
mod page;
mod phrases;
mod places;
mod saved;
mod served;
mod services;
mod topics;
mod tree;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;

pub use agenda::{AgendaItem, AgendaPage, AgendaQuery, Because};
pub use calendar::EventValues;
pub use checklists::{ChecklistView, TaskView};
pub use contacts::ContactView;
pub use events::{EventTime, EventView};
pub use facts::Named;
pub use facts::observances::bundled_observances;
pub use ground::{Ground, Hall};
pub use layers::{Layer, LayerView, PackFreshness};
pub use links::LinkTarget;
pub use marks::Reminder;
pub use notices::NoticeView;
pub use page::{PageRef, PageView};
pub use phrases::PhraseView;
pub use places::{OpenView, PlaceFilter, PlaceView};
pub use saved::SavedView;
pub use served::{Freshness, TextInfo};
pub use services::ServiceView;
pub use topics::TopicView;
pub use tree::NodeView;

use crate::error::{Error, Result};
use crate::store::{Store, StoreError, TextKey};
use crate::text::LanguageTag;

/// Who reads, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// In the person's own order of preference.
    pub languages: Vec<LanguageTag>,
    /// The day the person arrived, for due dates.
    pub arrival: Option<NaiveDate>,
    /// The moment of reading.
    pub now: DateTime<Utc>,
    /// The pack of facts that the app names; others are never asked.
    pub facts: Option<String>,
}

/// The guide for one reader at one moment.
pub struct Guide<'a> {
    store: &'a Store,
    reader: Reader,
}

impl<'a> Guide<'a> {
    /// For a reader, over what is installed.
    pub fn new(store: &'a Store, reader: Reader) -> Self {
        Self { store, reader }
    }

    /// Reads until all reads have seen one state of the packs.
    fn steady<T>(&self, reads: impl Fn() -> Result<T>) -> Result<T> {
        let result = self.store.steady(reads);
        if let Err(Error::Store(StoreError::Record(_))) = result {
            // It was checked when it came, so the file has lost it: the next sync brings it again.
            let _ = self.store.doubt_editions();
        }
        result
    }

    /// A stored record of a kind in one language.
    fn text<T: DeserializeOwned>(
        &self,
        pack: &str,
        kind: &'static str,
        id: &str,
        lang: &LanguageTag,
    ) -> Result<Option<T>> {
        let key = TextKey {
            pack: pack.to_owned(),
            kind: kind.to_owned(),
            id: id.to_owned(),
            lang: lang.to_string(),
        };
        match self.store.find_text(&key)? {
            Some(body) => Ok(Some(parse(&body, kind)?)),
            None => Ok(None),
        }
    }
}

/// A record as it was published; it was checked when it was installed.
fn parse<T: DeserializeOwned>(body: &str, kind: &'static str) -> Result<T> {
    Ok(serde_json::from_str(body).map_err(|_| StoreError::Record(kind))?)
}
