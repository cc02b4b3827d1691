//! Tables of words that packs bring, so that a question in one language finds a page in another.

use serde::Deserialize;

use super::StoreError;
use super::search::IndexReader;

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

impl IndexReader<'_> {
    /// The tables of words that lead from this language or to it, by pack and language. Those of packs of the world are
    /// left out, as their texts are.
    pub fn list_word_tables(&self, lang: &str) -> Result<Vec<WordTableRow>, StoreError> {
        // From the packs, so that the rows are found by their key and not among all texts.
        let mut statement = self.0.prepare_cached(
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::install::rows;
    use crate::store::InstalledEdition;
    use crate::store::Store;

    fn tables(store: &Store, lang: &str) -> Result<Vec<WordTableRow>, StoreError> {
        store.read_index(|reader| reader.list_word_tables(lang))
    }

    fn import(store: &Store, pack: &str, level: &str, editions: &[(&str, &str)]) -> Vec<String> {
        let own = format!(
            "{{\"country\":\"DE\",\"id\":\"{pack}\",\"kind\":\"pack\",\"languages\":[],\"level\":\"{level}\",\"licence\":\"CC0-1.0\",\"names\":{{}},\"publisher\":\"Us\",\"source_language\":\"de\",\"zone\":\"Europe/Berlin\"}}\n"
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
        store.import_editions(&all, &[], &crate::search::INDEXER).unwrap();
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

        let english = tables(&store, "en").unwrap();
        let row = WordTableRow {
            pack: "town".into(),
            of: "en".into(),
            meant: "de".into(),
            table: "doctor arzt9".into(),
        };
        assert_eq!(english, std::slice::from_ref(&row));
        let to_german = tables(&store, "de").unwrap();
        assert_eq!(to_german.iter().map(|t| t.of.as_str()).collect::<Vec<_>>(), ["ar", "en"]);
        assert_eq!(to_german.get(1), Some(&row));
        assert_eq!(tables(&store, "fr").unwrap(), []);

        // The edition's bytes are what was published.
        assert_eq!(store.list_titles("town", "page").unwrap().len(), 1);
        let held = store.edition_bytes("town", "en").unwrap().unwrap();
        assert_eq!(Some(held), bytes.get(1).map(|b| b.clone().into_bytes()));
    }
}
