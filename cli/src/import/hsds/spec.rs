//! What becomes of each field: a line, a text, a link, a column of its own, or nothing, with the reason.
//!
//! The order here is the order in which readers find them. Fields that are not here are kept as lines under their own
//! name, so that nothing is lost that a publisher added.

#[cfg(test)]
mod tests;

use super::kinds::Kind;

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The kind's own writer puts it where it belongs.
    Own,
    /// A short line with a label.
    Line(&'static str),
    /// A text of its own under a label.
    Text(&'static str),
    /// Paragraphs that speak for themselves.
    Words,
    /// A web address with a label.
    Link(&'static str),
    /// The name of a person: kept on request only.
    Person,
    /// Left out, for this reason.
    Skip(&'static str),
}

use Form::{Line, Link, Own, Person, Skip, Text, Words};

const TOPIC: &str = "topics have a name and nothing else";
const COLUMN: &str = "tells the column that the topic's name stands in";
const SHAPE: &str = "a shape for maps; readers get the words";
const KEEPER: &str = "an address of those who keep the record, not for readers";
const LOGO: &str = "a picture on another host is not there offline";
const HISTORY: &str = "the history of the record, not for readers";
const TABLES: &str = "says how tables are written";
const HANGS: &str = "says how records hang together, which the pack shows by itself";
const MACHINE: &str = "a name for machines";

/// The fields of a kind in the order of reading.
pub(super) fn fields(kind: Kind) -> &'static [(&'static str, Form)] {
    match kind {
        Kind::Service => &[
            ("name", Own),
            ("alternate_name", Line("hsds-also-called")),
            ("status", Own),
            ("alert", Own),
            ("short_desc", Text("hsds-in-short")),
            ("description", Own),
            ("eligibility_description", Own),
            ("minimum_age", Own),
            ("maximum_age", Own),
            ("audience", Text("hsds-audience")),
            ("application_process", Text("hsds-how-to-apply")),
            ("required_documents", Text("hsds-documents")),
            ("fees_description", Text("hsds-fees")),
            ("fees", Text("hsds-fees")),
            ("accepted_payments", Line("hsds-payments")),
            ("wait_time", Line("hsds-wait-time")),
            ("interpretation_services", Text("hsds-interpretation")),
            ("languages", Own),
            ("taxonomy_ids", Own),
            ("url", Own),
            ("email", Own),
            ("service_areas", Line("hsds-area")),
            ("keywords", Line("hsds-keywords")),
            ("accreditations", Text("hsds-accreditations")),
            ("licenses", Text("hsds-licences")),
            ("funding_sources", Line("hsds-funding")),
            ("assured_date", Line("hsds-checked-on")),
            ("last_modified", Line("hsds-changed-on")),
            ("assurer_email", Skip(KEEPER)),
            ("admin_emails", Skip(KEEPER)),
            ("slug", Skip(MACHINE)),
        ],
        Kind::Location => &[
            ("name", Own),
            ("alternate_name", Line("hsds-also-called")),
            ("short_desc", Text("hsds-in-short")),
            ("description", Own),
            ("location_type", Own),
            ("virtual", Own),
            ("latitude", Own),
            ("longitude", Own),
            ("coordinates", Own),
            ("transportation", Own),
            ("accessibility", Own),
            ("hours", Text("hsds-hours")),
            ("languages", Own),
            ("url", Own),
            ("email", Own),
            ("external_identifier", Line("hsds-external-id")),
            ("external_identifier_type", Line("hsds-external-id-kind")),
            ("last_modified", Line("hsds-changed-on")),
            ("admin_emails", Skip(KEEPER)),
            ("slug", Skip(MACHINE)),
        ],
        Kind::Organization => &[
            ("name", Own),
            ("alternate_name", Line("hsds-also-called")),
            ("short_desc", Text("hsds-in-short")),
            ("description", Words),
            ("url", Own),
            ("uri", Link("hsds-link")),
            ("email", Own),
            ("legal_status", Line("hsds-legal-form")),
            ("tax_status", Line("hsds-tax-status")),
            ("tax_id", Line("hsds-tax-number")),
            ("year_incorporated", Line("hsds-founded")),
            ("accreditations", Line("hsds-accreditations")),
            ("licenses", Line("hsds-licences")),
            ("funding_sources", Line("hsds-funding")),
            ("last_modified", Line("hsds-changed-on")),
            ("logo", Skip(LOGO)),
            ("logo_url", Skip(LOGO)),
            ("admin_emails", Skip(KEEPER)),
            ("slug", Skip(MACHINE)),
        ],
        Kind::Program => {
            &[("name", Own), ("alternate_name", Line("hsds-also-called")), ("description", Words)]
        }
        Kind::ServiceAtLocation => &[("description", Own), ("url", Own), ("email", Own)],
        Kind::Address => &[
            ("attention", Person),
            ("address_1", Own),
            ("address_2", Own),
            ("address_3", Own),
            ("address_4", Own),
            ("city", Own),
            ("region", Own),
            ("state_province", Own),
            ("postal_code", Own),
            ("country", Own),
            ("address_type", Own),
        ],
        Kind::Phone => &[
            ("number", Own),
            ("country_prefix", Own),
            ("extension", Own),
            ("type", Own),
            ("vanity_number", Own),
            ("department", Line("hsds-department")),
            ("description", Words),
            ("language", Line("hsds-languages")),
        ],
        Kind::Contact => &[("name", Person), ("title", Own), ("department", Own), ("email", Own)],
        Kind::Schedule => &[
            ("valid_from", Own),
            ("valid_to", Own),
            ("dtstart", Own),
            ("until", Own),
            ("freq", Own),
            ("interval", Own),
            ("count", Own),
            ("wkst", Own),
            ("byday", Own),
            ("weekday", Own),
            ("bymonthday", Own),
            ("byweekno", Own),
            ("byyearday", Own),
            ("opens_at", Own),
            ("closes_at", Own),
            ("timezone", Own),
            ("description", Own),
            ("attending_type", Own),
            ("notes", Own),
            ("schedule_link", Own),
        ],
        Kind::RegularSchedule => {
            &[("weekday", Own), ("opens_at", Own), ("closes_at", Own), ("original_text", Own)]
        }
        Kind::HolidaySchedule => &[
            ("start_date", Own),
            ("end_date", Own),
            ("closed", Own),
            ("opens_at", Own),
            ("closes_at", Own),
        ],
        Kind::Language | Kind::Interpretation => {
            &[("name", Own), ("code", Own), ("note", Line("hsds-languages"))]
        }
        Kind::Accessibility => {
            &[("description", Own), ("details", Own), ("url", Link("hsds-accessibility"))]
        }
        Kind::Eligibility => &[("eligibility", Own), ("description", Own)],
        Kind::ServiceArea => &[
            ("name", Line("hsds-area")),
            ("description", Words),
            ("uri", Link("hsds-area")),
            ("extent", Skip(SHAPE)),
            ("extent_type", Skip(SHAPE)),
        ],
        Kind::RequiredDocument => {
            &[("document", Line("hsds-documents")), ("uri", Link("hsds-documents"))]
        }
        Kind::CostOption => &[
            ("option", Own),
            ("amount", Own),
            ("currency", Own),
            ("amount_description", Own),
            ("valid_from", Own),
            ("valid_to", Own),
        ],
        Kind::Fee => &[("fee", Line("hsds-fees"))],
        Kind::Payment => &[("payment", Line("hsds-payments"))],
        Kind::Funding => &[("source", Line("hsds-funding"))],
        Kind::Accreditation => &[("accreditation", Line("hsds-accreditations"))],
        Kind::License => &[("license", Line("hsds-licences"))],
        Kind::Capacity => &[
            ("available", Line("hsds-capacity-free")),
            ("maximum", Line("hsds-capacity")),
            ("description", Line("hsds-description")),
            ("updated", Line("hsds-changed-on")),
        ],
        Kind::Unit => &[
            ("name", Line("hsds-unit")),
            ("scheme", Line("hsds-unit")),
            ("identifier", Skip(MACHINE)),
            ("uri", Skip(MACHINE)),
        ],
        Kind::Url => &[("label", Own), ("url", Own)],
        Kind::Identifier => {
            &[("identifier", Own), ("identifier_type", Own), ("identifier_scheme", Own)]
        }
        Kind::Taxonomy => &[
            ("name", Skip(TOPIC)),
            ("description", Skip(TOPIC)),
            ("uri", Skip(TOPIC)),
            ("version", Skip(TOPIC)),
        ],
        Kind::Term => &[
            ("name", Own),
            ("code", Skip(TOPIC)),
            ("description", Skip(TOPIC)),
            ("taxonomy", Skip(TOPIC)),
            ("language", Skip(COLUMN)),
            ("term_uri", Skip(TOPIC)),
            ("parent_name", Own),
        ],
        Kind::Attribute => &[
            ("value", Own),
            ("label", Own),
            ("link_type", Skip(HANGS)),
            ("link_entity", Skip(HANGS)),
        ],
        Kind::Metadata => &[
            ("resource_type", Skip(HISTORY)),
            ("last_action_date", Skip(HISTORY)),
            ("last_action_type", Skip(HISTORY)),
            ("field_name", Skip(HISTORY)),
            ("previous_value", Skip(HISTORY)),
            ("replacement_value", Skip(HISTORY)),
            ("updated_by", Skip(HISTORY)),
        ],
        Kind::TableDescription => {
            &[("name", Skip(TABLES)), ("language", Skip(TABLES)), ("character_set", Skip(TABLES))]
        }
    }
}

/// What becomes of one field; nothing where it is not known.
pub(super) fn form(kind: Kind, field: &str) -> Option<Form> {
    fields(kind).iter().find(|(name, _)| *name == field).map(|(_, form)| *form)
}

/// Whether the specification or Ohana has the field.
pub(super) fn is_known(kind: Kind, field: &str) -> bool {
    form(kind, field).is_some()
}

/// Why all records of a kind are left out.
pub(super) fn whole_kind(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Metadata => Some(HISTORY),
        Kind::TableDescription => Some(TABLES),
        _ => None,
    }
}

/// Why values that say what holds without them are left out.
pub(super) const USUAL: &str = "says what holds without it";

/// Whether a value says what holds without it.
pub(super) fn says_nothing(kind: Kind, field: &str, value: &str) -> bool {
    let value = value.trim().to_lowercase();
    match (kind, field) {
        (Kind::Schedule, "interval") => matches!(value.as_str(), "1" | "1.0"),
        (Kind::Location, "location_type") => value == "physical",
        (Kind::Location, "virtual") => matches!(value.as_str(), "false" | "0" | "no" | "f" | "n"),
        (Kind::Address, "address_type") => matches!(value.as_str(), "physical" | "postal"),
        (Kind::Phone, "type") => value == "voice",
        (Kind::Service, "status") => matches!(value.as_str(), "active" | "open"),
        _ => false,
    }
}
