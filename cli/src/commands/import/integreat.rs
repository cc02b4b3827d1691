//! `welcome import integreat …`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use companion_core::packs::format::Level;

use super::{Target, tell};
use crate::commands::Failure;
use crate::import::ImportError;
use crate::import::again::{self, Incoming};
use crate::import::integreat::{self, Options};
use crate::output::Output;

/// What an import from Integreat is told.
#[derive(Args)]
pub struct IntegreatArgs {
    /// Answers of one region, of any kind and in any number of languages.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
    /// Id of the pack [default: the region's slug].
    #[arg(long)]
    id: Option<String>,
    /// What the pack speaks for.
    #[arg(long, value_enum, default_value_t = LevelArg::City)]
    level: LevelArg,
    /// Its name in the source language [default: the region's name or slug].
    #[arg(long)]
    name: Option<String>,
    /// The region the pack is for, where the answers describe several [default: that of the texts].
    #[arg(long)]
    region: Option<String>,
    /// IANA time zone [default: the one that the answers name, or Europe/Berlin].
    #[arg(long)]
    zone: Option<String>,
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

/// Runs `welcome import integreat …`.
///
/// # Errors
/// What could not be done, in plain words.
pub(super) fn run(args: IntegreatArgs, output: Output) -> Result<(), Failure> {
    let name = args.target.begin("integreat", output)?;
    let options = Options {
        id: args.id,
        level: match args.level {
            LevelArg::City => Level::City,
            LevelArg::Region => Level::Region,
            LevelArg::Country => Level::Country,
        },
        name: args.name,
        region: args.region,
        zone: args.zone,
        country: args.country,
        licence: args.licence,
        publisher: args.publisher,
        source_language: args.source_language,
    };
    let failed = |e: ImportError| Failure::new(e.to_string());
    let bar = output.progress("importing files", args.files.len() as u64);
    let earlier = again::earlier(&args.target.to, &name).map_err(failed)?;
    let mut ids = earlier.known_ids();
    let imported = integreat::import(&args.files, &options, &mut ids, &mut |step| match step {
        integreat::Step::FileRead => bar.inc(1),
        integreat::Step::Writing { texts } => {
            bar.set_message("converting texts");
            bar.set_position(0);
            bar.set_length(texts);
        }
        integreat::Step::TextDone => bar.inc(1),
    });
    bar.finish_and_clear();
    let (mut files, report) = imported.map_err(failed)?;
    if earlier.keeps_pack() {
        files.remove("pack.toml");
    }
    tell(&report, output);
    args.target.bring(&Incoming { name: &name, files: &files, ids: Some(&ids) }, output)
}
