//! Everything a welcome companion does on a phone: it always answers from local data.
//!
//! | module | owns |
//! |---|---|
//! | [`text`] | languages, direction, typed blocks |
//! | [`packs`] | pack format, trust, installation |
//! | [`guide`] | reading packs: layers, tree, pages, places, contacts |
//! | [`store`] | the two database files; the only SQL |
//! | [`time`] | zones, opening hours |
//! | [`ports`] | what the outside world must provide |

pub mod error;
pub mod guide;
pub mod packs;
pub mod ports;
pub mod store;
pub mod text;
pub mod time;

pub use error::{Error, ErrorKind, Result};
