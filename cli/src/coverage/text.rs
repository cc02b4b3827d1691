//! Coverage as aligned tables for a terminal of 100 columns.
//!
//! Every cell says the same without colour: a sign for the state, a letter for who wrote it.

use companion_core::packs::format::OriginKind;
use companion_core::text::LanguageTag;

use super::{Cell, Coverage, State, TableCell};

/// Columns of a line.
const WIDTH: usize = 100;
/// What is left of an id at least.
const MIN_ID: usize = 16;

const LEGEND: [&str; 2] = [
    "* source   = current   ~ outdated   / incomplete   - missing   : plain version   . no plain version",
    "h human   c checked   m machine, not checked   ? nobody said",
];

/// The sign of a state.
pub fn sign(state: State) -> char {
    match state {
        State::Source => '*',
        State::Current => '=',
        State::Outdated | State::RetoldBehind => '~',
        State::Incomplete => '/',
        State::Missing => '-',
        State::Retold => ':',
        State::NotRetold => '.',
    }
}

/// The letter of an author.
pub fn letter(origin: OriginKind) -> char {
    match origin {
        OriginKind::Human => 'h',
        OriginKind::Checked => 'c',
        OriginKind::Machine => 'm',
        OriginKind::Unknown => '?',
    }
}

/// All of it, line by line; of one language alone, its pages are [`details`].
pub fn lines(coverage: &Coverage) -> Vec<String> {
    let mut out = Vec::new();
    let (heads, names) = heads(&coverage.languages);
    if coverage.languages.len() != 1 && !coverage.pages.is_empty() {
        let rows = coverage.pages.iter().map(|row| {
            let id =
                if row.kind == "page" { row.id.clone() } else { format!("notices/{}", row.id) };
            (id, row.languages_in(&coverage.languages, cell))
        });
        out.extend(grid("page", &heads, rows.collect()));
        out.push(String::new());
    }
    let rows = coverage.tables.iter().map(|row| {
        let cells = coverage.languages.iter().map(|tag| row.languages.get(tag));
        (
            row.id.as_str().to_owned(),
            cells.map(|c| c.map_or_else(String::new, table_cell)).collect(),
        )
    });
    out.extend(grid("table", &heads, rows.collect()));
    out.push(String::new());
    out.extend(summaries(coverage));
    out.push(String::new());
    out.extend(names);
    out.extend(LEGEND.map(str::to_owned));
    out.push("12/14 there of all   ~2 of them outdated   !1 of them lacks a part".to_owned());
    out
}

/// One language, text by text.
pub fn details(coverage: &Coverage, tag: &LanguageTag) -> Vec<String> {
    let rows = coverage.pages.iter().filter_map(|row| {
        let cell = row.languages.get(tag)?;
        let id = if row.kind == "page" { row.id.clone() } else { format!("notices/{}", row.id) };
        let age = match (cell.state, cell.age_days) {
            (State::Missing | State::NotRetold, _) => String::new(),
            (_, Some(days)) => format!("{days} days"),
            (_, None) => "unknown".to_owned(),
        };
        Some((id, vec![cell.in_words(), age, cell.author_in_words()]))
    });
    grid("page", &["state", "age", "by"].map(str::to_owned), rows.collect())
}

/// Tags over the columns, or numbers and what they mean where the tags are too long for a line.
fn heads(languages: &[LanguageTag]) -> (Vec<String>, Vec<String>) {
    let tags: Vec<String> = languages.iter().map(ToString::to_string).collect();
    // The tables' cells are the widest.
    let width: usize = tags.iter().map(|t| t.len().max(5) + 2).sum();
    if MIN_ID + width <= WIDTH {
        return (tags, Vec::new());
    }
    let numbers = (1..=tags.len()).map(|n| format!("#{n}")).collect();
    let names = tags.iter().zip(1..).map(|(tag, n)| format!("#{n} {tag}"));
    (numbers, wrapped(names))
}

fn wrapped(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 3 + word.chars().count() <= WIDTH => {
                line.push_str("   ");
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

fn cell(cell: &Cell) -> String {
    let sign = sign(cell.state);
    match cell.state {
        State::Missing | State::NotRetold => sign.to_string(),
        _ => format!("{sign}{}", letter(cell.origin)),
    }
}

fn table_cell(cell: &TableCell) -> String {
    let mut text = format!("{}/{}", cell.texts, cell.of);
    if cell.outdated > 0 {
        text.push_str(&format!("~{}", cell.outdated));
    }
    if cell.incomplete > 0 {
        text.push_str(&format!("!{}", cell.incomplete));
    }
    text
}

fn summaries(coverage: &Coverage) -> Vec<String> {
    let heads = [
        "", "parts", "outdated", "missing", "pages", "=", "~", "/", "-", "h", "c", "m", "?",
        "oldest",
    ];
    let rows = coverage.summaries.iter().map(|s| {
        let pages = |states: &[State]| -> usize {
            states.iter().map(|state| s.pages.get(state).copied().unwrap_or(0)).sum()
        };
        let by = |origin| s.origins.get(&origin).copied().unwrap_or(0);
        let numbers = [
            s.parts,
            s.outdated,
            s.missing,
            s.pages.values().sum(),
            pages(&[State::Source, State::Current, State::Retold]),
            pages(&[State::Outdated, State::RetoldBehind]),
            pages(&[State::Incomplete]),
            pages(&[State::Missing, State::NotRetold]),
            by(OriginKind::Human),
            by(OriginKind::Checked),
            by(OriginKind::Machine),
            by(OriginKind::Unknown),
        ];
        let mut cells = vec![format!("{} %", s.percent)];
        cells.extend(numbers.map(|n| n.to_string()));
        cells.push(s.oldest_days.map_or_else(|| "unknown".to_owned(), |d| format!("{d} days")));
        (s.id.to_string(), cells)
    });
    grid("language", &heads.map(str::to_owned), rows.collect())
}

/// A grid with a line of heads, its first column as wide as the others leave room for.
fn grid(first: &str, heads: &[String], rows: Vec<(String, Vec<String>)>) -> Vec<String> {
    let length = |text: &str| text.chars().count();
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(n, head)| {
            let cells = rows.iter().filter_map(|(_, cells)| cells.get(n)).map(|c| length(c));
            cells.max().unwrap_or(0).max(length(head)) + 2
        })
        .collect();
    let room = WIDTH.saturating_sub(widths.iter().sum()).max(MIN_ID);
    let ids = rows.iter().map(|(id, _)| length(id)).max().unwrap_or(0).max(length(first));
    let width = ids.min(room);
    let line = |id: &str, cells: &[String]| {
        let mut line = cut(id, width);
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str("  ");
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(2 + length(cell))));
        }
        line.trim_end().to_owned()
    };
    let mut out = vec![line(first, heads)];
    out.extend(rows.iter().map(|(id, cells)| line(id, cells)));
    out
}

fn cut(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length <= width {
        return format!("{text}{}", " ".repeat(width - length));
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{kept}…")
}

impl super::PageRow {
    fn languages_in(&self, tags: &[LanguageTag], show: impl Fn(&Cell) -> String) -> Vec<String> {
        tags.iter().map(|tag| self.languages.get(tag).map_or_else(String::new, &show)).collect()
    }
}
