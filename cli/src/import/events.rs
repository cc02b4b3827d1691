//! Events of other systems to events of a pack.
//!
//! Owns the shape that calendar files and ActivityPub are read into, and what both share: what an import adds by itself
//! ([`Defaults`]), which pack it is for ([`Context`]), which events are still ahead. [`ical`] and [`activitypub`] read,
//! `at` finds the place, `words` makes blocks, [`write()`] makes the files of the pack's folder.
//!
//! What is published of a person stays out: nobody who was invited, no address of an organiser, nothing that is marked as
//! private.

pub mod activitypub;
mod at;
mod context;
pub mod ical;
#[cfg(test)]
mod tests;
mod words;
mod write;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use companion_core::packs::format::{EventChangeText, EventFact};
use companion_core::text::{BlockBody, LanguageTag};

use super::ids::Ids;
use super::{ImportReport, SourceFiles};
use crate::problem::Problem;
use crate::source::Source;
use crate::source::place::At;

pub use self::at::Places;
pub use self::context::{Context, Defaults};
pub use self::write::write;

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 8 * 1024 * 1024;
/// So far ahead an event must begin to be of use to anybody.
const FARTHEST: TimeDelta = TimeDelta::days(2 * 366);

/// An event as another system tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What it is called there, always the same: `UID`, or the object's address.
    pub key: String,
    /// Where the file tells of it.
    pub at: At,
    /// When and where it is, as an edition carries it; without an id, which the folder gives. Its zone is always told.
    pub fact: EventFact,
    /// What it is, by language.
    pub texts: BTreeMap<LanguageTag, Words>,
    /// What it is filed under there.
    pub categories: Vec<String>,
}

impl Event {
    fn warning(&self, code: &'static str, message: String) -> Problem {
        Problem::warning(&self.at.file, self.at.line, code, message)
    }
}

/// An event in one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    /// One line.
    pub title: String,
    /// Everything else.
    pub bodies: Vec<BlockBody>,
    /// Texts of occurrences that differ, by the time that the change names.
    pub changes: BTreeMap<String, EventChangeText>,
}

/// Why a file gives no events. A file that was cut off may have lost some, so nothing of it counts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Something else, such as the page of a login.
    #[error("this is neither a calendar file (RFC 5545) nor an event of ActivityPub")]
    NoEvents,
    /// It ends in the middle.
    #[error("the file was cut off: {0}")]
    CutOff(String),
    /// JSON that is none.
    #[error("{0}")]
    Malformed(String),
}

/// Reads events; what they are is told by the content. `name` is the file in problems.
///
/// # Errors
/// [`Unread`].
pub fn read(
    name: &str,
    bytes: &[u8],
    context: &Context,
    report: &mut ImportReport,
) -> Result<Vec<Event>, Unread> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    match text.first() {
        Some(b'{' | b'[') => activitypub::read(name, text, context, report),
        _ => ical::read(name, bytes, context, report),
    }
}

/// Keeps the ids of events in a folder that this import did not bring: `base` is what it brought last time.
pub fn reserve(source: &Source, base: &SourceFiles, ids: &mut Ids) {
    let brought = |id: &String| base.contains_key(&format!("events/{id}/event.toml"));
    ids.reserve("event", source.events.keys().filter(|id| !brought(id)).cloned());
}

/// Whether an event takes place on a day or later, and not too far ahead to be of use.
fn is_ahead(fact: &EventFact, from: NaiveDate) -> bool {
    let from = from.and_time(NaiveTime::MIN);
    let until = from.checked_add_signed(FARTHEST).unwrap_or(NaiveDateTime::MAX);
    fact.series().is_ok_and(|series| series.between(from, until).next().is_some())
}
