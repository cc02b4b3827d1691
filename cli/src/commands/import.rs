//! `welcome import …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use companion_core::packs::format::Level;
use serde::Serialize;

use super::Failure;
use crate::import::integreat::{self, Options};
use crate::import::{ImportReport, folder};
use crate::output::Output;

/// Problems shown to people; `--json` gives all.
const SHOWN: usize = 40;

/// Import.
#[derive(Subcommand)]
pub enum ImportCommand {
    /// From Integreat: the answers of /api/v3/REGION/LANGUAGE/pages/, one file per language.
    Integreat(IntegreatArgs),
}

/// What an import from Integreat is told.
#[derive(Args)]
pub struct IntegreatArgs {
    /// Answers of one region, in any number of languages.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The folder to write; made if it is not there.
    #[arg(long)]
    to: PathBuf,
    /// Replace the pages and pack.toml of a pack that is there already.
    #[arg(long)]
    replace: bool,
    /// Id of the pack [default: the region's slug].
    #[arg(long)]
    id: Option<String>,
    /// What the pack speaks for.
    #[arg(long, value_enum, default_value_t = LevelArg::City)]
    level: LevelArg,
    /// Its name in the source language [default: the region's slug].
    #[arg(long)]
    name: Option<String>,
    /// IANA time zone.
    #[arg(long, default_value = "Europe/Berlin")]
    zone: String,
    /// ISO 3166-1 code.
    #[arg(long, default_value = "DE")]
    country: String,
    /// SPDX identifier of the texts' licence.
    #[arg(long, default_value = "CC-BY-4.0")]
    licence: String,
    /// Who publishes the pack [default: Integreat, region SLUG].
    #[arg(long)]
    publisher: Option<String>,
    /// The language texts are first written in [default: de, or that of the first file].
    #[arg(long)]
    source_language: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArg {
    City,
    Region,
    Country,
}

/// Runs `welcome import …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: ImportCommand, output: Output) -> Result<(), Failure> {
    match command {
        ImportCommand::Integreat(args) => import_integreat(args, output),
    }
}

fn import_integreat(args: IntegreatArgs, output: Output) -> Result<(), Failure> {
    let options = Options {
        id: args.id,
        level: match args.level {
            LevelArg::City => Level::City,
            LevelArg::Region => Level::Region,
            LevelArg::Country => Level::Country,
        },
        name: args.name,
        zone: args.zone,
        country: args.country,
        licence: args.licence,
        publisher: args.publisher,
        source_language: args.source_language,
    };
    let failed = |e: crate::import::ImportError| Failure::new(e.to_string());
    let bar = output.progress("importing files", args.files.len() as u64);
    let imported = integreat::import(&args.files, &options, &mut |step| match step {
        integreat::Step::FileRead => bar.inc(1),
        integreat::Step::Writing { texts } => {
            bar.set_message("converting texts");
            bar.set_position(0);
            bar.set_length(texts);
        }
        integreat::Step::TextDone => bar.inc(1),
    });
    bar.finish_and_clear();
    let (files, report) = imported.map_err(failed)?;
    folder::write(&files, &args.to, args.replace).map_err(failed)?;
    tell(&report, &args.to, output);
    Ok(())
}

fn tell(report: &ImportReport, folder: &std::path::Path, output: Output) {
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
