//! Whether a text is written in its language's script.
//!
//! The ranges are those of Unicode's blocks for the scripts that languages of packs are written in; a letter outside
//! of them counts for no script.

use companion_core::text::LanguageTag;

/// Shorter texts say too little.
const MIN_LETTERS: usize = 20;

/// Script, first and last code point.
const RANGES: [(&str, u32, u32); 54] = [
    ("Latn", 0x0041, 0x024F),
    ("Latn", 0x0250, 0x02AF),
    ("Grek", 0x0370, 0x03FF),
    ("Cyrl", 0x0400, 0x052F),
    ("Armn", 0x0530, 0x058F),
    ("Hebr", 0x0590, 0x05FF),
    ("Arab", 0x0600, 0x06FF),
    ("Syrc", 0x0700, 0x074F),
    ("Arab", 0x0750, 0x077F),
    ("Thaa", 0x0780, 0x07BF),
    ("Nkoo", 0x07C0, 0x07FF),
    ("Arab", 0x0860, 0x08FF),
    ("Deva", 0x0900, 0x097F),
    ("Beng", 0x0980, 0x09FF),
    ("Guru", 0x0A00, 0x0A7F),
    ("Gujr", 0x0A80, 0x0AFF),
    ("Orya", 0x0B00, 0x0B7F),
    ("Taml", 0x0B80, 0x0BFF),
    ("Telu", 0x0C00, 0x0C7F),
    ("Knda", 0x0C80, 0x0CFF),
    ("Mlym", 0x0D00, 0x0D7F),
    ("Sinh", 0x0D80, 0x0DFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Laoo", 0x0E80, 0x0EFF),
    ("Tibt", 0x0F00, 0x0FFF),
    ("Mymr", 0x1000, 0x109F),
    ("Geor", 0x10A0, 0x10FF),
    ("Hang", 0x1100, 0x11FF),
    ("Ethi", 0x1200, 0x139F),
    ("Cher", 0x13A0, 0x13FF),
    ("Khmr", 0x1780, 0x17FF),
    ("Mong", 0x1800, 0x18AF),
    ("Olck", 0x1C50, 0x1C7F),
    ("Geor", 0x1C90, 0x1CBF),
    ("Latn", 0x1D00, 0x1DBF),
    ("Latn", 0x1E00, 0x1EFF),
    ("Grek", 0x1F00, 0x1FFF),
    ("Geor", 0x2D00, 0x2D2F),
    ("Tfng", 0x2D30, 0x2D7F),
    ("Ethi", 0x2D80, 0x2DDF),
    ("Cyrl", 0x2DE0, 0x2DFF),
    ("Hani", 0x3005, 0x3007),
    ("Kana", 0x3040, 0x30FF),
    ("Hang", 0x3130, 0x318F),
    ("Kana", 0x31F0, 0x31FF),
    ("Hani", 0x3400, 0x9FFF),
    ("Latn", 0xA720, 0xA7FF),
    ("Ethi", 0xAB00, 0xAB2F),
    ("Hang", 0xAC00, 0xD7AF),
    ("Hani", 0xF900, 0xFAFF),
    ("Hebr", 0xFB1D, 0xFB4F),
    ("Arab", 0xFB50, 0xFDFF),
    ("Arab", 0xFE70, 0xFEFF),
    ("Adlm", 0x1E900, 0x1E95F),
];

/// The script of a letter; nothing for other characters and rare scripts.
pub(super) fn of(c: char) -> Option<&'static str> {
    if !c.is_alphabetic() {
        return None;
    }
    let code = u32::from(c);
    let next = RANGES.partition_point(|(_, first, _)| *first <= code);
    RANGES.get(next.checked_sub(1)?).filter(|(_, _, last)| code <= *last).map(|(s, _, _)| *s)
}

/// The scripts a language is written in.
#[derive(Debug, Clone)]
pub(super) struct Scripts(Vec<String>);

impl Scripts {
    pub(super) fn of(tag: &LanguageTag) -> Self {
        let script = tag.script();
        let scripts: &[&str] = match script.as_str() {
            "Hans" | "Hant" | "Hani" => &["Hani"],
            "Jpan" => &["Hani", "Kana"],
            "Kore" => &["Hang", "Hani"],
            other => return Self(vec![other.to_owned()]),
        };
        Self(scripts.iter().map(|s| (*s).to_owned()).collect())
    }

    fn known(&self) -> bool {
        RANGES.iter().any(|(script, _, _)| self.0.iter().any(|s| s == script))
    }

    /// The share of letters in other scripts, in percent, where it is more than half of a longer text.
    ///
    /// Beside other scripts, Latin addresses and names (words with a capital letter) are nobody's mistake.
    pub(super) fn foreign_share(&self, text: &str) -> Option<usize> {
        if !self.known() {
            return None;
        }
        let own = |script: &str| self.0.iter().any(|s| s == script);
        let latin = own("Latn");
        let (mut all, mut foreign) = (0, 0);
        for word in text.split_whitespace().filter(|w| !is_address(w)) {
            let named = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
            for script in word.chars().filter_map(of) {
                if !latin && script == "Latn" && named {
                    continue;
                }
                all += 1;
                foreign += usize::from(!own(script));
            }
        }
        (all >= MIN_LETTERS && foreign * 2 > all).then(|| foreign * 100 / all)
    }
}

/// Web and mail addresses inside running text.
pub(crate) fn is_address(word: &str) -> bool {
    let path = word.contains('/') && word.contains('.') && word.chars().any(char::is_alphabetic);
    word.contains("://") || word.contains('@') || word.contains("www.") || path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(tag: &str, text: &str) -> Option<usize> {
        Scripts::of(&tag.parse().unwrap()).foreign_share(text)
    }

    #[test]
    fn ranges_are_sorted_and_apart() {
        assert!(RANGES.windows(2).all(|w| w[0].1 <= w[0].2 && w[0].2 < w[1].1));
    }

    #[test]
    fn text_in_another_script_is_found() {
        assert_eq!(share("ar", "melden sie sich bitte bei der behörde an"), Some(100));
        assert!(share("de", "سجّل نفسك في مكتب التسجيل خلال أسبوعين").is_some());
        assert!(share("uk", "Bitte melden Sie sich innerhalb von zwei Wochen an").is_some());
    }

    #[test]
    fn names_and_addresses_beside_the_script_are_not() {
        assert_eq!(share("ar", "اذهب إلى Bürgerbüro Musterstadt Marktplatz Hauptstraße"), None);
        assert_eq!(share("ti", "https://example.org/a-very-long-address/in-latin-letters"), None);
        assert_eq!(share("ja", "市役所に行ってください。カタカナとひらがなと漢字です。"), None);
        assert_eq!(
            share("ko", "시청에 가서 등록하십시오. 이주 안에 하셔야 합니다 감사합니다"),
            None
        );
        assert_eq!(share("zh", "请在两周内到市民办公室登记您的住址并带上护照和住房证明"), None);
        assert_eq!(share("ar", "too short"), None);
    }
}
