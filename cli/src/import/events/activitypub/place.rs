//! Where an event is: places with addresses, addresses on the web.

use companion_core::packs::format::{EventAddress, EventFact, Point};
use serde_json::Value;

use super::Telling;
use super::terms::Node;
use crate::import::events::Context;
use crate::import::events::at::Spot;
use crate::import::events::words::{line, web_address};

/// What Mobilizon calls the address that an event is announced with.
const WEBSITE: &str = "Website";
/// What people write as a place where there is none.
const NOWHERE: &str = "online";

/// Says where an event is.
pub(super) fn put(
    node: &Node<'_>,
    context: &Context,
    fact: &mut EventFact,
    tell: &mut Telling<'_>,
) {
    for (value, pointer) in node.list("location") {
        let spot = match value {
            Value::String(text) => context.places.find(text, None),
            Value::Object(map) => spot(&Node::new(map, pointer.clone(), node.terms()), context),
            _ => Spot::Untold,
        };
        let placed = fact.place.is_some() || fact.address.is_some();
        match spot {
            Spot::Online(url) => fact.online = fact.online.take().or(Some(url)),
            Spot::Untold => {}
            _ if placed => {
                let message = "an event is at one place here; further ones are left out";
                tell.problem(&pointer, "second-place", message);
            }
            Spot::Place(id) => fact.place = Some(id),
            Spot::Address(address) => fact.address = Some(*address),
        }
    }
    let placed = fact.place.is_some() || fact.address.is_some();
    if fact.online.is_none() && (node.flag("isOnline") || !placed) {
        fact.online = meeting(node);
    }
}

/// Where to take part in what is only online.
fn meeting(node: &Node<'_>) -> Option<String> {
    if !node.flag("isOnline") {
        return None;
    }
    let links = node.nodes("attachment");
    let site = links.iter().find(|link| link.text("name").is_some_and(|name| name == WEBSITE));
    web_address(&site?.text("href")?)
}

fn spot(node: &Node<'_>, context: &Context) -> Spot {
    let url = || node.address("url").and_then(|url| web_address(&url));
    if node.is("VirtualLocation") {
        return url().map_or(Spot::Untold, Spot::Online);
    }
    let name = node.text("name").map(|name| line(&name)).filter(|name| !name.is_empty());
    let point = degrees(node, "latitude").zip(degrees(node, "longitude"));
    let point = point.and_then(|(lat, lon)| Point::from_degrees(lat, lon));
    let Some(address) = node.nodes("address").into_iter().next() else {
        let lines = [name.clone(), node.text("address").map(|address| line(&address))];
        let mut lines: Vec<String> = lines.into_iter().flatten().collect();
        lines.dedup();
        if lines.iter().all(|text| text.eq_ignore_ascii_case(NOWHERE)) && point.is_none() {
            return Spot::Untold;
        }
        return context.places.find(&lines.join(", "), point);
    };
    let part = |key| address.text(key).map(|text| line(&text)).filter(|text| !text.is_empty());
    context.places.known(EventAddress {
        name,
        street: part("streetAddress"),
        postcode: part("postalCode"),
        town: part("addressLocality"),
        state: part("addressRegion"),
        country: part("addressCountry"),
        point,
    })
}

/// A number, or one in quotes. 0 and 0 are in the sea, and what servers write where nobody told them.
fn degrees(node: &Node<'_>, key: &str) -> Option<f64> {
    let told = match node.value(key)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    told.filter(|degrees| degrees.is_finite() && *degrees != 0.0)
}
