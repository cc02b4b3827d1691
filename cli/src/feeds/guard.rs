//! Events that are to come are not lost to a feed that has gone wrong, or that shows a part of itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::packs::format::{EventFact, EventStatus};

use super::fault::Fault;
use crate::import::SourceFiles;
use crate::import::events::activitypub::Absent;
use crate::import::ids::Ids;
use crate::import::zone::local_time;
use crate::source::Source;

/// So many may go at once, whatever their share.
const FEW: usize = 2;
/// How far ahead is looked for an occurrence, in days: ten years.
const AHEAD: i64 = 3650;

/// The events that a feed brought the last time, that are still in the folder, and that are to come or going on; whether
/// each is cancelled.
pub(super) fn upcoming(
    source: &Source,
    base: &SourceFiles,
    now: DateTime<Utc>,
) -> BTreeMap<String, bool> {
    let pack_zone = &source.pack.value.zone;
    let known = source.events.iter().filter(|(id, _)| base.contains_key(&file_of(id)));
    let facts = known.map(|(id, entry)| (id, entry.fact(pack_zone)));
    let ahead = facts.filter(|(_, fact)| is_to_come(fact, pack_zone, now));
    ahead.map(|(id, fact)| (id.clone(), fact.status == EventStatus::Cancelled)).collect()
}

fn is_to_come(fact: &EventFact, pack_zone: &str, now: DateTime<Utc>) -> bool {
    let Ok(series) = fact.series() else { return false };
    let Some(from) = local_time(now, fact.zone.as_deref().unwrap_or(pack_zone)) else {
        return false;
    };
    let to = from.checked_add_signed(TimeDelta::days(AHEAD)).unwrap_or(from);
    series.between(from, to).next().is_some()
}

/// Keeps what was known of events that are only not on this page, and of those that are deleted says that they are
/// cancelled: somebody may be on the way. How many events that are.
pub(super) fn keep(
    upcoming: &BTreeMap<String, bool>,
    absent: &Absent,
    ids: &Ids,
    base: &SourceFiles,
    files: &mut SourceFiles,
) -> usize {
    let deleted = absent.deleted.iter().filter_map(|key| ids.find("event", key));
    let deleted: BTreeSet<&str> = deleted.collect();
    let mut kept = 0;
    for id in upcoming.keys().filter(|id| absent.elsewhere || deleted.contains(id.as_str())) {
        if files.contains_key(&file_of(id)) {
            continue;
        }
        kept += 1;
        let folder = format!("events/{id}/");
        let of_it = base.range(folder.clone()..).take_while(|(name, _)| name.starts_with(&folder));
        for (name, text) in of_it {
            let text = match deleted.contains(id.as_str()) && *name == file_of(id) {
                true => cancelled(text),
                false => text.clone(),
            };
            files.insert(name.clone(), text);
        }
    }
    kept
}

/// event.toml as imports write it, with another status.
fn cancelled(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.starts_with("status = ")) {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("start = ") && !out.contains("\nstatus = ") {
            out.push_str("status = \"cancelled\"\n");
        }
    }
    out
}

/// Looks at what would go.
///
/// # Errors
/// Nothing is left, or more than half of what is to come would go, and at least three events.
pub(super) fn check(upcoming: &BTreeMap<String, bool>, files: &SourceFiles) -> Result<(), Fault> {
    let known = upcoming.iter().filter(|(_, cancelled)| !**cancelled).map(|(id, _)| id);
    let known: BTreeSet<&String> = known.collect();
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
        let known =
            |n: usize| (0..n).map(|n| (n.to_string(), false)).collect::<BTreeMap<String, bool>>();
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
        // Nobody loses what is cancelled.
        let cancelled = known(4).into_keys().map(|id| (id, true)).collect();
        assert_eq!(check(&cancelled, &files(0..0)), Ok(()));
    }

    #[test]
    fn what_is_on_another_page_stays_and_what_is_deleted_is_cancelled() {
        let start = "start = \"2026-12-01\"\n";
        let changes = "\n[[changes]]\nof = \"1\"\nstart = \"2\"\n";
        let base = SourceFiles::from([
            (file_of("a"), format!("{start}status = \"tentative\"\n{changes}")),
            ("events/a/de.md".to_owned(), "A".to_owned()),
            (file_of("ab"), start.to_owned()),
        ]);
        let upcoming = BTreeMap::from([("a".to_owned(), false), ("ab".to_owned(), false)]);
        let mut ids = Ids::default();
        ids.keep("event", "https://e.example/a", "a");
        let mut absent = Absent::default();
        let kept = |absent: &Absent, events: usize| {
            let mut files = SourceFiles::new();
            assert_eq!(keep(&upcoming, absent, &ids, &base, &mut files), events);
            files
        };
        assert!(kept(&absent, 0).is_empty());
        absent.deleted.insert("https://e.example/a".to_owned());
        let files = kept(&absent, 1);
        let facts = format!("{start}status = \"cancelled\"\n{changes}");
        assert_eq!((files.len(), &files[&file_of("a")]), (2, &facts));
        absent.deleted.clear();
        absent.elsewhere = true;
        assert_eq!(kept(&absent, 2), base);
    }
}
