//! places.csv and services.csv with their texts: where to go and what is offered there.

use std::sync::Arc;

use companion_core::packs::format::{
    Origin, PlaceFact, PlaceText, Point, Reach, ServiceFact, ServiceText,
};
use companion_core::text::BlockBody;

use super::files::Folder;
use super::front;
use super::place::{At, Log};
use super::sheet::{Columns, Row};
use super::tables::{self, Table};
use super::{Reading, origin, values};

const PLACES: Columns = Columns {
    known: &[
        "id",
        "lat",
        "lon",
        "street",
        "postcode",
        "town",
        "opening_hours",
        "phone",
        "email",
        "url",
        "wheelchair",
        "languages",
        "topics",
        "page",
    ],
    required: &[],
    languages: false,
};
const PLACE_TEXTS: Columns = Columns {
    known: &["id", "name", "description", "access", "details", "origin"],
    required: &["name"],
    languages: false,
};
const SERVICES: Columns = Columns {
    known: &[
        "id",
        "place",
        "provider",
        "opening_hours",
        "phone",
        "email",
        "url",
        "cost",
        "appointment",
        "languages",
        "topics",
        "page",
    ],
    required: &[],
    languages: false,
};
const SERVICE_TEXTS: Columns = Columns {
    known: &["id", "name", "description", "eligibility", "details", "origin"],
    required: &["name"],
    languages: false,
};

/// Reads places and their texts.
pub(crate) fn places(folder: &mut Folder, reading: &mut Reading) -> Table<PlaceFact, PlaceText> {
    let mut table = tables::read_facts("places", PLACES, folder, &mut reading.log, place);
    tables::read_texts("places", PLACE_TEXTS, folder, reading, &mut table, |row, id, log| {
        Some(PlaceText {
            id,
            name: tables::name(row, &["description", "access", "details"], log)?,
            description: row.text("description"),
            access: row.text("access"),
            details: details(row, log),
            origin: text_origin(row, log),
        })
    });
    table
}

/// Reads services and their texts.
pub(crate) fn services(
    folder: &mut Folder,
    reading: &mut Reading,
) -> Table<ServiceFact, ServiceText> {
    let mut table = tables::read_facts("services", SERVICES, folder, &mut reading.log, service);
    tables::read_texts("services", SERVICE_TEXTS, folder, reading, &mut table, |row, id, log| {
        Some(ServiceText {
            id,
            name: tables::name(row, &["description", "eligibility", "details"], log)?,
            description: row.text("description"),
            eligibility: row.text("eligibility"),
            details: details(row, log),
            origin: text_origin(row, log),
        })
    });
    table
}

fn place(row: &Row, id: String, log: &mut Log) -> PlaceFact {
    PlaceFact {
        id,
        point: point(row, log),
        street: row.text("street"),
        postcode: row.text("postcode"),
        town: row.text("town"),
        reach: reach(row, log),
        wheelchair: row.read("wheelchair", log, |t| values::one_of(t, &["yes", "limited", "no"])),
    }
}

fn service(row: &Row, id: String, log: &mut Log) -> ServiceFact {
    ServiceFact {
        id,
        places: row.list("place", log, values::reference),
        provider: row.text("provider"),
        reach: reach(row, log),
        cost: row.read("cost", log, |t| values::one_of(t, &["free", "reduced", "paid"])),
        appointment: row
            .read("appointment", log, |t| values::one_of(t, &["none", "possible", "required"])),
    }
}

fn reach(row: &Row, log: &mut Log) -> Reach {
    Reach {
        opening_hours: row.read("opening_hours", log, values::opening_hours),
        phone: row.read("phone", log, values::phone),
        email: row.read("email", log, values::email),
        url: row.read("url", log, values::url),
        languages: row.list("languages", log, values::tag),
        topics: row.list("topics", log, values::id),
        page: row.read("page", log, values::reference),
    }
}

fn point(row: &Row, log: &mut Log) -> Option<Point> {
    let lat = row.read("lat", log, values::degrees);
    let lon = row.read("lon", log, values::degrees);
    if row.get("lat").is_some() != row.get("lon").is_some() {
        log.error(&row.at, "invalid-point", "lat and lon belong together: fill both or none");
    }
    let point = Point::from_degrees(lat?, lon?);
    if point.is_none() {
        log.error(&row.at, "invalid-point", "outside the globe: lat to ±90, lon to ±180");
    }
    point
}

/// Markdown in a cell. Its problems stand in the line of the row.
fn details(row: &Row, log: &mut Log) -> Vec<BlockBody> {
    let Some(text) = row.get("details") else { return Vec::new() };
    let at = At { file: Arc::clone(&row.at.file), line: row.at.line };
    let blocks = front::blocks(text, &at, log).unwrap_or_default();
    blocks.into_iter().map(|b| b.body).collect()
}

fn text_origin(row: &Row, log: &mut Log) -> Origin {
    let origin = row.read("origin", log, origin::kind).unwrap_or_default();
    Origin { origin, ..Origin::default() }
}
