//! How letters of each script sound, in Latin letters.

/// Scripts that are read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Greek,
    Hebrew,
    Ethiopic,
}

/// The script of a word's first letter that belongs to one; folded words have no other marks.
pub(super) fn script(word: &str) -> Option<Script> {
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

/// How a word sounds, in Latin letters: one letter a sound (`x` for kh, `c` for sh and ch), vowels where they are written.
pub(super) fn sounds(word: &str, script: Script) -> String {
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
