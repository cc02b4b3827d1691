//! Names: the id of each page and the slug of each text.
//!
//! The id is the last part of the page's path in its first language; where two pages want one id, the one nearer to the
//! top gets it and the other puts its parent's id or a number with it.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;

use super::join::Region;
use crate::import::ids::{self, MAX_CHARS, first_free, joined};

/// Ids by page, slugs by text.
pub(super) struct Names {
    pub(super) ids: Vec<String>,
    pub(super) slugs: Vec<String>,
}

pub(super) fn name(region: &Region) -> Names {
    let mut names = Names {
        ids: vec![String::new(); region.pages.len()],
        slugs: vec![String::new(); region.texts.len()],
    };
    let mut order: Vec<(usize, usize)> =
        region.pages.iter().enumerate().map(|(n, page)| (page.depth, n)).collect();
    order.sort_unstable();
    let (mut ids, mut slugs) = (BTreeSet::new(), BTreeSet::new());
    for (_, n) in order {
        let Some(page) = region.pages.get(n) else { continue };
        let first = page.texts.first().and_then(|t| region.texts.get(*t));
        let base = clean_id(first.map_or("", |t| t.text.path.slug()));
        let parent = page.parent.and_then(|p| names.ids.get(p));
        let with_parent = parent.map(|p| joined(p, &base));
        let numbered = (2_usize..).map(|n| joined(&base, &n.to_string()));
        let wanted = std::iter::once(base.clone()).chain(with_parent).chain(numbered);
        let id = first_free(wanted, |id| ids.insert(id.clone()));
        for text in &page.texts {
            let slug = clean_slug(region.texts.get(*text).map_or("", |t| t.text.path.slug()));
            let language = region.language_of.get(*text).copied().unwrap_or_default();
            let numbered = (2_usize..).map(|n| joined(&slug, &n.to_string()));
            let wanted = std::iter::once(slug.clone()).chain(numbered);
            let slug = first_free(wanted, |s| slugs.insert((page.parent, language, s.clone())));
            if let Some(named) = names.slugs.get_mut(*text) {
                *named = slug;
            }
        }
        if let Some(named) = names.ids.get_mut(n) {
            *named = id;
        }
    }
    names
}

/// An id from a slug.
pub(super) fn clean_id(slug: &str) -> String {
    ids::clean(slug, "page")
}

/// A slug as it is, if it may stand in a source folder; one more rule than for an id falls away: it is no file name.
fn clean_slug(slug: &str) -> String {
    let allowed = |c: char| {
        matches!(c, '-' | '_') || is_combining_mark(c) || (c.is_alphanumeric() && !c.is_uppercase())
    };
    let starts_well = slug.chars().next().is_some_and(|c| !is_combining_mark(c));
    if starts_well && slug.chars().count() <= MAX_CHARS && slug.chars().all(allowed) {
        slug.to_owned()
    } else {
        clean_id(slug)
    }
}
