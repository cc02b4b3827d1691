//! One thing that several feeds tell of is one entry: what begins at the same moment, at the same place, under a like name.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::AgendaItem;
use super::merge::Key;

/// Nearer than this is the same place.
const SAME_PLACE_M: f64 = 300.0;

/// Folds entries of one moment; the first by key stays and names the others.
pub(super) fn folded(mut found: Vec<(Key, AgendaItem)>) -> Vec<(Key, AgendaItem)> {
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let mut kept: Vec<(Key, AgendaItem)> = Vec::new();
    for (key, item) in found {
        match kept.iter_mut().find(|(_, k)| is_same(k, &item)) {
            Some((_, first)) => {
                first.also.push(item.link);
                first.marked |= item.marked;
            }
            None => kept.push((key, item)),
        }
    }
    kept
}

fn is_same(a: &AgendaItem, b: &AgendaItem) -> bool {
    // Several occurrences of one event, or two that a pack lists by itself, are meant as two.
    (&a.pack, &a.id) != (&b.pack, &b.id)
        && a.all_day == b.all_day
        && is_like(&a.title, &b.title)
        && is_near(a, b)
}

/// Most words of the shorter name stand in the other.
fn is_like(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
    least > 0 && shared * 4 >= least * 3 && shared * 2 >= most
}

fn words(text: &str) -> BTreeSet<String> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
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
