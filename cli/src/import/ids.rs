//! Ids of imported things: readable, unique, and the same at every import.
//!
//! Another system's key and the id it got are kept in a table beside what was imported, so that a thing that is renamed
//! there keeps its id here: saved places, links and printed codes stay right.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most characters of an id.
pub(super) const MAX_CHARS: usize = 96;
/// An id is a folder's name too, and file systems take 255 bytes.
const MAX_BYTES: usize = 240;

/// Which id each thing of another system has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ids {
    /// By kind and the other system's key.
    named: BTreeMap<(String, String), String>,
    /// By kind.
    taken: BTreeSet<(String, String)>,
}

impl Ids {
    /// Reads the table of an earlier import: `kind,key,id`.
    ///
    /// # Errors
    /// The first row that is none, counted from 1 with the header.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut ids = Self::default();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for (record, row) in reader.records().zip(2..) {
            let record = record.map_err(|_| row)?;
            let cells: Vec<&str> = record.iter().collect();
            let [kind, key, id] = cells.as_slice() else { return Err(row) };
            if *id != clean(id, "") {
                return Err(row);
            }
            ids.taken.insert((kind.to_string(), id.to_string()));
            ids.named.insert((kind.to_string(), key.to_string()), id.to_string());
        }
        Ok(ids)
    }

    /// The table, sorted.
    pub fn write(&self) -> String {
        let mut out = csv::Writer::from_writer(Vec::new());
        let rows = self.named.iter().map(|((kind, key), id)| [kind, key, id]);
        // Writing to memory cannot fail.
        let _ = out.write_record(["kind", "key", "id"]);
        for row in rows {
            let _ = out.write_record(row);
        }
        String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// The id that a key has.
    pub fn find(&self, kind: &str, key: &str) -> Option<&str> {
        self.named.get(&(kind.to_owned(), key.to_owned())).map(String::as_str)
    }

    /// Gives a key an id that is known already, so that a thing can be found by more than one key.
    pub fn keep(&mut self, kind: &str, key: &str, id: &str) {
        self.taken.insert((kind.to_owned(), id.to_owned()));
        self.named.insert((kind.to_owned(), key.to_owned()), id.to_owned());
    }

    /// Keeps ids that things have which came from elsewhere.
    pub fn reserve(&mut self, kind: &str, ids: impl IntoIterator<Item = String>) {
        self.taken.extend(ids.into_iter().map(|id| (kind.to_owned(), id)));
    }

    /// The id that a thing has already.
    pub fn known(&self, kind: &str, key: &str) -> Option<&str> {
        self.named.get(&(kind.to_owned(), key.to_owned())).map(String::as_str)
    }

    /// The id of a thing: the one it had, or one made of the first of `names` that is free, or of the first with a number.
    ///
    /// Ask in an order that the other system's export does not decide.
    pub fn id(&mut self, kind: &str, key: &str, names: &[&str]) -> String {
        let named = (kind.to_owned(), key.to_owned());
        if let Some(id) = self.named.get(&named) {
            return id.clone();
        }
        let wanted = names.iter().map(|n| clean(n, "")).filter(|n| !n.is_empty());
        let mut wanted: Vec<String> = wanted.collect();
        if wanted.is_empty() {
            wanted.push(kind.to_owned());
        }
        let base = wanted.first().cloned().unwrap_or_default();
        let numbered = (2_usize..).map(|n| joined(&base, &n.to_string()));
        let id = first_free(wanted.into_iter().chain(numbered), |id| {
            self.taken.insert((kind.to_owned(), id.clone()))
        });
        self.named.insert(named, id.clone());
        id
    }
}

/// The first of the wanted names that can be taken.
pub(super) fn first_free(
    wanted: impl Iterator<Item = String>,
    mut take: impl FnMut(&String) -> bool,
) -> String {
    wanted.into_iter().find(|name| take(name)).unwrap_or_default()
}

/// An id from any words: lower-case letters of any script, digits, `-` and `_`; `otherwise` where nothing is left.
pub(super) fn clean(words: &str, otherwise: &str) -> String {
    let mut id = String::new();
    for c in words.nfc().flat_map(char::to_lowercase) {
        let mark = is_combining_mark(c) && !id.is_empty() && !id.ends_with('-');
        if mark || c == '_' || (c.is_alphanumeric() && !c.is_uppercase()) {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = cut(id.trim_matches('-'), MAX_CHARS, MAX_BYTES);
    if id.is_empty() { otherwise.to_owned() } else { id }
}

/// Two names as one, the first shortened so that the second stays whole.
pub(super) fn joined(first: &str, second: &str) -> String {
    let (chars, bytes) = (second.chars().count() + 1, second.len() + 1);
    let first = cut(first, MAX_CHARS.saturating_sub(chars), MAX_BYTES.saturating_sub(bytes));
    cut(format!("{first}-{second}").trim_matches('-'), MAX_CHARS, MAX_BYTES)
}

fn cut(text: &str, chars: usize, bytes: usize) -> String {
    let mut out = String::new();
    for c in text.chars().take(chars) {
        if out.len() + c.len_utf8() > bytes {
            break;
        }
        out.push(c);
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_thing_keeps_its_id_and_two_of_a_name_get_two() {
        let mut ids = Ids::default();
        ids.reserve("place", ["town-hall".to_owned()]);
        assert_eq!(
            ids.id("place", "17", &["Town Hall", "Town Hall Main Street"]),
            "town-hall-main-street"
        );
        assert_eq!(ids.id("place", "18", &["Town hall"]), "town-hall-2");
        assert_eq!(ids.id("service", "18", &["Town hall"]), "town-hall");
        assert_eq!(ids.id("place", "19", &["  "]), "place");
        let mut again = Ids::read(&ids.write()).unwrap();
        assert_eq!(again.id("place", "17", &["Another name"]), "town-hall-main-street");
        assert_eq!(again.id("place", "20", &["Town hall"]), "town-hall");
        assert_eq!(again.write().lines().count(), 6);
        assert_eq!(Ids::read("kind,key,id\nplace,1\n"), Err(2));
        assert_eq!(Ids::read("kind,key,id\nplace,1,../x\n"), Err(2));
    }
}
