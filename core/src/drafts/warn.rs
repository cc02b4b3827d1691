//! What the times of a draft run into, and other times that are free: from what is on the phone, about the event and never
//! about a person. Nothing here forbids anything.

mod free;
mod hall;
mod kept;
mod similar;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::record::Draft;
use crate::error::Result;
use crate::packs::format::{EventStatus, Point, write_moment};
use crate::time::observance::{Asks, Certainty, Observances, Why};
use crate::time::opening_hours::{OpeningHours, Place};
use crate::time::series::Series;
use crate::time::zone::Zone;

/// So many times of a series are looked at,
const TIMES: usize = 12;
/// and so far behind the first of them: half a year.
const AHEAD: TimeDelta = TimeDelta::days(183);
/// Other times are looked for so near.
const AROUND: TimeDelta = TimeDelta::days(16);

/// What a draft runs into.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftWarnings {
    /// By the first time that each concerns; of one time the heaviest first.
    pub warnings: Vec<DraftWarning>,
    /// Times that run into nothing, nearest first, at most three; none where nothing is in the way.
    pub free_times: Vec<DraftFreeTime>,
    /// So many times were looked at: 12 at most, within half a year.
    pub looked_at: u32,
}

/// Something that times of a draft run into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftWarning {
    /// What. Days and hours that it tells are those at the first of `times`.
    pub about: DraftConcern,
    /// The name of the text of the interface that says it; its argument is `name`, `place`, `title` or `shown`.
    pub message: String,
    /// Which times.
    pub times: Vec<DraftTime>,
}

/// A time of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTime {
    /// Its local time by rule.
    pub of: String,
    /// When it begins on the clock there.
    pub starts_local: String,
}

/// What a time runs into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftConcern {
    /// It has begun or is over.
    Past,
    /// Clocks are put forward then, and never show this time.
    Skipped {
        /// What they show instead.
        shown: String,
    },
    /// Something that a tradition keeps.
    Observance {
        /// Its id, such as `yom-kippur`.
        id: String,
        /// Its name, in the language that suits the reader best.
        name: String,
        /// The language of the name; nothing where it has no name and the id stands for it.
        language: Option<String>,
        /// From when, on the clock there.
        from_local: String,
        /// Up to when.
        to_local: String,
        /// How sure that is.
        certainty: Certainty,
        /// It begins at sunset, and this is the evening before its first day.
        eve: bool,
        /// What it asks of those who keep it.
        asks: Asks,
        /// It takes an hour or two of the day and no more.
        hours_only: bool,
        /// It is a public holiday there too.
        public_holiday: bool,
        /// It is in the way; otherwise it is good to know, as for what is cooked.
        in_the_way: bool,
    },
    /// A public holiday without a name here.
    PublicHoliday {
        /// The day.
        day: String,
        /// How sure that is.
        certainty: Certainty,
    },
    /// The place is closed for some of the time.
    PlaceClosed {
        /// Place id.
        place: String,
        /// What it is called.
        name: Option<String>,
        /// When it is open on that day; none: not at all.
        open: Vec<DraftHours>,
    },
    /// It cannot be told whether the place is open.
    HoursUnsure {
        /// Place id.
        place: String,
        /// What it is called.
        name: Option<String>,
    },
    /// Something like it is on at about the same time.
    Similar {
        /// Its stable link.
        link: String,
        /// Its title, in the language that suits the reader best.
        title: String,
        /// When it begins on the clock there.
        starts_local: String,
        /// How far from the draft's place, as the crow flies; nothing where one of the two has no position.
        metres: Option<u32>,
        /// Topics that both have.
        topics: Vec<String>,
        /// Those for whom both are, if not for everybody.
        audience: Vec<String>,
        /// They are called alike.
        like_title: bool,
    },
}

/// Hours of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHours {
    /// Local time.
    pub from_local: String,
    /// Local time.
    pub to_local: String,
}

/// A time at which nothing is in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFreeTime {
    /// Which single time of a series would move; nothing where it is all of it.
    pub of: Option<String>,
    /// When it would begin, to be put into the form.
    pub start: String,
    /// When it would end.
    pub end: Option<String>,
    /// How it would repeat, where all of a series would move.
    pub repeat: Option<super::DraftRepeat>,
    /// How it differs from what is in the form.
    pub why: Why,
    /// Names of what is kept then and asks little.
    pub beside: Vec<String>,
}

/// What can be asked about where a draft would take place.
pub trait Around {
    /// The moment.
    fn now(&self) -> DateTime<Utc>;
    /// The clock there.
    fn zone(&self) -> &Zone;
    /// ISO 3166-1 and 3166-2 codes.
    fn region(&self) -> (&str, Option<&str>);
    /// Holidays and what traditions keep.
    fn table(&self) -> &Observances;
    /// A name in the language that suits the reader best, and that language.
    ///
    /// # Errors
    /// When it cannot be read.
    fn name(&self, observance: &str) -> Result<Option<(String, String)>>;
    /// A place of the pack or a point.
    ///
    /// # Errors
    /// When it cannot be read.
    fn spot(&self, place: Option<&str>, point: Option<Point>) -> Result<Spot<'_>>;
    /// What is on within walking distance of a point, or anywhere in the pack, in a window.
    ///
    /// # Errors
    /// When it cannot be read.
    fn nearby(
        &self,
        point: Option<Point>,
        window: (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<Neighbour>>;
}

/// Where a draft would take place.
pub struct Spot<'a> {
    /// What the place is called.
    pub name: Option<String>,
    /// Where it is.
    pub point: Option<Point>,
    /// When it is open.
    pub hours: Hours,
    /// Its holidays, and where its sun sets.
    pub days: Box<dyn Place + 'a>,
}

/// When a place is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// Nobody says.
    Unsaid,
    /// It cannot be read.
    Unreadable,
    /// As it says.
    Said(OpeningHours),
}

/// Something that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it ends.
    pub ends_ms: i64,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// How far from the point that was asked for.
    pub metres: Option<u32>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// For whom, if not for everybody.
    pub audience: Vec<String>,
}

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

impl DraftConcern {
    /// Whether it is a reason to look for another time.
    fn is_in_the_way(&self) -> bool {
        match self {
            Self::Observance { in_the_way, .. } => *in_the_way,
            Self::HoursUnsure { .. } => false,
            _ => true,
        }
    }

    /// The name of the text of the interface that says it.
    fn message(&self) -> &'static str {
        match self {
            Self::Past => "draft-warn-past",
            Self::Skipped { .. } => "draft-warn-skipped",
            Self::Observance { asks: Asks::Minor, .. } => "draft-warn-minor",
            Self::Observance { eve: true, .. } => "draft-warn-eve",
            Self::Observance { asks: Asks::Rest, .. } => "draft-warn-rest",
            Self::Observance { asks: Asks::Family, .. } => "draft-warn-family",
            Self::Observance { asks: Asks::Fast, .. } => "draft-warn-fast",
            Self::PublicHoliday { .. } => "draft-warn-holiday",
            Self::PlaceClosed { .. } => "draft-warn-closed",
            Self::HoursUnsure { .. } => "draft-warn-unsure",
            Self::Similar { .. } => "draft-warn-similar",
        }
    }

    /// Whether it is the same at another time.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Observance { id: a, .. }, Self::Observance { id: b, .. }) => a == b,
            (Self::Similar { link: a, .. }, Self::Similar { link: b, .. }) => a == b,
            (Self::PlaceClosed { place: a, .. }, Self::PlaceClosed { place: b, .. })
            | (Self::HoursUnsure { place: a, .. }, Self::HoursUnsure { place: b, .. }) => a == b,
            (Self::PublicHoliday { .. }, Self::PublicHoliday { .. })
            | (Self::Skipped { .. }, Self::Skipped { .. })
            | (Self::Past, Self::Past) => true,
            _ => false,
        }
    }
}
