//! Ground floor: local time in a zone, opening hours, recurrence, days that are kept.

pub mod observance;
pub mod opening_hours;
pub mod posix;
pub mod rule;
pub mod series;
pub mod zone;
