//! Texts of the interface: Fluent messages in the person's language.
//!
//! Shells show these instead of error texts. Every message exists in English; another language may lack some.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::language::{Direction, LanguageTag, choose};

const SOURCE: &str = "en";

const FILES: [(&str, &str); 8] = [
    ("en", include_str!("../../../locales/en/companion.ftl")),
    ("fr", include_str!("../../../locales/fr/companion.ftl")),
    ("de", include_str!("../../../locales/de/companion.ftl")),
    ("ar", include_str!("../../../locales/ar/companion.ftl")),
    ("uk", include_str!("../../../locales/uk/companion.ftl")),
    ("fa-AF", include_str!("../../../locales/fa-AF/companion.ftl")),
    ("ti", include_str!("../../../locales/ti/companion.ftl")),
    ("tr", include_str!("../../../locales/tr/companion.ftl")),
];

/// A text of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// To be shown; inserted parts are kept apart by isolates (UAX 9).
    pub text: String,
    /// The same without isolates: for copying, reading aloud, notifications.
    pub plain: String,
    /// The language it is in.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
}

/// The bundled texts of all languages, read when the first one is asked for.
#[derive(Default)]
pub struct Messages {
    bundles: OnceLock<Vec<(LanguageTag, FluentBundle<FluentResource>)>>,
}

impl Messages {
    fn bundles(&self) -> &[(LanguageTag, FluentBundle<FluentResource>)] {
        self.bundles.get_or_init(|| {
            let tagged = |(tag, file): &(&str, &str)| (LanguageTag::stored(tag), bundle(tag, file));
            FILES.iter().map(tagged).collect()
        })
    }

    /// A message in the best language that has it.
    pub fn find(
        &self,
        wanted: &[LanguageTag],
        name: &str,
        arguments: &[(String, String)],
    ) -> Option<Message> {
        let having: Vec<LanguageTag> = self
            .bundles()
            .iter()
            .filter(|(_, b)| b.has_message(name))
            .map(|(tag, _)| tag.clone())
            .collect();
        let language = choose(wanted, &having, &LanguageTag::stored(SOURCE))?.served;
        let (_, bundle) = self.bundles().iter().find(|(tag, _)| *tag == language)?;
        let pattern = bundle.get_message(name)?.value()?;
        let mut values = FluentArgs::new();
        for (key, value) in arguments {
            values.set(Cow::Owned(key.clone()), value.clone());
        }
        let text = bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned();
        Some(Message {
            plain: text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect(),
            text,
            direction: language.direction(),
            language: language.to_string(),
        })
    }

    /// All names of messages in a language, for tests of completeness.
    pub fn names(language: &str) -> Vec<String> {
        let file = FILES.iter().find(|(tag, _)| *tag == language).map_or("", |(_, f)| f);
        let name = |l: &str| l.split_once(" =").map(|(name, _)| name.to_owned());
        file.lines()
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(name)
            .collect()
    }
}

fn bundle(tag: &str, file: &str) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // What could be read of a file is used; a test reads every file without any error.
    let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(part, _)| part);
    let _ = bundle.add_resource(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_message_and_reads_without_error() {
        let english = Messages::names(SOURCE);
        assert!(english.len() > 10);
        for (tag, file) in FILES {
            assert!(FluentResource::try_new(file.to_owned()).is_ok(), "{tag}");
            assert_eq!(Messages::names(tag), english, "{tag}");
        }
    }

    #[test]
    fn inserted_parts_are_isolated_and_can_be_had_plain() {
        let messages = Messages::default();
        let arguments = [("language".to_owned(), "Deutsch".to_owned())];
        let message = messages.find(&["ar".parse().unwrap()], "served-source", &arguments).unwrap();
        assert_eq!((message.language.as_str(), message.direction), ("ar", Direction::RightToLeft));
        assert!(message.text.contains("\u{2068}Deutsch\u{2069}"));
        assert!(message.plain.contains("Deutsch") && !message.plain.contains('\u{2068}'));
    }
}
