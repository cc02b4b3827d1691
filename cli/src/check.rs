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
use companion_core::text::LanguageTag;

pub(crate) use self::script::is_address;
use crate::lock::Lock;
use crate::problem::Problem;
use crate::source::Source;
use crate::source::entries::Value;
use crate::source::place::{At, Log};

/// All warnings. `lock` is the one that [`crate::lock::update`] made of this source; `today` tells what has passed.
pub fn check(source: &Source, lock: &Lock, today: NaiveDate) -> Vec<Problem> {
    let mut log = Log::default();
    coverage::check(source, &mut log);
    facts::check(source, today, &mut log);
    pages::check(source, lock, &mut log);
    texts::check(source, lock, &mut log);
    log.into_sorted()
}

/// Warnings about a translation beside the text that it was made from.
pub(crate) fn compare(
    languages: (&LanguageTag, &LanguageTag),
    source: Value<'_>,
    text: Value<'_>,
    at: &At,
    log: &mut Log,
) {
    let pair = compare::Pair::new(languages.0, languages.1);
    match (source, text) {
        (Value::Plain(a), Value::Plain(b)) => pair.texts(a, b, at, log),
        (Value::Blocks(a), Value::Blocks(b)) => {
            a.iter().zip(b).for_each(|(a, b)| pair.block(a, b, at, log));
        }
        _ => {}
    }
}
