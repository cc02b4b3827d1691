//! One thing that several feeds tell of is one entry: what begins at the same moment, at the same place, under a like name.

use super::AgendaItem;
use super::merge::Key;
use crate::text::alike::is_like;

/// Nearer than this is the same place.
const SAME_PLACE_M: f64 = 300.0;

/// An entry, and what tells where it came from.
pub(super) struct Candidate {
    pub(super) key: Key,
    pub(super) item: AgendaItem,
    /// Name of the feed.
    pub(super) feed: Option<String>,
    /// What calendars call it everywhere.
    pub(super) uid: Option<String>,
}

/// Folds entries of one moment; the first by key stays and names the others.
pub(super) fn folded(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by(|a, b| a.key.cmp(&b.key));
    let mut kept: Vec<Candidate> = Vec::new();
    for one in found {
        match kept.iter_mut().find(|k| is_same(k, &one)) {
            Some(first) => {
                first.item.also.push(one.item.link);
                first.item.marked |= one.item.marked;
            }
            None => kept.push(one),
        }
    }
    kept
}

fn is_same(a: &Candidate, b: &Candidate) -> bool {
    // What one source lists twice it means as two: the groups of a course meet at the same hour in one house.
    if a.key.pack == b.key.pack && a.feed == b.feed {
        return false;
    }
    let named = a.uid.is_some() && a.uid == b.uid;
    let (a, b) = (&a.item, &b.item);
    a.all_day == b.all_day && (named || (is_like(&a.title, &b.title) && is_near(a, b)))
}

fn is_near(a: &AgendaItem, b: &AgendaItem) -> bool {
    if a.place_link.is_some() && a.place_link == b.place_link {
        return true;
    }
    match (a.lat.zip(a.lon), b.lat.zip(b.lon)) {
        (Some((lat, lon)), Some((to_lat, to_lon))) => {
            let point = crate::packs::format::Point::from_degrees(lat, lon);
            point.is_some_and(|p| p.metres_to(to_lat, to_lon) <= SAME_PLACE_M)
        }
        // Where one of them does not say, nothing speaks against it.
        _ => {
            let names = a.place.as_deref().zip(b.place.as_deref());
            names.is_none_or(|(a, b)| is_like(a, b))
        }
    }
}
