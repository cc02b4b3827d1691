//! The part that holds this workspace's code against public conformance suites.

use serde::Deserialize;

use super::floors::{self, Floor};
use super::part::{Missing, Tally, Trouble};
use super::place::Place;
use super::process::{cargo, run};
use super::report::say;

/// The last line of the conformance runner with `--json`.
#[derive(Debug, Deserialize)]
struct Figures {
    passed: u64,
    failed: u64,
    skipped: u64,
    total: u64,
}

/// What the part lacks: the data, or a runner.
pub fn missing(place: &Place) -> Option<Missing> {
    if !place.root.join("tests/src/bin/conformance.rs").is_file() {
        let what = "this revision has no conformance runner (tests/src/bin/conformance.rs).";
        return Some(Missing::new(what, "nothing to install; it comes with a later revision"));
    }
    (!place.data.is_dir()).then(|| {
        Missing::new(
            format!("there is no public data in {}.", place.data.display()),
            "COMPANION_DATA=<folder with cities/, events/, l10n/> cargo suite",
        )
    })
}

/// Every suite of `tests/conformance.toml`.
///
/// # Errors
/// When the floors cannot be read.
pub fn run_suites(place: &Place) -> Result<Tally, Trouble> {
    let mut tally = Tally::default();
    for (name, floor) in floors::read(place)? {
        tally = tally.and(one(place, &name, &floor)?);
    }
    Ok(tally)
}

/// Cases below the floor have failed; cases that never passed are said and not counted.
fn one(place: &Place, suite: &str, floor: &Floor) -> Result<Tally, Trouble> {
    say(&format!("  {suite}"));
    let arguments = ["run", "-q", "-p", "companion-tests", "--bin", "conformance", "--", suite];
    let mut command = cargo(&place.root, &arguments);
    command.args(floors::files(&place.data, &floor.paths)?).arg("--json");
    let ran = run(&mut command)?;
    let last = ran.lines.iter().rev().find(|line| line.starts_with('{'));
    let Some(figures) = last.and_then(|line| serde_json::from_str::<Figures>(line).ok()) else {
        say(&format!("  {suite}: the runner gave no figures"));
        return Ok(Tally { passed: 0, failed: floor.passed.max(1) });
    };
    let Figures { passed, failed, skipped, total } = figures;
    say(&format!(
        "  {suite}: {passed} of {total} passed, {failed} never did, {skipped} left out; floor {}",
        floor.passed
    ));
    if passed > floor.passed {
        if place.record {
            floors::raise(place, suite, passed)?;
            say(&format!("  {suite}: the floor is {passed} from now on"));
        } else {
            say(&format!("  {suite}: risen; --record makes {passed} the floor"));
        }
    }
    Ok(Tally { passed, failed: floor.passed.saturating_sub(passed) })
}
