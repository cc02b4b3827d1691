//! The files of an export: which there are, how they are written, and what each is called in messages.
//!
//! Owns the disk, sizes and encodings; nothing is ever written there. What the files mean is `json`'s and `sheet`'s.

use std::fs;
use std::path::{Path, PathBuf};

use crate::import::ImportError;

/// Largest JSON file, in bytes; it is read as a whole.
pub(super) const MAX_JSON: u64 = 128 * 1024 * 1024;
/// Largest table, in bytes; it is read row by row.
pub(super) const MAX_TABLE: u64 = 512 * 1024 * 1024;
/// Folders of an export nest no deeper.
const MAX_DEPTH: usize = 4;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Table,
}

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) path: PathBuf,
    pub(super) form: Form,
    /// Its name in messages: below the folder that was passed.
    pub(super) name: String,
    /// The name without ending, which may tell the table.
    pub(super) stem: String,
}

/// All files, sorted by name, and the names of those that are neither JSON nor tables.
///
/// # Errors
/// A path that is not there or cannot be read.
pub(super) fn list(paths: &[PathBuf]) -> Result<(Vec<Input>, Vec<String>), ImportError> {
    let mut found = Vec::new();
    let mut others = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, "", 0, &mut found, &mut others)?;
        } else {
            fs::metadata(path).map_err(|source| file_error(path, source))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push(input(path.clone(), name, Some(Form::Json)).unwrap_or_else(|name| Input {
                path: path.clone(),
                form: Form::Json,
                stem: name.clone(),
                name,
            }));
        }
    }
    // Whatever the order on the disk or the command line: the same files are the same import.
    found.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    found.dedup_by(|a, b| a.path == b.path);
    Ok((found, others))
}

fn walk(
    folder: &Path,
    below: &str,
    depth: usize,
    found: &mut Vec<Input>,
    others: &mut Vec<String>,
) -> Result<(), ImportError> {
    for entry in fs::read_dir(folder).map_err(|e| file_error(folder, e))? {
        let entry = entry.map_err(|e| file_error(folder, e))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.starts_with('.') || name.starts_with("__") {
            continue;
        }
        let name = format!("{below}{name}");
        if path.is_dir() {
            if depth < MAX_DEPTH {
                walk(&path, &format!("{name}/"), depth + 1, found, others)?;
            }
            continue;
        }
        match input(path, name, None) {
            Ok(input) => found.push(input),
            Err(name) => others.push(name),
        }
    }
    others.sort();
    Ok(())
}

/// A file by its ending; the name again where the ending says nothing and nothing is assumed.
fn input(path: PathBuf, name: String, assumed: Option<Form>) -> Result<Input, String> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let form = match ending.as_str() {
        "json" | "geojson" => Form::Json,
        "csv" | "tsv" | "txt" => Form::Table,
        _ => assumed.ok_or_else(|| name.clone())?,
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Input { path, form, name, stem })
}

/// The bytes of a file that is read as a whole.
///
/// # Errors
/// Too large, or not to be read.
pub(super) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ImportError> {
    check_size(path, limit)?;
    fs::read(path).map_err(|source| file_error(path, source))
}

/// # Errors
/// Larger than `limit` bytes.
pub(super) fn check_size(path: &Path, limit: u64) -> Result<(), ImportError> {
    let length = fs::metadata(path).map_err(|source| file_error(path, source))?.len();
    if length > limit {
        let path = path.to_owned();
        return Err(ImportError::TooLarge { path, limit });
    }
    Ok(())
}

/// A whole file as text: UTF-8 or UTF-16 with a byte order mark.
///
/// # Errors
/// The offset of the first byte that is neither.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, usize> {
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        if rest.len() % 2 == 1 {
            return Err(rest.len() + 1);
        }
        let units = rest.chunks(2).map(|c| match c {
            [a, b] => read([*a, *b]),
            _ => 0xFFFF,
        });
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.map_err(|_| 2)
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => {
            let text = String::from_utf8(bytes).map_err(|e| e.utf8_error().valid_up_to())?;
            Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
        }
    }
}

/// A cell that is no UTF-8 in Windows-1252, as spreadsheets in Western countries save; nothing where it is neither.
pub(super) fn windows_1252(bytes: &[u8]) -> Option<String> {
    /// 0x80 to 0x9F, after the table of the Encoding Standard; five places are empty.
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0',
        '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().filter(|c| *c != '\0'),
            byte => Some(char::from(*byte)),
        })
        .collect()
}

pub(super) fn file_error(path: &Path, source: std::io::Error) -> ImportError {
    ImportError::File { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(text(b"\xEF\xBB\xBFa\xC3\xA4".to_vec()).as_deref(), Ok("aä"));
        assert_eq!(text(b"\xFF\xFEa\0\xE4\0".to_vec()).as_deref(), Ok("aä"));
        assert_eq!(text(b"\xFE\xFF\0a\0\xE4".to_vec()).as_deref(), Ok("aä"));
        assert_eq!(text(b"ab\xE4".to_vec()), Err(2));
        assert_eq!(text(b"\xFF\xFEa".to_vec()), Err(2));
        assert_eq!(windows_1252(b"caf\xE9 \x80").as_deref(), Some("café €"));
        assert_eq!(windows_1252(b"\x81"), None);
    }
}
