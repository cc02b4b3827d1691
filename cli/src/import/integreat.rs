//! Integreat: the `pages` answers of its CMS (API v3), one file per language, to a source folder.
//!
//! Owns the steps; each has its file: `answer` reads JSON, `join` finds out which texts are one page and where it hangs,
//! `ids` names pages, `source` writes. Places and events are other answers of the API and are not read here.
//! Nothing is claimed that the answers do not say: no origin, no area, no editors.

mod answer;
mod ids;
mod join;
mod source;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use companion_core::packs::format::Level;

use super::{ImportError, ImportReport, SourceFiles};

pub use answer::{MAX_FILE, language_tag};

/// What the answers do not say.
#[derive(Debug, Clone)]
pub struct Options {
    /// Id of the pack; the region's slug where left out, so that its web paths stay the same.
    pub id: Option<String>,
    /// City unless told.
    pub level: Level,
    /// Name of the pack in its source language; the region's slug where left out.
    pub name: Option<String>,
    /// IANA time zone.
    pub zone: String,
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
            zone: "Europe/Berlin".into(),
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
/// The same answers give the same files in whatever order they are passed, as long as one of them is German.
///
/// # Errors
/// What is wrong with which file, see [`ImportError`].
pub fn import(
    files: &[PathBuf],
    options: &Options,
    step: &mut dyn FnMut(Step),
) -> Result<(SourceFiles, ImportReport), ImportError> {
    if let Some(id) = options.id.as_deref().filter(|id| ids::clean_id(id) != *id) {
        let message = "is no pack id; use lower-case letters, digits and - only";
        return Err(ImportError::Unfit(format!(
            "{:?} {message}",
            id.chars().take(40).collect::<String>()
        )));
    }
    let mut report = ImportReport::default();
    let mut answers = Vec::new();
    for file in files {
        answers.push(answer::read_file(file)?);
        step(Step::FileRead);
    }
    let region = join::Region::join(answers, options, &mut report)?;
    let names = ids::name(&region);
    step(Step::Writing { texts: region.texts.len() as u64 });
    let mut done = || step(Step::TextDone);
    let files = source::write(&region, &names, options, &mut report, &mut done);
    report.problems.sort();
    Ok((files, report))
}
