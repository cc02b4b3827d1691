//! What a location says beyond the columns of its row, as blocks in one language.

use std::cell::RefCell;
use std::collections::BTreeMap;

use companion_core::text::{BlockBody, LanguageTag, Line, ListItem, NoticeKind, Span};

use super::{address_lines, hours};
use crate::import::ImportReport;
use crate::import::integreat::answer::{Address, Contact, Facts, Hours, Organization, Spot};
use crate::import::integreat::export::Export;
use crate::import::integreat::words::{email, line, link, normal, paragraph, phone};
use crate::import::labels::Labels;

/// Writes details in all languages of an export.
pub(super) struct Details<'e> {
    zone: &'e str,
    /// The country that goes without saying.
    country: Option<String>,
    labels: RefCell<BTreeMap<LanguageTag, Labels>>,
}

impl<'e> Details<'e> {
    pub(super) fn new(export: &'e Export, country: Option<String>) -> Self {
        Self { zone: &export.zone, country, labels: RefCell::default() }
    }

    pub(super) fn zone(&self) -> &str {
        self.zone
    }

    /// Whether an address is written out because its columns do not say all of it.
    pub(super) fn writes_out(&self, address: &Address) -> bool {
        !address.parts.is_empty() || (address.country.is_some() && address.country != self.country)
    }

    /// The details of a place: what is urgent, its text, then how and whom to ask.
    pub(super) fn of(
        &self,
        tag: &LanguageTag,
        facts: &Facts,
        spot: &Spot,
        text: Vec<BlockBody>,
        report: &mut ImportReport,
    ) -> Vec<BlockBody> {
        let mut all = self.labels.borrow_mut();
        let labels = &*all.entry(tag.clone()).or_insert_with(|| Labels::of(tag));
        let mut bodies = Vec::new();
        if facts.temporarily_closed {
            let lines = vec![plain(&labels.get("integreat-temporarily-closed"))];
            bodies.push(BlockBody::Notice { kind: NoticeKind::Important, lines });
        }
        bodies.extend(text);
        let column = hours::column(&facts.hours, self.zone);
        bodies.extend(times(&facts.hours, facts.temporarily_closed || column.is_err(), labels));
        bodies.extend(appointment(facts.appointment_url.as_deref(), labels));
        // What cannot be dialled, written to or opened has no column.
        let own = [
            facts.phone.as_deref().map(|p| phone(p, p)),
            facts.email.as_deref().map(email),
            facts.website.as_deref().map(|w| link(w, "")),
        ];
        let as_text: Vec<BlockBody> = own.into_iter().flatten().filter(is_text).collect();
        let plain_reach = |c: &Contact| reach(c, labels).iter().any(is_text);
        if !as_text.is_empty() || facts.contacts.iter().any(plain_reach) {
            let message =
                "no telephone number, e-mail or web address; it stands in the details as text";
            report.problems.push(spot.warning("contact-as-text", message));
        }
        bodies.extend(as_text);
        let contacts: Vec<BlockBody> =
            facts.contacts.iter().flat_map(|c| contact(c, labels)).collect();
        if !contacts.is_empty() {
            bodies.push(heading(2, &labels.get("integreat-contact")));
        }
        bodies.extend(contacts);
        bodies.extend(facts.organization.as_ref().map(closing));
        if self.writes_out(&facts.address) {
            let lines = address_lines(&facts.address).iter().map(|l| plain(l)).collect();
            bodies.push(BlockBody::Address { lines });
        }
        normal(bodies)
    }
}

/// Who stands behind a text, at its end.
pub(in crate::import::integreat) fn closing(organization: &Organization) -> BlockBody {
    match &organization.website {
        Some(website) => link(website, &organization.name),
        None => paragraph(&organization.name),
    }
}

fn contact(contact: &Contact, labels: &Labels) -> Vec<BlockBody> {
    let mut bodies = Vec::new();
    let who: Vec<String> =
        [&contact.name, &contact.area].into_iter().flatten().map(|t| line(t)).collect();
    if !who.is_empty() {
        bodies.push(heading(3, &who.join(", ")));
    }
    bodies.extend(contact.phone.as_deref().map(|p| phone(p, p)));
    bodies.extend(
        contact
            .mobile
            .as_deref()
            .map(|number| phone(number, &labels.with("integreat-mobile", &[("number", number)]))),
    );
    bodies.extend(contact.email.as_deref().map(email));
    bodies.extend(contact.website.as_deref().map(|w| link(w, "")));
    bodies.extend(times(&contact.hours, true, labels));
    bodies.extend(appointment(contact.appointment_url.as_deref(), labels));
    bodies
}

/// Numbers and addresses, as buttons where they can be dialled, written to or opened.
fn reach(contact: &Contact, labels: &Labels) -> Vec<BlockBody> {
    let mobile =
        |number: &str| phone(number, &labels.with("integreat-mobile", &[("number", number)]));
    let all = [
        contact.phone.as_deref().map(|p| phone(p, p)),
        contact.mobile.as_deref().map(mobile),
        contact.email.as_deref().map(email),
        contact.website.as_deref().map(|w| link(w, "")),
    ];
    all.into_iter().flatten().collect()
}

fn is_text(body: &BlockBody) -> bool {
    matches!(body, BlockBody::Paragraph { .. })
}

/// Opening hours in words; `all`: those too that a column could say.
fn times(hours: &Hours, all: bool, labels: &Labels) -> Vec<BlockBody> {
    let Hours::Week(week) = hours else { return Vec::new() };
    let lines = if all { hours::lines(week, labels) } else { Vec::new() };
    let mut bodies = Vec::new();
    if !lines.is_empty() {
        let title = Span { strong: true, ..Span::plain(labels.get("integreat-opening-hours")) };
        bodies.push(BlockBody::Paragraph { spans: vec![title] });
        let item = |text| ListItem { depth: 0, ordered: false, spans: vec![Span::plain(text)] };
        bodies.push(BlockBody::List { items: lines.into_iter().map(item).collect::<Vec<_>>() });
    }
    bodies.extend(hours::by_appointment(week, labels).map(|text| paragraph(&text)));
    bodies
}

fn appointment(url: Option<&str>, labels: &Labels) -> Option<BlockBody> {
    url.map(|url| link(url, &labels.get("integreat-make-appointment")))
}

fn heading(level: u8, text: &str) -> BlockBody {
    BlockBody::Heading { level, spans: vec![Span::plain(line(text))] }
}

fn plain(text: &str) -> Line {
    Line { spans: vec![Span::plain(text)] }
}
