//! What an import wants to know of a folder before it is made.

use std::path::Path;

use super::{check_finished, check_name};
use crate::import::folder;
use crate::import::grid::{Grid, GridRow};
use crate::import::ids::Ids;
use crate::import::{ImportError, SourceFiles};

/// What is known before an import is made.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// Ids of the last time.
    pub ids: Ids,
    /// What this import brought last time.
    pub base: SourceFiles,
    /// The tables and pack.toml that lie in the folder.
    pub ours: SourceFiles,
}

/// Reads what an import wants to know before it is made.
///
/// # Errors
/// The folder cannot be read, or an interrupted import is to be finished first.
pub fn earlier(folder: &Path, name: &str) -> Result<Earlier, ImportError> {
    check_name(name)?;
    check_finished(folder)?;
    let kept = folder::kept(folder, name)?;
    let present = folder::present(folder, |file| file == "pack.toml")?;
    let ids = folder::read_ids(folder, name, kept.ids.as_deref())?;
    Ok(Earlier { ids, base: kept.base, ours: present.texts })
}

impl Earlier {
    /// The ids of a table that lies in the folder.
    pub fn ids_in(&self, table: &str) -> Vec<String> {
        ids(self.ours.get(table))
    }

    /// The ids of a table that this import brought last time.
    pub fn base_ids_in(&self, table: &str) -> Vec<String> {
        ids(self.base.get(table))
    }

    /// What stands beside the ids of a table that lies in the folder, each with its id.
    pub fn names_in(&self, table: &str) -> Vec<(String, String)> {
        let mut names = Vec::new();
        for (id, row) in rows(self.ours.get(table)) {
            let cells = row.values().filter(|c| !c.is_empty() && *c != id);
            names.extend(cells.map(|c| (c.to_owned(), id.clone())));
        }
        names
    }
}

fn ids(text: Option<&String>) -> Vec<String> {
    rows(text).into_iter().map(|(id, _)| id).collect()
}

/// Rows by their ids. What cannot be read is told when the import is merged.
fn rows(text: Option<&String>) -> Vec<(String, GridRow)> {
    let Some(Ok(grid)) = text.map(|text| Grid::parse(text)) else { return Vec::new() };
    let mut rows = grid.rows.into_iter().filter(|row| !row.is_blank());
    let Some(column) =
        rows.next().and_then(|head| head.values().position(|c| c.eq_ignore_ascii_case("id")))
    else {
        return Vec::new();
    };
    let rows = rows.map(|row| (row.get(column).to_owned(), row));
    rows.filter(|(id, _)| !id.is_empty()).collect()
}
