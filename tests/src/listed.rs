//! A catalogue that lists the country, the region and the city of [`crate::land`].

use companion_cli::publish::fingerprint;
use companion_core::packs::edition::Edition;
use companion_core::packs::format::{Area, Fact, Level, ListingFact, PackFact, Point};

use crate::land::{CITY, COUNTRY, REGION, city, country, region};
use crate::made::Made;
use crate::phone::BASE;
use crate::publisher::{Fault, Publisher};

/// Id of the catalogue's pack.
pub const CATALOGUE: &str = "sample-catalogue";

/// What the city is called in other scripts, and by those who live in its east.
pub const NAMES: [(&str, &str); 4] =
    [("ar", "مدينة المثال"), ("fa-AF", "شهر نمونه"), ("uk", "Місто-Зразок"), ("ti", "ከተማ ኣብነት")];
/// A district of the city.
pub const DISTRICT: &str = "Ostvorstadt";

/// The catalogue as it is known on a day, for packs that `publisher` has published.
///
/// # Errors
/// When one of them is not published.
pub fn catalogue(publisher: &Publisher, as_of: &str) -> Result<Made, Fault> {
    let mut made = Made::new(CATALOGUE, Level::World, "en")?;
    made.fact.country = String::new();
    made.fact.zone = "UTC".into();
    made.fact.as_of = Some(as_of.into());
    let corner = |lat, lon| Point::from_degrees(lat, lon).ok_or("no point");
    for (id, from, to) in [
        (COUNTRY, corner(47.0, 6.0)?, corner(55.0, 15.0)?),
        (REGION, corner(49.5, 10.5)?, corner(50.5, 11.5)?),
        (CITY, corner(49.8, 10.8)?, corner(50.0, 11.0)?),
    ] {
        let fact = match id {
            COUNTRY => country()?.fact,
            REGION => region()?.fact,
            _ => city()?.fact,
        };
        let mut listing = listing(&fact, fingerprint(id, publisher.keys(), publisher.folder())?);
        listing.area = Some(Area { from, to });
        if id == CITY {
            for (tag, name) in NAMES {
                listing.names.insert(tag.parse()?, name.to_owned());
            }
            listing.names.insert("de".parse()?, "Musterstadt".into());
            listing.aliases.insert("de".parse()?, vec![DISTRICT.into()]);
        }
        made.fact(Fact::Listing(listing));
    }
    Ok(made)
}

/// What a catalogue says of a pack at [`BASE`].
pub fn listing(fact: &PackFact, root: String) -> ListingFact {
    ListingFact {
        id: fact.id.clone(),
        level: fact.level,
        parent: fact.parent.clone(),
        country: fact.country.clone(),
        languages: vec![fact.source_language.clone()],
        source_language: fact.source_language.clone(),
        area: fact.area,
        names: fact.names.clone(),
        aliases: fact.aliases.clone(),
        url: format!("{BASE}/{}", fact.id),
        mirrors: vec![],
        root,
        hub: None,
        publisher: fact.publisher.clone(),
    }
}

/// The bytes that an app bundles.
///
/// # Errors
/// Never for what is made here.
pub fn bundle(made: &Made) -> Result<Vec<u8>, Fault> {
    Ok(common(made)?.to_bytes()?)
}

/// Its `common` edition.
///
/// # Errors
/// Never for what is made here.
pub fn common(made: &Made) -> Result<Edition, Fault> {
    made.editions().into_iter().find(|e| e.name() == "common").ok_or_else(|| "no common".into())
}
