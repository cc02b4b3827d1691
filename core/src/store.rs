//! The two database files, and the only SQL in the core: one file per aggregate.
//!
//! `content` can be fetched again and is rebuilt when it is damaged. `person` is precious: it is written with full
//! synchronisation, and when it is damaged it is moved aside and rescued, never deleted.

mod database;
mod editions;
mod migrate;
mod notices;
mod packs;
mod records;
mod rescue;
mod saved;
mod search;
mod settings;
mod subscriptions;
mod ticks;
mod trust;

use std::path::{Path, PathBuf};

pub use database::{Database, StoreError};
pub use editions::{EditionRows, Imported, InstalledEdition, NoticeRow};
pub use packs::PackRow;
pub use records::{FactRow, TextKey, TextRow, TitleRow};
pub use saved::SavedItem;
pub use search::SearchRow;
pub use subscriptions::Subscription;
pub use trust::TrustedFiles;

use database::Durability;

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
        let content = open_content(folder.join(CONTENT_FILE), &mut mended)?;
        let person = open_person(folder.join(PERSON_FILE), &mut mended)?;
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
        self.content.resume()?;
        self.person.resume()
    }

    /// Ends the statements that are running now; each answers with [`StoreError::Interrupted`].
    pub fn interrupt(&self) {
        self.content.interrupt();
        self.person.interrupt();
    }
}

/// Content is derived: on proven corruption it is made anew and fetched again.
fn open_content(path: PathBuf, mended: &mut Vec<String>) -> Result<Database, StoreError> {
    match Database::open(&path, Durability::Normal, migrate::CONTENT) {
        Err(e) if e.is_corruption() => {
            remove_database(&path)?;
            mended.push("content was damaged and is fetched again".to_owned());
            Database::open(&path, Durability::Normal, migrate::CONTENT)
        }
        other => other,
    }
}

fn open_person(path: PathBuf, mended: &mut Vec<String>) -> Result<Database, StoreError> {
    match Database::open(&path, Durability::Full, migrate::PERSON) {
        Err(e) if e.is_corruption() => {
            let aside = rescue::move_aside(&path)?;
            let database = Database::open(&path, Durability::Full, migrate::PERSON)?;
            let rows = rescue::copy_readable_rows(&aside, &database)?;
            mended.push(format!(
                "personal data was damaged: {rows} rows rescued, the rest kept aside"
            ));
            Ok(database)
        }
        other => other,
    }
}

fn remove_database(path: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        let file = database::with_suffix(path, suffix);
        match std::fs::remove_file(&file) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Folder { path: file, source: e });
            }
            _ => {}
        }
    }
    Ok(())
}
