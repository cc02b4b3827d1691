//! A catalogue's folder: begun, filled with what packs say of themselves, brought up to date, bundled.
//!
//! A catalogue is a pack of level `world` with listings; reading its folder is [`crate::source`]'s, building and
//! publishing it are those of any pack. What is listed of a pack comes from that pack's signed record.

mod bundle;
mod error;
mod fetch;
mod listing;
mod new;
#[cfg(test)]
mod tests;
mod update;

pub use bundle::{bundle, listed};
pub use error::CatalogueError;
pub use fetch::{Fetched, fetch};
pub use listing::{Change, listing_of};
pub use new::{NewCatalogue, new};
pub use update::{Listed, Update, known_links, update};
