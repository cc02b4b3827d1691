//! Which of two rows of things belong together.
//!
//! Owns alignment in general; knows nothing of pages.

use std::collections::{BTreeMap, VecDeque};

/// Largest table of an exact alignment; beyond it, things are paired greedily.
const MAX_CELLS: usize = 4_000_000;
/// How far the greedy way looks ahead.
const LOOK_AHEAD: usize = 64;

/// Places of two things that belong together, in the left and in the right row.
pub(crate) type Pair = (usize, usize);

/// Rising pairs with the greatest sum of `score`; 0 means never a pair. Of equal sums, the earliest pairs.
pub(crate) fn best(left: usize, right: usize, score: impl Fn(usize, usize) -> u32) -> Vec<Pair> {
    let width = right + 1;
    if (left + 1).saturating_mul(width) > MAX_CELLS {
        return greedy(left, right, score);
    }
    // Cell (i, j): the best sum that the rows from i and from j on can reach.
    let mut sums = vec![0_u32; (left + 1) * width];
    let at = |sums: &[u32], i: usize, j: usize| sums.get(i * width + j).copied().unwrap_or(0);
    for i in (0..left).rev() {
        for j in (0..right).rev() {
            let skip = at(&sums, i + 1, j).max(at(&sums, i, j + 1));
            let pair = match score(i, j) {
                0 => 0,
                s => s.saturating_add(at(&sums, i + 1, j + 1)),
            };
            if let Some(cell) = sums.get_mut(i * width + j) {
                *cell = skip.max(pair);
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < left && j < right {
        let here = at(&sums, i, j);
        let s = score(i, j);
        if s > 0 && here == s.saturating_add(at(&sums, i + 1, j + 1)) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if here == at(&sums, i + 1, j) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn greedy(left: usize, right: usize, score: impl Fn(usize, usize) -> u32) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut start = 0_usize;
    for j in 0..right {
        let end = left.min(start.saturating_add(LOOK_AHEAD));
        if let Some(i) = (start..end).find(|i| score(*i, j) > 0) {
            pairs.push((i, j));
            start = i + 1;
        }
    }
    pairs
}

/// Equal things: first those that kept their order, then those that moved.
#[derive(Debug)]
pub(crate) struct Equal {
    pub(crate) in_order: Vec<Pair>,
    pub(crate) moved: Vec<Pair>,
}

/// Pairs equal things.
pub(crate) fn equal<T: Ord>(left: &[T], right: &[T]) -> Equal {
    let prefix = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let rest = |row: &'_ [T]| row.len() - prefix;
    let suffix = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take(rest(left).min(rest(right)))
        .take_while(|(a, b)| a == b)
        .count();
    let (inner_left, inner_right) = (rest(left) - suffix, rest(right) - suffix);
    let same = |i: usize, j: usize| {
        let (a, b) = (left.get(prefix + i), right.get(prefix + j));
        u32::from(a.is_some() && a == b)
    };
    let mut in_order: Vec<Pair> = (0..prefix).map(|n| (n, n)).collect();
    in_order.extend(
        best(inner_left, inner_right, same).into_iter().map(|(i, j)| (prefix + i, prefix + j)),
    );
    in_order.extend((0..suffix).map(|n| (prefix + inner_left + n, prefix + inner_right + n)));

    let mut waiting: BTreeMap<&T, VecDeque<usize>> = BTreeMap::new();
    let paired_left: Vec<bool> = marked(left.len(), in_order.iter().map(|p| p.0));
    let paired_right: Vec<bool> = marked(right.len(), in_order.iter().map(|p| p.1));
    for ((n, thing), _) in left.iter().enumerate().zip(&paired_left).filter(|(_, paired)| !**paired)
    {
        waiting.entry(thing).or_default().push_back(n);
    }
    let moved = right
        .iter()
        .enumerate()
        .zip(&paired_right)
        .filter(|(_, paired)| !**paired)
        .filter_map(|((n, thing), _)| Some((waiting.get_mut(thing)?.pop_front()?, n)))
        .collect();
    Equal { in_order, moved }
}

/// The longest rising chain of pairs; `pairs` are sorted by their right place.
pub(crate) fn rising(pairs: &[Pair]) -> Vec<Pair> {
    // Patience: the smallest last left place of a chain of each length, and what stood before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (n, (left, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs.get(*end).is_some_and(|p| p.0 < *left));
        before.push(length.checked_sub(1).and_then(|l| ends.get(l).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut chain = Vec::new();
    let mut next = ends.last().copied();
    while let Some(n) = next {
        chain.extend(pairs.get(n));
        next = before.get(n).copied().flatten();
    }
    chain.reverse();
    chain
}

/// The stretches between anchors: ranges of the left and of the right row, both may be empty.
pub(crate) fn gaps(
    anchors: &[Pair],
    left: usize,
    right: usize,
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (l, r) in anchors.iter().copied().chain([(left, right)]) {
        out.push((i..l, j..r));
        i = l + 1;
        j = r + 1;
    }
    out
}

/// Which of `length` places are named.
pub(crate) fn marked(length: usize, places: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut out = vec![false; length];
    for place in places {
        if let Some(mark) = out.get_mut(place) {
            *mark = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_things_keep_their_order_or_have_moved() {
        let got = equal(&[1, 2, 3, 4, 5], &[1, 5, 2, 9, 4]);
        assert_eq!(got.in_order, [(0, 0), (1, 2), (3, 4)]);
        assert_eq!(got.moved, [(4, 1)]);
        let got = equal(&[7, 7], &[7, 7, 7]);
        assert_eq!(got.in_order.len(), 2);
        assert!(equal::<u8>(&[], &[1]).in_order.is_empty());
    }

    #[test]
    fn the_longest_chain_is_found() {
        assert_eq!(rising(&[(3, 0), (0, 1), (1, 2), (9, 3), (2, 4)]), [(0, 1), (1, 2), (2, 4)]);
        assert!(rising(&[]).is_empty());
    }

    #[test]
    fn gaps_lie_between_anchors() {
        assert_eq!(gaps(&[(1, 0)], 3, 2), [(0..1, 0..0), (2..3, 1..2)]);
        assert_eq!(gaps(&[], 1, 1), [(0..1, 0..1)]);
    }

    #[test]
    fn very_long_rows_end_in_time() {
        let row: Vec<usize> = (0..20_000).collect();
        let turned: Vec<usize> = row.iter().rev().copied().collect();
        let got = equal(&row, &turned);
        assert_eq!(got.in_order.len() + got.moved.len(), row.len());
    }
}
