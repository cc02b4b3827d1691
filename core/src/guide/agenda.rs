//! The agenda: what is on in a window of time, in order, with reasons why something may suit the reader.
//!
//! The window is one of instants, so that it does not matter in which zone the phone stands; days and hours that are shown
//! are those of the event's own zone. Series are expanded inside the window only, one next occurrence at a time.

mod filter;
mod merge;
mod same;

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::layers::Layer;
use super::served::Titles;
use super::{Guide, links, parse};
use crate::error::{Error, Result};
use crate::packs::format::{
    EventAddress, EventChange, EventFact, EventStatus, EventText, PlaceFact, Point, write_moment,
};
use crate::store::{Interest, TitleRow};
use crate::text::Direction;
use crate::text::language::ServedBecause;
use crate::time::series::Occurrence;
use crate::time::zone::Zone;

use merge::{Key, Merge};

pub(super) use merge::in_reach;

/// So many days are listed where nobody says how many.
const DAYS: i64 = 30;
/// So many entries stand on a page where nobody says how many.
const ON_A_PAGE: u32 = 20;
/// From so many entries on all titles are read at once.
const MANY: u32 = 200;

/// What is asked for. Empty: the next 30 days, everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AgendaQuery {
    /// From this moment on, in milliseconds since 1970; from the moment of reading where left out.
    pub from_ms: Option<i64>,
    /// Before this moment.
    pub until_ms: Option<i64>,
    /// Latitude in degrees; with `lon`: how far it is.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// No farther than this, in metres. What is online only has no distance, and is left out.
    pub within_m: Option<u32>,
    /// Only with one of these topics.
    pub topics: Vec<String>,
    /// Topics the reader cares about: told as a reason, never a filter.
    pub interests: Vec<String>,
    /// Only where one of the reader's languages is spoken.
    pub in_my_languages: bool,
    /// Only what surely costs nothing; a donation that is asked for is no price.
    pub free: bool,
    /// Only what is surely step-free.
    pub step_free: bool,
    /// Only where children may surely be brought.
    pub with_children: bool,
    /// Only what the reader has marked.
    pub marked: bool,
    /// Goes on behind a page: its `next`.
    pub behind: Option<String>,
    /// Entries on a page, 1 to 10,000; 20 where left out.
    pub limit: Option<u32>,
}

/// A page of the agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct AgendaPage {
    /// In order of time.
    pub items: Vec<AgendaItem>,
    /// Where the next page begins; nothing on the last.
    pub next: Option<String>,
}

/// One time at which something takes place.
#[derive(Debug, Clone, PartialEq)]
pub struct AgendaItem {
    /// Pack id.
    pub pack: String,
    /// Event id.
    pub id: String,
    /// Its local time by rule, which stays its name when it is moved.
    pub of: String,
    /// The event's stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// Which way the title runs.
    pub direction: Direction,
    /// Why it is in this language.
    pub because_language: ServedBecause,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it ends; the same where nobody says.
    pub ends_ms: i64,
    /// When it begins on the clock there: `2026-12-01T18:00:00`, or a day.
    pub starts_local: String,
    /// When it ends on the clock there, or the last day; nothing where nobody says.
    pub ends_local: Option<String>,
    /// That clock's zone.
    pub zone: String,
    /// Days count, times do not.
    pub all_day: bool,
    /// It does not take place; shown so that nobody goes there.
    pub cancelled: bool,
    /// It may not take place.
    pub tentative: bool,
    /// It differs from what the rule says.
    pub changed: bool,
    /// What the place is called.
    pub place: Option<String>,
    /// The place's link, where it is one of the pack.
    pub place_link: Option<String>,
    /// Postal address, line by line, as written on the spot.
    pub address: Vec<String>,
    /// Degrees, WGS 84.
    pub lat: Option<f64>,
    /// Degrees, WGS 84.
    pub lon: Option<f64>,
    /// From the point asked for, in metres as the crow flies.
    pub distance_m: Option<u32>,
    /// One can take part from afar.
    pub online: bool,
    /// `free`, `donation`, `paid`, or not known.
    pub cost: Option<String>,
    /// What it costs, such as `5 EUR`.
    pub price: Option<String>,
    /// Step-free: `yes`, `limited`, `no`, or not known.
    pub step_free: Option<String>,
    /// Whether children may be brought, or not known.
    pub children: Option<bool>,
    /// Who holds it.
    pub organiser: Option<String>,
    /// Languages spoken there.
    pub languages: Vec<String>,
    /// For whom, if not for everybody.
    pub audience: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// The reader has marked it.
    pub marked: bool,
    /// Why it may suit the reader.
    pub because: Vec<Because>,
    /// Links of entries elsewhere that tell of the same.
    pub also: Vec<String>,
}

/// A reason why something may suit a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// It is about something the reader cares about.
    SharedTopic {
        /// Topic id.
        topic: String,
    },
    /// It is a walk away.
    Near {
        /// As the crow flies.
        metres: u32,
    },
    /// A language of the reader is spoken there.
    YourLanguage {
        /// Language tag.
        language: String,
    },
    /// The reader has marked it.
    Marked,
}

/// An occurrence on its way to the agenda.
pub(super) struct Found<'a> {
    pub(super) key: Key,
    pub(super) ends: DateTime<Utc>,
    pub(super) layer: &'a Layer,
    pub(super) fact: &'a EventFact,
    pub(super) occurrence: Occurrence,
}

impl<'a> Found<'a> {
    pub(super) fn of(
        layer: &'a Layer,
        fact: &'a EventFact,
        zone: &Zone,
        occurrence: Occurrence,
    ) -> Self {
        let (starts, ends) = instants(zone, &occurrence);
        let (pack, id) = (layer.fact.id.clone(), fact.id.clone());
        let key = Key { at: starts.timestamp(), pack, id, of: occurrence.of };
        Self { key, ends, layer, fact, occurrence }
    }
}

/// When an occurrence begins and ends.
fn instants(zone: &Zone, occurrence: &Occurrence) -> (DateTime<Utc>, DateTime<Utc>) {
    let starts = zone.resolve(occurrence.start);
    (starts, zone.resolve(occurrence.end).max(starts))
}

/// Where an event is.
#[derive(Debug, Clone, Default)]
pub(super) struct Where {
    pub(super) name: Option<String>,
    pub(super) link: Option<String>,
    pub(super) address: Vec<String>,
    pub(super) point: Option<Point>,
    pub(super) wheelchair: Option<String>,
}

/// What is read once for a whole agenda.
pub(super) struct Reading<'g> {
    pub(super) guide: &'g Guide<'g>,
    titles: Option<BTreeMap<String, Titles>>,
    places: RefCell<BTreeMap<(String, String), Where>>,
    marks: Vec<Interest>,
}

impl Guide<'_> {
    /// What is on, in order of time.
    ///
    /// # Errors
    /// `Invalid` for a page that is none; when the store cannot be read.
    pub fn list_agenda(&self, query: &AgendaQuery) -> Result<AgendaPage> {
        let behind = query.behind.as_deref().map(Key::read);
        let behind = match behind {
            Some(None) => return Err(Error::invalid("behind", "it is no page of an agenda")),
            other => other.flatten(),
        };
        self.steady(|| self.agenda(query, behind.as_ref()))
    }

    fn agenda(&self, query: &AgendaQuery, behind: Option<&Key>) -> Result<AgendaPage> {
        let from = query.from_ms.and_then(DateTime::from_timestamp_millis);
        let from = in_reach(from.unwrap_or(self.reader.now));
        let until = query.until_ms.and_then(DateTime::from_timestamp_millis);
        let until = in_reach(until.unwrap_or_else(|| from + TimeDelta::days(DAYS)));
        let limit = query.limit.unwrap_or(ON_A_PAGE).clamp(1, 10_000);
        let layers = self.zoned_layers()?;
        let reading = self.reading(&layers, limit)?;
        let merge = Merge::new(self, &layers, (from, until), behind)?;
        let mut page = AgendaPage { items: Vec::new(), next: None };
        let mut last = None;
        merge.each_moment(&mut |moment| {
            let mut found = Vec::new();
            for one in moment {
                if let Some(item) = reading.item(&one, query)? {
                    found.push((one.key, item));
                }
            }
            for (key, item) in same::folded(found) {
                if behind.is_some_and(|behind| key <= *behind) {
                    continue;
                }
                if page.items.len() >= limit as usize {
                    page.next = last.as_ref().map(Key::write);
                    return Ok(false);
                }
                last = Some(key);
                page.items.push(item);
            }
            Ok(true)
        })?;
        Ok(page)
    }

    /// Layers whose clock is known, with the zones that events name beside.
    pub(super) fn zoned_layers(&self) -> Result<Zoned> {
        let (layers, facts) = self.layers_and_facts()?;
        Ok(Zoned { layers, facts, zones: RefCell::default() })
    }

    pub(super) fn reading<'g>(&'g self, layers: &Zoned, limit: u32) -> Result<Reading<'g>> {
        let titles = if limit < MANY {
            None
        } else {
            let mut all = BTreeMap::new();
            for layer in &layers.layers {
                let rows = self.store.list_titles(&layer.fact.id, "event")?;
                all.insert(layer.fact.id.clone(), Titles::new(rows));
            }
            Some(all)
        };
        let marks = self.store.list_interests()?;
        Ok(Reading { guide: self, titles, places: RefCell::default(), marks })
    }
}

/// Layers, and the zones that their events name.
pub(super) struct Zoned {
    pub(super) layers: Vec<Layer>,
    facts: super::facts::Facts,
    zones: RefCell<BTreeMap<String, Option<std::rc::Rc<Zone>>>>,
}

impl Zoned {
    /// The clock of an event: its own zone's, or that of its layer. Nothing where it is not known: a wrong hour is worse
    /// than none.
    pub(super) fn zone(
        &self,
        guide: &Guide<'_>,
        layer: &Layer,
        fact: &EventFact,
    ) -> Result<Option<std::rc::Rc<Zone>>> {
        let own = fact.zone.as_deref().filter(|zone| *zone != layer.fact.zone);
        let name = own.map_or_else(|| format!("pack {}", layer.fact.id), str::to_owned);
        if let Some(known) = self.zones.borrow().get(&name) {
            return Ok(known.clone());
        }
        let zone = match own {
            Some(name) => guide.clock_of(&self.facts, name)?.as_ref().and_then(Zone::new),
            None => layer.clock().cloned(),
        };
        let zone = zone.map(std::rc::Rc::new);
        self.zones.borrow_mut().insert(name, zone.clone());
        Ok(zone)
    }
}

impl Reading<'_> {
    /// The change that applies to an occurrence.
    pub(super) fn change<'f>(fact: &'f EventFact, at: &Occurrence) -> Option<&'f EventChange> {
        at.change.and_then(|n| fact.changes.get(n))
    }

    /// One entry; nothing where it is not asked for, or has no title in any language.
    pub(super) fn item(
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
        let Some((title, choice)) = self.guide.choose(titles, &layer.fact.source_language) else {
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

    /// Where an occurrence is.
    pub(super) fn place(
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
pub(super) fn last_moment(end: NaiveDateTime, all_day: bool) -> NaiveDateTime {
    match all_day {
        true => end.checked_sub_signed(TimeDelta::days(1)).unwrap_or(end),
        false => end,
    }
}
