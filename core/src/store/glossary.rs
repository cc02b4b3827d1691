//! Words that mean the same, as packs say.

use serde::Deserialize;

use super::StoreError;
use super::search::IndexReader;

/// An entry of a pack's glossary in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryRow {
    /// Pack id.
    pub pack: String,
    /// Id of the entry, the same in all languages.
    pub id: String,
    /// Words and phrases, as they are written.
    pub words: Vec<String>,
}

/// What is read of a record `glossary`.
#[derive(Deserialize)]
struct Entry {
    words: Vec<String>,
}

impl IndexReader<'_> {
    /// The entries in a language, by pack and id. Those of packs of the world are left out, as their texts are.
    pub fn list_glossary(&self, lang: &str) -> Result<Vec<GlossaryRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT t.pack, t.id, t.body
             FROM pack p CROSS JOIN text t ON t.pack = p.id AND t.kind = 'glossary'
             WHERE p.level <> 'world' AND t.lang = ?1
             ORDER BY t.pack, t.id",
        )?;
        let mut rows = statement.query([lang])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let body = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            // What was installed was read as a record; a row damaged since then is as good as none.
            let Ok(Entry { words }) = serde_json::from_str(body) else { continue };
            entries.push(GlossaryRow { pack: row.get(0)?, id: row.get(1)?, words });
        }
        Ok(entries)
    }

    /// The languages in which packs have a glossary.
    pub fn list_glossary_languages(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT DISTINCT t.lang
             FROM pack p CROSS JOIN text t ON t.pack = p.id AND t.kind = 'glossary'
             WHERE p.level <> 'world' ORDER BY t.lang",
        )?;
        Ok(statement.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }
}
