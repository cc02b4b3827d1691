//! Figures over many answers.

use serde::Serialize;

/// How one question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The place of what was wanted, from 1; nothing where it is not among the first ten.
    pub rank: Option<u32>,
    /// Whether anything was found.
    pub found: bool,
    /// How long the answer took, in microseconds.
    pub micros: u64,
}

/// What many outcomes come to. Shares are between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Default)]
pub struct Figures {
    /// So many were asked.
    pub questions: usize,
    /// Share of those that found nothing at all.
    pub no_result: f64,
    /// Share of those whose page came first.
    #[serde(rename = "recall@1")]
    pub first: f64,
    /// Share of those whose page was among the first five.
    #[serde(rename = "recall@5")]
    pub among_five: f64,
    /// Share of those whose page was among the first ten.
    #[serde(rename = "recall@10")]
    pub among_ten: f64,
    /// Mean of one by the place, of those behind the tenth 0 (mean reciprocal rank).
    pub mrr: f64,
    /// Half of the answers took no longer, in milliseconds.
    pub p50_ms: f64,
    /// Nineteen of twenty answers took no longer, in milliseconds.
    pub p95_ms: f64,
}

/// Measures outcomes; of none all figures are 0.
pub fn measure(outcomes: &[Outcome]) -> Figures {
    let all = float(outcomes.len()).max(1.0);
    let share = |holds: &dyn Fn(&Outcome) -> bool| {
        float(outcomes.iter().filter(|outcome| holds(outcome)).count()) / all
    };
    let within = |most| share(&|outcome| outcome.rank.is_some_and(|rank| rank <= most));
    let places: f64 =
        outcomes.iter().filter_map(|o| o.rank).map(|rank| 1.0 / f64::from(rank)).sum();
    let mut times: Vec<u64> = outcomes.iter().map(|outcome| outcome.micros).collect();
    times.sort_unstable();
    Figures {
        questions: outcomes.len(),
        no_result: share(&|outcome| !outcome.found),
        first: within(1),
        among_five: within(5),
        among_ten: within(10),
        mrr: places / all,
        p50_ms: percentile(&times, 50),
        p95_ms: percentile(&times, 95),
    }
}

/// The smallest of the times that so many in a hundred do not exceed, in milliseconds.
fn percentile(times: &[u64], percent: usize) -> f64 {
    let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
    let micros = times.get(place).copied().unwrap_or_default();
    u32::try_from(micros).map_or(f64::INFINITY, f64::from) / 1000.0
}

fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
