//! What is on: events read from calendar files, and events of packs written into them.
//!
//! Owns events and what they are exchanged in; when an event is on is told by [`crate::time::series`].

pub mod ical;
pub mod publish;
