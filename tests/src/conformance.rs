//! Public suites run on the project's own code: every case counted, the first failures shown.
//!
//! Owns counting, the 5 % rule for skips, and the list of suites; what a case is belongs to the suite's module.

pub mod activitypub;
pub mod calendar;
pub mod calendar_parse;
pub mod holidays;
pub mod hsds;
pub mod import_calendar;
pub mod integreat;
pub mod jcal;
pub mod locale;
pub mod opening_hours;
pub mod rrule;
pub mod search;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value};

/// Failing cases that are kept to be shown.
pub const SHOWN: usize = 20;
/// Of a hundred cases, how many may be skipped before skips count as failures.
const SKIPS_ALLOWED: usize = 5;

/// A suite: its name and what runs it on files or folders.
pub type Suite = (&'static str, fn(&[PathBuf]) -> Result<Tally, String>);

/// All suites.
pub const SUITES: [Suite; 17] = [
    ("calendar", calendar::run),
    ("calendar-parse", calendar_parse::run),
    ("canonicalization", locale::run_canonicalization),
    ("holidays", holidays::run),
    ("import-activitypub", activitypub::run),
    ("import-calendar", import_calendar::run),
    ("import-hsds", hsds::run),
    ("import-integreat", integreat::run),
    ("jcal", jcal::run),
    ("likely-subtags", locale::run_likely),
    ("locale-matcher", locale::run_matcher),
    ("opening-hours", opening_hours::run),
    ("opening-hours-reject", opening_hours::run_reject),
    ("rrule", rrule::run),
    ("search", search::run),
    ("search-cross", search::run_cross),
    ("search-texts", search::run_texts),
];

/// What came out of a suite.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
    skipped: BTreeMap<String, usize>,
    failures: Vec<Failed>,
    /// What the suite measures beside passing and failing.
    pub measures: Map<String, Value>,
}

/// A case that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// What was given.
    pub input: String,
    /// What should have come out.
    pub expected: String,
    /// What came out.
    pub got: String,
}

impl Tally {
    /// Counts a case that held.
    pub fn pass(&mut self) {
        self.passed += 1;
    }

    /// Counts a case that did not hold.
    pub fn fail(
        &mut self,
        input: impl Into<String>,
        expected: impl Into<String>,
        got: impl Into<String>,
    ) {
        self.failed += 1;
        if self.failures.len() < SHOWN {
            let (input, expected, got) = (input.into(), expected.into(), got.into());
            self.failures.push(Failed { input, expected, got });
        }
    }

    /// Counts a case that was not tried, with the reason.
    pub fn skip(&mut self, reason: impl Into<String>) {
        *self.skipped.entry(reason.into()).or_default() += 1;
    }

    /// All cases.
    pub fn total(&self) -> usize {
        self.passed + self.failed + self.skipped.values().sum::<usize>()
    }

    /// Cases that held.
    pub fn passed(&self) -> usize {
        self.passed
    }

    /// Skipped cases, as far as they are allowed.
    pub fn skipped(&self) -> usize {
        let skipped: usize = self.skipped.values().sum();
        skipped.min(self.total() * SKIPS_ALLOWED / 100)
    }

    /// Cases that did not hold, and skips past what is allowed.
    pub fn failed(&self) -> usize {
        self.total() - self.passed - self.skipped()
    }

    /// The first failing cases.
    pub fn failures(&self) -> &[Failed] {
        &self.failures
    }

    /// Reasons for skipping, each with its number of cases.
    pub fn skip_reasons(&self) -> &BTreeMap<String, usize> {
        &self.skipped
    }

    /// The last line for people.
    pub fn summary(&self, suite: &str) -> String {
        let (passed, failed, skipped) = (self.passed, self.failed(), self.skipped());
        format!("{suite}: {passed} passed, {failed} failed, {skipped} skipped of {}", self.total())
    }

    /// The last line for machines.
    pub fn to_json(&self, suite: &str) -> Value {
        let mut all = self.measures.clone();
        all.insert("suite".into(), suite.into());
        all.insert("passed".into(), self.passed.into());
        all.insert("failed".into(), self.failed().into());
        all.insert("skipped".into(), self.skipped().into());
        all.insert("total".into(), self.total().into());
        Value::Object(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_past_five_in_a_hundred_are_failures() {
        let mut tally = Tally::default();
        (0..95).for_each(|_| tally.pass());
        (0..5).for_each(|_| tally.skip("no oracle"));
        assert_eq!((tally.failed(), tally.skipped()), (0, 5));
        tally.skip("no oracle");
        assert_eq!(tally.summary("s"), "s: 95 passed, 1 failed, 5 skipped of 101");
    }
}
