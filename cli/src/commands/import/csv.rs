//! `welcome import csv …`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use companion_core::text::LanguageTag;

use super::{Target, tell_problems};
use crate::commands::Failure;
use crate::import::ImportError;
use crate::import::again::{self, Incoming};
use crate::import::csv::{self, CsvReport, Encoding, Kind, Mapping, Options, PackOptions};
use crate::output::Output;

/// What an import of lists is told.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome import csv clubs.csv --to town --show-map > clubs.toml\n  \
    welcome import csv clubs.csv --to town --map clubs.toml\n  \
    welcome import csv clubs.csv --to town --dry-run\n  \
    welcome import csv courses.csv --kind services --to town --yes\n  \
    welcome import csv doctors.csv --to new-town --id new-town --name Neustadt --language de \\\n      \
        --zone Europe/Berlin --country DE\n\n\
    The first line of the list names the columns. What they mean is guessed from their headings; --map says it.\n\
    Nothing is dropped: what has no place of its own stays in the text.\n\
    Exit status: 0 done or nothing to do, 1 the list or the folder cannot be read, 2 the call was wrong or\n\
    somebody has to agree first (--yes).")]
pub struct CsvArgs {
    /// Lists, saved as CSV.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
    /// What rows become.
    #[arg(long, value_enum, default_value_t = KindArg::Places)]
    kind: KindArg,
    /// The language of the texts [default: the pack's source language].
    #[arg(long, value_name = "TAG")]
    language: Option<LanguageTag>,
    /// What columns become, as --show-map prints it.
    #[arg(long = "map", value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Print what columns would become and write nothing.
    #[arg(long)]
    show_map: bool,
    /// The row with the headings, counted from 1 [default: the first that looks like it].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    header_row: Option<u32>,
    /// How the files are written [default: told from their bytes].
    #[arg(long, value_enum)]
    encoding: Option<EncodingArg>,
    /// For a folder without pack.toml: id of the pack.
    #[arg(long)]
    id: Option<String>,
    /// For a folder without pack.toml: its name.
    #[arg(long)]
    name: Option<String>,
    /// For a folder without pack.toml: IANA time zone.
    #[arg(long)]
    zone: Option<String>,
    /// ISO 3166-1 code, also of telephone numbers [default: that of pack.toml].
    #[arg(long)]
    country: Option<String>,
    /// For a folder without pack.toml: SPDX identifier of the texts' licence [default: CC-BY-4.0].
    #[arg(long)]
    licence: Option<String>,
    /// For a folder without pack.toml: who publishes it [default: its name].
    #[arg(long)]
    publisher: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum KindArg {
    Places,
    Services,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EncodingArg {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16le")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
    #[value(name = "windows-1250", alias = "cp1250")]
    Windows1250,
    #[value(name = "windows-1251", alias = "cp1251")]
    Windows1251,
    #[value(name = "windows-1252", aliases = ["cp1252", "latin1", "iso-8859-1"])]
    Windows1252,
    #[value(name = "windows-1254", alias = "cp1254")]
    Windows1254,
}

/// Runs `welcome import csv …`.
///
/// # Errors
/// What could not be done, in plain words.
pub(super) fn run(args: CsvArgs, output: Output) -> Result<(), Failure> {
    let failed = |e: ImportError| Failure::new(e.to_string());
    let mapping = args.mapping.as_deref().map(Mapping::read).transpose().map_err(failed)?;
    let options = Options {
        kind: match args.kind {
            KindArg::Places => Kind::Places,
            KindArg::Services => Kind::Services,
        },
        language: args.language,
        encoding: args.encoding.map(EncodingArg::encoding),
        header_row: args.header_row.and_then(|n| usize::try_from(n).ok()),
        mapping,
        pack: PackOptions {
            id: args.id,
            name: args.name,
            zone: args.zone,
            country: args.country,
            licence: args.licence,
            publisher: args.publisher,
        },
    };
    if args.show_map {
        let text = csv::show_mapping(&args.files, &options).map_err(failed)?;
        output.line(text.trim_end());
        output.value(&text);
        return Ok(());
    }
    let name = args.target.begin(&name(&args.files, &args.target)?, output)?;
    let earlier = again::earlier(&args.target.to, &name).map_err(failed)?;
    let imported = csv::import(&args.files, &earlier, &options).map_err(failed)?;
    tell(&imported.report, output);
    let ids = Some(&imported.ids);
    args.target.bring(&Incoming { name: &name, files: &imported.files, ids }, output)
}

/// What the import is called by itself: by its file. Of several files none may decide.
fn name(files: &[PathBuf], target: &Target) -> Result<String, Failure> {
    match files {
        [file] => {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            Ok(csv::import_name(&stem))
        }
        _ if target.is_named() => Ok("csv".to_owned()),
        _ => Err(Failure::call("several files: say with --as what this import is called")),
    }
}

impl EncodingArg {
    fn encoding(self) -> Encoding {
        match self {
            Self::Utf8 => Encoding::Utf8,
            Self::Utf16Le => Encoding::Utf16Le,
            Self::Utf16Be => Encoding::Utf16Be,
            Self::Windows1250 => Encoding::Windows1250,
            Self::Windows1251 => Encoding::Windows1251,
            Self::Windows1252 => Encoding::Windows1252,
            Self::Windows1254 => Encoding::Windows1254,
        }
    }
}

fn tell(report: &CsvReport, output: Output) {
    output.value(report);
    tell_problems(&report.problems, output);
    for (name, file) in &report.files {
        let columns: Vec<String> = file
            .columns
            .iter()
            .map(|(heading, word)| {
                format!("{heading} → {}", if word.is_empty() { "left out" } else { word })
            })
            .collect();
        output.line(format!("{name}: {} rows; {}", file.rows, columns.join(", ")));
    }
    output.line(format!(
        "{} entries, {} topics, {} rows left out",
        report.things, report.topics, report.rows_left_out
    ));
}
