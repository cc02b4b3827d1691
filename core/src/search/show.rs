//! What of a text is shown for a hit, and where words of the question stand in it.

use super::answer::{Highlight, PassageView};
use super::lexicon::Lexicon;
use super::passages::passages;
use super::question::Sought;
use crate::packs::format::{Fact, Text};
use crate::store::FoundText;
use crate::text::LanguageTag;
use crate::text::words::words;

/// What was looked for, in one language.
pub(super) struct Shown<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) sought: &'a [Sought],
}

impl Shown<'_> {
    /// Where words of the question stand, in order, those that touch as one.
    pub(super) fn highlights(&self, text: &str) -> Vec<Highlight> {
        let mut found: Vec<Highlight> = Vec::new();
        let mut units = Units { text, at: 0, counted: 0 };
        for word in words(text) {
            if !self.is_shown(&word.folded, word.unspaced) {
                continue;
            }
            let (start, end) = (units.upto(word.range.start), units.upto(word.range.end));
            match found.last_mut() {
                Some(last) if start <= last.end => last.end = last.end.max(end),
                _ => found.push(Highlight { start, end }),
            }
        }
        found
    }

    fn is_shown(&self, folded: &str, unspaced: bool) -> bool {
        let is = |word: &str| self.sought.iter().any(|s| s.shown.iter().any(|shown| shown == word));
        is(folded) || (!unspaced && is(&self.lexicon.language.stem(folded)))
    }
}

/// Counts UTF-16 code units, forwards mostly.
struct Units<'t> {
    text: &'t str,
    at: usize,
    counted: u32,
}

impl Units<'_> {
    fn upto(&mut self, byte: usize) -> u32 {
        if byte < self.at {
            (self.at, self.counted) = (0, 0);
        }
        let between = self.text.get(self.at..byte).unwrap_or_default();
        let units: usize = between.chars().map(char::len_utf16).sum();
        self.counted += u32::try_from(units).unwrap_or(u32::MAX - self.counted);
        self.at = byte;
        self.counted
    }
}

/// A passage by its number, counted from 1.
pub(super) fn passage(text: &FoundText, number: u16, shown: &Shown<'_>) -> Option<PassageView> {
    let record: Text = serde_json::from_str(&text.body).ok()?;
    let fact: Option<Fact> = serde_json::from_str(&text.fact).ok();
    let passages = passages(&record, fact.as_ref())?;
    let passage = passages.into_iter().nth(usize::from(number).checked_sub(1)?)?;
    let tag = LanguageTag::stored(&text.key.lang);
    Some(PassageView {
        highlights: shown.highlights(&passage),
        direction: tag.direction(),
        language: tag.to_string(),
        text: passage,
    })
}
