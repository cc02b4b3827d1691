//! What is asked for, and why something may suit. Where a record says nothing, it is not surely so.

use super::{AgendaQuery, Because};
use crate::packs::format::{EventFact, Point};
use crate::text::LanguageTag;

/// A walk of about twenty minutes.
const NEAR_M: u32 = 1500;

/// By what the record alone says.
pub(super) fn by_record(fact: &EventFact, query: &AgendaQuery, mine: &[LanguageTag]) -> bool {
    let topic = query.topics.is_empty() || fact.topics.iter().any(|t| query.topics.contains(t));
    let free = !query.free || matches!(fact.cost.as_deref(), Some("free" | "donation"));
    let spoken = !query.in_my_languages || shared_language(fact, mine).is_some();
    let children = !query.with_children || fact.children == Some(true);
    topic && free && spoken && children
}

/// By where it is.
pub(super) fn by_place(
    query: &AgendaQuery,
    distance: Option<u32>,
    step_free: Option<&str>,
) -> bool {
    let near = query.within_m.is_none_or(|most| distance.is_some_and(|d| d <= most));
    near && (!query.step_free || step_free == Some("yes"))
}

pub(super) fn distance(query: &AgendaQuery, point: Option<Point>) -> Option<u32> {
    Some(point?.metres_to(query.lat?, query.lon?).round() as u32)
}

/// Reasons, the reader's own mark first.
pub(super) fn because(
    fact: &EventFact,
    query: &AgendaQuery,
    distance: Option<u32>,
    marked: bool,
    mine: &[LanguageTag],
) -> Vec<Because> {
    let mut reasons = Vec::new();
    reasons.extend(marked.then_some(Because::Marked));
    let shared = fact.topics.iter().filter(|t| query.interests.contains(t));
    reasons.extend(shared.map(|topic| Because::SharedTopic { topic: topic.clone() }));
    reasons.extend(distance.filter(|d| *d <= NEAR_M).map(|metres| Because::Near { metres }));
    let language = shared_language(fact, mine).map(ToString::to_string);
    reasons.extend(language.map(|language| Because::YourLanguage { language }));
    reasons
}

/// A language spoken there that the reader reads: what is written differently sounds alike.
fn shared_language<'f>(fact: &'f EventFact, mine: &[LanguageTag]) -> Option<&'f LanguageTag> {
    fact.languages.iter().find(|l| mine.iter().any(|m| m.language() == l.language()))
}
