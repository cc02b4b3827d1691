//! The joined pages as the files of a source folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use url::Url;

use super::Options;
use super::answer::{Page, PagePath};
use super::ids::{Names, clean_id};
use super::join::{JoinedPage, Region};
use crate::import::html::{self, Reading};
use crate::import::{ImportReport, SourceFiles};
use crate::markdown;
use crate::problem::Problem;

pub(super) fn write(
    region: &Region,
    names: &Names,
    options: &Options,
    report: &mut ImportReport,
    page_done: &mut dyn FnMut(),
) -> SourceFiles {
    let pack = options.id.clone().unwrap_or_else(|| clean_id(&region.slug));
    let mut files = SourceFiles::from([("pack.toml".into(), pack_toml(&pack, region, options))]);
    let links = Links::new(region, names);
    for (page, id) in region.pages.iter().zip(&names.ids) {
        for (n, text) in page.texts.iter().enumerate() {
            let Some(source) = region.texts.get(*text) else { continue };
            let file = file_of(region, names, *text);
            let mut front = front_matter(&file, source, report);
            if n == 0 {
                structure(&mut front, source, page, names);
            }
            let slug = names.slugs.get(*text).filter(|slug| *slug != id);
            if let Some(slug) = slug {
                let _ = writeln!(front, "slug = {}", quoted(slug));
            }
            if let Some(date) = &source.date {
                let _ = writeln!(front, "date = {date}");
            }
            let reading = links.read(source);
            tell(&file, source, &reading, report);
            let body = markdown::write(&reading.bodies);
            let gap = if body.is_empty() { "" } else { "\n" };
            files.insert(file, format!("+++\n{front}+++\n{gap}{body}"));
            report.blocks += reading.bodies.len();
            let language = region.language_of.get(*text).and_then(|l| region.languages.get(*l));
            let language = language.map_or_else(String::new, ToString::to_string);
            *report.languages.entry(language).or_default() += 1;
            page_done();
        }
    }
    for note in &region.notes {
        let file = file_of(region, names, note.text);
        report.problems.push(Problem::warning(&file, 0, note.code, note.message.clone()));
    }
    report.pack = pack;
    report.pages = region.pages.len();
    files
}

fn file_of(region: &Region, names: &Names, text: usize) -> String {
    let id = region.page_of.get(text).and_then(|p| names.ids.get(*p)).map_or("", String::as_str);
    let language = region.language_of.get(text).and_then(|l| region.languages.get(*l));
    let language = language.map_or_else(String::new, ToString::to_string);
    format!("pages/{id}/{language}.md")
}

fn pack_toml(pack: &str, region: &Region, options: &Options) -> String {
    let level = options.level.word();
    let source = region.languages.first().map(ToString::to_string).unwrap_or_default();
    let languages: Vec<String> = region.languages.iter().map(|l| quoted(&l.to_string())).collect();
    let publisher = options.publisher.clone();
    let publisher = publisher.unwrap_or_else(|| format!("Integreat, region {}", region.slug));
    let name = options.name.as_deref().unwrap_or(&region.slug);
    format!(
        "# Made from the pages of Integreat's region {region}. What they do not say is left out and wants to be\n\
         # added: editors, [area], [holidays], names in the other languages.\n\
         id = {id}\n\
         level = {level}\n\
         source_language = {source}\n\
         languages = [{languages}]\n\
         zone = {zone}\n\
         country = {country}\n\
         licence = {licence}\n\
         publisher = {publisher}\n\
         \n\
         [names]\n\
         {source} = {name}\n",
        region = quoted(&region.slug),
        id = quoted(pack),
        level = quoted(level),
        source = quoted(&source),
        languages = languages.join(", "),
        zone = quoted(&options.zone),
        country = quoted(&options.country),
        licence = quoted(&options.licence),
        publisher = quoted(&publisher),
        name = quoted(name),
    )
}

/// What each text says for itself.
fn front_matter(file: &str, page: &Page, report: &mut ImportReport) -> String {
    let title = html::decode_entities(&page.title);
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        title = page.path.slug().to_owned();
        let message = "the page had no title and got its slug; write one";
        report.problems.push(Problem::warning(file, 0, "title-missing", message));
    }
    format!("title = {}\n", quoted(&title))
}

/// What is said once, in the file of the page's first language.
fn structure(front: &mut String, source: &Page, page: &JoinedPage, names: &Names) {
    if let Some(parent) = page.parent.and_then(|p| names.ids.get(p)) {
        let _ = writeln!(front, "parent = {}", quoted(parent));
    }
    let _ = writeln!(front, "order = {}", source.order);
}

/// A text in TOML on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Knows which addresses are pages of the same pack.
struct Links<'a> {
    region: &'a Region,
    names: &'a Names,
    hosts: BTreeSet<String>,
    /// Pages by language and last part of the path; nothing where two share it.
    by_slug: BTreeMap<(usize, &'a str), Option<usize>>,
}

impl<'a> Links<'a> {
    fn new(region: &'a Region, names: &'a Names) -> Self {
        let urls = region.texts.iter().filter_map(|t| Url::parse(t.url.as_deref()?).ok());
        let hosts = urls.filter_map(|url| url.host_str().map(str::to_owned)).collect();
        let mut by_slug = BTreeMap::new();
        for (n, text) in region.texts.iter().enumerate() {
            let (language, page) = (region.language_of.get(n), region.page_of.get(n).copied());
            let key = (language.copied().unwrap_or_default(), text.path.slug());
            by_slug.entry(key).and_modify(|p| *p = page.filter(|_| *p == page)).or_insert(page);
        }
        Self { region, names, hosts, by_slug }
    }

    fn read(&self, page: &Page) -> Reading {
        let base = page.url.as_deref().and_then(|url| Url::parse(url).ok());
        let html = if page.content.trim().is_empty() && !page.excerpt.trim().is_empty() {
            // An excerpt has lost its tags but kept its entities and lines.
            let text = page.excerpt.replace('<', "&lt;").replace("\r\n", "\n");
            text.split('\n').map(|line| format!("<p>{line}</p>")).collect()
        } else {
            page.content.clone()
        };
        html::read(&html, base.as_ref(), &|url| self.page(url))
    }

    fn page(&self, url: &str) -> Option<String> {
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

fn tell(file: &str, page: &Page, reading: &Reading, report: &mut ImportReport) {
    let mut warn = |code, message: String| {
        report.problems.push(Problem::warning(file, 0, code, message));
    };
    let mut schemes: BTreeMap<&str, usize> = BTreeMap::new();
    for scheme in &reading.refused_links {
        *schemes.entry(scheme).or_default() += 1;
    }
    for (scheme, count) in schemes {
        warn("link-refused", format!("links left out: {count} ({scheme}); their text is kept"));
    }
    if reading.counts.pictures_undescribed > 0 {
        let count = reading.counts.pictures_undescribed;
        warn(
            "picture-undescribed",
            format!(
                "pictures without a description: {count}; say in the square brackets what they show"
            ),
        );
    }
    if reading.counts.pictures_left_out > 0 {
        let count = reading.counts.pictures_left_out;
        warn(
            "picture-left-out",
            format!(
                "pictures left out that stand inside the text itself: {count}; save them in media/"
            ),
        );
    }
    if reading.counts.reduced_to_words > 0 {
        warn(
            "reduced-to-words",
            "the markup is too large or nested too deep; only the words were kept".into(),
        );
    }
    let misled =
        reading.bodies.iter().flat_map(|b| b.links()).filter(|l| leads_to_number(l)).count();
    if misled > 0 {
        warn(
            "link-to-number",
            format!("links to a web address that is only a number: {misled}; write [112](tel:112)"),
        );
    }
    for field in &page.unused {
        *report.fields_left_out.entry((*field).to_owned()).or_default() += 1;
    }
    report.html.add(&reading.counts);
}

/// Editors who type a number into the address field get the app's own web address before it.
fn leads_to_number(url: &str) -> bool {
    let Some(url) = Url::parse(url).ok().filter(|url| url.scheme().starts_with("http")) else {
        return false;
    };
    let path = url.path().trim_matches('/');
    let number = !path.is_empty() && path.chars().all(|c| c.is_ascii_digit() || c == '+');
    number || path.starts_with("tel:") || path.starts_with("mailto:")
}
