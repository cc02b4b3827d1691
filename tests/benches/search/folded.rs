//! What a person leaves out who types in a hurry, or on another keyboard: rules of this benchmark's own, in a few lines, so
//! that a question is not made by what answers it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters without marks, where the marks are no letters of their own: of Latin, Greek, Cyrillic (but й is no и),
/// Hebrew and Arabic letters.
pub fn without_marks(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().nfc() {
        match c {
            'й' => out.push(c),
            'ß' => out.push_str("ss"),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ø' => out.push('o'),
            'ı' => out.push('i'),
            'æ' => out.push_str("ae"),
            c if has_loose_marks(c) => out.extend(c.nfd().filter(|c| !is_combining_mark(*c))),
            c if is_loose_mark(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Letters that stand for one another on keyboards of Arabic, Persian, Urdu and Pashto, each as the plainest.
pub fn plain_arabic(text: &str) -> String {
    let plain = |c: char| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ۍ' => 'ي',
        'ة' | 'ہ' => 'ه',
        'ک' => 'ك',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// All of it: two words that are equal so may both be meant.
pub fn folded(text: &str) -> String {
    let plain = plain_arabic(&without_marks(text));
    plain.chars().filter(|c| !matches!(c, '\u{200c}' | '\u{200d}' | '\u{640}')).collect()
}

fn has_loose_marks(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1fff}' | '\u{370}'..='\u{45f}')
}

fn is_loose_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}
