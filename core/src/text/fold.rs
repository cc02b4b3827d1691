//! The form in which words are compared: what people write in different ways and mean alike becomes the same.
//!
//! Pure, and no language is asked for: a name is looked for by whoever reads any script. Owns letters and marks; which
//! words are near enough to each other is decided by those who look for them. Nothing is transliterated.

mod letters;
#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as words in their folded form, with one space between them; empty when there are no letters or digits in it.
///
/// Compatibility forms are taken apart (Unicode UAX 15, NFKD), case is gone, `ß` is `ss`. Marks are dropped in Latin,
/// Greek, Cyrillic, Arabic, Hebrew and Ethiopic; elsewhere they carry vowels and stay. Letters that one language or
/// keyboard writes for another become one: Arabic and Persian yeh and kaf, the forms of alef, teh marbuta and heh.
/// Tatweel, joiners and marks of direction are dropped. Whatever is neither letter nor digit parts words.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut parted = false;
    let mut in_parts = false;
    for c in text.nfkd().flat_map(char::to_lowercase) {
        let apostrophe = letters::is_apostrophe(c);
        if letters::is_silent(c) || (apostrophe && joins_behind(&out, parted)) {
            continue;
        }
        if apostrophe || (!c.is_alphanumeric() && !is_combining_mark(c)) {
            parted = true;
            continue;
        }
        if parted && !out.is_empty() {
            out.push(' ');
        }
        parted = false;
        in_parts |= letters::is_part(c);
        match letters::in_letters(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(letters::plain(c)),
        }
    }
    // What stayed apart joins its letter again, so that one sign counts as one letter.
    if in_parts { out.nfc().collect() } else { out }
}

fn fold_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    out
}

/// [`fold`] of a text whose umlauts and the like are spelled out (`ä` as `ae`, `ø` as `oe`), as people write them
/// without the key; nothing where that makes no difference.
pub fn fold_spelled_out(text: &str) -> Option<String> {
    // Most texts hold nothing that is spelled out, and are not looked at any closer.
    if !text.chars().any(letters::may_be_spelled_out) {
        return None;
    }
    let composed: String = text.nfc().flat_map(char::to_lowercase).collect();
    composed.contains(|c| letters::spelled_out(c).is_some()).then(|| {
        let mut spelled = String::with_capacity(composed.len() + 4);
        for c in composed.chars() {
            match letters::spelled_out(c) {
                Some(letters) => spelled.push_str(letters),
                None => spelled.push(c),
            }
        }
        fold(&spelled)
    })
}

/// In Cyrillic, Arabic and other scripts an apostrophe is part of the word (`Кам'янець`); in Latin it parts
/// (`d'Or`, `İzmir'de`).
fn joins_behind(out: &str, parted: bool) -> bool {
    !parted && out.chars().next_back().is_some_and(|c| c.is_alphabetic() && !letters::is_latin(c))
}

/// Marks and signs that are dropped: vowel points, tatweel, joiners, marks of direction.
pub(super) fn is_unseen(c: char) -> bool {
    letters::is_silent(c)
}

/// What people write for an apostrophe: it joins letters or parts them, by their script.
pub(super) fn is_joiner(c: char) -> bool {
    letters::is_apostrophe(c)
}
