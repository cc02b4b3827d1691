//! What an object is, by what it holds and where it stands.

use serde_json::{Map, Value};

use super::kinds::{Kind, field_name};

/// Lists in an answer that has pages.
pub(super) const CONTENTS: [&str; 6] =
    ["contents", "content", "items", "results", "records", "data"];
/// What an answer with pages says of itself.
pub(super) const PAGING: [&str; 12] = [
    "total_items",
    "total_pages",
    "page_number",
    "size",
    "first_page",
    "last_page",
    "empty",
    "page",
    "per_page",
    "next",
    "previous",
    "count",
];

/// The kind of an object by what it holds; the file's name decides where that says nothing.
pub(super) fn of_object(map: &Map<String, Value>, hint: Option<Kind>) -> Option<Kind> {
    let has = |name: &str| map.contains_key(name);
    let object = |name: &str| map.get(name).is_some_and(Value::is_object);
    let list = |name: &str| map.get(name).is_some_and(Value::is_array);
    let told = match () {
        () if CONTENTS.iter().any(|c| list(c)) && PAGING.iter().any(|p| has(p)) => return None,
        () if list("resources") => return None,
        () if has("service_at_locations") || has("application_process") => Some(Kind::Service),
        () if has("fees_description") || has("eligibility_description") => Some(Kind::Service),
        () if object("location") && (object("service") || has("service_id")) => {
            Some(Kind::ServiceAtLocation)
        }
        () if has("location_type") || (has("latitude") && has("longitude")) => Some(Kind::Location),
        () if has("legal_status") || has("tax_status") || has("organization_identifiers") => {
            Some(Kind::Organization)
        }
        () if has("taxonomy_detail") || has("term_uri") => Some(Kind::Term),
        () => None,
    };
    told.or_else(|| {
        let hint = hint.filter(|_| has("id") || map.values().all(|v| !v.is_array()));
        let term = hint == Some(Kind::Taxonomy) && is_term(map.keys());
        if term { Some(Kind::Term) } else { hint }
    })
    .or_else(|| {
        (has("id") && has("name") && (object("organization") || has("status")))
            .then_some(Kind::Service)
    })
}

/// The kind of what is nested in a record under a name.
pub(super) fn nested_kind(outer: Kind, name: &str, value: &Value) -> Option<Kind> {
    let kind = match (outer, name) {
        (_, "parent_organization") => Some(Kind::Organization),
        (Kind::Term, "parent") => Some(Kind::Term),
        (Kind::Service, "capacities") => Some(Kind::Capacity),
        (_, name) => Kind::of_table(name),
    }?;
    let first = match value {
        Value::Array(items) => items.iter().find_map(Value::as_object),
        one => one.as_object(),
    };
    // Before version 3 a taxonomy was what is a term now.
    let term = kind == Kind::Taxonomy && first.is_some_and(|map| is_term(map.keys()));
    Some(if term { Kind::Term } else { kind })
}

/// Whether the inner object is what the outer belongs to, and not a part of it.
pub(super) fn is_above(outer: Kind, inner: Kind, name: &str) -> bool {
    match (outer, inner) {
        (Kind::Organization, Kind::Organization) | (Kind::Term, Kind::Term) => {
            name.starts_with("parent")
        }
        (Kind::Organization, _) => false,
        (_, Kind::Organization | Kind::Program | Kind::Term | Kind::Taxonomy) => true,
        (Kind::ServiceAtLocation, Kind::Service | Kind::Location) => true,
        (Kind::Capacity, Kind::Unit) => true,
        _ => false,
    }
}

/// Whether the columns of a table called taxonomy are those of terms.
pub(super) fn is_term<'c>(columns: impl Iterator<Item = &'c String>) -> bool {
    let marks = ["parent_id", "parent_name", "vocabulary", "taxonomy_id"];
    columns.into_iter().any(|c| marks.contains(&field_name(c).as_str()))
}
