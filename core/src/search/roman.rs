//! Words that sound like others in another script: Arabic typed in Latin letters, names in Cyrillic.
//!
//! Both words become a key of Latin consonants, since vowels are what scripts and people write most differently. People
//! write the same sound in many ways (`kh`, `ch`, `x`, `5` for the Arabic khah), so keys are coarse; of words with the same key
//! those whose vowels agree too come first. A key of one or two consonants says too little.

use super::lexicon::Lexicon;

/// Consonants that a key has at least.
const MIN_KEY: usize = 3;
/// Shorter words sound like too many.
const MIN_LETTERS: usize = 5;
/// So many words of one sound are looked for.
const MOST: usize = 5;

/// Scripts that are read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Greek,
    Hebrew,
    Ethiopic,
}

/// The words of the index that sound like this one and are written in another script, the likeliest first.
pub(super) fn alike<'l>(folded: &str, lexicon: &'l Lexicon) -> Vec<&'l str> {
    let Some(own) = script(folded) else { return Vec::new() };
    let asked = key(folded, own);
    if asked.chars().count() < MIN_KEY || folded.chars().count() < MIN_LETTERS {
        return Vec::new();
    }
    let sounds = sounds(folded, own);
    let mut found: Vec<(usize, u32, &str)> = Vec::new();
    for (word, parts) in lexicon.sounding(&asked) {
        let Some(script) = script(word).filter(|script| *script != own) else { continue };
        let apart = readings(word, script).map(|word| by_ear(&sounds, &self::sounds(word, script)));
        found.push((apart.min().unwrap_or_default(), *parts, word));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
    found.truncate(MOST);
    found.into_iter().map(|(.., word)| word).collect()
}

/// The keys by which a word is found from other scripts: those of its readings.
pub(super) fn keys(word: &str) -> Vec<String> {
    let Some(script) = script(word) else { return Vec::new() };
    let keys = readings(word, script).map(|word| key(word, script));
    keys.filter(|key| key.chars().count() >= MIN_KEY).collect()
}

/// The script of a word's first letter that belongs to one; folded words have no other marks.
fn script(word: &str) -> Option<Script> {
    word.chars().find_map(|c| {
        Some(match c {
            'a'..='z' | '\u{DF}'..='\u{24F}' => Script::Latin,
            '\u{370}'..='\u{3FF}' => Script::Greek,
            '\u{400}'..='\u{52F}' => Script::Cyrillic,
            '\u{5D0}'..='\u{5EA}' => Script::Hebrew,
            '\u{620}'..='\u{6FF}' => Script::Arabic,
            '\u{1200}'..='\u{137F}' => Script::Ethiopic,
            _ => return None,
        })
    })
}

/// The consonants of a word, each sound as one letter, none twice in a row. An h at the end is only a vowel in Arabic, and
/// what is h in one language is written kh or g in another: `Halle`, `Галле`, `Халле`.
fn key(word: &str, script: Script) -> String {
    let mut key = String::new();
    for c in sounds(word, script).chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')) {
        let c = if matches!(c, 'g' | 'x') { 'h' } else { c };
        if !key.ends_with(c) {
            key.push(c);
        }
    }
    key.truncate(key.strip_suffix('h').unwrap_or(&key).len());
    key
}

/// A word and, in Arabic, what is behind its article.
fn readings(word: &str, script: Script) -> impl Iterator<Item = &str> {
    let bare = word.strip_prefix("ال").filter(|bare| script == Script::Arabic && bare.len() > 4);
    std::iter::once(word).chain(bare)
}

/// How a word sounds, in Latin letters: one letter a sound (`x` for kh, `c` for sh and ch), vowels where they are written.
fn sounds(word: &str, script: Script) -> String {
    let mut out = String::new();
    if script == Script::Latin {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let known = LATIN
                .iter()
                .find_map(|(written, sound)| rest.strip_prefix(written).map(|rest| (rest, *sound)));
            match known {
                Some((behind, sound)) => {
                    out.push_str(sound);
                    rest = behind;
                }
                None => {
                    out.push(first);
                    rest = rest.get(first.len_utf8()..).unwrap_or_default();
                }
            }
        }
        return out;
    }
    for c in word.chars() {
        match script {
            Script::Ethiopic => ethiopic(c, &mut out),
            _ => out.push_str(sound(c)),
        }
    }
    out
}

/// How people write sounds in Latin letters, the longest first; digits stand for Arabic letters that look like them.
const LATIN: [(&str, &str); 38] = [
    ("shch", "c"),
    ("tsch", "c"),
    ("sch", "c"),
    ("sh", "c"),
    ("ch", "x"),
    ("kh", "x"),
    ("gh", "g"),
    ("zh", "c"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("ts", "s"),
    ("tz", "s"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("yo", "o"),
    ("yu", "u"),
    ("ya", "a"),
    ("ye", "e"),
    ("ju", "u"),
    ("ja", "a"),
    ("w", "u"),
    ("y", "i"),
    ("j", "i"),
    ("q", "k"),
    ("c", "k"),
    ("h", "h"),
    ("v", "v"),
    ("z", "z"),
    ("2", ""),
    ("3", ""),
    ("5", "x"),
    ("7", "h"),
    ("8", "g"),
];

fn sound(c: char) -> &'static str {
    match c {
        // Arabic, with the letters of Persian, Pashto, Urdu and Sorani.
        'ا' | 'ء' | 'ع' => "a",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ث' | 'ټ' => "t",
        'ج' => "i",
        'چ' | 'ش' | 'ژ' | 'ښ' => "c",
        'ح' | 'ه' => "h",
        'خ' | 'څ' => "x",
        'د' | 'ض' | 'ذ' | 'ډ' => "d",
        'ر' | 'ړ' | 'ڕ' => "r",
        'ز' | 'ظ' | 'ځ' => "z",
        'س' | 'ص' => "s",
        'غ' | 'گ' => "g",
        'ف' => "f",
        'ڤ' => "v",
        'ق' | 'ك' => "k",
        'ل' | 'ڵ' => "l",
        'م' => "m",
        'ن' | 'ڼ' | 'ں' => "n",
        'و' | 'ۆ' | 'ۇ' => "u",
        'ي' => "i",
        // Cyrillic, Ukrainian among it.
        'а' | 'я' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' | 'ш' | 'щ' | 'ч' => "c",
        'з' => "z",
        'и' | 'і' | 'ы' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ц' => "s",
        'т' => "t",
        'у' | 'ю' => "u",
        'ф' => "f",
        'х' => "x",
        // Greek.
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' | 'υ' => "i",
        'θ' | 'τ' => "t",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "ks",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' => "s",
        'φ' => "f",
        'χ' => "x",
        'ψ' => "ps",
        // Hebrew.
        'א' | 'ע' => "a",
        'ב' => "b",
        'ג' => "g",
        'ד' => "d",
        'ה' => "h",
        'ו' => "u",
        'ז' => "z",
        'ח' => "x",
        'ט' | 'ת' => "t",
        'י' => "i",
        'כ' | 'ק' => "k",
        'ל' => "l",
        'מ' => "m",
        'נ' => "n",
        'ס' => "s",
        'פ' => "p",
        'צ' => "s",
        'ר' => "r",
        'ש' => "c",
        _ => "",
    }
}

/// A syllable: rows of eight, a consonant with its vowels in order (Unicode's block Ethiopic).
fn ethiopic(c: char, out: &mut String) {
    const ROWS: [(u32, &str); 30] = [
        (0x1200, "h"),
        (0x1208, "l"),
        (0x1210, "h"),
        (0x1218, "m"),
        (0x1228, "r"),
        (0x1230, "s"),
        (0x1238, "c"),
        (0x1240, "k"),
        (0x1250, "k"),
        (0x1260, "b"),
        (0x1268, "v"),
        (0x1270, "t"),
        (0x1278, "c"),
        (0x1290, "n"),
        (0x1298, "n"),
        (0x12A0, "a"),
        (0x12A8, "k"),
        (0x12B8, "k"),
        (0x12C8, "u"),
        (0x12D0, "a"),
        (0x12D8, "z"),
        (0x12E0, "c"),
        (0x12E8, "i"),
        (0x12F0, "d"),
        (0x1300, "i"),
        (0x1308, "g"),
        (0x1320, "t"),
        (0x1328, "c"),
        (0x1338, "s"),
        (0x1348, "f"),
    ];
    const VOWELS: [&str; 7] = ["e", "u", "i", "a", "e", "", "o"];
    let code = u32::from(c);
    let row = ROWS.iter().find(|(first, _)| (*first..first + 8).contains(&code));
    let Some((first, consonant)) = row else { return };
    out.push_str(consonant);
    let order = usize::try_from(code - first).unwrap_or_default();
    out.push_str(VOWELS.get(order).copied().unwrap_or("a"));
}

/// How far two words lie apart by ear: the letters in which they differ, roughly.
fn by_ear(one: &str, other: &str) -> usize {
    let letters: Vec<char> = one.chars().collect();
    crate::text::slips::slips(&letters, other, 6).unwrap_or(7)
}

#[cfg(test)]
mod tests {
    use super::{key, script};
    use crate::text::fold::fold;

    /// A word as people type it in Latin letters, and as it is written.
    const ALIKE: [(&str, &str); 17] = [
        ("madrasa", "مدرسه"),
        ("mustashfa", "مستشفي"),
        ("shahada", "شهاده"),
        ("mokhtabar", "مختبر"),
        ("taalim", "تعليم"),
        ("mosaada", "مساعده"),
        ("tasjil", "تسجيل"),
        ("maktab", "مكتب"),
        ("Krankenhaus", "кранкенхаус"),
        ("likarnia", "лікарня"),
        ("likarnya", "лікарня"),
        ("shkola", "школа"),
        ("reyestratsiya", "реестрація"),
        ("dopomoha", "допомога"),
        ("nosokomeio", "νοσοκομειο"),
        ("selam", "ሰላም"),
        ("temhirti", "ትምህርቲ"),
    ];

    #[test]
    fn what_sounds_alike_has_one_key() {
        let of = |word: &str| {
            let word = fold(word);
            key(&word, script(&word).unwrap())
        };
        let mut apart = Vec::new();
        for (typed, written) in ALIKE {
            if of(typed) != of(written) {
                apart.push((typed, of(typed), written, of(written)));
            }
        }
        assert!(apart.is_empty(), "{apart:?}");
    }
}
