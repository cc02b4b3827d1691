//! The records of an edition: what is written in each line of a published pack.
//!
//! One `common` edition carries what needs no language (tree, places, numbers), one edition per language carries
//! texts only, and `notices` carries short dated texts in all languages. Encoding is `edition`'s.
//! The same types are used by the publisher that writes and the phone that reads. See docs/pack-format.md.

mod distance;
mod event_times;
mod events;
mod facts;
mod glossary;
mod pack;
mod skip;
mod texts;
mod words;
mod world;

use serde::{Deserialize, Serialize};

pub use event_times::{EventTimesError, read_moment, write_moment};
pub use events::{EventAddress, EventChange, EventChangeText, EventFact, EventStatus, EventText};
pub use facts::{
    ChecklistFact, ContactFact, ContactKind, MediaFact, PageFact, PhraseFact, PlaceFact, Reach,
    ServiceFact, TaskFact, TopicFact,
};
pub use glossary::{GlossaryText, MAX_GLOSSARY_WORDS};
pub use pack::{Area, Holidays, Level, PackFact, Point};
pub use texts::{
    ChecklistText, NameText, Notice, NoticeText, Origin, OriginKind, PageText, PlaceText,
    ServiceText, TaskText,
};
pub use words::{
    MAX_MEANT, MAX_WORD_ENTRIES, MAX_WORD_TABLE, Meant, WordTable, WordTableError, WordsText,
};
pub use world::{ListingFact, ZoneFact};

pub use crate::time::observance::{CountryRecord, ObservanceRecord};

/// The version of this format; a phone refuses a higher one with "update the app".
pub const FORMAT: u32 = 1;

/// The first line of every edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// Id of the pack.
    pub pack: String,
    /// `common`, `notices` or a language tag.
    pub edition: String,
}

/// A line of the common edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "facts are read one by one, and never kept as such")]
pub enum Fact {
    /// The pack itself; exactly one.
    Pack(PackFact),
    /// A page in the tree.
    Page(PageFact),
    /// A place to go to.
    Place(PlaceFact),
    /// Something offered to people.
    Service(ServiceFact),
    /// Where to call.
    Contact(ContactFact),
    /// Things to do, with dates.
    Checklist(ChecklistFact),
    /// A sentence to show or say.
    Phrase(PhraseFact),
    /// A word by which things are grouped.
    Topic(TopicFact),
    /// A file that pages show.
    Media(MediaFact),
    /// The clock of a time zone.
    Zone(ZoneFact),
    /// A pack that can be added.
    Listing(ListingFact),
    /// Something that takes place.
    Event(Box<EventFact>),
    /// Days that a tradition keeps.
    Observance(ObservanceRecord),
    /// Public holidays of a country and its regions.
    Holidays(CountryRecord),
}

/// A line of a language's edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Text {
    /// The pack's own name.
    Pack(NameText),
    /// A page.
    Page(PageText),
    /// A place.
    Place(PlaceText),
    /// A service.
    Service(ServiceText),
    /// A contact.
    Contact(NameText),
    /// A checklist.
    Checklist(ChecklistText),
    /// A phrase; `name` is the sentence.
    Phrase(NameText),
    /// A topic.
    Topic(NameText),
    /// An event.
    Event(EventText),
    /// Days that a tradition keeps.
    Observance(NameText),
    /// No text: what the words of this language stand for in another.
    Words(WordsText),
    /// No text: words of this language that mean the same.
    Glossary(GlossaryText),
}

impl Fact {
    /// The kind as written in the record.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pack(_) => "pack",
            Self::Page(_) => "page",
            Self::Place(_) => "place",
            Self::Service(_) => "service",
            Self::Contact(_) => "contact",
            Self::Checklist(_) => "checklist",
            Self::Phrase(_) => "phrase",
            Self::Topic(_) => "topic",
            Self::Media(_) => "media",
            Self::Zone(_) => "zone",
            Self::Listing(_) => "listing",
            Self::Event(_) => "event",
            Self::Observance(_) => "observance",
            Self::Holidays(_) => "holidays",
        }
    }

    /// The id within its kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Pack(r) => &r.id,
            Self::Page(r) => &r.id,
            Self::Place(r) => &r.id,
            Self::Service(r) => &r.id,
            Self::Contact(r) => &r.id,
            Self::Checklist(r) => &r.id,
            Self::Phrase(r) => &r.id,
            Self::Topic(r) => &r.id,
            Self::Media(r) => &r.id,
            Self::Zone(r) => &r.id,
            Self::Listing(r) => &r.id,
            Self::Event(r) => &r.id,
            Self::Observance(r) => &r.id,
            Self::Holidays(r) => &r.id,
        }
    }
}

impl Text {
    /// The kind as written in the record.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pack(_) => "pack",
            Self::Page(_) => "page",
            Self::Place(_) => "place",
            Self::Service(_) => "service",
            Self::Contact(_) => "contact",
            Self::Checklist(_) => "checklist",
            Self::Phrase(_) => "phrase",
            Self::Topic(_) => "topic",
            Self::Event(_) => "event",
            Self::Observance(_) => "observance",
            Self::Words(_) => "words",
            Self::Glossary(_) => "glossary",
        }
    }

    /// The id within its kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Pack(r)
            | Self::Contact(r)
            | Self::Phrase(r)
            | Self::Topic(r)
            | Self::Observance(r) => &r.id,
            Self::Page(r) => &r.id,
            Self::Place(r) => &r.id,
            Self::Service(r) => &r.id,
            Self::Checklist(r) => &r.id,
            Self::Event(r) => &r.id,
            Self::Words(r) => &r.id,
            Self::Glossary(r) => &r.id,
        }
    }
}
