//! Words drawn from documents by fixed rules and a fixed seed, and typed as people type.
//!
//! A word counts when it stands, however it is spelt, in at most twenty documents of its language: then all of
//! them fit among the first twenty hits, and the one it was drawn from must be there.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::folded::{folded, plain_arabic, without_marks};
use super::peers::{Asked, Document};

/// Documents a word may stand in, and hits that are looked at.
pub const FIRST: usize = 20;
const SEED: u64 = 4_130;
/// Languages that put no spaces between words.
const NO_SPACES: [&str; 6] = ["zh", "ja", "th", "km", "my", "lo"];
const ARABIC_LETTERS: [&str; 4] = ["ar", "fa", "ps", "ur"];

/// How a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Typed {
    Exact,
    WithoutMarks,
    ArabicLetters,
    TwoGraphemes,
    OneLetterWrong,
    /// No word at all: nothing must be found.
    Nonsense,
}

pub const ALL: [(Typed, &str, usize); 6] = [
    (Typed::Exact, "exact", 25),
    (Typed::WithoutMarks, "without marks", 12),
    (Typed::ArabicLetters, "other Arabic letters", 25),
    (Typed::TwoGraphemes, "two graphemes, no spaces", 35),
    (Typed::OneLetterWrong, "one letter wrong", 20),
    (Typed::Nonsense, "nonsense", 6),
];

pub struct Drawn {
    pub asked: Asked,
    pub typed: Typed,
    /// The document the word was drawn from; none of nonsense.
    pub target: Option<String>,
}

/// All questions on some documents.
pub fn draw(documents: &[Document]) -> Vec<Drawn> {
    let mut languages: Vec<&str> = documents.iter().map(|d| d.lang.as_str()).collect();
    languages.dedup();
    let everything: Vec<String> =
        documents.iter().map(|d| folded(&format!("{}\n{}", d.title, d.text))).collect();
    let everything = everything.join("\n");
    let mut drawn = Vec::new();
    for lang in languages {
        let own: Vec<&Document> = documents.iter().filter(|d| d.lang == lang).collect();
        let mut language = Language::of(lang, own);
        for (typed, _, most) in ALL {
            for (text, target) in language.typed(typed, most, &everything) {
                drawn.push(Drawn { asked: Asked { lang: lang.to_owned(), text }, typed, target });
            }
        }
    }
    drawn
}

struct Language<'d> {
    lang: &'d str,
    documents: Vec<&'d Document>,
    /// How many documents hold a folded word.
    stands_in: BTreeMap<String, usize>,
    /// Words in the order of the documents, with the document's id; or pairs of graphemes.
    words: Vec<(String, &'d str)>,
    random: Random,
}

impl<'d> Language<'d> {
    fn of(lang: &'d str, documents: Vec<&'d Document>) -> Self {
        let (mut stands_in, mut words) = (BTreeMap::new(), Vec::new());
        for document in &documents {
            let of_it = words_of(lang, &document.text);
            let titles = words_of(lang, &document.title);
            let distinct: BTreeSet<String> =
                of_it.iter().chain(&titles).map(|w| folded(w)).collect();
            distinct.into_iter().for_each(|w| *stands_in.entry(w).or_default() += 1);
            words.extend(of_it.into_iter().map(|word| (word, document.id.as_str())));
        }
        let seed = lang.bytes().fold(SEED, |seed, b| seed.wrapping_mul(31).wrapping_add(b.into()));
        Self { lang, documents, stands_in, words, random: Random(seed) }
    }

    /// Different words typed so, at most so many, with the documents they are from.
    fn typed(
        &mut self,
        typed: Typed,
        most: usize,
        everything: &str,
    ) -> Vec<(String, Option<String>)> {
        let no_spaces = NO_SPACES.contains(&self.lang);
        let fits = match typed {
            Typed::TwoGraphemes => no_spaces,
            Typed::ArabicLetters => ARABIC_LETTERS.contains(&self.lang),
            _ => !no_spaces,
        };
        let (mut seen, mut out) = (BTreeSet::new(), Vec::new());
        // Where few words fit, not all of them are found.
        for _ in 0..if fits { 40 * most } else { 0 } {
            if out.len() == most {
                break;
            }
            if typed == Typed::Nonsense {
                let text = self.nonsense();
                if !everything.contains(&folded(&text)) && seen.insert(text.clone()) {
                    out.push((text, None));
                }
                continue;
            }
            let n = self.random.below(self.words.len());
            let (word, target) = self.words[n].clone();
            if self.stands_in.get(&folded(&word)).is_none_or(|n| *n > FIRST) {
                continue;
            }
            let Some(text) = self.mistyped(&word, typed) else { continue };
            if seen.insert(text.clone()) {
                out.push((text, Some(target.to_owned())));
            }
        }
        out
    }

    fn mistyped(&mut self, word: &str, typed: Typed) -> Option<String> {
        let other = |text: String| (text != word.to_lowercase()).then_some(text);
        match typed {
            Typed::Exact | Typed::TwoGraphemes => Some(word.to_owned()),
            Typed::WithoutMarks => other(without_marks(word)),
            Typed::ArabicLetters => other(plain_arabic(word)),
            Typed::OneLetterWrong => self.one_wrong(word),
            Typed::Nonsense => None,
        }
    }

    /// Deleted, doubled, swapped with the next, or replaced; not the first; and no other word of the language.
    fn one_wrong(&mut self, word: &str) -> Option<String> {
        let mut letters: Vec<String> = word.graphemes(true).map(str::to_owned).collect();
        if letters.len() < 6 {
            return None;
        }
        let at = 1 + self.random.below(letters.len() - 2);
        match self.random.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at].clone()),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = self.letter(),
        }
        let text = letters.concat();
        (folded(&text) != folded(word) && !self.stands_in.contains_key(&folded(&text)))
            .then_some(text)
    }

    fn nonsense(&mut self) -> String {
        let length = 2 + self.random.below(3);
        (0..length).map(|_| self.letter()).collect()
    }

    /// A letter as frequent as it is in the language.
    fn letter(&mut self) -> String {
        loop {
            let document = self.documents[self.random.below(self.documents.len())];
            let words = words_of(self.lang, &document.text);
            let Some(word) = words.get(self.random.below(words.len().max(1))) else { continue };
            let letters: Vec<&str> = word.graphemes(true).collect();
            return letters[self.random.below(letters.len())].to_lowercase();
        }
    }
}

/// Words of three letters and more without digits; where there are no spaces, two graphemes side by side.
fn words_of(lang: &str, text: &str) -> Vec<String> {
    let letters =
        |word: &str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_numeric);
    if !NO_SPACES.contains(&lang) {
        let words = text.unicode_words().filter(|w| letters(w) && w.graphemes(true).count() > 2);
        return words.map(str::to_owned).collect();
    }
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let both = graphemes.windows(2).filter(|pair| pair.iter().all(|g| letters(g)));
    both.map(<[&str]>::concat).collect()
}

/// The same numbers in every run (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}
