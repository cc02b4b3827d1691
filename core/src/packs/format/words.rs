//! The record `words`: which words of a language stand for which words of another, as a pack's own pages show.
//!
//! Owns how a table is written, its limits, and reading it. What a table is made of is the publisher's, what is found by
//! it is the search's.

use serde::{Deserialize, Serialize};

/// No table is longer than this, in bytes.
pub const MAX_WORD_TABLE: usize = 256 * 1024;
/// No table has more entries than this.
pub const MAX_WORD_ENTRIES: usize = 32_768;
/// No word stands for more than so many.
pub const MAX_MEANT: usize = 16;
/// No word is longer than this, in bytes.
const MAX_WORD: usize = 256;

/// What the words of the edition's language stand for in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsText {
    /// Tag of the other language.
    pub id: String,
    /// The entries, see [`WordTable::read`].
    pub table: String,
}

/// A table of words, read; words are those of the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordTable<'a> {
    entries: Vec<(&'a str, usize)>,
    meant: Vec<Meant<'a>>,
}

/// A word that another stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant<'a> {
    /// In its folded form.
    pub word: &'a str,
    /// How surely, from 1 to 9.
    pub weight: u8,
}

/// Why a text is no table of words. Entries are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordTableError {
    /// Longer than [`MAX_WORD_TABLE`] or more entries than [`MAX_WORD_ENTRIES`].
    #[error("the word table is too large")]
    TooLarge,
    /// An entry without a word, or whose word does not come behind that of the entry before.
    #[error("entry {0} of the word table is out of order")]
    Order(usize),
    /// An entry that stands for nothing or for more than [`MAX_MEANT`] words, or one of them is not as it should be.
    #[error("entry {0} of the word table cannot be read")]
    Entry(usize),
}

impl<'a> WordTable<'a> {
    /// Reads the entries of a record: parted by `;`, each a folded word, then for each word that it stands for a space, that
    /// word and one digit from 1 to 9. Entries rise by their words, compared by their UTF-8 bytes. An empty text is an
    /// empty table.
    ///
    /// # Errors
    /// See [`WordTableError`].
    pub fn read(text: &'a str) -> Result<Self, WordTableError> {
        if text.len() > MAX_WORD_TABLE {
            return Err(WordTableError::TooLarge);
        }
        let mut table = Self::default();
        let mut last = "";
        for (n, entry) in text.split(';').enumerate().filter(|_| !text.is_empty()) {
            if n == MAX_WORD_ENTRIES {
                return Err(WordTableError::TooLarge);
            }
            let mut words = entry.split(' ');
            let word = words.next().filter(|word| *word > last && word.len() <= MAX_WORD);
            let word = word.ok_or(WordTableError::Order(n + 1))?;
            let before = table.meant.len();
            for meant in words {
                table.meant.push(read_meant(meant).ok_or(WordTableError::Entry(n + 1))?);
            }
            if !(1..=MAX_MEANT).contains(&(table.meant.len() - before)) {
                return Err(WordTableError::Entry(n + 1));
            }
            table.entries.push((word, table.meant.len()));
            last = word;
        }
        Ok(table)
    }

    /// Each word with those that it stands for, by the words.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, &[Meant<'a>])> {
        let begins = std::iter::once(0).chain(self.entries.iter().map(|(_, end)| *end));
        self.entries
            .iter()
            .zip(begins)
            .map(|((word, end), begin)| (*word, self.meant.get(begin..*end).unwrap_or_default()))
    }

    /// How many words stand for others.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn read_meant(text: &str) -> Option<Meant<'_>> {
    let (at, digit) = text.char_indices().next_back()?;
    let weight = u8::try_from(digit.to_digit(10)?).ok().filter(|weight| *weight > 0)?;
    let word = text.get(..at).filter(|word| !word.is_empty() && word.len() <= MAX_WORD)?;
    Some(Meant { word, weight })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Entries = Vec<(String, Vec<(String, u8)>)>;

    fn read(text: &str) -> Result<Entries, WordTableError> {
        let table = WordTable::read(text)?;
        let meant = |m: &Meant<'_>| (m.word.to_owned(), m.weight);
        let entries =
            table.entries().map(|(w, all)| (w.to_owned(), all.iter().map(meant).collect()));
        Ok(entries.collect())
    }

    #[test]
    fn a_table_is_read_entry_by_entry() {
        let word = |word: &str, weight| (word.to_owned(), weight);
        assert_eq!(
            read("course kurs7 b12;doctor arzt9").unwrap(),
            [
                ("course".to_owned(), vec![word("kurs", 7), word("b1", 2)]),
                ("doctor".to_owned(), vec![word("arzt", 9)]),
            ]
        );
        assert_eq!(read("").unwrap(), []);
        assert_eq!(WordTable::read("a b1").unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_table_is_named_with_its_entry() {
        use WordTableError::{Entry, Order, TooLarge};
        for (text, error) in [
            ("b x1;a x1", Order(2)),
            ("a x1;a x1", Order(2)),
            (" x1", Order(1)),
            ("a x1;", Order(2)),
            (";", Order(1)),
            ("a", Entry(1)),
            ("a x1;b x", Entry(2)),
            ("a x0", Entry(1)),
            ("a 5", Entry(1)),
            ("a x1 ", Entry(1)),
            ("a  x1", Entry(1)),
            ("a x٣", Entry(1)),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
        let many = |n: usize| format!("a{}", " x1".repeat(n));
        assert!(read(&many(MAX_MEANT)).is_ok());
        assert_eq!(read(&many(MAX_MEANT + 1)), Err(Entry(1)));
        let long = "x".repeat(MAX_WORD + 1);
        assert_eq!(read(&format!("{long} x1")), Err(Order(1)));
        assert_eq!(read(&format!("a {long}1")), Err(Entry(1)));
        assert_eq!(read(&"x".repeat(MAX_WORD_TABLE + 1)), Err(TooLarge));
        let digit = |n: usize| char::from_digit(u32::try_from(n % 36).unwrap(), 36).unwrap();
        let word = |n: usize| format!("{}{}{} x1", digit(n / 1296), digit(n / 36), digit(n));
        let entries = |n: usize| (0..n).map(word).collect::<Vec<_>>().join(";");
        assert_eq!(read(&entries(MAX_WORD_ENTRIES)).unwrap().len(), MAX_WORD_ENTRIES);
        assert_eq!(read(&entries(MAX_WORD_ENTRIES + 1)), Err(TooLarge));
    }

    proptest! {
        #[test]
        fn whatever_it_is_nothing_falls(text in "[ab1-9; é٣]{0,30}") {
            if let Ok(table) = WordTable::read(&text) {
                // Read is what was written.
                let entry = |(word, meant): (&str, &[Meant<'_>])| {
                    meant.iter().fold(word.to_owned(), |all, m| format!("{all} {}{}", m.word, m.weight))
                };
                prop_assert_eq!(table.entries().map(entry).collect::<Vec<_>>().join(";"), text);
            }
        }
    }
}
