//! An item of `locations/`.

use companion_core::packs::format::Point;
use serde_json::Value;

use super::hours::{Hours, hours};
use super::item::{Item, Misfit, Notes, Spot};
use super::page::{Text, text};
use super::parts::{Category, Organization, category, organization};

/// A location in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Place {
    pub(in super::super) spot: Spot,
    pub(in super::super) text: Text,
    /// One sentence.
    pub(in super::super) description: Option<String>,
    pub(in super::super) category: Option<Category>,
    pub(in super::super) facts: Facts,
}

/// What a location says in every language alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Facts {
    pub(in super::super) address: Address,
    pub(in super::super) hours: Hours,
    pub(in super::super) temporarily_closed: bool,
    pub(in super::super) appointment_url: Option<String>,
    pub(in super::super) barrier_free: Option<bool>,
    pub(in super::super) phone: Option<String>,
    pub(in super::super) email: Option<String>,
    pub(in super::super) website: Option<String>,
    pub(in super::super) organization: Option<Organization>,
    pub(in super::super) contacts: Vec<Contact>,
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct Address {
    /// The same in all languages.
    pub(in super::super) id: Option<i64>,
    pub(in super::super) name: Option<String>,
    pub(in super::super) street: Option<String>,
    pub(in super::super) postcode: Option<String>,
    pub(in super::super) town: Option<String>,
    /// Parts of a country.
    pub(in super::super) parts: Vec<String>,
    pub(in super::super) country: Option<String>,
    pub(in super::super) point: Option<Point>,
}

/// Whom to ask at a location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Contact {
    pub(in super::super) name: Option<String>,
    /// For what.
    pub(in super::super) area: Option<String>,
    pub(in super::super) email: Option<String>,
    pub(in super::super) phone: Option<String>,
    pub(in super::super) mobile: Option<String>,
    pub(in super::super) website: Option<String>,
    pub(in super::super) appointment_url: Option<String>,
    pub(in super::super) hours: Hours,
}

pub(super) fn place(item: &mut Item<'_>, notes: &mut Notes) -> Result<Place, Misfit> {
    let category = match item.object("category")? {
        None => None,
        Some(mut inner) => {
            let found = category(&mut inner, notes)?;
            inner.finish("category", notes);
            found
        }
    };
    let mut contacts = Vec::new();
    for (at, value) in item.list("contacts")? {
        contacts.extend(contact(&at, value, notes)?);
    }
    Ok(Place {
        spot: notes.spot(&item.at),
        facts: Facts {
            contacts,
            address: address(item, notes)?,
            hours: hours(item, notes)?,
            temporarily_closed: item.flag("temporarily_closed")?.unwrap_or_default(),
            appointment_url: item.said("appointment_url")?,
            barrier_free: item.flag("barrier_free")?,
            phone: item.said("phone_number")?,
            email: item.said("email")?,
            website: item.said("website")?,
            organization: organization(item, notes)?,
        },
        description: item.said("meta_description")?,
        category,
        text: text(item)?,
    })
}

/// The object `location` of locations and events; where nothing is known, all in it is null.
pub(super) fn address(item: &mut Item<'_>, notes: &mut Notes) -> Result<Address, Misfit> {
    let Some(mut inner) = item.object("location")? else { return Ok(Address::default()) };
    let parts = [inner.said("region")?, inner.said("state")?];
    let address = Address {
        id: inner.whole("id")?,
        name: inner.said("name")?,
        street: inner.said("address")?,
        postcode: inner.said_or_number("postcode")?,
        town: inner.said("town")?,
        parts: parts.into_iter().flatten().collect(),
        country: inner.said("country")?,
        point: point(&mut inner, notes),
    };
    inner.finish("location", notes);
    Ok(address)
}

/// `latitude` and `longitude`, as numbers or as texts; told and left out where they are no point of the globe.
pub(super) fn point(item: &mut Item<'_>, notes: &mut Notes) -> Option<Point> {
    let (lat, lon) = (item.get("latitude"), item.get("longitude"));
    let (at_lat, at_lon) = (item.pointer("latitude"), item.pointer("longitude"));
    let left_out = "no point of the globe; the place has no coordinates now";
    let missing = "latitude and longitude belong together; the place has no coordinates now";
    let at = match (lat, lon) {
        (None, None) => return None,
        (None, Some(_)) => return warn(notes, &at_lat, missing),
        (Some(_), None) => return warn(notes, &at_lon, missing),
        (Some(lat), _) if degrees(lat).is_none_or(|d| d.abs() > 90.0) => at_lat,
        _ => at_lon,
    };
    let degrees = (lat.and_then(degrees), lon.and_then(degrees));
    match degrees.0.zip(degrees.1).and_then(|(lat, lon)| Point::from_degrees(lat, lon)) {
        Some(point) => Some(point),
        None => warn(notes, &at, left_out),
    }
}

fn warn(notes: &mut Notes, at: &str, message: &str) -> Option<Point> {
    notes.warn(at, "coordinates-unclear", message);
    notes.leave_out("coordinates that are not clear");
    None
}

fn degrees(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn contact(at: &str, value: &Value, notes: &mut Notes) -> Result<Option<Contact>, Misfit> {
    if value.is_null() {
        return Ok(None);
    }
    let mut item = Item::of(value, at, "a contact")?;
    let (newer, older) = (item.said("area_of_responsibility")?, item.said("point_of_contact_for")?);
    let contact = Contact {
        name: item.said("name")?,
        area: newer.or(older),
        email: item.said("email")?,
        phone: item.said("phone_number")?,
        mobile: item.said("mobile_number")?.or(item.said("mobile_phone_number")?),
        website: item.said("website")?,
        appointment_url: item.said("appointment_url")?,
        hours: hours(&mut item, notes)?,
    };
    item.said_elsewhere(&["id"]);
    item.finish("contact", notes);
    Ok(Some(contact))
}
