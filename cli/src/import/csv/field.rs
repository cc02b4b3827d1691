//! What a column can become; `headings` holds the words by which people name such columns.

mod headings;

use self::headings::{HEADINGS, PEOPLE};
use super::Kind;

/// What a column becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The list's own key of a row, which stays when the name changes.
    Id,
    /// What it is called.
    Name,
    /// Street, with the number or without.
    Street,
    /// Number in the street.
    HouseNumber,
    /// Postal code.
    Postcode,
    /// Town.
    Town,
    /// `86150 Augsburg`.
    PostcodeTown,
    /// `Marktplatz 1, 86150 Augsburg`.
    Address,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// On the web.
    Url,
    /// In words or OpenStreetMap's syntax.
    OpeningHours,
    /// In a sentence or two.
    Description,
    /// How to get in.
    Access,
    /// Degrees north.
    Lat,
    /// Degrees east.
    Lon,
    /// `48.37, 10.89`.
    LatLon,
    /// Becomes topics.
    Topics,
    /// That are spoken there.
    Languages,
    /// Yes, no or partly.
    Wheelchair,
    /// Who offers a service.
    Provider,
    /// What a service costs.
    Cost,
    /// Whether a service wants an appointment.
    Appointment,
    /// For whom a service is.
    Eligibility,
    /// Kept in the text with its heading before it.
    Details,
    /// Left out, which only a mapping can say.
    Nothing,
}

use Field::{
    Access, Address, Appointment, Cost, Description, Details, Eligibility, Email, HouseNumber, Id,
    Languages, Lat, LatLon, Lon, Name, Nothing, OpeningHours, Phone, Postcode, PostcodeTown,
    Provider, Street, Topics, Town, Url, Wheelchair,
};

/// The words of a mapping.
const WORDS: [(Field, &str); 26] = [
    (Id, "id"),
    (Name, "name"),
    (Street, "street"),
    (HouseNumber, "house_number"),
    (Postcode, "postcode"),
    (Town, "town"),
    (PostcodeTown, "postcode_town"),
    (Address, "address"),
    (Phone, "phone"),
    (Email, "email"),
    (Url, "url"),
    (OpeningHours, "opening_hours"),
    (Description, "description"),
    (Access, "access"),
    (Lat, "lat"),
    (Lon, "lon"),
    (LatLon, "lat_lon"),
    (Topics, "topics"),
    (Languages, "languages"),
    (Wheelchair, "wheelchair"),
    (Provider, "provider"),
    (Cost, "cost"),
    (Appointment, "appointment"),
    (Eligibility, "eligibility"),
    (Details, "details"),
    (Nothing, ""),
];

impl Field {
    /// The field that a mapping means.
    pub fn of_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, w)| *w == word).map(|(field, _)| *field)
    }

    /// Its word in a mapping.
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(field, _)| *field == self).map_or("", |(_, word)| word)
    }

    /// All words of a mapping.
    pub fn words() -> Vec<&'static str> {
        WORDS.iter().map(|(_, word)| *word).filter(|w| !w.is_empty()).collect()
    }

    /// What a heading most likely means; nothing where it is not known.
    pub fn guess(heading: &str) -> Option<Self> {
        let plain = plain(heading);
        let known = |names: &[&str]| names.contains(&plain.as_str());
        HEADINGS.iter().find(|(_, names)| known(names)).map(|(field, _)| *field)
    }

    /// Whether rows of a kind have it; what they do not have goes into the text.
    pub fn belongs_to(self, kind: Kind) -> bool {
        match self {
            Provider | Cost | Appointment | Eligibility => kind == Kind::Services,
            Street | HouseNumber | Postcode | Town | PostcodeTown | Address | Lat | Lon
            | LatLon | Wheelchair | Access => kind == Kind::Places,
            _ => true,
        }
    }
}

/// Whether a heading says that its column names people.
pub(super) fn names_people(heading: &str) -> bool {
    PEOPLE.contains(&plain(heading).as_str())
}

/// Lower case, letters and digits only, without what stands in brackets.
fn plain(heading: &str) -> String {
    let outside = heading.split('(').next().unwrap_or(heading);
    let letters: String =
        outside.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_as_people_write_them() {
        for (heading, field) in [
            ("Straße/Hausnummer", Street),
            ("PLZ, Ort", PostcodeTown),
            ("Tel.:", Phone),
            ("Telefon (Zentrale)", Phone),
            ("E-Mail", Email),
            ("Öffnungszeiten *", OpeningHours),
            ("Téléphone", Phone),
            ("Çalışma Saatleri", OpeningHours),
            ("Назва", Name),
            ("Безбар'єрний доступ", Wheelchair),
        ] {
            assert_eq!(Field::guess(heading), Some(field), "{heading}");
        }
        assert_eq!(Field::guess("Mitgliederzahl"), None);
        assert!(names_people("Ansprechpartner/in".trim_end_matches("/in")));
    }

    #[test]
    fn a_heading_means_one_thing_and_is_written_as_it_is_compared() {
        let mut seen = std::collections::BTreeSet::new();
        for name in HEADINGS.iter().flat_map(|(_, names)| *names) {
            assert!(seen.insert(name), "{name}");
        }
        for name in HEADINGS.iter().flat_map(|(_, names)| *names).chain(PEOPLE) {
            assert_eq!(plain(name), *name);
        }
        for (field, word) in WORDS {
            assert_eq!(Field::of_word(word), Some(field));
        }
    }
}
