//! The nearest known word to an unknown one, for "did you mean".

/// The known word that is so near that a slip of the hand explains the difference.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word: Vec<char> = word.to_lowercase().chars().take(64).collect();
    known
        .into_iter()
        .map(|k| (distance(&word, &k.chars().take(64).collect::<Vec<_>>()), k))
        .filter(|(d, k)| *d <= 2 && *d * 2 < k.chars().count().max(2))
        .min()
        .map(|(_, k)| k)
}

/// "; did you mean `x`?" or nothing.
pub(crate) fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(word, known).map_or_else(String::new, |k| format!("; did you mean `{k}`?"))
}

/// The first few of a list, for messages.
pub(crate) fn few<T: AsRef<str>>(items: &[T]) -> String {
    const FEW: usize = 5;
    let first: Vec<&str> = items.iter().take(FEW).map(AsRef::as_ref).collect();
    match items.len().saturating_sub(FEW) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// Insertions, deletions and replacements from one word to the other (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, x) in a.iter().enumerate() {
        let mut left = n + 1;
        let mut next = vec![left];
        for (pair, y) in row.windows(2).zip(b) {
            if let [diagonal, above] = pair {
                left = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
                next.push(left);
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_finds_none() {
        let known = ["title", "order", "origin", "id"];
        assert_eq!(nearest("tilte", known), Some("title"));
        assert_eq!(nearest("Orgin", known), Some("origin"));
        assert_eq!(nearest("parent", known), None);
        assert_eq!(nearest("x", known), None);
    }
}
