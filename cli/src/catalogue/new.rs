//! A catalogue's folder at its beginning.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use companion_core::sync::plan::is_pack_id;
use companion_core::text::LanguageTag;

use super::error::CatalogueError;
use crate::source::write::quoted;

/// What a catalogue says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCatalogue {
    /// Pack id, the last part of its address.
    pub id: String,
    /// Its name, in `language`.
    pub name: String,
    /// The language of the name.
    pub language: LanguageTag,
    /// Who answers for it.
    pub publisher: String,
    /// SPDX expression.
    pub licence: String,
}

/// Makes a folder with a pack.toml of level world and nothing listed.
///
/// # Errors
/// When there is a pack.toml already, or the folder cannot be written.
pub fn new(folder: &Path, new: &NewCatalogue, today: NaiveDate) -> Result<(), CatalogueError> {
    if !is_pack_id(&new.id) {
        let message = format!("`{}` is no id of a pack: use a to z, 0 to 9, `-` and `_`", new.id);
        return Err(CatalogueError::Value(message));
    }
    for (option, text) in [("--name", &new.name), ("--publisher", &new.publisher)] {
        if text.trim().is_empty() || text.chars().any(char::is_control) {
            return Err(CatalogueError::Value(format!("{option} needs a text of one line")));
        }
    }
    fs::create_dir_all(folder).map_err(|e| CatalogueError::io(folder, e))?;
    let path = folder.join("pack.toml");
    let file = fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = file.map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => CatalogueError::Exists(path.display().to_string()),
        _ => CatalogueError::io(&path, e),
    })?;
    let language = &new.language;
    let text = format!(
        "# A catalogue: what it lists stands in listings/, a file for each pack.\n\
         id = {}\nlevel = \"world\"\nas_of = \"{today}\"\nsource_language = \"{language}\"\n\
         languages = [\"{language}\"]\nzone = \"UTC\"\nlicence = {}\npublisher = {}\n\n\
         [names]\n{language} = {}\n",
        quoted(&new.id),
        quoted(&new.licence),
        quoted(new.publisher.trim()),
        quoted(new.name.trim())
    );
    file.write_all(text.as_bytes()).map_err(|e| CatalogueError::io(&path, e))
}
