//! `welcome import …`
//!
//! Owns what all imports are told and tell; a file for each system.

mod integreat;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::Failure;
use crate::import::ImportReport;
use crate::output::Output;

/// Problems shown to people; `--json` gives all.
const SHOWN: usize = 40;

/// Import.
#[derive(Subcommand)]
pub enum ImportCommand {
    /// From Integreat: the answers of /api/v3/REGION/LANGUAGE/pages/, one file per language.
    Integreat(integreat::IntegreatArgs),
}

/// Where an import goes.
#[derive(Args)]
pub struct Target {
    /// The folder to write; made if it is not there.
    #[arg(long)]
    to: PathBuf,
    /// Replace the pages and pack.toml of a pack that is there already.
    #[arg(long)]
    replace: bool,
}

/// Runs `welcome import …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: ImportCommand, output: Output) -> Result<(), Failure> {
    match command {
        ImportCommand::Integreat(args) => integreat::run(args, output),
    }
}

fn tell(report: &ImportReport, folder: &Path, output: Output) {
    #[derive(Serialize)]
    struct Told<'a> {
        folder: String,
        #[serde(flatten)]
        report: &'a ImportReport,
    }
    output.value(&Told { folder: folder.display().to_string(), report });
    for problem in report.problems.iter().take(SHOWN) {
        output.line(problem.to_string());
    }
    if report.problems.len() > SHOWN {
        output.line(format!("… and {} more; --json names all", report.problems.len() - SHOWN));
    }
    let languages: Vec<String> =
        report.languages.iter().map(|(tag, texts)| format!("{tag} {texts}")).collect();
    let html = &report.html;
    output.line(format!("{}: {} pages ({})", report.pack, report.pages, languages.join(", ")));
    output.line(format!(
        "{} blocks, {} links ({} to pages of the pack, {} left out), {} pictures ({} small icons left out)",
        report.blocks,
        html.links,
        html.page_links,
        html.links_refused + html.links_blank,
        html.pictures,
        html.icons_left_out
    ));
    for (field, texts) in &report.fields_left_out {
        output.line(format!("no place for {field}: {texts} texts have it"));
    }
    output.line(format!("written to {}", folder.display()));
}
