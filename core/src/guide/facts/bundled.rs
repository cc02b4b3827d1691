//! The copy of the facts that comes with the app: editions of the pack in `facts/`, one record to a line.
//!
//! A phone fresh out of the shop already knows whom to call. Lines are looked through by their text before any is read,
//! so that a question about one country does not read the world.

use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::de::DeserializeOwned;

use super::Named;
use crate::error::Result;
use crate::packs::format::{
    ContactFact, CountryRecord, ObservanceRecord, PackFact, Text, ZoneFact,
};
use crate::store::StoreError;
use crate::text::LanguageTag;

const COMMON: &str = include_str!("../../../data/facts/common.pack.jsonl");
const TEXTS: [(&str, &str); 8] = [
    ("ar", include_str!("../../../data/facts/ar.pack.jsonl")),
    ("de", include_str!("../../../data/facts/de.pack.jsonl")),
    ("en", include_str!("../../../data/facts/en.pack.jsonl")),
    ("fa-AF", include_str!("../../../data/facts/fa-AF.pack.jsonl")),
    ("fr", include_str!("../../../data/facts/fr.pack.jsonl")),
    ("ti", include_str!("../../../data/facts/ti.pack.jsonl")),
    ("tr", include_str!("../../../data/facts/tr.pack.jsonl")),
    ("uk", include_str!("../../../data/facts/uk.pack.jsonl")),
];

/// The pack itself; a test reads it, so there is one.
pub(super) fn pack() -> Option<&'static PackFact> {
    static PACK: OnceLock<Option<PackFact>> = OnceLock::new();
    let read = || lines(COMMON, "pack", None).next().and_then(|l| serde_json::from_str(l).ok());
    PACK.get_or_init(read).as_ref()
}

/// The day up to which the copy in the app is known: no phone that runs it lives before.
pub(crate) fn day() -> DateTime<Utc> {
    let day = pack().and_then(|p| p.as_of.as_deref()).and_then(|d| d.parse::<NaiveDate>().ok());
    day.map_or(DateTime::UNIX_EPOCH, |d| d.and_time(NaiveTime::MIN).and_utc())
}

/// Where to call in a country.
pub(super) fn contacts(country: &str) -> Result<Vec<ContactFact>> {
    let mut contacts: Vec<ContactFact> =
        lines(COMMON, "contact", Some(("country", country))).map(read).collect::<Result<_>>()?;
    contacts.retain(|c| c.country.as_deref() == Some(country));
    Ok(contacts)
}

/// A zone.
pub(super) fn zone(id: &str) -> Result<Option<ZoneFact>> {
    lines(COMMON, "zone", Some(("id", id))).map(read).next().transpose()
}

/// All observances.
pub(super) fn observances() -> Result<Vec<ObservanceRecord>> {
    lines(COMMON, "observance", None).map(read).collect()
}

/// The holidays of a country, by its code in small letters, or of all.
pub(super) fn countries(id: Option<&str>) -> Result<Vec<CountryRecord>> {
    lines(COMMON, "holidays", id.map(|id| ("id", id))).map(read).collect()
}

/// The names of a contact, a topic or an observance.
pub(super) fn names(kind: &str, id: &str) -> Result<Vec<Named>> {
    let mut names = Vec::new();
    for (tag, edition) in TEXTS {
        let found: Option<Text> =
            lines(edition, kind, Some(("id", id))).map(read).next().transpose()?;
        if let Some(Text::Contact(text) | Text::Topic(text) | Text::Observance(text)) = found {
            names.push((LanguageTag::stored(tag), text));
        }
    }
    Ok(names)
}

/// The lines of a kind that have a field of a value; after the header.
fn lines<'a>(
    edition: &'a str,
    kind: &str,
    field: Option<(&str, &str)>,
) -> impl Iterator<Item = &'a str> {
    let kind = format!("\"kind\":\"{kind}\"");
    let field = field.map(|(name, value)| format!("\"{name}\":\"{value}\""));
    edition.lines().skip(1).filter(move |line| {
        line.contains(&kind) && field.as_ref().is_none_or(|field| line.contains(field))
    })
}

fn read<T: DeserializeOwned>(line: &str) -> Result<T> {
    Ok(serde_json::from_str(line).map_err(|_| StoreError::Record("bundled fact"))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::format::{ContactKind, Fact};
    use crate::time::zone::Zone;

    #[test]
    fn every_line_is_a_record_and_every_clock_goes() {
        let mut zones = 0;
        for line in COMMON.lines().skip(1) {
            let fact: Fact = serde_json::from_str(line).unwrap();
            if let Fact::Zone(zone) = fact {
                zones += 1;
                let clock = match &zone.same_as {
                    Some(other) => super::zone(other).unwrap().unwrap().clock,
                    None => zone.clock.clone(),
                };
                assert!(Zone::new(&clock).is_some(), "{}", zone.id);
            }
        }
        assert!(zones > 300, "{zones}");
        for (tag, edition) in TEXTS {
            assert!(edition.starts_with(&format!("{{\"edition\":\"{tag}\",")), "{tag}");
            for line in edition.lines().skip(1) {
                let _: Text = serde_json::from_str(line).unwrap();
            }
        }
        assert!(pack().unwrap().as_of.is_some() && pack().unwrap().tzdata.is_some());
    }

    #[test]
    fn every_member_state_has_an_emergency_number_with_a_name() {
        // The 46 member states of the Council of Europe.
        let states = "AL AD AM AT AZ BE BA BG HR CY CZ DK EE FI FR GE DE GR HU IS IE IT LV LI LT LU MT MD MC ME NL MK NO PL PT RO SM RS SK SI ES SE CH TR UA GB";
        assert_eq!(states.split(' ').count(), 46);
        for state in states.split(' ') {
            let contacts = contacts(state).unwrap();
            let emergency = contacts.iter().find(|c| c.contact_kind == ContactKind::Emergency);
            let emergency = emergency.unwrap_or_else(|| panic!("{state}"));
            assert!(!emergency.phone.is_empty(), "{state}");
            for contact in &contacts {
                let topic = contact.topics.first().unwrap();
                assert_eq!(names("topic", topic).unwrap().len(), TEXTS.len(), "{topic}");
                assert!(contact.source.is_some(), "{}", contact.id);
            }
        }
    }
}
