//! `import-hsds`: what goes into the import comes out on a phone, or is told as left out.
//!
//! One case per organization, service, location and term: it is there under its name, and every value of it and of what
//! belongs to it is on the phone, there or one tap away, or the report says why not. `input` reads the export a second
//! time, knowing nothing of the importer; `phone` says what a phone holds; `found` compares values.

mod found;
mod input;
mod phone;
mod spoken;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use self::found::Shown;
use self::input::{Input, Key, Leaf};
use self::phone::Out;
use super::Tally;

/// Runs the suite on JSON files, tables, and folders of them.
///
/// # Errors
/// When a path cannot be read or the import fails.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let input = Input::read(paths)?;
    let out = phone::out(paths)?;
    let mut tally = Tally::default();
    let check = Check::new(&input, &out);
    let faults = check.leaves(&mut tally);
    for (key, names) in &input.names {
        let (kind, id) = key;
        let case = format!("{kind} {id}");
        if check.left_out.contains(key) {
            tally.pass();
        } else if let Some(name) = names.iter().find(|name| !check.is_named(key, name)) {
            tally.fail(case, format!("the name {name:?}"), "nothing of this kind has it");
        } else if let Some(leaf) = faults.get(key) {
            let expected = format!("{}.{} {:?}", leaf.record.0, leaf.field, cut(&leaf.value));
            tally.fail(case, expected, "neither on the phone nor in the report");
        } else {
            tally.pass();
        }
    }
    Ok(tally)
}

fn cut(text: &str) -> String {
    text.chars().take(120).collect()
}

struct Check<'c> {
    input: &'c Input,
    out: &'c Out,
    left_out: BTreeSet<Key>,
    /// By kind and name as it is compared.
    by_name: BTreeMap<(&'c str, String), Vec<usize>>,
    by_link: BTreeMap<&'c str, usize>,
    /// Services by the link of their place.
    at_place: BTreeMap<&'c str, Vec<usize>>,
    shown: Vec<Shown>,
}

impl<'c> Check<'c> {
    fn new(input: &'c Input, out: &'c Out) -> Self {
        let mut by_name: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
        let mut by_link = BTreeMap::new();
        let mut at_place: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, item) in out.items.iter().enumerate() {
            by_name.entry((item.kind, found::words(&item.name))).or_default().push(n);
            by_link.insert(item.link.as_str(), n);
            for link in item.leads_to.iter().filter(|_| item.kind == "service") {
                at_place.entry(link).or_default().push(n);
            }
        }
        let told = out.told.records_left_out.iter();
        let left_out = told.map(|r| (r.kind.clone(), r.id.clone())).collect();
        let shown = out.items.iter().map(Shown::of).collect();
        Self { input, out, left_out, by_name, by_link, at_place, shown }
    }

    fn kind_of(key: &Key) -> &str {
        if key.0 == "location" { "place" } else { &key.0 }
    }

    fn is_named(&self, key: &Key, name: &str) -> bool {
        !self.items_of(key, name).is_empty()
    }

    /// Items that have a name, or the first of several.
    fn items_of(&self, key: &Key, name: &str) -> Vec<usize> {
        let kind = Self::kind_of(key);
        let wanted = found::words(&found::without_markup(name));
        let exact = self.by_name.get(&(kind, wanted.clone())).cloned().unwrap_or_default();
        if !exact.is_empty() || wanted.is_empty() {
            return exact;
        }
        // A second name of one id stands in the entry with the first.
        let all = self.input.names.get(key).into_iter().flatten();
        let others = all.filter_map(|n| self.by_name.get(&(kind, found::words(n)))).flatten();
        others
            .copied()
            .filter(|n| self.shown.get(*n).is_some_and(|s| s.has_words(&wanted)))
            .collect()
    }

    /// An item and what is one tap away: a service's places and organization, what a place or organization offers.
    fn with_neighbours(&self, n: usize) -> Vec<usize> {
        let Some(item) = self.out.items.get(n) else { return Vec::new() };
        let near = item.leads_to.iter().filter_map(|link| self.by_link.get(link.as_str()).copied());
        let here = self.at_place.get(item.link.as_str()).into_iter().flatten().copied();
        std::iter::once(n).chain(near).chain(here).collect()
    }

    /// Looks for every value; gives the first that is lost of each case.
    fn leaves(&self, tally: &mut Tally) -> BTreeMap<Key, Leaf> {
        let mut faults = BTreeMap::new();
        let (mut found, mut told, mut lost) = (0_usize, 0_usize, 0_usize);
        let mut told_fields: BTreeMap<String, usize> = self.out.report.fields_left_out.clone();
        let mut lost_fields: BTreeMap<String, usize> = BTreeMap::new();
        let items: BTreeMap<&Key, Vec<usize>> = self
            .input
            .names
            .iter()
            .map(|(key, names)| (key, names.iter().flat_map(|n| self.items_of(key, n)).collect()))
            .collect();
        for leaf in &self.input.leaves {
            let owners = self.input.owners(&leaf.record);
            let mut missing = owners.iter().filter(|owner| !self.is_shown(leaf, owner, &items));
            let first = missing.next().cloned();
            let nowhere = owners.is_empty() && !self.shown.iter().any(|s| s.has(leaf));
            if first.is_none() && !nowhere {
                found += 1;
                continue;
            }
            let record = self.left_out.contains(&leaf.record);
            if record || self.take_told(leaf, &mut told_fields) {
                told += 1;
                continue;
            }
            lost += 1;
            *lost_fields.entry(format!("{}.{}", leaf.record.0, leaf.field)).or_default() += 1;
            let case = first.unwrap_or_else(|| leaf.record.clone());
            faults.entry(case).or_insert_with(|| leaf.clone());
        }
        let mut put =
            |name: &str, value: serde_json::Value| tally.measures.insert(name.into(), value);
        put("values", (found + told + lost).into());
        put("values_found", found.into());
        put("values_told", told.into());
        put("values_lost", lost.into());
        if lost > 0 {
            put("lost_by_field", serde_json::json!(lost_fields));
        }
        faults
    }

    fn is_shown(&self, leaf: &Leaf, owner: &Key, items: &BTreeMap<&Key, Vec<usize>>) -> bool {
        // What belongs to something that is left out needs to be shown there no more.
        if self.left_out.contains(owner) && leaf.record != *owner {
            return true;
        }
        let own = items.get(owner).into_iter().flatten();
        own.flat_map(|n| self.with_neighbours(*n))
            .filter_map(|n| self.shown.get(n))
            .any(|shown| shown.has(leaf))
    }

    /// Whether the report says that so many values of a field were left out.
    fn take_told(&self, leaf: &Leaf, told: &mut BTreeMap<String, usize>) -> bool {
        // The report has the present names of fields.
        let field = match leaf.field.as_str() {
            "number_type" => "type",
            field => field,
        };
        let name = format!("{}.{field}", leaf.record.0);
        match told.get_mut(&name) {
            Some(rest) if *rest > 0 => {
                *rest -= 1;
                true
            }
            _ => false,
        }
    }
}
