//! The demo: from a city's files to a phone that reads on without any network, with what each step costs.
//!
//! Everything is real: the publisher, HTTP on loopback, the phone's core in an empty folder. A step that does not hold
//! ends the demo with exit status 1.

mod feeds;
mod listed;
mod stage;
mod steps;

use std::path::Path;

use serde::Serialize;

use crate::commands::Failure;
use crate::output::Output;

pub use stage::Stage;

/// What one step cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// What was done.
    pub step: &'static str,
    /// Requests on the network.
    pub requests: u64,
    /// Bytes of bodies on the network.
    pub bytes: u64,
    /// Milliseconds.
    pub millis: u64,
}

/// Plays the whole demo from the sample packs in `fixtures`, in folders of its own that are removed at the end.
///
/// # Errors
/// The first step that did not hold, in plain words.
pub fn play(fixtures: &Path, language: &str, output: Output) -> Result<Vec<Cost>, Failure> {
    let mut stage = Stage::set(fixtures, language, output)?;
    let mut costs = Vec::new();
    for (name, step) in steps::ALL {
        output.line(format!("\n== {name}"));
        let cost = stage.measure(name, step)?;
        output.line(format!(
            "   -- {} requests, {} bytes, {} ms",
            cost.requests, cost.bytes, cost.millis
        ));
        output.value(&cost);
        costs.push(cost);
    }
    table(&costs, output);
    Ok(costs)
}

fn table(costs: &[Cost], output: Output) {
    output.line("\nWhat each step cost\n");
    output.line(format!("{:58} {:>8} {:>9} {:>7}", "step", "requests", "bytes", "ms"));
    for c in costs {
        output.line(format!("{:58} {:>8} {:>9} {:>7}", c.step, c.requests, c.bytes, c.millis));
    }
}
