//! Which texts are one page, and under which page it hangs.
//!
//! The answers name translations and parents by path; their numbers are of another kind on each side and are used only
//! to tell two texts of one path apart. Everything here works on sorted pages, so the order of files does not matter.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::LanguageTag;

use super::Options;
use super::answer::{Answer, Page, PagePath, Translation, language_tag};
use crate::import::{ImportError, ImportReport};

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
        answers: Vec<Answer>,
        options: &Options,
        report: &mut ImportReport,
    ) -> Result<Self, ImportError> {
        let slug = region_slug(&answers)?;
        let languages = languages(&answers, options)?;
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
        region.sort_texts(answers, report);
        region.join_translations();
        region.hang_pages();
        region.cut_rings();
        Ok(region)
    }

    fn sort_texts(&mut self, answers: Vec<Answer>, report: &mut ImportReport) {
        let mut texts: Vec<(usize, Page)> = answers
            .into_iter()
            .flat_map(|a| a.pages)
            .filter_map(|page| Some((self.language(&page.path.language)?, page)))
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
            self.by_path.entry(page.path.clone()).or_default().push(n);
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
            for translation in page.translations.values() {
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
            other.translations.values().any(|t| {
                t.path == page.path && (t.id.is_none() || page.id.is_none() || t.id == page.id)
            })
        };
        let candidates = self.at(&named.path);
        candidates
            .iter()
            .filter_map(|n| {
                let other = self.text(*n)?;
                if other.path.language == page.path.language {
                    return None;
                }
                let same_id = named.id.is_some() && named.id == other.id;
                let certainty = u8::from(same_id) + 2 * u8::from(back(other));
                (certainty > 0 || candidates.len() == 1).then_some((certainty, *n))
            })
            .max_by_key(|(certainty, n)| (*certainty, Reverse(*n)))
    }

    /// A page hangs where its first text says; if that parent was not delivered, where another text says.
    fn hang_pages(&mut self) {
        for at in 0..self.pages.len() {
            let texts = self.pages.get(at).map(|p| p.texts.clone()).unwrap_or_default();
            let Some(first) = texts.first().and_then(|n| self.text(*n)) else { continue };
            if first.parent.is_none() && !first.parent_unknown {
                continue;
            }
            let pages = || texts.iter().filter_map(|n| self.text(*n));
            let named = pages().filter_map(|p| p.parent.clone());
            let above = pages().filter_map(|p| p.path.above());
            let parent = named
                .chain(above)
                .flat_map(|path| self.at(&path).to_vec())
                .filter_map(|n| self.page_of.get(n).copied())
                .find(|page| *page != at);
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

    /// Cuts each ring of pages at its first page and finds how deep every page is.
    fn cut_rings(&mut self) {
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

fn region_slug(answers: &[Answer]) -> Result<String, ImportError> {
    let mut all = answers.iter().flat_map(|a| a.pages.iter().map(move |p| (a, p)));
    let Some((_, first)) = all.next() else {
        return Err(ImportError::Unfit("there is no page in the answers".into()));
    };
    match all.find(|(_, p)| p.path.region != first.path.region) {
        None => Ok(first.path.region.clone()),
        Some((answer, other)) => Err(ImportError::Unfit(format!(
            "{}: pages of the region {:?} beside those of {:?}; import one region at a time",
            answer.file.display(),
            other.path.region,
            first.path.region
        ))),
    }
}

fn languages(answers: &[Answer], options: &Options) -> Result<Vec<LanguageTag>, ImportError> {
    let mut codes: BTreeMap<LanguageTag, &str> = BTreeMap::new();
    let mut first = None;
    for page in answers.iter().flat_map(|a| &a.pages) {
        let code = page.path.language.as_str();
        let Some(tag) = language_tag(code) else { continue };
        first.get_or_insert_with(|| tag.clone());
        let known = codes.entry(tag).or_insert(code);
        if *known != code {
            return Err(ImportError::Unfit(format!(
                "the languages {known:?} and {code:?} are one and the same; import one of them"
            )));
        }
    }
    let source = match &options.source_language {
        None => language_tag("de").filter(|de| codes.contains_key(de)).or(first),
        Some(wanted) => {
            let tag = language_tag(wanted).filter(|tag| codes.contains_key(tag));
            Some(tag.ok_or_else(|| {
                ImportError::Unfit(format!("no answer is in the source language {wanted:?}"))
            })?)
        }
    };
    let others = codes.into_keys().filter(|tag| Some(tag) != source.as_ref());
    Ok(source.iter().cloned().chain(others.collect::<Vec<_>>()).collect())
}

/// Texts that are one page, with at most one text of each language.
struct Groups<'a> {
    language_of: &'a [usize],
    group_of: Vec<usize>,
    /// Text by language, of each group.
    texts: Vec<BTreeMap<usize, usize>>,
}

impl<'a> Groups<'a> {
    fn new(language_of: &'a [usize]) -> Self {
        let texts = language_of.iter().enumerate().map(|(n, l)| BTreeMap::from([(*l, n)]));
        let group_of = (0..language_of.len()).collect();
        Self { language_of, group_of, texts: texts.collect() }
    }

    /// Joins the groups of two texts, unless both have a text of one language.
    fn join(&mut self, a: usize, b: usize) -> bool {
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
    fn pages(self) -> (Vec<usize>, Vec<JoinedPage>) {
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
