//! The units of an inventory by their ids, and what is said of ids that are none of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::place::{At, Log};
use crate::source::values::short;
use crate::translate::Unit;
use crate::translate::parts::{Inventory, Part};
use crate::translate::xliff::{self, nmtoken};

/// The units of an inventory by their ids.
#[derive(Debug)]
pub struct Catalog<'u> {
    units: &'u [(usize, usize, Unit)],
    by_key: BTreeMap<&'u str, usize>,
    by_xliff: BTreeMap<(String, String), usize>,
    texts: BTreeSet<String>,
}

/// The units of all parts: place of the part, place of the run in it, unit.
pub fn units(inventory: &Inventory) -> Vec<(usize, usize, Unit)> {
    let of =
        |(n, part): (usize, &Part)| part.units().into_iter().map(move |(run, unit)| (n, run, unit));
    inventory.parts.iter().enumerate().flat_map(of).collect()
}

impl<'u> Catalog<'u> {
    /// A catalogue of units; `inventory` is where they come from.
    pub fn new(inventory: &Inventory, units: &'u [(usize, usize, Unit)]) -> Self {
        let by_key = units.iter().enumerate().map(|(n, (_, _, u))| (u.key.as_str(), n)).collect();
        let by_xliff = units.iter().enumerate().map(|(n, (_, _, u))| (xliff::ids(u), n)).collect();
        let texts = inventory.parts.iter().map(|p| p.text.key()).collect();
        Self { units, by_key, by_xliff, texts }
    }

    /// The unit with a key; what is gone is a warning, what never was an error.
    pub fn find(&self, key: &str, at: &At, log: &mut Log) -> Option<&'u Unit> {
        let found = self.by_key.get(key).and_then(|n| self.units.get(*n));
        if found.is_none() {
            let known = self
                .texts
                .iter()
                .any(|text| key.strip_prefix(text.as_str()).is_some_and(|r| r.starts_with('/')));
            missing(key, known, at, log);
        }
        found.map(|(_, _, unit)| unit)
    }

    /// The unit with the ids of XLIFF.
    pub fn find_xliff(&self, file: &str, id: &str, at: &At, log: &mut Log) -> Option<&'u Unit> {
        let ids = (file.to_owned(), id.to_owned());
        let found = self.by_xliff.get(&ids).and_then(|n| self.units.get(*n));
        if found.is_none() {
            let whole = format!("{file}.{id}");
            let known = |text: &String| {
                whole.strip_prefix(&nmtoken(text)).is_some_and(|r| r.starts_with('.'))
            };
            missing(&whole, self.texts.iter().any(known), at, log);
        }
        found.map(|(_, _, unit)| unit)
    }
}

fn missing(key: &str, text_is_known: bool, at: &At, log: &mut Log) {
    let key = short(key);
    if text_is_known {
        log.warning(at, "stale", format!("`{key}` is no longer there: skipped"));
    } else {
        log.error(at, "unknown-id", format!("the pack has no text `{key}`: is this its file?"));
    }
}
