//! From the name that a file gives a zone to its clock.
//!
//! In this order: a name of the IANA database, also behind the prefixes that programs put before it; a name of Windows;
//! what the file's VTIMEZONE says it is (X-LIC-LOCATION, TZID-ALIAS-OF); a name for people, such as
//! `(UTC+01:00) Amsterdam, Berlin`; the VTIMEZONE itself; an offset, such as `UTC+11`; then the calendar's own zone, and that is
//! told. RFC 5545 3.2.19 would have the VTIMEZONE decide; but a name goes on when its rules change, and a VTIMEZONE does not.

mod names;
mod observances;
mod windows;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::component::Component;
use super::fault::{Fault, What, shown};
use crate::time::zone::{Clock, Zone};

/// Where clocks of the IANA database come from: the caller knows.
pub trait Clocks {
    /// The clock of a zone, by exactly its name or that of an alias; nothing where there is none.
    fn clock(&self, name: &str) -> Option<Clock>;
}

impl<F: Fn(&str) -> Option<Clock>> Clocks for F {
    fn clock(&self, name: &str) -> Option<Clock> {
        self(name)
    }
}

/// A zone of a calendar file.
#[derive(Debug, Clone)]
pub struct FoundZone {
    /// Its IANA name; none for a zone that only the file knows.
    pub name: Option<String>,
    /// Its clock.
    pub clock: Clock,
    /// The same, ready to be asked.
    pub zone: Zone,
}

impl FoundZone {
    /// From a clock; nothing where the clock is none.
    pub fn new(name: Option<String>, clock: Clock) -> Option<Self> {
        let zone = Zone::new(&clock)?;
        Some(Self { name, clock, zone })
    }

    /// Whether two zones show the same time, as far as anybody will notice: at noon of each day of five years.
    fn shows_the_same_as(&self, other: &Self) -> bool {
        let noons = (0..5 * 366).map(|day| SAMPLE + day * 24 * 60 * 60);
        noons.into_iter().all(|at| self.zone.offset_at(at) == other.zone.offset_at(at))
    }
}

/// Noon in UTC of the first day that is looked at, 1 January 2025.
const SAMPLE: i64 = 1_735_732_800;

/// Longest name of a zone that is looked for, in bytes.
const LONGEST_NAME: usize = 255;
/// VTIMEZONEs of one calendar whose observances are read: each may be dear.
const MOST_READ: usize = 64;

/// The zones of one calendar.
pub struct Zones<'c> {
    clocks: &'c dyn Clocks,
    /// VTIMEZONEs by their TZID.
    own: BTreeMap<String, &'c Component>,
    /// X-WR-TIMEZONE, or what the caller gave.
    default: Option<Arc<FoundZone>>,
    /// X-WR-TIMEZONE.
    told: Option<Arc<FoundZone>>,
    utc: Option<Arc<FoundZone>>,
    /// VTIMEZONEs whose observances were read.
    read: usize,
    /// What was found, by TZID.
    found: BTreeMap<String, Option<Arc<FoundZone>>>,
}

impl<'c> Zones<'c> {
    /// The zones of a calendar; `default` is the IANA name for where neither an event nor the calendar has one.
    pub fn new(
        calendar: &'c Component,
        clocks: &'c dyn Clocks,
        default: &str,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let tzid = |zone: &Component| Some(zone.property("TZID")?.value.trim().to_owned());
        let mut own = BTreeMap::new();
        for zone in calendar.inside("VTIMEZONE") {
            if let Some(name) = tzid(zone) {
                own.entry(name).or_insert(zone);
            }
        }
        let mut zones = Self {
            clocks,
            own,
            default: None,
            told: None,
            utc: None,
            read: 0,
            found: BTreeMap::new(),
        };
        let utc = FoundZone::new(Some("UTC".to_owned()), Clock::default());
        zones.utc = utc.map(Arc::new);
        zones.default = zones.named(default).map(Arc::new);
        let told = ["X-WR-TIMEZONE", "TIMEZONE-ID"];
        if let Some(property) = told.iter().find_map(|name| calendar.property(name))
            && !property.value.trim().is_empty()
        {
            let known = zones.look_for(&property.value, faults).map(Arc::new);
            if known.is_none() {
                zones.tell_unknown(&property.value, property.line, faults);
            }
            zones.told.clone_from(&known);
            zones.default = known.or(zones.default);
        }
        zones
    }

    /// The zone that the calendar itself names.
    pub fn told(&self) -> Option<Arc<FoundZone>> {
        self.told.clone()
    }

    /// UTC.
    pub fn utc(&self) -> Option<Arc<FoundZone>> {
        self.utc.clone()
    }

    /// The zone that the calendar names, or that of the caller; none where the caller's name for it is not known either.
    pub fn own(&self) -> Option<Arc<FoundZone>> {
        self.default.clone()
    }

    /// The zone that a TZID means; for one that means none, the calendar's, and that is told once.
    pub fn find(
        &mut self,
        tzid: &str,
        line: usize,
        faults: &mut Vec<Fault>,
    ) -> Option<Arc<FoundZone>> {
        if let Some(found) = self.found.get(tzid) {
            return found.clone();
        }
        let found = self.look_for(tzid, faults).map(Arc::new);
        if found.is_none() {
            self.tell_unknown(tzid, line, faults);
        }
        let found = found.or_else(|| self.default.clone()).or_else(|| self.utc.clone());
        self.found.insert(tzid.to_owned(), found.clone());
        found
    }

    fn tell_unknown(&self, tzid: &str, line: usize, faults: &mut Vec<Fault>) {
        let used = self.default.as_ref().and_then(|zone| zone.name.clone());
        let used = used.unwrap_or_else(|| "UTC".to_owned());
        faults.push(Fault::new(line, What::UnknownZone { tzid: shown(tzid), used }));
    }

    fn look_for(&mut self, tzid: &str, faults: &mut Vec<Fault>) -> Option<FoundZone> {
        if tzid.len() > LONGEST_NAME {
            return None;
        }
        let own = self.own.get(tzid.trim()).copied();
        let named = self
            .named(tzid)
            .or_else(|| windows::iana(tzid).and_then(|name| self.named(name)))
            .or_else(|| own.and_then(|zone| self.told_by(zone)))
            .or_else(|| names::find(tzid, |name| self.named(name)));
        let by_offset = || {
            let (name, clock) = names::offset(tzid)?;
            FoundZone::new(name, clock)
        };
        named.or_else(|| self.by_observances(own?, faults)).or_else(by_offset)
    }

    fn by_observances(&mut self, zone: &Component, faults: &mut Vec<Fault>) -> Option<FoundZone> {
        if self.read >= MOST_READ {
            faults.push(Fault::new(zone.line, What::TooMany("zones")));
            return None;
        }
        self.read += 1;
        let own = FoundZone::new(None, observances::clock(zone, faults)?)?;
        // A name is worth more than a copy of its rules.
        let default = self.default.as_deref().filter(|zone| zone.shows_the_same_as(&own));
        Some(default.cloned().unwrap_or(own))
    }

    /// By an IANA name, with whatever stands before it: `/mozilla.org/20070129_1/Europe/Berlin`.
    fn named(&self, tzid: &str) -> Option<FoundZone> {
        let mut rest = tzid.trim().trim_matches(['/', '"', '\'']);
        loop {
            if let Some(clock) = self.clocks.clock(rest) {
                return FoundZone::new(Some(rest.to_owned()), clock);
            }
            rest = rest.split_once('/')?.1;
            // `/x/Berlin` is not a zone of its own name.
            if !rest.contains('/') && rest != "UTC" {
                return None;
            }
        }
    }

    /// What a VTIMEZONE says it is: X-LIC-LOCATION (libical), TZID-ALIAS-OF (RFC 7808 7.3).
    fn told_by(&self, zone: &Component) -> Option<FoundZone> {
        let told = ["X-LIC-LOCATION", "TZID-ALIAS-OF"];
        told.iter().flat_map(|name| zone.all(name)).find_map(|p| self.named(&p.value))
    }
}

#[cfg(test)]
mod tests;
