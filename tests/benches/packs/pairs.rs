//! Two ways of doing the same, in turn, each on a fresh folder; the ratio pair by pair.

use std::path::Path;
use std::time::{Duration, Instant};

/// What was measured, in milliseconds and as ratios.
pub struct Pairs {
    ours: Vec<f64>,
    floor: Vec<f64>,
}

/// Prepares (not measured) and runs (measured) both, `rounds` times after one round of warming up. What the work gives is
/// dropped when the clock has stopped.
pub fn pairs<A, B, KeptA, KeptB>(
    rounds: usize,
    ours: impl Fn(&Path) -> A,
    floor: impl Fn(&Path) -> B,
) -> Pairs
where
    A: FnOnce() -> KeptA,
    B: FnOnce() -> KeptB,
{
    let mut measured = Pairs { ours: Vec::new(), floor: Vec::new() };
    for round in 0..=rounds {
        let (ours, floor) = (once(&ours), once(&floor));
        if round > 0 {
            measured.ours.push(millis(ours));
            measured.floor.push(millis(floor));
        }
    }
    measured
}

fn once<Kept, W: FnOnce() -> Kept>(prepare: impl Fn(&Path) -> W) -> Duration {
    let folder = tempfile::tempdir().expect("temporary folder");
    let work = prepare(folder.path());
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let start = Instant::now();
    let kept = work();
    let elapsed = start.elapsed();
    drop(kept);
    elapsed
}

impl Pairs {
    /// Prints the medians and the median ratio beside its bar.
    pub fn tell(&self, what: &str, floor: &str, bar: f64) {
        let ratios: Vec<f64> = self.ours.iter().zip(&self.floor).map(|(a, b)| a / b).collect();
        println!(
            "{what}: {:.2} ms; {floor}: {:.2} ms; ratio {:.2} (from {:.2} to {:.2}; bar {bar})",
            median(&self.ours),
            median(&self.floor),
            median(&ratios),
            ratios.iter().copied().fold(f64::INFINITY, f64::min),
            ratios.iter().copied().fold(0.0, f64::max),
        );
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
