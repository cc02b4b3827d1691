//! One entry of the agenda from an occurrence: its title, where it is, why it may suit. What many entries need is read once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::view::{AgendaItem, AgendaQuery};
use super::{Found, filter};
use crate::error::Result;
use crate::guide::layers::Layer;
use crate::guide::served::Titles;
use crate::guide::{Guide, links, parse};
use crate::packs::format::{
    EventAddress, EventChange, EventFact, EventStatus, EventText, PlaceFact, Point, write_moment,
};
use crate::store::{Interest, TitleRow};
use crate::text::LanguageTag;
use crate::text::language::Choice;
use crate::time::series::Occurrence;

/// Where an event is.
#[derive(Debug, Clone, Default)]
pub(super) struct Where {
    name: Option<String>,
    link: Option<String>,
    address: Vec<String>,
    point: Option<Point>,
    wheelchair: Option<String>,
}

/// A choice among languages.
pub(super) struct Chosen {
    among: Vec<String>,
    source: LanguageTag,
    choice: Choice,
}

/// What is read once for a whole agenda.
pub(in crate::guide) struct Reading<'g> {
    pub(super) guide: &'g Guide<'g>,
    pub(super) titles: Option<BTreeMap<String, Titles>>,
    pub(super) places: RefCell<BTreeMap<(String, String), Where>>,
    /// The language that was chosen last, and among which: most events are there in the same ones.
    pub(super) chosen: RefCell<Option<Chosen>>,
    pub(super) marks: Vec<Interest>,
}

impl Reading<'_> {
    /// The change that applies to an occurrence.
    pub(in crate::guide) fn change<'f>(
        fact: &'f EventFact,
        at: &Occurrence,
    ) -> Option<&'f EventChange> {
        at.change.and_then(|n| fact.changes.get(n))
    }

    /// One entry; nothing where it is not asked for, or has no title in any language.
    pub(in crate::guide) fn item(
        &self,
        found: &Found<'_>,
        query: &AgendaQuery,
    ) -> Result<Option<AgendaItem>> {
        let Found { fact, layer, occurrence, key, ends } = found;
        if !filter::by_record(fact, query, &self.guide.reader.languages) {
            return Ok(None);
        }
        let pack = &layer.fact.id;
        let of = write_moment(occurrence.of, fact.is_all_day());
        let marked = self
            .marks
            .iter()
            .any(|m| m.pack == *pack && m.event == fact.id && (m.of.is_empty() || m.of == of));
        if query.marked && !marked {
            return Ok(None);
        }
        let change = Self::change(fact, occurrence);
        let place = self.place(layer, fact, change)?;
        let distance_m = filter::distance(query, place.point);
        let step_free = fact.step_free.clone().or(place.wheelchair.clone());
        if !filter::by_place(query, distance_m, step_free.as_deref()) {
            return Ok(None);
        }
        let rows;
        let titles: &[TitleRow] = match self.titles.as_ref().and_then(|all| all.get(pack)) {
            Some(titles) => titles.of(&fact.id),
            None => {
                rows = self.guide.store.list_titles_of(pack, "event", &fact.id)?;
                &rows
            }
        };
        let Some((title, choice)) = self.choose(titles, &layer.fact.source_language) else {
            return Ok(None);
        };
        let all_day = fact.is_all_day();
        let has_end = fact.end.is_some() || change.is_some_and(|c| c.end.is_some());
        let mut title = title.title.clone();
        if let Some(change) = change {
            let text: Option<EventText> =
                self.guide.text(pack, "event", &fact.id, &choice.served)?;
            let other = text.and_then(|t| t.changes.get(&change.of)?.title.clone());
            title = other.unwrap_or(title);
        }
        let because =
            filter::because(fact, query, distance_m, marked, &self.guide.reader.languages);
        Ok(Some(AgendaItem {
            pack: pack.clone(),
            id: fact.id.clone(),
            of,
            link: links::link("event", pack, &fact.id),
            title,
            language: choice.served.to_string(),
            direction: choice.served.direction(),
            because_language: choice.because,
            starts_ms: key.at.saturating_mul(1000),
            ends_ms: ends.timestamp_millis(),
            starts_local: write_moment(occurrence.start, all_day),
            ends_local: has_end
                .then(|| write_moment(last_moment(occurrence.end, all_day), all_day)),
            zone: fact.zone.clone().unwrap_or_else(|| layer.fact.zone.clone()),
            all_day,
            cancelled: occurrence.is_cancelled || fact.status == EventStatus::Cancelled,
            tentative: fact.status == EventStatus::Tentative,
            changed: change.is_some(),
            place: place.name,
            place_link: place.link,
            address: place.address,
            lat: place.point.map(Point::lat),
            lon: place.point.map(Point::lon),
            distance_m,
            online: fact.online.is_some(),
            cost: fact.cost.clone(),
            price: fact.price.clone(),
            step_free,
            children: fact.children,
            organiser: fact.organiser.clone(),
            languages: fact.languages.iter().map(ToString::to_string).collect(),
            audience: fact.audience.clone(),
            topics: fact.topics.clone(),
            marked,
            because,
            also: Vec::new(),
        }))
    }

    /// As [`Guide::choose`], which is asked anew only where the languages differ.
    fn choose<'t>(
        &self,
        titles: &'t [TitleRow],
        source: &LanguageTag,
    ) -> Option<(&'t TitleRow, Choice)> {
        let mut chosen = self.chosen.borrow_mut();
        let is_same = |last: &&Chosen| {
            last.source == *source && titles.iter().map(|t| &t.lang).eq(&last.among)
        };
        let choice = match chosen.as_ref().filter(is_same) {
            Some(last) => last.choice.clone(),
            None => {
                let (_, choice) = self.guide.choose(titles, source)?;
                let among = titles.iter().map(|t| t.lang.clone()).collect();
                *chosen = Some(Chosen { among, source: source.clone(), choice: choice.clone() });
                choice
            }
        };
        titles.iter().find(|t| t.lang == choice.served.as_str()).map(|t| (t, choice))
    }

    /// Where an occurrence is.
    fn place(
        &self,
        layer: &Layer,
        fact: &EventFact,
        change: Option<&EventChange>,
    ) -> Result<Where> {
        let moved = change.filter(|c| c.place.is_some() || c.address.is_some());
        let (place, address) = match moved {
            Some(change) => (&change.place, &change.address),
            None => (&fact.place, &fact.address),
        };
        match (place, address) {
            (Some(id), _) => self.place_of(layer, id),
            (None, Some(address)) => Ok(at_address(address)),
            (None, None) => Ok(Where::default()),
        }
    }

    fn place_of(&self, layer: &Layer, id: &str) -> Result<Where> {
        let key = (layer.fact.id.clone(), id.to_owned());
        if let Some(known) = self.places.borrow().get(&key) {
            return Ok(known.clone());
        }
        let store = self.guide.store;
        let mut place = Where::default();
        if let Some(row) = store.find_fact(&layer.fact.id, "place", id)? {
            let fact: PlaceFact = parse(&row.body, "place")?;
            let titles = store.list_titles_of(&layer.fact.id, "place", id)?;
            let chosen = self.guide.choose(&titles, &layer.fact.source_language);
            place.name = chosen.map(|(title, _)| title.title.clone());
            place.link = Some(links::link("place", &layer.fact.id, id));
            place.address = lines([fact.street, None, fact.postcode, fact.town]);
            place.point = fact.point;
            place.wheelchair = fact.wheelchair;
        }
        self.places.borrow_mut().insert(key, place.clone());
        Ok(place)
    }
}

fn at_address(address: &EventAddress) -> Where {
    let EventAddress { name, street, postcode, town, state, country, point } = address.clone();
    let mut address = lines([street, None, postcode, town]);
    address.extend(state.into_iter().chain(country));
    Where { name, address, point, ..Where::default() }
}

/// Street, and postcode and town in one line.
fn lines([street, _, postcode, town]: [Option<String>; 4]) -> Vec<String> {
    let town = [postcode, town].into_iter().flatten().collect::<Vec<_>>().join(" ");
    street.into_iter().chain((!town.is_empty()).then_some(town)).collect()
}

/// Days end with their last one.
fn last_moment(end: NaiveDateTime, all_day: bool) -> NaiveDateTime {
    match all_day {
        true => end.checked_sub_signed(TimeDelta::days(1)).unwrap_or(end),
        false => end,
    }
}
