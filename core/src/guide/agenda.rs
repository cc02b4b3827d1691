//! The agenda: what is on in a window of time, in order, with reasons why something may suit the reader.
//!
//! The window is one of instants, so that it does not matter in which zone the phone stands; days and hours that are shown
//! are those of the event's own zone. Series are expanded inside the window only, one next occurrence at a time.

mod filter;
mod merge;
mod reading;
mod same;
mod view;

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::Guide;
use super::layers::Layer;
use super::served::Titles;
use crate::error::{Error, Result};
use crate::packs::format::EventFact;
use crate::time::series::Occurrence;
use crate::time::zone::Zone;

pub(super) use merge::in_reach;
pub(super) use reading::Reading;
pub use view::{AgendaItem, AgendaPage, AgendaQuery, Because};

use merge::{Key, Merge};
use same::Candidate;

/// So many days are listed where nobody says how many.
const DAYS: i64 = 30;
/// So many entries stand on a page where nobody says how many.
const ON_A_PAGE: u32 = 20;
/// From so many entries on all titles are read at once.
const MANY: u32 = 200;

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
        let (pack, id) = (layer.fact.id.as_str().into(), fact.id.as_str().into());
        let key = Key { at: starts.timestamp(), pack, id, of: occurrence.of };
        Self { key, ends, layer, fact, occurrence }
    }
}

/// When an occurrence begins and ends.
fn instants(zone: &Zone, occurrence: &Occurrence) -> (DateTime<Utc>, DateTime<Utc>) {
    let starts = zone.resolve(occurrence.start);
    (starts, zone.resolve(occurrence.end).max(starts))
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
        let limit = query.limit.unwrap_or(ON_A_PAGE).clamp(1, 100_000);
        let layers = self.zoned_layers()?;
        let reading = self.reading(&layers, limit)?;
        let merge = Merge::new(self, &layers, (from, until), behind)?;
        let mut page = AgendaPage { items: Vec::new(), next: None };
        let mut last = None;
        merge.each_moment(&mut |moment| {
            let mut found = Vec::new();
            for one in moment {
                if let Some(item) = reading.item(&one, query)? {
                    let EventFact { feed, uid, .. } = one.fact;
                    let (feed, uid) = (feed.clone(), uid.clone());
                    found.push(Candidate { key: one.key, item, feed, uid });
                }
            }
            for Candidate { key, item, .. } in same::folded(found) {
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
        let (places, chosen) = (RefCell::default(), RefCell::default());
        Ok(Reading { guide: self, titles, places, chosen, marks })
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
