//! The bytes of an installed edition, put together again from its rows: the base of the next delta, and what is handed
//! on to another phone. Nothing is stored twice for it.
//!
//! Rows hold lines exactly as they were published, and canonical order is that of SQLite's binary comparison. Whoever
//! uses the bytes compares their hash: a publisher that writes another form gets whole files instead of deltas.

use rusqlite::{Connection, ToSql};

use super::{Store, StoreError};
use crate::packs::edition::{COMMON, NOTICES, header_line};

impl Store {
    /// The bytes of an installed edition; nothing where it is not installed.
    pub fn edition_bytes(&self, pack: &str, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.content.read_long(|c| {
            let installed = "SELECT 1 FROM edition WHERE pack = ?1 AND name = ?2";
            if !c.prepare_cached(installed)?.exists([pack, name])? {
                return Ok(None);
            }
            let Ok(header) = header_line(pack, name) else { return Ok(None) };
            let mut out = header.into_bytes();
            out.push(b'\n');
            match name {
                COMMON => lines(
                    c,
                    "SELECT body FROM fact WHERE pack = ?1 ORDER BY kind, id",
                    &[&pack],
                    &mut out,
                )?,
                NOTICES => lines(
                    c,
                    "SELECT body FROM notice WHERE pack = ?1 ORDER BY id",
                    &[&pack],
                    &mut out,
                )?,
                language => lines(
                    c,
                    "SELECT body FROM text WHERE pack = ?1 AND lang = ?2 ORDER BY kind, id",
                    &[&pack, &language],
                    &mut out,
                )?,
            }
            Ok(Some(out))
        })
    }
}

fn lines(
    c: &Connection,
    sql: &str,
    parameters: &[&dyn ToSql],
    out: &mut Vec<u8>,
) -> Result<(), StoreError> {
    let mut statement = c.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    while let Some(row) = rows.next()? {
        let line = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    }
    Ok(())
}
