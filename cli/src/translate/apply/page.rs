//! Translated blocks into a page's or notice's file.
//!
//! Blocks that nobody touched stay byte for byte; new ones stand where their source block stands. What reads back
//! otherwise than it was meant (two lists that became one) is written anew as a whole.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::Origin;
use companion_core::text::BlockBody;
use unicode_normalization::UnicodeNormalization;

use super::toml::front_matter;
use crate::lock::{LockedPage, LockedText, Mark, Unit, kind, text_hash};
use crate::markdown;
use crate::source::PageFile;

/// What is to change in a language of a page.
#[derive(Debug)]
pub(super) struct Edit<'e> {
    /// The file that is there: read, as it is on the disk, and what the lock knows of it.
    pub(super) file: Option<(&'e PageFile, &'e str, &'e LockedText)>,
    /// The page with its source text.
    pub(super) locked: &'e LockedPage,
    /// The title.
    pub(super) title: Option<String>,
    /// The title holds as it is.
    pub(super) title_holds: bool,
    /// Blocks by the id of their source block.
    pub(super) blocks: BTreeMap<u32, BlockBody>,
    /// Blocks that hold as they are.
    pub(super) holding: BTreeSet<u32>,
    /// Who wrote it from now on; nothing where nobody's words are new.
    pub(super) origin: Option<Origin>,
}

/// A block of the file as it will be.
struct Slot {
    unit: Unit,
    body: BlockBody,
    /// Its place in the file as it is.
    place: Option<usize>,
    /// Its words stay as they are.
    kept: bool,
}

impl Edit<'_> {
    /// Whether no word of the present text is left to somebody else.
    pub(super) fn is_whole(&self) -> bool {
        let Some((file, _, own)) = self.file else { return true };
        let wordless =
            |body: &BlockBody| super::Content::Blocks(vec![body.clone()]).runs().is_empty();
        let mine =
            |unit: &Unit| self.blocks.contains_key(&unit.id) || self.holding.contains(&unit.id);
        self.title.is_some()
            && own
                .blocks
                .iter()
                .zip(&file.blocks)
                .all(|(unit, block)| mine(unit) || wordless(&block.body))
    }

    /// The file's text and what the lock says of it.
    ///
    /// # Errors
    /// What stands in the way, in plain words.
    pub(super) fn apply(&self) -> Result<(String, LockedText), String> {
        let slots = self.slots();
        let locked = self.locked_text(&slots)?;
        let text = match self.file {
            Some((file, raw, _)) => self.edited(file, raw, &slots)?,
            None => {
                let title = self.title.as_deref().ok_or("it has no title yet")?;
                let front = front_matter("", Some(title), self.origin.as_ref())?;
                let bodies: Vec<BlockBody> = slots.iter().map(|s| s.body.clone()).collect();
                let body = markdown::write(&bodies);
                let gap = if body.is_empty() { "" } else { "\n" };
                format!("+++\n{front}+++\n{gap}{body}")
            }
        };
        Ok((text, locked))
    }

    /// The blocks in their order: those of the file, and each new one behind the one before it in the source text.
    fn slots(&self) -> Vec<Slot> {
        let source = self.locked.source_text().map(|t| t.blocks.as_slice()).unwrap_or_default();
        let from: BTreeMap<u32, u64> = source.iter().map(|u| (u.id, u.mark.own)).collect();
        let fresh = |id: u32, body: &BlockBody| Slot {
            unit: Unit {
                id,
                kind: kind(body),
                mark: Mark { own: super::own(body), from: from.get(&id).copied() },
            },
            body: body.clone(),
            place: None,
            kept: false,
        };
        let mut slots: Vec<Slot> = Vec::new();
        if let Some((file, _, own)) = self.file {
            for (n, (unit, block)) in own.blocks.iter().zip(&file.blocks).enumerate() {
                slots.push(match self.blocks.get(&unit.id) {
                    Some(body) => Slot { place: Some(n), ..fresh(unit.id, body) },
                    None => {
                        let mut unit = unit.clone();
                        if self.holding.contains(&unit.id) {
                            unit.mark.from = from.get(&unit.id).copied();
                        }
                        Slot { unit, body: block.body.clone(), place: Some(n), kept: true }
                    }
                });
            }
        }
        let mut before: Option<u32> = None;
        for unit in source {
            let there = slots.iter().any(|s| s.unit.id == unit.id);
            match self.blocks.get(&unit.id).filter(|_| !there) {
                Some(body) => {
                    let at = before.and_then(|id| slots.iter().position(|s| s.unit.id == id));
                    slots.insert(at.map_or(0, |n| n + 1), fresh(unit.id, body));
                    before = Some(unit.id);
                }
                None if there => before = Some(unit.id),
                None => {}
            }
        }
        slots
    }

    fn locked_text(&self, slots: &[Slot]) -> Result<LockedText, String> {
        let page = self.locked;
        let source_title = page.source_text().map(|t| t.title.own);
        let title = match (&self.title, self.file) {
            (Some(title), _) => Mark { own: text_hash(title), from: source_title },
            (None, Some((_, _, own))) => own.title,
            (None, None) => return Err("it has no title yet".to_owned()),
        };
        let blocks = slots.iter().map(|s| s.unit.clone()).collect();
        let mut text = LockedText { made_from: page.revision, title, blocks };
        // Who brings a text up to date has the present source beside them.
        if !page.outdated(&text).is_empty() || page.title_outdated(&text) {
            let before = self.file.map_or(page.revision, |(_, _, own)| own.made_from);
            text.made_from = before.min(page.revision);
        }
        Ok(text)
    }

    fn edited(&self, file: &PageFile, raw: &str, slots: &[Slot]) -> Result<String, String> {
        let mark = if raw.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw);
        let lines = raw_lines(raw);
        let end = if raw.contains("\r\n") { "\r\n" } else { "\n" };
        let fence = |line: &str| line.trim_end() == "+++";
        let close =
            lines.iter().skip(1).position(|l| fence(l)).ok_or("its front matter does not end")? + 1;
        let old_front: String = lines.get(1..close).unwrap_or_default().concat();
        let title = self.title.as_deref().filter(|_| !self.title_holds);
        let front = if title.is_none() && self.origin.is_none() {
            old_front.clone()
        } else {
            let new = front_matter(&old_front.replace("\r\n", "\n"), title, self.origin.as_ref())?;
            new.replace('\n', end)
        };
        let body_from = close + 1;
        let body = lines.get(body_from..).unwrap_or_default();
        let first = u32::try_from(body_from).unwrap_or(u32::MAX).saturating_add(1);
        let starts: Vec<usize> = file
            .blocks
            .iter()
            .map(|b| usize::try_from(b.line.saturating_sub(first)).unwrap_or(usize::MAX))
            .collect();
        let untouched = slots.len() == starts.len()
            && slots.iter().zip(0..).all(|(slot, n)| slot.kept && slot.place == Some(n));
        if untouched {
            return Ok(format!(
                "{mark}{}{front}{}",
                lines.first().copied().unwrap_or_default(),
                lines.get(close..).unwrap_or_default().concat()
            ));
        }
        let spliced = splice(body, &starts, slots, end);
        let wanted: Vec<BlockBody> = slots.iter().map(|s| s.body.clone()).collect();
        let new = match spliced.filter(|text| reads_as(text, &wanted)) {
            Some(text) => text,
            None => {
                let text = markdown::write(&wanted);
                if !reads_as(&text, &wanted) {
                    return Err("the blocks do not read back as they were translated".to_owned());
                }
                let gap = if text.is_empty() { "" } else { end };
                format!("{gap}{}", text.replace('\n', end))
            }
        };
        let head = lines.first().copied().unwrap_or("+++\n");
        let fence = lines.get(close).copied().unwrap_or("+++\n");
        // A file that ends with its front matter may end without a line end.
        let fence = if new.is_empty() || fence.ends_with('\n') {
            fence.to_owned()
        } else {
            format!("{fence}{end}")
        };
        Ok(format!("{mark}{head}{front}{fence}{new}"))
    }
}

/// Lines with their ends: LF, CRLF or CR.
fn raw_lines(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = rest.find(['\n', '\r']).map_or(rest.len(), |at| {
            if rest.get(at..).is_some_and(|r| r.starts_with("\r\n")) { at + 2 } else { at + 1 }
        });
        let (line, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push(line);
        rest = after;
    }
    out
}

fn reads_as(text: &str, wanted: &[BlockBody]) -> bool {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    let normal: Vec<BlockBody> = wanted.iter().flat_map(markdown::normal).collect();
    markdown::read(&text, 1).is_ok_and(|got| got.into_iter().map(|b| b.body).eq(normal))
}

/// The old lines with other blocks between them; nothing where blocks share a line.
fn splice(lines: &[&str], starts: &[usize], slots: &[Slot], end: &str) -> Option<String> {
    let rising = starts.windows(2).all(|w| matches!(w, [a, b] if a < b));
    if !rising {
        return None;
    }
    let blank = |line: &&str| line.trim().is_empty();
    // Of each block, its lines and the empty ones behind them.
    let region = |n: usize| -> Option<(String, String)> {
        let to = starts.get(n + 1).copied().unwrap_or(lines.len());
        let all = lines.get(*starts.get(n)?..to)?;
        let gap = all.iter().rev().take_while(|l| blank(l)).count();
        let (text, gap) = all.split_at_checked(all.len().checked_sub(gap)?)?;
        Some((text.concat(), gap.concat()))
    };
    let lead = lines.get(..starts.first().copied().unwrap_or(lines.len()))?;
    let mut out = if starts.is_empty() { end.to_owned() } else { lead.concat() };
    let ended = |out: &mut String| {
        if !out.is_empty() && !out.ends_with(['\n', '\r']) {
            out.push_str(end);
        }
    };
    for (place, slot) in slots.iter().enumerate() {
        let next = slots.get(place + 1);
        let old = match slot.place {
            Some(n) => Some(region(n)?),
            None => None,
        };
        match &old {
            Some((text, _)) if slot.kept => out.push_str(text),
            _ => {
                out.push_str(&markdown::write(std::slice::from_ref(&slot.body)).replace('\n', end));
            }
        }
        // What stood behind it stands there still, unless something has come between.
        let follows = slot.place.is_some_and(|n| match next {
            Some(next) => next.place == Some(n + 1),
            None => n + 1 == starts.len(),
        });
        let gap = old.map(|(_, gap)| gap).filter(|_| follows);
        match (gap, next) {
            (Some(gap), next) => {
                if next.is_some() || !slot.kept {
                    ended(&mut out);
                }
                out.push_str(&gap);
            }
            (None, Some(_)) => {
                ended(&mut out);
                out.push_str(end);
            }
            (None, None) => ended(&mut out),
        }
    }
    Some(out)
}
