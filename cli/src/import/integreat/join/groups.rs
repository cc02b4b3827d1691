//! Sets of texts that are one page.

use std::collections::BTreeMap;

use super::JoinedPage;

/// Texts that are one page, with at most one text of each language.
pub(super) struct Groups<'a> {
    language_of: &'a [usize],
    group_of: Vec<usize>,
    /// Text by language, of each group.
    texts: Vec<BTreeMap<usize, usize>>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(language_of: &'a [usize]) -> Self {
        let texts = language_of.iter().enumerate().map(|(n, l)| BTreeMap::from([(*l, n)]));
        let group_of = (0..language_of.len()).collect();
        Self { language_of, group_of, texts: texts.collect() }
    }

    /// Joins the groups of two texts, unless both have a text of one language.
    pub(super) fn join(&mut self, a: usize, b: usize) -> bool {
        let of = |n: usize| self.group_of.get(n).copied();
        let (Some(a), Some(b)) = (of(a), of(b)) else { return false };
        if a == b {
            return true;
        }
        let (Some(into), Some(from)) = (self.texts.get(a), self.texts.get(b)) else {
            return false;
        };
        if from.keys().any(|language| into.contains_key(language)) {
            return false;
        }
        let moved = self.texts.get_mut(b).map(std::mem::take).unwrap_or_default();
        for text in moved.values() {
            if let Some(group) = self.group_of.get_mut(*text) {
                *group = a;
            }
        }
        if let Some(into) = self.texts.get_mut(a) {
            into.extend(moved);
        }
        true
    }

    /// The page of each text and the texts of each page; pages in the order of their first texts.
    pub(super) fn pages(self) -> (Vec<usize>, Vec<JoinedPage>) {
        let mut pages: Vec<Vec<usize>> = self
            .texts
            .into_iter()
            .filter(|texts| !texts.is_empty())
            .map(|texts| texts.into_values().collect())
            .collect();
        pages.sort();
        let mut page_of = vec![0; self.language_of.len()];
        for (page, texts) in pages.iter().enumerate() {
            for text in texts {
                if let Some(of) = page_of.get_mut(*text) {
                    *of = page;
                }
            }
        }
        let joined = |texts| JoinedPage { texts, parent: None, depth: 0 };
        (page_of, pages.into_iter().map(joined).collect())
    }
}
