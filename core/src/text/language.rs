//! Language tags (BCP 47), writing direction, and which of several languages a reader gets.
//!
//! A choice never crosses scripts and never leaves what the reader asked for without saying so.
//! Aliases and likely subtags come from CLDR through ICU4X.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use icu_locale::{Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A valid BCP 47 language tag in its canonical form (`prs` becomes `fa-AF`, `iw` becomes `he`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(String);

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// Why a text is in the language it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServedBecause {
    /// The reader's first language.
    Exact,
    /// The same language and script in another regional or simpler form.
    Variant,
    /// A later language on the reader's own list.
    Fallback,
    /// None of the reader's languages; the language the text was written in.
    Source,
    /// Neither; the only or first language it exists in.
    Available,
}

/// What [`choose`] decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The language served.
    pub served: LanguageTag,
    /// Why.
    pub because: ServedBecause,
}

/// A text that is no language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a BCP 47 language tag: {0:?}")]
pub struct InvalidTag(pub String);

impl LanguageTag {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A tag that was validated when it was stored.
    pub(crate) fn stored(tag: &str) -> Self {
        Self(tag.to_owned())
    }

    /// The language alone, without script, region and variants: `fa` of `fa-AF`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The ISO 15924 script the language is written in, likely subtags added: `Arab` for `fa-AF`.
    pub fn script(&self) -> String {
        let mut locale = self.locale();
        LocaleExpander::new_extended().maximize(&mut locale.id);
        locale.id.script.map_or_else(|| "Zzzz".to_owned(), |s| s.to_string())
    }

    /// Which way the language runs.
    pub fn direction(&self) -> Direction {
        if LocaleDirectionality::new_extended().is_right_to_left(&self.locale().id) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }

    pub(super) fn locale(&self) -> Locale {
        Locale::try_from_str(&self.0).unwrap_or(Locale::UNKNOWN)
    }
}

impl FromStr for LanguageTag {
    type Err = InvalidTag;

    fn from_str(text: &str) -> Result<Self, InvalidTag> {
        let invalid = || InvalidTag(text.chars().take(40).collect());
        let mut locale = Locale::try_from_str(text).map_err(|_| invalid())?;
        let language = locale.id.language;
        // `und` names no language; four-letter primary subtags are reserved (RFC 5646, section 2.2.1).
        if language.is_unknown() || language.as_str().len() > 3 || !locale.extensions.is_empty() {
            return Err(invalid());
        }
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        Ok(Self(locale.to_string()))
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match READ_BEFORE.with_borrow(|read| read.get(&text).cloned()) {
            Some(tag) => Ok(tag),
            None => {
                let tag: Self = text.parse().map_err(serde::de::Error::custom)?;
                READ_BEFORE.with_borrow_mut(|read| {
                    if read.len() < MOST_READ {
                        read.insert(text, tag.clone());
                    }
                });
                Ok(tag)
            }
        }
    }
}

/// Most records name few languages, and thousands of records name the same ones.
const MOST_READ: usize = 256;

thread_local! {
    /// Tags as they stood in records, and what they are; to parse one again takes a hundred times as long.
    static READ_BEFORE: RefCell<BTreeMap<String, LanguageTag>> = const { RefCell::new(BTreeMap::new()) };
}

/// Chooses the language of one text: the reader's list in order, then the source language, then the first available.
///
/// Returns nothing only when nothing is available. `available` is in the pack's order of preference.
pub fn choose(
    wanted: &[LanguageTag],
    available: &[LanguageTag],
    source: &LanguageTag,
) -> Option<Choice> {
    let mut first = true;
    for want in wanted {
        let later = |because| if first { because } else { ServedBecause::Fallback };
        if available.contains(want) {
            return Some(Choice { served: want.clone(), because: later(ServedBecause::Exact) });
        }
        if let Some(near) = nearest_variant(want, available) {
            return Some(Choice { served: near.clone(), because: later(ServedBecause::Variant) });
        }
        first = false;
    }
    if available.contains(source) {
        return Some(Choice { served: source.clone(), because: ServedBecause::Source });
    }
    available.first().map(|a| Choice { served: a.clone(), because: ServedBecause::Available })
}

/// The same language in the same script; the shortest tag first, since it is the most general.
fn nearest_variant<'a>(
    want: &LanguageTag,
    available: &'a [LanguageTag],
) -> Option<&'a LanguageTag> {
    let script = want.script();
    available
        .iter()
        .filter(|a| a.language() == want.language() && a.script() == script)
        .min_by_key(|a| a.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> LanguageTag {
        s.parse().unwrap()
    }

    fn tags(s: &str) -> Vec<LanguageTag> {
        s.split(' ').map(tag).collect()
    }

    #[test]
    fn old_and_local_names_of_a_language_are_one_tag() {
        assert_eq!(tag("prs").as_str(), "fa-AF");
        assert_eq!(tag("iw").as_str(), "he");
        assert_eq!(tag("de-SIMPLE").as_str(), "de-simple");
        assert_eq!(tag("TI").as_str(), "ti");
    }

    #[test]
    fn what_is_no_language_is_refused() {
        for bad in ["", "und", "root", "german", "de_DE_", "x", "../etc", "de-u-ca-gregory", "ا"] {
            assert!(bad.parse::<LanguageTag>().is_err(), "{bad}");
        }
    }

    #[test]
    fn direction_follows_the_script() {
        for rtl in ["ar", "fa-AF", "ckb", "ps", "ur", "ku-Arab", "he"] {
            assert_eq!(tag(rtl).direction(), Direction::RightToLeft, "{rtl}");
        }
        for ltr in ["de", "ti", "uk", "kmr", "ku", "tr"] {
            assert_eq!(tag(ltr).direction(), Direction::LeftToRight, "{ltr}");
        }
    }

    #[test]
    fn the_readers_order_wins_over_the_packs() {
        let got = choose(&tags("ti ar"), &tags("de en ar"), &tag("de")).unwrap();
        assert_eq!((got.served.as_str(), got.because), ("ar", ServedBecause::Fallback));
        let got = choose(&tags("fa"), &tags("de fa-AF"), &tag("de")).unwrap();
        assert_eq!((got.served.as_str(), got.because), ("fa-AF", ServedBecause::Variant));
        let got = choose(&tags("de-simple"), &tags("en de"), &tag("de")).unwrap();
        assert_eq!((got.served.as_str(), got.because), ("de", ServedBecause::Variant));
        let got = choose(&tags("ti"), &tags("en de"), &tag("de")).unwrap();
        assert_eq!((got.served.as_str(), got.because), ("de", ServedBecause::Source));
    }

    #[test]
    fn a_choice_never_crosses_scripts() {
        for (want, has) in [("zh-Hant", "zh-Hans"), ("sr-Latn", "sr-Cyrl"), ("ku-Arab", "ku")] {
            let got = choose(&tags(want), &tags(&format!("de {has}")), &tag("de")).unwrap();
            assert_eq!(got.served.as_str(), "de", "{want}");
        }
    }
}
