//! Ground floor: local time in a zone, opening hours, recurrence.

pub mod opening_hours;
pub mod rule;
pub mod series;
pub mod zone;
