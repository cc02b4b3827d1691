//! Which of two rows of texts belong together, where nothing but their order and their lengths tells.
//!
//! After W. A. Gale and K. W. Church, "A program for aligning sentences in bilingual corpora", Computational Linguistics
//! 19 (1993): a text and its translation have lengths in proportion, and one may be parted where the other is not. Penalties
//! and the variance are our own figures, found on pages of a real city.

use std::ops::Range;

/// Largest table; a longer page is not aligned by lengths.
const MAX_CELLS: usize = 250_000;
/// How far the length of a text strays from that of its translation, squared, for each character.
const VARIANCE: f64 = 6.8;
/// Nothing is worse than this however long the one and short the other is.
const MAX_MISFIT: f64 = 30.0;
/// What it costs to leave a text without counterpart, for each character beside the penalty.
const LEFT_OUT: f64 = 0.02;
/// What a shared name is worth.
const SAME: f64 = 4.0;

/// How many texts of the left row stand for how many of the right one, and what that costs beside misfit.
const BEADS: [(usize, usize, f64); 10] = [
    (1, 1, 0.0),
    (1, 0, 6.0),
    (0, 1, 6.0),
    (2, 1, 3.0),
    (1, 2, 3.0),
    (2, 2, 5.0),
    (3, 1, 5.0),
    (1, 3, 5.0),
    (4, 1, 7.0),
    (1, 4, 7.0),
];

/// A stretch of the left row and the one of the right row that belongs to it.
pub(super) type Bead = (Range<usize>, Range<usize>);

/// The stretches that belong together, in order, from the lengths of the texts in characters. A text on the right is `ratio`
/// times as long as one on the left; `same` tells whether two texts, by their places, are known to belong together.
pub(super) fn align(
    left: &[usize],
    right: &[usize],
    ratio: f64,
    same: impl Fn(usize, usize) -> bool,
) -> Vec<Bead> {
    let width = right.len() + 1;
    if (left.len() + 1).saturating_mul(width) > MAX_CELLS {
        return Vec::new();
    }
    let (left_ends, right_ends) = (ends(left), ends(right));
    let length = |ends: &[f64], from: usize, to: usize| match (ends.get(from), ends.get(to)) {
        (Some(from), Some(to)) => to - from,
        _ => 0.0,
    };
    // The least cost up to each pair of places, and the bead that ends there.
    let mut cells: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); (left.len() + 1) * width];
    if let Some(first) = cells.first_mut() {
        first.0 = 0.0;
    }
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            let mut best = cells.get(i * width + j).copied().unwrap_or((f64::INFINITY, 0));
            for (n, (own, other, penalty)) in BEADS.iter().enumerate() {
                let (Some(from), Some(other_from)) = (i.checked_sub(*own), j.checked_sub(*other))
                else {
                    continue;
                };
                let before = cells.get(from * width + other_from).map_or(f64::INFINITY, |c| c.0);
                let expected = length(&left_ends, from, i) * ratio;
                let found = length(&right_ends, other_from, j);
                let mut cost = before + penalty;
                if *own == 0 || *other == 0 {
                    cost += LEFT_OUT * (expected + found);
                } else {
                    let off = found - expected;
                    let spread = (found + expected) / 2.0 * VARIANCE + 1.0;
                    cost += (off * off / spread / 2.0).min(MAX_MISFIT);
                }
                if (*own, *other) == (1, 1) && same(from, other_from) {
                    cost -= SAME;
                }
                if cost < best.0 {
                    best = (cost, n);
                }
            }
            if let Some(cell) = cells.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let mut beads = Vec::new();
    let (mut i, mut j) = (left.len(), right.len());
    while let (true, Some((_, n))) = (i + j > 0, cells.get(i * width + j)) {
        let Some((own, other, _)) = BEADS.get(*n) else { break };
        let (from, other_from) = (i.saturating_sub(*own), j.saturating_sub(*other));
        if *own > 0 && *other > 0 {
            beads.push((from..i, other_from..j));
        }
        (i, j) = (from, other_from);
    }
    beads.reverse();
    beads
}

/// Where each text ends, in characters from the beginning of the row; 0 first.
fn ends(lengths: &[usize]) -> Vec<f64> {
    let mut ends = vec![0.0];
    let mut at = 0_u32;
    for length in lengths {
        at = at.saturating_add(u32::try_from(*length).unwrap_or(u32::MAX));
        ends.push(f64::from(at));
    }
    ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn never(_: usize, _: usize) -> bool {
        false
    }

    fn one(i: usize, j: usize) -> Bead {
        (i..i + 1, j..j + 1)
    }

    #[test]
    fn texts_as_long_as_each_other_belong_together() {
        assert_eq!(
            align(&[20, 200, 60], &[22, 190, 66], 1.0, never),
            [one(0, 0), one(1, 1), one(2, 2)]
        );
        assert_eq!(align(&[], &[], 1.0, never), []);
        assert_eq!(align(&[10], &[], 1.0, never), []);
    }

    #[test]
    fn what_only_one_side_has_is_left_alone() {
        let beads = align(&[20, 400, 61, 200], &[22, 64, 190], 1.0, never);
        assert_eq!(beads, [one(0, 0), one(2, 1), one(3, 2)]);
    }

    #[test]
    fn a_language_may_be_longer_all_along() {
        let beads = align(&[20, 400, 61, 200], &[44, 122, 390], 2.0, never);
        assert_eq!(beads, [one(0, 0), one(2, 1), one(3, 2)]);
    }

    #[test]
    fn a_text_may_be_parted_on_the_other_side() {
        let beads = align(&[300, 50], &[140, 165, 48], 1.0, never);
        assert_eq!(beads, [(0..1, 0..2), one(1, 2)]);
    }

    #[test]
    fn a_shared_name_counts_more_than_a_likely_length() {
        let same = |i: usize, j: usize| (i, j) == (1, 0);
        assert_eq!(align(&[40, 42], &[40], 1.0, same), [one(1, 0)]);
        assert_eq!(align(&[40, 42], &[40], 1.0, |i, j| (i, j) == (0, 0)), [one(0, 0)]);
    }

    #[test]
    fn a_page_without_end_is_left_alone() {
        assert_eq!(align(&[10; 600], &[10; 600], 1.0, never), []);
    }

    proptest! {
        #[test]
        fn beads_rise_and_never_overlap(
            left in proptest::collection::vec(0usize..300, 0..20),
            right in proptest::collection::vec(0usize..300, 0..20),
            ratio in 0.1f64..10.0,
        ) {
            let (mut i, mut j) = (0, 0);
            for (own, other) in align(&left, &right, ratio, never) {
                prop_assert!(own.start >= i && other.start >= j);
                prop_assert!(!own.is_empty() && !other.is_empty());
                (i, j) = (own.end, other.end);
            }
            prop_assert!(i <= left.len() && j <= right.len());
        }
    }
}
