//! Which of the languages that exist somebody is given: CLDR's matcher, and our policy above it.
//!
//! `aliases` reads tags as people and systems write them, `likely` adds and removes what goes without saying, `rows` holds
//! CLDR's tables, `distance` measures, `matcher` finds the nearest as ICU does, `policy` decides what may happen unasked.
//! Pure: no files, no database, no clock.

pub mod aliases;
pub mod distance;
pub mod likely;
pub mod matcher;
pub mod policy;
pub(crate) mod rows;

pub use distance::{Favor, Maximal};
pub use matcher::{Best, Matcher, Options};
pub use policy::{Because, Candidate, Choice, Related, Served, decide};
