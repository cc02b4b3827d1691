//! One section of endings or beginnings, and what it does to a word.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// So many letters of a word stay, whatever a rule says.
const ALWAYS_STAY: usize = 2;

/// At which side of a word letters are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Begin,
    End,
}

/// Endings or beginnings of which the longest is cut off.
#[derive(Debug)]
pub(super) struct Cut {
    side: Side,
    /// By the letter at the edge of the word, the longest first; of the same letters what leaves most.
    rules: BTreeMap<char, Vec<Rule>>,
}

/// An ending or a beginning.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// What is cut off; never empty.
    pub letters: String,
    /// What is put in its place.
    pub instead: String,
    /// So many letters must stay besides; none: the whole word, nothing longer.
    pub least: usize,
}

impl Cut {
    pub(super) fn new(side: Side) -> Self {
        Self { side, rules: BTreeMap::new() }
    }

    /// Adds a rule; false when these letters have one that leaves as many, or when there are none.
    pub(super) fn add(&mut self, rule: Rule) -> bool {
        let Some(edge) = self.edge(&rule.letters) else { return false };
        let rules = self.rules.entry(edge).or_default();
        if rules.iter().any(|other| other.letters == rule.letters && other.least == rule.least) {
            return false;
        }
        let rank = |rule: &Rule| (rule.letters.len(), rule.least);
        let at = rules.partition_point(|other| rank(other) >= rank(&rule));
        rules.insert(at, rule);
        true
    }

    /// Whether there is nothing to cut.
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The word without its longest ending or beginning that leaves enough.
    pub(super) fn apply<'a>(&self, word: Cow<'a, str>) -> Cow<'a, str> {
        let found = self.edge(&word).and_then(|edge| self.rules.get(&edge)).into_iter().flatten();
        let found = found.filter_map(|rule| Some((rule, self.rest(&word, rule)?)));
        let mut enough = found.filter(|(rule, rest)| {
            let letters = rest.chars().count();
            let longer = rule.least == 0 && letters > 0;
            !longer
                && letters >= rule.least
                && letters + rule.instead.chars().count() >= ALWAYS_STAY
        });
        let Some((rule, rest)) = enough.next() else { return word };
        if rule.instead == rule.letters {
            return word;
        }
        if !rule.instead.is_empty() {
            return Cow::Owned(match self.side {
                Side::Begin => format!("{}{rest}", rule.instead),
                Side::End => format!("{rest}{}", rule.instead),
            });
        }
        match word {
            Cow::Borrowed(word) => Cow::Borrowed(self.rest(word, rule).unwrap_or(word)),
            Cow::Owned(word) => Cow::Owned(self.rest(&word, rule).unwrap_or(&word).to_owned()),
        }
    }

    fn edge(&self, word: &str) -> Option<char> {
        match self.side {
            Side::Begin => word.chars().next(),
            Side::End => word.chars().next_back(),
        }
    }

    fn rest<'w>(&self, word: &'w str, rule: &Rule) -> Option<&'w str> {
        match self.side {
            Side::Begin => word.strip_prefix(rule.letters.as_str()),
            Side::End => word.strip_suffix(rule.letters.as_str()),
        }
    }
}
