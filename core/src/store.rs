//! The two database files, and the only SQL in the core: one file per aggregate.
//!
//! `content` can be fetched again and is rebuilt when it is damaged. `person` is precious: it is written with full
//! synchronisation, and when it is damaged it is moved aside and rescued, never deleted.

mod database;
mod drafts;
mod editions;
mod error;
mod events;
mod glossary;
mod index;
mod lines;
mod mend;
mod migrate;
mod notices;
mod packs;
mod recent_searches;
mod records;
mod rescue;
mod saved;
mod search;
mod settings;
mod spoiled;
mod subscriptions;
#[cfg(test)]
mod tests;
mod ticks;
mod trust;
mod word_tables;

use std::path::Path;

pub use database::Database;
pub use drafts::DraftRow;
pub use editions::{EditionRows, Imported, Incoming, InstalledEdition, NoticeRow};
pub use error::StoreError;
pub use events::{Interest, SingleRow, When};
pub use glossary::GlossaryRow;
pub use index::{IndexedText, Indexer, MAX_PASSAGES, Unindexed};
pub use lines::Installed;
pub use packs::PackRow;
pub use recent_searches::RecentRow;
pub use records::{FactRow, TextKey, TextRow, TitleRow};
pub use saved::SavedItem;
pub use search::{FoundText, IndexReader, Part, TextLength};
pub use subscriptions::Subscription;
pub use trust::{TrustedFiles, Validator};
pub use word_tables::WordTableRow;

/// File name of the content database inside the data folder.
pub const CONTENT_FILE: &str = "content.db";
/// File name of the person's database inside the data folder.
pub const PERSON_FILE: &str = "person.db";

/// Both databases of one data folder.
pub struct Store {
    /// Packs and indexes.
    pub(crate) content: Database,
    /// What belongs to the person.
    pub(crate) person: Database,
    /// What had to be mended at opening, in words for a log.
    pub(crate) mended: Vec<String>,
}

impl Store {
    /// Opens or makes both files in a folder, which is made if need be.
    ///
    /// # Errors
    /// When the folder cannot be used, or a file was written by a newer version.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
        let mut mended = Vec::new();
        let content = mend::open_content(&folder.join(CONTENT_FILE), &mut mended)?;
        let person = mend::open_person(&folder.join(PERSON_FILE), &mut mended)?;
        Ok(Self { content, person, mended })
    }

    /// Stops what is running and closes all files, so that the system may suspend the app.
    pub fn pause(&self) {
        self.content.pause();
        self.person.pause();
    }

    /// Opens the files again after [`Self::pause`].
    ///
    /// # Errors
    /// When a file cannot be opened.
    pub fn resume(&self) -> Result<(), StoreError> {
        self.content.resume(mend::remove_suspect)?;
        self.person.resume(|_| Ok(()))
    }

    /// Does several reads of packs until all of them have seen the same editions.
    ///
    /// # Errors
    /// Those of `reads`.
    pub(crate) fn steady<T, E: From<StoreError>>(
        &self,
        reads: impl Fn() -> Result<T, E>,
    ) -> Result<T, E> {
        self.content.steady(reads)
    }

    /// Ends the statements that are running now; each answers with [`StoreError::Interrupted`].
    pub fn interrupt(&self) {
        self.content.interrupt();
        self.person.interrupt();
    }
}
