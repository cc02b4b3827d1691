//! Which records differ between two editions, line by line: only those are read, checked and written.
//!
//! Every line of the earlier edition was checked when it was installed. Both are in canonical order as a rule; where one
//! is not, more lines than needed count as changed, and the result is the same.

use std::cmp::Ordering;

use memchr::memchr;
use serde::Deserialize;

use super::edition::EditionError;

/// What tells a record within an edition: kind and id. Notices have no kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct RecordKey {
    /// Such as `page`.
    #[serde(default)]
    pub kind: String,
    /// Id within the kind.
    pub id: String,
}

/// The difference between two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Header and lines that are new or changed: an edition of its own.
    pub put: Vec<u8>,
    /// The records of lines that are not there any more, changed ones among them.
    pub gone: Vec<RecordKey>,
    /// How many lines are the same.
    pub kept: u64,
}

/// Compares two editions; nothing where their headers differ, so that everything counts as changed.
///
/// # Errors
/// When a line that differs is no record.
pub fn between(base: &[u8], new: &[u8]) -> Result<Option<Changes>, EditionError> {
    let (mut old_lines, mut new_lines) = (Lines::of(base), Lines::of(new));
    let header = new_lines.next();
    if header.is_none() || old_lines.next() != header {
        return Ok(None);
    }
    let mut changes = Changes { put: Vec::new(), gone: Vec::new(), kept: 0 };
    changes.put(header.unwrap_or_default());
    let (mut old, mut new) = (old_lines.next(), new_lines.next());
    loop {
        match (old, new) {
            (None, None) => break,
            (Some(line), None) => {
                changes.gone.push(key(line, 0)?);
                old = old_lines.next();
            }
            (None, Some(line)) => {
                changes.put(line);
                new = new_lines.next();
            }
            (Some(before), Some(after)) if before == after => {
                changes.kept += 1;
                (old, new) = (old_lines.next(), new_lines.next());
            }
            (Some(before), Some(after)) => {
                let earlier = key(before, 0)?;
                let order = earlier.cmp(&key(after, new_lines.number)?);
                if order != Ordering::Greater {
                    changes.gone.push(earlier);
                    old = old_lines.next();
                }
                if order != Ordering::Less {
                    changes.put(after);
                    new = new_lines.next();
                }
            }
        }
    }
    Ok(Some(changes))
}

impl Changes {
    fn put(&mut self, line: &[u8]) {
        self.put.extend_from_slice(line);
        self.put.push(b'\n');
    }
}

fn key(line: &[u8], number: usize) -> Result<RecordKey, EditionError> {
    serde_json::from_slice(line).map_err(|e| EditionError::Line {
        line: number,
        reason: format!("{:?} error at column {}", e.classify(), e.column()),
    })
}

/// Lines without their ends, counted.
struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Lines<'a> {
    fn of(rest: &'a [u8]) -> Self {
        Self { rest, number: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let end = memchr(b'\n', self.rest).unwrap_or(self.rest.len());
        let (line, after) = self.rest.split_at_checked(end)?;
        self.rest = after.get(1..).unwrap_or_default();
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn edition(records: &BTreeMap<u8, u8>) -> Vec<u8> {
        let mut out = b"{\"edition\":\"de\"}\n".to_vec();
        for (id, text) in records {
            out.extend(format!("{{\"id\":\"{id:03}\",\"kind\":\"page\",\"t\":{text}}}\n").bytes());
        }
        out
    }

    proptest! {
        #[test]
        fn taking_away_and_putting_gives_the_new_edition(
            old in proptest::collection::btree_map(any::<u8>(), 0u8..3, 0..30),
            new in proptest::collection::btree_map(any::<u8>(), 0u8..3, 0..30),
        ) {
            let changes = between(&edition(&old), &edition(&new)).unwrap().unwrap();
            let mut lines: BTreeMap<String, String> = old
                .iter()
                .map(|(id, text)| (format!("{id:03}"), format!("{{\"id\":\"{id:03}\",\"kind\":\"page\",\"t\":{text}}}")))
                .collect();
            for gone in &changes.gone {
                prop_assert!(lines.remove(&gone.id).is_some());
            }
            prop_assert_eq!(lines.len() as u64, changes.kept);
            let put = String::from_utf8(changes.put.clone()).unwrap();
            for line in put.lines().skip(1) {
                let id = line[7..10].to_owned();
                prop_assert!(lines.insert(id, line.to_owned()).is_none());
            }
            let mut all = "{\"edition\":\"de\"}\n".to_owned();
            lines.values().for_each(|line| { all.push_str(line); all.push('\n'); });
            prop_assert_eq!(all.into_bytes(), edition(&new));
        }
    }

    #[test]
    fn another_header_changes_everything_and_what_is_no_record_is_told() {
        let records = BTreeMap::from([(1, 1)]);
        let base = edition(&records);
        assert_eq!(between(&base, b"{}\n").unwrap(), None);
        assert_eq!(between(b"", b"").unwrap(), None);
        let broken = [base.as_slice(), b"{\"id\":\"002\"\n"].concat();
        assert!(between(&base, &broken).is_ok());
        assert!(between(&broken, &edition(&BTreeMap::from([(1, 1), (2, 2)]))).is_err());
    }
}
