//! Tables and fields of the Human Services Data Specification by all the names they have had.
//!
//! Versions 1 to 3 and Ohana, which came first, call the same things differently. Owns the names, and which field of
//! which table points where. Sources: the specification's schemas 1.0 to 3.1 and the columns that Ohana's importer reads.

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Organization,
    Program,
    Service,
    Location,
    ServiceAtLocation,
    Address,
    Phone,
    Contact,
    Schedule,
    RegularSchedule,
    HolidaySchedule,
    Language,
    Interpretation,
    Accessibility,
    Eligibility,
    ServiceArea,
    RequiredDocument,
    CostOption,
    Fee,
    Payment,
    Funding,
    Accreditation,
    License,
    Capacity,
    Unit,
    Url,
    Identifier,
    Taxonomy,
    Term,
    Attribute,
    Metadata,
    TableDescription,
}

/// Kinds with the name that reports use and other names of their tables, all in the singular.
const TABLES: &[(Kind, &str, &[&str])] = &[
    (Kind::Organization, "organization", &["organisation", "agency", "provider"]),
    (Kind::Program, "program", &["programme"]),
    (Kind::Service, "service", &[]),
    (Kind::Location, "location", &["site"]),
    (Kind::ServiceAtLocation, "service_at_location", &["services_at_location"]),
    (
        Kind::Address,
        "address",
        &["physical_address", "postal_address", "mail_address", "mailing_address"],
    ),
    (Kind::Phone, "phone", &["telephone"]),
    (Kind::Contact, "contact", &[]),
    (Kind::Schedule, "schedule", &[]),
    (Kind::RegularSchedule, "regular_schedule", &[]),
    (Kind::HolidaySchedule, "holiday_schedule", &[]),
    (Kind::Language, "language", &[]),
    (Kind::Interpretation, "interpretation_service", &[]),
    (Kind::Accessibility, "accessibility", &["accessibility_for_disability"]),
    (Kind::Eligibility, "eligibility", &[]),
    (Kind::ServiceArea, "service_area", &[]),
    (Kind::RequiredDocument, "required_document", &[]),
    (Kind::CostOption, "cost_option", &[]),
    (Kind::Fee, "fee", &[]),
    (Kind::Payment, "payment_accepted", &["accepted_payment", "payments_accepted"]),
    (Kind::Funding, "funding", &["funding_source"]),
    (Kind::Accreditation, "accreditation", &[]),
    (Kind::License, "license", &["licence"]),
    (Kind::Capacity, "service_capacity", &["capacity"]),
    (Kind::Unit, "unit", &[]),
    (Kind::Url, "url", &["additional_url", "additional_website"]),
    (Kind::Identifier, "organization_identifier", &["identifier"]),
    (Kind::Taxonomy, "taxonomy", &["taxonomy_detail"]),
    (Kind::Term, "taxonomy_term", &["category"]),
    (Kind::Attribute, "attribute", &["service_taxonomy", "service_attribute", "other_attribute"]),
    (Kind::Metadata, "metadata", &[]),
    (Kind::TableDescription, "meta_table_description", &[]),
];

impl Kind {
    /// Its name in reports.
    pub(super) fn name(self) -> &'static str {
        TABLES.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, name, _)| name)
    }

    /// The kind of a table by its name, singular or plural, in any letter case.
    pub(super) fn of_table(name: &str) -> Option<Self> {
        let name = field_name(name);
        singulars(&name).find_map(|one| {
            TABLES
                .iter()
                .find(|(_, own, others)| *own == one || others.contains(&one.as_str()))
                .map(|(kind, ..)| *kind)
        })
    }

    /// The kind that a file's name begins with: `service_full`, `taxonomy_term_list`; the longest name counts.
    pub(super) fn of_stem(stem: &str) -> Option<Self> {
        let stem = field_name(stem);
        let ends = stem.match_indices('_').map(|(at, _)| at).chain([stem.len()]);
        let mut starts: Vec<&str> = ends.filter_map(|end| stem.get(..end)).collect();
        starts.reverse();
        starts.into_iter().find_map(Self::of_table)
    }

    /// Every kind.
    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        TABLES.iter().map(|(kind, ..)| *kind)
    }

    /// Whether readers come upon it by itself.
    pub(super) fn is_main(self) -> bool {
        matches!(self, Self::Organization | Self::Service | Self::Location)
    }
}

/// The words that a plural may be one of.
fn singulars(name: &str) -> impl Iterator<Item = String> {
    let forms = [
        Some(name.to_owned()),
        name.strip_suffix("ies").map(|n| format!("{n}y")),
        name.strip_suffix("es").map(str::to_owned),
        name.strip_suffix('s').map(str::to_owned),
        name.strip_prefix("hsds_").map(str::to_owned),
    ];
    forms.into_iter().flatten()
}

/// The name of a field or table as it is compared: lower case, `_` between words.
pub(super) fn field_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim().trim_start_matches('\u{feff}').chars() {
        match c {
            ' ' | '-' | '.' | '/' => {
                if !out.ends_with('_') {
                    out.push('_');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.trim_matches('_').to_owned()
}

/// The name that a field has here, whatever its version called it.
pub(super) fn field(kind: Kind, name: &str) -> String {
    let name = field_name(name);
    let now = match (kind, name.as_str()) {
        (_, "urls" | "website" | "websites" | "web") if kind != Kind::Url => "url",
        (_, "emails" | "email_address") => "email",
        (Kind::Address, "street_1" | "street" | "address" | "address1") => "address_1",
        (Kind::Address, "street_2" | "address2") => "address_2",
        (Kind::Address, "state" | "province") => "state_province",
        (Kind::Address, "zip" | "zip_code" | "zipcode" | "postcode") => "postal_code",
        (Kind::Address, "country_code") => "country",
        (Kind::Phone, "number_type" | "phone_type") => "type",
        (Kind::Phone, "phone" | "phone_number" | "telephone") => "number",
        (Kind::Phone, "language") => "language",
        (Kind::Service, "how_to_apply") => "application_process",
        (Kind::Service, "wait") => "wait_time",
        (Kind::Service, "eligibility" | "eligibilities") => "eligibility_description",
        (Kind::Service, "category_ids" | "taxonomy_id" | "taxonomy_term_ids" | "taxonomies") => {
            "taxonomy_ids"
        }
        (Kind::Service, "payments_accepted" | "payment_accepted") => "accepted_payments",
        (_, "short_description") => "short_desc",
        (Kind::Location, "lat") => "latitude",
        (Kind::Location, "lon" | "lng" | "long") => "longitude",
        (Kind::Location, "accessibility_for_disabilities") => "accessibility",
        (Kind::Organization, "date_incorporated") => "year_incorporated",
        (Kind::Language | Kind::Interpretation, "language") => "name",
        (Kind::Accessibility, "accessibility") => "description",
        (Kind::ServiceArea, "service_area") => "name",
        (Kind::Funding, "funding_source") => "source",
        (Kind::Payment, "payment_accepted") => "payment",
        (Kind::Term, "vocabulary") => "taxonomy",
        (Kind::RegularSchedule, "day" | "day_of_week") => "weekday",
        (Kind::Program, "alternative_name") => "alternate_name",
        (_, "alternative_name" | "alternate_names") => "alternate_name",
        (_, other) => other,
    };
    now.to_owned()
}

/// What a field of a record points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Points {
    /// The record belongs to that one.
    At(Kind),
    /// One of the same kind that stands above it.
    Above,
    /// A record of any kind.
    Anywhere,
}

/// What a field points at; nothing where it is a value.
pub(super) fn points(kind: Kind, field: &str) -> Option<Points> {
    Some(match (kind, field) {
        (Kind::Organization, "parent_organization_id" | "parent_id")
        | (Kind::Term, "parent_id") => Points::Above,
        (Kind::Metadata, "resource_id") | (Kind::Attribute, "link_id" | "entity_id") => {
            Points::Anywhere
        }
        // Version 3 has taxonomies and terms; before, `taxonomy_id` was the id of a term.
        (Kind::Attribute, "taxonomy_term_id" | "taxonomy_id" | "taxonomy_detail_id") => {
            Points::At(Kind::Term)
        }
        (Kind::Term, "taxonomy_id") => Points::At(Kind::Taxonomy),
        (_, "organization_id" | "organisation_id") => Points::At(Kind::Organization),
        (_, "program_id") => Points::At(Kind::Program),
        (_, "service_id") => Points::At(Kind::Service),
        (_, "location_id") => Points::At(Kind::Location),
        (_, "service_at_location_id") => Points::At(Kind::ServiceAtLocation),
        (_, "contact_id") => Points::At(Kind::Contact),
        (_, "phone_id") => Points::At(Kind::Phone),
        (_, "service_capacity_id") => Points::At(Kind::Capacity),
        (_, "unit_id") => Points::At(Kind::Unit),
        _ => return None,
    })
}

/// Columns that only one kind of table has, for tables whose name says nothing.
const MARKS: &[(Kind, &[&str])] = &[
    (Kind::ServiceAtLocation, &["service_id", "location_id", "id"]),
    (Kind::RegularSchedule, &["weekday", "opens_at", "closes_at"]),
    (Kind::HolidaySchedule, &["start_date", "end_date", "closed"]),
    (Kind::Schedule, &["byday", "freq", "opens_at"]),
    (Kind::Address, &["address_1", "city", "postal_code"]),
    (Kind::Phone, &["number", "extension"]),
    (Kind::Service, &["name", "application_process"]),
    (Kind::Service, &["name", "status"]),
    (Kind::Location, &["latitude", "longitude"]),
    (Kind::Organization, &["name", "tax_status"]),
    (Kind::Organization, &["name", "legal_status"]),
    (Kind::Contact, &["title", "department", "email"]),
    (Kind::Term, &["taxonomy_id", "name", "parent_id"]),
    (Kind::Term, &["term_uri", "name"]),
];

/// The kind of a table by its columns.
pub(super) fn of_columns(columns: &[String]) -> Option<Kind> {
    let has = |kind, wanted: &str| columns.iter().any(|c| field(kind, c) == wanted);
    MARKS
        .iter()
        .filter(|(kind, marks)| marks.iter().all(|mark| has(*kind, mark)))
        // Two ids and nothing else to say are a link between things; more columns make it another table.
        .find(|(kind, _)| *kind != Kind::ServiceAtLocation || columns.len() <= 6)
        .map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_known_by_all_their_names() {
        for (name, kind) in [
            ("Organizations", Kind::Organization),
            ("services", Kind::Service),
            ("service_at_locations", Kind::ServiceAtLocation),
            ("services_at_location", Kind::ServiceAtLocation),
            ("addresses", Kind::Address),
            ("mail_addresses", Kind::Address),
            ("taxonomies", Kind::Taxonomy),
            ("taxonomy_terms", Kind::Term),
            ("accessibility_for_disabilities", Kind::Accessibility),
            ("service_taxonomy", Kind::Attribute),
            ("metadata", Kind::Metadata),
            ("Regular Schedules", Kind::RegularSchedule),
            ("languages", Kind::Language),
            ("eligibilities", Kind::Eligibility),
        ] {
            assert_eq!(Kind::of_table(name), Some(kind), "{name}");
        }
        assert_eq!(Kind::of_table("notes"), None);
        assert_eq!(Kind::of_stem("service_full"), Some(Kind::Service));
        assert_eq!(Kind::of_stem("taxonomy_term_list"), Some(Kind::Term));
        assert_eq!(Kind::of_stem("x_service"), None);
    }

    #[test]
    fn tables_without_a_name_are_known_by_their_columns() {
        let of =
            |columns: &str| of_columns(&columns.split(',').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(of("id,service_id,location_id"), Some(Kind::ServiceAtLocation));
        assert_eq!(of("Weekday,Opens At,Closes At,location_id"), Some(Kind::RegularSchedule));
        assert_eq!(of("location_id,street_1,city,zip"), Some(Kind::Address));
        assert_eq!(of("colour,size"), None);
    }
}
