//! Events by time, and which of them a person wants to go to.

use chrono::NaiveDateTime;
use rusqlite::{Row, params};

use super::{Store, StoreError};
use crate::time::series::{Changed, Series};

/// Between which times an event lies, on the wall clock of its own zone: seconds since 1970 as though that were UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// Not before.
    pub starts: i64,
    /// Not after; nothing where it goes on for ever.
    pub ends: Option<i64>,
    /// It has more times than one, or may have.
    pub repeats: bool,
}

impl When {
    /// Of a series.
    pub fn of(series: &Series) -> Self {
        let seconds = |at: NaiveDateTime| at.and_utc().timestamp();
        let moved = series.changes.iter().map(|change| match change.what {
            Changed::Moved { start, .. } => start,
            _ => change.of,
        });
        let added = series.dates.iter().map(|added| added.start);
        let first = moved.chain(added).fold(series.start, NaiveDateTime::min);
        let single = series.rules.is_empty() && series.dates.is_empty();
        Self {
            // A change from one on may move an earlier time back as far as itself.
            starts: seconds(first).saturating_add(series.shifts().0.num_seconds()),
            ends: series.last().map(seconds),
            repeats: !single || !series.changes.is_empty(),
        }
    }
}

/// An event that takes place once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleRow {
    /// When it begins, as in [`When`].
    pub starts: i64,
    /// Pack id.
    pub pack: String,
    /// Event id.
    pub id: String,
    /// The record as published.
    pub body: String,
}

/// A mark of interest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interest {
    /// Pack id.
    pub pack: String,
    /// Event id.
    pub event: String,
    /// Local time by rule of the occurrence; empty for all.
    pub of: String,
}

impl Store {
    /// Events that take place once and overlap a window (in the seconds of [`When`]), by start, pack and id; at most
    /// `limit`, behind the one named last.
    pub fn list_single_events(
        &self,
        window: (i64, i64),
        behind: Option<&SingleRow>,
        limit: usize,
    ) -> Result<Vec<SingleRow>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let (starts, pack, id) =
            behind.map_or((i64::MIN, "", ""), |b| (b.starts, b.pack.as_str(), b.id.as_str()));
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT starts, pack, id, body FROM fact
                 WHERE repeats = 0 AND starts < ?2 AND ends >= ?1
                   AND (starts, pack, id) > (?3, ?4, ?5)
                 ORDER BY starts, pack, id LIMIT ?6",
            )?;
            let row = |r: &Row<'_>| {
                Ok(SingleRow { starts: r.get(0)?, pack: r.get(1)?, id: r.get(2)?, body: r.get(3)? })
            };
            let parameters = params![window.0, window.1, starts, pack, id, limit];
            Ok(statement.query_map(parameters, row)?.collect::<Result<_, _>>()?)
        })
    }

    /// Pack and record of the events with several times that may overlap a window (in the seconds of [`When`]).
    pub fn list_repeating_events(
        &self,
        window: (i64, i64),
    ) -> Result<Vec<(String, String)>, StoreError> {
        self.content.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT pack, body FROM fact
                 WHERE repeats = 1 AND starts < ?2 AND (ends IS NULL OR ends >= ?1)
                 ORDER BY pack, id",
            )?;
            let rows = statement.query_map([window.0, window.1], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// All marks of interest.
    pub fn list_interests(&self) -> Result<Vec<Interest>, StoreError> {
        self.person.read(|c| {
            let sql = "SELECT pack, event, of FROM interest ORDER BY pack, event, of";
            let mut statement = c.prepare_cached(sql)?;
            let row =
                |r: &Row<'_>| Ok(Interest { pack: r.get(0)?, event: r.get(1)?, of: r.get(2)? });
            Ok(statement.query_map([], row)?.collect::<Result<_, _>>()?)
        })
    }

    /// Marks an occurrence (`marked_at`), or takes the mark away.
    pub fn record_interest(
        &self,
        interest: &Interest,
        marked_at: Option<i64>,
    ) -> Result<(), StoreError> {
        let Interest { pack, event, of } = interest;
        self.person.write(|tx| {
            match marked_at {
                Some(at) => tx.execute(
                    "INSERT OR IGNORE INTO interest (pack, event, of, marked_at)
                     VALUES (?1, ?2, ?3, ?4)",
                    params![pack, event, of, at],
                )?,
                None => tx.execute(
                    "DELETE FROM interest WHERE pack = ?1 AND event = ?2 AND of = ?3",
                    [pack, event, of],
                )?,
            };
            Ok(())
        })
    }
}
