//! Integreat: the answers of its CMS (API v3), any mix of them for one region, to a source folder.
//!
//! Owns the steps. `answer` reads JSON and tells the kinds apart, `export` puts the answers together, `join` finds out
//! which texts are one page and where it hangs, `things` which are one location or event, `ids` names pages. `source`
//! writes pages, `places`, `events`, `offers` and `pack` what their names say.
//! Nothing is claimed that the answers do not say: no origin, no editors. Nothing is dropped in silence either: what a
//! pack has no place for is counted in the report.

mod answer;
mod events;
mod export;
mod ids;
mod join;
mod links;
mod offers;
mod pack;
mod places;
mod rule;
mod source;
mod telling;
mod things;
mod words;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use companion_core::packs::format::Level;
use companion_core::sync::plan::is_pack_id;

use self::export::Export;
use super::ids::Ids;
use super::tables::Tables;
use super::{ImportError, ImportReport, SourceFiles};

pub use answer::{MAX_FILE, language_tag};

/// What the answers do not say.
#[derive(Debug, Clone)]
pub struct Options {
    /// Id of the pack; the region's slug where left out, so that its web paths stay the same.
    pub id: Option<String>,
    /// City unless told.
    pub level: Level,
    /// Name of the pack in its source language; the region's name or slug where left out.
    pub name: Option<String>,
    /// The region the pack is for; that of the pages, locations and events where left out.
    pub region: Option<String>,
    /// IANA time zone; what the answers say, or Europe/Berlin, where left out.
    pub zone: Option<String>,
    /// ISO 3166-1 code.
    pub country: String,
    /// SPDX.
    pub licence: String,
    /// Who publishes the pack; Integreat and the region's slug where left out.
    pub publisher: Option<String>,
    /// The language texts are first written in; German where there is any, else that of the first file.
    pub source_language: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            id: None,
            level: Level::City,
            name: None,
            region: None,
            zone: None,
            country: "DE".into(),
            licence: "CC-BY-4.0".into(),
            publisher: None,
            source_language: None,
        }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A file was read.
    FileRead,
    /// All files are read; so many texts are to be converted.
    Writing {
        /// How many.
        texts: u64,
    },
    /// A text was converted.
    TextDone,
}

/// Reads the answers in `files` and makes the files of a source folder.
///
/// `known` are the ids of an earlier import; it gets those of this one too. The same answers give the same files in
/// whatever order they are passed, as long as one of them is German.
///
/// # Errors
/// What is wrong with which file, see [`ImportError`].
pub fn import(
    files: &[PathBuf],
    options: &Options,
    known: &mut Ids,
    step: &mut dyn FnMut(Step),
) -> Result<(SourceFiles, ImportReport), ImportError> {
    if let Some(id) = options.id.as_deref().filter(|id| !is_pack_id(id)) {
        let message = "is no pack id; use lower-case letters, digits and - only";
        return Err(ImportError::Unfit(format!("{:?} {message}", start_of(id))));
    }
    let mut report = ImportReport::default();
    let mut answers = Vec::new();
    for file in files {
        answers.push(answer::read_file(file)?);
        step(Step::FileRead);
    }
    let mut export = Export::new(answers, options, &mut report)?;
    let (pages, places, events) = export.take_texts();
    let texts = pages.len() + places.len() + events.len();
    step(Step::Writing { texts: texts as u64 });
    let hosts = links::hosts(
        pages
            .iter()
            .map(|p| &p.text)
            .chain(places.iter().map(|p| &p.text))
            .chain(events.iter().map(|e| &e.text)),
    );
    let places = places::joined(places, &|code| export.language(code), known, &mut report);
    let paths = places::by_path(&places);
    let mut tables = Tables::default();
    offers::write(&export, &pages, known, &mut tables, &mut report);
    let languages = export.languages.clone();
    let region = join::Region::join(export.slug.clone(), languages, pages, &mut report);
    let names = ids::name(&region);
    let links = links::Links::new(&region, &names, &paths, hosts);

    let mut done = || step(Step::TextDone);
    report.pack = options.id.clone().unwrap_or_else(|| ids::clean_id(&export.slug));
    // Ids of things may be in any script; a pack's is part of web addresses.
    if !is_pack_id(&report.pack) {
        let message = "is no pack id; give one with --id, of lower-case letters, digits and -";
        return Err(ImportError::Unfit(format!("{:?} {message}", start_of(&report.pack))));
    }
    let pack = pack::write(&report.pack, &export, options);
    let mut files = SourceFiles::from([("pack.toml".into(), pack)]);
    source::write(&region, &names, &links, &mut files, &mut report, &mut done);
    let at = events::Places { by_number: places::by_number(&places), by_path: &paths };
    let mut work =
        Work { export: &export, links: &links, ids: known, report: &mut report, done: &mut done };
    places::write(&places, &mut tables, &mut work);
    events::write(events, &at, &mut files, &mut work);
    tables.write(&mut files);
    report.problems.sort();
    report.problems.dedup();
    Ok((files, report))
}

/// What writing needs, whatever is written.
struct Work<'w> {
    export: &'w Export,
    links: &'w links::Links<'w>,
    ids: &'w mut Ids,
    report: &'w mut ImportReport,
    done: &'w mut dyn FnMut(),
}

/// As much of a name as an error shows.
fn start_of(name: &str) -> String {
    name.chars().take(40).collect()
}
