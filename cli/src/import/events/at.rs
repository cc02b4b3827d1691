//! Where an event is: a place of the pack, an address, or online.
//!
//! Other systems write a location as one line. It is a place of the pack where it is called or addressed the same; what is
//! neither stays words, so that nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::{EventAddress, Point};
use unicode_normalization::UnicodeNormalization as _;

use crate::import::html;
use crate::source::Source;

/// Nearer than this to a place of the pack, in metres, an address is that place where nothing speaks against it.
const SAME_M: f64 = 30.0;

/// Where an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// Id of a place of the pack.
    Place(String),
    /// An address.
    Address(Box<EventAddress>),
    /// The address of a meeting on the web.
    Online(String),
    /// Nothing is told.
    Untold,
}

/// The places of a pack, by what they are called and where they are.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Ids by folded name, in all languages; nothing where two are called the same.
    by_name: BTreeMap<String, Option<String>>,
    /// Ids by folded street and town.
    by_street: BTreeMap<String, Option<String>>,
    points: Vec<(Point, String)>,
    towns: BTreeSet<String>,
}

impl Places {
    /// Of a pack.
    pub(super) fn of(source: &Source) -> Self {
        let mut places = Self::default();
        for (id, entry) in &source.places {
            let fact = &entry.fact.value;
            for text in entry.texts.values() {
                put(&mut places.by_name, folded(&text.value.name), id);
            }
            if let Some(street) = &fact.street {
                put(&mut places.by_street, folded(street), id);
            }
            places.towns.extend(fact.town.as_deref().map(folded));
            places.points.extend(fact.point.map(|point| (point, id.clone())));
        }
        places
    }

    /// What a location in one line means, and a point beside it.
    pub(super) fn find(&self, location: &str, point: Option<Point>) -> Spot {
        let location = html::decode_entities(location);
        let parts: Vec<&str> = location
            .split([',', '\n', ';', '|'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        if let Some(url) = online(&parts) {
            return Spot::Online(url);
        }
        let address = read(&parts, point);
        self.place(&address).map_or_else(|| or_untold(address), Spot::Place)
    }

    /// An address whose parts are told, as a place of the pack where it is one.
    pub(super) fn known(&self, address: EventAddress) -> Spot {
        self.place(&address).map_or_else(|| or_untold(address), Spot::Place)
    }

    fn place(&self, address: &EventAddress) -> Option<String> {
        let known = |table: &BTreeMap<String, Option<String>>, text: &Option<String>| {
            table.get(&folded(text.as_deref()?))?.clone()
        };
        // An address in another town may have a street of the same name.
        let elsewhere = address.town.as_deref().is_some_and(|t| !self.towns.contains(&folded(t)));
        if elsewhere {
            return None;
        }
        let by_street = known(&self.by_street, &address.street);
        let by_name = known(&self.by_name, &address.name);
        // Words alone may be a street.
        let alone = || known(&self.by_street, &address.name).filter(|_| address.street.is_none());
        match (by_name.or_else(alone), by_street) {
            (Some(name), Some(street)) if name != street => None,
            // Called the same at another address: a branch, perhaps.
            (Some(_), None) if address.street.is_some() => None,
            (Some(id), _) => Some(id),
            // Of several in one house, a name that is none of them is another.
            (None, Some(id)) if address.name.is_none() => Some(id),
            (None, _) if address.name.is_none() && address.street.is_none() => {
                self.near(address.point?)
            }
            _ => None,
        }
    }

    /// The only place that is so near.
    fn near(&self, point: Point) -> Option<String> {
        let near =
            |(other, _): &&(Point, String)| other.metres_to(point.lat(), point.lon()) <= SAME_M;
        let mut found = self.points.iter().filter(near);
        let (_, id) = found.next()?;
        found.next().is_none().then(|| id.clone())
    }
}

fn put(table: &mut BTreeMap<String, Option<String>>, key: String, id: &str) {
    if key.is_empty() {
        return;
    }
    let same = |known: &mut Option<String>| {
        if known.as_deref() != Some(id) {
            *known = None;
        }
    };
    table.entry(key).and_modify(same).or_insert_with(|| Some(id.to_owned()));
}

fn or_untold(address: EventAddress) -> Spot {
    match address == EventAddress::default() {
        true => Spot::Untold,
        false => Spot::Address(Box::new(address)),
    }
}

/// A location that is an address on the web.
fn online(parts: &[&str]) -> Option<String> {
    let [only] = parts else { return None };
    super::words::web_address(only)
}

/// `Town hall, Main street 1, 12345 Town`: what looks like a street has a number, what looks like a town a postcode before
/// it. Everything else is the name.
fn read(parts: &[&str], point: Option<Point>) -> EventAddress {
    let mut address = EventAddress { point, ..EventAddress::default() };
    let mut name: Vec<&str> = Vec::new();
    for part in parts {
        if let Some((postcode, town)) = town(part).filter(|_| address.town.is_none()) {
            (address.postcode, address.town) = (Some(postcode.to_owned()), Some(town.to_owned()));
        } else if address.street.is_none()
            && is_street(part)
            && (!name.is_empty() || parts.len() > 1)
        {
            address.street = Some((*part).to_owned());
        } else {
            name.push(part);
        }
    }
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    address.name = Some(one_line(name.join(", "))).filter(|name| !name.is_empty());
    address
}

/// Words and a house number, such as `12`, `12a` or `12-14`, at the end (or at the beginning, as some countries write).
fn is_street(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_number = |word: Option<&&str>| {
        word.is_some_and(|w| {
            let digits = w.chars().take_while(char::is_ascii_digit).count();
            (1..=4).contains(&digits) && w.chars().count() <= digits + 5
        })
    };
    let has_word = words.iter().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    words.len() >= 2 && has_word && (is_number(words.last()) || is_number(words.first()))
}

/// `12345 Town`, `1010 Wien`, `69007 Lyon`, `D-12345 Town`.
fn town(part: &str) -> Option<(&str, &str)> {
    let (postcode, town) = part.split_once(char::is_whitespace)?;
    let digits = postcode.rsplit('-').next()?;
    let is_code = (4..=6).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
    let begins = town.trim().chars().next().is_some_and(char::is_alphabetic);
    (is_code && begins && postcode.len() <= 9).then(|| (postcode, town.trim()))
}

/// Without what writing differs in.
fn folded(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let folded = folded.replace("straße", "str").replace("strasse", "str").replace("str.", "str");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let mut places = Places::default();
        put(&mut places.by_name, folded("Rathaus"), "town-hall");
        put(&mut places.by_street, folded("Hauptstraße 1"), "town-hall");
        put(&mut places.by_name, folded("Jugendhaus"), "youth");
        put(&mut places.by_street, folded("Am Bach 7"), "youth");
        put(&mut places.by_name, folded("Halle"), "hall-a");
        put(&mut places.by_name, folded("Halle"), "hall-b");
        places.towns.insert(folded("Brückfeld"));
        let point = Point::from_degrees(50.0, 9.0).unwrap();
        places.points.push((point, "youth".to_owned()));
        places
    }

    fn found(location: &str) -> Spot {
        places().find(location, None)
    }

    fn address(location: &str) -> [Option<String>; 4] {
        match found(location) {
            Spot::Address(a) => [a.name, a.street, a.postcode, a.town],
            other => panic!("{other:?}"),
        }
    }

    fn some(parts: [&str; 4]) -> [Option<String>; 4] {
        parts.map(|part| Some(part.to_owned()).filter(|p| !p.is_empty()))
    }

    #[test]
    fn a_place_is_known_by_name_or_street() {
        let hall = Spot::Place("town-hall".to_owned());
        for location in [
            "Rathaus",
            " rathaus ",
            "Rathaus, Hauptstr. 1",
            "Rathaus, Hauptstrasse 1, 12345 Brückfeld",
            "Hauptstraße 1, 12345 Brückfeld",
        ] {
            assert_eq!(found(location), hall, "{location}");
        }
    }

    #[test]
    fn what_only_looks_alike_stays_an_address() {
        assert_eq!(
            address("Rathaus, Hauptstraße 1, 54321 Anderstadt")[3].as_deref(),
            Some("Anderstadt")
        );
        assert_eq!(address("Rathaus, Nebenweg 5"), some(["Rathaus", "Nebenweg 5", "", ""]));
        assert_eq!(address("Halle"), some(["Halle", "", "", ""]));
        assert_eq!(
            address("Café im Hof, Hauptstraße 1"),
            some(["Café im Hof", "Hauptstraße 1", "", ""])
        );
    }

    #[test]
    fn an_address_is_taken_apart_where_that_is_certain() {
        let all = some(["Haus, Saal 2", "Lange Gasse 12a", "1010", "Wien"]);
        assert_eq!(address("Haus, Lange Gasse 12a, Saal 2, 1010 Wien"), all.clone());
        assert_eq!(address("Haus\nLange Gasse 12a\nSaal 2\n1010 Wien"), all);
        assert_eq!(
            address("10 Rue du Port, 69007 Lyon"),
            some(["", "10 Rue du Port", "69007", "Lyon"])
        );
        assert_eq!(address("Raum 3"), some(["Raum 3", "", "", ""]));
    }

    #[test]
    fn a_meeting_on_the_web_is_online_and_nothing_is_nothing() {
        assert_eq!(
            found("https://meet.example.org/a"),
            Spot::Online("https://meet.example.org/a".to_owned())
        );
        assert_eq!(found("  "), Spot::Untold);
    }

    #[test]
    fn a_point_alone_means_the_only_place_there() {
        let at = |lat| places().find("", Point::from_degrees(lat, 9.0));
        assert_eq!(at(50.0001), Spot::Place("youth".to_owned()));
        assert!(matches!(at(50.01), Spot::Address(_)));
    }
}
