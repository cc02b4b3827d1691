//! What stands in the index for a word: a sign for its language and its role, and the word.
//!
//! Languages never meet in the index, so the terms of one stand together, and how rare a term is counts within its language.

use super::language::Language;

/// Signs of Unicode's first private use area, which no text that is indexed holds: folding keeps letters and digits only.
const SIGNS: std::ops::Range<u32> = 0xE000..0xF8F0;
/// Stands before the first and behind the last letter of a word in its grams.
const EDGE: char = '\u{F8FF}';
/// Letters of a gram.
const GRAM: usize = 3;

/// The signs of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    word: char,
    class: char,
}

impl Signs {
    /// Of the language with this number in the index.
    pub(super) fn of(language: u32) -> Self {
        let pairs = (SIGNS.end - SIGNS.start) / 2;
        let sign = |role| char::from_u32(SIGNS.start + 2 * (language % pairs) + role);
        Self { word: sign(0).unwrap_or(EDGE), class: sign(1).unwrap_or(EDGE) }
    }

    /// A word as it stands in a text, folded.
    pub(super) fn word(self, folded: &str) -> String {
        with(self.word, folded)
    }

    /// All words that have this in common with their other forms.
    pub(super) fn class(self, stem: &str) -> String {
        with(self.class, stem)
    }

    /// Where the words of the language begin and end among all terms.
    pub(super) fn words(self) -> (String, String) {
        (self.word.to_string(), self.class.to_string())
    }

    /// The terms for a word in an index, parted by a space. A word that is its own stem stands for its class.
    pub(super) fn of_word(self, language: &Language, folded: &str) -> String {
        let mut terms = self.word(folded);
        let stem = language.stem(folded);
        if stem != folded {
            terms.push(' ');
            terms.push(self.class);
            terms.push_str(&stem);
        }
        terms
    }

    /// The term of a gram.
    pub(super) fn gram(self, gram: Gram) -> String {
        std::iter::once(self.word).chain(gram).collect()
    }

    /// The terms of the grams of a word.
    pub(super) fn grams(self, folded: &str) -> Vec<String> {
        grams(folded).into_iter().map(|gram| self.gram(gram)).collect()
    }
}

/// Three letters in a row.
pub(super) type Gram = [char; GRAM];

/// Three letters in a row of a word with its edges; none of numbers, which are never nearly right.
pub(super) fn grams(folded: &str) -> Vec<Gram> {
    if folded.chars().any(char::is_numeric) {
        return Vec::new();
    }
    let edge = std::iter::once(EDGE);
    let letters: Vec<char> = edge.clone().chain(folded.chars()).chain(edge).collect();
    letters.windows(GRAM).filter_map(|letters| letters.try_into().ok()).collect()
}

fn with(sign: char, text: &str) -> String {
    let mut term = String::with_capacity(text.len() + 3);
    term.push(sign);
    term.push_str(text);
    term
}
