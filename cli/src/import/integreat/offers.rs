//! Offers to services: what other web applications do for the region's people.

use std::collections::BTreeMap;

use companion_core::packs::format::{Origin, Reach, ServiceFact, ServiceText};
use companion_core::text::BlockBody;

use super::answer::{Offer, Page};
use super::export::Export;
use super::words::{line, link, paragraph, web};
use crate::import::ImportReport;
use crate::import::ids::Ids;
use crate::import::tables::{Row, Tables};
use crate::problem::Problem;

/// Fills services.csv from the offers of the region and those that pages embed.
pub(super) fn write(
    export: &Export,
    pages: &[Page],
    ids: &mut Ids,
    tables: &mut Tables,
    report: &mut ImportReport,
) {
    let embedded = pages.iter().flat_map(|page| &page.offers);
    let mut all: Vec<&Offer> = export.offers.iter().chain(embedded).collect();
    all.sort();
    all.dedup();
    let mut by_alias: BTreeMap<&str, Vec<&Offer>> = BTreeMap::new();
    for offer in all {
        by_alias.entry(&offer.alias).or_default().push(offer);
    }
    let Some(language) = export.languages.first() else { return };
    for (alias, offers) in by_alias {
        let Some(first) = offers.first() else { continue };
        let id = ids.id("service", alias, &[&first.name, alias]);
        let url = offers.iter().filter_map(|o| o.url.as_deref()).find_map(web);
        let mut tell = |code, message: &str| {
            let message = format!("{id}: {message}");
            report.problems.push(Problem::warning("services.csv", 0, code, message));
        };
        if url.is_none() {
            tell("offer-without-address", "the offer has no web address; say where it is found");
        }
        if offers.iter().any(|o| o.url != first.url) {
            tell(
                "offers-differ",
                "the answers name several addresses for this offer; one was taken",
            );
        }
        if offers.iter().any(|o| o.name != first.name) {
            tell("offers-differ", "the answers name this offer in several ways; one was taken");
        }
        let fact = ServiceFact {
            id: id.clone(),
            places: Vec::new(),
            provider: None,
            reach: Reach {
                opening_hours: None,
                phone: None,
                email: None,
                url,
                languages: Vec::new(),
                topics: Vec::new(),
                page: None,
            },
            cost: None,
            appointment: None,
        };
        let text = ServiceText {
            id: id.clone(),
            name: line(&first.name),
            description: None,
            eligibility: None,
            details: Vec::new(),
            origin: Origin::default(),
        };
        tables.services.insert(id, Row { fact, texts: BTreeMap::from([(language.clone(), text)]) });
        *report.languages.entry(language.to_string()).or_default() += 1;
    }
    report.services = tables.services.len();
}

/// An offer at the end of the page that embeds it.
pub(super) fn block(offer: &Offer) -> BlockBody {
    match &offer.url {
        Some(url) => link(url, &offer.name),
        None => paragraph(&offer.name),
    }
}
