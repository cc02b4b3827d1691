//! Local time from an instant and a zone's clock. The only place that names the time zone library.
//!
//! Clocks are data: a pack carries its own, the facts carry all. Nothing about any zone is compiled in here.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A time zone's clock from 2020 on, as packs carry it: offsets east of UTC in seconds, and the rule that goes on for
/// ever.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clock {
    /// Offset before the first change.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub offset: i64,
    /// Changes that no rule tells, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ZoneChange>,
    /// What holds from the last change on: a POSIX TZ rule (RFC 9636, section 3.3.1) such as
    /// `CET-1CEST,M3.5.0,M10.5.0/3`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
}

/// From a second on (since 1970, UTC) an offset in seconds east of UTC holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ZoneChange(pub i64, pub i64);

fn is_zero(n: &i64) -> bool {
    *n == 0
}

/// Farther from any time than the clocks of the world are from each other, and nearer than two changes of one clock: 26 h.
const AROUND: i64 = 26 * 60 * 60;

/// A zone whose clock can be read.
#[derive(Debug, Clone)]
pub struct Zone {
    clock: Clock,
    rule: Option<TimeZone>,
}

impl Zone {
    /// From a record; nothing where its rule is none or its changes are not in order.
    pub fn new(clock: &Clock) -> Option<Self> {
        let rule = match clock.rule.as_str() {
            "" => None,
            rule => Some(TimeZone::posix(rule).ok()?),
        };
        let sorted = clock.changes.is_sorted_by(|a, b| a.0 < b.0);
        let day: u64 = 24 * 60 * 60;
        let mut offsets = clock.changes.iter().map(|c| c.1).chain([clock.offset]);
        let fits = sorted && offsets.all(|o| o.unsigned_abs() < 2 * day);
        fits.then(|| Self { clock: clock.clone(), rule })
    }

    /// The record it was made from.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Seconds east of UTC at an instant, given in seconds since 1970.
    pub fn offset_at(&self, second: i64) -> i64 {
        let changes = &self.clock.changes;
        let passed = changes.partition_point(|c| c.0 <= second);
        let last = passed.checked_sub(1).and_then(|n| changes.get(n));
        if passed == changes.len()
            && let Some(rule) = &self.rule
            && let Ok(at) = Timestamp::from_second(second)
        {
            return i64::from(rule.to_offset(at).seconds());
        }
        last.map_or(self.clock.offset, |c| c.1)
    }

    /// The instant that a wall clock time means (RFC 5545, section 3.3.5): where clocks show it twice, the first; where
    /// they skip it, what it would be had they not been put forward yet.
    pub fn resolve(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let second = local.and_utc().timestamp();
        let (before, after) =
            (self.offset_at(second - AROUND), self.offset_at(second.saturating_add(AROUND)));
        // Two changes never lie so near to each other: where both sides agree, nothing changes between them.
        if before == after {
            return at_offset(local, before);
        }
        let meant = |offset: i64| (self.offset_at(second - offset) == offset).then_some(offset);
        // The larger offset comes first: it is taken from the same time.
        let both = meant(before).into_iter().chain(meant(after));
        at_offset(local, both.max().unwrap_or(before))
    }

    /// The wall clock at an instant; nothing at the ends of the calendar.
    pub fn local(&self, at: DateTime<Utc>) -> Option<NaiveDateTime> {
        let offset = TimeDelta::try_seconds(self.offset_at(at.timestamp()))?;
        at.naive_utc().checked_add_signed(offset)
    }
}

fn at_offset(local: NaiveDateTime, offset: i64) -> DateTime<Utc> {
    let shift = TimeDelta::try_seconds(offset).unwrap_or_default();
    local.checked_sub_signed(shift).map_or(DateTime::<Utc>::MAX_UTC, |at| at.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Clock {
        Clock { offset: 0, changes: vec![], rule: "CET-1CEST,M3.5.0,M10.5.0/3".into() }
    }

    #[test]
    fn offsets_beyond_two_days_are_no_clock() {
        for offset in [i64::MIN, i64::MAX, 172_800, -172_800] {
            assert!(Zone::new(&Clock { offset, ..Clock::default() }).is_none(), "{offset}");
            let changes = vec![ZoneChange(0, offset)];
            assert!(Zone::new(&Clock { changes, ..Clock::default() }).is_none(), "{offset}");
        }
        assert!(Zone::new(&Clock { offset: -172_799, ..Clock::default() }).is_some());
    }

    #[test]
    fn a_rule_tells_summer_and_winter() {
        let zone = Zone::new(&berlin()).unwrap();
        let local = |text: &str| {
            let at: DateTime<Utc> = text.parse().unwrap();
            zone.local(at).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string()
        };
        assert_eq!(local("2026-03-29T00:59:59Z"), "2026-03-29T01:59:59");
        assert_eq!(local("2026-03-29T01:00:00Z"), "2026-03-29T03:00:00");
        assert_eq!(local("2026-10-25T01:00:00Z"), "2026-10-25T02:00:00");
        assert_eq!(local("2026-11-22T12:00:00.5Z"), "2026-11-22T13:00:00");
    }

    #[test]
    fn what_is_shown_twice_is_the_first_and_what_is_skipped_counts_from_before() {
        let zone = Zone::new(&berlin()).unwrap();
        let instant = |text: &str| {
            let local: NaiveDateTime = text.parse().unwrap();
            zone.resolve(local).format("%Y-%m-%dT%H:%M:%SZ").to_string()
        };
        assert_eq!(instant("2026-07-01T12:00:00"), "2026-07-01T10:00:00Z");
        assert_eq!(instant("2026-10-25T02:30:00"), "2026-10-25T00:30:00Z");
        assert_eq!(instant("2026-10-25T03:00:00"), "2026-10-25T02:00:00Z");
        assert_eq!(instant("2026-03-29T02:30:00"), "2026-03-29T01:30:00Z");
        assert_eq!(instant("2026-03-29T03:00:00"), "2026-03-29T01:00:00Z");
        // The first shown time is resolved and shown again as itself, the skipped one an hour later.
        let skipped = zone.resolve("2026-03-29T02:30:00".parse().unwrap());
        assert_eq!(zone.local(skipped).unwrap().to_string(), "2026-03-29 03:30:00");
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        let zone = Zone::new(&berlin()).unwrap();
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            let _ = zone.resolve(local);
        }
    }

    #[test]
    fn changes_come_before_the_rule() {
        let clock = Clock {
            offset: 7200,
            changes: vec![ZoneChange(1_000, 3600), ZoneChange(2_000, 10_800)],
            rule: "<+03>-3".into(),
        };
        let zone = Zone::new(&clock).unwrap();
        let offsets = [0, 999, 1_000, 1_999, 2_000, 4_000_000_000].map(|t| zone.offset_at(t));
        assert_eq!(offsets, [7200, 7200, 3600, 3600, 10_800, 10_800]);
    }

    #[test]
    fn what_is_no_clock_is_refused() {
        let rule = |rule: &str| Clock { rule: rule.into(), ..Clock::default() };
        assert!(Zone::new(&rule("CET-1CEST,M13.5.0,M10.5.0/3")).is_none());
        assert!(Zone::new(&rule("Europe/Berlin")).is_none());
        let changes = vec![ZoneChange(5, 0), ZoneChange(5, 0)];
        assert!(Zone::new(&Clock { changes, ..Clock::default() }).is_none());
        let wild = Clock { offset: i64::MAX, ..Clock::default() };
        assert!(Zone::new(&wild).is_none());
    }
}
