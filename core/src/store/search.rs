//! Reading the index of search: where terms stand, how long texts are, and what was found.
//!
//! An expression to match is always put together from terms here.

use rusqlite::{Connection, OptionalExtension};

use super::records::TextKey;
use super::{Store, StoreError};

/// Row numbers of a text's parts lie this far from those of the next text.
pub(super) const PARTS: i64 = 256;

/// How long a text in the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLength {
    /// Its row.
    pub row: i64,
    /// Words of its passages.
    pub words: u32,
    /// How many different grams it has.
    pub grams: u32,
}

/// A part of a text that holds a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The row of the text.
    pub row: i64,
    /// 0 for its title, the number of its passage otherwise.
    pub number: u16,
}

/// A text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundText {
    /// Which.
    pub key: TextKey,
    /// Its title.
    pub title: String,
    /// The record as published.
    pub body: String,
    /// The record of the common edition to which it belongs, as published.
    pub fact: String,
}

impl Store {
    /// The languages of which any edition is installed.
    pub fn list_languages(&self) -> Result<Vec<String>, StoreError> {
        self.content.read(list_languages)
    }

    /// Reads of one moment for one search.
    pub fn read_index<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(IndexReader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.content.read_long(|c| Ok(work(IndexReader(c))))?
    }
}

/// The index, as it stands at one moment.
#[derive(Clone, Copy)]
pub struct IndexReader<'a>(pub(super) &'a Connection);

impl IndexReader<'_> {
    /// Another number after every change.
    pub fn generation(&self) -> Result<i64, StoreError> {
        Ok(self.0.query_row("SELECT generation FROM search_state", [], |r| r.get(0))?)
    }

    /// The languages that have an index, with their numbers.
    pub fn list_languages(&self) -> Result<Vec<(u32, String)>, StoreError> {
        let mut all =
            self.0.prepare_cached("SELECT no, lang FROM search_language ORDER BY lang")?;
        Ok(all.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// All texts of a language, in the order of their rows.
    pub fn list_lengths(&self, language: u32) -> Result<Vec<TextLength>, StoreError> {
        let mut all = self
            .0
            .prepare_cached("SELECT row, words, grams FROM indexed WHERE lang = ?1 ORDER BY row")?;
        let rows = all.query_map([language], |r| {
            Ok(TextLength { row: r.get(0)?, words: r.get(1)?, grams: r.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The terms from one on that come before another, in the order of their bytes, with the number of parts that hold them.
    pub fn list_terms(&self, from: &str, before: &str) -> Result<Vec<(String, u32)>, StoreError> {
        let mut all = self
            .0
            .prepare_cached("SELECT term, doc FROM search_terms WHERE term >= ?1 AND term < ?2")?;
        let rows = all.query_map([from, before], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Where any of these terms stands, in order.
    pub fn list_parts<'t>(
        &self,
        terms: impl IntoIterator<Item = &'t str>,
    ) -> Result<Vec<Part>, StoreError> {
        let rows = self
            .list_rows("SELECT rowid FROM search_words WHERE search_words MATCH ?1", &any(terms))?;
        let part = |row: i64| Part {
            row: row.div_euclid(PARTS),
            number: u16::try_from(row.rem_euclid(PARTS)).unwrap_or_default(),
        };
        Ok(rows.into_iter().map(part).collect())
    }

    /// The rows of texts that hold a gram, in order, at most `most`.
    pub fn list_holding(&self, gram: &str, most: usize) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT rowid FROM search_grams WHERE search_grams MATCH ?1";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([any([gram])], |r| r.get(0))?;
        Ok(rows.take(most).collect::<Result<_, _>>()?)
    }

    fn list_rows(&self, sql: &str, expression: &str) -> Result<Vec<i64>, StoreError> {
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([expression], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A text that belongs to something that can be opened.
    pub fn find_text(&self, row: i64) -> Result<Option<FoundText>, StoreError> {
        let sql = "SELECT t.pack, t.kind, t.id, t.lang, t.title, t.body, f.body
                   FROM text t JOIN fact f ON f.pack = t.pack AND f.kind = t.kind AND f.id = t.id
                   WHERE t.row = ?1
                     AND NOT EXISTS (SELECT 1 FROM pack p WHERE p.id = t.pack AND p.level = 'world')";
        let found = self.0.prepare_cached(sql)?.query_row([row], |r| {
            Ok(FoundText {
                key: TextKey { pack: r.get(0)?, kind: r.get(1)?, id: r.get(2)?, lang: r.get(3)? },
                title: r.get(4)?,
                body: r.get(5)?,
                fact: r.get(6)?,
            })
        });
        Ok(found.optional()?)
    }

    /// Which text stands in a row.
    pub fn find_key(&self, row: i64) -> Result<Option<TextKey>, StoreError> {
        let sql = "SELECT pack, kind, id, lang FROM text WHERE row = ?1";
        let found = self.0.prepare_cached(sql)?.query_row([row], |r| {
            Ok(TextKey { pack: r.get(0)?, kind: r.get(1)?, id: r.get(2)?, lang: r.get(3)? })
        });
        Ok(found.optional()?)
    }

    /// The languages in which something has a text, with the title of each.
    pub fn list_titles_of(&self, key: &TextKey) -> Result<Vec<(String, String)>, StoreError> {
        let sql =
            "SELECT lang, title FROM text WHERE pack = ?1 AND kind = ?2 AND id = ?3 ORDER BY lang";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows =
            statement.query_map([&key.pack, &key.kind, &key.id], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Any of these terms: each is quoted, so that none is an operator.
fn any<'t>(terms: impl IntoIterator<Item = &'t str>) -> String {
    let mut expression = String::new();
    for term in terms.into_iter().filter(|t| !t.is_empty()) {
        expression.push_str(if expression.is_empty() { "\"" } else { " OR \"" });
        expression.extend(term.chars().filter(|c| *c != '"'));
        expression.push('"');
    }
    expression
}

fn list_languages(c: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT DISTINCT name FROM edition WHERE name NOT IN ('common', 'notices') ORDER BY name",
    )?;
    Ok(statement.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
}
