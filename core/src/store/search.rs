//! The full-text index over titles and plain texts.

use rusqlite::params;

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
}
