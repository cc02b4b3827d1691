//! Public holidays by country and region, and days that traditions keep.
//!
//! Pure: the table is given, dates are arguments. The product asks nobody's religion; what is asked here is about a
//! date. Outside its years and countries the table says that it does not know.

mod clash;
mod country;
mod days;
mod easter;
mod free;
mod kept;
mod read;

pub use clash::{Clash, PUBLIC_HOLIDAY, Place};
pub use country::{Country, CountryRecord, Holiday, Known, PublicHolidays};
pub use days::{Certainty, Days};
pub use free::{FreeTime, Why};
pub use kept::{Asks, Kept, Observance, ObservanceRecord};
pub use read::NotDays;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// The table.
#[derive(Debug, Clone, Default)]
pub struct Observances {
    countries: BTreeMap<String, Country>,
    observances: BTreeMap<String, Observance>,
}

impl Observances {
    /// A table of what records tell; of two with one id the later counts. A record whose days are not understood is
    /// left out, as a newer app's might be, so that its country is unknown and everything else stays: see
    /// [`Country::read`] and [`Observance::read`] for what was wrong.
    pub fn new<'a>(
        observances: impl IntoIterator<Item = &'a ObservanceRecord>,
        countries: impl IntoIterator<Item = &'a CountryRecord>,
    ) -> Self {
        let observances: BTreeMap<String, Observance> = observances
            .into_iter()
            .filter_map(|record| Observance::read(record).ok())
            .map(|read| (read.id.clone(), read))
            .collect();
        let countries = countries
            .into_iter()
            .filter_map(|record| Country::read(record).ok())
            .filter(|c| c.refers_to().iter().all(|id| observances.contains_key(*id)))
            .map(|read| (read.code.clone(), read))
            .collect();
        Self { countries, observances }
    }

    /// The public holidays of a year in a region of a country (ISO 3166-2, with or without the country before it), or,
    /// without a region, those of the country as a whole; sorted. Nothing where country or year are not in the table.
    /// A region that the table does not name has those of the whole.
    pub fn holidays(&self, country: &str, region: Option<&str>, year: i32) -> Option<Vec<Holiday>> {
        let country = self.country(country)?;
        country.holidays(country.region(region), year, &|id, year| self.first_days(id, year))
    }

    /// Whether a day is a public holiday. Unknown where the table does not reach; where only parts of the country, or of
    /// the region, keep the day and nobody said which part it is; where the day hangs on the moon; and where a law has
    /// suspended holidays.
    pub fn is_public_holiday(&self, country: &str, region: Option<&str>, date: NaiveDate) -> Known {
        let Some(country) = self.country(country) else { return Known::Unknown };
        let year = date.year();
        if !(country.from..=country.to).contains(&year) {
            return Known::Unknown;
        }
        // The moon may carry a day over the turn of the year.
        let years = year.saturating_sub(1)..=year.saturating_add(1);
        let answers =
            country.answers(country.region(region), years, &|id, y| self.first_days(id, y));
        answers.get(&date).copied().unwrap_or(Known::No)
    }

    /// The public holidays of a place in some years: asked once, it answers for each day at the cost of a look, and outside
    /// those years that it does not know. Nothing where the country is not in the table.
    pub fn public_holidays(
        &self,
        country: &str,
        region: Option<&str>,
        years: RangeInclusive<i32>,
    ) -> Option<PublicHolidays> {
        let country = self.country(country)?;
        let anchors = |id: &str, year| self.first_days(id, year);
        Some(country.public_holidays(country.region(region), years, &anchors))
    }

    /// Whether schools are on holiday; unknown where no dates are published.
    pub fn is_school_holiday(&self, country: &str, region: Option<&str>, date: NaiveDate) -> Known {
        let Some(country) = self.country(country) else { return Known::Unknown };
        country.is_school_holiday(country.region(region), date)
    }

    /// What traditions keep on a date; sorted by what it asks, heaviest first, then by id. Days that begin at sunset are
    /// told on the days themselves: their evening before is the asker's to add (`starts_at_sunset`).
    pub fn on(&self, date: NaiveDate) -> Vec<Kept<'_>> {
        let mut kept: Vec<Kept<'_>> =
            self.observances.values().filter_map(|o| o.on(date)).collect();
        kept.sort_by(|a, b| {
            let key = |k: &Kept<'_>| (std::cmp::Reverse(k.observance.asks), k.certainty);
            key(a).cmp(&key(b)).then_with(|| a.observance.id.cmp(&b.observance.id))
        });
        kept
    }

    /// An observance by its id.
    pub fn observance(&self, id: &str) -> Option<&Observance> {
        self.observances.get(id)
    }

    /// A country by its code, in any case.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.get(code.to_ascii_uppercase().as_str())
    }

    /// Countries, by code.
    pub fn countries(&self) -> impl Iterator<Item = &Country> {
        self.countries.values()
    }

    /// Observances, by id.
    pub fn observances(&self) -> impl Iterator<Item = &Observance> {
        self.observances.values()
    }

    fn first_days(&self, id: &str, year: i32) -> Vec<NaiveDate> {
        let Some(observance) = self.observances.get(id) else { return Vec::new() };
        let in_year = |d: &NaiveDate| d.year() == year;
        observance.stretches(year).map(|s| s.first).filter(in_year).collect()
    }
}

#[cfg(test)]
mod tests;
