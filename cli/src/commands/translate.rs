//! `welcome translate …`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use companion_core::packs::format::{Origin, OriginKind};
use companion_core::text::LanguageTag;
use serde::Serialize;

use super::Failure;
use super::pack::{counted, tell, today};
use crate::lock;
use crate::output::Output;
use crate::problem::Problem;
use crate::source::words::few;
use crate::translate::exchange::{Exported, Imported, Terms, export, import};
use crate::translate::plan::{Counts, Trust};
use crate::translate::{UnitState, sheet, xliff};

/// Exchange with translators.
#[derive(Subcommand)]
pub enum TranslateCommand {
    /// Write what is missing and outdated in a language to a file for a translator.
    Export(ExportArgs),
    /// Take a translated file back into the folder: all that holds, or nothing where anything is wrong.
    Import(ImportArgs),
}

/// Arguments of `welcome translate export`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome translate export my-city ar --to ar.xlf\n  \
    welcome translate export my-city uk --format csv --to uk.csv\n  \
    welcome translate export my-city en --all --to en.xlf\n\n\
    XLIFF 2.1 is for translation programs, CSV for spreadsheets. docs/translating.md says what may be changed in them.\n\
    Exit status: 0 done (also where nothing is to be translated), 1 it could not be done, 2 the call was wrong.")]
pub struct ExportArgs {
    /// The source folder.
    folder: PathBuf,
    /// The language to translate into.
    language: LanguageTag,
    /// The form of the file.
    #[arg(long, value_enum, default_value_t = Format::Xliff)]
    format: Format,
    /// Also what is up to date.
    #[arg(long)]
    all: bool,
    /// Only texts first written in this language [default: the pack's source language].
    #[arg(long, value_name = "TAG")]
    from: Option<LanguageTag>,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Xliff,
    Csv,
}

/// Arguments of `welcome translate import`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome translate import my-city ar.xlf --dry-run\n  \
    welcome translate import my-city ar.xlf --origin human\n  \
    welcome translate import my-city uk.csv --origin checked --checked-by \"interpreters' pool\" --engine \"…\"\n\n\
    What has changed in the source text since the export is skipped and said. Nothing is written where anything is wrong.\n\
    Exit status: 0 done, 1 the file or the folder has errors, 2 the call was wrong.")]
pub struct ImportArgs {
    /// The source folder.
    folder: PathBuf,
    /// The translated file, XLIFF or CSV.
    file: PathBuf,
    /// Say what would be written and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Who translated; if left out, readers are told that nobody said.
    #[arg(long, value_enum)]
    origin: Option<OriginArg>,
    /// The role that checked a machine's text, never a person's name.
    #[arg(long, value_name = "ROLE", required_if_eq("origin", "checked"))]
    checked_by: Option<String>,
    /// What drafted a machine's text.
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,
    /// When it was translated or checked; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Translations that came back as they went out were read and hold.
    #[arg(long)]
    confirm_unchanged: bool,
    /// Take translations with other numbers, another script, or words left as they were; `pack check` goes on to name them.
    #[arg(long)]
    accept_differences: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OriginArg {
    Human,
    Checked,
    Machine,
}

/// The answer of an export.
#[derive(Serialize)]
struct ExportLine {
    language: LanguageTag,
    from: LanguageTag,
    units: usize,
    missing: usize,
    outdated: usize,
    current: usize,
    texts: usize,
    words: usize,
    file: Option<String>,
}

/// The last line of an import.
#[derive(Serialize)]
struct ImportLine {
    language: LanguageTag,
    dry_run: bool,
    #[serde(flatten)]
    counts: Counts,
    files: Vec<String>,
}

/// Runs `welcome translate …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: TranslateCommand, output: Output) -> Result<(), Failure> {
    match command {
        TranslateCommand::Export(args) => run_export(&args, output),
        TranslateCommand::Import(args) => run_import(args, output),
    }
}

fn run_export(args: &ExportArgs, output: Output) -> Result<(), Failure> {
    let exported = export(&args.folder, &args.language, args.from.as_ref(), args.all, today());
    let Exported { from, units, left_out } = exported.map_err(|problems| {
        tell(&problems, output);
        Failure::new(format!("{}: nothing was exported", args.folder.display()))
    })?;
    for (tag, texts) in left_out {
        output.complain(format!(
            "{texts} texts are first written in {tag}: export them with --from {tag}"
        ));
    }
    let count = |state| units.iter().filter(|u| u.state == state).count();
    let mut groups: Vec<&str> = units.iter().map(|u| u.group.as_str()).collect();
    groups.dedup();
    let words = units.iter().map(|u| u.words()).sum();
    let line = ExportLine {
        language: args.language.clone(),
        from: from.clone(),
        units: units.len(),
        missing: count(UnitState::Missing),
        outdated: count(UnitState::Outdated),
        current: count(UnitState::Current),
        texts: groups.len(),
        words,
        file: (!units.is_empty()).then(|| args.to.display().to_string()),
    };
    if units.is_empty() {
        output.line(format!("nothing to translate into {}", args.language));
        output.value(&line);
        return Ok(());
    }
    let text = match args.format {
        Format::Xliff => xliff::write(&units, &from, &args.language),
        Format::Csv => sheet::write(&units, &from, &args.language),
    };
    lock::replace(&args.to, text.as_bytes())
        .map_err(|e| Failure::new(format!("{}: cannot be written: {e}", args.to.display())))?;
    output.line(format!(
        "{}: {} with {} words from {from} into {} ({} missing, {} outdated, {} up to date)",
        args.to.display(),
        counted(line.units, "line"),
        line.words,
        args.language,
        line.missing,
        line.outdated,
        line.current
    ));
    output.value(&line);
    Ok(())
}

fn run_import(args: ImportArgs, output: Output) -> Result<(), Failure> {
    let kind = args.origin.map_or(OriginKind::Unknown, |origin| match origin {
        OriginArg::Human => OriginKind::Human,
        OriginArg::Checked => OriginKind::Checked,
        OriginArg::Machine => OriginKind::Machine,
    });
    let date = args.date.unwrap_or_else(today).to_string();
    let terms = Terms {
        told: Origin {
            origin: kind,
            engine: args.engine,
            checked_by: args.checked_by,
            date: Some(date),
        },
        trust: Trust {
            confirm_unchanged: args.confirm_unchanged,
            accept_differences: args.accept_differences,
        },
        dry_run: args.dry_run,
        today: today(),
    };
    let imported = import(&args.folder, &args.file, &terms).map_err(|problems: Vec<Problem>| {
        tell(&problems, output);
        Failure::new(format!("{}: nothing was taken", args.file.display()))
    })?;
    let Imported { language, counts, problems, files } = imported;
    for problem in &problems {
        output.line(problem.to_string());
        output.value(problem);
    }
    for (n, what) in [
        (counts.written, "written"),
        (counts.confirmed, "unchanged and said to hold"),
        (counts.copied, "of numbers and addresses taken from the source"),
        (counts.unchanged, "came back as they went out"),
        (counts.empty, "without a translation"),
        (counts.incomplete, "translated in part, skipped"),
        (counts.stale, "changed in the source since the export, skipped"),
        (counts.waiting, "waiting for a title or name"),
    ] {
        if n > 0 {
            output.line(format!("{}: {what}", counted(n, "part")));
        }
    }
    let done = if args.dry_run { "would be written" } else { "written" };
    let count = counted(files.len(), "file");
    match files.len() {
        0 => output.line(format!("{language}: no file {done}")),
        _ => output.line(format!("{language}: {count} {done}: {}", few(&files))),
    }
    if kind == OriginKind::Unknown && counts.written > 0 {
        output.line("say --origin human, checked or machine, so that readers know who wrote it");
    }
    output.value(&ImportLine { language, dry_run: args.dry_run, counts, files });
    Ok(())
}
