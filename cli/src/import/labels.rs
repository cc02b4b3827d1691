//! Words that an import adds to the texts of others, such as "by appointment only", in the language of the text.
//!
//! Owns finding them; they are written in `locales/<tag>/import.ftl`. Phones never need them.

use std::borrow::Cow;

use companion_core::text::LanguageTag;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

/// Every message exists in English, which stands in for languages that are not here.
const FILES: [(&str, &str); 8] = [
    ("en", include_str!("../../../locales/en/import.ftl")),
    ("de", include_str!("../../../locales/de/import.ftl")),
    ("ar", include_str!("../../../locales/ar/import.ftl")),
    ("uk", include_str!("../../../locales/uk/import.ftl")),
    ("fa-AF", include_str!("../../../locales/fa-AF/import.ftl")),
    ("ti", include_str!("../../../locales/ti/import.ftl")),
    ("tr", include_str!("../../../locales/tr/import.ftl")),
    ("fr", include_str!("../../../locales/fr/import.ftl")),
];

/// The words in one language.
pub struct Labels(FluentBundle<FluentResource>);

impl Labels {
    /// The words in the language of `tag`, or in English.
    pub fn of(tag: &LanguageTag) -> Self {
        let exact = FILES.iter().find(|(own, _)| *own == tag.as_str());
        let near = || FILES.iter().find(|(own, _)| own.split('-').next() == Some(tag.language()));
        let (own, file) = exact.or_else(near).or(FILES.first()).copied().unwrap_or_default();
        let language: LanguageIdentifier = own.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![language]);
        // Texts that are stored are no place for invisible isolates.
        bundle.set_use_isolating(false);
        // What could be read of a file is used; a test reads every file without any error.
        let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(part, _)| part);
        let _ = bundle.add_resource(resource);
        Self(bundle)
    }

    /// A word; its name where there is none, which a test rules out.
    pub fn get(&self, name: &str) -> String {
        self.with(name, &[])
    }

    /// A word with something put into it.
    pub fn with(&self, name: &str, arguments: &[(&str, &str)]) -> String {
        let Some(pattern) = self.0.get_message(name).and_then(|m| m.value()) else {
            return name.to_owned();
        };
        let mut values = FluentArgs::new();
        for (key, value) in arguments {
            values.set(Cow::Owned((*key).to_owned()), (*value).to_owned());
        }
        self.0.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word_and_reads_without_error() {
        let names = |file: &str| -> Vec<String> {
            let name = |l: &str| l.split_once(" =").map(|(name, _)| name.to_owned());
            let lines = file.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()));
            lines.filter_map(name).collect()
        };
        for (tag, file) in FILES {
            assert!(FluentResource::try_new(file.to_owned()).is_ok(), "{tag}");
            assert_eq!(names(file), names(FILES[0].1), "{tag}");
            assert!(file.contains("Machine-drafted"), "{tag}");
        }
    }

    #[test]
    fn the_nearest_language_is_taken() {
        let word = |tag: &str| Labels::of(&tag.parse().unwrap()).get("integreat-contact");
        assert_eq!(word("de-simple"), word("de"));
        assert_ne!(word("de"), word("en"));
        assert_eq!(word("so"), word("en"));
        let labels = Labels::of(&"de".parse().unwrap());
        assert!(
            labels.with("integreat-zone", &[("zone", "Europe/Berlin")]).ends_with("Europe/Berlin")
        );
    }
}
