//! `cargo suite`: every test of the workspace behind one command.

use std::process::ExitCode;

use clap::Parser;
use companion_tests::suite::{self, Wishes};

/// Runs all tests that can run on this machine and says plainly which cannot.
///
/// The last line is always `N passed, N failed`.
#[derive(Parser)]
#[command(
    name = "suite",
    after_help = "Exit status: 0 nothing failed, 1 something failed (with \
    --all: or could not run), 2 the call was wrong."
)]
struct Arguments {
    /// Count a part that cannot run here as a failure.
    #[arg(long)]
    all: bool,
    /// Run this part only; may be given several times.
    #[arg(long, value_name = "PART")]
    only: Vec<String>,
    /// Leave this part out; may be given several times.
    #[arg(long, value_name = "PART")]
    skip: Vec<String>,
    /// Name the parts and whether they can run here, and run nothing.
    #[arg(long)]
    list: bool,
    /// Write conformance figures that have risen into tests/conformance.toml.
    #[arg(long)]
    record: bool,
}

fn main() -> ExitCode {
    let Arguments { all, only, skip, list, record } = Arguments::parse();
    suite::main(&Wishes { all, only, skip, list, record })
}
