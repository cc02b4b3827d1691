//! Events that are to come are not lost to a feed that has gone wrong.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::packs::format::EventStatus;

use super::fault::Fault;
use crate::import::SourceFiles;
use crate::import::zone::local_time;
use crate::source::{EventEntry, Source};

/// So many may go at once, whatever their share.
const FEW: usize = 2;
/// How far ahead is looked for an occurrence, in days: ten years.
const AHEAD: i64 = 3650;

/// The events that a feed brought the last time, that are still in the folder, and that are to come or going on.
pub(super) fn upcoming(
    source: &Source,
    base: &SourceFiles,
    now: DateTime<Utc>,
) -> BTreeSet<String> {
    let pack_zone = &source.pack.value.zone;
    let known = source.events.iter().filter(|(id, _)| base.contains_key(&file_of(id)));
    known.filter(|(_, entry)| is_to_come(entry, pack_zone, now)).map(|(id, _)| id.clone()).collect()
}

fn is_to_come(entry: &EventEntry, pack_zone: &str, now: DateTime<Utc>) -> bool {
    let fact = entry.fact(pack_zone);
    if fact.status == EventStatus::Cancelled {
        return false;
    }
    let Ok(series) = fact.series() else { return false };
    let Some(from) = local_time(now, fact.zone.as_deref().unwrap_or(pack_zone)) else {
        return false;
    };
    let to = from.checked_add_signed(TimeDelta::days(AHEAD)).unwrap_or(from);
    series.between(from, to).next().is_some()
}

/// Looks at what would go.
///
/// # Errors
/// Nothing is left, or more than half of what is to come would go, and at least three events.
pub(super) fn check(known: &BTreeSet<String>, files: &SourceFiles) -> Result<(), Fault> {
    let gone = known.iter().filter(|id| !files.contains_key(&file_of(id))).count();
    if !known.is_empty() && !files.keys().any(|file| file.starts_with("events/")) {
        return Err(Fault::NoEvents(known.len()));
    }
    if gone > FEW && gone * 2 > known.len() {
        return Err(Fault::Loss { gone, known: known.len() });
    }
    Ok(())
}

fn file_of(id: &str) -> String {
    format!("events/{id}/event.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_may_go_and_most_may_not() {
        let known = |n: usize| (0..n).map(|n| n.to_string()).collect::<BTreeSet<_>>();
        let files = |left: std::ops::Range<usize>| -> SourceFiles {
            left.map(|n| (file_of(&n.to_string()), String::new())).collect()
        };
        assert_eq!(check(&known(0), &files(0..0)), Ok(()));
        assert_eq!(check(&known(1), &files(0..0)), Err(Fault::NoEvents(1)));
        assert_eq!(check(&known(3), &files(0..1)), Ok(()));
        assert_eq!(check(&known(6), &files(0..3)), Ok(()));
        assert_eq!(check(&known(6), &files(0..2)), Err(Fault::Loss { gone: 4, known: 6 }));
        assert_eq!(check(&known(3), &files(5..9)), Err(Fault::Loss { gone: 3, known: 3 }));
        assert_eq!(check(&known(100), &files(0..50)), Ok(()));
    }
}
