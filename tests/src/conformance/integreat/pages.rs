//! Pages: each is there once, at its path, with its title, words and links, and one can walk to it from the top.

use std::collections::{BTreeMap, BTreeSet};

use companion_cli::import::integreat::language_tag;
use serde_json::Value;

use super::answers::{part, text};
use super::html::{self, Content, Words, plain, words};
use super::phone::OutPage;
use super::{Fault, Measured};
use crate::conformance::Tally;

/// A page of an answer.
pub(super) struct InPage {
    path: String,
    language: String,
    title: String,
    content: Content,
    /// Whether it and all pages above it are in the answer, each with a path of its own.
    rooted: bool,
}

/// Compares all pages of a region with what a phone holds.
pub(super) fn run(
    pages: &[InPage],
    out: Vec<OutPage>,
    places: &Places,
    tally: &mut Tally,
    measured: &mut Measured,
) {
    let mut left = Out::new(out, places);
    for page in pages {
        match compare(page, &mut left, measured) {
            Ok(()) => tally.pass(),
            Err((expected, got)) => tally.fail(&page.path, expected, got),
        }
    }
    for page in left.pages.iter().filter(|p| !p.taken) {
        tally.fail(&page.page.path, "no page that is not in the answers", &page.page.title);
    }
}

/// Web paths of places by reference and language.
pub(super) type Places = BTreeMap<(String, String), String>;

impl InPage {
    pub(super) fn name(&self) -> &str {
        &self.path
    }
}

/// Reads the pages of one answer.
pub(super) fn read(items: &[Value]) -> Vec<InPage> {
    let known: BTreeMap<String, Option<String>> = items
        .iter()
        .map(|p| (text(p, "path"), p.pointer("/parent/path").and_then(Value::as_str)))
        .map(|(path, parent)| (path, parent.map(str::to_owned)))
        .collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    items.iter().for_each(|p| *count.entry(text(p, "path")).or_default() += 1);
    let rooted = |path: &str| {
        let mut at = path.to_owned();
        // No tree of pages is deeper; a ring ends here too.
        for _ in 0..64 {
            match known.get(&at) {
                _ if count.get(&at) != Some(&1) => return false,
                Some(Some(parent)) => at = parent.clone(),
                Some(None) => return true,
                None => return false,
            }
        }
        false
    };
    let read = |page: &Value| {
        let path = text(page, "path");
        let content = match (text(page, "content"), text(page, "excerpt")) {
            (content, excerpt) if content.trim().is_empty() => {
                Content::of(&excerpt.replace('<', "&lt;").replace('\n', "<br>"))
            }
            (content, _) => Content::of(&content),
        };
        let content = content.with(&ending(page));
        let rooted = rooted(&path);
        InPage { language: part(page, 1), title: text(page, "title"), content, rooted, path }
    };
    // An answer may hold one and the same page twice; it comes out once.
    let mut seen = BTreeSet::new();
    items.iter().filter(|p| seen.insert(p.to_string())).map(read).collect()
}

/// What closes a page, as HTML: its offers, and who stands behind it.
fn ending(page: &Value) -> String {
    let offers = page.get("embedded_offers").and_then(Value::as_array);
    let links = offers.into_iter().flatten().map(|o| (text(o, "name"), text(o, "url")));
    let organization = page.get("organization").map(|o| (text(o, "name"), text(o, "website")));
    let escaped = |t: String| t.replace('&', "&amp;").replace('<', "&lt;");
    let link = |(name, url): (String, String)| {
        format!("<p><a href=\"{}\">{}</a></p>", escaped(url).replace('"', "&quot;"), escaped(name))
    };
    links.chain(organization).map(link).collect()
}

/// What a phone holds, with what was found already.
struct Out {
    pages: Vec<Found>,
    /// Web path by reference and language, for links between pages.
    paths: BTreeMap<(String, String), String>,
}

struct Found {
    page: OutPage,
    taken: bool,
}

impl Out {
    fn new(pages: Vec<OutPage>, places: &Places) -> Self {
        let path = |p: &OutPage| ((format!("page:{}", p.id), p.language.clone()), p.path.clone());
        let paths = pages.iter().map(path).chain(places.clone()).collect();
        let pages = pages.into_iter().map(|page| Found { page, taken: false }).collect();
        Self { pages, paths }
    }

    /// The page for one of the answers: by path; where that cannot be had, by title and words.
    fn find(&mut self, page: &InPage) -> Option<OutPage> {
        let tag = language_tag(&page.language).map(|t| t.to_string()).unwrap_or_default();
        let path = with_language(&page.path, &tag);
        let title = plain(&page.title);
        let found = self.pages.iter_mut().filter(|f| !f.taken).find(|f| {
            let all_words = || first_more(&page.content.words, &words(&f.page.text)).is_none();
            let same_text = f.page.title == title && all_words();
            f.page.language == tag && if page.rooted { f.page.path == path } else { same_text }
        })?;
        found.taken = true;
        Some(found.page.clone())
    }

    /// A link as the answers would say it.
    fn spelled_out(&self, link: &str, language: &str) -> String {
        let own = self.paths.get(&(link.to_owned(), language.to_owned()));
        own.map_or_else(|| link.to_owned(), |path| format!("https://integreat.app{path}"))
    }
}

fn with_language(path: &str, tag: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    if let Some(language) = parts.get_mut(1) {
        *language = tag;
    }
    format!("/{}/", parts.join("/"))
}

fn compare(page: &InPage, out: &mut Out, measured: &mut Measured) -> Result<(), Fault> {
    let fault = |expected: String, got: &str| Err((expected, got.to_owned()));
    let Some(found) = out.find(page) else {
        return fault("the page at this path".into(), "no such page");
    };
    *measured.languages.entry(found.language.clone()).or_default() += 1;
    let title = plain(&page.title);
    if !title.is_empty() && found.title != title {
        return fault(title, &found.title);
    }
    if !found.reachable {
        return fault("a way from the top to it".into(), "none");
    }
    let got = words(&found.text);
    measured.words += page.content.words.values().sum::<usize>();
    if let Some(lost) = first_more(&page.content.words, &got) {
        return fault(format!("the word {lost:?}"), "fewer of it");
    }
    if let Some(new) = first_more(&got, &page.content.words)
        && !page.content.attribute_words.contains_key(&new)
    {
        return fault(format!("no more of the word {new:?}"), "more of it");
    }
    compare_links(page, &found, out, measured)
}

pub(super) fn first_more(more: &Words, less: &Words) -> Option<String> {
    more.iter().find(|(w, n)| less.get(*w).copied().unwrap_or(0) < **n).map(|(w, _)| w.clone())
}

fn compare_links(
    page: &InPage,
    found: &OutPage,
    out: &Out,
    measured: &mut Measured,
) -> Result<(), Fault> {
    let own: BTreeSet<String> = found
        .links
        .iter()
        .flat_map(|link| {
            let language = out.paths.keys().filter(|(id, _)| id == link).map(|(_, l)| l.as_str());
            let spelled = language.map(|l| out.spelled_out(link, l)).collect::<Vec<_>>();
            if spelled.is_empty() { vec![link.clone()] } else { spelled }
        })
        .map(|link| html::same_link(&link))
        .collect();
    for link in &page.content.links {
        let wanted = html::same_link(link);
        let kept = own.contains(&wanted)
            || html::last_part(&wanted).is_some_and(|slug| {
                // A page that moved is found by the last part of its path; a relative address by its end.
                let moved = wanted.contains("integreat") || !wanted.contains(':');
                moved && own.iter().any(|l| html::last_part(l) == Some(slug))
            });
        if !kept {
            return Err((format!("the link {link}"), "not among the page's links".into()));
        }
        match link.split(':').next() {
            Some("tel") => measured.telephones += 1,
            Some("mailto") => measured.addresses += 1,
            _ => measured.links += 1,
        }
    }
    Ok(())
}
