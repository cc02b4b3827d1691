//! What of a returned file is taken.
//!
//! Owns the decisions, each with its line: unknown, stale, empty, incomplete, broken, unlike its source. Writes nothing.

mod catalog;
mod side;

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::LanguageTag;
use serde::Serialize;

pub use self::catalog::{Catalog, units};
use self::side::Side;
use super::parts::{Inventory, TextId};
use super::run::Content;
use super::{Returned, Unit, UnitState};
use crate::problem::Problem;
use crate::source::place::{At, Log};
use crate::source::values::short;

/// How a part is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Its words are new.
    Written,
    /// Its words are the same, and somebody says that they hold.
    Confirmed,
    /// It has no words: numbers and addresses are those of the source text.
    Copied,
}

/// A part that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its place in the inventory.
    pub part: usize,
    /// What it says from now on.
    pub content: Content,
    /// Why.
    pub how: How,
}

/// What is done and what is left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Parts with new words.
    pub written: usize,
    /// Parts whose words stay and hold.
    pub confirmed: usize,
    /// Parts of numbers and addresses, taken from the source text.
    pub copied: usize,
    /// Parts that came back as they went out.
    pub unchanged: usize,
    /// Parts without a translation.
    pub empty: usize,
    /// Parts of which only some runs are translated.
    pub incomplete: usize,
    /// Parts whose source text has changed since the export.
    pub stale: usize,
    /// Parts that wait for a title or name.
    pub waiting: usize,
}

/// What a returned file leads to.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// By text.
    pub taken: BTreeMap<TextId, Vec<Taken>>,
    /// In numbers.
    pub counts: Counts,
    /// Errors forbid writing anything.
    pub problems: Vec<Problem>,
}

/// How far a returned file is believed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trust {
    /// Translations that came back as they went out were read and hold.
    pub confirm_unchanged: bool,
    /// Numbers, scripts and words left as they were may differ.
    pub accept_differences: bool,
}

/// Decides about everything that came back. `at` is the returned file.
pub fn plan(
    inventory: &Inventory,
    units: &[(usize, usize, Unit)],
    returned: &[Returned],
    languages: (&LanguageTag, &LanguageTag),
    trust: Trust,
    at: &At,
) -> Plan {
    let mut log = Log::default();
    let mut out = Plan::default();
    let mut taken: BTreeMap<usize, Taken> = BTreeMap::new();
    for (part, came) in by_part(units, returned, at, &mut log) {
        let Some(known) = inventory.parts.get(part) else { continue };
        let start = units.partition_point(|(n, _, _)| *n < part);
        let runs: Vec<_> = units.iter().skip(start).take_while(|(n, _, _)| *n == part).collect();
        let side = Side { part: known, came: &came, languages, trust, at };
        if let Some((content, how)) = side.decide(&runs, &mut out.counts, &mut log) {
            taken.insert(part, Taken { part, content, how });
        }
    }
    wait(inventory, &mut taken, &came_at(units, returned, at), &mut out.counts, &mut log);
    copy(inventory, &mut taken);
    for (n, part) in inventory.parts.iter().enumerate() {
        if let Some(one) = taken.remove(&n) {
            match one.how {
                How::Written => out.counts.written += 1,
                How::Confirmed => out.counts.confirmed += 1,
                How::Copied => out.counts.copied += 1,
            }
            out.taken.entry(part.text.clone()).or_default().push(one);
        }
    }
    out.problems = log.into_sorted();
    out
}

/// What came back, by part and run; a unit that came back twice is an error.
fn by_part<'r>(
    units: &[(usize, usize, Unit)],
    returned: &'r [Returned],
    at: &At,
    log: &mut Log,
) -> BTreeMap<usize, BTreeMap<usize, &'r Returned>> {
    let places: BTreeMap<&str, (usize, usize)> =
        units.iter().map(|(part, run, unit)| (unit.key.as_str(), (*part, *run))).collect();
    let mut out: BTreeMap<usize, BTreeMap<usize, &Returned>> = BTreeMap::new();
    for one in returned {
        let Some((part, run)) = places.get(one.key.as_str()) else { continue };
        if let Some(first) = out.entry(*part).or_default().insert(*run, one) {
            let message = format!("`{}` stands already in line {}", short(&one.key), first.line);
            log.error(&at.on(one.line), "duplicate-id", message);
        }
    }
    out
}

fn came_at(units: &[(usize, usize, Unit)], returned: &[Returned], at: &At) -> BTreeMap<usize, At> {
    let lines: BTreeMap<&str, u32> = returned.iter().map(|r| (r.key.as_str(), r.line)).collect();
    units
        .iter()
        .rev()
        .filter_map(|(part, _, unit)| Some((*part, at.on(*lines.get(unit.key.as_str())?))))
        .collect()
}

/// A block waits for its page's title, a note for its task.
fn wait(
    inventory: &Inventory,
    taken: &mut BTreeMap<usize, Taken>,
    came: &BTreeMap<usize, At>,
    counts: &mut Counts,
    log: &mut Log,
) {
    let mut there: BTreeSet<(&TextId, &str)> = BTreeSet::new();
    let mut told: BTreeSet<&TextId> = BTreeSet::new();
    // What is needed stands before what needs it.
    for (n, part) in inventory.parts.iter().enumerate() {
        let needs = part.needs.as_deref();
        let allowed = needs.is_none_or(|needs| there.contains(&(&part.text, needs)));
        if !allowed && taken.remove(&n).is_some() {
            counts.waiting += 1;
            if told.insert(&part.text)
                && let Some(at) = came.get(&n)
            {
                let (text, needs) = (part.text.key(), needs.unwrap_or_default());
                log.warning(
                    at,
                    "waiting",
                    format!("`{text}` has no `{needs}` in this language yet: translate it first"),
                );
            }
        }
        if taken.contains_key(&n) || part.present.is_some() {
            there.insert((&part.text, &part.name));
        }
    }
}

/// What has no words follows the source text: where its counterpart is outdated, and where it is missing in a text that
/// somebody has worked on or that would be whole with it. Elsewhere it may have been left out on purpose.
fn copy(inventory: &Inventory, taken: &mut BTreeMap<usize, Taken>) {
    let mut alive: BTreeSet<&TextId> = BTreeSet::new();
    let mut worked: BTreeSet<&TextId> = BTreeSet::new();
    let mut open: BTreeSet<&TextId> = BTreeSet::new();
    for (n, part) in inventory.parts.iter().enumerate() {
        if part.needs.is_none() && (part.present.is_some() || taken.contains_key(&n)) {
            alive.insert(&part.text);
        }
        match taken.get(&n) {
            Some(one) if one.how == How::Written => {
                worked.insert(&part.text);
            }
            None if part.state != UnitState::Current && !part.is_wordless() => {
                open.insert(&part.text);
            }
            _ => {}
        }
    }
    for (n, part) in inventory.parts.iter().enumerate() {
        if !part.is_wordless() || part.state == UnitState::Current || !alive.contains(&part.text) {
            continue;
        }
        let follows = match &part.present {
            // A label that somebody has written in words is not thrown away.
            Some(present) => present.runs().is_empty(),
            None => worked.contains(&part.text) || !open.contains(&part.text),
        };
        if follows {
            taken.insert(n, Taken { part: n, content: part.source.clone(), how: How::Copied });
        }
    }
}
