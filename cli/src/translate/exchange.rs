//! The two calls: a folder to a file for translators, and that file back into the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use companion_core::packs::format::Origin;
use companion_core::text::LanguageTag;

use super::apply::{Input, apply};
use super::parts::{Inventory, inventory};
use super::plan::{Catalog, Counts, Plan, Trust, plan, units};
use super::{MAX_FILE, ReturnedFile, Unit, UnitState, sheet, store, xliff};
use crate::build::{Built, build_read};
use crate::lock::{self, Lock, retells};
use crate::problem::Problem;
use crate::source::files::{Found, read_text};
use crate::source::place::{At, Log, has_errors, sorted};
use crate::source::{self, Source};

/// What leaves.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The language of the source texts.
    pub from: LanguageTag,
    /// Units in the order of the pack.
    pub units: Vec<Unit>,
    /// Texts that are first written in another language, by that language.
    pub left_out: BTreeMap<LanguageTag, usize>,
}

/// How a returned file is taken.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Who wrote what came back.
    pub told: Origin,
    /// How far it is believed.
    pub trust: Trust,
    /// Decide everything and write nothing.
    pub dry_run: bool,
    /// The day for which the folder is checked.
    pub today: NaiveDate,
}

/// What was taken.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The language it is translated into.
    pub language: LanguageTag,
    /// In numbers.
    pub counts: Counts,
    /// What an editor should look at.
    pub problems: Vec<Problem>,
    /// Files that are written, below the folder.
    pub files: Vec<String>,
}

/// The units of a language: what is missing and outdated, or with `all` everything.
///
/// # Errors
/// The folder has errors, or the language cannot be translated into.
pub fn export(
    folder: &Path,
    language: &LanguageTag,
    from: Option<&LanguageTag>,
    all: bool,
    today: NaiveDate,
) -> Result<Exported, Vec<Problem>> {
    let (source, built) = read(folder, today)?;
    let from = from.unwrap_or(&source.pack.value.source_language).clone();
    let mut log = Log::default();
    languages(&source, &from, language, &source.pack.at, &mut log);
    if log.has_errors() {
        return Err(log.into_sorted());
    }
    let Inventory { mut parts, left_out } = inventory(&source, &built.lock, &from, language);
    parts.retain(|part| all || part.state != UnitState::Current);
    let units = parts.iter().flat_map(|part| part.units()).map(|(_, unit)| unit).collect();
    Ok(Exported { from, units, left_out })
}

/// Takes a returned file into the folder: all that holds, or nothing where anything is wrong.
///
/// # Errors
/// Everything that is wrong with the folder or the file, with its line; nothing is written then.
pub fn import(folder: &Path, file: &Path, terms: &Terms) -> Result<Imported, Vec<Problem>> {
    let (source, built) = read(folder, terms.today)?;
    let mut log = Log::default();
    let at = At::file(&file.display().to_string());
    let opened = open(file, &at, &mut log);
    let Some(opened) = opened.filter(|_| !log.has_errors()) else {
        return Err(log.into_sorted());
    };
    let (from, language) = opened.languages();
    languages(&source, from, language, &at.on(opened.line()), &mut log);
    if log.has_errors() {
        return Err(log.into_sorted());
    }
    let inventory = inventory(&source, &built.lock, from, language);
    let units = units(&inventory);
    let returned = ReturnedFile {
        language: language.clone(),
        from: from.clone(),
        units: opened.units(&at, &Catalog::new(&inventory, &units), &mut log),
    };
    let pair = (&returned.from, &returned.language);
    let mut plan = plan(&inventory, &units, &returned.units, pair, terms.trust, &at);
    plan.problems.extend(log.into_sorted());
    plan.problems = sorted(plan.problems);
    if has_errors(&plan.problems) {
        return Err(plan.problems);
    }
    let files = write(folder, &source, &built.lock, &returned, &inventory, &plan, terms)?;
    let Plan { counts, problems, .. } = plan;
    Ok(Imported { language: returned.language, counts, problems, files })
}

fn read(folder: &Path, today: NaiveDate) -> Result<(Source, Built), Vec<Problem>> {
    let read = source::read(folder);
    let source = read.0.clone();
    let built = build_read(read, lock::read(folder), today)?;
    // What could be built has been read.
    let nothing = || vec![Problem::error(".", 0, "no-pack", "there is no pack in this folder")];
    Ok((source.ok_or_else(nothing)?, built))
}

/// Whether one language can be translated into the other in this pack.
fn languages(source: &Source, from: &LanguageTag, to: &LanguageTag, at: &At, log: &mut Log) {
    let known = &source.pack.value.languages;
    for tag in [from, to] {
        if !known.contains(tag) {
            let names: Vec<String> = known.iter().map(ToString::to_string).collect();
            let names = names.join(", ");
            let message = format!(
                "`languages` in pack.toml does not name {tag}, it names {names}: add it first"
            );
            log.error(at, "wrong-language", message);
        }
    }
    if log.has_errors() {
        return;
    }
    // The first of these that has a text is the one that others are made from.
    let order: Vec<&LanguageTag> =
        std::iter::once(&source.pack.value.source_language).chain(known).collect();
    let place = |tag: &LanguageTag| order.iter().position(|t| *t == tag);
    if from == to {
        log.error(
            at,
            "wrong-language",
            format!("texts in {from} are the source, not a translation"),
        );
    } else if place(to) < place(from) {
        let message = format!(
            "{to} comes before {from} in this pack: a text in it would become the source text; write its files by hand"
        );
        log.error(at, "wrong-language", message);
    } else if retells(to, from) {
        let message = format!(
            "{to} retells {from} in other words, not block by block: write its files by hand"
        );
        log.error(at, "wrong-language", message);
    }
}

enum Opened {
    Xliff(xliff::Document),
    Sheet(sheet::Document),
}

fn open(file: &Path, at: &At, log: &mut Log) -> Option<Opened> {
    let length = match std::fs::metadata(file) {
        Ok(meta) if meta.is_file() => meta.len(),
        Ok(_) => {
            log.error(at, "no-file", "this is no file");
            return None;
        }
        Err(error) => {
            log.error(at, "unreadable", source::files::told(&error));
            return None;
        }
    };
    let found = Found { path: file.to_owned(), length, instead: None };
    let text = read_text(&at.file, &found, MAX_FILE, log)?;
    if text.text.trim_start().starts_with('<') {
        xliff::open(at, &text.text, log).map(Opened::Xliff)
    } else {
        sheet::open(&text, log).map(Opened::Sheet)
    }
}

impl Opened {
    fn languages(&self) -> (&LanguageTag, &LanguageTag) {
        match self {
            Self::Xliff(document) => (&document.from, &document.language),
            Self::Sheet(document) => (&document.from, &document.language),
        }
    }

    /// Where the languages stand.
    fn line(&self) -> u32 {
        match self {
            Self::Xliff(document) => document.line,
            Self::Sheet(document) => document.line,
        }
    }

    fn units(&self, at: &At, catalog: &Catalog<'_>, log: &mut Log) -> Vec<super::Returned> {
        match self {
            Self::Xliff(document) => document.units(at, catalog, log),
            Self::Sheet(document) => document.units(catalog, log),
        }
    }
}

/// Makes the files, reads the folder as it would be, and writes only what reads back as it was meant.
fn write(
    folder: &Path,
    source: &Source,
    lock: &Lock,
    returned: &ReturnedFile,
    inventory: &Inventory,
    plan: &Plan,
    terms: &Terms,
) -> Result<Vec<String>, Vec<Problem>> {
    let languages = (&returned.from, &returned.language);
    let told = &terms.told;
    let input = Input { folder, source, lock, languages, inventory, plan, told };
    let applied = apply(&input)?;
    let read = source::read_with(folder, &applied.changes);
    let after = read.0.clone();
    let built = build_read(read, Ok(applied.lock), terms.today)?;
    if let Some(after) = after {
        let now = self::inventory(&after, &built.lock, languages.0, languages.1);
        let lost: Vec<Problem> = plan
            .taken
            .values()
            .flatten()
            .filter_map(|taken| inventory.parts.get(taken.part).map(|part| (taken, part)))
            .filter(|(taken, part)| {
                !now.parts.iter().any(|p| {
                    (&p.text, &p.name) == (&part.text, &part.name)
                        && p.state == UnitState::Current
                        && p.present.as_ref() == Some(&taken.content)
                })
            })
            .map(|(_, part)| {
                let message = format!(
                    "`{}/{}` would not read back as it was translated",
                    part.text.key(),
                    part.name
                );
                Problem::error(&part.at.file, part.at.line, "cannot-edit", message)
            })
            .collect();
        if !lost.is_empty() {
            return Err(lost);
        }
    }
    let mut names: Vec<String> = applied.changes.keys().cloned().collect();
    let paths = source::files::walk(folder, &mut Log::default());
    let place = |name: &str| paths.get(name).map_or_else(|| folder.join(name), |f| f.path.clone());
    let mut files: Vec<(PathBuf, Vec<u8>)> =
        applied.changes.into_iter().map(|(name, bytes)| (place(&name), bytes)).collect();
    if lock::read(folder).ok().as_ref() != Some(&built.lock) {
        // Last, so that it never tells of files that are not there.
        files.push((place(lock::FILE), lock::to_text(&built.lock).into_bytes()));
        names.push(lock::FILE.to_owned());
    }
    if !terms.dry_run {
        store::write_all(&files).map_err(|(path, error)| {
            let message = format!("cannot be written, nothing has changed: {error}");
            vec![Problem::error(&path.display().to_string(), 0, "unwritable", message)]
        })?;
    }
    Ok(names)
}
