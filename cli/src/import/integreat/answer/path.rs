//! Paths of pages, and the languages in them.

use companion_core::text::LanguageTag;
use unicode_normalization::UnicodeNormalization;

/// `/region/language/slug/slug/`, decoded and composed (NFC), so that one path has one spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct PagePath {
    pub(in super::super) region: String,
    pub(in super::super) language: String,
    pub(in super::super) slugs: Vec<String>,
}

impl PagePath {
    pub(in super::super) fn parse(path: &str) -> Option<Self> {
        let decoded = percent_decode(path);
        let mut parts = decoded.split('/').map(str::trim).filter(|p| !p.is_empty());
        let (region, language) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let slugs: Vec<String> = parts.map(|p| p.nfc().collect()).collect();
        (!slugs.is_empty()).then_some(Self { region, language, slugs })
    }

    pub(in super::super) fn slug(&self) -> &str {
        self.slugs.last().map_or("", String::as_str)
    }

    /// The path one level up, if it is a page's.
    pub(in super::super) fn above(&self) -> Option<Self> {
        let slugs = self.slugs.split_last()?.1.to_vec();
        (!slugs.is_empty()).then(|| Self { slugs, ..self.clone() })
    }
}

/// `%C3%A4` as `ä`; what is no UTF-8 then stays as it is.
fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|hex| {
            let hex = std::str::from_utf8(hex).ok().filter(|h| !h.starts_with('+'))?;
            u8::from_str_radix(hex, 16).ok()
        });
        match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The language tag for one of Integreat's language codes.
///
/// Its `de-si` is German in plain language; as a tag that would be the German of Slovenia.
pub fn language_tag(code: &str) -> Option<LanguageTag> {
    match code.to_ascii_lowercase().as_str() {
        "de-si" | "de-sp" => "de-simple".parse().ok(),
        "en-si" => "en-simple".parse().ok(),
        other => other.replace('_', "-").parse().ok(),
    }
}
