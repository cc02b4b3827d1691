//! Under which page each page hangs.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Note, Region};

impl Region {
    /// A page hangs where its first text says; if that parent was not delivered, where another text says.
    pub(super) fn hang_pages(&mut self) {
        for at in 0..self.pages.len() {
            let texts = self.pages.get(at).map(|p| p.texts.clone()).unwrap_or_default();
            let Some(first) = texts.first().and_then(|n| self.text(*n)) else { continue };
            if first.parent.is_none() && !first.parent_unknown {
                continue;
            }
            let parent = self.parent_of(at, &texts);
            match (parent, self.pages.get_mut(at)) {
                (Some(parent), Some(page)) => page.parent = Some(parent),
                _ => self.notes.extend(texts.first().map(|n| {
                    Note {
                        text: *n,
                        code: "parent-missing",
                        message:
                            "the page it belongs under is not in the answers; it stands at the top"
                                .into(),
                    }
                })),
            }
        }
    }

    /// The first parent that is there; where two pages share its path, the one that more of the texts can mean.
    fn parent_of(&self, page: usize, texts: &[usize]) -> Option<usize> {
        let texts = || texts.iter().filter_map(|n| self.text(*n));
        let named = texts().filter_map(|t| t.parent.clone());
        let above = texts().filter_map(|t| t.text.path.above());
        let meant: Vec<Vec<usize>> = named
            .chain(above)
            .map(|path| {
                let pages = self.at(&path).iter().filter_map(|n| self.page_of.get(*n).copied());
                pages.filter(|other| *other != page).collect()
            })
            .collect();
        let first = meant.iter().find(|pages| !pages.is_empty())?;
        let votes = |page: &usize| meant.iter().filter(|pages| pages.contains(page)).count();
        first.iter().copied().max_by_key(|page| (votes(page), Reverse(*page)))
    }

    /// Cuts each ring of pages at its first page and finds how deep every page is.
    pub(super) fn cut_rings(&mut self) {
        let mut depths: Vec<Option<usize>> = vec![None; self.pages.len()];
        for start in 0..self.pages.len() {
            let (way, mut depth) = loop {
                match self.way_up(start, &depths) {
                    Ok(found) => break found,
                    Err(first_of_ring) => self.cut(first_of_ring),
                }
            };
            for at in way.into_iter().rev() {
                if let Some(known) = depths.get_mut(at) {
                    *known = Some(depth);
                }
                depth += 1;
            }
        }
        for (page, depth) in self.pages.iter_mut().zip(depths) {
            page.depth = depth.unwrap_or_default();
        }
    }

    /// The pages from `start` up to one whose depth is known, and the depth of the last of them.
    fn way_up(&self, start: usize, depths: &[Option<usize>]) -> Result<(Vec<usize>, usize), usize> {
        let (mut way, mut seen) = (Vec::new(), BTreeSet::new());
        let mut next = Some(start);
        while let Some(at) = next {
            if let Some(known) = depths.get(at).copied().flatten() {
                return Ok((way, known + 1));
            }
            if !seen.insert(at) {
                let ring = way.iter().skip_while(|page| **page != at);
                return Err(ring.min().copied().unwrap_or(at));
            }
            way.push(at);
            next = self.pages.get(at).and_then(|p| p.parent);
        }
        Ok((way, 0))
    }

    fn cut(&mut self, page: usize) {
        let Some(page) = self.pages.get_mut(page) else { return };
        page.parent = None;
        self.notes.extend(page.texts.first().map(|text| Note {
            text: *text,
            code: "parent-ring",
            message:
                "the page is named as one of the pages above itself; it stands at the top".into(),
        }));
    }
}
