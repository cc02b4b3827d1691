//! Words that sound like others in another script: Arabic typed in Latin letters, names in Cyrillic.
//!
//! Both words become a key of Latin consonants, since vowels are what scripts and people write most differently. People
//! write the same sound in many ways (`kh`, `ch`, `x`, `5` for the Arabic khah), so keys are coarse; of words with the same key
//! those whose vowels agree too come first. A key of one or two consonants says too little.

mod sounds;

use self::sounds::{Script, script, sounds};
use super::lexicon::Lexicon;

/// Consonants that a key has at least.
const MIN_KEY: usize = 3;
/// Shorter words sound like too many.
const MIN_LETTERS: usize = 5;
/// So many words of one sound are looked for.
const MOST: usize = 5;

/// The words of the index that sound like this one and are written in another script, the likeliest first.
pub(super) fn alike<'l>(folded: &str, lexicon: &'l Lexicon) -> Vec<&'l str> {
    let Some(own) = script(folded) else { return Vec::new() };
    let asked = key(folded, own);
    if asked.chars().count() < MIN_KEY || folded.chars().count() < MIN_LETTERS {
        return Vec::new();
    }
    let sound = sounds(folded, own);
    let mut found: Vec<(usize, u32, &str)> = Vec::new();
    for (word, parts) in lexicon.sounding(&asked) {
        let Some(script) = script(word).filter(|script| *script != own) else { continue };
        let apart = readings(word, script).map(|word| by_ear(&sound, &sounds(word, script)));
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
