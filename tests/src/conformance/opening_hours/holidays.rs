//! Holidays of a row's country and state, from the table that comes with the app.
//!
//! Rows name states in words. A state that has no code here is not known, and neither are its holidays.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use companion_core::time::observance::{Known, Observances, PublicHolidays};

/// Names of states by country, with their codes in ISO 3166-2.
#[rustfmt::skip]
const STATES: &[(&str, &[(&str, &str)])] = &[
    ("de", &[
        ("Baden-Württemberg", "BW"), ("Bayern", "BY"), ("Berlin", "BE"), ("Brandenburg", "BB"),
        ("Bremen", "HB"), ("Hamburg", "HH"), ("Hessen", "HE"), ("Mecklenburg-Vorpommern", "MV"),
        ("Niedersachsen", "NI"), ("Nordrhein-Westfalen", "NW"), ("Rheinland-Pfalz", "RP"),
        ("Saarland", "SL"), ("Sachsen", "SN"), ("Sachsen-Anhalt", "ST"),
        ("Schleswig-Holstein", "SH"), ("Thüringen", "TH"),
    ]),
    ("gb", &[("England", "ENG"), ("Scotland", "SCT"), ("Wales", "WLS"), ("Northern Ireland", "NIR")]),
    ("us", &[
        ("Alabama", "AL"), ("Alaska", "AK"), ("Arizona", "AZ"), ("Arkansas", "AR"),
        ("California", "CA"), ("Colorado", "CO"), ("Connecticut", "CT"), ("Delaware", "DE"),
        ("District of Columbia", "DC"), ("Florida", "FL"), ("Georgia", "GA"), ("Hawaii", "HI"),
        ("Idaho", "ID"), ("Illinois", "IL"), ("Indiana", "IN"), ("Iowa", "IA"), ("Kansas", "KS"),
        ("Kentucky", "KY"), ("Louisiana", "LA"), ("Maine", "ME"), ("Maryland", "MD"),
        ("Massachusetts", "MA"), ("Michigan", "MI"), ("Minnesota", "MN"), ("Mississippi", "MS"),
        ("Missouri", "MO"), ("Montana", "MT"), ("Nebraska", "NE"), ("Nevada", "NV"),
        ("New Hampshire", "NH"), ("New Jersey", "NJ"), ("New Mexico", "NM"), ("New York", "NY"),
        ("North Carolina", "NC"), ("North Dakota", "ND"), ("Ohio", "OH"), ("Oklahoma", "OK"),
        ("Oregon", "OR"), ("Pennsylvania", "PA"), ("Rhode Island", "RI"),
        ("South Carolina", "SC"), ("South Dakota", "SD"), ("Tennessee", "TN"), ("Texas", "TX"),
        ("Utah", "UT"), ("Vermont", "VT"), ("Virginia", "VA"), ("Washington", "WA"),
        ("West Virginia", "WV"), ("Wisconsin", "WI"), ("Wyoming", "WY"), ("Guam", "GU"),
        ("Puerto Rico", "PR"), ("American Samoa", "AS"), ("Northern Mariana Islands", "MP"),
        ("United States Virgin Islands", "VI"),
    ]),
];

/// The holidays of one place.
pub(super) struct Holidays<'a> {
    table: &'a Observances,
    /// Country and region; nothing where the row names none, or one that has no code here.
    place: Option<(&'a str, Option<&'a str>)>,
    public: Option<PublicHolidays>,
}

impl<'a> Holidays<'a> {
    /// Those of a country, or of a state of it, in some years.
    pub(super) fn of(
        table: &'a Observances,
        country: Option<&'a str>,
        state: Option<&str>,
        years: RangeInclusive<i32>,
    ) -> Self {
        let place = country.and_then(|country| match state {
            None => Some((country, None)),
            Some(state) => Some((country, Some(code(country, state)?))),
        });
        let public =
            place.and_then(|(country, region)| table.public_holidays(country, region, years));
        Self { table, place, public }
    }

    pub(super) fn is_public(&self, day: NaiveDate) -> Option<bool> {
        answer(self.public.as_ref()?.is(day))
    }

    pub(super) fn is_school(&self, day: NaiveDate) -> Option<bool> {
        let (country, region) = self.place?;
        answer(self.table.is_school_holiday(country, region, day))
    }
}

fn code(country: &str, state: &str) -> Option<&'static str> {
    let (_, states) = STATES.iter().find(|(of, _)| *of == country)?;
    states.iter().find(|(name, _)| *name == state).map(|(_, code)| *code)
}

fn answer(known: Known) -> Option<bool> {
    match known {
        Known::Yes => Some(true),
        Known::No => Some(false),
        Known::Unknown => None,
    }
}
