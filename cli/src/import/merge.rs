//! What an import brought last time, what lies in the folder now, and what it brings now: three states to one.
//!
//! Pure functions over texts. Tables are merged by row and column, everything else by lines. An import owns what it
//! wrote; rows and files that it never wrote are not touched. Nothing that editors wrote is lost: where both sides
//! changed the same thing, theirs stays and a warning names it.

mod family;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use self::family::Families;
use self::table::Table;
use super::SourceFiles;
use crate::problem::Problem;

pub(crate) use self::text::plain;

/// Both sides changed the same thing.
const CONFLICT: &str = "import-conflict";
/// The import does not know it any more, and editors changed it.
const KEPT: &str = "import-kept";

/// Three states of one thing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Three<T> {
    /// What the import brought last time.
    pub base: Option<T>,
    /// What lies in the folder.
    pub ours: Option<T>,
    /// What the import brings now.
    pub theirs: Option<T>,
}

/// The files that a merge takes together.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'s> {
    /// What the import brought last time.
    pub base: &'s SourceFiles,
    /// What lies in the folder: at least every table and all files beside those of `base` and `theirs`.
    pub ours: &'s SourceFiles,
    /// What the import brings now.
    pub theirs: &'s SourceFiles,
    /// What other imports brought last, which this one does not take away.
    pub others: &'s [SourceFiles],
}

/// What a merge makes.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// Files that differ from ours; nothing where one goes.
    pub files: BTreeMap<String, Option<String>>,
    /// What an editor should look at.
    pub problems: Vec<Problem>,
}

/// A table that cannot be read by rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Path below the folder that the table is from.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
    /// What is wrong, with the way out.
    pub message: String,
}

/// A [`Fault`] and the side on which it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SideFault {
    /// In the folder.
    Ours(Fault),
    /// In what was kept of the last import, this one or another.
    Base(Fault),
    /// In what the import brings.
    Theirs(Fault),
}

/// Merges all files that the import brought or brings.
///
/// # Errors
/// A table cannot be read by rows; then nothing is merged.
pub fn merge(sides: Sides<'_>) -> Result<Merged, SideFault> {
    let base = tables(sides.base).map_err(SideFault::Base)?;
    let ours = tables(sides.ours).map_err(SideFault::Ours)?;
    let theirs = tables(sides.theirs).map_err(SideFault::Theirs)?;
    let others = sides.others.iter().map(tables).collect::<Result<Vec<_>, _>>();
    let others = others.map_err(SideFault::Base)?;
    let families = Families::new(sides, &base, &ours, &theirs, &others);
    let mut merged = Merged::default();
    let names: BTreeSet<&String> = sides.base.keys().chain(sides.theirs.keys()).collect();
    for name in names {
        let texts = Three {
            base: sides.base.get(name).map(String::as_str),
            ours: sides.ours.get(name).map(String::as_str),
            theirs: sides.theirs.get(name).map(String::as_str),
        };
        let text = if is_table(name) {
            let three =
                Three { base: base.get(name), ours: ours.get(name), theirs: theirs.get(name) };
            let stays = |id: &str| families.row(name, id);
            // Nobody touched it: the new one as it is written, not put together again.
            let replaced = texts.base == texts.ours
                && texts.theirs.is_some()
                && base.get(name).into_iter().flat_map(Table::ids).all(|id| stays(id).is_none());
            if replaced {
                texts.theirs.map(str::to_owned)
            } else {
                rows::merge(name, &three, &stays, &mut merged.problems)
            }
        } else {
            text::merge(name, &texts, families.file(name), &mut merged.problems)
        };
        if text.as_deref() != texts.ours {
            merged.files.insert(name.clone(), text);
        }
    }
    merged.problems.sort();
    Ok(merged)
}

impl<T> Three<T> {
    fn map<U>(&self, f: impl Fn(&T) -> U) -> Three<U> {
        Three {
            base: self.base.as_ref().map(&f),
            ours: self.ours.as_ref().map(&f),
            theirs: self.theirs.as_ref().map(&f),
        }
    }
}

/// Whether a path is a table of rows with ids.
pub(super) fn is_table(name: &str) -> bool {
    name.ends_with(".csv") && !name.contains('/')
}

fn tables(files: &SourceFiles) -> Result<BTreeMap<String, Table>, Fault> {
    let mut tables = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| is_table(name)) {
        if let Some(table) = Table::read(name, text)? {
            tables.insert(name.clone(), table);
        }
    }
    Ok(tables)
}

fn still_there(what: &str) -> String {
    format!(
        "{what}: not in the import any more, but changed or added to here; it stays, and is yours from now on"
    )
}
