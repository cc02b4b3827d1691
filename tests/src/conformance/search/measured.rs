//! What came of questions, as figures: how often the page is among the first, and how long it took.

use std::collections::BTreeMap;
use std::time::Instant;

use companion_cli::phone::Phone;
use companion_core::search::SearchQuestion;
use serde_json::{Value, json};

/// Hits asked for: the first screens of a phone, and the deepest rank that is told.
pub const HITS: u32 = 10;
/// A question is answered when its page is among so many.
pub const FIRST: usize = 5;

/// Questions that are asked before the clock runs: the words of an index are read once, when an app has started.
const WARM: usize = 5;

/// What came of a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answered {
    /// The question's number.
    pub id: u64,
    /// The page's place among the hits, from 1.
    pub rank: Option<usize>,
    /// No hit is a page that could be asked for.
    pub nothing: bool,
    /// How long the answer took, in milliseconds.
    pub ms: f64,
    /// The titles of the first hits.
    pub titles: Vec<String>,
}

/// A question with the page that answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The question's number.
    pub id: u64,
    /// As it was asked.
    pub text: String,
    /// The id of the page in the pack.
    pub page: String,
}

/// Asks a phone each question, one after the other on one thread, warmed up by the first ones.
///
/// A hit is a page where `is_page` says so of its id; other hits keep their places, as a person sees them.
///
/// # Errors
/// When the phone cannot answer.
pub fn ask(
    phone: &Phone,
    questions: &[Asked],
    is_page: &dyn Fn(&str) -> bool,
) -> Result<Vec<Answered>, String> {
    let search = |asked: &Asked| {
        let question =
            SearchQuestion { text: asked.text.clone(), limit: HITS, ..SearchQuestion::default() };
        phone.companion().search(&question).map_err(|e| format!("{:?}: {e}", asked.text))
    };
    for asked in questions.iter().take(WARM) {
        search(asked)?;
    }
    let answer = |asked: &Asked| {
        let begun = now();
        let answer = search(asked)?;
        let ms = begun.elapsed().as_secs_f64() * 1000.0;
        let is_gold = |kind: &str, id: &str| kind == "page" && id == asked.page;
        Ok(Answered {
            id: asked.id,
            rank: answer.hits.iter().position(|h| is_gold(&h.kind, &h.id)).map(|at| at + 1),
            nothing: !answer.hits.iter().any(|h| h.kind == "page" && is_page(&h.id)),
            ms,
            titles: answer.hits.into_iter().take(FIRST).map(|h| h.title).collect(),
        })
    };
    questions.iter().map(answer).collect()
}

/// The figures of some questions, and of each half of them: those with an even and those with an odd number.
pub fn figures(answered: &[Answered]) -> Value {
    let mut all = of(answered);
    let half = |odd: bool| {
        of(&answered.iter().filter(|a| (a.id % 2 == 1) == odd).cloned().collect::<Vec<_>>())
    };
    if let Some(all) = all.as_object_mut() {
        all.insert("halves".into(), json!({"even": half(false), "odd": half(true)}));
    }
    all
}

fn of(answered: &[Answered]) -> Value {
    let share = |n: usize| n as f64 / answered.len().max(1) as f64;
    let within = |first: usize| {
        share(answered.iter().filter(|a| a.rank.is_some_and(|rank| rank <= first)).count())
    };
    let reciprocal: f64 =
        answered.iter().filter_map(|a| a.rank).map(|rank| 1.0 / rank as f64).sum();
    let times: Vec<f64> = answered.iter().map(|a| a.ms).collect();
    json!({
        "questions": answered.len(),
        "no_result": round(share(answered.iter().filter(|a| a.nothing).count())),
        "recall@1": round(within(1)),
        "recall@5": round(within(FIRST)),
        "recall@10": round(within(10)),
        "mrr": round(reciprocal / answered.len().max(1) as f64),
        "p50_ms": round(percentile(&times, 50)),
        "p95_ms": round(percentile(&times, 95)),
    })
}

/// The figures by language.
pub fn by_language(answered: &BTreeMap<String, Vec<Answered>>) -> Value {
    answered.iter().map(|(language, a)| (language.clone(), figures(a))).collect()
}

/// The smallest figure that so many in a hundred do not exceed; 0 of none.
pub fn percentile(figures: &[f64], percent: usize) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// Four digits behind the point.
fn round(figure: f64) -> f64 {
    (figure * 10_000.0).round() / 10_000.0
}

#[expect(clippy::disallowed_methods, reason = "how long an answer takes is the clock's to say")]
fn now() -> Instant {
    Instant::now()
}
