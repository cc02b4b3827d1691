//! `welcome pack …`

mod diff;
mod log;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use companion_core::packs::edition::{Edition, Records};
use serde::Serialize;

use super::{Failure, coverage, dump, publish, share};
use crate::build::{self, Built};
use crate::output::Output;
use crate::problem::{Problem, Severity};
use crate::{lock, source};

/// What can be done with a pack's source folder.
#[derive(Subcommand)]
pub enum PackCommand {
    /// Name every problem of a source folder with its file and line; change nothing.
    Check(CheckArgs),
    /// Build the editions and bring pack.lock up to date.
    Build(BuildArgs),
    /// Say that a translation still holds although its source text has changed.
    Confirm(ConfirmArgs),
    /// Show which text there is in which language, how old it is, and who wrote it.
    Coverage(coverage::CoverageArgs),
    /// Show what a phone holds of a pack, record by record.
    Dump(dump::DumpArgs),
    /// Show what a published pack was over time: which editions changed when, and what phones fetch.
    Log(log::LogArgs),
    /// Show what changed between two states of a pack, text by text.
    Diff(diff::DiffArgs),
    /// Put what is published into one file, which phones take without a network.
    Export(share::ExportArgs),
    /// Show what is in such a file, and check it as a phone does.
    Inspect(share::InspectArgs),
    /// The same as `welcome publish`.
    Publish(publish::PublishArgs),
}

/// Arguments of `welcome pack check`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack check my-city\n  \
    welcome pack check my-city --deny-warnings\n  \
    welcome --json pack check my-city --today 2027-01-31\n\n\
    Every problem is a line `file:line: severity: message [code]`, or a JSON object with --json.\n\
    Exit status: 0 no errors, 1 errors (with --deny-warnings: or warnings), 2 the call was wrong.")]
pub struct CheckArgs {
    /// The source folder.
    folder: PathBuf,
    /// Warnings count as errors.
    #[arg(long)]
    deny_warnings: bool,
    /// The day for which dates are checked; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

/// Arguments of `welcome pack build`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack build my-city\n  \
    welcome pack build my-city --out editions/\n\n\
    pack.lock is written when it changed: keep it in version control beside the source.\n\
    With --out, each edition is written as <edition>.pack.jsonl, to be looked at or compared.")]
pub struct BuildArgs {
    /// The source folder.
    folder: PathBuf,
    /// Write the editions to this folder.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The day for which dates are checked; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

/// Arguments of `welcome pack confirm`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack confirm my-city registration en\n  \
    welcome pack confirm my-city places/town-hall en\n\n\
    For changes that no translation has to follow, such as a mended slip in the source text.")]
pub struct ConfirmArgs {
    /// The source folder.
    folder: PathBuf,
    /// The page's id, `notices/ID`, or a table and an id in it such as `places/town-hall`.
    #[arg(value_name = "TEXT")]
    text: String,
    /// The translation's language.
    language: companion_core::text::LanguageTag,
}

/// The last line of a check.
#[derive(Serialize)]
pub(super) struct Summary {
    errors: usize,
    warnings: usize,
}

/// A line of a build.
#[derive(Serialize)]
struct EditionLine {
    edition: String,
    records: usize,
    bytes: usize,
    compressed: usize,
}

/// The last line of a build.
#[derive(Serialize)]
struct BuildLine {
    editions: usize,
    media: usize,
    lock_changed: bool,
    warnings: usize,
}

/// Runs `welcome pack …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: PackCommand, output: Output) -> Result<(), Failure> {
    match command {
        PackCommand::Check(args) => check(&args, output),
        PackCommand::Build(args) => build(&args, output),
        PackCommand::Confirm(args) => confirm(&args, output),
        PackCommand::Coverage(args) => coverage::run(&args, output),
        PackCommand::Dump(args) => dump::run(&args, output),
        PackCommand::Log(args) => log::run(&args, output),
        PackCommand::Diff(args) => diff::run(&args, output),
        PackCommand::Export(args) => share::export(&args, output),
        PackCommand::Inspect(args) => share::inspect(&args, output),
        PackCommand::Publish(args) => publish::run(args, output),
    }
}

fn check(args: &CheckArgs, output: Output) -> Result<(), Failure> {
    let problems = match build::build_folder(&args.folder, args.today.unwrap_or_else(today)) {
        Ok(built) => built.problems,
        Err(problems) => problems,
    };
    let summary = tell(&problems, output);
    if summary.errors > 0 {
        Err(Failure::new(format!("{}: cannot be built", args.folder.display())))
    } else if args.deny_warnings && summary.warnings > 0 {
        Err(Failure::new(format!("{}: has warnings", args.folder.display())))
    } else {
        Ok(())
    }
}

fn build(args: &BuildArgs, output: Output) -> Result<(), Failure> {
    let built = build_or_tell(&args.folder, args.today, output)?;
    let editions = built.editions.iter().map(measure).collect::<Result<Vec<_>, _>>()?;
    if let Some(out) = &args.out {
        fs::create_dir_all(out).map_err(|e| cannot_write(out, &e))?;
        for (line, bytes) in &editions {
            let path = out.join(format!("{}.pack.jsonl", line.edition));
            lock::replace(&path, bytes).map_err(|e| cannot_write(&path, &e))?;
        }
    }
    // Last, so that a lock never tells of editions that could not be made.
    write_lock(&args.folder, &built)?;
    for (line, _) in &editions {
        output.line(format!(
            "{}: {} records, {} bytes, {} bytes with zstd",
            line.edition, line.records, line.bytes, line.compressed
        ));
        output.value(line);
    }
    let last = BuildLine {
        editions: editions.len(),
        media: built.media.len(),
        lock_changed: built.lock_changed,
        warnings: built.problems.len(),
    };
    let lock = if last.lock_changed { "pack.lock written" } else { "pack.lock unchanged" };
    let (count, media) = (last.editions, last.media);
    output.line(format!("{count} editions, {media} media files, {lock}"));
    match last.warnings {
        0 => output.line("no warnings"),
        n => output.line(format!("{} (`welcome pack check` lists them)", counted(n, "warning"))),
    }
    output.value(&last);
    Ok(())
}

fn confirm(args: &ConfirmArgs, output: Output) -> Result<(), Failure> {
    let mut built = build_or_tell(&args.folder, None, output)?;
    let (text, tag) = (&args.text, &args.language);
    let source = source::read(&args.folder).0;
    let confirmed = source.and_then(|source| lock::confirm(&built.lock, &source, text, tag));
    let confirmed =
        confirmed.ok_or_else(|| Failure::new(format!("no `{text}` is translated into {tag}")))?;
    built.lock_changed |= confirmed != built.lock;
    built.lock = confirmed;
    write_lock(&args.folder, &built)?;
    output.line(format!("{text} in {tag} counts as up to date"));
    Ok(())
}

/// Builds a folder, or prints its problems.
pub(in crate::commands) fn build_or_tell(
    folder: &Path,
    day: Option<NaiveDate>,
    output: Output,
) -> Result<Built, Failure> {
    let bar = output.progress("building", build::STEPS);
    let built = build::build_folder_telling(folder, day.unwrap_or_else(today), &mut |step| {
        bar.inc(1);
        bar.set_message(match step {
            build::Step::Read => "checking",
            build::Step::Checked => "making editions",
            build::Step::Made => "proving editions",
            build::Step::Proved => "done",
        });
    });
    bar.finish_and_clear();
    built.map_err(|problems| {
        tell(&problems, output);
        Failure::new(format!("{}: cannot be built", folder.display()))
    })
}

fn write_lock(folder: &Path, built: &Built) -> Result<(), Failure> {
    if built.lock_changed {
        lock::write(folder, &built.lock).map_err(|e| cannot_write(&folder.join(lock::FILE), &e))?;
    }
    Ok(())
}

fn measure(edition: &Edition) -> Result<(EditionLine, Vec<u8>), Failure> {
    let name = edition.name();
    let failed = |e: String| Failure::new(format!("edition {name}: {e}"));
    let bytes = edition.to_bytes().map_err(|e| failed(e.to_string()))?;
    let compressed = zstd::bulk::compress(&bytes, 19).map_err(|e| failed(e.to_string()))?.len();
    let records = match &edition.records {
        Records::Common(facts) => facts.len(),
        Records::Language(_, texts) => texts.len(),
        Records::Notices(notices) => notices.len(),
    };
    Ok((EditionLine { edition: edition.name(), records, bytes: bytes.len(), compressed }, bytes))
}

/// Prints problems and their number.
pub(super) fn tell(problems: &[Problem], output: Output) -> Summary {
    for problem in problems {
        output.line(problem.to_string());
        output.value(problem);
    }
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    let summary = Summary { errors, warnings: problems.len() - errors };
    output.line(format!(
        "{}, {}",
        counted(summary.errors, "error"),
        counted(summary.warnings, "warning")
    ));
    output.value(&summary);
    summary
}

pub(super) fn counted(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{}: cannot be written: {error}", path.display()))
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is asked")]
pub(super) fn today() -> NaiveDate {
    DateTime::<Utc>::from(std::time::SystemTime::now()).date_naive()
}
