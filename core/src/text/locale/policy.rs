//! What somebody is given unasked, and what they are asked about first.
//!
//! Above the matcher, which only knows what is near. Rules, in this order: a person's own list always wins; what is not on
//! it is served only when it is the same language to a reader (`near` in `core/data/locale/near.txt`); another script and
//! another people's language are never served for one that was asked for, but offered. Until somebody answers, they see
//! what everybody sees whose language is missing: the text as it was written.

use std::collections::BTreeSet;

use super::distance::{Favor, Maximal, distance};
use super::rows::rows;
use crate::text::LanguageTag;
use crate::text::language::{self, ServedBecause};

/// What is to be done about a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Show it in this language.
    Serve(Served),
    /// Ask which of some languages the person reads; the answer belongs on their own list.
    Ask {
        /// What may be read, best guess first; each of them exists.
        candidates: Vec<Candidate>,
        /// What is shown until they answer.
        meanwhile: Served,
    },
}

/// A language that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The language.
    pub served: LanguageTag,
    /// Why.
    pub because: Because,
}

/// Why a text is shown in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The reader's first language.
    Exact,
    /// The same language and script in another regional or simpler form.
    Variant,
    /// A later language on the reader's own list, or a form of it.
    Fallback,
    /// The written form of a language on the reader's list that bears another name: German for Swiss German.
    Near,
    /// None of the reader's languages; the language the text was written in.
    Source,
    /// Neither; the only or first language it exists in.
    Available,
}

/// A language that somebody may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The language as it exists.
    pub language: LanguageTag,
    /// The language of the reader's list that it is offered for.
    pub wanted: LanguageTag,
    /// How the two are related.
    pub related: Related,
}

/// How a language is related to one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Related {
    /// The same language to a reader, in another script.
    OtherScript,
    /// Another language that many of its readers read as well.
    OftenRead,
}

impl Choice {
    /// What is on the screen now, answered or not.
    pub fn shown(&self) -> &Served {
        match self {
            Self::Serve(served) | Self::Ask { meanwhile: served, .. } => served,
        }
    }
}

impl From<Because> for ServedBecause {
    fn from(because: Because) -> Self {
        match because {
            Because::Exact => Self::Exact,
            Because::Variant | Because::Near => Self::Variant,
            Because::Fallback => Self::Fallback,
            Because::Source => Self::Source,
            Because::Available => Self::Available,
        }
    }
}

impl From<Served> for language::Choice {
    fn from(served: Served) -> Self {
        Self { served: served.served, because: served.because.into() }
    }
}

/// Decides about one text.
///
/// `wanted` is the reader's own list, `available` is in the pack's order of preference, `source` is the language the text
/// was written in. Returns nothing only when nothing is available.
pub fn decide(
    wanted: &[LanguageTag],
    available: &[LanguageTag],
    source: &LanguageTag,
) -> Option<Choice> {
    let (mut there, mut wishes) = (None, Vec::with_capacity(wanted.len()));
    for (place, want) in wanted.iter().enumerate() {
        let later = |because| if place == 0 { because } else { Because::Fallback };
        if available.contains(want) {
            return Some(Choice::Serve(Served {
                served: want.clone(),
                because: later(Because::Exact),
            }));
        }
        let there = there.get_or_insert_with(|| Form::all(available));
        let wish = Form::of(want);
        if let Some(form) = nearest(&wish, there, is_form_of) {
            return Some(form.serve(later(Because::Variant)));
        }
        wishes.push(wish);
    }
    let there = there.unwrap_or_default();
    for wish in &wishes {
        if let Some(form) = nearest(wish, &there, is_near) {
            return Some(form.serve(Because::Near));
        }
    }
    let meanwhile = unread(available, source)?;
    let candidates = candidates(&wishes, &there);
    // A question of which every answer shows the same is none.
    if candidates.iter().all(|candidate| candidate.language == meanwhile.served) {
        return Some(Choice::Serve(meanwhile));
    }
    Some(Choice::Ask { candidates, meanwhile })
}

/// What is shown of a text that exists in none of the reader's languages.
fn unread(available: &[LanguageTag], source: &LanguageTag) -> Option<Served> {
    if available.contains(source) {
        return Some(Served { served: source.clone(), because: Because::Source });
    }
    available.first().map(|a| Served { served: a.clone(), because: Because::Available })
}

/// A language with what is likely about it.
struct Form<'a> {
    tag: &'a LanguageTag,
    maximal: Maximal,
    variants: Vec<String>,
}

impl<'a> Form<'a> {
    fn of(tag: &'a LanguageTag) -> Self {
        let locale = tag.locale();
        let variants = locale.id.variants.iter().map(|variant| variant.to_string()).collect();
        Self { tag, maximal: Maximal::of(&locale), variants }
    }

    fn all(tags: &'a [LanguageTag]) -> Vec<Self> {
        tags.iter().map(Self::of).collect()
    }

    fn serve(&self, because: Because) -> Choice {
        Choice::Serve(Served { served: self.tag.clone(), because })
    }
}

/// The nearest of those that stand in a relation to the wish. Plain forms go before special ones that nobody asked for
/// (`de-AT` before `de-simple` for `de`), near regions before far ones, then the pack's order.
fn nearest<'a, 'b>(
    want: &Form<'_>,
    there: &'b [Form<'a>],
    related: fn(&Maximal, &Maximal) -> bool,
) -> Option<&'b Form<'a>> {
    there.iter().filter(|form| related(&want.maximal, &form.maximal)).min_by_key(|form| {
        let unasked = form.variants.iter().any(|variant| !want.variants.contains(variant));
        let missing = want.variants.iter().filter(|v| !form.variants.contains(v)).count();
        (
            unasked,
            missing,
            distance(&want.maximal, &form.maximal, Favor::Language),
            form.tag.as_str().len(),
        )
    })
}

/// The same language in the same letters.
fn is_form_of(want: &Maximal, there: &Maximal) -> bool {
    want.language() == there.language() && want.script() == there.script()
}

/// Another name, the same language to a reader, in the same letters.
fn is_near(want: &Maximal, there: &Maximal) -> bool {
    rows().near.contains(&(want.language(), there.language())) && want.script() == there.script()
}

/// What may be read, by the order of the reader's list, then of the relations, our own rows first, then by distance, then by
/// the pack's order.
fn candidates(wishes: &[Form<'_>], there: &[Form<'_>]) -> Vec<Candidate> {
    let mut named = BTreeSet::new();
    let mut candidates = Vec::new();
    for wish in wishes {
        let mut found: Vec<_> = there
            .iter()
            .filter_map(|form| {
                let related = relation(&wish.maximal, &form.maximal)?;
                let own = rows().own.contains(&(wish.maximal.language(), form.maximal.language()));
                let far = distance(&wish.maximal, &form.maximal, Favor::Language);
                Some((related, !own, far, form.tag))
            })
            .collect();
        found.sort_by_key(|&(related, foreign, far, _)| (related, foreign, far));
        for (related, _, _, language) in found {
            if named.insert(language) {
                candidates.push(Candidate {
                    language: language.clone(),
                    wanted: wish.tag.clone(),
                    related,
                });
            }
        }
    }
    candidates
}

fn relation(want: &Maximal, there: &Maximal) -> Option<Related> {
    let pair = (want.language(), there.language());
    if pair.0 == pair.1 || rows().near.contains(&pair) {
        Some(Related::OtherScript)
    } else {
        rows().asked.contains(&pair).then_some(Related::OftenRead)
    }
}

#[cfg(test)]
mod tests;
