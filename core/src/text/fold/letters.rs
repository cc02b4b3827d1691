//! Which letters count as which, sign by sign.
//!
//! Names of the signs are those of the Unicode character database. All of it is about lower-case letters in NFKD.

use unicode_normalization::char::is_combining_mark;

/// Marks and signs that say nothing about which word it is.
pub(super) fn is_silent(c: char) -> bool {
    matches!(c,
        // Marks on Latin, Greek and Cyrillic letters.
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{FE20}'..='\u{FE2F}'
        // Hebrew points and accents.
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        // Arabic vowels, hamza above and below, tatweel.
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        // Ethiopic marks of length.
        | '\u{135D}'..='\u{135F}'
        // Joiners, marks of direction, hyphens that are not shown, variants of signs.
        | '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// A mark that stays, or a part of a Hangul syllable: several of them make one sign.
pub(super) fn is_part(c: char) -> bool {
    c >= '\u{0900}' && (is_combining_mark(c) || matches!(c, '\u{1100}'..='\u{11FF}'))
}

/// What people write for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{02B9}'..='\u{02BF}' | '\u{2018}' | '\u{2019}' | '\u{201B}')
}

/// Latin letters, for rules that hold in this script only.
pub(super) fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{00DF}'..='\u{024F}' | '\u{0250}'..='\u{02AF}' | '\u{1E00}'..='\u{1EFF}')
}

/// Letters that are written as two.
pub(super) fn in_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The letter that another one counts as.
pub(super) fn plain(c: char) -> char {
    match c {
        // Latin letters with a stroke, and without their dot; they do not come apart by themselves.
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        // Greek sigma at the end of a word.
        'ς' => 'σ',
        // Ukrainian ghe with upturn, which older spelling and other keyboards leave out.
        'ґ' => 'г',
        // Hebrew letters at the end of a word.
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        _ => of_arabic(c).or_else(|| of_ethiopic(c)).unwrap_or(c),
    }
}

/// Letters of the Arabic script that keyboards of different languages write for each other.
fn of_arabic(c: char) -> Option<char> {
    Some(match c {
        // Alef wasla; alef with madda or hamza has come apart before.
        'ٱ' => 'ا',
        // Alef maksura, Farsi yeh, Sorani and Pashto yeh.
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ێ' => 'ي',
        // Keheh and swash kaf.
        'ک' | 'ڪ' => 'ك',
        // Pashto gaf.
        'ګ' => 'گ',
        // Teh marbuta and the heh of Persian, Urdu and Sorani.
        'ة' | 'ۃ' | 'ہ' | 'ھ' | 'ە' => 'ه',
        '\u{0660}'..='\u{0669}' => digit(c, '\u{0660}')?,
        '\u{06F0}'..='\u{06F9}' => digit(c, '\u{06F0}')?,
        _ => return None,
    })
}

/// Ethiopic letters that Tigrinya and Amharic speak alike: the rows of SZA, TZA and XA are those of SA, TSA and HHA.
fn of_ethiopic(c: char) -> Option<char> {
    let row = |from: char, to: char| {
        let order = u32::from(c).checked_sub(u32::from(from)).filter(|order| *order < 7)?;
        char::from_u32(u32::from(to) + order)
    };
    row('ሠ', 'ሰ').or_else(|| row('ፀ', 'ጸ')).or_else(|| row('ኀ', 'ሐ'))
}

fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c).checked_sub(u32::from(zero))?, 10)
}

/// Letters of [`spelled_out`] in either case, and the marks they are composed with.
pub(super) fn may_be_spelled_out(c: char) -> bool {
    matches!(
        c,
        '\u{00C0}'..='\u{00FF}' | '\u{0110}' | '\u{0111}' | '\u{0308}' | '\u{030A}' | '\u{212B}'
    )
}

/// How a letter is written by those who lack its key.
pub(super) fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'å' => "aa",
        'đ' => "dj",
        _ => return None,
    })
}
