//! What a run prints about itself: headings, times, what is missing and the count.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use super::part::{Missing, PARTS, Part, Tally};
use super::place::Place;

/// A line of the suite's own output.
pub fn say(line: &str) {
    // A closed pipe is the reader's choice.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The parts, and what each lacks here.
pub fn list(place: &Place) {
    for part in PARTS {
        say(&format!("{:13} {}", part.name, part.about));
        if let Some(missing) = (part.missing)(place) {
            say(&format!("{:13} cannot run here: {}", "", missing.what));
            say(&format!("{:13} to get it: {}", "", missing.remedy));
        }
    }
}

/// The course of a run.
#[derive(Default)]
pub struct Report {
    total: Tally,
    failed: Vec<&'static str>,
    missing: Vec<(&'static str, Missing)>,
    all: bool,
    began: Option<Instant>,
}

impl Report {
    /// A part that cannot run here; with `all` it counts as a failure.
    pub fn missing(&mut self, part: &Part, missing: Missing, all: bool) {
        self.missing.push((part.name, missing));
        if all {
            self.all = true;
            self.total.failed += 1;
            self.failed.push(part.name);
        }
    }

    /// The heading of a part.
    pub fn begin(&mut self, part: &Part) {
        say(&format!("\n== {}: {}", part.name, part.about));
        self.began = Some(now());
    }

    /// The end of a part, with its count and time.
    pub fn end(&mut self, part: &'static Part, tally: Tally) {
        let seconds = self.began.take().map_or(0.0, |began| began.elapsed().as_secs_f64());
        let Tally { passed, failed } = tally;
        say(&format!("-- {}: {passed} passed, {failed} failed in {seconds:.1} s", part.name));
        self.total = self.total.and(tally);
        if failed > 0 {
            self.failed.push(part.name);
        }
    }

    /// What is missing, what failed, and the count as the very last line.
    pub fn finish(self) -> ExitCode {
        say("");
        for (name, Missing { what, remedy }) in &self.missing {
            say(&format!("The part {name:?} was not run: {what}\n    to get it: {remedy}"));
        }
        if !self.missing.is_empty() && !self.all {
            say("Everything else was run; --all counts parts that cannot run as failures.");
        }
        if !self.failed.is_empty() {
            say(&format!("Failed: {}", self.failed.join(", ")));
        }
        let Tally { passed, failed } = self.total;
        say(&format!("{passed} passed, {failed} failed"));
        if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a part took is the clock's to say")]
fn now() -> Instant {
    Instant::now()
}
