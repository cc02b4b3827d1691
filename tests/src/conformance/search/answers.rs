//! Answers of a city's system with pages: whose they are, and by which paths a folder's pages are found again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use companion_cli::import::integreat::language_tag;
use companion_cli::source::Source;
use companion_core::text::LanguageTag;
use serde_json::Value;

use super::asked::read;

/// Page ids by web path: pack, language and the slug of each page from the top down, or its id where it has none.
pub(super) fn paths(source: &Source, pack: &str) -> BTreeMap<String, String> {
    let mut paths = BTreeMap::new();
    for (id, page) in &source.pages {
        for tag in page.texts.keys() {
            let mut words = Vec::new();
            let mut at = Some(id.as_str());
            while let Some(here) = at
                && let Some(page) = source.pages.get(here)
                && words.len() <= source.pages.len()
            {
                let slug = page.texts.get(tag).and_then(|text| text.slug.as_deref());
                words.push(slug.unwrap_or(here));
                at = page.fact.parent.as_deref();
            }
            words.extend([tag.as_str(), pack]);
            words.reverse();
            paths.insert(words.join("/"), id.clone());
        }
    }
    paths
}

/// A path of the answers with the tag that its language has in packs.
pub(super) fn canonical(path: &str) -> String {
    let words = path.split('/').filter(|word| !word.is_empty()).enumerate().map(|(n, word)| {
        let tag = (n == 1).then(|| language_tag(word)).flatten();
        tag.map_or_else(|| word.to_owned(), |tag: LanguageTag| tag.to_string())
    });
    words.collect::<Vec<_>>().join("/")
}

/// The pages of an answer.
///
/// # Errors
/// When the file is no list.
pub fn pages_of(file: &Path) -> Result<Vec<Value>, String> {
    let no = |what: &dyn std::fmt::Display| format!("{}: {what}", file.display());
    match serde_json::from_str(&read(file)?).map_err(|e| no(&e))? {
        Value::Array(pages) => Ok(pages),
        _ => Err(no(&"no list of pages")),
    }
}

/// Files of answers by city and language, as the path of their first page says.
///
/// # Errors
/// When a file is no list of pages with paths.
pub fn cities(files: &[PathBuf]) -> Result<BTreeMap<String, BTreeMap<String, PathBuf>>, String> {
    let mut cities: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for file in files {
        let pages = pages_of(file)?;
        let path = pages.first().and_then(|page| page.get("path")).and_then(Value::as_str);
        let path = canonical(path.unwrap_or_default());
        let mut words = path.split('/');
        let (Some(city), Some(language)) = (words.next(), words.next()) else {
            return Err(format!("{}: no page with a path", file.display()));
        };
        cities.entry(city.to_owned()).or_default().insert(language.to_owned(), file.clone());
    }
    Ok(cities)
}
