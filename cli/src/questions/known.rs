//! Which thing of a pack a question means: by its id, or by the id that another system gave it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Question;
use crate::import::folder::KEPT;
use crate::import::ids::Ids;
use crate::problem::Problem;

/// Ids of other systems, as imports keep them (`kind,key,id`).
#[derive(Debug, Default)]
pub struct Known {
    tables: Vec<Ids>,
}

impl Known {
    /// Those of a table, and those that the imports of a source folder left; a pack that is no such folder has none.
    ///
    /// # Errors
    /// A table that cannot be read, with its row.
    pub fn read(table: Option<&Path>, pack: &Path) -> Result<Self, Problem> {
        let mut known = Self::default();
        if let Some(path) = table {
            known.add(path)?;
        }
        let imports = fs::read_dir(pack.join(KEPT)).into_iter().flatten().flatten();
        let tables: BTreeSet<PathBuf> = imports.map(|e| e.path().join("ids.csv")).collect();
        for path in tables.iter().filter(|path| path.is_file()) {
            known.add(path)?;
        }
        Ok(known)
    }

    fn add(&mut self, path: &Path) -> Result<(), Problem> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|e| Problem::error(&file, 0, "unreadable", format!("cannot be read: {e}")))?;
        let ids = Ids::read(&text).map_err(|row| {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            Problem::error(&file, row, "ids", "is not `kind,key,id`")
        })?;
        self.tables.push(ids);
        Ok(())
    }

    /// The ids under which the pack may have it, the likeliest first.
    pub fn ids<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a str> {
        let named = self.tables.iter().filter_map(|t| t.find(&question.kind, &question.wanted));
        std::iter::once(question.wanted.as_str()).chain(named)
    }
}
