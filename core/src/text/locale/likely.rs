//! What goes without saying in a tag: Pashto is written in Arabic letters, a tag without a language in Taiwan means Chinese.
//!
//! ICU4X has CLDR's likely subtags but leaves out the rows of `und` that lead to English, and takes Latin letters for English
//! before it looks at the region. Both is made good here.

use icu_locale::subtags::{Language, language, region, script};
use icu_locale::{LanguageIdentifier, LocaleExpander};

use super::rows::rows;

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
    let expander = LocaleExpander::new_extended();
    let mut alone = LanguageIdentifier::from(full.language);
    expander.maximize(&mut alone);
    // A language that CLDR does not know is not known either when script and region are given.
    alone.script?;
    expander.maximize(&mut full);
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

/// The language of a tag that names none: that of its script, of Latin letters that of its region, else English.
fn language_of(id: &LanguageIdentifier) -> Language {
    let expander = LocaleExpander::new_extended();
    let expanded = |script, region| {
        let mut id = LanguageIdentifier::from((Language::UNKNOWN, script, region));
        expander.maximize(&mut id);
        id.language
    };
    let of_both = expanded(id.script, id.region);
    // CLDR 48 has no row for Latin letters alone, so that their region is asked; to ICU4X they are English first.
    let by_region = id.script == Some(script!("Latn"))
        && of_both == expanded(id.script, None)
        && !is_foreign(id);
    let candidates = [if by_region { expanded(None, id.region) } else { of_both }, of_both];
    // CLDR's row for `und` alone ends every search.
    candidates.into_iter().find(|language| !language.is_unknown()).unwrap_or(language!("en"))
}

/// A script in a region whose own languages are not written in it, and that has a usual language of its own there.
fn is_foreign(id: &LanguageIdentifier) -> bool {
    let (Some(script), Some(region)) = (id.script, id.region) else { return false };
    rows().foreign.get(script.as_str()).is_some_and(|regions| regions.contains(&region.as_str()))
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
            ("und-Latn-GR", "en-Latn-GR"),
            ("und-Latn-RS", "sr-Latn-RS"),
            ("und-IE", "en-Latn-IE"),
            ("und", "en-Latn-US"),
            ("uk-Zzzz-ZZ", "uk-Cyrl-UA"),
        ] {
            assert_eq!(maximal(&id(given)), Some(id(full)), "{given}");
        }
        assert_eq!(maximal(&id("qaa-CH")), None);
        assert_eq!(maximal(&id("qaa-Latn-CH")), None);
    }

    #[test]
    fn what_is_likely_is_left_out_again() {
        assert_eq!(minimal(&id("zh-Hant-TW"), Keep::Script), Some(id("zh-Hant")));
        assert_eq!(minimal(&id("zh-Hant-TW"), Keep::Region), Some(id("zh-TW")));
        assert_eq!(minimal(&id("ps-Arab-AF"), Keep::Script), Some(id("ps")));
        assert_eq!(minimal(&id("qaa"), Keep::Region), None);
    }
}
