//! What is known around a draft: the guide answers what warnings ask.

use chrono::{DateTime, Utc};

use super::Drafts;
use crate::drafts::{Around, Hours, Neighbour, Spot};
use crate::error::Result;
use crate::guide::{AgendaQuery, Ground};
use crate::packs::format::Point;
use crate::time::observance::Observances;
use crate::time::opening_hours::OpeningHours;
use crate::time::zone::Zone;

/// Nearer than this is nearby, in metres.
const NEARBY_M: u32 = 1000;
/// Entries of an agenda that are read at once.
const ON_A_PAGE: u32 = 1000;
/// So many pages of it are read; whoever has more on within a kilometre needs no warning.
const PAGES: usize = 10;
/// What is known around a draft, from the guide.
pub(super) struct Surroundings<'a> {
    pub(super) drafts: &'a Drafts<'a>,
    pub(super) ground: Ground<'a>,
    pub(super) zone: Zone,
    pub(super) table: Observances,
    /// The draft's own id: it is not similar to itself.
    pub(super) own: Option<String>,
}

impl Around for Surroundings<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.drafts.now
    }

    fn zone(&self) -> &Zone {
        &self.zone
    }

    fn region(&self) -> (&str, Option<&str>) {
        let pack = self.ground.pack();
        (&pack.country, pack.region.as_deref())
    }

    fn table(&self) -> &Observances {
        &self.table
    }

    fn name(&self, observance: &str) -> Result<Option<(String, String)>> {
        let name = self.drafts.guide.observance_name(observance)?;
        Ok(name.map(|(name, tag)| (name, tag.to_string())))
    }

    fn spot(&self, place: Option<&str>, point: Option<Point>) -> Result<Spot<'_>> {
        let hall = place.map(|place| self.ground.hall(place)).transpose()?.flatten();
        let point = hall.as_ref().map_or(point, |hall| hall.point);
        let hours = match hall.as_ref().and_then(|hall| hall.opening_hours.as_deref()) {
            None => Hours::Unsaid,
            Some(hours) => match OpeningHours::parse_tolerant(hours) {
                Ok((hours, _)) => Hours::Said(hours),
                Err(_) => Hours::Unreadable,
            },
        };
        let name = hall.and_then(|hall| hall.name);
        Ok(Spot { name, point, hours, days: Box::new(self.ground.days(point)) })
    }

    fn nearby(
        &self,
        point: Option<Point>,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Vec<Neighbour>> {
        let mut query = AgendaQuery {
            from_ms: Some(from.timestamp_millis()),
            until_ms: Some(until.timestamp_millis()),
            lat: point.map(Point::lat),
            lon: point.map(Point::lon),
            within_m: point.map(|_| NEARBY_M),
            limit: Some(ON_A_PAGE),
            ..AgendaQuery::default()
        };
        let mut found = Vec::new();
        for _ in 0..PAGES {
            let page = self.drafts.guide.list_agenda(&query)?;
            let others = page.items.into_iter().filter(|item| {
                let here = point.is_some() || item.pack == self.ground.pack().id;
                here && !item.cancelled && self.own.as_ref() != Some(&item.id)
            });
            found.extend(others.map(|item| Neighbour {
                link: item.link,
                title: item.title,
                starts_ms: item.starts_ms,
                ends_ms: item.ends_ms,
                starts_local: item.starts_local,
                metres: item.distance_m,
                topics: item.topics,
                audience: item.audience,
            }));
            query.behind = page.next;
            if query.behind.is_none() {
                break;
            }
        }
        Ok(found)
    }
}
