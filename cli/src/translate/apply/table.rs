//! Texts in CSV files: a row that nobody touched stays byte for byte.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;
use unicode_normalization::UnicodeNormalization;

use super::trouble;
use crate::problem::Problem;
use crate::source::Changes;
use crate::source::sheet::separator;

/// Files that are being edited.
#[derive(Debug, Default)]
pub(super) struct Sheets(BTreeMap<String, SheetEdit>);

/// A file that is being edited.
#[derive(Debug, Default)]
pub(super) struct SheetEdit {
    raw: Option<String>,
    /// Columns in the order in which they were first asked for.
    columns: Vec<String>,
    /// Cells by row, rows in the order in which they were first asked for.
    rows: Vec<(String, BTreeMap<String, String>)>,
}

impl Sheets {
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The file, read from `raw` the first time.
    pub(super) fn open(&mut self, name: &str, raw: Option<String>) -> &mut SheetEdit {
        self.0.entry(name.to_owned()).or_insert_with(|| SheetEdit { raw, ..SheetEdit::default() })
    }

    pub(super) fn into_texts(self) -> Result<Changes, Problem> {
        let text = |(name, sheet): (String, SheetEdit)| {
            let text =
                sheet.text().ok_or_else(|| trouble(&name, "its rows cannot be told apart"))?;
            Ok((name, text.into_bytes()))
        };
        self.0.into_iter().map(text).collect()
    }
}

/// A row as it stands in the file: the lines before it, itself, its line end.
struct Raw<'r> {
    lead: &'r str,
    text: &'r str,
    end: &'r str,
    record: csv::StringRecord,
}

impl SheetEdit {
    /// Sets a cell.
    pub(super) fn set(&mut self, id: &str, column: &str, text: &str) {
        if !self.columns.iter().any(|c| c == column) {
            self.columns.push(column.to_owned());
        }
        let at = self.rows.iter().position(|(row, _)| row == id).unwrap_or_else(|| {
            self.rows.push((id.to_owned(), BTreeMap::new()));
            self.rows.len() - 1
        });
        if let Some((_, cells)) = self.rows.get_mut(at) {
            cells.insert(column.to_owned(), text.to_owned());
        }
    }

    /// The file's text.
    fn text(&self) -> Option<String> {
        let raw = self.raw.as_deref().unwrap_or("id\n");
        let mark = if raw.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let text = raw.strip_prefix('\u{feff}').unwrap_or(raw);
        let separator = separator(text);
        let rows = rows(text, separator)?;
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let head = rows.iter().find(|r| !is_blank(&r.record))?;
        let find = |column: &str| head.record.iter().position(|cell| means(cell, column));
        let missing: Vec<&String> = self.columns.iter().filter(|c| find(c).is_none()).collect();
        let width = head.record.len() + missing.len();
        let place = |column: &str| {
            let added = missing.iter().position(|c| *c == column).map(|n| head.record.len() + n);
            find(column).or(added)
        };
        let id_at = find("id")?;
        let more = char::from(separator).to_string().repeat(missing.len());

        let mut out = mark.to_owned();
        let mut seen = vec![false; self.rows.len()];
        let mut header = true;
        for row in &rows {
            out.push_str(row.lead);
            let id: String = row.record.get(id_at).unwrap_or_default().trim().nfc().collect();
            let edit = self.rows.iter().position(|(wanted, _)| *wanted == id);
            if is_blank(&row.record) {
                out.push_str(row.text);
            } else if header {
                header = false;
                out.push_str(row.text);
                let names = missing.iter().map(|c| format!("{}{c}", char::from(separator)));
                out.extend(names);
            } else if let Some((n, (_, cells))) = edit.and_then(|n| Some((n, self.rows.get(n)?))) {
                if let Some(seen) = seen.get_mut(n) {
                    *seen = true;
                }
                let mut values: Vec<String> = row.record.iter().map(str::to_owned).collect();
                values.resize(width, String::new());
                out.push_str(&line(values, cells, &place, separator)?);
            } else {
                out.push_str(row.text);
                out.push_str(&more);
            }
            out.push_str(row.end);
        }
        for ((id, cells), _) in self.rows.iter().zip(&seen).filter(|(_, seen)| !**seen) {
            if !out.ends_with(['\n', '\r']) {
                out.push_str(end);
            }
            let mut values = vec![String::new(); width];
            values.get_mut(id_at)?.clone_from(id);
            out.push_str(&line(values, cells, &place, separator)?);
            out.push_str(end);
        }
        Some(out)
    }
}

fn line(
    mut values: Vec<String>,
    cells: &BTreeMap<String, String>,
    place: &impl Fn(&str) -> Option<usize>,
    separator: u8,
) -> Option<String> {
    for (column, text) in cells {
        values.get_mut(place(column)?)?.clone_from(text);
    }
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    writer.write_record(&values).ok()?;
    let bytes = writer.into_inner().ok()?;
    let text = String::from_utf8(bytes).ok()?;
    Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// The rows of a text, together the whole of it.
fn rows(text: &str, separator: u8) -> Option<Vec<Raw<'_>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut found: Vec<(usize, csv::StringRecord)> = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).ok()? {
        let start = record.position().map_or(0, csv::Position::byte);
        found.push((usize::try_from(start).ok()?, record.clone()));
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(s, _)| *s).chain([text.len()]).collect();
    found
        .into_iter()
        .zip(ends)
        .map(|((start, record), end)| {
            let all = text.get(start..end)?;
            // The reader stands at the end of the row before: what is left of its line end, and empty lines.
            let lead = all.len() - all.trim_start_matches(['\n', '\r']).len();
            let (lead, rest) = all.split_at_checked(lead)?;
            let kept = rest.trim_end_matches(['\n', '\r']).len();
            let (text, end) = rest.split_at_checked(kept)?;
            Some(Raw { lead, text, end, record })
        })
        .collect()
}

fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// Whether a head is this column, in any letter case or form of its language tag.
fn means(cell: &str, column: &str) -> bool {
    let tag = |text: &str| text.parse::<LanguageTag>().ok();
    cell.trim().to_lowercase() == column.to_lowercase()
        || (tag(column).is_some() && tag(cell.trim()) == tag(column))
}
