//! The bytes of an installed edition, put together again from its rows: the base of the next delta, and what is handed
//! on to another phone. Nothing is stored twice for it.
//!
//! Rows hold lines exactly as they were published, and canonical order is that of SQLite's binary comparison. Whoever
//! uses the bytes compares their hash: a publisher that writes another form gets whole files instead of deltas.

use rusqlite::Connection;

use super::{Store, StoreError};
use crate::packs::edition::{COMMON, MAX_EDITION, NOTICES, header_line};

/// An edition may have been a little longer than the next one is.
const SLACK: i64 = 4096;

impl Store {
    /// The bytes of an installed edition; nothing where it is not installed.
    pub fn edition_bytes(&self, pack: &str, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.content.read_long(|c| edition_bytes(c, pack, name, None))
    }
}

/// What is installed while an import goes on, as it stands in its transaction.
#[derive(Clone, Copy)]
pub struct Installed<'a>(pub(super) &'a Connection);

impl Installed<'_> {
    /// As [`Store::edition_bytes`], where it is `about` so many bytes.
    pub fn edition_bytes(
        &self,
        pack: &str,
        name: &str,
        about: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        edition_bytes(self.0, pack, name, Some(about))
    }
}

fn edition_bytes(
    c: &Connection,
    pack: &str,
    name: &str,
    about: Option<u64>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let installed = "SELECT 1 FROM edition WHERE pack = ?1 AND name = ?2";
    if !c.prepare_cached(installed)?.exists([pack, name])? {
        return Ok(None);
    }
    let Ok(header) = header_line(pack, name) else { return Ok(None) };
    let mut out = header.into_bytes();
    out.push(b'\n');
    // The name stands in every condition, so that the parameters are the same.
    let rows = match name {
        COMMON => "fact WHERE pack = ?1 AND ?2 <> '' ORDER BY kind, id",
        NOTICES => "notice WHERE pack = ?1 AND ?2 <> '' ORDER BY id",
        _ => "text WHERE pack = ?1 AND lang = ?2 ORDER BY kind, id",
    };
    // The buffer is made once and, if the guess is good, never copied.
    let about = match about {
        Some(about) => i64::try_from(about.min(MAX_EDITION)).unwrap_or_default() + SLACK,
        None => {
            let sql = format!("SELECT coalesce(sum(octet_length(body) + 1), 0) FROM {rows}");
            c.prepare_cached(&sql)?.query_row([pack, name], |r| r.get(0))?
        }
    };
    out.reserve_exact(usize::try_from(about).unwrap_or_default());
    lines(c, rows, [pack, name], &mut out)?;
    Ok(Some(out))
}

fn lines(
    c: &Connection,
    rows: &str,
    parameters: [&str; 2],
    out: &mut Vec<u8>,
) -> Result<(), StoreError> {
    let mut statement = c.prepare_cached(&format!("SELECT body FROM {rows}"))?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        let line = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    }
    Ok(())
}
