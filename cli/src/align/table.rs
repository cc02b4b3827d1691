//! Which of what was learned is worth a phone's room, and how that is written.
//!
//! Of each word on either side the likeliest counterparts stay, by the mean of both directions; weights are whole, so that
//! a few changed texts change a few bytes. The figures were found on pages and questions of a real city, see docs/search.md.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::MAX_MEANT;

use super::model::{Cell, Model};

/// No table is longer than this, in bytes.
const MAX_TABLE: usize = 128 * 1024;
/// Less likely counterparts stay out.
const MIN_LIKELIHOOD: f64 = 0.08;
/// Counterparts that were seen together once must be as likely as this in both directions.
const MIN_ONCE: f64 = 0.05;
/// Counterparts of each word on either side.
const MAX_COUNTERPARTS: usize = 4;

/// Two words, and how surely the one stands for the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) word: &'a str,
    pub(super) meant: &'a str,
    /// From 1 to 9.
    pub(super) weight: u8,
    /// In how many pairs of texts both stand.
    together: u32,
}

/// Cells with their words and the mean of both likelihoods.
struct Candidate<'a> {
    cell: &'a Cell,
    entry: Entry<'a>,
    likelihood: f64,
}

/// The entries worth having, the worthiest first. `left` and `right` are the words of the classes.
pub(super) fn choose<'a>(model: &'a Model, left: &[&'a str], right: &[&'a str]) -> Vec<Entry<'a>> {
    let candidate = |cell: &'a Cell| {
        let likelihood = (cell.forward + cell.backward) / 2.0;
        let once = cell.together < 2 && cell.forward.min(cell.backward) < MIN_ONCE;
        if likelihood < MIN_LIKELIHOOD || once {
            return None;
        }
        let word = |words: &[&'a str], n: u32| words.get(usize::try_from(n).ok()?).copied();
        let entry = Entry {
            word: word(left, cell.left)?,
            meant: word(right, cell.right)?,
            weight: weight(likelihood),
            together: cell.together,
        };
        Some(Candidate { cell, entry, likelihood })
    };
    let candidates: Vec<Candidate<'a>> = model.cells.iter().filter_map(candidate).collect();
    let mut kept: BTreeSet<(u32, u32)> = BTreeSet::new();
    keep_best(&candidates, |c| (c.cell.left, c.entry.meant), &mut kept);
    keep_best(&candidates, |c| (c.cell.right, c.entry.word), &mut kept);
    let mut entries: Vec<Entry<'a>> = candidates
        .into_iter()
        .filter(|c| kept.contains(&(c.cell.left, c.cell.right)))
        .map(|c| c.entry)
        .collect();
    // What was seen twice as often counts as much as one weight more for each weight.
    let worth = |e: &Entry<'_>| u32::from(e.weight) * (u32::BITS - e.together.leading_zeros());
    entries.sort_by_key(|e| (Reverse(worth(e)), e.word, e.meant));
    entries
}

/// The likeliest counterparts of each word, whose class and counterpart `key` tells. Of what was seen together once, only
/// the likeliest stays, and only where nothing else is there.
fn keep_best<'a>(
    candidates: &[Candidate<'a>],
    key: impl Fn(&Candidate<'a>) -> (u32, &'a str),
    kept: &mut BTreeSet<(u32, u32)>,
) {
    let mut of: BTreeMap<u32, Vec<&Candidate<'a>>> = BTreeMap::new();
    for candidate in candidates {
        of.entry(key(candidate).0).or_default().push(candidate);
    }
    for mut all in of.into_values() {
        all.sort_by(|a, b| {
            b.likelihood.total_cmp(&a.likelihood).then_with(|| key(a).1.cmp(key(b).1))
        });
        for (n, candidate) in all.into_iter().take(MAX_COUNTERPARTS).enumerate() {
            if n > 0 && candidate.cell.together < 2 {
                break;
            }
            kept.insert((candidate.cell.left, candidate.cell.right));
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a likelihood is between 0 and 1"
)]
fn weight(likelihood: f64) -> u8 {
    ((likelihood * 9.0).round() as u8).clamp(1, 9)
}

/// The table of as many entries as there is room for, the first ones first, as `WordTable` reads it. Words that are the same in
/// both languages and stand for nothing else are left out: they are found anyway.
pub(super) fn write(entries: &[Entry<'_>]) -> String {
    let mut table: BTreeMap<&str, Vec<(u8, &str)>> = BTreeMap::new();
    let mut length = 0;
    for Entry { word, meant, weight, .. } in entries {
        let own = if table.contains_key(word) { 0 } else { word.len() + 1 };
        let more = own + meant.len() + 2;
        let full = table.get(word).is_some_and(|all| all.len() == MAX_MEANT);
        if full || length + more > MAX_TABLE {
            continue;
        }
        length += more;
        table.entry(word).or_default().push((*weight, meant));
    }
    let mut out = String::with_capacity(length);
    for (word, mut all) in table {
        if all.iter().all(|(_, meant)| *meant == word) {
            continue;
        }
        all.sort_by_key(|(weight, meant)| (Reverse(*weight), *meant));
        if !out.is_empty() {
            out.push(';');
        }
        out.push_str(word);
        for (weight, meant) in all {
            out.push(' ');
            out.push_str(meant);
            out.push(char::from(b'0' + weight));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use companion_core::packs::format::WordTable;

    use super::*;
    use crate::align::model::Sentence;

    fn entry<'a>(word: &'a str, meant: &'a str, weight: u8) -> Entry<'a> {
        Entry { word, meant, weight, together: 2 }
    }

    #[test]
    fn entries_are_written_by_word_and_weight() {
        let table = write(&[
            entry("doctor", "arzt", 9),
            entry("course", "lehrgang", 3),
            entry("course", "kurs", 6),
            entry("lindental", "lindental", 9),
            entry("hotel", "hotel", 5),
            entry("hotel", "gasthof", 5),
        ]);
        assert_eq!(table, "course kurs6 lehrgang3;doctor arzt9;hotel gasthof5 hotel5");
        assert_eq!(WordTable::read(&table).unwrap().len(), 3);
        assert_eq!(write(&[]), "");
    }

    #[test]
    fn there_is_room_for_so_much_only() {
        let words: Vec<String> = (0..9000).map(|n| format!("longish-word-{n:05}")).collect();
        let entries: Vec<Entry<'_>> = words.iter().map(|w| entry(w, "meant", 5)).collect();
        let table = write(&entries);
        assert!(table.len() <= MAX_TABLE && table.len() > MAX_TABLE - 64);
        assert!(table.starts_with("longish-word-00000 meant5;"), "the worthiest stay");
        let one: Vec<Entry<'_>> = words.iter().map(|w| entry("a", w, 5)).collect();
        assert_eq!(WordTable::read(&write(&one)).unwrap().len(), 1);
    }

    #[test]
    fn what_was_seen_once_stays_only_where_it_is_all_there_is() {
        let sentence =
            |left: &[u32], right: &[u32]| Sentence { left: left.to_vec(), right: right.to_vec() };
        // Word 0 stands for 0 again and again, and once beside 1.
        let texts = [sentence(&[0], &[0]), sentence(&[0], &[0]), sentence(&[0, 1], &[0, 1])];
        let model = Model::learn(&texts, 2, 2);
        let entries = choose(&model, &["a", "b"], &["x", "y"]);
        let pairs: Vec<_> = entries.iter().map(|e| (e.word, e.meant)).collect();
        assert_eq!(pairs, [("a", "x"), ("b", "y")]);
        assert!(entries[0].weight >= 8, "{entries:?}");
    }
}
