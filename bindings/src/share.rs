//! Facet `packs`, from phone to phone: a pack as a file, and a file from somebody else.

use std::path::Path;

use crate::error::Result;
use crate::packs::Packs;
use crate::records::packs::{ReceivedPack, SharedFile};

#[uniffi::export]
impl Packs {
    /// Writes what is here of a pack to a file for another phone; one of that name is replaced once the new one is whole.
    /// `languages`: tags of those to hand on; an empty list means all that are here. Call it off the main thread.
    pub fn share(&self, pack: String, path: String, languages: Vec<String>) -> Result<SharedFile> {
        Ok(self.core.share_pack(&pack, Path::new(&path), &languages)?)
    }

    /// Takes a pack from a file of another phone, checked exactly as from the network; a file that is refused changes
    /// nothing. `link`: the text of a QR code or link to the pack, if the person has one. Call it off the main thread.
    pub fn receive(&self, path: String, link: Option<String>) -> Result<ReceivedPack> {
        Ok(self.core.receive_pack(Path::new(&path), link.as_deref())?)
    }
}
