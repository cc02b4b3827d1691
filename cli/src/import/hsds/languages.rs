//! Languages that are spoken: codes and English names to tags.

use companion_core::text::LanguageTag;

use super::records::Record;

/// English names, as directories write them, and tags.
const NAMES: &[(&str, &str)] = &[
    ("afrikaans", "af"),
    ("albanian", "sq"),
    ("american sign language", "ase"),
    ("amharic", "am"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("asl", "ase"),
    ("assyrian", "aii"),
    ("azerbaijani", "az"),
    ("bengali", "bn"),
    ("bosnian", "bs"),
    ("british sign language", "bfi"),
    ("bulgarian", "bg"),
    ("burmese", "my"),
    ("cambodian", "km"),
    ("cantonese", "yue"),
    ("cape verdean creole", "kea"),
    ("catalan", "ca"),
    ("chinese", "zh"),
    ("chinese (cantonese)", "yue"),
    ("chinese (mandarin)", "cmn"),
    ("chuukese", "chk"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dari", "fa-AF"),
    ("dutch", "nl"),
    ("english", "en"),
    ("estonian", "et"),
    ("farsi", "fa"),
    ("filipino", "fil"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("french creole", "ht"),
    ("fula", "ff"),
    ("georgian", "ka"),
    ("german", "de"),
    ("greek", "el"),
    ("gujarati", "gu"),
    ("haitian", "ht"),
    ("haitian creole", "ht"),
    ("hausa", "ha"),
    ("hawaiian", "haw"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hmong", "hmn"),
    ("hungarian", "hu"),
    ("icelandic", "is"),
    ("igbo", "ig"),
    ("ilocano", "ilo"),
    ("indonesian", "id"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("karen", "kar"),
    ("kazakh", "kk"),
    ("khmer", "km"),
    ("kinyarwanda", "rw"),
    ("kirundi", "rn"),
    ("korean", "ko"),
    ("kurdish", "ku"),
    ("kurmanji", "kmr"),
    ("lao", "lo"),
    ("laotian", "lo"),
    ("latvian", "lv"),
    ("lingala", "ln"),
    ("lithuanian", "lt"),
    ("macedonian", "mk"),
    ("malay", "ms"),
    ("malayalam", "ml"),
    ("mandarin", "cmn"),
    ("mandarin chinese", "cmn"),
    ("marathi", "mr"),
    ("marshallese", "mh"),
    ("mien", "ium"),
    ("mixteco", "mix"),
    ("mongolian", "mn"),
    ("navajo", "nv"),
    ("nepali", "ne"),
    ("norwegian", "no"),
    ("oromo", "om"),
    ("pashto", "ps"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("punjabi", "pa"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("samoan", "sm"),
    ("serbian", "sr"),
    ("sinhala", "si"),
    ("slovak", "sk"),
    ("slovenian", "sl"),
    ("somali", "so"),
    ("sorani", "ckb"),
    ("spanish", "es"),
    ("sudanese arabic", "apd"),
    ("swahili", "sw"),
    ("swedish", "sv"),
    ("tagalog", "tl"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("thai", "th"),
    ("tibetan", "bo"),
    ("tigrigna", "ti"),
    ("tigrinya", "ti"),
    ("tongan", "to"),
    ("turkish", "tr"),
    ("twi", "tw"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("uzbek", "uz"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
    ("wolof", "wo"),
    ("yiddish", "yi"),
    ("yoruba", "yo"),
    ("zulu", "zu"),
];

/// A language by its English name.
pub(super) fn named(name: &str) -> Option<LanguageTag> {
    let name = name.trim().to_lowercase();
    let found = NAMES.binary_search_by(|(known, _)| (*known).cmp(name.as_str())).ok()?;
    NAMES.get(found)?.1.parse().ok()
}

/// The English name of a language, with its tag where that says more; a tag that has none by itself.
pub(crate) fn english(tag: &str) -> String {
    let of = |tag: &str| {
        let names = NAMES.iter().filter(|(_, known)| *known == tag);
        names.max_by_key(|(name, _)| name.len()).map(|(name, _)| in_capitals(name))
    };
    let language = tag.split('-').next().unwrap_or(tag);
    of(tag).or_else(|| Some(format!("{} ({tag})", of(language)?))).unwrap_or_else(|| tag.to_owned())
}

fn in_capitals(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        let begins = !out.ends_with(char::is_alphabetic);
        out.push(if begins { c.to_ascii_uppercase() } else { c });
    }
    out
}

/// A language by its code: BCP 47, or three letters of ISO 639.
pub(super) fn coded(code: &str) -> Option<LanguageTag> {
    let code = code.trim().replace('_', "-");
    let shaped = (2..=3).contains(&code.split('-').next().unwrap_or_default().len());
    shaped.then(|| code.parse().ok()).flatten()
}

/// The languages of a record, and what could not be read of it.
pub(super) fn read(record: &Record) -> (Vec<LanguageTag>, Vec<String>) {
    let (mut tags, mut rest) = (Vec::new(), Vec::new());
    for code in record.texts("code") {
        match coded(code) {
            Some(tag) => tags.push(tag),
            None => rest.push(code.to_owned()),
        }
    }
    for name in record.texts("name") {
        match named(name).or_else(|| coded(name).filter(|_| name.trim().len() <= 3)) {
            // Whoever shows the code shows the name.
            Some(tag) if tags.is_empty() || record.text("code").is_none() => tags.push(tag),
            Some(tag) if tags.iter().any(|own| own.language() == tag.language()) => {}
            _ => rest.push(name.to_owned()),
        }
    }
    (tags, rest)
}

/// Languages of a cell, and the words that are none.
pub(super) fn listed<'t>(words: impl Iterator<Item = &'t str>) -> (Vec<LanguageTag>, Vec<&'t str>) {
    let (mut tags, mut rest) = (Vec::new(), Vec::new());
    for word in words {
        match named(word).or_else(|| coded(word).filter(|_| word.len() <= 3)) {
            Some(tag) => tags.push(tag),
            None => rest.push(word),
        }
    }
    (tags, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_are_found_and_are_tags() {
        for (name, tag) in NAMES {
            assert!(named(name).is_some(), "{name} {tag}");
        }
        assert!(NAMES.windows(2).all(|w| w[0].0 < w[1].0));
    }

    #[test]
    fn codes_and_names_are_read_and_the_rest_stays_words() {
        assert_eq!(coded("eng").map(|t| t.to_string()).as_deref(), Some("en"));
        assert_eq!(coded("english"), None);
        let (tags, rest) = listed(["Spanish", "es", "All languages", "on request"].into_iter());
        assert_eq!(tags.len(), 2);
        assert_eq!(rest, ["All languages", "on request"]);
    }
}
