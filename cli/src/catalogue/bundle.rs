//! What a catalogue's folder holds, as the phone reads it: for looking into it, and for the app that brings it along.

use std::path::Path;

use chrono::NaiveDate;
use companion_core::catalogue::Catalogue;
use companion_core::packs::edition::{COMMON, Edition, Records};
use companion_core::packs::format::{Fact, Level};

use super::error::CatalogueError;
use crate::build::build_folder;

/// The bytes of the `common` edition, which an app bundles, and how many packs they list.
///
/// # Errors
/// When the folder cannot be built, is no catalogue or lists nothing.
pub fn bundle(folder: &Path, today: NaiveDate) -> Result<(Vec<u8>, usize), CatalogueError> {
    let edition = common(folder, today)?;
    let catalogue = read(folder, &edition)?;
    if catalogue.is_empty() {
        return Err(CatalogueError::Empty(folder.display().to_string()));
    }
    let bytes = edition.to_bytes().map_err(|e| CatalogueError::Value(e.to_string()))?;
    Ok((bytes, catalogue.len()))
}

/// The catalogue of a folder, as a phone looks into it.
///
/// # Errors
/// When the folder cannot be built or is no catalogue.
pub fn listed(folder: &Path, today: NaiveDate) -> Result<Catalogue, CatalogueError> {
    read(folder, &common(folder, today)?)
}

fn common(folder: &Path, today: NaiveDate) -> Result<Edition, CatalogueError> {
    let told = || folder.display().to_string();
    let built = build_folder(folder, today)
        .map_err(|problems| CatalogueError::Source { folder: told(), problems })?;
    let common = built.editions.into_iter().find(|e| e.name() == COMMON);
    common.ok_or_else(|| CatalogueError::NoCatalogue(told()))
}

fn read(folder: &Path, edition: &Edition) -> Result<Catalogue, CatalogueError> {
    let no_catalogue = || CatalogueError::NoCatalogue(folder.display().to_string());
    let Records::Common(facts) = &edition.records else { return Err(no_catalogue()) };
    let own = facts.iter().find_map(|fact| match fact {
        Fact::Pack(pack) if pack.level == Level::World => Some(pack.clone()),
        _ => None,
    });
    let listings = facts.iter().filter_map(|fact| match fact {
        Fact::Listing(listing) => Some(listing.clone()),
        _ => None,
    });
    Ok(Catalogue::new(own.ok_or_else(no_catalogue)?, listings))
}
