//! Which texts are one page, and under which page it hangs.
//!
//! The answers name translations and parents by path; their numbers are of another kind on each side and are used only
//! to tell two texts of one path apart. Everything here works on sorted pages, so the order of files does not matter.

mod groups;
mod tree;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use self::groups::Groups;
use super::answer::{Page, PagePath, Translation, language_tag};
use crate::import::ImportReport;

/// All answers as one tree of pages.
pub(super) struct Region {
    pub(super) slug: String,
    /// The source language first, then by tag.
    pub(super) languages: Vec<LanguageTag>,
    /// Sorted by language, path and number.
    pub(super) texts: Vec<Page>,
    /// Position in `languages` of each text.
    pub(super) language_of: Vec<usize>,
    /// Position in `pages` of each text.
    pub(super) page_of: Vec<usize>,
    pub(super) pages: Vec<JoinedPage>,
    pub(super) by_path: BTreeMap<PagePath, Vec<usize>>,
    pub(super) notes: Vec<Note>,
}

/// A page with its texts, in the order of languages.
pub(super) struct JoinedPage {
    pub(super) texts: Vec<usize>,
    pub(super) parent: Option<usize>,
    pub(super) depth: usize,
}

/// Something about a text that an editor should look at.
pub(super) struct Note {
    pub(super) text: usize,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Region {
    pub(super) fn join(
        slug: String,
        languages: Vec<LanguageTag>,
        pages: Vec<Page>,
        report: &mut ImportReport,
    ) -> Self {
        let mut region = Self {
            slug,
            languages,
            texts: Vec::new(),
            language_of: Vec::new(),
            page_of: Vec::new(),
            pages: Vec::new(),
            by_path: BTreeMap::new(),
            notes: Vec::new(),
        };
        region.sort_texts(pages, report);
        region.join_translations();
        region.hang_pages();
        region.cut_rings();
        region
    }

    fn sort_texts(&mut self, pages: Vec<Page>, report: &mut ImportReport) {
        let mut texts: Vec<(usize, Page)> = pages
            .into_iter()
            .filter_map(|page| Some((self.language(&page.text.path.language)?, page)))
            .collect();
        texts.sort();
        let before = texts.len();
        texts.dedup();
        if before > texts.len() {
            report.problems.push(crate::problem::Problem::warning(
                "pages",
                0,
                "same-text-twice",
                format!(
                    "{} texts are in the answers twice and were taken once",
                    before - texts.len()
                ),
            ));
        }
        for (n, (language, page)) in texts.into_iter().enumerate() {
            self.by_path.entry(page.text.path.clone()).or_default().push(n);
            self.language_of.push(language);
            self.texts.push(page);
        }
    }

    pub(super) fn language(&self, code: &str) -> Option<usize> {
        let tag = language_tag(code)?;
        self.languages.iter().position(|l| *l == tag)
    }

    fn text(&self, n: usize) -> Option<&Page> {
        self.texts.get(n)
    }

    fn at(&self, path: &PagePath) -> &[usize] {
        self.by_path.get(path).map_or(&[], Vec::as_slice)
    }

    /// Joins texts that name each other; where names contradict, those that both sides give win.
    fn join_translations(&mut self) {
        let mut links: Vec<(Reverse<u8>, usize, usize)> = Vec::new();
        for (n, page) in self.texts.iter().enumerate() {
            for translation in page.text.translations.values() {
                if let Some((certainty, other)) = self.translation(page, translation) {
                    links.push((Reverse(certainty), n.min(other), n.max(other)));
                }
            }
        }
        links.sort();
        links.dedup();
        let mut groups = Groups::new(&self.language_of);
        for (_, a, b) in links {
            if !groups.join(a, b) {
                self.notes.push(Note {
                    text: a.max(b),
                    code: "translations-disagree",
                    message: "another text of this language is named as the same page; they stay two pages"
                        .into(),
                });
            }
        }
        (self.page_of, self.pages) = groups.pages();
    }

    /// The text that a translation names: certain by number, by naming this one back, or by being the only one.
    fn translation(&self, page: &Page, named: &Translation) -> Option<(u8, usize)> {
        let back = |other: &Page| {
            other.text.translations.values().any(|t| {
                t.path == page.text.path
                    && (t.id.is_none() || page.text.id.is_none() || t.id == page.text.id)
            })
        };
        let candidates = self.at(&named.path);
        candidates
            .iter()
            .filter_map(|n| {
                let other = self.text(*n)?;
                if other.text.path.language == page.text.path.language {
                    return None;
                }
                let same_id = named.id.is_some() && named.id == other.text.id;
                let certainty = u8::from(same_id) + 2 * u8::from(back(other));
                (certainty > 0 || candidates.len() == 1).then_some((certainty, *n))
            })
            .max_by_key(|(certainty, n)| (*certainty, Reverse(*n)))
    }
}
