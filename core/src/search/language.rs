//! What is known about the words of a language: which say little, and which endings one word takes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::fold::fold;

/// The words of one language.
#[derive(Debug, Default)]
pub struct Language {
    stop: BTreeSet<String>,
}

impl Language {
    /// Of a language tag; one of which nothing is known has neither stop words nor endings.
    pub fn of(tag: &str) -> &'static Self {
        static KNOWN: OnceLock<[(&str, Language); 5]> = OnceLock::new();
        static UNKNOWN: Language = Language { stop: BTreeSet::new() };
        let known = KNOWN.get_or_init(|| {
            [
                ("ar", include_str!("../../data/search/ar.txt")),
                ("de", include_str!("../../data/search/de.txt")),
                ("en", include_str!("../../data/search/en.txt")),
                ("fr", include_str!("../../data/search/fr.txt")),
                ("uk", include_str!("../../data/search/uk.txt")),
            ]
            .map(|(tag, file)| (tag, Language::read(file)))
        });
        let language = tag.split('-').next().unwrap_or(tag);
        known.iter().find(|(tag, _)| *tag == language).map_or(&UNKNOWN, |(_, known)| known)
    }

    fn read(file: &str) -> Self {
        let words = file.lines().filter(|line| !line.starts_with('#'));
        let words = words.flat_map(str::split_whitespace);
        Self {
            stop: words
                .flat_map(|w| fold(w).split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect(),
        }
    }

    /// Whether a folded word says little about what is looked for.
    pub fn is_stop(&self, folded: &str) -> bool {
        self.stop.contains(folded)
    }

    /// What a folded word has in common with its other forms; not necessarily a word itself.
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(folded)
    }
}
