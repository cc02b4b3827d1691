//! From a source and the lock before to the lock now.
//!
//! Owns which block keeps which id. Equal texts keep theirs wherever they stand; between them, blocks are paired by
//! order and kind; what is left is new. A text seen for the first time, or changed, counts as made from the present
//! source block.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use super::align::{best, equal, gaps, marked};
use super::translate::{renewed, translated_text};
use super::{
    Lock, LockedPage, LockedText, Mark, Unit, block_hash, entries, kind, retells, text_hash,
};
use crate::source::{Page, PageFile, Source};

/// The lock after a build of `source`; a pure function.
pub fn update(source: &Source, before: &Lock) -> Lock {
    let mut pages: BTreeMap<String, LockedPage> = source
        .pages
        .iter()
        .filter_map(|(id, page)| Some((id.clone(), update_page(page, before.pages.get(id))?)))
        .collect();
    for (id, page) in &before.pages {
        pages.entry(id.clone()).or_insert_with(|| LockedPage {
            source: None,
            texts: BTreeMap::new(),
            ..page.clone()
        });
    }
    let notices = source.notices.iter().filter_map(|(id, notice)| {
        Some((id.clone(), update_page(&notice.as_page(), before.notices.get(id))?))
    });
    Lock { pages, notices: notices.collect(), entries: entries::update(source, before) }
}

fn update_page(page: &Page, before: Option<&LockedPage>) -> Option<LockedPage> {
    let source_file = page.source_file()?;
    let mut next = before.map_or(1, first_unused);
    let before_text = |tag: &LanguageTag| before.and_then(|b| b.texts.get(tag));
    let source = source_text(source_file, before_text(&page.source), &mut next);

    let same_source = before.is_some_and(|b| b.source.as_ref() == Some(&page.source));
    let unchanged = same_source
        && before_text(&page.source)
            .is_some_and(|b| b.title == source.title && b.blocks == source.blocks);
    let revision = match before {
        None => 1,
        Some(b) if unchanged => b.revision,
        Some(b) => b.revision.saturating_add(1),
    };
    let mut out = LockedPage {
        revision,
        next,
        source: Some(page.source.clone()),
        texts: BTreeMap::from([(
            page.source.clone(),
            LockedText { made_from: revision, ..source },
        )]),
    };
    for (tag, file) in page.texts.iter().filter(|(tag, _)| **tag != page.source) {
        let before = before_text(tag);
        let text = if same_source {
            translated_text(source_file, file, &mut out, before)
        } else {
            // Another language is the source now: what translations were made from can no longer be compared.
            let renewed = before.map(|b| renewed(b, &out));
            translated_text(source_file, file, &mut out, renewed.as_ref())
        };
        let made_from = made_from(tag, &out, &text, before);
        out.texts.insert(tag.clone(), LockedText { made_from, ..text });
    }
    Some(out)
}

/// An id that no text of the page has, even after two branches were merged by hand.
fn first_unused(page: &LockedPage) -> u32 {
    let used = page.texts.values().flat_map(|t| &t.blocks).map(|u| u.id).max().unwrap_or(0);
    page.next.max(used.saturating_add(1))
}

pub(super) fn units(file: &PageFile) -> Vec<(String, u64)> {
    file.blocks.iter().map(|b| (kind(&b.body), block_hash(&b.body))).collect()
}

pub(super) fn take_id(next: &mut u32) -> u32 {
    let id = *next;
    *next = next.saturating_add(1);
    id
}

fn source_text(file: &PageFile, before: Option<&LockedText>, next: &mut u32) -> LockedText {
    let now = units(file);
    let old = before.map(|b| b.blocks.as_slice()).unwrap_or_default();
    let old_hashes: Vec<u64> = old.iter().map(|u| u.mark.own).collect();
    let new_hashes: Vec<u64> = now.iter().map(|u| u.1).collect();
    let matched = equal(&old_hashes, &new_hashes);
    let mut ids: Vec<Option<u32>> = vec![None; now.len()];
    let mut give = |(i, j): (usize, usize)| {
        if let (Some(unit), Some(id)) = (old.get(i), ids.get_mut(j)) {
            *id = Some(unit.id);
        }
    };
    let paired = || matched.in_order.iter().chain(&matched.moved);
    paired().copied().for_each(&mut give);
    let old_paired = marked(old.len(), paired().map(|p| p.0));
    let new_paired = marked(now.len(), paired().map(|p| p.1));
    for (left, right) in gaps(&matched.in_order, old.len(), now.len()) {
        let left = free(left, &old_paired);
        let right = free(right, &new_paired);
        let same_kind = |i: usize, j: usize| {
            let old = left.get(i).and_then(|n| old.get(*n)).map(|u| &u.kind);
            let new = right.get(j).and_then(|n| now.get(*n)).map(|u| &u.0);
            u32::from(old.is_some() && old == new)
        };
        for (i, j) in best(left.len(), right.len(), same_kind) {
            if let (Some(i), Some(j)) = (left.get(i), right.get(j)) {
                give((*i, *j));
            }
        }
    }
    let blocks = now
        .into_iter()
        .zip(ids)
        .map(|((kind, own), id)| Unit {
            id: id.unwrap_or_else(|| take_id(next)),
            kind,
            mark: Mark { own, from: None },
        })
        .collect();
    let title = Mark { own: text_hash(&file.title), from: None };
    LockedText { made_from: 1, title, blocks }
}

pub(super) fn free(range: std::ops::Range<usize>, taken: &[bool]) -> Vec<usize> {
    range.filter(|n| taken.get(*n) == Some(&false)).collect()
}

/// The last revision that the text stood for as a whole.
fn made_from(
    tag: &LanguageTag,
    page: &LockedPage,
    text: &LockedText,
    before: Option<&LockedText>,
) -> u32 {
    let Some(before) = before else { return page.revision };
    let owns = |t: &LockedText| t.blocks.iter().map(|u| u.mark.own).collect::<Vec<_>>();
    let touched = before.title.own != text.title.own || owns(before) != owns(text);
    let retells = page.source.as_ref().is_some_and(|source| retells(tag, source));
    let current = page.outdated(text).is_empty() && !page.title_outdated(text);
    let whole = current && page.missing(text).is_empty();
    // Somebody who worked on the text with the present source beside them has left out what is missing on purpose.
    if (touched && (current || retells)) || (whole && !retells) {
        page.revision
    } else {
        before.made_from.min(page.revision)
    }
}
