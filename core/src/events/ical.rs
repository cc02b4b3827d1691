//! Calendar files (RFC 5545): bytes to components and back, jCal, zones, and events by their UID.
//!
//! Everything readable is taken; what is not, or was mended, is told with its line. Nothing here asks for the time,
//! keeps state or stops on bad bytes; time and memory grow with the length of the input and no faster.
//!
//! | module | owns |
//! |---|---|
//! | [`lines`] | bytes to content lines: folding, character sets |
//! | [`property`] | a line: name, parameters, value as it was written |
//! | [`component`] | the tree of BEGIN and END |
//! | [`value`] | what a value means, by its property and VALUE |
//! | [`write`] | components to bytes |
//! | [`jcal`] | components to jCal (RFC 7265) |
//! | [`zones`] | the clock that a TZID means |
//! | [`events`] | VEVENTs to events, by their UID |
//! | [`fault`] | what could not be read, and what was mended |

pub mod component;
pub mod events;
pub mod fault;
pub mod jcal;
pub mod lines;
pub mod property;
pub mod value;
pub mod write;
pub mod zones;

pub use component::{Component, Read, read};
pub use fault::{Fault, What};
pub use property::{Parameter, Property};

#[cfg(test)]
mod tests;
