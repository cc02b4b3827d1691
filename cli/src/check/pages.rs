//! Pages and notices in two languages, block beside block.
//!
//! Where both have the same blocks, each pair is compared; where blocks are missing or added, only the whole page is,
//! since a block may stand beside another one than its own.

use std::collections::BTreeMap;

use companion_core::text::BlockBody;

use super::compare::Pair;
use super::markup;
use crate::lock::{Lock, LockedPage, LockedText};
use crate::markdown::Located;
use crate::source::place::{At, Log};
use crate::source::words::few;
use crate::source::{Page, PageFile, Source};

/// Warnings about the texts of all pages and notices.
pub(super) fn check(source: &Source, lock: &Lock, log: &mut Log) {
    for (id, page) in &source.pages {
        check_page(page, lock.pages.get(id), log);
    }
    for (id, notice) in &source.notices {
        check_page(&notice.as_page(), lock.notices.get(id), log);
    }
}

fn check_page(page: &Page, locked: Option<&LockedPage>, log: &mut Log) {
    let Some(original) = page.source_file() else { return };
    for file in page.texts.values() {
        marks(file, log);
    }
    for (tag, file) in page.texts.iter().filter(|(tag, _)| **tag != page.source) {
        if original.broken || file.broken {
            continue;
        }
        if let Some((locked, text)) = locked.and_then(|l| Some((l, l.texts.get(tag)?))) {
            let pair = Pair::new(&page.source, tag);
            let sides = Sides { page, original, file, locked, text };
            sides.freshness(&pair, log);
            sides.compare(&pair, log);
        }
    }
}

fn marks(file: &PageFile, log: &mut Log) {
    let blocks = file.blocks.iter().map(|b| (file.at.on(b.line), b.body.plain_text()));
    for (at, text) in std::iter::once((file.at.clone(), file.title.clone())).chain(blocks) {
        if let Some(mark) = markup::dead(&text) {
            log.warning(
                &at,
                "dead-markup",
                format!("readers will see `{mark}`: mend or remove it"),
            );
        }
    }
}

struct Sides<'p> {
    page: &'p Page,
    original: &'p PageFile,
    file: &'p PageFile,
    locked: &'p LockedPage,
    text: &'p LockedText,
}

impl Sides<'_> {
    /// What the lock knows: blocks that are older than their source, missing, or added.
    fn freshness(&self, pair: &Pair<'_>, log: &mut Log) {
        let source = &self.page.source;
        let outdated = self.locked.outdated(self.text);
        let title = self.locked.title_outdated(self.text);
        let behind = pair.retells() && self.text.made_from != self.locked.revision;
        if !outdated.is_empty() || title || behind {
            let lines: Vec<u32> = title
                .then_some(self.file.at.line)
                .into_iter()
                .chain(outdated.iter().filter_map(|id| self.line(*id)))
                .collect();
            let at = self.file.at.on(lines.first().copied().unwrap_or(self.file.at.line));
            let what = if outdated.is_empty() && !title {
                format!("the page has changed in {source} since this text was written")
            } else {
                format!("changed in {source} since: lines {}", few(&numbers(&lines)))
            };
            log.warning(&at, "outdated-translation", what);
        }
        if pair.retells() {
            return;
        }
        let missing = self.locked.missing(self.text);
        if !missing.is_empty() {
            let lines: Vec<u32> = missing
                .iter()
                .filter_map(|id| line_of(self.locked.source_text()?, self.original, *id))
                .collect();
            let message = format!(
                "{} of {} blocks are missing: lines {} of {}",
                missing.len(),
                self.original.blocks.len(),
                few(&numbers(&lines)),
                self.original.at.file
            );
            log.warning(&self.file.at, "missing-blocks", message);
        }
        let extra = self.extra();
        if let Some(first) = extra.first() {
            let message = format!(
                "{} block(s) that {source} does not have: lines {}",
                extra.len(),
                few(&numbers(&extra))
            );
            log.warning(&self.file.at.on(*first), "extra-blocks", message);
        }
    }

    fn compare(&self, pair: &Pair<'_>, log: &mut Log) {
        if !self.locked.title_outdated(self.text) {
            pair.texts(&self.original.title, &self.file.title, &self.file.at, log);
        }
        let aligned = self.extra().is_empty() && self.locked.missing(self.text).is_empty();
        if aligned && !pair.retells() {
            self.blocks(pair, log);
        } else {
            self.whole(pair, log);
        }
    }

    fn blocks(&self, pair: &Pair<'_>, log: &mut Log) {
        let outdated = self.locked.outdated(self.text);
        let sources: BTreeMap<u32, &BlockBody> = self
            .locked
            .source_text()
            .map(|t| t.blocks.as_slice())
            .unwrap_or_default()
            .iter()
            .map(|u| u.id)
            .zip(self.original.blocks.iter().map(|b| &b.body))
            .collect();
        for (unit, block) in self.text.blocks.iter().zip(&self.file.blocks) {
            let Some(source) = sources.get(&unit.id).filter(|_| !outdated.contains(&unit.id))
            else {
                continue;
            };
            let at = self.at(block);
            pair.block(source, &block.body, &at, log);
        }
    }

    fn whole(&self, pair: &Pair<'_>, log: &mut Log) {
        for block in
            self.file.blocks.iter().filter(|b| !matches!(b.body, BlockBody::Address { .. }))
        {
            pair.script(&block.body.plain_text(), &self.at(block), log);
        }
        if self.locked.outdated(self.text).is_empty() {
            pair.new_numbers(&all_text(self.original), &all_text(self.file), &self.file.at, log);
        }
    }

    /// Lines of the blocks that stand for no source block.
    fn extra(&self) -> Vec<u32> {
        let source = self.locked.source_text().map(|t| t.blocks.as_slice()).unwrap_or_default();
        self.text
            .blocks
            .iter()
            .zip(&self.file.blocks)
            .filter(|(unit, _)| !source.iter().any(|s| s.id == unit.id))
            .map(|(_, block)| block.line)
            .collect()
    }

    fn line(&self, id: u32) -> Option<u32> {
        line_of(self.text, self.file, id)
    }

    fn at(&self, block: &Located) -> At {
        self.file.at.on(block.line)
    }
}

fn line_of(text: &LockedText, file: &PageFile, id: u32) -> Option<u32> {
    let mut blocks = text.blocks.iter().zip(&file.blocks);
    blocks.find(|(unit, _)| unit.id == id).map(|(_, block)| block.line)
}

fn numbers(lines: &[u32]) -> Vec<String> {
    lines.iter().map(u32::to_string).collect()
}

fn all_text(file: &PageFile) -> String {
    let texts: Vec<String> = file.blocks.iter().map(|b| b.body.plain_text()).collect();
    format!("{}\n{}", file.title, texts.join("\n"))
}
