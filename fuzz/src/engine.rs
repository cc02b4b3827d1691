//! Many inputs one after the other. What a panic leaves is kept; what ends the process is [`crate::watch`]'s.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use chrono::{DateTime, Utc};
use companion_core::adapters::SystemClock;
use companion_core::ports::Clock as _;

use crate::mutate::mutate;
use crate::random::Random;
use crate::{Target, minimise};

/// No more than this many different failures are collected.
const MAX_FAILURES: usize = 8;

/// Which inputs.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Number of the first.
    pub from: u64,
    /// How many.
    pub runs: u64,
    /// End after so many seconds all the same.
    pub seconds: Option<u64>,
    /// What they are made from, beside the corpus.
    pub seed: u64,
}

/// A panic.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Where the panic arose, `file:line`.
    pub place: String,
    /// What it said.
    pub message: String,
    /// The input, made as short as it could be.
    pub input: Vec<u8>,
    /// Number of the input it was made from.
    pub number: u64,
}

/// What came of a plan.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Inputs that were run.
    pub runs: u64,
    /// Milliseconds all took.
    pub millis: i64,
    /// Milliseconds of the slowest.
    pub slowest_millis: i64,
    /// The slowest.
    pub slowest: Vec<u8>,
    /// One for each place.
    pub failures: Vec<Failure>,
}

/// The moment, as the system tells it.
pub fn moment() -> DateTime<Utc> {
    SystemClock.now()
}

/// The input of a number.
pub fn input(target: &Target, corpus: &[Vec<u8>], seed: u64, number: u64) -> Vec<u8> {
    mutate(corpus, target.words, &mut Random::of(seed, number))
}

/// Runs a plan; `before` hears the number and the input of each run.
pub fn run(
    target: &Target,
    corpus: &[Vec<u8>],
    plan: Plan,
    before: &mut dyn FnMut(u64, &[u8]),
) -> Outcome {
    let mut outcome = Outcome::default();
    let begun = moment();
    let mut last = begun;
    for number in plan.from..plan.from.saturating_add(plan.runs) {
        let bytes = input(target, corpus, plan.seed, number);
        before(number, &bytes);
        let failed = fails(target, &bytes);
        let now = moment();
        let millis = (now - last).num_milliseconds();
        last = now;
        outcome.runs += 1;
        if millis > outcome.slowest_millis {
            (outcome.slowest_millis, outcome.slowest) = (millis, bytes.clone());
        }
        if let Some((place, message)) = failed
            && !outcome.failures.iter().any(|f| f.place == place)
        {
            let input = minimise::minimise(target, &bytes, &place);
            outcome.failures.push(Failure { place, message, input, number });
            last = moment();
        }
        let late = plan.seconds.is_some_and(|s| (now - begun).num_seconds().unsigned_abs() >= s);
        if late || outcome.failures.len() >= MAX_FAILURES {
            break;
        }
    }
    outcome.millis = (moment() - begun).num_milliseconds();
    outcome
}

/// Place and message of the panic that an input causes.
pub fn fails(target: &Target, bytes: &[u8]) -> Option<(String, String)> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !RUNNING.with_borrow(|running| *running) {
                before(info);
                return;
            }
            let place = info.location().map(|l| format!("{}:{}", l.file(), l.line()));
            let said = info.payload();
            let message = said
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| said.downcast_ref::<&str>().map(|s| (*s).to_owned()));
            let told = (place.unwrap_or_default(), message.unwrap_or_default());
            PANIC.with_borrow_mut(|panic| *panic = Some(told));
        }));
    });
    RUNNING.with_borrow_mut(|running| *running = true);
    let ended = catch_unwind(AssertUnwindSafe(|| (target.run)(bytes)));
    RUNNING.with_borrow_mut(|running| *running = false);
    let told = PANIC.take();
    ended.is_err().then(|| told.unwrap_or_default())
}

thread_local! {
    static RUNNING: RefCell<bool> = const { RefCell::new(false) };
    static PANIC: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragile(bytes: &[u8]) {
        assert!(!bytes.windows(2).any(|w| w == b"!!"), "two marks");
    }

    #[test]
    fn a_panic_is_found_named_and_made_short() {
        let target = Target { name: "fragile", run: fragile, words: &["!"] };
        let corpus = [b"a long text! and more of it".to_vec()];
        let plan = Plan { from: 0, runs: 20_000, seconds: None, seed: 1 };
        let outcome = run(&target, &corpus, plan, &mut |_, _| ());
        let failure = outcome.failures.first().unwrap();
        assert_eq!(
            (failure.input.as_slice(), failure.message.as_str()),
            (b"!!".as_slice(), "two marks")
        );
        assert!(failure.place.contains("engine.rs:"));
        assert_eq!(
            fails(&target, &input(&target, &corpus, 1, failure.number)).unwrap().0,
            failure.place
        );
    }
}
