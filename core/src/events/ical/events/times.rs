//! The times of a VEVENT on the wall clock of its own zone.
//!
//! `ends` tells how long it lasts, `repeats` when it is on again.

mod ends;
mod repeats;

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::super::component::Component;
use super::super::fault::{Fault, What};
use super::super::property::Property;
use super::super::value::{self, Duration, Value, When};
use super::super::zones::{FoundZone, Zones};
use crate::time::rule::{Rule, Until};
use crate::time::series::{Length, Series};

/// Times of a VEVENT.
pub(super) struct Times {
    /// Its zone; none for whole days and floating times.
    pub(super) zone: Option<Arc<FoundZone>>,
    /// Whether its times are days.
    pub(super) all_day: bool,
    /// Its times, without what other VEVENTs change.
    pub(super) series: Series,
    /// DTSTART, where there is one: a change may leave it out.
    pub(super) start: Option<NaiveDateTime>,
    /// RECURRENCE-ID.
    pub(super) of: Option<Id>,
    /// RANGE=THISANDFUTURE.
    pub(super) and_later: bool,
}

/// RECURRENCE-ID: the time by rule of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Id {
    /// A day.
    Day(NaiveDate),
    /// A wall clock time in the zone of the event.
    Local(NaiveDateTime),
    /// A wall clock time in some zone, and the instant, as a clock in UTC shows it.
    Zoned(NaiveDateTime, NaiveDateTime),
}

impl Id {
    /// The time by rule in a series with this start and zone.
    ///
    /// A day means the occurrence of the day, at the time at which the series begins.
    pub(super) fn local_in(
        self,
        start: &NaiveDateTime,
        zone: Option<&FoundZone>,
        all_day: bool,
    ) -> NaiveDateTime {
        let local = match self {
            Self::Day(day) => day.and_time(start.time()),
            Self::Local(local) => local,
            Self::Zoned(local, utc) => match zone {
                // Of an hour that a clock skips, the instant would lead to the next one.
                Some(zone) if zone.zone.resolve(local).naive_utc() == utc => local,
                Some(zone) => zone.zone.local(utc.and_utc()).unwrap_or(utc),
                None => utc,
            },
        };
        if all_day { local.date().and_time(NaiveTime::MIN) } else { local }
    }
}

/// A wall clock time of one zone on the clock of another.
pub(super) fn moved(local: NaiveDateTime, from: &FoundZone, to: &FoundZone) -> NaiveDateTime {
    // Through an instant only where the zones differ: of an hour that a clock shows twice the second would become the first.
    // A zone that only the file knows has no name, and is itself.
    if std::ptr::eq(from, to) || (from.name.is_some() && from.name == to.name) {
        return local;
    }
    to.zone.local(from.zone.resolve(local)).unwrap_or(local)
}

/// The times of a VEVENT; nothing where it has no start and is no change.
pub(super) fn read(
    component: &Component,
    zones: &mut Zones<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Times> {
    let mut reader = Reader { component, zones, faults };
    reader.times()
}

struct Reader<'r, 'z> {
    component: &'r Component,
    zones: &'r mut Zones<'z>,
    faults: &'r mut Vec<Fault>,
}

/// A day or a time, with the zone that it was written in.
#[derive(Clone)]
struct Written {
    when: When,
    /// Where the time is one of a zone: not for days, not for floating times.
    zone: Option<Arc<FoundZone>>,
}

impl Reader<'_, '_> {
    fn times(&mut self) -> Option<Times> {
        let range = self.component.property("RECURRENCE-ID");
        let of = range.and_then(|p| self.written(p).into_iter().next());
        let and_later = range.and_then(|p| p.parameter("RANGE"));
        let and_later = and_later.is_some_and(|r| r.trim().eq_ignore_ascii_case("THISANDFUTURE"));
        let start =
            self.component.property("DTSTART").and_then(|p| self.written(p).into_iter().next());
        // A change without a start is one of texts, or cancels.
        let Some(first) = start.clone().or_else(|| of.clone()) else {
            self.tell(self.component.line, What::NoStart(self.component.name.clone()));
            return None;
        };
        let end = self.end();
        let first = self.as_precise_as(first, &end);
        let all_day = matches!(first.when, When::Date(_)) || self.is_flagged(&first);
        let zone = first.zone.clone().filter(|_| !all_day);
        let at = Place { zone: zone.clone(), all_day, time: first.when.local().time() };
        let (begin, length) = self.length(&first, end, &at);
        let rules = self.rules("RRULE", &at);
        let (without, without_days) = self.without(&at);
        // DTSTART is the first of the series (RFC 5545 3.8.5.3), unless all ends before it: so do servers write a series
        // of which somebody has deleted this and all later ones.
        let is_over = |rule: &Rule| match rule.until {
            Some(Until::Date(day)) => day < begin.date(),
            Some(Until::Local(until) | Until::Utc(until)) => until < begin,
            None => false,
        };
        let start_takes_place = rules.is_empty() || !rules.iter().all(is_over);
        let series = Series {
            start: begin,
            length,
            rules,
            without_rules: self.rules("EXRULE", &at),
            dates: self.added(&at),
            without,
            without_days,
            changes: Vec::new(),
            start_takes_place,
        };
        let of = of.map(|of| id(&of));
        let start = start.map(|_| begin);
        Some(Times { zone, all_day, series, start, of, and_later })
    }

    fn tell(&mut self, line: usize, what: What) {
        self.faults.push(Fault::new(line, what));
    }

    /// The values of a property.
    fn values(&mut self, property: &Property) -> Vec<Value> {
        let mut told = Vec::new();
        let values = value::read(property, &mut told);
        told.into_iter().for_each(|what| self.tell(property.line, what));
        values
    }

    /// The days and times of a property; of periods, their starts.
    fn written(&mut self, property: &Property) -> Vec<Written> {
        let values = self.values(property);
        let whens = values.iter().filter_map(|value| match value {
            Value::Period(start, _) => Some(*start),
            other => other.when(),
        });
        let whens: Vec<When> = whens.collect();
        whens.into_iter().map(|when| self.with_zone(property, when)).collect()
    }

    /// A time with its zone: TZID, UTC, or floating.
    ///
    /// A time in UTC is shown on the clock that the calendar names, where it names one (X-WR-TIMEZONE): programs that
    /// write so mean a wall clock, and a series would jump when clocks change. RFC 5545 knows no such property.
    fn with_zone(&mut self, property: &Property, when: When) -> Written {
        let When::DateTime(stamp) = when else { return Written { when, zone: None } };
        let tzid = property.parameter("TZID").filter(|_| !stamp.utc);
        let zone = match tzid {
            Some(tzid) => self.zones.find(tzid, property.line, self.faults),
            None if stamp.utc => {
                let zone = self.zones.told().or_else(|| self.zones.utc());
                let local = zone.as_ref().and_then(|z| z.zone.local(stamp.local.and_utc()));
                let when = When::DateTime(value::Stamp {
                    local: local.unwrap_or(stamp.local),
                    utc: false,
                });
                return Written { when, zone };
            }
            None => None,
        };
        Written { when, zone }
    }

    /// Outlook: times from midnight to midnight, and a flag that they mean days.
    fn is_flagged(&self, first: &Written) -> bool {
        let names = ["X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY"];
        let flagged = names.iter().filter_map(|name| self.component.property(name));
        let flagged = flagged
            .into_iter()
            .any(|p| p.value.trim().eq_ignore_ascii_case("TRUE") || p.value.trim() == "1");
        flagged && first.when.local().time() == NaiveTime::MIN
    }
}

/// Where the times of an event are written down.
struct Place {
    zone: Option<Arc<FoundZone>>,
    all_day: bool,
    /// Of its start: what a day means in a series of times.
    time: NaiveTime,
}

impl Place {
    /// A time on the wall clock of the event.
    fn local(&self, written: &Written) -> NaiveDateTime {
        let local = match (written.when, &written.zone, &self.zone) {
            (When::Date(day), _, _) => day.and_time(self.time),
            (When::DateTime(stamp), Some(from), Some(to)) => moved(stamp.local, from, to),
            (When::DateTime(stamp), _, _) => stamp.local,
        };
        if self.all_day { local.date().and_time(NaiveTime::MIN) } else { local }
    }

    /// For measuring: the instant, or the wall clock where there is no zone.
    fn instant(&self, local: NaiveDateTime) -> NaiveDateTime {
        self.zone.as_ref().map_or(local, |zone| zone.zone.resolve(local).naive_utc())
    }

    /// A length that was written as one. Days are days of the calendar (RFC 5545 3.3.6).
    fn length(&self, length: Duration) -> Length {
        if self.all_day {
            let more = days(length.exact);
            let days = u32::try_from(length.days).unwrap_or(0).saturating_add(more);
            return Length::Days(days.max(1));
        }
        match length.days {
            0 => Length::Exact(length.exact),
            days => Length::Nominal { days: u32::try_from(days).unwrap_or(0), exact: length.exact },
        }
    }
}

/// Days that a span of time touches, when it begins at midnight.
fn days(exact: TimeDelta) -> u32 {
    let seconds = exact.num_seconds().max(0);
    let day = TimeDelta::days(1).num_seconds();
    u32::try_from(seconds / day + i64::from(seconds % day > 0)).unwrap_or(u32::MAX)
}

fn id(written: &Written) -> Id {
    match (written.when, &written.zone) {
        (When::Date(day), _) => Id::Day(day),
        (When::DateTime(stamp), None) => Id::Local(stamp.local),
        (When::DateTime(stamp), Some(zone)) => {
            Id::Zoned(stamp.local, zone.zone.resolve(stamp.local).naive_utc())
        }
    }
}
