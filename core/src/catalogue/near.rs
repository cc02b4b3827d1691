//! What is near a position.
//!
//! Areas are rectangles that overlap at their corners, so that several cities may be no way at all: of those the one
//! whose middle is nearest comes first.

use std::cmp::Reverse;

use super::{Catalogue, ListingView, Reader};
use crate::error::{Error, Result};

impl Catalogue {
    /// The packs nearest to a position in degrees, WGS 84; those without an area are left out. At equal distance cities
    /// come before regions before countries, so that a person within all three gets the city first.
    ///
    /// # Errors
    /// `Invalid` for what is no position; the error does not repeat it.
    pub fn list_near(
        &self,
        lat: f64,
        lon: f64,
        limit: usize,
        reader: &Reader,
    ) -> Result<Vec<ListingView>> {
        // Not a number is outside too.
        if !((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)) {
            let reason = "latitudes go to 90 degrees north and south, longitudes to 180";
            return Err(Error::invalid("position", reason));
        }
        let all = self.listings.values().filter_map(|listing| {
            let fact = &listing.fact;
            let area = fact.area?;
            let metres = area.metres_to(lat, lon).round() as u32;
            let middle = area.metres_to_middle(lat, lon).round() as u32;
            Some(((metres, Reverse(fact.level), middle), fact, None))
        });
        let found = self.in_order(all.collect(), limit, reader).into_iter();
        Ok(found.map(|((metres, ..), v)| ListingView { distance_m: Some(metres), ..v }).collect())
    }
}
