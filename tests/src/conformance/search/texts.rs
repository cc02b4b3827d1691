//! Pages as plain texts: `pageId`, `city`, `language` and `context`, whose first line is the title; and the folder made
//! of them, which the real build reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use companion_cli::import::integreat::language_tag;
use serde::Deserialize;

use super::asked::rows;

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainPage {
    /// The page's number in the city's system.
    pub number: u64,
    /// The city's word in web paths.
    pub city: String,
    /// Canonical tag.
    pub language: String,
    /// Its first line.
    pub title: String,
    /// All others that say something.
    pub lines: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(rename = "pageId")]
    number: u64,
    city: String,
    language: String,
    context: String,
}

/// Reads files of plain texts.
///
/// # Errors
/// With file and line, when a line is no text of a page.
pub fn read(paths: &[PathBuf]) -> Result<Vec<PlainPage>, String> {
    let mut pages = Vec::new();
    for path in paths {
        for (n, row) in rows::<Row>(path)? {
            let at = |what: String| format!("{}:{n}: {what}", path.display());
            let Some(tag) = language_tag(&row.language) else {
                return Err(at(format!("{:?} is no language tag", row.language)));
            };
            let mut lines = row.context.lines().map(str::trim).filter(|l| !l.is_empty());
            let Some(title) = lines.next() else { return Err(at("an empty text".into())) };
            pages.push(PlainPage {
                number: row.number,
                language: tag.to_string(),
                title: title.to_owned(),
                lines: lines.map(str::to_owned).collect(),
                city: row.city,
            });
        }
    }
    Ok(pages)
}

/// Writes the folder of a pack that has nothing but these pages, each under its number.
///
/// The pack is first written in `source`.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_pack(
    folder: &Path,
    city: &str,
    source: &str,
    pages: &[PlainPage],
) -> Result<(), String> {
    let languages: BTreeSet<&str> = pages.iter().map(|p| p.language.as_str()).collect();
    let order = std::iter::once(source).chain(languages.into_iter().filter(|l| *l != source));
    let languages: Vec<String> = order.map(quoted).collect();
    let (id, own, listed) = (quoted(city), quoted(source), languages.join(", "));
    let pack = format!(
        "id = {id}\nlevel = \"city\"\nsource_language = {own}\nlanguages = [{listed}]\nzone = \"Europe/Berlin\"\n\
         country = \"DE\"\nlicence = \"CC-BY-4.0\"\npublisher = \"Search suite\"\n\n[names]\n{source} = {id}\n"
    );
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let path = folder.join("pack.toml");
    fs::write(&path, pack).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut numbers: BTreeMap<u64, usize> = BTreeMap::new();
    for page in pages {
        let order = numbers.len();
        let order = *numbers.entry(page.number).or_insert(order);
        // What a page is stands once, in the file of its first language.
        let first = pages.iter().find(|p| p.number == page.number);
        let front = match first {
            Some(first) if first.language == page.language => format!("order = {order}\n"),
            _ => String::new(),
        };
        write_page(folder, &page.number.to_string(), page, &front)?;
    }
    Ok(())
}

/// Writes a page's text in its language into the folder of the page `id`.
///
/// # Errors
/// When the file cannot be written.
pub fn write_page(folder: &Path, id: &str, page: &PlainPage, front: &str) -> Result<(), String> {
    let folder = folder.join("pages").join(id);
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let path = folder.join(format!("{}.md", page.language));
    let lines: Vec<String> = page.lines.iter().map(|line| escaped(line)).collect();
    let text =
        format!("+++\ntitle = {}\n{front}+++\n\n{}\n", quoted(&page.title), lines.join("\n\n"));
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// A basic string of TOML on one line.
pub(super) fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Plain words as Markdown: what could be markup is not.
fn escaped(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars().filter(|c| !c.is_control()) {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
