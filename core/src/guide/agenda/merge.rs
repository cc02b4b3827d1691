//! All occurrences of a window in order of time: single events from the index, batch by batch, and each series with its next
//! occurrence only, so that an endless one costs nothing beyond the window and none starves another.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::rc::Rc;

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone as _, Utc};

use super::{Found, Zoned, instants};
use crate::error::Result;
use crate::guide::layers::Layer;
use crate::guide::{Guide, parse};
use crate::packs::format::EventFact;
use crate::store::SingleRow;
use crate::time::series::{Occurrence, Series};
use crate::time::zone::Zone;

/// No clock is farther from UTC: 26 h.
const FARTHEST: i64 = 26 * 3600;
/// Single events that are read at once.
const BATCH: usize = 128;

/// What orders an agenda: the moment, then names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::guide) struct Key {
    /// Seconds since 1970.
    pub(in crate::guide) at: i64,
    pub(in crate::guide) pack: Rc<str>,
    pub(in crate::guide) id: Rc<str>,
    pub(in crate::guide) of: NaiveDateTime,
}

impl Key {
    /// As a page's `next`.
    pub(super) fn write(&self) -> String {
        format!("{} {} {} {}", self.at, self.of.and_utc().timestamp(), self.pack, self.id)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let at = parts.next()?.parse().ok()?;
        let of = DateTime::from_timestamp(parts.next()?.parse().ok()?, 0)?.naive_utc();
        Some(Self { at, of, pack: parts.next()?.into(), id: parts.next()?.into() })
    }
}

/// An event with its times.
struct Event<'g> {
    layer: &'g Layer,
    pack: Rc<str>,
    id: Rc<str>,
    fact: EventFact,
    series: Series,
    zone: Rc<Zone>,
}

/// What a next occurrence is of.
enum Of<'e, 'g> {
    /// One with several times, and where its further ones come from.
    Series(&'e Event<'g>, usize),
    /// One that takes place once.
    Single(Rc<Event<'g>>),
}

/// A next occurrence.
struct Head<'e, 'g> {
    key: Key,
    ends: DateTime<Utc>,
    occurrence: Occurrence,
    of: Of<'e, 'g>,
}

impl PartialEq for Head<'_, '_> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Head<'_, '_> {}

impl PartialOrd for Head<'_, '_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Head<'_, '_> {
    /// The earliest is the greatest, as a heap wants it.
    fn cmp(&self, other: &Self) -> Ordering {
        other.key.cmp(&self.key)
    }
}

/// What stands ready to be merged.
pub(super) struct Merge<'g> {
    guide: &'g Guide<'g>,
    zoned: &'g Zoned,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    repeating: Vec<Event<'g>>,
    /// In the seconds of the store's index.
    window: (i64, i64),
}

impl<'g> Merge<'g> {
    pub(super) fn new(
        guide: &'g Guide<'g>,
        zoned: &'g Zoned,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        behind: Option<&Key>,
    ) -> Result<Self> {
        // Nothing that began before the last page's end comes again.
        let behind = behind.and_then(|b| DateTime::from_timestamp(b.at, 0));
        let from = in_reach(behind.map_or(from, |at| from.max(at)));
        let window = (from.timestamp() - FARTHEST, until.timestamp() + FARTHEST);
        let mut merge = Self { guide, zoned, from, until, repeating: Vec::new(), window };
        for (pack, body) in guide.store.list_repeating_events(window)? {
            merge.repeating.extend(merge.event(&pack, &body)?);
        }
        Ok(merge)
    }

    fn event(&self, pack: &str, body: &str) -> Result<Option<Event<'g>>> {
        let Some(layer) = self.zoned.layers.iter().find(|l| l.fact.id == pack) else {
            return Ok(None);
        };
        let fact: EventFact = parse(body, "event")?;
        let Some(zone) = self.zoned.zone(self.guide, layer, &fact)? else { return Ok(None) };
        let (pack, id) = (Rc::from(pack), Rc::from(fact.id.as_str()));
        Ok(fact.series().ok().map(|series| Event { layer, pack, id, fact, series, zone }))
    }

    /// Hands out what begins at one moment after the other, until `take` has enough (`false`).
    pub(super) fn each_moment(
        &self,
        take: &mut dyn FnMut(Vec<Found<'_>>) -> Result<bool>,
    ) -> Result<()> {
        let mut heap = BinaryHeap::new();
        let mut lists: Vec<_> = self.repeating.iter().map(|e| self.occurrences(e)).collect();
        for (n, (event, list)) in self.repeating.iter().zip(&mut lists).enumerate() {
            heap.extend(list.next().map(|o| head(event, o, Of::Series(event, n))));
        }
        let mut singles = Singles { last: None, is_last: false };
        let mut moment: Vec<Head<'_, '_>> = Vec::new();
        loop {
            self.read_singles(&mut singles, &mut heap)?;
            let top = heap.pop();
            let at = top.as_ref().map(|top| top.key.at);
            if moment.first().is_some_and(|first| Some(first.key.at) != at)
                && !take(std::mem::take(&mut moment).iter().map(Head::found).collect())?
            {
                return Ok(());
            }
            let Some(top) = top else { return Ok(()) };
            if let Of::Series(event, n) = top.of
                && let Some(list) = lists.get_mut(n)
            {
                heap.extend(list.next().map(|o| head(event, o, Of::Series(event, n))));
            }
            moment.push(top);
        }
    }

    /// Puts all single events to the others that may begin before what stands first.
    fn read_singles<'e>(
        &self,
        singles: &mut Singles,
        heap: &mut BinaryHeap<Head<'e, 'g>>,
    ) -> Result<()> {
        while !singles.is_last && singles.may_be_first(heap.peek()) {
            let store = self.guide.store;
            let batch = store.list_single_events(self.window, singles.last.as_ref(), BATCH)?;
            singles.is_last = batch.len() < BATCH;
            for row in &batch {
                let Some(event) = self.event(&row.pack, &row.body)?.map(Rc::new) else { continue };
                let occurrences = self.occurrences(&event);
                heap.extend(occurrences.map(|o| head(&event, o, Of::Single(Rc::clone(&event)))));
            }
            singles.last = batch.into_iter().next_back().or(singles.last.take());
        }
        Ok(())
    }

    /// Occurrences that overlap the window, in the order of their start on the event's clock.
    fn occurrences<'e>(
        &self,
        event: &'e Event<'g>,
    ) -> impl Iterator<Item = Occurrence> + use<'e, 'g> {
        let (from, until) = (self.from, self.until);
        let slack = TimeDelta::seconds(FARTHEST);
        let (early, late) = ((from - slack).naive_utc(), (until + slack).naive_utc());
        event.series.between(early, late).filter(move |o| {
            let (starts, ends) = instants(&event.zone, o);
            starts < until && (ends > from || (ends == starts && starts >= from))
        })
    }
}

/// How far the single events are read.
struct Singles {
    last: Option<SingleRow>,
    is_last: bool,
}

impl Singles {
    /// Whether one that is not read yet may begin before this.
    fn may_be_first(&self, top: Option<&Head<'_, '_>>) -> bool {
        match (top, &self.last) {
            (Some(top), Some(last)) => last.starts <= top.key.at + FARTHEST,
            _ => true,
        }
    }
}

impl Head<'_, '_> {
    fn found(&self) -> Found<'_> {
        let event = match &self.of {
            Of::Series(event, _) => event,
            Of::Single(event) => event.as_ref(),
        };
        Found {
            key: self.key.clone(),
            ends: self.ends,
            layer: event.layer,
            fact: &event.fact,
            occurrence: self.occurrence,
        }
    }
}

fn head<'e, 'g>(event: &Event<'g>, occurrence: Occurrence, of: Of<'e, 'g>) -> Head<'e, 'g> {
    let (starts, ends) = instants(&event.zone, &occurrence);
    let (pack, id) = (Rc::clone(&event.pack), Rc::clone(&event.id));
    Head { key: Key { at: starts.timestamp(), pack, id, of: occurrence.of }, ends, occurrence, of }
}

/// Within the years that calendars are written in, so that some days or years more or less are no trouble.
pub(in crate::guide) fn in_reach(at: DateTime<Utc>) -> DateTime<Utc> {
    let ends = [2, 9990].map(|year| Utc.with_ymd_and_hms(year, 1, 2, 0, 0, 0).single());
    match ends {
        [Some(first), Some(last)] => at.clamp(first, last),
        _ => at,
    }
}
