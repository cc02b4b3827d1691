//! What an event is, in one language: title, description, place, topics, whom to ask.
//!
//! What calendars have no property for stands in the description, each line with its label in the language of the text.

use super::written::Written;
use super::{Publication, Spot};
use crate::events::ical::Property;
use crate::events::ical::value::escape;
use crate::packs::format::{EventAddress, EventChange, EventChangeText, EventStatus, OriginKind};
use crate::text::{BlockBody, Line, Span};

/// All properties of words, for the series or for an occurrence that a change is for.
pub(super) fn properties(
    event: &Written<'_>,
    change: Option<&EventChange>,
    is_cancelled: bool,
) -> Vec<Property> {
    let Publication { fact, text, language, .. } = event.event;
    let words = Words { event, change };
    let told =
        |name: &str, text: &str| Property::text(name, text).with("LANGUAGE", language.as_str());
    let change_text = words.change_text();
    let title = change_text.and_then(|c| c.title.as_ref()).unwrap_or(&text.title);
    let mut out = vec![told("SUMMARY", title)];
    let description = words.description(is_cancelled);
    if !description.is_empty() {
        out.push(told("DESCRIPTION", &description));
    }
    if let Some(spot) = words.spot() {
        let lines: Vec<&str> = spot.name.iter().chain(&spot.address).map(String::as_str).collect();
        if !lines.is_empty() {
            let place = Property::text("LOCATION", &lines.join(", "));
            out.push(match &spot.language {
                Some(language) => place.with("LANGUAGE", language.as_str()),
                None => place,
            });
        }
        let degrees = |point: crate::packs::format::Point| {
            Property::new("GEO", format!("{:.6};{:.6}", point.lat(), point.lon()))
        };
        out.extend(spot.point.map(degrees));
    }
    out.extend(fact.url.as_ref().map(|url| Property::new("URL", url)));
    // RFC 7986, section 5.11: what VALUE is has to be said.
    let conference = |url| Property::new("CONFERENCE", url).with("VALUE", "URI");
    out.extend(fact.online.as_ref().map(conference));
    if !event.event.topics.is_empty() {
        let names: Vec<String> = event.event.topics.iter().map(|name| escape(name)).collect();
        out.push(Property::new("CATEGORIES", names.join(",")));
    }
    out.extend(words.people());
    out
}

struct Words<'w, 'e> {
    event: &'w Written<'e>,
    change: Option<&'w EventChange>,
}

impl Words<'_, '_> {
    fn change_text(&self) -> Option<&EventChangeText> {
        self.event.event.text.changes.get(&self.change?.of)
    }

    /// Where it is: where a change says, else where the event does.
    fn spot(&self) -> Option<Spot> {
        let event = self.event.event;
        let moved = self.change.filter(|c| c.place.is_some() || c.address.is_some());
        let (place, address) = match moved {
            Some(change) => (&change.place, &change.address),
            None => (&event.fact.place, &event.fact.address),
        };
        match (place, address) {
            (Some(id), _) => event.places.get(id).cloned(),
            (None, Some(address)) => Some(at_address(address)),
            (None, None) => None,
        }
    }

    /// ORGANIZER is an address (RFC 5545, section 3.8.4.3); without one the name is a CONTACT.
    fn people(&self) -> Vec<Property> {
        let fact = &self.event.event.fact;
        let mut out = Vec::new();
        if let (Some(name), Some(email)) = (&fact.organiser, &fact.email) {
            out.push(Property::new("ORGANIZER", format!("mailto:{email}")).with("CN", name));
        }
        let parts = [&fact.organiser, &fact.phone, &fact.email];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        if !parts.is_empty() {
            out.push(Property::text("CONTACT", &parts.join(", ")));
        }
        out
    }

    /// First what one must know, then what it is, then how to take part, and who wrote all that.
    fn description(&self, is_cancelled: bool) -> String {
        let Publication { fact, text, .. } = self.event.event;
        let mut first = Vec::new();
        if is_cancelled || fact.status == EventStatus::Cancelled {
            first.extend(self.label("event-cancelled", None));
        } else if fact.status == EventStatus::Tentative {
            first.extend(self.label("event-tentative", None));
        }
        first.extend(self.change_text().and_then(|c| c.note.clone()));
        let mut parts = vec![first.join("\n")];
        parts.extend(text.details.iter().map(in_words));
        parts.push(self.taking_part().join("\n"));
        let written_by = match text.origin.origin {
            OriginKind::Machine => self.label("origin-machine", None),
            _ => None,
        };
        parts.extend(written_by);
        parts.retain(|part| !part.trim().is_empty());
        parts.join("\n\n")
    }

    fn taking_part(&self) -> Vec<String> {
        let Publication { fact, text, .. } = self.event.event;
        let step_free = fact.step_free.clone().or_else(|| self.spot()?.step_free);
        let mut lines = Vec::new();
        let mut said = |name: &str, text: Option<&str>| {
            lines.extend(text.and_then(|text| self.label(name, Some(text))));
        };
        said("event-greeter", text.greeter.as_deref());
        said("event-access", text.access.as_deref());
        said("event-expect", text.expect.as_deref());
        match (fact.price.as_deref(), fact.cost.as_deref()) {
            (Some(price), _) => said("event-price", Some(price)),
            (None, Some(cost)) => said(&format!("event-cost-{cost}"), Some("")),
            (None, None) => {}
        }
        if let Some(registration) = &fact.registration {
            said(&format!("event-registration-{registration}"), Some(""));
        }
        let ask = [fact.phone.as_deref(), fact.email.as_deref()];
        let ask: Vec<&str> = ask.into_iter().flatten().collect();
        said("event-ask", Some(ask.join(", ").as_str()).filter(|ask| !ask.is_empty()));
        said("event-online", fact.online.as_deref());
        said("event-organiser", fact.organiser.as_deref());
        for audience in &fact.audience {
            said(&format!("event-for-{audience}"), Some(""));
        }
        if let Some(children) = fact.children {
            said(if children { "event-children-yes" } else { "event-children-no" }, Some(""));
        }
        if let Some(step_free) = step_free {
            said(&format!("event-step-free-{step_free}"), Some(""));
        }
        let capacity = fact.capacity.map(|n| n.to_string());
        said("event-capacity", capacity.as_deref());
        lines
    }

    /// A text of the interface in the language of the event's text; nothing for a word that no version of ours knows.
    fn label(&self, name: &str, text: Option<&str>) -> Option<String> {
        let wanted = std::slice::from_ref(&self.event.event.language);
        let arguments = text.map(|text| ("text".to_owned(), text.to_owned()));
        let arguments: Vec<_> = arguments.into_iter().collect();
        Some(self.event.messages.find(wanted, name, &arguments)?.plain)
    }
}

fn at_address(address: &EventAddress) -> Spot {
    let EventAddress { name, street, postcode, town, state, country, point } = address.clone();
    let address = self::address(street, postcode, town).chain(state).chain(country).collect();
    Spot { name, address, point, ..Spot::default() }
}

/// Street, and postcode and town in one line.
pub(super) fn address(
    street: Option<String>,
    postcode: Option<String>,
    town: Option<String>,
) -> impl Iterator<Item = String> {
    let town = [postcode, town].into_iter().flatten().collect::<Vec<_>>().join(" ");
    street.into_iter().chain((!town.is_empty()).then_some(town))
}

/// A block as plain text, with the addresses to which it leads.
fn in_words(block: &BlockBody) -> String {
    let lines = |lines: &[Line]| -> String {
        lines.iter().map(|line| spans(&line.spans)).collect::<Vec<_>>().join("\n")
    };
    match block {
        BlockBody::Heading { spans: text, .. } | BlockBody::Paragraph { spans: text } => {
            spans(text)
        }
        BlockBody::List { items } => {
            let item = |item: &crate::text::ListItem| {
                format!("{}- {}", "  ".repeat(item.depth.into()), spans(&item.spans))
            };
            items.iter().map(item).collect::<Vec<_>>().join("\n")
        }
        BlockBody::Table { rows, .. } => {
            let row = |row: &crate::text::block::TableRow| {
                row.cells.iter().map(|cell| spans(&cell.spans)).collect::<Vec<_>>().join(" | ")
            };
            rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        BlockBody::Address { lines: text } | BlockBody::Notice { lines: text, .. } => lines(text),
        BlockBody::Link { url, label } if leads_out(url) => beside(label, url),
        BlockBody::Link { label, .. } => label.clone(),
        BlockBody::Phone { number, label } => beside(label, number),
        BlockBody::Email { address, label } => beside(label, address),
        // A picture cannot be shown there; what it shows can be told.
        BlockBody::Image { alt, .. } => alt.clone(),
    }
}

fn spans(spans: &[Span]) -> String {
    let one = |span: &Span| match span.link.as_deref() {
        Some(link) if leads_out(link) => beside(&span.text, link),
        _ => span.text.clone(),
    };
    spans.iter().map(one).collect()
}

/// Whether a link means something outside of the app.
fn leads_out(link: &str) -> bool {
    ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme))
}

/// Words and the address behind them, unless they are the same.
fn beside(label: &str, address: &str) -> String {
    let address = address.trim_start_matches("mailto:").trim_start_matches("tel:");
    let same = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    match label.trim() {
        "" => address.to_owned(),
        label if same(label) == same(address) => label.to_owned(),
        label => format!("{label} ({address})"),
    }
}
