//! Three states of a table to one, by row and column.
//!
//! Rows that the import never wrote are not looked at. A cell that only one side changed takes that change; where both
//! did, the editors' stays and is told.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Table;
use super::{CONFLICT, KEPT, Three, still_there};
use crate::import::grid::GridRow;
use crate::problem::Problem;
use crate::source::short;

/// Why a row stays that the import does not know any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    /// Editors changed it, or wrote something about it; told once, where `tell` says so.
    Edited {
        /// Whether it is told here.
        tell: bool,
    },
    /// Another import brings it too.
    Elsewhere,
}

/// The merged table; nothing where there is none any more.
pub(super) fn merge(
    file: &str,
    tables: &Three<&Table>,
    stays: &dyn Fn(&str) -> Option<Stays>,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let Three { base, theirs, .. } = *tables;
    let Some(ours) = tables.ours else { return without_ours(file, base, theirs?, problems) };
    let mut merge =
        Merge { ours, base, theirs, out: ours.clone(), added: BTreeMap::new(), told: Vec::new() };
    let mut gone = BTreeSet::new();
    for id in base.into_iter().flat_map(Table::ids) {
        let known = theirs.is_some_and(|t| t.index(id).is_some());
        if let (false, Some(row)) = (known, ours.index(id)) {
            match stays(id) {
                None => {
                    gone.insert(row);
                }
                Some(Stays::Edited { tell: true }) => {
                    merge.told.push((row, KEPT, still_there(&format!("`{id}`"))));
                }
                Some(_) => {}
            }
        }
    }
    let mut new_rows: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut last = Vec::new();
    if let Some(theirs) = theirs {
        let ids = theirs.ids_in_order();
        let first = ids.iter().find_map(|id| ours.index(id));
        let mut anchor = None;
        for id in ids {
            if let Some(row) = ours.index(id) {
                merge.cells(id, row, theirs);
                anchor = Some(row + 1);
            } else if base.is_some_and(|b| b.index(id).is_some()) {
                merge.deleted(file, id, theirs, problems);
            } else if let Some(before) = anchor.or(first) {
                new_rows.entry(before).or_default().push(id);
            } else {
                last.push(id);
            }
        }
    }
    new_rows.entry(ours.grid.rows.len()).or_default().extend(last);
    merge.write(file, &gone, &new_rows, problems)
}

struct Merge<'t> {
    ours: &'t Table,
    base: Option<&'t Table>,
    theirs: Option<&'t Table>,
    out: Table,
    /// Columns that are new, by name.
    added: BTreeMap<String, usize>,
    /// What is told of rows, by their index in our table.
    told: Vec<(usize, &'static str, String)>,
}

impl Merge<'_> {
    /// Takes what only they changed in a row.
    fn cells(&mut self, id: &str, row: usize, theirs: &Table) {
        let columns = self.base.into_iter().flat_map(Table::columns).chain(theirs.columns());
        let columns: BTreeSet<&str> = columns.collect();
        for column in columns {
            let before = self.base.map_or("", |b| b.cell(id, column));
            let (here, there) = (self.ours.cell(id, column), theirs.cell(id, column));
            if there == before || there == here {
                continue;
            }
            let dropped = self.base.is_some_and(|b| b.column(column).is_some())
                && self.ours.column(column).is_none();
            if here == before && !dropped {
                let n = self.column(column, theirs);
                self.out.grid.set(row, n, there);
            } else {
                self.told.push((row, CONFLICT, conflict(id, column, here, there)));
            }
        }
    }

    /// Where a column stands in the result; it is added where it is new.
    fn column(&mut self, name: &str, theirs: &Table) -> usize {
        if let Some(n) = self.ours.column(name).or_else(|| self.added.get(name).copied()) {
            return n;
        }
        let n = self.ours.width() + self.added.len();
        let title = theirs.column(name).map_or(name, |n| theirs.title(n));
        self.out.grid.widen(n);
        self.out.grid.set(self.out.head, n, title);
        self.added.insert(name.to_owned(), n);
        n
    }

    /// Editors removed the row; that holds, and is told where it has changed elsewhere.
    fn deleted(&self, file: &str, id: &str, theirs: &Table, problems: &mut Vec<Problem>) {
        if self.base.is_some_and(|b| !b.agrees(theirs, id)) {
            problems.push(deleted(file, id));
        }
    }

    fn write(
        mut self,
        file: &str,
        gone: &BTreeSet<usize>,
        new_rows: &BTreeMap<usize, Vec<&str>>,
        problems: &mut Vec<Problem>,
    ) -> Option<String> {
        // Columns first: they belong to every row.
        if let Some(theirs) = self.theirs {
            for id in new_rows.values().flatten() {
                for column in theirs.columns().filter(|c| !theirs.cell(id, c).is_empty()) {
                    self.column(column, theirs);
                }
            }
        }
        let mut grid = self.out.grid.empty_like();
        let mut place_of = BTreeMap::new();
        for n in 0..=self.out.grid.rows.len() {
            for id in new_rows.get(&n).into_iter().flatten() {
                let row = self.theirs.map(|theirs| self.new_row(id, theirs));
                grid.rows.extend(row);
            }
            if !gone.contains(&n) {
                place_of.insert(n, grid.rows.len());
                grid.rows.extend(self.out.grid.rows.get(n).cloned());
            }
        }
        let rows_left = grid.rows.iter().filter(|row| !row.is_blank()).count() > 1;
        let (text, lines) = grid.write();
        for (row, code, message) in self.told {
            let line = place_of.get(&row).and_then(|n| lines.get(*n)).copied().unwrap_or(0);
            problems.push(Problem::warning(file, line, code, message));
        }
        // A table that the import made goes with its last row.
        (rows_left || gone.is_empty()).then_some(text)
    }

    fn new_row(&self, id: &str, theirs: &Table) -> GridRow {
        let width = self.ours.width() + self.added.len();
        let mut values = vec![""; width];
        for column in theirs.columns() {
            let n = self.ours.column(column).or_else(|| self.added.get(column).copied());
            if let Some(value) = n.and_then(|n| values.get_mut(n)) {
                *value = theirs.cell(id, column);
            }
        }
        self.out.grid.new_row(values.into_iter())
    }
}

/// The table is not there: what editors removed stays away, what is new comes.
fn without_ours(
    file: &str,
    base: Option<&Table>,
    theirs: &Table,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let mut grid = theirs.grid.clone();
    let mut dropped = BTreeSet::new();
    for id in theirs.ids_in_order() {
        let Some(base) = base.filter(|b| b.index(id).is_some()) else { continue };
        dropped.extend(theirs.index(id));
        if !base.agrees(theirs, id) {
            problems.push(deleted(file, id));
        }
    }
    let mut n = 0;
    grid.rows.retain(|_| {
        n += 1;
        !dropped.contains(&(n - 1))
    });
    let rows = grid.rows.iter().filter(|row| !row.is_blank()).count();
    (rows > 1 || base.is_none()).then(|| grid.write().0)
}

fn conflict(id: &str, column: &str, here: &str, there: &str) -> String {
    format!(
        "`{id}`, column {column}: `{}` here, `{}` in the import, which both changed; yours stays",
        short(here),
        short(there)
    )
}

fn deleted(file: &str, id: &str) -> Problem {
    let message = format!("`{id}`: removed here, changed in the import; it stays removed");
    Problem::warning(file, 0, CONFLICT, message)
}
