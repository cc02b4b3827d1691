//! What is on: the agenda, an event, reminders.
//!
//! Declarations of core's own types: a difference between the two does not compile.

use super::text::{Block, Direction, ServedBecause, TextInfo};
pub use companion_core::CalendarFile;
pub use companion_core::guide::{
    AgendaItem, AgendaPage, AgendaQuery, Because, EventTime, EventView, Reminder,
};

/// What is asked for. Empty: the next 30 days, everything.
#[uniffi::remote(Record)]
pub struct AgendaQuery {
    /// From this moment on, in milliseconds since 1970; from the moment of reading where left out.
    pub from_ms: Option<i64>,
    /// Before this moment.
    pub until_ms: Option<i64>,
    /// Latitude in degrees; with `lon`: how far it is.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// No farther than this, in metres. What is online only has no distance, and is left out.
    pub within_m: Option<u32>,
    /// Only with one of these topics.
    pub topics: Vec<String>,
    /// Topics the reader cares about: told as a reason, never a filter.
    pub interests: Vec<String>,
    /// Only where one of the reader's languages is spoken.
    pub in_my_languages: bool,
    /// Only what surely costs nothing; a donation that is asked for is no price.
    pub free: bool,
    /// Only what is surely step-free.
    pub step_free: bool,
    /// Only where children may surely be brought.
    pub with_children: bool,
    /// Only what the reader has marked.
    pub marked: bool,
    /// Goes on behind a page: its `next`.
    pub behind: Option<String>,
    /// Entries on a page, 1 to 100,000; 20 where left out.
    pub limit: Option<u32>,
}

/// A page of the agenda.
#[uniffi::remote(Record)]
pub struct AgendaPage {
    /// In order of time.
    pub items: Vec<AgendaItem>,
    /// Where the next page begins; nothing on the last.
    pub next: Option<String>,
}

/// One time at which something takes place.
#[uniffi::remote(Record)]
pub struct AgendaItem {
    /// Pack id.
    pub pack: String,
    /// Event id.
    pub id: String,
    /// Its local time by rule, which stays its name when it is moved.
    pub of: String,
    /// The event's stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// Which way the title runs.
    pub direction: Direction,
    /// Why it is in this language.
    pub because_language: ServedBecause,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it ends; the same where nobody says.
    pub ends_ms: i64,
    /// When it begins on the clock there: `2026-12-01T18:00:00`, or a day.
    pub starts_local: String,
    /// When it ends on the clock there, or the last day; nothing where nobody says.
    pub ends_local: Option<String>,
    /// That clock's zone.
    pub zone: String,
    /// Days count, times do not.
    pub all_day: bool,
    /// It does not take place; shown so that nobody goes there.
    pub cancelled: bool,
    /// It may not take place.
    pub tentative: bool,
    /// It differs from what the rule says.
    pub changed: bool,
    /// What the place is called.
    pub place: Option<String>,
    /// The place's link, where it is one of the pack.
    pub place_link: Option<String>,
    /// Postal address, line by line, as written on the spot.
    pub address: Vec<String>,
    /// Degrees, WGS 84.
    pub lat: Option<f64>,
    /// Degrees, WGS 84.
    pub lon: Option<f64>,
    /// From the point asked for, in metres as the crow flies.
    pub distance_m: Option<u32>,
    /// One can take part from afar.
    pub online: bool,
    /// `free`, `donation`, `paid`, or not known.
    pub cost: Option<String>,
    /// What it costs, such as `5 EUR`.
    pub price: Option<String>,
    /// Step-free: `yes`, `limited`, `no`, or not known.
    pub step_free: Option<String>,
    /// Whether children may be brought, or not known.
    pub children: Option<bool>,
    /// Who holds it.
    pub organiser: Option<String>,
    /// Languages spoken there.
    pub languages: Vec<String>,
    /// For whom, if not for everybody.
    pub audience: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// The reader has marked it.
    pub marked: bool,
    /// Why it may suit the reader.
    pub because: Vec<Because>,
    /// Links of entries elsewhere that tell of the same.
    pub also: Vec<String>,
}

/// A reason why something may suit a reader.
#[uniffi::remote(Enum)]
pub enum Because {
    /// It is about something the reader cares about.
    SharedTopic {
        /// Topic id.
        topic: String,
    },
    /// It is a walk away.
    Near {
        /// As the crow flies.
        metres: u32,
    },
    /// A language of the reader is spoken there.
    YourLanguage {
        /// Language tag.
        language: String,
    },
    /// The reader has marked it.
    Marked,
}

/// An event, seen at one of its times.
#[uniffi::remote(Record)]
pub struct EventView {
    /// The time that was asked for, or the next one, or else the last.
    pub item: AgendaItem,
    /// Who welcomes those who come for the first time, and how to know them.
    pub greeter: Option<String>,
    /// How to get in.
    pub access: Option<String>,
    /// What is expected of those who come, and what not.
    pub expect: Option<String>,
    /// What is different this time, or why it does not take place.
    pub note: Option<String>,
    /// Everything else worth reading.
    pub details: Vec<Block>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// `none`, `possible`, `required`, or not known.
    pub registration: Option<String>,
    /// Where to register or ask, as dialled.
    pub phone: Option<String>,
    /// Where to register or ask.
    pub email: Option<String>,
    /// A web page about it.
    pub url: Option<String>,
    /// Where to take part from afar.
    pub online_url: Option<String>,
    /// So many people find room.
    pub capacity: Option<u32>,
    /// It takes place more than once.
    pub repeats: bool,
    /// The next times, this one included where it lies ahead.
    pub next: Vec<EventTime>,
}

/// A time at which an event takes place.
#[uniffi::remote(Record)]
pub struct EventTime {
    /// Its local time by rule, which stays its name when it is moved.
    pub of: String,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// It does not take place.
    pub cancelled: bool,
}

/// When a shell should remind the person, by an alarm of its own.
#[uniffi::remote(Record)]
pub struct Reminder {
    /// When, milliseconds since 1970; never past.
    pub at_ms: i64,
    /// The event's stable link.
    pub link: String,
    /// Pack id.
    pub pack: String,
    /// Event id.
    pub id: String,
    /// Its local time by rule.
    pub of: String,
    /// Its title.
    pub title: String,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// It does not take place after all.
    pub cancelled: bool,
}

/// A file that other calendars read.
#[uniffi::remote(Record)]
pub struct CalendarFile {
    /// What to call it, such as `language-cafe.ics`.
    pub name: String,
    /// The file: `text/calendar` in UTF-8.
    pub bytes: Vec<u8>,
}
