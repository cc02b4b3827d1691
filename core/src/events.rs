//! What is on: events read from calendar files.
//!
//! Owns events and what they are exchanged in; when an event is on is told by [`crate::time::series`].

pub mod ical;
