//! How far two words lie apart, in slips of the hand.

/// How many slips lie between two words, if there are at most `most`: a letter too many, too few, another one, or two
/// in the wrong order (Damerau and Levenshtein, each letter touched once).
pub fn slips(asked: &[char], own: &str, most: usize) -> Option<usize> {
    // A letter takes up to four bytes.
    if own.len() + most < asked.len() || own.len() > 4 * (asked.len() + most) {
        return None;
    }
    let own: Vec<char> = own.chars().take(asked.len() + most + 1).collect();
    if asked.len().abs_diff(own.len()) > most {
        return None;
    }
    let mut earlier: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=own.len()).collect();
    let mut before = None;
    for (n, a) in asked.iter().enumerate() {
        let mut next = vec![n + 1];
        let mut own_before = None;
        for (m, b) in own.iter().enumerate() {
            let at = |row: &[usize], m: usize| row.get(m).copied().unwrap_or(usize::MAX - 1);
            let mut least =
                (at(&row, m) + usize::from(a != b)).min(at(&row, m + 1) + 1).min(at(&next, m) + 1);
            // The two letters in each other's place.
            if m > 0 && before == Some(b) && own_before == Some(a) {
                least = least.min(at(&earlier, m - 1) + 1);
            }
            next.push(least);
            own_before = Some(b);
        }
        if next.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        earlier = std::mem::replace(&mut row, next);
        before = Some(a);
    }
    row.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::slips;

    fn between(asked: &str, own: &str) -> Option<usize> {
        slips(&asked.chars().collect::<Vec<_>>(), own, 2)
    }

    #[test]
    fn slips_of_the_hand_are_counted() {
        assert_eq!(between("augsburg", "augsburg"), Some(0));
        assert_eq!(between("augsbrug", "augsburg"), Some(1));
        assert_eq!(between("ausburg", "augsburg"), Some(1));
        assert_eq!(between("auggsburg", "augsburg"), Some(1));
        assert_eq!(between("augsborg", "augsburg"), Some(1));
        assert_eq!(between("uagsbrug", "augsburg"), Some(2));
        assert_eq!(between("agsbrg", "augsburg"), Some(2));
        assert_eq!(between("bruck", "brucken an der ruhr"), None);
        assert_eq!(between("linden", "munchn"), None);
        assert_eq!(between("ab", ""), Some(2));
    }
}
