//! Observances and public holidays of the facts: the table of a country, and what its days are called.

use super::{Facts, Named, bundled};
use crate::error::Result;
use crate::guide::{Guide, parse};
use crate::packs::format::{CountryRecord, ObservanceRecord};
use crate::time::observance::Observances;

impl Guide<'_> {
    /// What traditions keep, and the public holidays of a country, or of all, as the newest facts on the phone tell.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn observances(&self, country: Option<&str>) -> Result<Observances> {
        self.steady(|| self.observances_of(&self.facts()?, country))
    }

    /// The names of an observance by language, as [`Observances`] names it by its id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn observance_names(&self, id: &str) -> Result<Vec<Named>> {
        self.steady(|| self.fact_texts(&self.facts()?, "observance", id))
    }

    /// The copy of the facts that counts.
    pub(in crate::guide) fn facts(&self) -> Result<Facts> {
        self.facts_among(&self.store.list_packs()?)
    }

    pub(in crate::guide) fn observances_of(
        &self,
        facts: &Facts,
        country: Option<&str>,
    ) -> Result<Observances> {
        let id = country.map(str::to_ascii_lowercase);
        let (observances, countries): (Vec<ObservanceRecord>, Vec<CountryRecord>) = match facts {
            Facts::Bundled => (bundled::observances()?, bundled::countries(id.as_deref())?),
            Facts::Installed(pack) => {
                let rows = self.store.list_facts(&pack.id, "observance")?;
                let observances =
                    rows.iter().map(|row| parse(&row.body, "observance")).collect::<Result<_>>()?;
                let rows = match &id {
                    Some(id) => {
                        self.store.find_fact(&pack.id, "holidays", id)?.into_iter().collect()
                    }
                    None => self.store.list_facts(&pack.id, "holidays")?,
                };
                let countries =
                    rows.iter().map(|row| parse(&row.body, "holidays")).collect::<Result<_>>()?;
                (observances, countries)
            }
        };
        Ok(Observances::new(&observances, &countries))
    }
}

/// The whole table that came with the app.
///
/// # Errors
/// When a line of it cannot be read; a test reads all of them.
pub fn bundled_observances() -> Result<Observances> {
    Ok(Observances::new(&bundled::observances()?, &bundled::countries(None)?))
}
