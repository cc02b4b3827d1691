//! Which column becomes what: guessed from the headings, or as a TOML file says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::ImportError;
use super::field::Field;
use crate::source::short;
use crate::source::words::did_you_mean;
use crate::source::write::quoted;

/// Columns by heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    columns: BTreeMap<String, Field>,
}

const HEAD: &str = "\
# What each column becomes: a word of this list, or \"\" to leave the column out. Columns that are not named here are
# guessed from their headings; what cannot be guessed stays in the text (`details`), with its heading before it.
# ";

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// It cannot be read, or names something that no column can become.
    pub fn read(path: &Path) -> Result<Self, ImportError> {
        let source = |source| ImportError::File { path: path.to_owned(), source };
        let text = std::fs::read_to_string(path).map_err(source)?;
        Self::parse(&text)
            .map_err(|message| ImportError::Folder { path: PathBuf::from(path), message })
    }

    /// Reads the text of a mapping; what is wrong with it, in words.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut mapping = Self::default();
        for (key, value) in &table {
            let columns = value.as_table().filter(|_| key == "columns");
            let columns = columns
                .ok_or_else(|| format!("`{}` means nothing here; write [columns]", short(key)))?;
            for (heading, word) in columns {
                let word = word.as_str().unwrap_or("?");
                let field = Field::of_word(word).ok_or_else(|| {
                    let guess = did_you_mean(word, Field::words());
                    format!(
                        "column {heading:?}: `{}` is nothing that a column can become{guess}",
                        short(word)
                    )
                })?;
                mapping.columns.insert(heading.clone(), field);
            }
        }
        Ok(mapping)
    }

    /// What a column becomes; nothing where neither the mapping nor its heading says so.
    pub(super) fn field(&self, heading: &str) -> Option<Field> {
        self.columns.get(heading).copied().or_else(|| Field::guess(heading))
    }

    /// Headings that none of these columns has.
    pub(super) fn unused<'m>(&'m self, headings: &[&[String]]) -> Vec<&'m str> {
        let used = |h: &String| headings.iter().any(|list| list.contains(h));
        self.columns.keys().filter(|h| !used(h)).map(String::as_str).collect()
    }

    /// A mapping as a file to be edited.
    pub(super) fn write(columns: &[(String, Field)]) -> String {
        let mut out = format!("{HEAD}{}\n[columns]\n", Field::words().join(", "));
        let mut seen = std::collections::BTreeSet::new();
        for (heading, field) in columns.iter().filter(|(h, _)| seen.insert(h.clone())) {
            let key = quoted(heading);
            out.push_str(&format!("{key} = \"{}\"\n", field.word()));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let columns =
            [("Straße \"x\"\n2".to_owned(), Field::Street), ("B".to_owned(), Field::Nothing)];
        let mapping = Mapping::parse(&Mapping::write(&columns)).unwrap();
        assert_eq!(mapping.field("Straße \"x\"\n2"), Some(Field::Street));
        assert_eq!(mapping.field("B"), Some(Field::Nothing));
        assert_eq!(mapping.field("Telefon"), Some(Field::Phone));
        assert_eq!(mapping.unused(&[&["B".to_owned()]]), ["Straße \"x\"\n2"]);
    }

    #[test]
    fn what_means_nothing_is_named() {
        let error = |text| Mapping::parse(text).unwrap_err();
        assert!(error("[columns]\nA = \"stret\"\n").contains("did you mean `street`"));
        assert!(error("[colums]\nA = \"street\"\n").contains("[columns]"));
        assert!(error("[columns]\nA = 1\n").contains("column \"A\""));
        assert!(error("[columns\n").contains("line 1"));
    }
}
