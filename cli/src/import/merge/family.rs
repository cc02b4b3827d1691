//! What belongs together: a place and its words in all languages, a page and its translations.
//!
//! Something that the import does not know any more goes as a whole or stays as a whole: an editor's translation of a
//! place that is gone would be an error in the pack.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::Stays;
use super::table::Table;
use super::{Sides, is_table};

type Tables = BTreeMap<String, Table>;

/// What stays although the import does not know it any more.
pub(super) struct Families {
    /// Rows that other imports bring, by table and id.
    rows_elsewhere: BTreeSet<(String, String)>,
    /// Files that other imports bring.
    files_elsewhere: BTreeSet<String>,
    /// Ids by stem of their tables, with the table that tells it.
    rows: BTreeMap<(String, String), String>,
    /// Folders of pages, with the file that tells it.
    folders: BTreeMap<String, String>,
    /// Tables of this import now, for rows that it still knows.
    known: BTreeSet<(String, String)>,
    /// Single rows that editors changed.
    edited: BTreeSet<(String, String)>,
}

impl Families {
    pub(super) fn new(
        sides: Sides<'_>,
        base: &Tables,
        ours: &Tables,
        theirs: &Tables,
        others: &[Tables],
    ) -> Self {
        let pairs = |tables: &Tables| -> Vec<(String, String)> {
            let ids = |(name, table): (&String, &Table)| -> Vec<(String, String)> {
                table.ids().map(|id| (name.clone(), id.to_owned())).collect()
            };
            tables.iter().flat_map(ids).collect()
        };
        let files = sides.others.iter().flat_map(|o| o.keys());
        let mut families = Self {
            rows_elsewhere: others.iter().flat_map(pairs).collect(),
            files_elsewhere: files.filter(|name| !is_table(name)).cloned().collect(),
            rows: BTreeMap::new(),
            folders: BTreeMap::new(),
            known: pairs(theirs).into_iter().collect(),
            edited: BTreeSet::new(),
        };
        for (name, table) in ours {
            for id in table.ids() {
                let same =
                    base.get(name).is_some_and(|b| b.index(id).is_some() && b.agrees(table, id));
                if same {
                    continue;
                }
                families.edited.insert((name.clone(), id.to_owned()));
                let family = (stem(name).to_owned(), id.to_owned());
                let facts = (format!("{}.csv", family.0), family.1.clone());
                let was_theirs = base.get(&facts.0).is_some_and(|b| b.index(id).is_some());
                if was_theirs && !families.known.contains(&facts) {
                    let facts_here = ours.get(&facts.0).is_some_and(|t| t.index(id).is_some());
                    let tells = if facts_here { facts.0 } else { name.clone() };
                    families.rows.entry(family).or_insert(tells);
                }
            }
        }
        families.find_folders(sides);
        families
    }

    /// Folders of pages of which the import knows nothing any more, and in which editors wrote.
    fn find_folders(&mut self, sides: Sides<'_>) {
        let gone: BTreeSet<&str> = sides.base.keys().filter_map(|name| folder(name)).collect();
        let known: BTreeSet<&str> = sides.theirs.keys().filter_map(|name| folder(name)).collect();
        for (name, text) in sides.ours {
            let Some(folder) = folder(name).filter(|f| gone.contains(f) && !known.contains(f))
            else {
                continue;
            };
            let same = sides.base.get(name).is_some_and(|b| super::plain(b) == super::plain(text));
            if !same {
                // Told at a file that the import brought, since only those are looked at.
                let below = format!("{folder}/");
                let brought = sides
                    .base
                    .keys()
                    .find(|b| b.starts_with(&below) && sides.ours.contains_key(*b));
                let tells = brought.unwrap_or(name).clone();
                self.folders.entry(folder.to_owned()).or_insert(tells);
            }
        }
    }

    /// Why a row stays; nothing where it goes, or is still known.
    pub(super) fn row(&self, table: &str, id: &str) -> Option<Stays> {
        let key = (table.to_owned(), id.to_owned());
        if self.known.contains(&key) {
            return None;
        }
        let facts = (format!("{}.csv", stem(table)), id.to_owned());
        if self.rows_elsewhere.contains(&key) || self.rows_elsewhere.contains(&facts) {
            return Some(Stays::Elsewhere);
        }
        if let Some(tells) = self.rows.get(&(stem(table).to_owned(), id.to_owned())) {
            return Some(Stays::Edited { tell: tells == table });
        }
        self.edited.contains(&key).then_some(Stays::Edited { tell: true })
    }

    /// Whether a file stays that the import does not know any more, and then whether that is told.
    pub(super) fn file(&self, name: &str) -> Option<bool> {
        if self.files_elsewhere.contains(name) {
            return Some(false);
        }
        let tells = self.folders.get(folder(name)?)?;
        Some(tells == name)
    }
}

/// `places` of `places.csv` and `places.en.csv`.
fn stem(table: &str) -> &str {
    table.split('.').next().unwrap_or(table)
}

/// `pages/registration` of `pages/registration/de.md`.
fn folder(name: &str) -> Option<&str> {
    Some(name.rsplit_once('/')?.0)
}
