//! Labels in the language of the texts: what stands before a value that has no field of its own.
//!
//! They become part of the source folder, where editors can change them; so they are plain, without isolates.

use std::borrow::Cow;

use companion_core::text::LanguageTag;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

const FILES: [(&str, &str); 8] = [
    ("en", include_str!("../../../../locales/en/import.ftl")),
    ("de", include_str!("../../../../locales/de/import.ftl")),
    ("fr", include_str!("../../../../locales/fr/import.ftl")),
    ("ar", include_str!("../../../../locales/ar/import.ftl")),
    ("uk", include_str!("../../../../locales/uk/import.ftl")),
    ("fa-AF", include_str!("../../../../locales/fa-AF/import.ftl")),
    ("ti", include_str!("../../../../locales/ti/import.ftl")),
    ("tr", include_str!("../../../../locales/tr/import.ftl")),
];

/// The labels of one language, English where it lacks one.
pub(super) struct Labels {
    bundles: Vec<FluentBundle<FluentResource>>,
}

impl Labels {
    /// Labels for texts in a language.
    pub(super) fn of(language: &LanguageTag) -> Self {
        let own = FILES.iter().find(|(tag, _)| {
            *tag == language.as_str() || tag.split('-').next() == Some(language.language())
        });
        let english = FILES.first().filter(|(tag, _)| own.is_none_or(|(own, _)| own != tag));
        Self {
            bundles: own.into_iter().chain(english).map(|(tag, text)| bundle(tag, text)).collect(),
        }
    }

    /// A label; its name where nobody has written it.
    pub(super) fn get(&self, name: &str) -> String {
        self.with(name, &[])
    }

    /// A label with values in it.
    pub(super) fn with(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        for (key, value) in values {
            arguments.set(Cow::Owned((*key).to_owned()), (*value).to_owned());
        }
        let found = self.bundles.iter().find_map(|bundle| {
            let pattern = bundle.get_message(name)?.value()?;
            Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
        });
        found.unwrap_or_else(|| name.to_owned())
    }
}

fn bundle(tag: &str, text: &str) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![language]);
    bundle.set_use_isolating(false);
    // What could be read of a file is used; a test reads every file without any error.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(part, _)| part);
    let _ = bundle.add_resource(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::import::hsds::kinds::Kind;
    use crate::import::hsds::spec::{Form, fields};

    fn names(text: &str) -> BTreeSet<&str> {
        text.lines().filter_map(|l| l.split_once(" = ")).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_language_has_every_label_and_reads_without_error() {
        let english = names(FILES[0].1);
        for (tag, text) in FILES {
            assert!(FluentResource::try_new(text.to_owned()).is_ok(), "{tag}");
            let own = names(text);
            let missing: Vec<_> = english.difference(&own).collect();
            assert_eq!(missing, Vec::<&&str>::new(), "{tag}");
        }
    }

    #[test]
    fn every_label_that_a_field_names_is_written() {
        let english = names(FILES[0].1);
        for kind in [Kind::Service, Kind::Location, Kind::Organization, Kind::Phone, Kind::Capacity]
        {
            for (field, form) in fields(kind) {
                if let Form::Line(l) | Form::Text(l) | Form::Link(l) = form {
                    assert!(english.contains(l), "{field}: {l}");
                }
            }
        }
    }

    #[test]
    fn a_language_without_labels_gets_english() {
        let labels = |tag: &str| Labels::of(&tag.parse().unwrap()).get("hsds-fees");
        assert_eq!(labels("pl"), labels("en"));
        assert_ne!(labels("de"), labels("en"));
        assert_eq!(labels("de-AT"), labels("de"));
        assert_eq!(labels("fa"), labels("fa-AF"));
    }
}
