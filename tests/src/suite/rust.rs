//! The parts that need a Rust toolchain only: formatting, lints, tests and examples.

use std::process::Stdio;

use super::counts;
use super::part::{Missing, Tally, Trouble};
use super::place::Place;
use super::process::{cargo, program, run};
use super::report::say;

/// Every crate formatted as `rustfmt.toml` says.
///
/// # Errors
/// When `cargo` does not start.
pub fn format(place: &Place) -> Result<Tally, Trouble> {
    Ok(Tally::one(run(&mut cargo(&place.root, &["fmt", "--all", "--check"]))?.well))
}

/// Clippy over every target; a warning is a failure.
///
/// # Errors
/// When `cargo` does not start.
pub fn lint(place: &Place) -> Result<Tally, Trouble> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    Ok(Tally::one(run(&mut cargo(&place.root, &arguments))?.well))
}

/// All Rust tests, through nextest where it is installed, and the examples in the documentation.
///
/// # Errors
/// When `cargo` does not start.
pub fn test(place: &Place) -> Result<Tally, Trouble> {
    let tests = if answers(place, "nextest") {
        let ran =
            run(&mut cargo(&place.root, &["nextest", "run", "--workspace", "--no-fail-fast"]))?;
        at_least_one(counts::nextest(&ran.lines), ran.well)
    } else {
        say("cargo-nextest is not installed; cargo test runs the same tests.");
        let arguments = ["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"];
        let ran = run(&mut cargo(&place.root, &arguments))?;
        at_least_one(counts::libtest(&ran.lines), ran.well)
    };
    let ran = run(&mut cargo(&place.root, &["test", "--workspace", "--doc", "--no-fail-fast"]))?;
    Ok(tests.and(at_least_one(counts::libtest(&ran.lines), ran.well)))
}

/// The stories of kills and full disks that meet single calls of the app, which the others leave out.
///
/// # Errors
/// When `cargo` does not start.
pub fn crashes(place: &Place) -> Result<Tally, Trouble> {
    let package = ["test", "-p", "companion-tests", "--test", "killed_at_every_call"];
    let ran = run(cargo(&place.root, &package).args(["--", "--ignored"]))?;
    Ok(at_least_one(counts::libtest(&ran.lines), ran.well))
}

/// What [`crashes`] lacks: strace, and the right to trace.
pub fn no_strace(place: &Place) -> Option<Missing> {
    let mut strace = program("strace", &place.root);
    let traces = strace.args(["-qq", "-o", "/dev/null", "true"]).output();
    (!traces.is_ok_and(|output| output.status.success())).then(|| {
        let what = "strace is not here, or may not trace (Linux only).";
        Missing::new(what, "bash .ci/setup")
    })
}

/// What [`format`] lacks.
pub fn no_rustfmt(place: &Place) -> Option<Missing> {
    component(place, "fmt", "rustfmt")
}

/// What [`lint`] lacks.
pub fn no_clippy(place: &Place) -> Option<Missing> {
    component(place, "clippy", "clippy")
}

fn component(place: &Place, command: &str, name: &str) -> Option<Missing> {
    (!answers(place, command)).then(|| {
        Missing::new(format!("{name} is not installed."), format!("rustup component add {name}"))
    })
}

fn answers(place: &Place, command: &str) -> bool {
    cargo(&place.root, &[command, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A run that ended badly without a failing test, because it did not compile, failed once.
fn at_least_one(tally: Tally, well: bool) -> Tally {
    if !well && tally.failed == 0 { Tally { failed: 1, ..tally } } else { tally }
}
