//! A pack's folder as typed values, each with its file and line.
//!
//! Owns reading: one pass over all files, all problems at once. What is read takes the shape of the records that the
//! core defines. Which ids the blocks have is `lock`'s to tell, what translations lack is `check`'s.

mod bodies;
mod checklists;
mod contacts;
mod document;
pub mod entries;
pub mod events;
pub mod feeds;
mod fields;
pub(crate) mod files;
mod front;
mod glossary;
mod languages;
mod links;
pub mod listings;
mod media;
mod notices;
pub mod observances;
mod origin;
mod pack;
mod pages;
mod phrases;
pub mod place;
mod places;
pub(crate) mod sheet;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod values;
pub(crate) mod words;
pub(crate) mod write;

use std::collections::BTreeMap;
use std::path::Path;

use companion_core::packs::format::{
    ChecklistFact, ChecklistText, ContactFact, GlossaryText, NameText, ObservanceRecord, PackFact,
    PhraseFact, PlaceFact, PlaceText, ServiceFact, ServiceText, TopicFact,
};

pub use self::bodies::Body;
pub use self::events::EventEntry;
pub use self::feeds::Feed;
pub(crate) use self::files::walk;
pub use self::files::{MAX_TABLE, MAX_TEXT};
pub use self::listings::Listings;
pub use self::media::MediaFile;
pub use self::notices::NoticeEntry;
pub use self::observances::Holidays;
pub use self::pages::{Page, PageFile};
use self::place::{Log, Placed};
pub(crate) use self::sheet::separator;
pub use self::tables::{Entry, Table};
pub(crate) use self::values::short;
use crate::import::again;
use crate::problem::Problem;

/// The name of the lock file, which lies beside the source.
pub const LOCK: &str = "pack.lock";

/// Everything a pack's folder says. Where something could not be read, its problem was reported as an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// pack.toml.
    pub pack: Placed<PackFact>,
    /// Whether the clocks of all time zones belong to it.
    pub all_zones: bool,
    /// Pages by id.
    pub pages: BTreeMap<String, Page>,
    /// Places by id.
    pub places: Table<PlaceFact, PlaceText>,
    /// Services by id.
    pub services: Table<ServiceFact, ServiceText>,
    /// Contacts by id.
    pub contacts: Table<ContactFact, NameText>,
    /// Checklists by id.
    pub checklists: Table<ChecklistFact, ChecklistText>,
    /// Phrases by id.
    pub phrases: Table<PhraseFact, NameText>,
    /// Topics by id.
    pub topics: Table<TopicFact, NameText>,
    /// Words that mean the same, by id.
    pub glossary: Table<(), GlossaryText>,
    /// Notices by id.
    pub notices: BTreeMap<String, NoticeEntry>,
    /// The packs that a catalogue lists, by id.
    pub listings: Listings,
    /// Days that traditions keep, by id.
    pub observances: Table<ObservanceRecord, NameText>,
    /// Public holidays, by country in small letters.
    pub holidays: Holidays,
    /// Events by id.
    pub events: BTreeMap<String, EventEntry>,
    /// The calendars of others that events come from, by name.
    pub feeds: BTreeMap<String, Placed<Feed>>,
    /// Media files by their path, `media/…`.
    pub media: BTreeMap<String, MediaFile>,
}

/// What the readers of single files share.
pub(crate) struct Reading {
    pub(crate) log: Log,
    pub(crate) languages: languages::Languages,
    /// References to things of the pack whose place is finer than their record's, such as `page:registration`.
    pub(crate) references: Vec<Placed<String>>,
}

/// Reads a folder and names everything that is wrong with it, sorted by file and line.
///
/// There is no source where pack.toml is missing or does not tell the languages; with errors, the rest is as complete
/// as it could be read, so that further checks can run, and must not be built.
pub fn read(folder: &Path) -> (Option<Source>, Vec<Problem>) {
    read_with(folder, &Changes::new())
}

/// Contents of files by their path below the folder, with `/`.
pub type Changes = BTreeMap<String, Vec<u8>>;

/// Reads a folder as it would be with other contents in some of its files.
pub fn read_with(folder: &Path, changes: &Changes) -> (Option<Source>, Vec<Problem>) {
    let mut log = Log::default();
    let mut files = files::walk(folder, &mut log);
    for (name, bytes) in changes {
        files.put(folder, name, bytes);
    }
    if log.has_errors() && files.names().next().is_none() {
        return (None, log.into_sorted());
    }
    if again::is_unfinished(folder) {
        let message = "an import was interrupted here: `welcome import finish` completes it";
        log.error(&place::At::file(".import/journal"), "import-unfinished", message);
    }
    let _ = files.take(LOCK);
    let pack = pack::read(&mut files, &mut log);
    let known = pack.is_some();
    // Without pack.toml the other files are still read, for their own problems.
    let Some(pack) = pack.or_else(|| pack::guessed(&files)) else {
        return (None, log.into_sorted());
    };
    let mut reading = Reading { log, languages: pack.languages, references: Vec::new() };
    let source = Source {
        pages: pages::read(&mut files, &mut reading),
        places: places::places(&mut files, &mut reading),
        services: places::services(&mut files, &mut reading),
        contacts: contacts::read(&mut files, &mut reading),
        checklists: checklists::read(&mut files, &mut reading),
        phrases: phrases::phrases(&mut files, &mut reading, &pack.phrase_origins),
        topics: phrases::topics(&mut files, &mut reading, &pack.topic_origins),
        glossary: glossary::read(&mut files, &mut reading),
        notices: notices::read(&mut files, &mut reading),
        events: events::read(&mut files, &mut reading, &pack.fact.value.zone),
        feeds: feeds::read(&mut files, &mut reading),
        media: media::read(&mut files, &mut reading.log),
        listings: listings::read(&mut files, pack.fact.value.level, &mut reading.log),
        observances: observances::observances(&mut files, &mut reading, &pack.observance_origins),
        holidays: observances::holidays(&mut files, &mut reading.log),
        pack: pack.fact,
        all_zones: pack.all_zones,
    };
    let Reading { mut log, languages, references } = reading;
    for name in files.names() {
        let known = [
            "pack.toml",
            "places.csv",
            "services.csv",
            "contacts.csv",
            "contacts.toml",
            "phrases.csv",
            "topics.csv",
            "glossary.csv",
            "feeds.toml",
            "observances.csv",
            "holidays.csv",
        ];
        let guess = words::did_you_mean(name, known);
        let message = format!("not read: nothing of a pack has this name{guess}");
        log.warning(&place::At::file(name), "unknown-file", message);
    }
    links::check(&source, &references, &mut log);
    contacts::check(&source, &mut log);
    observances::check(&source, &mut log);
    if known {
        languages.finish(&mut log);
    }
    (known.then_some(source), log.into_sorted())
}
