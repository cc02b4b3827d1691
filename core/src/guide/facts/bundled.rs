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

/// The editions of `data/facts/`, one behind the other: as text they would be a twentieth of the library.
const PACKED: &[u8] = include_bytes!("../../../data/facts.zst");
/// More than they will ever be, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;
/// How an edition begins, before its name.
const HEADER: &str = "{\"edition\":\"";

/// The editions by name, unpacked at the first question. A test unpacks them, so they are there.
fn editions() -> &'static [(&'static str, &'static str)] {
    static TEXT: OnceLock<String> = OnceLock::new();
    static EDITIONS: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    EDITIONS.get_or_init(|| {
        let unpacked = || zstd::bulk::decompress(PACKED, LARGEST).ok();
        let text = TEXT.get_or_init(|| {
            unpacked().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
        });
        let starts: Vec<usize> = text.match_indices(HEADER).map(|(at, _)| at).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let edition = |(start, end): (usize, usize)| {
            let edition = text.get(start..end)?;
            let (name, _) = edition.strip_prefix(HEADER)?.split_once('"')?;
            Some((name, edition))
        };
        starts.iter().copied().zip(ends).filter_map(edition).collect()
    })
}

/// What needs no language.
fn common() -> &'static str {
    editions().iter().find(|(name, _)| *name == "common").map_or("", |(_, edition)| edition)
}

/// The editions of languages, by tag.
fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    editions().iter().copied().filter(|(name, _)| !["common", "notices"].contains(name))
}

/// The pack itself; a test reads it, so there is one.
pub(super) fn pack() -> Option<&'static PackFact> {
    static PACK: OnceLock<Option<PackFact>> = OnceLock::new();
    let read = || lines(common(), "pack", None).next().and_then(|l| serde_json::from_str(l).ok());
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
        lines(common(), "contact", Some(("country", country))).map(read).collect::<Result<_>>()?;
    contacts.retain(|c| c.country.as_deref() == Some(country));
    Ok(contacts)
}

/// A zone.
pub(super) fn zone(id: &str) -> Result<Option<ZoneFact>> {
    lines(common(), "zone", Some(("id", id))).map(read).next().transpose()
}

/// All observances.
pub(super) fn observances() -> Result<Vec<ObservanceRecord>> {
    lines(common(), "observance", None).map(read).collect()
}

/// The holidays of a country, by its code in small letters, or of all.
pub(super) fn countries(id: Option<&str>) -> Result<Vec<CountryRecord>> {
    lines(common(), "holidays", id.map(|id| ("id", id))).map(read).collect()
}

/// The names of a contact, a topic or an observance.
pub(super) fn names(kind: &str, id: &str) -> Result<Vec<Named>> {
    let mut names = Vec::new();
    for (tag, edition) in texts() {
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
        for line in common().lines().skip(1) {
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
        assert_eq!(texts().count(), 8);
        for (tag, edition) in texts() {
            assert!(tag.parse::<LanguageTag>().is_ok(), "{tag}");
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
                assert_eq!(names("topic", topic).unwrap().len(), texts().count(), "{topic}");
                assert!(contact.source.is_some(), "{}", contact.id);
            }
        }
    }
}
