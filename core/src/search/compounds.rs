//! Compounds of a language that writes them as one word, taken apart by the words of the pack itself.
//!
//! `Sprachkurs` is a kind of `Kurs` if both `Sprache` and `Kurs` are words of these texts. Nothing of it is stored: what is a
//! compound follows from the words in the index, so two phones with the same texts agree.

use std::collections::BTreeMap;

use super::lexicon::Lexicon;

/// Shorter words are no parts: too many others end like them.
const MIN_PART: usize = 4;
/// Shorter words are taken apart by nobody.
const MIN_WHOLE: usize = 8;
/// What may stand between parts, and be left away at the end of a first part.
const LINKS: [&str; 7] = ["", "s", "es", "n", "en", "er", "e"];
/// What a first part may have lost.
const LOST: [&str; 3] = ["", "e", "en"];
/// So many compounds of a word are looked for.
const MAX_HOLDING: usize = 60;

/// Ends and beginnings of words that are words by themselves too, with another meaning.
const NO_PART: [&str; 12] = [
    "aber", "weiter", "unter", "uber", "nach", "statt", "innen", "ende", "enden", "bare", "lich",
    "isch",
];

/// Only where it was measured to help.
pub(super) fn writes_compounds(tag: &str) -> bool {
    tag == "de" || tag.starts_with("de-")
}

/// The parts of a compound, and theirs; none where it is no compound of known words.
pub(super) fn parts(folded: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut found = Vec::new();
    if writes_compounds(&lexicon.tag) {
        take_apart(folded, lexicon, 2, &mut found);
    }
    found
}

/// The one part of a word that is known, where the other is not: `Aufenthalt` of `Aufenthaltstitel`. The longest, if it is
/// at least half of the word.
pub(super) fn known_part(folded: &str, lexicon: &Lexicon) -> Option<String> {
    let letters = folded.chars().count();
    if !writes_compounds(&lexicon.tag)
        || letters < MIN_WHOLE
        || folded.chars().any(char::is_numeric)
    {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for (at, _) in folded.char_indices() {
        let Some((before, last)) = folded.split_at_checked(at) else { continue };
        let first =
            (last.chars().count() >= MIN_PART).then(|| first_part(before, lexicon)).flatten();
        let last = (before.chars().count() >= MIN_PART && known(last, lexicon) > 0).then_some(last);
        for part in first.map(|(first, _)| first).into_iter().chain(last.map(str::to_owned)) {
            let long = part.chars().count();
            if long * 2 >= letters && best.as_ref().is_none_or(|(most, _)| long > *most) {
                best = Some((long, part));
            }
        }
    }
    best.map(|(_, part)| part)
}

fn take_apart(folded: &str, lexicon: &Lexicon, deeper: usize, found: &mut Vec<String>) {
    let Some((first, last)) = split(folded, lexicon) else { return };
    for part in [first, last] {
        if deeper > 0 {
            take_apart(&part, lexicon, deeper - 1, found);
        }
        if !found.contains(&part) {
            found.push(part);
        }
    }
}

/// The likeliest of all ways to part a word in two.
fn split(folded: &str, lexicon: &Lexicon) -> Option<(String, String)> {
    if folded.chars().count() < MIN_WHOLE || folded.chars().any(char::is_numeric) {
        return None;
    }
    let mut best: Option<(f64, String, String)> = None;
    for (at, _) in folded.char_indices() {
        let Some((before, last)) = folded.split_at_checked(at) else { continue };
        let behind = known(last, lexicon);
        if behind == 0 {
            continue;
        }
        let Some((first, times)) = first_part(before, lexicon) else { continue };
        let score = f64::from(behind).ln_1p() + f64::from(times).ln_1p();
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, first, last.to_owned()));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

/// A first part without what links it, as it stands by itself.
fn first_part(before: &str, lexicon: &Lexicon) -> Option<(String, u32)> {
    let mut best: Option<(String, u32)> = None;
    let plain = LINKS.iter().filter_map(|link| before.strip_suffix(link).map(str::to_owned));
    let longer = LOST.iter().map(|lost| format!("{before}{lost}"));
    for first in plain.chain(longer) {
        let times = known(&first, lexicon);
        if times > 0 && best.as_ref().is_none_or(|(_, most)| times > *most) {
            best = Some((first, times));
        }
    }
    best.or_else(|| {
        // Itself a compound.
        let inner = [before, before.strip_suffix('s')?];
        let inner = inner.into_iter().find(|inner| split(inner, lexicon).is_some())?;
        Some((inner.to_owned(), 1))
    })
}

/// How often something stands by itself in these texts, as a word that can be a part.
fn known(part: &str, lexicon: &Lexicon) -> u32 {
    if part.chars().count() < MIN_PART || lexicon.language.is_stop(part) || NO_PART.contains(&part)
    {
        return 0;
    }
    lexicon.times_with(&lexicon.language.stem(part))
}

/// The words of these texts that are compounds, by the stems of their parts: places in the lexicon, the most frequent
/// first.
pub(super) fn by_part(lexicon: &Lexicon) -> BTreeMap<String, Vec<usize>> {
    let mut compounds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, (word, _)) in lexicon.words.iter().enumerate() {
        for part in parts(word, lexicon) {
            let stem = lexicon.language.stem(&part).into_owned();
            let places = compounds.entry(stem).or_default();
            // A part may stand twice in a word.
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let times = |place: &usize| lexicon.words.get(*place).map_or(0, |(_, times)| *times);
    for places in compounds.values_mut() {
        places.sort_by_key(|place| std::cmp::Reverse(times(place)));
        places.truncate(MAX_HOLDING);
    }
    compounds
}
