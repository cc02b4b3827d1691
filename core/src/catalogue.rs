//! Finding a pack among all that can be added: by a name in any script, or by nearness, from local data only.
//!
//! A catalogue is what a pack of level `world` lists. It is read once and kept in memory; which copy counts, and how it
//! came, is `companion`'s. A question and a position are arguments: nothing here keeps, logs or sends them.

mod listing;
mod near;
mod search;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

pub use listing::ListingView;

use crate::packs::format::{Level, ListingFact, PackFact};
use crate::text::LanguageTag;
use crate::text::fold::fold;
use search::Names;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reader {
    /// In the person's own order of preference.
    pub languages: Vec<LanguageTag>,
    /// Ids of the packs that are there already.
    pub added: BTreeSet<String>,
}

/// The packs that can be added.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pack: PackFact,
    listings: BTreeMap<String, Listing>,
}

/// A pack and what it can be found by.
#[derive(Debug, Clone)]
struct Listing {
    fact: ListingFact,
    names: Names,
}

/// What is known of the catalogue itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueView {
    /// Its pack's id; it can be synced by itself where the app names a link.
    pub pack: String,
    /// Who answers for it.
    pub publisher: String,
    /// `YYYY-MM-DD`: the day up to which it is known.
    pub as_of: Option<String>,
    /// How many packs it lists.
    pub listings: u32,
    /// Whether it came after the app and is newer than the copy in it.
    pub refreshed: bool,
    /// Last time its publisher's signature was seen, milliseconds since 1970.
    pub checked_at_ms: Option<i64>,
}

impl Catalogue {
    /// From the records of a common edition. Listings of level `world` are left out: no person adds them.
    pub fn new(pack: PackFact, listings: impl IntoIterator<Item = ListingFact>) -> Self {
        let listings = listings
            .into_iter()
            .filter(|fact| fact.level != Level::World)
            .map(|fact| (fact.id.clone(), Listing { names: Names::of(&fact), fact }))
            .collect();
        Self { pack, listings }
    }

    /// The record of the catalogue's own pack.
    pub fn pack(&self) -> &PackFact {
        &self.pack
    }

    /// How many packs it lists.
    pub fn len(&self) -> usize {
        self.listings.len()
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.listings.is_empty()
    }

    /// The record of one pack.
    pub fn find(&self, id: &str) -> Option<&ListingFact> {
        self.listings.get(id).map(|listing| &listing.fact)
    }

    /// One pack as a shell shows it.
    pub fn find_listing(&self, id: &str, reader: &Reader) -> Option<ListingView> {
        self.listings.get(id).map(|listing| self.view(&listing.fact, reader))
    }

    /// All packs, cities first, then by name.
    pub fn list_listings(&self, reader: &Reader) -> Vec<ListingView> {
        let all = self.listings.values().map(|listing| ((), &listing.fact, None));
        self.in_order(all.collect(), usize::MAX, reader).into_iter().map(|(_, view)| view).collect()
    }

    /// The first `limit` as views: by what each was found by, then cities before regions before countries, then by name
    /// in the reader's language, then by id.
    fn in_order<'a, Found: Ord>(
        &'a self,
        found: Vec<(Found, &'a ListingFact, Option<&'a str>)>,
        limit: usize,
        reader: &Reader,
    ) -> Vec<(Found, ListingView)> {
        let mut found = found;
        found.sort_by(|a, b| (&a.0, Reverse(a.1.level)).cmp(&(&b.0, Reverse(b.1.level))));
        // Names decide only among those that may be shown.
        if let Some(last) = limit.checked_sub(1).and_then(|last| found.get(last)) {
            let last = (&last.0, Reverse(last.1.level));
            let shown = found.partition_point(|f| (&f.0, Reverse(f.1.level)) <= last);
            found.truncate(shown);
        }
        let mut keyed: Vec<_> = found
            .into_iter()
            .map(|(by, fact, matched)| {
                let name = fold(&listing::name(fact, &reader.languages).0);
                ((by, Reverse(fact.level), name, &fact.id), fact, matched)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        keyed
            .into_iter()
            .take(limit)
            .map(|((by, ..), fact, matched)| {
                let mut view = self.view(fact, reader);
                view.matched = matched.filter(|m| *m != view.name).map(str::to_owned);
                (by, view)
            })
            .collect()
    }
}
