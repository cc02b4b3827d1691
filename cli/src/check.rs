//! What an editor should know before publishing: warnings over a source that could be read.
//!
//! Owns warnings only; what forbids building is reported where it is read. A warning has to be worth an editor's time:
//! where two languages may well differ, nothing is said.

mod compare;
mod coverage;
mod facts;
mod markup;
mod numbers;
mod pages;
mod script;
#[cfg(test)]
mod tests;
mod texts;

use chrono::NaiveDate;

use crate::lock::Lock;
use crate::problem::Problem;
use crate::source::Source;
use crate::source::place::Log;

/// All warnings. `lock` is the one that [`crate::lock::update`] made of this source; `today` tells what has passed.
pub fn check(source: &Source, lock: &Lock, today: NaiveDate) -> Vec<Problem> {
    let mut log = Log::default();
    coverage::check(source, &mut log);
    facts::check(source, today, &mut log);
    pages::check(source, lock, &mut log);
    texts::check(source, lock, &mut log);
    log.into_sorted()
}
