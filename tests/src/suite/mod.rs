//! The one test command: parts run one after the other, and one count at the end.
//!
//! | file | owns |
//! |---|---|
//! | [`part`] | what a part is, and the list of parts |
//! | [`place`] | where the workspace, the tools and the data lie |
//! | [`process`] | running a program with live output |
//! | [`counts`] | reading the counts other tools print |
//! | [`rust`] | formatting, lints, Rust tests |
//! | [`bindings`] | the library, the generated sources and the stories in Python, Kotlin and Swift |
//! | [`kotlin`] | compiling Kotlin, once for what did not change |
//! | [`swift`] | compiling and running Swift in a Debian of its own |
//! | [`city`] | a published and served sample city |
//! | [`mobile`] | the shipped library, type-checked for phones |
//! | [`line`](mod@line) | the line between a story and its server, that stalls and is cut on request |
//! | [`tuf`] | the published metadata, read by the reference client |
//! | [`data`] | public conformance suites against their recorded floors |
//! | [`floors`] | `tests/conformance.toml` |
//! | [`architecture`] | rules of the design that the sources themselves can prove |
//! | [`arrows`] | which module of core may name which |
//! | [`source`] | code, comments and literals of a Rust file, told apart |
//! | [`copied`] | that no fixture was copied from the public data |

pub mod architecture;
pub mod arrows;
pub mod bindings;
pub mod city;
pub mod copied;
pub mod counts;
pub mod data;
pub mod floors;
pub mod kotlin;
pub mod line;
pub mod mobile;
pub mod part;
pub mod place;
pub mod process;
pub mod report;
pub mod rust;
pub mod source;
pub mod swift;
pub mod tuf;

use std::process::ExitCode;

use part::{PARTS, Part, Tally};
use place::Place;
use report::Report;

/// What the caller asked of a run.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// A part that cannot run here is a failure.
    pub all: bool,
    /// Names of the only parts to run; empty for every part.
    pub only: Vec<String>,
    /// Names of parts to leave out.
    pub skip: Vec<String>,
    /// Name the parts and stop.
    pub list: bool,
    /// Write conformance figures that have risen.
    pub record: bool,
}

/// Runs what is wished and prints the count as the last line.
pub fn main(wishes: &Wishes) -> ExitCode {
    if let Some(name) =
        wishes.only.iter().chain(&wishes.skip).find(|name| Part::find(name).is_none())
    {
        report::say(&format!("There is no part {name:?}. The parts are: {}.", Part::names()));
        return ExitCode::from(2);
    }
    let place = match Place::find(wishes.record) {
        Ok(place) => place,
        Err(trouble) => {
            report::say(&trouble.0);
            return ExitCode::from(2);
        }
    };
    if wishes.list {
        report::list(&place);
        return ExitCode::SUCCESS;
    }
    run(wishes, &place)
}

fn run(wishes: &Wishes, place: &Place) -> ExitCode {
    let wished = |part: &Part| {
        (wishes.only.is_empty() || wishes.only.iter().any(|name| name == part.name))
            && !wishes.skip.iter().any(|name| name == part.name)
    };
    let mut report = Report::default();
    for part in PARTS.iter().filter(|part| wished(part)) {
        if let Some(missing) = (part.missing)(place) {
            report.missing(part, missing, wishes.all);
            continue;
        }
        report.begin(part);
        let tally = (part.run)(place).unwrap_or_else(|trouble| {
            report::say(&trouble.0);
            Tally { passed: 0, failed: 1 }
        });
        report.end(part, tally);
    }
    report.finish()
}
