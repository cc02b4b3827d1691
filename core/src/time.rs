//! Ground floor: local time in a zone, and opening hours.

pub mod opening_hours;
pub mod zone;
