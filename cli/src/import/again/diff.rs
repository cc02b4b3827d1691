//! What an import would change, for people: how many lines of which file, and the lines themselves.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Change;

/// Beyond this, lines that differ are only counted.
const MAX_COMPARED: usize = 10_000;
/// Lines shown of one file.
const SHOWN_OF_FILE: usize = 40;
/// Lines shown of all files.
const SHOWN: usize = 300;

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It is new.
    Added,
    /// It was there before and will be.
    Changed,
    /// It goes.
    Removed,
}

/// A file that changes, compared by lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileDiff {
    /// Path below the folder.
    pub path: String,
    /// What becomes of it.
    pub kind: Kind,
    /// Lines that are new.
    pub added: usize,
    /// Lines that go.
    pub removed: usize,
    /// Unified, without the lines that name the file; empty where there is too much to compare.
    pub diff: String,
}

/// What a line of a diff is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Names a file and counts its lines.
    File,
    /// Says where in the file.
    Place,
    /// Is new.
    Added,
    /// Goes.
    Removed,
    /// Stays, or says something about the diff.
    Plain,
}

/// Compares a change.
pub fn compare(change: &Change) -> FileDiff {
    let before = super::plain(change.before.as_deref().unwrap_or_default());
    let after = super::plain(change.after.as_deref().unwrap_or_default());
    let kind = match (&change.before, &change.after) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        _ => Kind::Changed,
    };
    let differing = differing_lines(&before, &after);
    let (mut added, mut removed, mut diff) = (0, 0, String::new());
    if differing > MAX_COMPARED {
        (added, removed) = counted(&before, &after);
    } else {
        let patch = diffy::create_patch(&before, &after);
        for line in patch.hunks().iter().flat_map(diffy::Hunk::lines) {
            match line {
                diffy::Line::Insert(_) => added += 1,
                diffy::Line::Delete(_) => removed += 1,
                diffy::Line::Context(_) => {}
            }
        }
        // The first two lines name the files, of which only one is of interest.
        diff = patch.to_string().split_inclusive('\n').skip(2).collect();
    }
    FileDiff { path: change.path.clone(), kind, added, removed, diff }
}

/// The lines to show, not more than a person reads.
pub fn shown(files: &[FileDiff]) -> Vec<(Part, String)> {
    let mut lines = Vec::new();
    for file in files {
        let word = match file.kind {
            Kind::Added => "new",
            Kind::Changed => "changed",
            Kind::Removed => "removed",
        };
        let text = format!("{}: {word}, +{} -{}", file.path, file.added, file.removed);
        lines.push((Part::File, text));
    }
    let (mut left, mut hidden) = (SHOWN, 0_usize);
    for file in files {
        let of_file: Vec<&str> = file.diff.lines().collect();
        let shown = of_file.len().min(SHOWN_OF_FILE).min(left);
        hidden += of_file.len() - shown;
        left -= shown;
        if shown > 0 {
            lines.push((Part::File, format!("--- {}", file.path)));
            lines.extend(of_file.iter().take(shown).map(|line| (part(line), harmless(line))));
        }
        if shown > 0 && shown < of_file.len() {
            lines.push((Part::Plain, format!("… {} more lines", of_file.len() - shown)));
        }
        if file.diff.is_empty() && file.added + file.removed > 0 {
            let text = format!("--- {}: too much to compare line by line", file.path);
            lines.push((Part::Plain, text));
        }
    }
    if hidden > 0 {
        lines.push((Part::Plain, format!("{hidden} lines not shown; --json shows all")));
    }
    lines
}

fn part(line: &str) -> Part {
    match line.chars().next() {
        Some('+') => Part::Added,
        Some('-') => Part::Removed,
        Some('@') => Part::Place,
        _ => Part::Plain,
    }
}

/// Characters that a terminal would obey become visible ones.
fn harmless(line: &str) -> String {
    line.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

/// Lines of both texts between what they have in common at the beginning and at the end.
fn differing_lines(before: &str, after: &str) -> usize {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = |pairs: usize, (x, y): (&&str, &&str)| (x == y).then_some(pairs + 1);
    let begin = a.iter().zip(&b).map_while(|p| same(0, p)).count();
    let rest = a.len().min(b.len()) - begin;
    let end = a.iter().rev().zip(b.iter().rev()).take(rest).map_while(|p| same(0, p)).count();
    a.len() + b.len() - 2 * (begin + end)
}

/// How many lines are in one text only, wherever they stand.
fn counted(before: &str, after: &str) -> (usize, usize) {
    let mut lines: BTreeMap<&str, isize> = BTreeMap::new();
    for line in after.lines() {
        *lines.entry(line).or_default() += 1;
    }
    for line in before.lines() {
        *lines.entry(line).or_default() -= 1;
    }
    let sum = |more: bool| {
        let on_side = lines.values().filter(|n| (**n > 0) == more);
        on_side.map(|n| n.unsigned_abs()).sum()
    };
    (sum(true), sum(false))
}
