//! Which source block a translated block stands for, and which text it was made from.
//!
//! Texts that did not change stay what they were. The others are paired with the source blocks that nothing stands for,
//! by order and kind, between those that are certain.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::BlockBody;

use super::align::{best, equal, gaps, marked, rising};
use super::update::{free, take_id, units};
use super::{LockedPage, LockedText, Mark, Unit, text_hash};
use crate::source::PageFile;

/// What a translation would have been made from, had the present source always been the source.
pub(super) fn renewed(before: &LockedText, page: &LockedPage) -> LockedText {
    let now = page.source_hashes();
    let title = page.source_text().map(|s| s.title.own);
    let blocks = before
        .blocks
        .iter()
        .map(|u| Unit { mark: Mark { from: now.get(&u.id).copied(), ..u.mark }, ..u.clone() });
    LockedText {
        title: Mark { from: title, ..before.title },
        blocks: blocks.collect(),
        made_from: page.revision,
    }
}

pub(super) fn translated_text(
    source_file: &PageFile,
    file: &PageFile,
    page: &mut LockedPage,
    before: Option<&LockedText>,
) -> LockedText {
    let title_now = text_hash(&file.title);
    let source_title = page.source_text().map(|s| s.title.own);
    let title_from = match before {
        Some(b) if b.title.own == title_now => b.title.from.or(source_title),
        _ => source_title,
    };
    let mut text = LockedText {
        made_from: page.revision,
        title: Mark { own: title_now, from: title_from },
        blocks: Vec::new(),
    };
    // A pair found in one pass is an anchor of the next and may make room for more; pairs are never lost, so it ends.
    let mut known = before.map(|b| b.blocks.clone()).unwrap_or_default();
    for _ in 0..=file.blocks.len() {
        text.blocks = pass(source_file, file, page, &known);
        if text.blocks == known {
            break;
        }
        known.clone_from(&text.blocks);
    }
    text
}

/// A translated block before it has its id.
struct Wanting {
    kind: String,
    own: u64,
    /// The id it had before, or has now.
    id: Option<u32>,
    from: Option<u64>,
    /// It stands for a source block.
    paired: bool,
}

fn pass(
    source_file: &PageFile,
    file: &PageFile,
    page: &mut LockedPage,
    before: &[Unit],
) -> Vec<Unit> {
    let source: Vec<Unit> = page.source_text().map(|s| s.blocks.clone()).unwrap_or_default();
    let place: BTreeMap<u32, usize> = source.iter().enumerate().map(|(n, u)| (u.id, n)).collect();
    let mut now: Vec<Wanting> = units(file)
        .into_iter()
        .map(|(kind, own)| Wanting { kind, own, id: None, from: None, paired: false })
        .collect();

    // Texts that did not change stay what they were.
    let old_hashes: Vec<u64> = before.iter().map(|u| u.mark.own).collect();
    let new_hashes: Vec<u64> = now.iter().map(|w| w.own).collect();
    let matched = equal(&old_hashes, &new_hashes);
    let mut used = BTreeSet::new();
    for (i, j) in matched.in_order.iter().chain(&matched.moved) {
        if let (Some(unit), Some(wanting)) = (before.get(*i), now.get_mut(*j))
            && used.insert(unit.id)
        {
            wanting.id = Some(unit.id);
            wanting.from = unit.mark.from;
            wanting.paired = unit.mark.from.is_some() && place.contains_key(&unit.id);
        }
    }
    // The others are paired with the source blocks that nothing stands for, between those that are certain.
    let certain: Vec<(usize, usize)> = now
        .iter()
        .enumerate()
        .filter(|(_, w)| w.paired)
        .filter_map(|(n, w)| Some((*place.get(&w.id?)?, n)))
        .collect();
    let source_taken = marked(source.len(), certain.iter().map(|p| p.0));
    let now_taken: Vec<bool> = now.iter().map(|w| w.paired).collect();
    for (left, right) in gaps(&rising(&certain), source.len(), now.len()) {
        let left = free(left, &source_taken);
        let right = free(right, &now_taken);
        for (i, j) in structural(source_file, &source, &left, file, &now, &right) {
            if let (Some(unit), Some(wanting)) = (source.get(i), now.get_mut(j)) {
                wanting.id = Some(unit.id);
                // An unchanged text that stood for a block that is gone was not made from this one.
                wanting.from = wanting.from.or(Some(unit.mark.own));
                wanting.paired = true;
            }
        }
    }
    // What stands for no source block has an id of its own, which no source block may get or have.
    now.into_iter()
        .map(|w| {
            let kept = w.id.filter(|id| w.paired || !place.contains_key(id));
            Unit {
                id: kept.unwrap_or_else(|| take_id(&mut page.next)),
                kind: w.kind,
                mark: Mark { own: w.own, from: w.from.filter(|_| w.paired || kept.is_some()) },
            }
        })
        .collect()
}

/// Pairs by order and kind; links and numbers that both have decide between equal ways.
fn structural(
    source_file: &PageFile,
    source: &[Unit],
    left: &[usize],
    file: &PageFile,
    now: &[Wanting],
    right: &[usize],
) -> Vec<(usize, usize)> {
    let same_kind = |i: usize, j: usize| matches!((source.get(i), now.get(j)), (Some(a), Some(b)) if a.kind == b.kind);
    let kinds_agree =
        left.len() == right.len() && left.iter().zip(right).all(|(i, j)| same_kind(*i, *j));
    if kinds_agree {
        return left.iter().copied().zip(right.iter().copied()).collect();
    }
    let signs =
        |file: &PageFile, n: usize| file.blocks.get(n).map(|b| signs(&b.body)).unwrap_or_default();
    let left_signs: Vec<_> = left.iter().map(|n| signs(source_file, *n)).collect();
    let right_signs: Vec<_> = right.iter().map(|n| signs(file, *n)).collect();
    let score = |i: usize, j: usize| {
        let (Some(a), Some(b)) = (left.get(i), right.get(j)) else { return 0 };
        let (Some(x), Some(y)) = (left_signs.get(i), right_signs.get(j)) else { return 0 };
        if !same_kind(*a, *b) {
            return 0;
        }
        let heading = source.get(*a).is_some_and(|u| u.kind.starts_with('h'));
        let alike = match (x.is_empty(), y.is_empty()) {
            (true, true) => 2,
            (false, false) if x == y => 6,
            (false, false) if !x.is_disjoint(y) => 3,
            _ => 0,
        };
        8 + alike + if heading { 4 } else { 0 }
    };
    best(left.len(), right.len(), score)
        .into_iter()
        .filter_map(|(i, j)| Some((*left.get(i)?, *right.get(j)?)))
        .collect()
}

/// What stays the same in every language: where links lead, and longer numbers.
fn signs(body: &BlockBody) -> BTreeSet<String> {
    let mut signs: BTreeSet<String> = body.links().into_iter().collect();
    if let BlockBody::Image { src, .. } = body {
        signs.insert(src.clone());
    }
    let text = body.plain_text();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() > 1);
    signs.extend(numbers.map(str::to_owned));
    signs
}
