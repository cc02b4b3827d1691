//! Everything a welcome companion does on a phone: it always answers from local data.
//!
//! | module | owns |
//! |---|---|
//! | [`companion`] | the entry object: joins store, ports and features |
//! | [`catalogue`] | finding a pack among all that can be added |
//! | [`drafts`] | events that a person drafts, and what their time runs into |
//! | [`events`] | calendar files read: components, jCal, zones, events; and events of packs written |
//! | [`guide`] | reading packs: layers, tree, pages, places, contacts, checklists |
//! | [`search`] | finding by words |
//! | [`sync`] | bringing packs up to date |
//! | [`packs`] | pack format, trust, installation |
//! | [`store`] | the two database files; the only SQL |
//! | [`ports`], [`adapters`] | what the outside world must provide, and the real one |
//! | [`text`], [`time`] | ground floor: languages, blocks, interface texts, zones, opening hours |

pub mod adapters;
pub mod catalogue;
pub mod companion;
pub mod drafts;
pub mod error;
pub mod events;
pub mod guide;
pub mod packs;
pub mod ports;
pub mod search;
mod standing;
pub mod store;
pub mod sync;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod time;

pub use companion::{CalendarFile, CatalogueConfig, Companion, Config, Drafts, Ports};
pub use error::{Error, ErrorKind, Result};
