//! Whether two names are meant alike.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

/// Most words of the shorter name stand in the other, and no number tells them apart.
pub fn is_like(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let numbers = |words: &BTreeSet<String>| -> BTreeSet<String> {
        words.iter().filter(|w| w.chars().all(char::is_numeric)).cloned().collect()
    };
    let (first, second) = (numbers(&a), numbers(&b));
    if !first.is_empty() && !second.is_empty() && first != second {
        return false;
    }
    let shared = a.intersection(&b).count();
    let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
    least > 0 && shared * 4 >= least * 3 && shared * 2 >= most
}

fn words(text: &str) -> BTreeSet<String> {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn names_are_alike_by_their_words() {
        assert!(is_like("Language café", "Language Café!"));
        assert!(is_like("Cooking together", "Cooking together in May"));
        assert!(!is_like("Cooking together", "Walking together"));
        assert!(!is_like("German course 1", "German course 2"));
        assert!(!is_like("", "") && !is_like("…", "Tea"));
    }
}
