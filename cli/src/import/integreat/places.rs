//! Locations to places: one row of facts, a text for each language, the category as a topic.

mod details;
mod hours;

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::{NameText, Origin, PlaceFact, PlaceText, Reach, TopicFact};
use companion_core::text::LanguageTag;
use companion_core::text::phone::phone_number;

use self::details::Details;
pub(super) use self::details::closing;
use super::Work;
use super::answer::{Address, Category, Facts, PagePath, Place, Spot, Text};
use super::export::Export;
use super::telling::tell;
use super::things::{Joined, Thing, join};
use super::words::{line, web};
use crate::import::ids::Ids;
use crate::import::tables::{Row, Tables};
use crate::import::{ImportReport, html};
use crate::source::values;

/// A location with its id.
pub(super) struct JoinedPlace {
    pub(super) id: String,
    pub(super) place: Joined<Place>,
}

impl Thing for Place {
    fn number(&self) -> Option<i64> {
        self.facts.address.id
    }
    fn text(&self) -> &Text {
        &self.text
    }
    fn spot(&self) -> &Spot {
        &self.spot
    }
    fn same(&self, other: &Self) -> bool {
        *self == Self { spot: self.spot.clone(), ..other.clone() }
    }
}

/// Finds out which texts are one place and names the places.
pub(super) fn joined(
    places: Vec<Place>,
    language: &dyn Fn(&str) -> usize,
    ids: &mut Ids,
    report: &mut ImportReport,
) -> Vec<JoinedPlace> {
    let mut out = Vec::new();
    for place in join(places, language, report) {
        let Some(first) = place.first() else { continue };
        let title = html::decode_entities(&first.text.title);
        let street = first.facts.address.street.as_deref().unwrap_or_default();
        let named = [title.as_str(), &format!("{title} {street}"), first.text.path.slug()];
        let id = ids.id("place", &place.key, &named);
        for other in place.texts.values().skip(1) {
            tell_differences(&first.facts, other, report);
        }
        out.push(JoinedPlace { id, place });
    }
    out
}

/// Place ids by the paths of their texts.
pub(super) fn by_path(places: &[JoinedPlace]) -> BTreeMap<PagePath, String> {
    let mut paths = BTreeMap::new();
    for place in places {
        for text in place.place.texts.values() {
            paths.entry(text.text.path.clone()).or_insert_with(|| place.id.clone());
        }
    }
    paths
}

/// Place ids by number.
pub(super) fn by_number(places: &[JoinedPlace]) -> BTreeMap<i64, String> {
    let number = |p: &JoinedPlace| Some((p.place.first()?.number()?, p.id.clone()));
    places.iter().rev().filter_map(number).collect()
}

/// Facts are taken from the first language; another that says otherwise is told.
fn tell_differences(first: &Facts, other: &Place, report: &mut ImportReport) {
    let same = [
        ("location", first.address == other.facts.address),
        ("opening_hours", first.hours == other.facts.hours),
        ("temporarily_closed", first.temporarily_closed == other.facts.temporarily_closed),
        ("appointment_url", first.appointment_url == other.facts.appointment_url),
        ("barrier_free", first.barrier_free == other.facts.barrier_free),
        ("phone_number", first.phone == other.facts.phone),
        ("email", first.email == other.facts.email),
        ("website", first.website == other.facts.website),
        ("contacts", first.contacts == other.facts.contacts),
        ("organization", first.organization == other.facts.organization),
    ];
    let differing: Vec<&str> = same.iter().filter(|(_, same)| !same).map(|(f, _)| *f).collect();
    if !differing.is_empty() {
        let message = format!(
            "{} are not the same as in another language, whose were taken",
            differing.join(", ")
        );
        report.problems.push(other.spot.warning("facts-differ", &message));
    }
}

/// Fills places.csv and topics.csv.
pub(super) fn write(places: &[JoinedPlace], tables: &mut Tables, work: &mut Work<'_>) {
    let Work { export, links, ids, report, done } = work;
    let details = Details::new(export, most_common_country(places));
    for JoinedPlace { id, place } in places {
        let Some(first) = place.first() else { continue };
        let mut topics = Vec::new();
        if let Some(category) = &first.category {
            topics.push(topic(category, place, export, ids, tables));
        }
        let fact = fact(id, first, topics, &details, report);
        let mut texts = BTreeMap::new();
        for (language, text) in &place.texts {
            let Some(tag) = export.languages.get(*language) else { continue };
            let file = format!("places.{tag}.csv");
            let reading = links.read(&text.text);
            tell(&file, Some(id), &reading, report);
            let name = html::decode_entities(&text.text.title);
            let mut name = line(&name);
            if name.is_empty() {
                name = text.text.path.slug().to_owned();
                let message = "the location has no title and got its slug; write one";
                report.problems.push(text.spot.warning("title-missing", message));
            }
            let details = details.of(tag, &first.facts, &first.spot, reading.bodies, report);
            report.blocks += details.len();
            let text = PlaceText {
                id: id.clone(),
                name,
                description: text.description.as_deref().map(line),
                access: None,
                details,
                origin: Origin::default(),
            };
            texts.insert(tag.clone(), text);
            *report.languages.entry(tag.to_string()).or_default() += 1;
            done();
        }
        tables.places.insert(id.clone(), Row { fact, texts });
    }
    report.places = tables.places.len();
    report.topics = tables.topics.len();
    categories(export, ids, tables, report);
}

/// What needs no language; contacts stand in where the place says nothing itself.
fn fact(
    id: &str,
    place: &Place,
    topics: Vec<String>,
    details: &Details<'_>,
    report: &mut ImportReport,
) -> PlaceFact {
    let facts = &place.facts;
    let contacts = &facts.contacts;
    let mut tell = |code, message: &str| report.problems.push(place.spot.warning(code, message));
    let phones =
        facts.phone.iter().chain(contacts.iter().flat_map(|c| c.phone.iter().chain(&c.mobile)));
    let emails = facts.email.iter().chain(contacts.iter().filter_map(|c| c.email.as_ref()));
    let websites = facts.website.iter().chain(contacts.iter().filter_map(|c| c.website.as_ref()));
    let country = &facts.address.country;
    if country.is_some() && !details.writes_out(&facts.address) {
        *report
            .fields_left_out
            .entry("location.country, the same as of most places".into())
            .or_default() += 1;
    }
    let opening_hours = match hours::column(&facts.hours, details.zone()) {
        _ if facts.temporarily_closed => None,
        Ok(hours) => hours,
        Err(message) => {
            tell("opening-hours-as-text", message);
            None
        }
    };
    let text = |t: &Option<String>| t.as_deref().map(line).filter(|t| !t.is_empty());
    PlaceFact {
        id: id.to_owned(),
        point: facts.address.point,
        street: text(&facts.address.street),
        postcode: text(&facts.address.postcode),
        town: text(&facts.address.town),
        wheelchair: facts.barrier_free.map(|free| if free { "yes" } else { "no" }.to_owned()),
        reach: Reach {
            opening_hours,
            phone: phones.filter_map(|p| phone_number(p)).find(|p| values::phone(p).is_ok()),
            email: emails.map(|e| line(e)).find(|e| values::email(e).is_ok()),
            url: websites.filter_map(|w| web(w)).next(),
            languages: Vec::new(),
            topics,
            page: None,
        },
    }
}

/// The topic of a category; its names are those that the answers of each language have.
fn topic(
    category: &Category,
    place: &Joined<Place>,
    export: &Export,
    ids: &mut Ids,
    tables: &mut Tables,
) -> String {
    let key = category.id.to_string();
    let icon = category.icon.as_deref().unwrap_or_default();
    let id = ids.id("topic", &key, &[&category.name, icon]);
    let icon = values::id(&icon.to_lowercase()).ok();
    let row = tables.topics.entry(id.clone()).or_insert_with(|| Row {
        fact: TopicFact { id: id.clone(), icon },
        texts: BTreeMap::new(),
    });
    for (language, text) in &place.texts {
        let own = text.category.as_ref().filter(|c| c.id == category.id);
        if let (Some(own), Some(tag)) = (own, export.languages.get(*language)) {
            name(&id, &own.name, tag, &mut row.texts);
        }
    }
    id
}

fn name(id: &str, name: &str, tag: &LanguageTag, texts: &mut BTreeMap<LanguageTag, NameText>) {
    texts.entry(tag.clone()).or_insert_with(|| NameText {
        id: id.to_owned(),
        name: line(name),
        note: None,
        origin: Origin::default(),
    });
}

/// Answers of `location-categories/` do not say their language; the names that places have tell it.
fn categories(export: &Export, ids: &Ids, tables: &mut Tables, report: &mut ImportReport) {
    for list in &export.categories {
        let mut votes: BTreeMap<LanguageTag, usize> = BTreeMap::new();
        let mut used = Vec::new();
        for category in list {
            // Asked for by their number only: what no place is of gets no id.
            let id = ids.known("topic", &category.id.to_string()).map(str::to_owned);
            let Some(id) = id.filter(|id| tables.topics.contains_key(id)) else {
                *report.fields_left_out.entry("category without a place".into()).or_default() += 1;
                continue;
            };
            let texts = tables.topics.get(&id).map(|row| &row.texts);
            for (tag, text) in texts.into_iter().flatten() {
                *votes.entry(tag.clone()).or_default() +=
                    usize::from(text.name == line(&category.name));
            }
            used.push((id, category));
        }
        let best = votes.values().max().copied().unwrap_or_default();
        let mut languages: BTreeSet<&LanguageTag> =
            votes.iter().filter(|(_, n)| **n == best && best > 0).map(|(tag, _)| tag).collect();
        if let (Some(tag), None) = (languages.pop_first(), languages.pop_first()) {
            for (id, category) in used {
                if let Some(row) = tables.topics.get_mut(&id) {
                    name(&id, &category.name, tag, &mut row.texts);
                }
            }
        } else if !used.is_empty() {
            let field = "location-categories in a language that cannot be told";
            *report.fields_left_out.entry(field.into()).or_default() += used.len();
        }
    }
}

/// The country that most places are in goes without saying.
fn most_common_country(places: &[JoinedPlace]) -> Option<String> {
    let country = |p: &JoinedPlace| p.place.first()?.facts.address.country.clone();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for country in places.iter().filter_map(country) {
        *count.entry(country).or_default() += 1;
    }
    let most = count.into_iter().max_by(|(a, n), (b, m)| n.cmp(m).then(b.cmp(a)));
    most.map(|(country, _)| country)
}

/// An address line by line, for people.
pub(super) fn address_lines(address: &Address) -> Vec<String> {
    let town = [address.postcode.as_deref(), address.town.as_deref()];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = address.street.iter().cloned().chain([town]).chain(address.parts.iter().cloned());
    lines.chain(address.country.clone()).map(|l| line(&l)).filter(|l| !l.is_empty()).collect()
}
