//! `welcome import …`
//!
//! Owns what all imports tell; a file for each system. Where they go, and what is asked before anything is written, is
//! `target`'s.

mod csv;
mod hsds;
mod integreat;
mod target;

use std::path::PathBuf;

use clap::Subcommand;

pub(super) use self::target::{Target, agreed, can_ask, finish, nobody, show};
use super::Failure;
use crate::import::ImportReport;
use crate::output::Output;
use crate::problem::Problem;

/// Problems shown to people; `--json` gives all.
const SHOWN: usize = 40;

/// Import.
#[derive(Subcommand)]
pub enum ImportCommand {
    /// From Integreat: answers of /api/v3/REGION/LANGUAGE/, such as pages/, locations/ and events/, and of regions/.
    Integreat(Box<integreat::IntegreatArgs>),
    /// From a spreadsheet: a list of clubs, doctors, advice centres, saved as CSV.
    Csv(Box<csv::CsvArgs>),
    /// From Open Referral: the Human Services Data Specification as JSON or CSV, or Ohana's CSV.
    Hsds(Box<hsds::HsdsArgs>),
    /// Complete an import that was interrupted while it wrote.
    #[command(
        after_help = "Imports do this by themselves before they begin. `pack check` and `publish` refuse a \
        folder in which an import was interrupted."
    )]
    Finish {
        /// The pack's source folder.
        folder: PathBuf,
    },
}

/// Runs `welcome import …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: ImportCommand, output: Output) -> Result<(), Failure> {
    match command {
        ImportCommand::Integreat(args) => integreat::run(*args, output),
        ImportCommand::Csv(args) => csv::run(*args, output),
        ImportCommand::Hsds(args) => hsds::run(*args, output),
        ImportCommand::Finish { folder } => {
            if !finish(&folder, output)? {
                output.line(format!("{}: no import was interrupted here", folder.display()));
            }
            Ok(())
        }
    }
}

pub(super) fn tell(report: &ImportReport, output: Output) {
    output.value(report);
    tell_problems(&report.problems, output);
    let languages: Vec<String> =
        report.languages.iter().map(|(tag, texts)| format!("{tag} {texts}")).collect();
    let html = &report.html;
    output.line(format!(
        "{}: {} pages, {} places, {} services, {} topics, {} events (texts: {})",
        report.pack,
        report.pages,
        report.places,
        report.services,
        report.topics,
        report.events,
        languages.join(", ")
    ));
    let others: Vec<&str> =
        report.regions.iter().filter(|r| !r.own).map(|r| r.name.as_str()).collect();
    if !others.is_empty() {
        output.line(format!("regions of other packs, not imported: {}", others.join(", ")));
    }
    output.line(format!(
        "{} blocks, {} links ({} to pages of the pack, {} left out), {} pictures ({} small icons left out)",
        report.blocks,
        html.links,
        html.page_links,
        html.links_refused + html.links_blank,
        html.pictures,
        html.icons_left_out
    ));
    for (field, count) in &report.fields_left_out {
        output.line(format!("no place for {field}: left out {count} times"));
    }
}

pub(super) fn tell_problems(problems: &[Problem], output: Output) {
    for problem in problems.iter().take(SHOWN) {
        output.line(problem.to_string());
    }
    if problems.len() > SHOWN {
        output.line(format!("… and {} more; --json names all", problems.len() - SHOWN));
    }
}
