//! Checklists, phrases, notices, what is kept at hand.
//!
//! Declarations of core's own types: a difference between the two does not compile.

use super::text::{Block, Direction, TextInfo};
pub use companion_core::guide::{
    ChecklistView, NoticeView, PhraseView, SavedView, TaskView, TopicView,
};

/// Things to do.
#[uniffi::remote(Record)]
pub struct ChecklistView {
    /// Pack id.
    pub pack: String,
    /// Checklist id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// In the order to do them.
    pub tasks: Vec<TaskView>,
}

/// One thing to do.
#[uniffi::remote(Record)]
pub struct TaskView {
    /// Task id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// How.
    pub note: Option<String>,
    /// A stable link to what tells more.
    pub link: Option<String>,
    /// `YYYY-MM-DD`, once the day of arrival is known.
    pub due: Option<String>,
    /// The day has passed and it is not done.
    pub overdue: bool,
    /// When it was ticked, milliseconds since 1970.
    pub done_at_ms: Option<i64>,
}

/// A sentence in two languages.
#[uniffi::remote(Record)]
pub struct PhraseView {
    /// Pack id.
    pub pack: String,
    /// Phrase id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Where one needs it.
    pub category: String,
    /// In the reader's language.
    pub text: String,
    /// Language, origin, freshness of `text`.
    pub info: TextInfo,
    /// In the language spoken there, to be shown.
    pub local_text: String,
    /// The language spoken there.
    pub local_language: String,
    /// Which way it runs.
    pub local_direction: Direction,
}

/// A topic.
#[uniffi::remote(Record)]
pub struct TopicView {
    /// Pack id.
    pub pack: String,
    /// Topic id, as pages, places and services name it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of an icon.
    pub icon: Option<String>,
    /// Language, origin, freshness of the name.
    pub info: TextInfo,
}

/// A short dated text.
#[uniffi::remote(Record)]
pub struct NoticeView {
    /// Pack id.
    pub pack: String,
    /// Notice id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Shown before anything else.
    pub urgent: bool,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness.
    pub info: TextInfo,
    /// The text.
    pub blocks: Vec<Block>,
    /// Local `YYYY-MM-DDTHH:MM:SS` from which it has held.
    pub from: String,
    /// Local `YYYY-MM-DDTHH:MM:SS` from which it is gone.
    pub until: String,
}

/// A saved thing.
#[uniffi::remote(Record)]
pub struct SavedView {
    /// Its stable link.
    pub link: String,
    /// Pack id.
    pub pack: String,
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`, `event`.
    pub kind: String,
    /// Id in the pack.
    pub id: String,
    /// Its title; none while its pack is not installed or no longer has it.
    pub title: Option<String>,
    /// When it was saved, milliseconds since 1970.
    pub saved_at_ms: i64,
}
