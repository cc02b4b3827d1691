//! Texts as blocks, with links to pages and places of the same pack as references.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::answer::{PagePath, Text};
use super::ids::Names;
use super::join::Region;
use crate::import::html::{self, Reading};

/// Knows which addresses are pages and places of the same pack.
pub(super) struct Links<'a> {
    region: &'a Region,
    names: &'a Names,
    hosts: BTreeSet<String>,
    /// Pages by language and last part of the path; nothing where two share it.
    by_slug: BTreeMap<(usize, &'a str), Option<usize>>,
    /// Ids of places by the paths of their texts.
    places: &'a BTreeMap<PagePath, String>,
}

impl<'a> Links<'a> {
    /// `hosts` are those that the answers say they come from.
    pub(super) fn new(
        region: &'a Region,
        names: &'a Names,
        places: &'a BTreeMap<PagePath, String>,
        hosts: BTreeSet<String>,
    ) -> Self {
        let mut by_slug = BTreeMap::new();
        for (n, text) in region.texts.iter().enumerate() {
            let (language, page) = (region.language_of.get(n), region.page_of.get(n).copied());
            let key = (language.copied().unwrap_or_default(), text.text.path.slug());
            by_slug.entry(key).and_modify(|p| *p = page.filter(|_| *p == page)).or_insert(page);
        }
        Self { region, names, hosts, by_slug, places }
    }

    /// A text as blocks.
    pub(super) fn read(&self, page: &Text) -> Reading {
        let base = page.url.as_deref().and_then(|url| Url::parse(url).ok());
        let html = if page.content.trim().is_empty() && !page.excerpt.trim().is_empty() {
            // An excerpt has lost its tags but kept its entities and lines.
            let text = page.excerpt.replace('<', "&lt;").replace("\r\n", "\n");
            text.split('\n').map(|line| format!("<p>{line}</p>")).collect()
        } else {
            page.content.clone()
        };
        html::read(&html, base.as_ref(), &|url| self.reference(url))
    }

    fn reference(&self, url: &str) -> Option<String> {
        if !url.starts_with("http") {
            return None;
        }
        let url = Url::parse(url).ok()?;
        let host = url.host_str()?;
        let integreat = ["integreat.app", "integreat-app.de"].iter().any(|domain| {
            host.strip_suffix(domain).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
        });
        if !integreat && !self.hosts.contains(host) {
            return None;
        }
        let path = PagePath::parse(url.path())?;
        if let Some(id) = self.places.get(&path) {
            return Some(format!("place:{id}"));
        }
        let id = self.names.ids.get(self.page_at(&path)?)?;
        Some(format!("page:{id}"))
    }

    /// By path, or, as the CMS itself does for pages that have moved, by the last part of it.
    fn page_at(&self, path: &PagePath) -> Option<usize> {
        if let Some(texts) = self.region.by_path.get(path) {
            let keeps_slug =
                |t: &&usize| self.names.slugs.get(**t).is_some_and(|s| s == path.slug());
            let text = texts.iter().find(keeps_slug).or(texts.first())?;
            return self.region.page_of.get(*text).copied();
        }
        let language = self.region.language(&path.language)?;
        let same_region = path.region == self.region.slug;
        self.by_slug.get(&(language, path.slug())).copied().flatten().filter(|_| same_region)
    }
}

/// Hosts of the texts' own addresses.
pub(super) fn hosts<'t>(texts: impl Iterator<Item = &'t Text>) -> BTreeSet<String> {
    let urls = texts.filter_map(|t| Url::parse(t.url.as_deref()?).ok());
    urls.filter_map(|url| url.host_str().map(str::to_owned)).collect()
}
