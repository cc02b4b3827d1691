//! Tags as people and systems write them, and the one form each has today.
//!
//! ICU4X knows CLDR's aliases; this adds what it lacks: tags from before RFC 4646 (`i-klingon`, `en-GB-oed`), extended
//! language subtags (`zh-yue`, `ar-arz`), underscores and what POSIX hangs behind a locale.

use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer};

use super::rows::rows;
use crate::text::language::InvalidTag;

/// A locale in its canonical form: `prs` is `fa-AF`, `iw_IL` is `he-IL`, `i-klingon` is `tlh` (UTS 35, annex C; RFC 5646, 4.5).
///
/// # Errors
/// When the text has not the shape of a tag; `C` and `POSIX` name no language and are refused.
pub fn canonical(text: &str) -> Result<Locale, InvalidTag> {
    let mut locale = written(text)?;
    let canonicalizer = LocaleCanonicalizer::new_extended();
    // ICU4X 2.4 loses aliases of variants behind an overlong language (`cmn-hakka`), so that one is replaced first.
    let mut alone = Locale::from(LanguageIdentifier::from(locale.id.language));
    canonicalizer.canonicalize(&mut alone);
    if alone.id.script.is_none() && alone.id.region.is_none() && alone.id.variants.is_empty() {
        locale.id.language = alone.id.language;
    }
    canonicalizer.canonicalize(&mut locale);
    Ok(locale)
}

/// A locale as it was written, only its shape brought to that of BCP 47.
fn written(text: &str) -> Result<Locale, InvalidTag> {
    let invalid = || InvalidTag(text.chars().take(40).collect());
    // `de_DE.UTF-8@euro`: neither the encoding nor the old modifier says anything of the language.
    let tag = text.split(['.', '@']).next().unwrap_or(text).replace('_', "-");
    let tag = match rows().legacy.get(tag.to_ascii_lowercase().as_str()) {
        Some(today) => (*today).to_owned(),
        // What CLDR called `und` before.
        None if tag.eq_ignore_ascii_case("root") => "und".to_owned(),
        None => without_prefix(tag),
    };
    Locale::try_from_str(&tag).map_err(|_| invalid())
}

/// An extended language stands for itself: `zh-yue-HK` is `yue-HK` (RFC 5646, section 4.5).
fn without_prefix(tag: String) -> String {
    let is_letters = |part: &str, from, to| {
        (from..=to).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    match tag.split_once('-') {
        Some((prefix, rest))
            if is_letters(prefix, 2, 3)
                && is_letters(rest.split('-').next().unwrap_or(rest), 3, 3) =>
        {
            rest.to_owned()
        }
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_given_is_a_tag_or_refused_and_a_tag_of_today_stays(
            text in prop_oneof!["\\PC{0,30}", "[a-z]{1,4}([-_][A-Za-z0-9]{1,8}){0,4}([.@][a-z-]{0,5})?"],
        ) {
            if let Ok(locale) = canonical(&text) {
                prop_assert_eq!(canonical(&locale.to_string()), Ok(locale));
            }
        }
    }

    #[test]
    fn a_language_has_one_tag_whatever_it_was_called() {
        for (given, today) in [
            ("prs", "fa-AF"),
            ("prs-AF", "fa-AF"),
            ("pes", "fa"),
            ("arb", "ar"),
            ("kmr", "ku"),
            ("iw_IL", "he-IL"),
            ("tl", "fil"),
            ("mo", "ro"),
            ("sh", "sr-Latn"),
            ("i-klingon", "tlh"),
            ("I-Klingon", "tlh"),
            ("en-GB-oed", "en-GB-oxendict"),
            ("zh-yue-HK", "yue-HK"),
            ("ar-arz", "arz"),
            ("cmn-hakka", "hak"),
            ("de_DE.UTF-8@euro", "de-DE"),
            ("root", "und"),
        ] {
            assert_eq!(canonical(given).map(|l| l.to_string()), Ok(today.to_owned()), "{given}");
        }
    }

    #[test]
    fn what_has_not_the_shape_of_a_tag_is_refused_by_its_text() {
        for bad in ["", "C", "deutsch sprache", "de--AT", "../etc", "دری"] {
            assert_eq!(canonical(bad), Err(InvalidTag(bad.to_owned())));
        }
    }
}
