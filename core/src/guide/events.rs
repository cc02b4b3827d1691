//! One event: who welcomes people there, what it costs, how to get in, and its next times.

use chrono::{NaiveDateTime, TimeDelta};

use super::agenda::{AgendaItem, AgendaQuery, Found, Reading, in_reach};
use super::places::numbered;
use super::served::TextInfo;
use super::{Guide, parse};
use crate::error::{Error, Result};
use crate::packs::format::{EventFact, EventText, read_moment, write_moment};
use crate::text::Block;
use crate::time::series::{Occurrence, Series};

/// So many next times are told.
const NEXT: usize = 6;
/// And so far ahead.
const AHEAD: TimeDelta = TimeDelta::days(400);

/// An event, seen at one of its times.
#[derive(Debug, Clone, PartialEq)]
pub struct EventView {
    /// The time that was asked for, or the next one, or else the last.
    pub item: AgendaItem,
    /// Who welcomes those who come for the first time, and how to know them.
    pub greeter: Option<String>,
    /// How to get in.
    pub access: Option<String>,
    /// What is expected of those who come, and what not.
    pub expect: Option<String>,
    /// What is different this time, or why it does not take place.
    pub note: Option<String>,
    /// Everything else worth reading.
    pub details: Vec<Block>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// `none`, `possible`, `required`, or not known.
    pub registration: Option<String>,
    /// Where to register or ask, as dialled.
    pub phone: Option<String>,
    /// Where to register or ask.
    pub email: Option<String>,
    /// A web page about it.
    pub url: Option<String>,
    /// Where to take part from afar.
    pub online_url: Option<String>,
    /// So many people find room.
    pub capacity: Option<u32>,
    /// It takes place more than once.
    pub repeats: bool,
    /// The next times, this one included where it lies ahead.
    pub next: Vec<EventTime>,
}

/// A time at which an event takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTime {
    /// Its local time by rule, which stays its name when it is moved.
    pub of: String,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// It does not take place.
    pub cancelled: bool,
}

impl Guide<'_> {
    /// An event at one of its times (`of`); at its next one where that is left out.
    ///
    /// # Errors
    /// `NotFound` when it is not installed, or has no such time.
    pub fn event(&self, pack: &str, id: &str, of: Option<&str>) -> Result<EventView> {
        self.steady(|| self.event_view(pack, id, of))
    }

    fn event_view(&self, pack: &str, id: &str, of: Option<&str>) -> Result<EventView> {
        let missing = || Error::NotFound("event");
        let zoned = self.zoned_layers()?;
        let layer = zoned.layers.iter().find(|l| l.fact.id == pack).ok_or_else(missing)?;
        let row = self.store.find_fact(pack, "event", id)?.ok_or_else(missing)?;
        let fact: EventFact = parse(&row.body, "event")?;
        let zone = zoned.zone(self, layer, &fact)?.ok_or_else(missing)?;
        let series = fact.series().map_err(|_| missing())?;
        let now = zone.local(in_reach(self.reader.now)).ok_or_else(missing)?;
        let all_day = fact.is_all_day();
        let next: Vec<_> = series.between(now, now + AHEAD).take(NEXT).collect();
        let asked = of.map(|of| read_moment(of).map_err(|_| missing())).transpose()?;
        let occurrence = match asked {
            Some((at, _)) => series.find(at),
            None => next.first().copied().or_else(|| nearest(&series, now)),
        };
        let occurrence = occurrence.ok_or_else(missing)?;
        let reading = self.reading(&zoned, 1)?;
        let found = Found::of(layer, &fact, &zone, occurrence);
        let item = reading.item(&found, &AgendaQuery::default())?.ok_or_else(missing)?;
        let titles = self.store.list_titles_of(pack, "event", id)?;
        let chosen = self.choose(&titles, &layer.fact.source_language);
        let (_, choice) = chosen.ok_or_else(missing)?;
        let text: EventText = self.text(pack, "event", id, &choice.served)?.ok_or_else(missing)?;
        let change = Reading::change(&fact, &occurrence);
        let change = change.and_then(|c| text.changes.get(&c.of)).cloned().unwrap_or_default();
        let time = |o: &Occurrence| EventTime {
            of: write_moment(o.of, all_day),
            starts_ms: zone.resolve(o.start).timestamp_millis(),
            starts_local: write_moment(o.start, all_day),
            cancelled: o.is_cancelled,
        };
        Ok(EventView {
            item,
            greeter: text.greeter,
            access: text.access,
            expect: text.expect,
            note: change.note,
            details: numbered(text.details),
            info: self.info(layer, &choice, text.origin, false),
            registration: fact.registration,
            phone: fact.phone,
            email: fact.email,
            url: fact.url,
            online_url: fact.online,
            capacity: fact.capacity,
            repeats: !series.rules.is_empty() || !series.dates.is_empty(),
            next: next.iter().map(time).collect(),
        })
    }
}

/// Where nothing is near ahead: the last time before, or else the first of all.
fn nearest(series: &Series, now: NaiveDateTime) -> Option<Occurrence> {
    let end = series.last().map_or(now, |last| last.min(now));
    // Step by step, since some take place every minute.
    let before = [1, 31, 400].into_iter().find_map(|days| {
        let begin = end.checked_sub_signed(TimeDelta::days(days))?;
        let end = end.checked_add_signed(TimeDelta::seconds(1))?;
        series.between(begin, end).last()
    });
    before.or_else(|| series.between(series.start, end_of(series)).next())
}

fn end_of(series: &Series) -> NaiveDateTime {
    series
        .last()
        .and_then(|last| last.checked_add_signed(TimeDelta::seconds(1)))
        .unwrap_or(NaiveDateTime::MAX)
}
