//! Where an import goes, and what is shown and asked before anything is written.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::tell_problems;
use crate::commands::Failure;
use crate::import::again::diff::{self, FileDiff, Part};
use crate::import::again::{self, Finished, Incoming};
use crate::output::Output;
use crate::problem::Problem;

/// Where an import goes.
#[derive(Args)]
pub(in crate::commands) struct Target {
    /// The folder to write or to bring up to date; made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::commands) to: PathBuf,
    /// What this import is called among the imports of the folder; say the same every time [default: from its kind].
    #[arg(long = "as", value_name = "NAME")]
    import_name: Option<String>,
    /// Do what is shown without asking.
    #[arg(long)]
    yes: bool,
    /// Show what would change and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// The last line of an import.
#[derive(Serialize)]
struct Told<'a> {
    folder: String,
    written: bool,
    changes: &'a [FileDiff],
    problems: &'a [Problem],
}

impl Target {
    /// Whether the call says what the import is called.
    pub(super) fn is_named(&self) -> bool {
        self.import_name.is_some()
    }

    /// Completes what was interrupted; the name of the import.
    pub(in crate::commands) fn begin(&self, name: &str, output: Output) -> Result<String, Failure> {
        let name = self.import_name.as_deref().unwrap_or(name);
        again::check_name(name).map_err(|e| Failure::call(e.to_string()))?;
        if !self.dry_run {
            finish(&self.to, output)?;
        }
        Ok(name.to_owned())
    }

    /// Shows what an import would change, asks, and writes it.
    pub(in crate::commands) fn bring(
        &self,
        incoming: &Incoming<'_>,
        output: Output,
    ) -> Result<(), Failure> {
        let plan = again::plan(&self.to, incoming).map_err(|e| Failure::new(e.to_string()))?;
        let files: Vec<FileDiff> = plan.changes.iter().map(diff::compare).collect();
        let told = |written| {
            let folder = self.to.display().to_string();
            output.value(&Told { folder, written, changes: &files, problems: &plan.problems });
        };
        tell_problems(&plan.problems, output);
        let silent = plan.first || plan.changes_nothing();
        if !silent || self.dry_run {
            show(&files, output);
        }
        let folder = self.to.display();
        if self.dry_run {
            told(false);
            output.line(match plan.changes.len() {
                0 => "nothing would change".to_owned(),
                n => format!("{n} files would change in {folder}; nothing was written"),
            });
            return Ok(());
        }
        let asks = !silent && !self.yes;
        if asks && !can_ask(output) {
            return Err(nobody(&self.to, plan.changes.len()));
        }
        if asks && !agreed()? {
            told(false);
            output.line("nothing was written");
            return Ok(());
        }
        again::apply(&plan).map_err(|e| Failure::new(e.to_string()))?;
        told(true);
        output.line(match plan.changes.len() {
            0 => format!("nothing changed in {folder}"),
            n => format!("{n} files written to {folder}"),
        });
        Ok(())
    }
}

/// Whether somebody can be asked.
pub(in crate::commands) fn can_ask(output: Output) -> bool {
    !output.json && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Nobody can be asked.
pub(in crate::commands) fn nobody(folder: &Path, changes: usize) -> Failure {
    Failure::call(format!(
        "{}: {changes} files would change and nobody can be asked, so nothing was written; \
         look with --dry-run, then say --yes",
        folder.display(),
    ))
}

/// Asks somebody.
pub(in crate::commands) fn agreed() -> Result<bool, Failure> {
    let (input, terminal) = (std::io::stdin(), std::io::stderr());
    let _ = write!(&terminal, "Apply? [y/N] ");
    let _ = (&terminal).flush();
    let mut answer = String::new();
    let read = input.lock().read_line(&mut answer);
    read.map_err(|e| Failure::new(format!("no answer: {e}")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Completes an import that was interrupted; whether there was one.
pub(in crate::commands) fn finish(folder: &Path, output: Output) -> Result<bool, Failure> {
    let (words, left) = match again::finish(folder).map_err(|e| Failure::new(e.to_string()))? {
        Finished::Nothing => return Ok(false),
        Finished::Completed(left) => ("an interrupted import was completed", left),
        Finished::Undone(left) => ("an interrupted import was undone: import again", left),
    };
    output.complain(format!("{}: {words}", folder.display()));
    for path in left {
        output.complain(format!("{path}: edited since, so it was left as it is"));
    }
    Ok(true)
}

/// Shows what would change.
pub(in crate::commands) fn show(files: &[FileDiff], output: Output) {
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for (part, line) in diff::shown(files) {
        let colour = match part {
            Part::File => "1",
            Part::Place => "36",
            Part::Added => "32",
            Part::Removed => "31",
            Part::Plain => "",
        };
        if colours && !colour.is_empty() {
            output.line(format!("\u{1b}[{colour}m{line}\u{1b}[0m"));
        } else {
            output.line(line);
        }
    }
}
