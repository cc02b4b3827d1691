//! Rows of facts and texts: what the guide reads.

use rusqlite::{OptionalExtension, Row, params};

use super::events::When;
use super::{Store, StoreError};

/// A record of a common edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Pack id.
    pub pack: String,
    /// `page`, `place` …
    pub kind: String,
    /// Id within its kind.
    pub id: String,
    /// For pages: the page above; for contacts of the world: their country.
    pub parent: Option<String>,
    /// Order among siblings.
    pub order: i64,
    /// For pages: `pack/id` of the page whose place it takes.
    pub replaces: Option<String>,
    /// For events whose times can be read: when.
    pub when: Option<When>,
    /// The record as published.
    pub body: String,
}

/// A record of a language's edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// `page`, `place` …
    pub kind: String,
    /// Id within its kind.
    pub id: String,
    /// Title, name or sentence.
    pub title: String,
    /// Its word in a web path, where it is not the id.
    pub slug: Option<String>,
    /// The record as published.
    pub body: String,
}

/// Names one text row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey {
    /// Pack id.
    pub pack: String,
    /// `page`, `place` …
    pub kind: String,
    /// Id within its kind.
    pub id: String,
    /// Language tag.
    pub lang: String,
}

impl TextKey {
    /// The stable link of what it is a text of.
    pub fn link(&self) -> String {
        format!("welcome://{}/{}/{}", self.pack, self.kind, self.id)
    }
}

/// A title in one language, without the text below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleRow {
    /// Id within its kind.
    pub id: String,
    /// Language tag.
    pub lang: String,
    /// The title.
    pub title: String,
    /// Its word in a web path, where it is not the id.
    pub slug: Option<String>,
}

const FACT: &str = "pack, kind, id, parent, ord, replaces, body";

impl Store {
    /// All facts of a kind in a pack, in reading order.
    pub fn list_facts(&self, pack: &str, kind: &str) -> Result<Vec<FactRow>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(&format!(
                "SELECT {FACT} FROM fact WHERE pack = ?1 AND kind = ?2 ORDER BY ord, id"
            ))?;
            Ok(statement.query_map([pack, kind], fact_row)?.collect::<Result<_, _>>()?)
        })
    }

    /// The facts of a kind below another, in reading order; `None` for the top.
    pub fn list_children(
        &self,
        pack: &str,
        kind: &str,
        parent: Option<&str>,
    ) -> Result<Vec<FactRow>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(&format!(
                "SELECT {FACT} FROM fact WHERE pack = ?1 AND kind = ?2 AND parent IS ?3
                 ORDER BY ord, id"
            ))?;
            Ok(statement
                .query_map(params![pack, kind, parent], fact_row)?
                .collect::<Result<_, _>>()?)
        })
    }

    /// Whether there are facts of a kind below another.
    pub fn has_children(&self, pack: &str, kind: &str, id: &str) -> Result<bool, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM fact WHERE pack = ?1 AND kind = ?2 AND parent = ?3)",
            )?;
            Ok(statement.query_row([pack, kind, id], |r| r.get(0))?)
        })
    }

    /// The pages that take the place of pages of other packs.
    pub fn list_replacing(&self) -> Result<Vec<FactRow>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(&format!(
                "SELECT {FACT} FROM fact WHERE replaces IS NOT NULL ORDER BY pack, id"
            ))?;
            Ok(statement.query_map([], fact_row)?.collect::<Result<_, _>>()?)
        })
    }

    /// One fact.
    pub fn find_fact(
        &self,
        pack: &str,
        kind: &str,
        id: &str,
    ) -> Result<Option<FactRow>, StoreError> {
        self.content.read(|c| {
            let sql = format!("SELECT {FACT} FROM fact WHERE pack = ?1 AND kind = ?2 AND id = ?3");
            Ok(c.prepare_cached(&sql)?.query_row([pack, kind, id], fact_row).optional()?)
        })
    }

    /// The titles of all records of a kind, in all installed languages.
    pub fn list_titles(&self, pack: &str, kind: &str) -> Result<Vec<TitleRow>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT id, lang, title, slug FROM text WHERE pack = ?1 AND kind = ?2 ORDER BY id, lang",
            )?;
            Ok(statement.query_map([pack, kind], title_row)?.collect::<Result<_, _>>()?)
        })
    }

    /// The titles of the records below another, in all installed languages.
    pub fn list_titles_below(
        &self,
        pack: &str,
        kind: &str,
        parent: Option<&str>,
    ) -> Result<Vec<TitleRow>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT t.id, t.lang, t.title, t.slug FROM fact f
                 JOIN text t ON t.pack = f.pack AND t.kind = f.kind AND t.id = f.id
                 WHERE f.pack = ?1 AND f.kind = ?2 AND f.parent IS ?3",
            )?;
            Ok(statement
                .query_map(params![pack, kind, parent], title_row)?
                .collect::<Result<_, _>>()?)
        })
    }

    /// The titles of one record, in all installed languages.
    pub fn list_titles_of(
        &self,
        pack: &str,
        kind: &str,
        id: &str,
    ) -> Result<Vec<TitleRow>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT id, lang, title, slug FROM text
                 WHERE pack = ?1 AND kind = ?2 AND id = ?3 ORDER BY lang",
            )?;
            Ok(statement.query_map([pack, kind, id], title_row)?.collect::<Result<_, _>>()?)
        })
    }

    /// One text as published.
    pub fn find_text(&self, key: &TextKey) -> Result<Option<String>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT body FROM text WHERE pack = ?1 AND kind = ?2 AND id = ?3 AND lang = ?4",
            )?;
            let row = params![key.pack, key.kind, key.id, key.lang];
            Ok(statement.query_row(row, |r| r.get(0)).optional()?)
        })
    }
}

fn fact_row(row: &Row<'_>) -> rusqlite::Result<FactRow> {
    Ok(FactRow {
        pack: row.get(0)?,
        kind: row.get(1)?,
        id: row.get(2)?,
        parent: row.get(3)?,
        order: row.get(4)?,
        replaces: row.get(5)?,
        when: None,
        body: row.get(6)?,
    })
}

fn title_row(row: &Row<'_>) -> rusqlite::Result<TitleRow> {
    Ok(TitleRow { id: row.get(0)?, lang: row.get(1)?, title: row.get(2)?, slug: row.get(3)? })
}
