//! The numbers that come with the app, so that a phone fresh out of the shop already knows whom to call.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::Result;
use crate::packs::format::{ContactFact, OriginKind};
use crate::store::StoreError;
use crate::text::LanguageTag;

/// The language the baseline was first written in.
pub(super) const SOURCE_LANGUAGE: &str = "en";

const FILE: &str = include_str!("../../data/first-contacts.json");

/// A contact of the baseline with its names.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Contact {
    /// Countries it holds in, ISO 3166-1.
    pub countries: Vec<String>,
    /// The same record as in a pack.
    pub fact: ContactFact,
    /// Names by language.
    pub names: BTreeMap<LanguageTag, String>,
    /// Who wrote the names.
    pub origin: OriginKind,
}

/// The contacts that hold in any of the countries.
pub(super) fn contacts(countries: &[&str]) -> Result<Vec<Contact>> {
    let all: Vec<Contact> =
        serde_json::from_str(FILE).map_err(|_| StoreError::Record("first contact"))?;
    Ok(all
        .into_iter()
        .filter(|c| c.countries.iter().any(|own| countries.contains(&own.as_str())))
        .collect())
}
