//! What goes without saying in a tag: Pashto is written in Arabic letters, a tag without a language in Taiwan means Chinese.
//!
//! ICU4X has CLDR's likely subtags but leaves out the rows of `und` that lead to English, and asks for the script before
//! the region; CLDR's own tests ask for the region first. Both is made good here.

use icu_locale::subtags::{Language, language, region, script};
use icu_locale::{LanguageIdentifier, LocaleExpander};

/// What is kept when something has to go to make a tag short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// `zh-Hant` for Chinese as in Taiwan.
    Script,
    /// `zh-TW` for the same.
    Region,
}

/// The tag with language, script and region, or nothing when CLDR does not know the language (UTS 35, "Likely Subtags").
pub fn maximal(id: &LanguageIdentifier) -> Option<LanguageIdentifier> {
    let mut full = id.clone();
    full.script = full.script.filter(|&s| s != script!("Zzzz"));
    full.region = full.region.filter(|&r| r != region!("ZZ"));
    if full.language.is_unknown() {
        full.language = language_of(&full);
    }
    LocaleExpander::new_extended().maximize(&mut full);
    (full.script.is_some() && full.region.is_some()).then_some(full)
}

/// The shortest tag that means the same, or nothing when CLDR does not know the language.
pub fn minimal(id: &LanguageIdentifier, keep: Keep) -> Option<LanguageIdentifier> {
    let mut short = maximal(id)?;
    let expander = LocaleExpander::new_extended();
    match keep {
        Keep::Script => expander.minimize_favor_script(&mut short),
        Keep::Region => expander.minimize(&mut short),
    };
    Some(short)
}

/// The language of a tag that names none: that of its region when the script agrees, else that of its script, else English.
fn language_of(id: &LanguageIdentifier) -> Language {
    let expander = LocaleExpander::new_extended();
    let expanded = |script, region| {
        let mut id = LanguageIdentifier::from((Language::UNKNOWN, script, region));
        expander.maximize(&mut id);
        id
    };
    let of_region = expanded(None, id.region);
    let of_both = expanded(id.script, id.region);
    let agrees = id.script.is_none() || of_region.script == id.script;
    [of_region.language, of_both.language]
        .into_iter()
        .skip(usize::from(!agrees))
        .find(|language| !language.is_unknown())
        // CLDR's row for `und` alone, which ends every search.
        .unwrap_or(language!("en"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> LanguageIdentifier {
        text.parse().unwrap()
    }

    #[test]
    fn a_tag_is_filled_with_what_is_likely() {
        for (given, full) in [
            ("ps", "ps-Arab-AF"),
            ("ku", "ku-Latn-TR"),
            ("ku-IQ", "ku-Arab-IQ"),
            ("und-TW", "zh-Hant-TW"),
            ("und-Latn-AZ", "az-Latn-AZ"),
            ("und-Latn-DZ", "fr-Latn-DZ"),
            ("und-IE", "en-Latn-IE"),
            ("und", "en-Latn-US"),
            ("uk-Zzzz-ZZ", "uk-Cyrl-UA"),
        ] {
            assert_eq!(maximal(&id(given)), Some(id(full)), "{given}");
        }
        assert_eq!(maximal(&id("qaa-CH")), None);
    }

    #[test]
    fn what_is_likely_is_left_out_again() {
        assert_eq!(minimal(&id("zh-Hant-TW"), Keep::Script), Some(id("zh-Hant")));
        assert_eq!(minimal(&id("zh-Hant-TW"), Keep::Region), Some(id("zh-TW")));
        assert_eq!(minimal(&id("ps-Arab-AF"), Keep::Script), Some(id("ps")));
        assert_eq!(minimal(&id("qaa"), Keep::Region), None);
    }
}
