//! A pack as one file that goes from phone to phone without a network: written from what is held, and read as strictly
//! as what comes from a server.
//!
//! The file is a plain tar (POSIX ustar) of regular files in one fixed order, so that it is read front to back with at
//! most one entry in memory:
//!
//! ```text
//! welcomepack                        {"pack":"…","url":"https://…","welcomepack":1}: a hint, which proves nothing
//! metadata/1.root.json … N.root.json the whole chain of roots
//! metadata/timestamp.json
//! metadata/<V>.snapshot.json
//! metadata/<V>.targets.json
//! metadata/<V>.<edition>.json        one for each edition in the file
//! editions/<edition>.pack.zst        compressed by the giver; the signed length and hash are those of the content
//! media/<sha256>                     of those that the common edition names
//! ```
//!
//! `common` comes before `notices`, and both before the languages, which are sorted. Nothing is ever unpacked to a path:
//! names are compared with the names of this list. Files, subscriptions and trust are the business of
//! [`crate::companion`].

mod error;
mod head;
mod part;
mod read;
pub mod tar;
#[cfg(test)]
mod tests;
mod write;

pub use error::ShareError;
pub use head::Head;
pub use part::{EditionName, Part};
pub use read::{Brought, Checked, Start, Unchecked};
pub use tar::TarFault;
pub use write::{Held, Parcel};
