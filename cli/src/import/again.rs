//! Importing again: what would change in a folder, and then the change, whole or not at all.
//!
//! Every import keeps what it brought in `.import/<its name>/` of the folder, beside the editors' files and in version
//! control with them. That is how the next one knows what editors changed since. `plan` reads and decides, [`apply`]
//! writes, [`finish`] completes what was interrupted. `diff` tells people.

pub mod diff;
mod earlier;
mod journal;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use self::earlier::{Earlier, earlier};
use self::journal::Step;
pub use self::journal::{Finished, finish, is_unfinished};
use super::folder::{self, Kept};
use super::ids::Ids;
use super::merge::{self, SideFault, Sides, plain};
use super::{ImportError, SourceFiles};
use crate::problem::Problem;

/// What an import brings.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'i> {
    /// Its name among the imports of a folder, see [`check_name`].
    pub name: &'i str,
    /// Its files.
    pub files: &'i SourceFiles,
    /// Which id each thing of the other system has; kept for the next time.
    pub ids: Option<&'i Ids>,
}

/// What an import would change.
#[derive(Debug, Clone)]
pub struct Plan {
    folder: PathBuf,
    /// Whether the folder holds nothing of a pack yet.
    pub first: bool,
    /// In the editors' files, by path.
    pub changes: Vec<Change>,
    /// What an editor should look at.
    pub problems: Vec<Problem>,
    /// In what the import keeps for the next time.
    kept: Vec<Change>,
}

/// A file that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Path below the folder, with `/`.
    pub path: String,
    /// What is there; nothing of a file that is new.
    pub before: Option<String>,
    /// What will be there; nothing of a file that goes.
    pub after: Option<String>,
}

impl Earlier {
    /// The ids that things of the other system have, with those reserved that editors gave to rows of their own.
    pub fn known_ids(&self) -> Ids {
        let mut ids = self.ids.clone();
        for (table, kind) in
            [("places.csv", "place"), ("services.csv", "service"), ("topics.csv", "topic")]
        {
            let (ours, base) = (column(self.ours.get(table)), column(self.base.get(table)));
            ids.reserve(kind, ours.difference(&base).cloned());
        }
        ids
    }

    /// Whether pack.toml is of editors or another import, so that this one leaves it alone.
    pub fn keeps_pack(&self) -> bool {
        self.ours.contains_key("pack.toml") && !self.base.contains_key("pack.toml")
    }
}

/// The ids of a table.
fn column(table: Option<&String>) -> BTreeSet<String> {
    let text = table.map(String::as_str).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let at = reader.headers().ok().and_then(|head| head.iter().position(|c| c == "id"));
    let Some(at) = at else { return BTreeSet::new() };
    reader.records().filter_map(|row| Some(row.ok()?.get(at)?.trim().to_owned())).collect()
}

/// Whether a word can name an import: it becomes a folder's name.
///
/// # Errors
/// It cannot.
pub fn check_name(name: &str) -> Result<(), ImportError> {
    match crate::source::values::id(name) {
        Ok(_) if name != "journal" => Ok(()),
        _ => Err(ImportError::Unfit(format!(
            "{:?} cannot name an import; use lower-case letters, digits and - only",
            crate::source::short(name)
        ))),
    }
}

/// Says what an import would change; writes nothing.
///
/// # Errors
/// The folder is no pack, something in it cannot be read or leads out of it, or a file would be too large for a pack.
pub fn plan(folder: &Path, incoming: &Incoming<'_>) -> Result<Plan, ImportError> {
    check_name(incoming.name)?;
    check_finished(folder)?;
    let kept = folder::kept(folder, incoming.name)?;
    let folders: BTreeSet<&str> =
        kept.base.keys().filter_map(|f| Some(f.rsplit_once('/')?.0)).collect();
    let wanted = |file: &str| {
        let beside = file.rsplit_once('/').is_some_and(|(f, _)| folders.contains(f));
        beside || kept.base.contains_key(file) || incoming.files.contains_key(file)
    };
    let present = folder::present(folder, wanted)?;
    if present.in_use && !present.is_pack && !folder.join(folder::KEPT).is_dir() {
        return Err(ImportError::NotAPack(folder.to_owned()));
    }
    let sides = Sides {
        base: &kept.base,
        ours: &present.texts,
        theirs: incoming.files,
        others: &kept.others,
    };
    let merged = merge::merge(sides).map_err(|fault| refused(folder, incoming.name, fault))?;
    let change = |(path, after): (String, Option<String>)| {
        let before = present.texts.get(&path).cloned();
        Change { path, before, after }
    };
    let changes: Vec<Change> = merged.files.into_iter().map(change).collect();
    for change in &changes {
        folder::inside(folder, &change.path)?;
        let most = folder::most(&change.path);
        if change.after.as_ref().is_some_and(|text| text.len() as u64 > most) {
            return Err(ImportError::Unfit(format!(
                "{} would be larger than {} MiB, which no pack may have; import less",
                change.path,
                most / (1024 * 1024)
            )));
        }
    }
    let kept = kept_changes(&kept, incoming);
    Ok(Plan {
        folder: folder.to_owned(),
        first: !present.in_use,
        changes,
        problems: merged.problems,
        kept,
    })
}

impl Plan {
    /// Whether only the notes of the import change, or nothing at all.
    pub fn changes_nothing(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether the import brings what it brought the last time.
    pub fn brings_nothing_new(&self) -> bool {
        self.changes.is_empty() && self.kept.is_empty()
    }

    /// Writes a note together with everything else.
    pub fn write_note(&mut self, note: Note) {
        self.kept.extend(note.change());
    }
}

/// A file of `.import/` that is no import's own, such as what is known of all feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its name.
    pub file: &'static str,
    /// What is there; nothing where there is no such file.
    pub before: Option<String>,
    /// What will be there.
    pub after: String,
}

impl Note {
    fn change(self) -> Option<Change> {
        let path = format!("{}/{}", folder::KEPT, self.file);
        let changes = self.before.as_ref() != Some(&self.after);
        changes.then_some(Change { path, before: self.before, after: Some(self.after) })
    }
}

/// Writes a note alone, whole or not at all.
///
/// # Errors
/// As [`apply`].
pub fn write_note(folder: &Path, note: Note) -> Result<(), ImportError> {
    match note.change() {
        Some(change) => journal::apply(folder, &[Step::of(&change)], None),
        None => Ok(()),
    }
}

/// Writes what was planned: all of it, or nothing where it fails.
///
/// # Errors
/// Somebody changed a file since it was planned, or the disk says no.
pub fn apply(plan: &Plan) -> Result<(), ImportError> {
    let steps = plan.changes.iter().chain(&plan.kept).map(Step::of);
    journal::apply(&plan.folder, &steps.collect::<Vec<_>>(), None)
}

fn check_finished(folder: &Path) -> Result<(), ImportError> {
    if is_unfinished(folder) {
        return Err(ImportError::Unfinished(folder.to_owned()));
    }
    Ok(())
}

/// What the import keeps for the next time, where that is not there yet.
fn kept_changes(kept: &Kept, incoming: &Incoming<'_>) -> Vec<Change> {
    let names: BTreeSet<&String> = kept.base.keys().chain(incoming.files.keys()).collect();
    let mut changes = Vec::new();
    let mut note = |path: String, before: Option<&String>, after: Option<&String>| {
        // Version control may have changed line ends; they mean nothing.
        if before.map(|t| plain(t)) != after.map(|t| plain(t)) {
            changes.push(Change { path, before: before.cloned(), after: after.cloned() });
        }
    };
    for name in names {
        let path = folder::kept_path(incoming.name, name);
        note(path, kept.base.get(name), incoming.files.get(name));
    }
    if let Some(ids) = incoming.ids {
        note(folder::ids_path(incoming.name), kept.ids.as_ref(), Some(&ids.write()));
    }
    changes
}

fn refused(folder: &Path, name: &str, fault: SideFault) -> ImportError {
    let (path, fault) = match fault {
        SideFault::Ours(fault) => (folder.join(&fault.file), fault),
        SideFault::Base(fault) => (folder.join(folder::KEPT).join(name).join(&fault.file), fault),
        SideFault::Theirs(fault) => (PathBuf::from(&fault.file), fault),
    };
    let message = format!("line {}: {}; nothing was imported", fault.line, fault.message);
    ImportError::Folder { path, message }
}
