//! Which blocks of a text differ: by their ids where they have them, else between the first and the last that are alike.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::BlockBody;

use super::BlockChange;

type Blocks = [(Option<u32>, BlockBody)];

/// The blocks that differ, in reading order: those that stayed or are new as they stand afterwards, then those that went.
pub(super) fn changed_blocks(before: &Blocks, after: &Blocks) -> Vec<BlockChange> {
    match (by_id(before), by_id(after)) {
        (Some(old), Some(new)) => {
            let mut changes: Vec<_> = after
                .iter()
                .filter_map(|(id, block)| {
                    change(*id, id.and_then(|id| old.get(&id).copied()), Some(block))
                })
                .collect();
            let gone = before.iter().filter(|(id, _)| id.is_none_or(|id| !new.contains_key(&id)));
            changes.extend(gone.filter_map(|(id, block)| change(*id, Some(block), None)));
            changes.extend(moved(before, after, &changes));
            changes
        }
        _ => between(before, after),
    }
}

/// Blocks by id; nothing where one has none.
fn by_id(blocks: &Blocks) -> Option<BTreeMap<u32, &BlockBody>> {
    blocks.iter().map(|(id, block)| Some(((*id)?, block))).collect()
}

/// The same blocks in another order differ too, though none of them does: told by those that stand elsewhere.
fn moved(before: &Blocks, after: &Blocks, told: &[BlockChange]) -> Vec<BlockChange> {
    if !told.is_empty() {
        return Vec::new();
    }
    let pairs = before.iter().zip(after).filter(|((old, _), (new, _))| old != new);
    let moved: BTreeSet<_> = pairs.filter_map(|(_, (id, _))| *id).collect();
    let of = |id: &u32| {
        after.iter().find(|(i, _)| i.as_ref() == Some(id)).map(|(_, block)| shown(block))
    };
    moved
        .into_iter()
        .map(|id| BlockChange { block: Some(id), before: of(&id), after: of(&id) })
        .collect()
}

/// Without ids: what is alike at both ends is left out, what is between is told in pairs.
fn between(before: &Blocks, after: &Blocks) -> Vec<BlockChange> {
    let alike = before.iter().zip(after).take_while(|(b, a)| b.1 == a.1).count();
    let (before, after) =
        (before.get(alike..).unwrap_or_default(), after.get(alike..).unwrap_or_default());
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(b, a)| b.1 == a.1).count();
    let before = before.get(..before.len().saturating_sub(tail)).unwrap_or_default();
    let after = after.get(..after.len().saturating_sub(tail)).unwrap_or_default();
    let count = before.len().max(after.len());
    (0..count)
        .filter_map(|n| change(None, before.get(n).map(|b| &b.1), after.get(n).map(|a| &a.1)))
        .collect()
}

fn change(
    block: Option<u32>,
    before: Option<&BlockBody>,
    after: Option<&BlockBody>,
) -> Option<BlockChange> {
    if before == after {
        return None;
    }
    let mut change = BlockChange { block, before: before.map(shown), after: after.map(shown) };
    if change.before == change.after {
        // What differs is style or kind, which the text does not show.
        change.before = before.map(whole);
        change.after = after.map(whole);
    }
    Some(change)
}

/// As a person would read it out, with where its links lead.
fn shown(block: &BlockBody) -> String {
    let links = block.links();
    let text = block.plain_text();
    if links.is_empty() { text } else { format!("{text} <{}>", links.join(" ")) }
}

/// As it is published.
fn whole(block: &BlockBody) -> String {
    serde_json::to_string(block).unwrap_or_else(|_| shown(block))
}
