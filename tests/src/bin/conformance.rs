//! `conformance SUITE PATH [MORE PATHS] [--json]`: one public suite on the project's own code.
//!
//! Exit status: 0 nothing failed, 1 something failed, 2 the call was wrong.

use std::io::{Write as _, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use companion_tests::conformance::{SUITES, Tally};

/// Runs a public suite on the project's own code.
#[derive(Parser)]
#[command(name = "conformance")]
struct Cli {
    /// Which suite; without a known name, all are listed.
    suite: String,
    /// Its files or folders.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The last line is a JSON object.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let Some((name, run)) = SUITES.iter().find(|(name, _)| *name == cli.suite) else {
        let names: Vec<&str> = SUITES.iter().map(|(name, _)| *name).collect();
        let _ = writeln!(stderr(), "no suite {:?}; there are: {}", cli.suite, names.join(", "));
        return ExitCode::from(2);
    };
    match run(&cli.paths) {
        Ok(tally) => tell(name, &tally, cli.json),
        Err(message) => {
            let _ = writeln!(stderr(), "conformance: {message}");
            ExitCode::from(2)
        }
    }
}

fn tell(suite: &str, tally: &Tally, json: bool) -> ExitCode {
    let mut out = stdout();
    for failed in tally.failures() {
        let _ = writeln!(out, "FAILED  {}", failed.input);
        let _ = writeln!(out, "  expected  {}", failed.expected);
        let _ = writeln!(out, "  got       {}", failed.got);
    }
    for (reason, cases) in tally.skip_reasons() {
        let _ = writeln!(out, "skipped {cases}: {reason}");
    }
    let _ = if json {
        writeln!(out, "{}", tally.to_json(suite))
    } else {
        let measures = tally.measures.iter().try_for_each(|(k, v)| writeln!(out, "{k}: {v}"));
        measures.and_then(|()| writeln!(out, "{}", tally.summary(suite)))
    };
    if tally.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
