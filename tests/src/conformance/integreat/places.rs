//! Locations: each is a place with its name, words, links, numbers, point, hours, access and category.

use std::collections::BTreeMap;

use companion_cli::import::integreat::language_tag;
use companion_cli::source::Source;
use companion_core::text::BlockBody;
use serde_json::Value;

use super::answers::{dropped, part, text, texts};
use super::html::{Content, plain, same_link, words};
use super::pages::{Places, first_more};
use super::phone::{Out, OutPlace, links, plain_text};
use super::{Fault, Measured, holds, hours};
use crate::conformance::Tally;

/// Degrees.
const NEAR: f64 = 1e-6;

/// Fields of a location that are compared here, or that say again what another says.
const COMPARED: &[&str] = &[
    "id",
    "url",
    "path",
    "title",
    "modified_gmt",
    "last_updated",
    "excerpt",
    "meta_description",
    "contacts",
    "content",
    "appointment_url",
    "available_languages",
    "category",
    "temporarily_closed",
    "opening_hours",
    "location",
    "organization",
    "barrier_free",
    "website",
    "email",
    "phone_number",
    "hash",
];

/// Compares all locations of a region with what a phone holds.
pub(super) fn run(items: &[Value], out: &Out, tally: &mut Tally, measured: &mut Measured) {
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for item in items.iter().filter(|i| seen.insert(i.to_string())) {
        let language = language(item);
        *expected.entry(language.clone()).or_default() += 1;
        match find(item, &language, out) {
            Ok(place) => {
                measured.places += 1;
                measured.hours += usize::from(place.view.opening_hours.is_some());
                tally.pass();
            }
            Err((expected, got)) => tally.fail(text(item, "path"), expected, got),
        }
    }
    for (language, places) in &out.places {
        let wanted = expected.get(language).copied().unwrap_or_default();
        if places.len() > wanted {
            let message = format!("{wanted} places in {language}");
            tally.fail("locations", message, places.len().to_string());
        }
    }
}

/// Web paths by reference and language, for links from pages.
pub(super) fn paths(items: &[Value], out: &Out) -> Places {
    let mut paths = Places::new();
    for item in items {
        let language = language(item);
        if let Ok(place) = find(item, &language, out) {
            paths.insert((format!("place:{}", place.view.id), language), text(item, "path"));
        }
    }
    paths
}

fn language(item: &Value) -> String {
    language_tag(&part(item, 1)).map(|t| t.to_string()).unwrap_or_default()
}

/// The place that has all a location says; what the nearest lacks where none has.
fn find<'o>(item: &Value, language: &str, out: &'o Out) -> Result<&'o OutPlace, Fault> {
    let name = plain(&text(item, "title"));
    let places = out.places.get(language).map(Vec::as_slice).unwrap_or_default();
    let mut fault = (format!("a place named {name:?} in {language}"), "no such place".to_owned());
    for place in places.iter().filter(|p| p.view.name == name || name.is_empty()) {
        match compare(item, language, place, out) {
            Ok(()) => return Ok(place),
            Err(other) => fault = other,
        }
    }
    Err(fault)
}

fn compare(item: &Value, language: &str, place: &OutPlace, out: &Out) -> Result<(), Fault> {
    let view = &place.view;
    holds(place.found, "found by its name", "not found")?;
    let location = item.get("location").cloned().unwrap_or_default();
    point(&location, place)?;
    let address = words(&view.address.join("\n"));
    let details = plain_text(&place.bodies);
    let all = words(&[details.as_str(), &view.address.join("\n")].join("\n"));
    for line in texts(&location, &["address", "town"]).chain(number_or_text(&location, "postcode"))
    {
        let lost = first_more(&words(&plain(&line)), &address);
        holds(lost.is_none(), format!("the address {line:?}"), view.address.join(", "))?;
    }
    for line in texts(&location, &["state", "region"]) {
        holds(
            first_more(&words(&line), &all).is_none(),
            format!("{line:?} in the address"),
            "not there",
        )?;
    }
    let description = plain(&text(item, "meta_description"));
    holds(
        view.description.clone().unwrap_or_default() == description,
        &description,
        "another description",
    )?;
    let content = match text(item, "content") {
        content if content.trim().is_empty() => text(item, "excerpt").replace('<', "&lt;"),
        content => content,
    };
    let content = Content::of(&content);
    if let Some(lost) = first_more(&content.words, &words(&details)) {
        return Err((format!("the word {lost:?}"), "fewer of it".into()));
    }
    reach(item, place, &details, &content)?;
    hours::of_place(item, view.opening_hours.as_deref(), &details)?;
    let wheelchair = match item.get("barrier_free").and_then(Value::as_bool) {
        Some(free) => Some(if free { "yes" } else { "no" }),
        None => None,
    };
    holds(
        view.wheelchair.as_deref() == wheelchair,
        format!("wheelchair {wheelchair:?}"),
        "another",
    )?;
    let closed = item.get("temporarily_closed").and_then(Value::as_bool) == Some(true);
    let notice = matches!(place.bodies.first(), Some(BlockBody::Notice { .. }));
    holds(!closed || notice, "a notice that it is closed", "none")?;
    category(item, language, &view.topics, &out.source)?;
    match dropped(item, "location", COMPARED, &out.report.fields_left_out) {
        None => Ok(()),
        Some(field) => Err((format!("{field} told as left out"), "nothing".into())),
    }
}

fn number_or_text(item: &Value, field: &str) -> Option<String> {
    match item.get(field)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn point(location: &Value, place: &OutPlace) -> Result<(), Fault> {
    let degrees = |field| match location.get(field) {
        Some(Value::Number(n)) => n.as_f64(),
        Some(Value::String(t)) => t.trim().parse().ok(),
        _ => None,
    };
    let wanted = degrees("latitude").zip(degrees("longitude"));
    let wanted = wanted.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
    let near = match (wanted, place.view.lat.zip(place.view.lon)) {
        (None, None) => true,
        (Some((lat, lon)), Some((own_lat, own_lon))) => {
            (lat - own_lat).abs() <= NEAR && (lon - own_lon).abs() <= NEAR
        }
        _ => false,
    };
    holds(near, format!("the point {wanted:?}"), format!("{:?}", (place.view.lat, place.view.lon)))
}

/// Numbers, addresses and links of the location itself, of its contacts, of its organisation and of its text.
fn reach(item: &Value, place: &OutPlace, details: &str, content: &Content) -> Result<(), Fault> {
    let view = &place.view;
    let contacts: Vec<&Value> =
        item.get("contacts").and_then(Value::as_array).into_iter().flatten().collect();
    let organization = item.get("organization").cloned().unwrap_or_default();
    let own: Vec<String> = links(place.bodies.clone()).iter().map(|l| same_link(l)).collect();
    let dialled = |digits: &str| {
        let column = view.phone.iter().map(|p| format!("tel:{p}"));
        own.iter()
            .cloned()
            .chain(column)
            .any(|l| l.starts_with("tel:") && self::digits(&l) == digits)
    };
    for thing in std::iter::once(item).chain(contacts.iter().copied()) {
        for number in texts(thing, &["phone_number", "mobile_number"]) {
            let kept =
                dialled(&digits(&number.replacen("(0)", "", 1))) || has_words(details, &number);
            holds(kept, format!("the telephone number {number}"), "not there")?;
        }
        for address in texts(thing, &["email"]) {
            let kept = view.email.as_deref() == Some(&address)
                || own.contains(&format!("mailto:{address}"))
                || has_words(details, &address);
            holds(kept, format!("the e-mail address {address}"), "not there")?;
        }
    }
    let more = std::iter::once(item).chain(contacts.iter().copied());
    let links = more
        .flat_map(|t| texts(t, &["website", "appointment_url"]))
        .chain(texts(&organization, &["website"]));
    for link in links {
        let wanted = same_link(&link);
        let ends = |l: &String| l.trim_end_matches('/').ends_with(wanted.trim_end_matches('/'));
        let kept = own.iter().any(ends) || view.url.as_ref().is_some_and(|u| ends(&same_link(u)));
        holds(kept || has_words(details, &link), format!("the link {link}"), "not there")?;
    }
    for link in &content.links {
        let wanted = same_link(link);
        let inside = wanted.starts_with("integreat:") || !wanted.contains(':');
        holds(inside || own.contains(&wanted), format!("the link {link}"), "not there")?;
    }
    let named = contacts
        .iter()
        .flat_map(|c| texts(c, &["name", "area_of_responsibility", "point_of_contact_for"]));
    for name in named.chain(texts(&organization, &["name"])) {
        holds(has_words(details, &plain(&name)), format!("{name:?}"), "not among the words")?;
    }
    contacts.iter().try_for_each(|contact| hours::of_contact(contact, details))
}

fn has_words(text: &str, wanted: &str) -> bool {
    first_more(&words(wanted), &words(text)).is_none()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The category is a topic of that name in the place's language.
fn category(item: &Value, language: &str, topics: &[String], source: &Source) -> Result<(), Fault> {
    let Some(category) = item.get("category").filter(|c| c.is_object()) else {
        return holds(topics.is_empty(), "no topic", topics.join(", "));
    };
    let tag = language.parse().map_err(|_| ("a language".to_owned(), language.to_owned()))?;
    let named = topics.iter().filter_map(|t| source.topics.get(t));
    let found = named.clone().any(|entry| {
        let name = entry.texts.get(&tag).map(|t| t.value.name.clone());
        name == Some(plain(&text(category, "name")))
    });
    let icon = named
        .clone()
        .any(|e| e.fact.value.icon.clone().unwrap_or_default() == text(category, "icon"));
    holds(found && icon, format!("the topic {:?}", text(category, "name")), topics.join(", "))
}
