//! Which listed packs a question means, and how surely.
//!
//! Names and other names of every language are compared in their folded form, with umlauts as they are and spelled out.
//! Nothing is transliterated: a pack is found in the scripts its names are given in.

use super::{Catalogue, Listing, ListingView, Reader};
use crate::packs::format::ListingFact;
use crate::text::fold::{fold, fold_spelled_out};
use crate::text::slips::slips;

/// Questions are cut after so many characters.
const MAX_QUESTION: usize = 100;
/// So many letters may stand anywhere in a name.
const MIN_INSIDE: usize = 3;
/// From so many letters on, one slip is forgiven; from [`TWO_SLIPS`] on, two.
const ONE_SLIP: usize = 5;
const TWO_SLIPS: usize = 9;

/// How a question was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is a name; spaces and hyphens make no difference.
    Name,
    /// A name begins with it.
    BeginsName,
    /// A word of a name begins with it.
    BeginsWord,
    /// Each of its words begins a word of some name.
    BeginsWords,
    /// It stands within a name.
    Inside,
    /// It is a name or a word of one, save for so many slips.
    Slips(usize),
}

/// Everything a pack can be found by.
#[derive(Debug, Clone)]
pub(super) struct Names(Vec<Name>);

/// A name as it is compared and as it is written.
#[derive(Debug, Clone)]
struct Name {
    folded: String,
    written: String,
}

/// A question as it is compared: folded, and with its umlauts spelled out where there are any.
struct Question(Vec<String>);

impl Catalogue {
    /// The packs that a question means, at most `limit`, the surest first; none for a question without letters. Slips are
    /// forgiven where nothing else is found.
    pub fn find_cities(&self, question: &str, limit: usize, reader: &Reader) -> Vec<ListingView> {
        let question = Question::of(question);
        let all = || self.listings.values();
        let surely = all().filter_map(|Listing { fact, names }| {
            let (rank, written) = names.rank(&question)?;
            Some((rank, fact, written))
        });
        let mut found: Vec<_> = surely.collect();
        if found.is_empty() {
            found.extend(all().filter_map(|Listing { fact, names }| {
                let (rank, written) = names.slips(&question)?;
                Some((rank, fact, written))
            }));
        }
        let found = self.in_order(found, limit, reader);
        found.into_iter().map(|(_, view)| view).collect()
    }
}

impl Question {
    fn of(text: &str) -> Self {
        let text: String = text.chars().take(MAX_QUESTION).collect();
        let forms = std::iter::once(fold(&text)).chain(fold_spelled_out(&text));
        Self(forms.filter(|form| !form.is_empty()).collect())
    }
}

impl Names {
    pub(super) fn of(fact: &ListingFact) -> Self {
        let mut names: Vec<Name> = Vec::new();
        for written in fact.names.values().chain(fact.aliases.values().flatten()) {
            // Most languages share a name.
            if names.iter().any(|name| name.written == *written) {
                continue;
            }
            for folded in std::iter::once(fold(written)).chain(fold_spelled_out(written)) {
                if !folded.is_empty() && names.iter().all(|name| name.folded != folded) {
                    names.push(Name { folded, written: written.clone() });
                }
            }
        }
        Self(names)
    }

    /// The best that any form of the question reaches without slips, with the name it was found in.
    fn rank(&self, question: &Question) -> Option<(Rank, Option<&str>)> {
        let Question(forms) = question;
        let each = forms.iter().flat_map(|form| {
            self.0.iter().filter_map(|name| Some((name.rank(form)?, Some(name.written.as_str()))))
        });
        // The first of equals: names come before other names.
        let one = each.min_by_key(|(rank, _)| *rank);
        if one.is_some_and(|(rank, _)| rank < Rank::BeginsWords) {
            return one;
        }
        let begins = forms.iter().any(|form| form.contains(' ') && self.begins_words(form));
        if begins { Some((Rank::BeginsWords, None)) } else { one }
    }

    fn begins_words(&self, form: &str) -> bool {
        form.split(' ').all(|word| {
            self.0.iter().flat_map(|name| name.folded.split(' ')).any(|own| own.starts_with(word))
        })
    }

    /// The fewest slips that lie between any form of the question and a name or a word of one.
    fn slips(&self, Question(forms): &Question) -> Option<(Rank, Option<&str>)> {
        let each = forms.iter().filter_map(|form| {
            let asked: Vec<char> = form.chars().collect();
            let most = match asked.len() {
                TWO_SLIPS.. => 2,
                ONE_SLIP.. => 1,
                _ => return None,
            };
            let near = self.0.iter().filter_map(|name| {
                let own = std::iter::once(name.folded.as_str()).chain(name.folded.split(' '));
                let slips = own.filter_map(|own| slips(&asked, own, most)).min()?;
                Some((Rank::Slips(slips), Some(name.written.as_str())))
            });
            near.min_by_key(|(rank, _)| *rank)
        });
        each.min_by_key(|(rank, _)| *rank)
    }
}

impl Name {
    /// The ranks that one name decides, slips left out.
    fn rank(&self, form: &str) -> Option<Rank> {
        fn letters(text: &str) -> impl Iterator<Item = char> {
            text.chars().filter(|c| *c != ' ')
        }
        let name = &self.folded;
        if name == form {
            return Some(Rank::Name);
        }
        if name.starts_with(form) {
            return Some(Rank::BeginsName);
        }
        if letters(name).eq(letters(form)) {
            return Some(Rank::Name);
        }
        if name.len() <= form.len() {
            return None;
        }
        let first = name.find(form)?;
        let begins_word = |at: &usize| {
            at.checked_sub(1).and_then(|before| name.as_bytes().get(before)) == Some(&b' ')
        };
        let later = || name.match_indices(form).map(|(at, _)| at).any(|at| begins_word(&at));
        if begins_word(&first) || later() {
            return Some(Rank::BeginsWord);
        }
        form.chars().nth(MIN_INSIDE - 1).map(|_| Rank::Inside)
    }
}
