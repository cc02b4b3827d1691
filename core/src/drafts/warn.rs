//! What the times of a draft run into, and other times that are free: from what is on the phone, about the event and never
//! about a person. Nothing here forbids anything.

mod around;
mod free;
mod hall;
mod kept;
mod similar;
mod view;

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::record::Draft;
use crate::error::Result;
use crate::packs::format::{EventStatus, Point, write_moment};
use crate::time::series::Series;

pub use self::around::{Around, Hours, Neighbour, Spot};
pub use self::view::{
    DraftConcern, DraftFreeTime, DraftHours, DraftTime, DraftWarning, DraftWarnings,
};

/// So many times of a series are looked at,
const TIMES: usize = 12;
/// and so far behind the first of them: half a year.
const AHEAD: TimeDelta = TimeDelta::days(183);
/// Other times are looked for so near.
const AROUND: TimeDelta = TimeDelta::days(16);

/// A time that is looked at.
#[derive(Debug, Clone)]
struct Time {
    of: NaiveDateTime,
    start: NaiveDateTime,
    end: NaiveDateTime,
    /// Place id, and where it is otherwise.
    place: Option<String>,
    point: Option<Point>,
}

/// Where a time takes place, and what is on around it.
struct Venue<'a> {
    place: Option<String>,
    spot: Spot<'a>,
    neighbours: Vec<Neighbour>,
}

/// A draft with all that is known around it.
struct Scene<'a> {
    draft: &'a Draft,
    around: &'a dyn Around,
    series: Series,
    now: NaiveDateTime,
    times: Vec<Time>,
    venues: BTreeMap<Option<String>, Venue<'a>>,
    names: std::cell::RefCell<BTreeMap<String, Option<(String, String)>>>,
}

/// What a draft runs into, at its next times.
///
/// # Errors
/// When what is on the phone cannot be read.
pub fn warnings(draft: &Draft, around: &dyn Around) -> Result<DraftWarnings> {
    let Some(scene) = Scene::new(draft, around)? else { return Ok(DraftWarnings::default()) };
    let mut found = DraftWarnings::default();
    let mut affected = Vec::new();
    if let Some(past) = scene.past() {
        scene.add(&mut found.warnings, &past, DraftConcern::Past);
    }
    for time in &scene.times {
        let Some(venue) = scene.venues.get(&time.place) else { continue };
        let mut concerns = Vec::new();
        concerns.extend(scene.skipped(time));
        concerns.extend(scene.kept(venue, time.start, time.end)?);
        concerns.extend(scene.hall(venue, time.start, time.end));
        concerns.extend(scene.similar(venue, time.start, time.end));
        if concerns.iter().any(DraftConcern::is_in_the_way) {
            affected.push(time);
        }
        for concern in concerns {
            scene.add(&mut found.warnings, time, concern);
        }
    }
    found.free_times = scene.free_times(&affected)?;
    found.looked_at = u32::try_from(scene.times.len()).unwrap_or(u32::MAX);
    Ok(found)
}

impl<'a> Scene<'a> {
    fn new(draft: &'a Draft, around: &'a dyn Around) -> Result<Option<Self>> {
        let now = around.zone().local(around.now());
        let (Some(series), Some(now)) = (draft.series(), now) else { return Ok(None) };
        let names = Default::default();
        let (times, venues) = (Vec::new(), BTreeMap::new());
        let mut scene = Self { draft, around, series, now, times, venues, names };
        scene.times = scene.looked_at(&scene.series);
        for place in scene.times.iter().map(|time| time.place.clone()).collect::<Vec<_>>() {
            if !scene.venues.contains_key(&place) {
                let venue = scene.venue(&place)?;
                scene.venues.insert(place, venue);
            }
        }
        Ok(Some(scene))
    }

    /// The next times of a series that take place; where all are over, nothing.
    fn looked_at(&self, series: &Series) -> Vec<Time> {
        if self.draft.fact.status == EventStatus::Cancelled {
            return Vec::new();
        }
        let mut times = series.between(self.now, NaiveDateTime::MAX).take(4 * TIMES).peekable();
        let last = times.peek().and_then(|first| first.start.checked_add_signed(AHEAD));
        let near = times.take_while(|time| last.is_some_and(|last| time.start <= last));
        let on = near.filter(|time| !time.is_cancelled).take(TIMES);
        on.map(|time| {
            let fact = &self.draft.fact;
            let change = time.change.and_then(|n| fact.changes.get(n));
            let moved = change.filter(|c| c.place.is_some());
            let place = moved.map_or(&fact.place, |change| &change.place).clone();
            let address = fact.address.as_ref().filter(|_| moved.is_none());
            let point = address.and_then(|address| address.point);
            Time { of: time.of, start: time.start, end: time.end, place, point }
        })
        .collect()
    }

    fn venue(&self, place: &Option<String>) -> Result<Venue<'a>> {
        let here = || self.times.iter().filter(|time| time.place == *place);
        let point = here().find_map(|time| time.point);
        let spot = self.around.spot(place.as_deref(), point)?;
        let at = |local: NaiveDateTime| self.around.zone().resolve(local);
        let (from, until) = (here().map(|t| at(t.start)).min(), here().map(|t| at(t.end)).max());
        let neighbours = match from.zip(until) {
            Some((from, until)) => {
                let window = (from.checked_sub_signed(AROUND), until.checked_add_signed(AROUND));
                let window = (window.0.unwrap_or(from), window.1.unwrap_or(until));
                self.around.nearby(spot.point, window)?
            }
            None => Vec::new(),
        };
        Ok(Venue { place: place.clone(), spot, neighbours })
    }

    /// The first time, if it has begun already.
    fn past(&self) -> Option<Time> {
        let from = self.series.start.checked_add_signed(self.series.shifts().0)?;
        let first = self.series.between(from, self.now).next()?;
        let (start, end) = (first.start, first.end);
        Some(Time { of: first.of, start, end, place: None, point: None })
            .filter(|time| time.start <= self.now)
    }

    fn skipped(&self, time: &Time) -> Option<DraftConcern> {
        let shown = self.shown_instead(time.start)?;
        Some(DraftConcern::Skipped { shown: write_moment(shown, false) })
    }

    /// What clocks show instead of a time that they skip.
    fn shown_instead(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let zone = self.around.zone();
        let shown = zone.local(zone.resolve(at))?;
        (shown != at && !self.all_day()).then_some(shown)
    }

    fn all_day(&self) -> bool {
        self.draft.fact.is_all_day()
    }

    /// Tells of a concern at a time: to others of its kind, if there are some.
    fn add(&self, warnings: &mut Vec<DraftWarning>, time: &Time, about: DraftConcern) {
        let day = self.all_day();
        let (of, starts_local) = (write_moment(time.of, day), write_moment(time.start, day));
        let time = DraftTime { of, starts_local };
        match warnings.iter_mut().find(|warning| warning.about.is_like(&about)) {
            Some(warning) => warning.times.push(time),
            None => {
                let message = about.message().to_owned();
                warnings.push(DraftWarning { about, message, times: vec![time] });
            }
        }
    }
}
