//! What did not go into the source folder, and why: nothing is left out in silence.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::kinds::Kind;
use super::records::Records;
use super::spec::{Form, USUAL, fields, says_nothing, whole_kind};
use super::tree::Tree;

/// A record that was left out as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOut {
    /// Its table, in the singular.
    pub kind: String,
    /// Its id in the export.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// What is said of everything that was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Places written.
    pub places: usize,
    /// Services written.
    pub services: usize,
    /// Topics written.
    pub topics: usize,
    /// Whole records.
    pub records_left_out: Vec<LeftOut>,
    /// For each field that was left out of records that were kept, as `table.field`: why.
    pub why_left_out: BTreeMap<String, String>,
    /// Tables that the specification does not know, with their rows.
    pub tables_left_out: BTreeMap<String, usize>,
    /// Files that are neither JSON nor tables.
    pub files_left_out: Vec<String>,
    /// Fields that the specification does not know; they were kept as text under their own name.
    pub fields_kept_as_text: BTreeMap<String, usize>,
}

const PERSON: &str = "the name of a person is personal data; --keep-contact-names keeps it";

/// Counts fields of the records that are shown; gives the number of values left out by field.
pub(super) fn count_fields(
    records: &Records,
    shown: &BTreeSet<usize>,
    keep_names: bool,
    told: &mut Told,
) -> BTreeMap<String, usize> {
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for record in shown.iter().filter_map(|n| records.get(*n)) {
        for (field, values) in &record.fields {
            let known = fields(record.kind).iter().find(|(name, _)| name == field);
            let name = format!("{}.{field}", record.kind.name());
            let why = match known {
                None => {
                    *told.fields_kept_as_text.entry(name).or_default() += values.len();
                    continue;
                }
                Some((_, Form::Skip(why))) => *why,
                Some((_, Form::Person)) if !keep_names => PERSON,
                Some(_) if values.iter().any(|v| says_nothing(record.kind, field, v)) => USUAL,
                Some(_) => continue,
            };
            let usual = |v: &&String| why != USUAL || says_nothing(record.kind, field, v);
            *left_out.entry(name.clone()).or_default() += values.iter().filter(usual).count();
            told.why_left_out.insert(name, why.to_owned());
        }
    }
    left_out
}

/// Names every record that nothing shows; `closed` are the services that are not offered, with the reason.
pub(super) fn name_records(
    records: &Records,
    tree: &Tree,
    shown: &BTreeSet<usize>,
    closed: &BTreeMap<usize, String>,
    told: &mut Told,
) {
    for (n, record) in records.all.iter().enumerate().filter(|(n, _)| !shown.contains(n)) {
        let reason = whole_kind(record.kind)
            .map(str::to_owned)
            .or_else(|| closed.get(&n).cloned())
            .or_else(|| below_closed(n, records, tree, closed))
            .unwrap_or_else(|| "belongs to nothing that is there".to_owned());
        let (kind, id) = (record.kind.name().to_owned(), record.key.clone());
        told.records_left_out.push(LeftOut { kind, id, reason });
    }
    told.records_left_out.sort();
}

/// The left-out service that a record belongs to, at whatever distance.
fn below_closed(
    n: usize,
    records: &Records,
    tree: &Tree,
    closed: &BTreeMap<usize, String>,
) -> Option<String> {
    let mut seen = BTreeSet::from([n]);
    let mut open = vec![n];
    while let Some(at) = open.pop() {
        for owner in tree.owners(at) {
            if closed.contains_key(owner) {
                let service = records.get(*owner)?;
                return Some(format!("belongs to service {}, which is left out", service.key));
            }
            // What belongs to an organization is not left out for the sake of another of its services.
            let goes_on =
                records.get(*owner).is_some_and(|r| !r.kind.is_main() && r.kind != Kind::Term);
            if goes_on && seen.insert(*owner) {
                open.push(*owner);
            }
        }
    }
    None
}
