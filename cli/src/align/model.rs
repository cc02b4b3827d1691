//! How likely a word of one language stands for one of the other, learned from texts that say the same.
//!
//! Model 1 of P. F. Brown, S. A. Della Pietra, V. J. Della Pietra and R. L. Mercer, "The mathematics of statistical machine
//! translation", Computational Linguistics 19 (1993), by expectation and maximisation, in both directions at once. Words of a
//! text count once; there is no empty word.

use std::ops::Range;

/// Rounds of learning; more sharpen rare words too much.
const ROUNDS: usize = 5;

/// Two texts that say the same: the classes of their words, rising, at least one on each side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sentence {
    pub(super) left: Vec<u32>,
    pub(super) right: Vec<u32>,
}

/// Two words that were seen in parallel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) left: u32,
    pub(super) right: u32,
    /// In how many pairs of texts.
    pub(super) together: u32,
    /// How likely the left word is said by the right one, among all right words.
    pub(super) forward: f64,
    /// The reverse.
    pub(super) backward: f64,
    expected_forward: f64,
    expected_backward: f64,
}

/// What was learned.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Model {
    /// By left word; those of one left word in the order in which they were seen.
    pub(super) cells: Vec<Cell>,
}

impl Model {
    /// From texts whose classes are below `left` and `right`.
    pub(super) fn learn(sentences: &[Sentence], left: usize, right: usize) -> Self {
        let (mut cells, slots) = cells(sentences, left, right);
        let mut ranges = Vec::with_capacity(sentences.len());
        let mut begin = 0;
        for sentence in sentences {
            let end = begin + sentence.left.len() * sentence.right.len();
            ranges.push((begin..end, sentence.right.len()));
            begin = end;
        }
        let (mut said, mut meant) = (vec![0.0; left], vec![0.0; right]);
        let mut sums = Vec::new();
        for _ in 0..ROUNDS {
            for (range, width) in &ranges {
                expect(
                    slots.get(Range::clone(range)).unwrap_or_default(),
                    *width,
                    &mut cells,
                    &mut sums,
                );
            }
            maximise(&mut cells, &mut said, &mut meant);
        }
        Self { cells }
    }
}

/// The words seen together, and for each sentence, row by row of its left words, the numbers of their cells.
fn cells(sentences: &[Sentence], left: usize, right: usize) -> (Vec<Cell>, Vec<u32>) {
    // Where each left word stands: the sentence, and where its row of slots begins.
    let mut stands: Vec<Vec<(&Sentence, usize)>> = vec![Vec::new(); left];
    let mut slots_wanted = 0;
    for sentence in sentences {
        for word in &sentence.left {
            if let Some(stands) = stands.get_mut(place(*word)) {
                stands.push((sentence, slots_wanted));
            }
            slots_wanted += sentence.right.len();
        }
    }
    let mut slots = vec![0_u32; slots_wanted];
    let mut cells: Vec<Cell> = Vec::new();
    // For each right word, its cell with the present left word, counted from 1; older ones are below `before`.
    let mut cell_of = vec![0_usize; right];
    for (word, stands) in (0_u32..).zip(&stands) {
        let before = cells.len();
        for (sentence, begin) in stands {
            let row = slots.get_mut(*begin..begin + sentence.right.len()).unwrap_or_default();
            for (slot, other) in row.iter_mut().zip(&sentence.right) {
                let Some(cell) = cell_of.get_mut(place(*other)) else { continue };
                if *cell <= before {
                    cells.push(Cell {
                        left: word,
                        right: *other,
                        together: 0,
                        forward: 1.0,
                        backward: 1.0,
                        expected_forward: 0.0,
                        expected_backward: 0.0,
                    });
                    *cell = cells.len();
                }
                *slot = u32::try_from(*cell - 1).unwrap_or(u32::MAX);
                if let Some(cell) = cells.get_mut(*cell - 1) {
                    cell.together = cell.together.saturating_add(1);
                }
            }
        }
    }
    (cells, slots)
}

/// Adds what one sentence lets expect: each right word is said by one of the left ones, and each left word by one of the
/// right ones.
fn expect(slots: &[u32], width: usize, cells: &mut [Cell], sums: &mut Vec<f64>) {
    sums.clear();
    sums.resize(width, 0.0);
    for row in slots.chunks(width) {
        for (slot, sum) in row.iter().zip(sums.iter_mut()) {
            *sum += cells.get(place(*slot)).map_or(0.0, |cell| cell.forward);
        }
    }
    for row in slots.chunks(width) {
        let mut own = 0.0;
        for slot in row {
            own += cells.get(place(*slot)).map_or(0.0, |cell| cell.backward);
        }
        for (slot, sum) in row.iter().zip(sums.iter()) {
            if let Some(cell) = cells.get_mut(place(*slot)) {
                cell.expected_forward += cell.forward / sum;
                cell.expected_backward += cell.backward / own;
            }
        }
    }
}

/// Makes likelihoods of what was expected, and forgets that.
fn maximise(cells: &mut [Cell], said: &mut [f64], meant: &mut [f64]) {
    said.fill(0.0);
    meant.fill(0.0);
    for cell in cells.iter() {
        if let Some(said) = said.get_mut(place(cell.left)) {
            *said += cell.expected_forward;
        }
        if let Some(meant) = meant.get_mut(place(cell.right)) {
            *meant += cell.expected_backward;
        }
    }
    for cell in cells {
        let whole = |sums: &[f64], class: u32| sums.get(place(class)).copied().unwrap_or(1.0);
        cell.forward = cell.expected_forward / whole(said, cell.left);
        cell.backward = cell.expected_backward / whole(meant, cell.right);
        (cell.expected_forward, cell.expected_backward) = (0.0, 0.0);
    }
}

fn place(class: u32) -> usize {
    usize::try_from(class).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentence(left: &[u32], right: &[u32]) -> Sentence {
        Sentence { left: left.to_vec(), right: right.to_vec() }
    }

    fn cell(model: &Model, left: u32, right: u32) -> &Cell {
        model.cells.iter().find(|c| (c.left, c.right) == (left, right)).unwrap()
    }

    #[test]
    fn words_that_keep_company_find_each_other() {
        // "the house", "the book", "a book": the classic example of the model.
        let model = Model::learn(
            &[sentence(&[0, 1], &[0, 1]), sentence(&[0, 2], &[0, 2]), sentence(&[2, 3], &[2, 3])],
            4,
            4,
        );
        assert_eq!(model.cells.len(), 10);
        for n in 0..4 {
            let own = cell(&model, n, n);
            assert!(own.forward > 0.7 && own.backward > 0.7, "{n}: {own:?}");
        }
        assert_eq!(cell(&model, 0, 0).together, 2);
    }

    proptest! {
        #[test]
        fn likelihoods_of_a_word_make_one(
            sentences in proptest::collection::vec(
                (
                    proptest::collection::btree_set(0u32..8, 1..5),
                    proptest::collection::btree_set(0u32..8, 1..5),
                ),
                1..12,
            ),
        ) {
            let sentences: Vec<Sentence> = sentences
                .into_iter()
                .map(|(l, r)| Sentence { left: l.into_iter().collect(), right: r.into_iter().collect() })
                .collect();
            let model = Model::learn(&sentences, 8, 8);
            for class in 0..8 {
                let sum = |of: fn(&Cell) -> (u32, f64)| -> f64 {
                    model.cells.iter().map(of).filter(|c| c.0 == class).map(|c| c.1).sum()
                };
                for sum in [sum(|c| (c.left, c.forward)), sum(|c| (c.right, c.backward))] {
                    prop_assert!(sum == 0.0 || (sum - 1.0).abs() < 1e-9, "{sum}");
                }
            }
            // Together as often as the sentences say.
            for c in &model.cells {
                let both = |s: &&Sentence| s.left.contains(&c.left) && s.right.contains(&c.right);
                prop_assert_eq!(c.together as usize, sentences.iter().filter(both).count());
            }
        }
    }
}
