//! The full-text index over titles and plain texts.

use rusqlite::params;
use serde::Deserialize;

use super::records::TextKey;
use super::{Store, StoreError};

/// A hit.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRow {
    /// Which text.
    pub key: TextKey,
    /// Its title.
    pub title: String,
}

/// A table of words that a pack brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordTableRow {
    /// Pack id.
    pub pack: String,
    /// The language of the edition that it came with: its entries are words of this one.
    pub of: String,
    /// The language that they stand for words of.
    pub meant: String,
    /// The table as published; `search::meaning` reads it.
    pub table: String,
}

/// What is read of a record `words`.
#[derive(Deserialize)]
struct Words {
    table: String,
}

impl Store {
    /// The languages of which any edition is installed.
    pub fn list_languages(&self) -> Result<Vec<String>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT DISTINCT name FROM edition WHERE name NOT IN ('common', 'notices') ORDER BY name",
            )?;
            Ok(statement.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
        })
    }

    /// Texts that match an FTS5 expression and belong to something that can be opened, the best first.
    pub fn search_texts(
        &self,
        expression: &str,
        lang: &str,
        limit: u32,
    ) -> Result<Vec<SearchRow>, StoreError> {
        self.content.read_long(|c| {
            let mut statement = c.prepare_cached(
                "SELECT t.pack, t.kind, t.id, t.lang, t.title
                 FROM search JOIN text t ON t.row = search.rowid
                 WHERE search MATCH ?1 AND t.lang = ?2 AND t.kind NOT IN ('pack', 'topic')
                   AND EXISTS (SELECT 1 FROM fact f
                               WHERE f.pack = t.pack AND f.kind = t.kind AND f.id = t.id)
                   AND NOT EXISTS (SELECT 1 FROM pack p WHERE p.id = t.pack AND p.level = 'world')
                 ORDER BY bm25(search, 4.0, 1.0), t.pack, t.id LIMIT ?3",
            )?;
            let rows = statement.query_map(params![expression, lang, limit], |r| {
                Ok(SearchRow {
                    key: TextKey {
                        pack: r.get(0)?,
                        kind: r.get(1)?,
                        id: r.get(2)?,
                        lang: r.get(3)?,
                    },
                    title: r.get(4)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The tables of words that lead from this language or to it, by pack and language. Those of packs of the world are
    /// left out, as their texts are.
    pub fn list_word_tables(&self, lang: &str) -> Result<Vec<WordTableRow>, StoreError> {
        self.content.read_long(|c| {
            // From the packs, so that the rows are found by their key and not among all texts.
            let mut statement = c.prepare_cached(
                "SELECT t.pack, t.lang, t.id, t.body
                 FROM pack p CROSS JOIN text t ON t.pack = p.id AND t.kind = 'words'
                 WHERE p.level <> 'world' AND (t.lang = ?1 OR t.id = ?1)
                 ORDER BY t.pack, t.lang, t.id",
            )?;
            let mut rows = statement.query([lang])?;
            let mut tables = Vec::new();
            while let Some(row) = rows.next()? {
                let body = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
                // What was installed was read as a record; a row damaged since then is as good as none.
                let Ok(Words { table }) = serde_json::from_str(body) else { continue };
                tables.push(WordTableRow {
                    pack: row.get(0)?,
                    of: row.get(1)?,
                    meant: row.get(2)?,
                    table,
                });
            }
            Ok(tables)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::install::rows;
    use crate::store::InstalledEdition;

    fn import(store: &Store, pack: &str, level: &str, editions: &[(&str, &str)]) -> Vec<String> {
        let own = format!(
            "{{\"country\":\"DE\",\"id\":\"{pack}\",\"kind\":\"pack\",\"languages\":[],\"level\":\"{level}\",\"licence\":\"CC0-1.0\",\"publisher\":\"Us\",\"source_language\":\"de\",\"zone\":\"Europe/Berlin\"}}\n"
        );
        let mut written = Vec::new();
        let mut all = Vec::new();
        for (name, records) in [("common", own.as_str())].iter().chain(editions) {
            let header = format!("{{\"edition\":\"{name}\",\"format\":1,\"pack\":\"{pack}\"}}\n");
            let bytes = format!("{header}{records}");
            let edition = InstalledEdition {
                pack: pack.into(),
                name: (*name).into(),
                revision: 1,
                sha256: String::new(),
                raw_sha256: String::new(),
                published_at: 0,
            };
            all.push((edition, rows(pack, name, bytes.as_bytes()).unwrap()));
            written.push(bytes);
        }
        store.import_editions(&all, &[]).unwrap();
        written
    }

    const ENGLISH: &str = concat!(
        r#"{"blocks":[["p","The doctor."]],"id":"a","kind":"page","title":"Doctor"}"#,
        "\n",
        r#"{"id":"de","kind":"words","table":"doctor arzt9"}"#,
        "\n",
    );

    #[test]
    fn tables_are_found_from_either_side_and_are_no_texts() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let arabic = r#"{"id":"de","kind":"words","table":"not a table"}"#;
        let bytes = import(&store, "town", "city", &[("en", ENGLISH), ("ar", arabic)]);
        import(&store, "all", "world", &[("en", ENGLISH)]);

        let english = store.list_word_tables("en").unwrap();
        let row = WordTableRow {
            pack: "town".into(),
            of: "en".into(),
            meant: "de".into(),
            table: "doctor arzt9".into(),
        };
        assert_eq!(english, std::slice::from_ref(&row));
        let to_german = store.list_word_tables("de").unwrap();
        assert_eq!(to_german.iter().map(|t| t.of.as_str()).collect::<Vec<_>>(), ["ar", "en"]);
        assert_eq!(to_german.get(1), Some(&row));
        assert_eq!(store.list_word_tables("fr").unwrap(), []);

        // Nobody finds it as a text, and the edition's bytes are what was published.
        assert!(store.search_texts("arzt", "en", 9).unwrap().is_empty());
        assert_eq!(store.list_titles("town", "page").unwrap().len(), 1);
        let held = store.edition_bytes("town", "en").unwrap().unwrap();
        assert_eq!(Some(held), bytes.get(1).map(|b| b.clone().into_bytes()));
    }
}
