//! The joined pages as the files of a source folder.

use std::fmt::Write as _;

use super::answer::Page;
use super::ids::Names;
use super::join::{JoinedPage, Region};
use super::links::Links;
use super::offers;
use super::places::closing;
use super::telling::tell;
use super::words::normal;
use crate::import::html;
use crate::import::{ImportReport, SourceFiles};
use crate::problem::Problem;
use crate::source::write::{markdown_file, quoted};

pub(super) fn write(
    region: &Region,
    names: &Names,
    links: &Links<'_>,
    files: &mut SourceFiles,
    report: &mut ImportReport,
    done: &mut dyn FnMut(),
) {
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
            if let Some(date) = &source.text.date {
                let _ = writeln!(front, "date = {date}");
            }
            let mut reading = links.read(&source.text);
            tell(&file, None, &reading, report);
            let mut ending: Vec<_> = source.offers.iter().map(offers::block).collect();
            ending.extend(source.organization.as_ref().map(closing));
            reading.bodies.extend(normal(ending));
            files.insert(file, markdown_file(&front, &reading.bodies));
            report.blocks += reading.bodies.len();
            let language = region.language_of.get(*text).and_then(|l| region.languages.get(*l));
            let language = language.map_or_else(String::new, ToString::to_string);
            *report.languages.entry(language).or_default() += 1;
            done();
        }
    }
    for note in &region.notes {
        let file = file_of(region, names, note.text);
        report.problems.push(Problem::warning(&file, 0, note.code, note.message.clone()));
    }
    report.pages = region.pages.len();
}

fn file_of(region: &Region, names: &Names, text: usize) -> String {
    let id = region.page_of.get(text).and_then(|p| names.ids.get(*p)).map_or("", String::as_str);
    let language = region.language_of.get(text).and_then(|l| region.languages.get(*l));
    let language = language.map_or_else(String::new, ToString::to_string);
    format!("pages/{id}/{language}.md")
}

/// What each text says for itself.
fn front_matter(file: &str, page: &Page, report: &mut ImportReport) -> String {
    let title = html::decode_entities(&page.text.title);
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        title = page.text.path.slug().to_owned();
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
