//! Facet `catalogue`: finding a city among all packs that can be added.

use std::sync::Arc;

use companion_core::Companion;

use crate::error::Result;
use crate::records::catalogue::{CatalogueView, ListingView};

/// The packs that can be added, from the copy in the app or a newer one. Nothing here uses the network, and neither a
/// question nor a position is kept.
#[derive(uniffi::Object)]
pub struct Catalogue {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Catalogue {
    /// The catalogue itself: who answers for it and up to which day it is known. Nothing where the app names none.
    pub fn about(&self) -> Result<Option<CatalogueView>> {
        Ok(self.core.find_catalogue()?)
    }

    /// The packs that the words of a question mean, in any script, the surest first, at most `limit`.
    pub fn find_cities(&self, question: String, limit: u32) -> Result<Vec<ListingView>> {
        Ok(self.core.find_cities(&question, limit)?)
    }

    /// The packs nearest to a position in degrees, WGS 84, at most `limit`; packs without an area are left out.
    pub fn near(&self, lat: f64, lon: f64, limit: u32) -> Result<Vec<ListingView>> {
        Ok(self.core.list_near(lat, lon, limit)?)
    }

    /// All packs, cities first, then by name.
    pub fn listings(&self) -> Result<Vec<ListingView>> {
        Ok(self.core.list_listings()?)
    }

    /// One pack.
    pub fn listing(&self, pack: String) -> Result<ListingView> {
        Ok(self.core.listing(&pack)?)
    }

    /// Adds a listed pack, verified by the catalogue; nothing is fetched yet. Layers above come with the sync.
    pub fn add(&self, pack: String) -> Result<()> {
        Ok(self.core.add_listing(&pack)?)
    }
}
