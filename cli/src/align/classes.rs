//! The words of a text, all forms of one word as one class, and the form that stands for the class.

use std::collections::BTreeMap;

use companion_core::search::language::Language;
use companion_core::text::fold::fold;
use companion_core::text::words::words;
use unicode_normalization::is_nfc;

/// A longer text counts by its first words that differ.
const MAX_CLASSES: usize = 80;
/// A longer run of letters is no word that somebody asks for.
const MAX_WORD: usize = 64;

/// One language's side.
pub(super) struct Side<'a> {
    language: &'a Language,
    /// By what stands between spaces: the places of the forms in it that count. A text has few that were not seen before.
    tokens: BTreeMap<String, Vec<usize>>,
    forms: Vec<Form>,
    /// The places of the forms.
    places: BTreeMap<String, usize>,
    /// By stem.
    classes: BTreeMap<String, u32>,
}

struct Form {
    folded: String,
    class: u32,
    seen: u32,
}

impl<'a> Side<'a> {
    /// With no words yet.
    pub(super) fn of(language: &'a Language) -> Self {
        Self {
            language,
            tokens: BTreeMap::new(),
            forms: Vec::new(),
            places: BTreeMap::new(),
            classes: BTreeMap::new(),
        }
    }

    /// The classes of the words of a text that count, rising, none twice.
    pub(super) fn classes(&mut self, text: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for token in text.split_whitespace() {
            if !self.tokens.contains_key(token) {
                self.add(token);
            }
            for place in self.tokens.get(token).into_iter().flatten() {
                let Some(form) = self.forms.get_mut(*place) else { continue };
                form.seen = form.seen.saturating_add(1);
                if !found.contains(&form.class) {
                    found.push(form.class);
                }
            }
        }
        found.truncate(MAX_CLASSES);
        found.sort_unstable();
        found
    }

    /// Words never reach over spaces.
    fn add(&mut self, token: &str) {
        let mut places = Vec::new();
        for word in words(token) {
            let known = self.places.get(&word.folded).copied();
            if known.is_none() && !counts(&word.folded, self.language) {
                continue;
            }
            places.push(known.unwrap_or_else(|| self.add_form(word.folded)));
        }
        self.tokens.insert(token.to_owned(), places);
    }

    fn add_form(&mut self, folded: String) -> usize {
        let next = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        let class = *self.classes.entry(self.language.stem(&folded).into_owned()).or_insert(next);
        self.places.insert(folded.clone(), self.forms.len());
        self.forms.push(Form { folded, class, seen: 0 });
        self.forms.len() - 1
    }

    /// The most frequent form of each class, of equals the first by its bytes; by the number of the class.
    pub(super) fn words(&self) -> Vec<&str> {
        let mut best: Vec<(u32, &str)> = vec![(0, ""); self.classes.len()];
        for form in self.places.values().filter_map(|place| self.forms.get(*place)) {
            if let Some(best) = usize::try_from(form.class).ok().and_then(|n| best.get_mut(n))
                && form.seen > best.0
            {
                *best = (form.seen, &form.folded);
            }
        }
        best.into_iter().map(|(_, form)| form).collect()
    }
}

/// Whether a word can be asked for and says something. What has digits is written alike everywhere (`B1`, `25b`). A word must
/// also stay what it is when it is written and read again.
fn counts(form: &str, language: &Language) -> bool {
    form.chars().nth(1).is_some()
        && form.len() <= MAX_WORD
        && !form.contains(char::is_numeric)
        && !language.is_stop(form)
        && is_nfc(form)
        && fold(form) == form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_counted_and_the_most_frequent_stands_for_all() {
        let mut side = Side::of(Language::of("xx"));
        assert_eq!(side.classes("Kurs, Arzt; kurs"), [0, 1]);
        assert_eq!(side.classes("ARZT 2026 a B1 neu"), [1, 2]);
        assert_eq!(side.words(), ["kurs", "arzt", "neu"]);
    }

    #[test]
    fn what_says_little_does_not_count() {
        let mut german = Side::of(Language::of("de"));
        assert!(german.classes("der und wo 12 — x").is_empty());
        let long = format!("Anmeldung {}", "x".repeat(MAX_WORD + 1));
        assert_eq!(german.classes(&long), [0]);
        assert_eq!(german.words(), ["anmeldung"]);
    }

    #[test]
    fn a_long_text_counts_by_its_first_words() {
        let letter = |n: u8| char::from(b'a' + n);
        let word = |n: u8| format!("w{}{} ", letter(n / 26), letter(n % 26));
        let mut side = Side::of(Language::of("xx"));
        assert_eq!(side.classes(&(0..200).map(word).collect::<String>()).len(), MAX_CLASSES);
        assert_eq!(side.classes(&word(199)), [199]);
    }
}
