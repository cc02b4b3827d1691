//! Lists that town halls keep in spreadsheets: each row becomes a place or a service.
//!
//! Owns the steps; each has its file: `decode` and `sheet` read, `field` and `mapping` say what a column is, `rows` makes
//! things of rows with `phone`, `hours` and `values`, `names` finds their ids, `pack` writes a pack.toml where there is
//! none. Nothing is dropped in silence: what has no place of its own stays in the text with its heading before it.

mod decode;
mod field;
mod hours;
mod mapping;
mod names;
mod pack;
mod phone;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::path::PathBuf;

use companion_core::text::LanguageTag;
use serde::Serialize;

use super::again::Earlier;
use super::ids::Ids;
use super::{ImportError, SourceFiles};
use crate::problem::Problem;

pub use self::decode::{Encoding, MAX_FILE};
pub use self::field::Field;
pub use self::mapping::Mapping;
pub use self::pack::PackOptions;
pub use self::sheet::MAX_ROWS;

/// What rows become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Where one can go.
    #[default]
    Places,
    /// What is offered.
    Services,
}

/// How a list is to be read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What rows become.
    pub kind: Kind,
    /// The language of the texts; the pack's source language where left out.
    pub language: Option<LanguageTag>,
    /// How the files are written; told from their bytes where left out.
    pub encoding: Option<Encoding>,
    /// The row with the headings, counted from 1; looked for where left out.
    pub header_row: Option<usize>,
    /// What columns become; guessed from their headings where left out.
    pub mapping: Option<Mapping>,
    /// What a pack.toml says, for a folder that has none.
    pub pack: PackOptions,
}

/// What an import of lists made of them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CsvReport {
    /// The files, by name.
    pub files: BTreeMap<String, FileReport>,
    /// Places or services.
    pub things: usize,
    /// Topics that rows name.
    pub topics: usize,
    /// Rows that became nothing, each with a problem that says why.
    pub rows_left_out: usize,
    /// What an editor should look at; `line` is the row, as spreadsheet programs count them.
    pub problems: Vec<Problem>,
}

/// What was found in a file.
#[derive(Debug, Clone, Serialize)]
pub struct FileReport {
    /// How it is written.
    pub encoding: Encoding,
    /// Whether nothing in the file says so.
    pub encoding_guessed: bool,
    /// What separates the cells.
    pub separator: char,
    /// The row with the headings.
    pub header_row: usize,
    /// What stands above the headings, which was left out.
    pub above: Vec<String>,
    /// Rows with something in them.
    pub rows: usize,
    /// What became of each column, by heading; empty where it was left out.
    pub columns: BTreeMap<String, &'static str>,
}

/// What is imported.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// Files of a source folder.
    pub files: SourceFiles,
    /// Which id each row has.
    pub ids: Ids,
    /// What was made of the lists.
    pub report: CsvReport,
}

/// What an import of a file is called where nobody says so.
pub fn import_name(file_stem: &str) -> String {
    super::ids::clean(&format!("csv-{file_stem}"), "csv")
}

/// What the columns of files would become, as a mapping to be edited.
///
/// # Errors
/// A file cannot be read, see [`ImportError`].
pub fn show_mapping(files: &[PathBuf], options: &Options) -> Result<String, ImportError> {
    let sheets = read(files, options)?;
    let mapping = options.mapping.clone().unwrap_or_default();
    let headings = sheets.iter().flat_map(|sheet| &sheet.headings);
    let columns = headings.map(|h| (h.clone(), becomes(h, &mapping, options.kind)));
    Ok(Mapping::write(&columns.collect::<Vec<_>>()))
}

/// Reads lists and makes the files of a source folder.
///
/// The same rows give the same files in whatever order they stand.
///
/// # Errors
/// What is wrong with which row of which file, see [`ImportError`].
pub fn import(
    files: &[PathBuf],
    earlier: &Earlier,
    options: &Options,
) -> Result<Imported, ImportError> {
    let mut imported = Imported { ids: earlier.ids.clone(), ..Imported::default() };
    let pack = pack::Pack::of(earlier, options)?;
    let sheets = read(files, options)?;
    let mapping = options.mapping.clone().unwrap_or_default();
    let headings: Vec<&[String]> = sheets.iter().map(|s| s.headings.as_slice()).collect();
    let unused = mapping.unused(&headings);
    if !unused.is_empty() {
        let list = unused.iter().map(|h| format!("{h:?}")).collect::<Vec<_>>().join(", ");
        return Err(ImportError::Unfit(format!("--map names columns that no file has: {list}")));
    }
    let report = &mut imported.report;
    let mut things = Vec::new();
    for sheet in &sheets {
        let columns: Vec<Field> =
            sheet.headings.iter().map(|h| becomes(h, &mapping, options.kind)).collect();
        tell(sheet, &columns, report);
        let reader = rows::Reader { sheet, columns: &columns, kind: options.kind, pack: &pack };
        for row in &sheet.rows {
            match reader.read(row, &mut report.problems) {
                Some(thing) => things.push(thing),
                None => report.rows_left_out += 1,
            }
        }
    }
    if pack.undeclared {
        let message = format!(
            "the texts are in `{}`, which `languages` does not name: add it",
            pack.language
        );
        report.problems.push(Problem::warning("pack.toml", 0, "undeclared-language", message));
    }
    let things = names::without_copies(things, report)?;
    let tables = names::tables(things, options.kind, earlier, &pack, &mut imported.ids);
    imported.report.things = tables.places.len() + tables.services.len();
    imported.report.topics = tables.topics.len();
    tables.write(&mut imported.files);
    imported.files.extend(pack.file.map(|text| ("pack.toml".to_owned(), text)));
    imported.report.problems.sort();
    Ok(imported)
}

/// All files, in the order of their names.
fn read(files: &[PathBuf], options: &Options) -> Result<Vec<sheet::Sheet>, ImportError> {
    let mut files = files.to_vec();
    files.sort();
    files.dedup();
    let mut sheets = Vec::new();
    let mut taken = 0;
    for file in &files {
        let reading = sheet::Reading {
            encoding: options.encoding,
            header_row: options.header_row,
            mapping: options.mapping.as_ref(),
            taken,
        };
        let sheet = sheet::read(file, reading)?;
        taken += sheet.rows.len();
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// What a column becomes; what it cannot become in this kind of thing, or is not known, stays in the text.
fn becomes(heading: &str, mapping: &Mapping, kind: Kind) -> Field {
    mapping.field(heading).filter(|field| field.belongs_to(kind)).unwrap_or(Field::Details)
}

fn tell(sheet: &sheet::Sheet, columns: &[Field], report: &mut CsvReport) {
    let row = u32::try_from(sheet.header_row).unwrap_or(u32::MAX);
    let mut warn = |code, message: String| {
        report.problems.push(Problem::warning(&sheet.file, row, code, message));
    };
    if sheet.encoding_guessed {
        warn(
            "encoding-guessed",
            "not UTF-8, so read as windows-1252, which is a guess; if letters look wrong, say --encoding".into(),
        );
    }
    if !sheet.above.is_empty() {
        let text = crate::source::short(&sheet.above.join(" / "));
        warn("rows-above", format!("left out, since it stands above the headings: {text}"));
    }
    for (heading, field) in sheet.headings.iter().zip(columns) {
        if *field == Field::Details {
            warn(
                "column-kept-as-text",
                format!("column {heading:?} stays in the text; --map can say more"),
            );
        }
        if *field != Field::Nothing && field::names_people(heading) {
            warn(
                "names-people",
                format!(
                    "column {heading:?} seems to name people: publish it only if they agreed; \
                     leave it out with `{heading:?} = \"\"` in --map"
                ),
            );
        }
    }
    let columns = sheet.headings.iter().cloned().zip(columns.iter().map(|f| f.word()));
    let file = FileReport {
        encoding: sheet.encoding,
        encoding_guessed: sheet.encoding_guessed,
        separator: sheet.separator,
        header_row: sheet.header_row,
        above: sheet.above.clone(),
        rows: sheet.rows.len(),
        columns: columns.collect(),
    };
    report.files.insert(sheet.file.clone(), file);
}
