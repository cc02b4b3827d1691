//! The zones that a file needs, each for the time of all its events.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::written::Written;
use super::zone;
use crate::events::ical::Component;
use crate::time::series::Changed;
use crate::time::zone::Zone;

/// The zones of a file, and for which time each is needed: from a second on, until another or for ever.
#[derive(Default)]
pub(super) struct Zones(BTreeMap<String, (Zone, i64, Option<i64>)>);

impl Zones {
    pub(super) fn take(&mut self, event: &Written<'_>) {
        let series = &event.series;
        let dates = series.dates.iter().map(|added| added.start);
        let changed = series.changes.iter().map(|change| match change.what {
            Changed::Moved { start, .. } => start.min(change.of),
            _ => change.of,
        });
        let first = dates.chain(changed).fold(series.start, NaiveDateTime::min);
        self.take_span(event, first, series.last());
    }

    pub(super) fn take_span(
        &mut self,
        event: &Written<'_>,
        first: NaiveDateTime,
        last: Option<NaiveDateTime>,
    ) {
        if !event.clocked.has_zone() {
            return;
        }
        let zone = &event.event.zone;
        let second = |local| zone.resolve(local).timestamp();
        let (first, last) = (second(first), last.map(second));
        let name = event.event.zone_name.clone();
        let known = self.0.entry(name).or_insert_with(|| (zone.clone(), first, last));
        known.1 = known.1.min(first);
        known.2 = known.2.zip(last).map(|(a, b)| a.max(b));
    }

    pub(super) fn components(self) -> Vec<Component> {
        let all = self.0.iter();
        all.map(|(name, (zone, first, last))| zone::component(name, zone, *first, *last)).collect()
    }
}
