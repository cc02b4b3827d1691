//! Where words begin and end in a text, and their folded form.
//!
//! Words are runs of letters, digits and their marks. In scripts that put no spaces between words, two neighbouring signs
//! (grapheme clusters, UAX 29) count as a word: a dictionary would part a question and a text differently. Pure, and no
//! language is asked for.

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::fold::{fold, is_joiner, is_unseen};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes of UTF-8.
    pub range: Range<usize>,
    /// As [`fold`] writes it: without spaces, never empty.
    pub folded: String,
    /// Whether it is a piece of a run without spaces: two signs, or the last one alone.
    pub unspaced: bool,
}

/// Signs in a row that are one word, or several in a script that puts no spaces between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'t> {
    /// As written.
    pub text: &'t str,
    /// Where it begins, in bytes of UTF-8.
    pub start: usize,
    /// Whether its script puts no spaces between words.
    pub unspaced: bool,
}

/// The words of a text, in order. Pieces of runs without spaces overlap; the last sign of each is a piece by itself too.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    runs(text, |run| run.push_words(&mut found));
    found
}

/// Tells the runs of a text, in order.
pub fn runs<'t>(text: &'t str, mut found: impl FnMut(Run<'t>)) {
    let mut run: Option<(usize, bool)> = None;
    let mut end = |begun: Option<(usize, bool)>, end: usize| {
        if let Some((start, unspaced)) = begun
            && let Some(text) = text.get(start..end)
        {
            found(Run { text, start, unspaced });
        }
    };
    for (at, c) in text.char_indices() {
        let kind = kind_of(c);
        match (kind, run) {
            (Kind::Joins, Some(_)) => {}
            (Kind::Spaced | Kind::Unspaced, Some((_, unspaced)))
                if unspaced == (kind == Kind::Unspaced) => {}
            (Kind::Spaced | Kind::Unspaced, begun) => {
                end(begun, at);
                run = Some((at, kind == Kind::Unspaced));
            }
            (Kind::Joins | Kind::Parts, begun) => {
                end(begun, at);
                run = None;
            }
        }
    }
    end(run, text.len());
}

impl Run<'_> {
    /// Adds its words.
    pub fn push_words(self, found: &mut Vec<Word>) {
        let Run { text: run, start, unspaced } = self;
        if unspaced {
            push_signs(run, start, found);
            return;
        }
        let end = start + run.len();
        let folded = fold(run);
        if !folded.contains(' ') {
            if !folded.is_empty() {
                found.push(Word { range: start..end, folded, unspaced });
            }
            return;
        }
        // An apostrophe that parts (`d'Or`), or a sign that is two words (`½`).
        let mut at = start;
        let mut parted = Vec::new();
        for piece in run.split_inclusive(is_joiner) {
            let range = at..at + piece.trim_end_matches(is_joiner).len();
            at += piece.len();
            parted.extend(fold(piece).split_whitespace().map(|w| (range.clone(), w.to_owned())));
        }
        if !parted.iter().map(|(_, word)| word.as_str()).eq(folded.split(' ')) {
            parted = folded.split(' ').map(|w| (start..end, w.to_owned())).collect();
        }
        found.extend(parted.into_iter().map(|(range, folded)| Word { range, folded, unspaced }));
    }
}

/// What a sign does to the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Belongs to words between spaces.
    Spaced,
    /// Belongs to runs without spaces.
    Unspaced,
    /// Goes on with whatever is before it.
    Joins,
    /// Ends it.
    Parts,
}

/// What 256 signs in a row do; in a box, so that the library holds no room for it.
type Page = Box<[Kind; 256]>;

/// Texts ask about the same few hundred signs again and again, and Unicode's tables take long to search.
static PAGES: [OnceLock<Page>; 256] = [const { OnceLock::new() }; 256];

fn kind_of(c: char) -> Kind {
    let sign = u32::from(c);
    let read = || {
        let mut page = Box::new([Kind::Parts; 256]);
        for (sign, kind) in (sign & !0xFF..).zip(page.iter_mut()) {
            *kind = char::from_u32(sign).map_or(Kind::Parts, find_kind);
        }
        page
    };
    let page = usize::try_from(sign >> 8).ok().and_then(|page| PAGES.get(page));
    let kind = page.and_then(|page| page.get_or_init(read).get(usize::try_from(sign & 0xFF).ok()?));
    kind.copied().unwrap_or_else(|| find_kind(c))
}

fn find_kind(c: char) -> Kind {
    if is_unspaced(c) {
        Kind::Unspaced
    } else if is_combining_mark(c) || is_unseen(c) || is_joiner(c) {
        Kind::Joins
    } else if c.is_alphanumeric() {
        Kind::Spaced
    } else {
        Kind::Parts
    }
}

/// Scripts whose words are not parted by spaces: Thai, Lao, Myanmar, Khmer, Tai Le to Tai Viet, kana and Han.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E01}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E4E}'
        | '\u{0E81}'..='\u{0EBD}' | '\u{0EC0}'..='\u{0ECE}' | '\u{0EDC}'..='\u{0EDF}'
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109F}'
        | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}' | '\u{17DD}'
        | '\u{1950}'..='\u{19CF}' | '\u{1A20}'..='\u{1A7F}' | '\u{AA60}'..='\u{AADF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{323AF}')
}

/// Each sign with the next, and the last alone.
fn push_signs(run: &str, start: usize, found: &mut Vec<Word>) {
    let signs: Vec<(usize, &str)> = run.grapheme_indices(true).collect();
    for (n, (at, sign)) in signs.iter().enumerate() {
        let next = signs.get(n + 1);
        let end = next.map_or(at + sign.len(), |(at, sign)| at + sign.len());
        let folded = fold(run.get(*at..end).unwrap_or_default());
        if !folded.is_empty() {
            let folded = folded.replace(' ', "");
            found.push(Word { range: start + at..start + end, folded, unspaced: true });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;
    use crate::text::fold::fold;

    fn of(text: &str) -> Vec<(&str, String)> {
        words(text).into_iter().map(|w| (&text[w.range], w.folded)).collect()
    }

    fn pairs(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        pairs.iter().map(|(written, folded)| (*written, (*folded).to_owned())).collect()
    }

    #[test]
    fn every_sign_is_what_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(super::kind_of(c), super::find_kind(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn words_stand_where_they_are_written() {
        assert_eq!(
            of("Wo gibt’s E-Mail (112)?"),
            pairs(&[
                ("Wo", "wo"),
                ("gibt", "gibt"),
                ("s", "s"),
                ("E", "e"),
                ("Mail", "mail"),
                ("112", "112")
            ])
        );
        assert_eq!(of("Кам'янець"), pairs(&[("Кам'янець", "кам'янець")]).map_folded());
        assert_eq!(of("الْمَدْرَسَةُ"), pairs(&[("الْمَدْرَسَةُ", "المدرسه")]));
        assert_eq!(of("مي\u{200C}شود ۱۲"), pairs(&[("مي\u{200C}شود", "ميشود"), ("۱۲", "12")]));
        assert_eq!(of(" «؟» ... "), []);
    }

    trait Folded {
        fn map_folded(self) -> Self;
    }

    impl Folded for Vec<(&'static str, String)> {
        fn map_folded(self) -> Self {
            self.into_iter().map(|(written, word)| (written, fold(&word))).collect()
        }
    }

    #[test]
    fn signs_without_spaces_come_in_pairs() {
        assert_eq!(of("東京都"), pairs(&[("東京", "東京"), ("京都", "京都"), ("都", "都")]));
        // A consonant with its vowels and tone is one sign.
        let thai: Vec<&str> = of("ที่นี่").into_iter().map(|(written, _)| written).collect();
        assert_eq!(thai, ["ที่นี่", "นี่"]);
        assert_eq!(of("LINEで"), pairs(&[("LINE", "line"), ("で", "で")]));
    }

    proptest! {
        #[test]
        fn every_word_is_folded_and_in_its_place(text in "\\PC{0,40}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.range.start >= last && text.get(word.range.clone()).is_some());
                prop_assert!(!word.folded.is_empty() && !word.folded.contains(' '));
                prop_assert_eq!(fold(&word.folded).replace(' ', ""), word.folded.clone());
                last = word.range.start;
            }
        }

        #[test]
        fn no_letter_is_lost(text in "[a-zA-Zäöüßа-яіїґא-ת٠-٩ሀ-ፖ '’.,½-]{0,30}") {
            let found: Vec<String> = words(&text).into_iter().map(|w| w.folded).collect();
            prop_assert_eq!(found.join(" "), fold(&text));
        }
    }
}
