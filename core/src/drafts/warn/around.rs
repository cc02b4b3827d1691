//! What warnings have to know of a place: asked here, answered by whoever joins drafts and guide.

use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::packs::format::Point;
use crate::time::observance::Observances;
use crate::time::opening_hours::{OpeningHours, Place};
use crate::time::zone::Zone;

/// What can be asked about where a draft would take place.
pub trait Around {
    /// The moment.
    fn now(&self) -> DateTime<Utc>;
    /// The clock there.
    fn zone(&self) -> &Zone;
    /// ISO 3166-1 and 3166-2 codes.
    fn region(&self) -> (&str, Option<&str>);
    /// Holidays and what traditions keep.
    fn table(&self) -> &Observances;
    /// A name in the language that suits the reader best, and that language.
    ///
    /// # Errors
    /// When it cannot be read.
    fn name(&self, observance: &str) -> Result<Option<(String, String)>>;
    /// A place of the pack or a point.
    ///
    /// # Errors
    /// When it cannot be read.
    fn spot(&self, place: Option<&str>, point: Option<Point>) -> Result<Spot<'_>>;
    /// What is on within walking distance of a point, or anywhere in the pack, in a window.
    ///
    /// # Errors
    /// When it cannot be read.
    fn nearby(
        &self,
        point: Option<Point>,
        window: (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<Neighbour>>;
}

/// Where a draft would take place.
pub struct Spot<'a> {
    /// What the place is called.
    pub name: Option<String>,
    /// Where it is.
    pub point: Option<Point>,
    /// When it is open.
    pub hours: Hours,
    /// Its holidays, and where its sun sets.
    pub days: Box<dyn Place + 'a>,
}

/// When a place is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// Nobody says.
    Unsaid,
    /// It cannot be read.
    Unreadable,
    /// As it says.
    Said(OpeningHours),
}

/// Something that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it ends.
    pub ends_ms: i64,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// How far from the point that was asked for.
    pub metres: Option<u32>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// For whom, if not for everybody.
    pub audience: Vec<String>,
}
