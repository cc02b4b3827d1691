//! `welcome pack log`

use std::path::PathBuf;

use clap::Args;

use crate::commands::Failure;
use crate::output::Output;
use crate::publish::{Change, RevisedEdition, Revision, log};

/// Arguments of `welcome pack log`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack log public/my-city\n  \
    welcome --json pack log public/my-city\n\n\
    A line for each revision, the newest first, and below it what changed. `welcome pack diff public/my-city@3\n\
    public/my-city` shows what has changed since revision 3.\n\
    Exit status: 0 done, 1 nothing is published there or a file is damaged, 2 the call was wrong.")]
pub struct LogArgs {
    /// The folder of a published pack: PUBLISHED/<pack>.
    #[arg(value_name = "PUBLISHED/PACK")]
    pack: PathBuf,
}

/// Runs `welcome pack log`.
///
/// # Errors
/// What could not be done, in plain words.
pub(super) fn run(args: &LogArgs, output: Output) -> Result<(), Failure> {
    for revision in log(&args.pack).map_err(|e| Failure::new(e.to_string()))? {
        output.line(head(&revision));
        for edition in &revision.editions {
            output.line(format!("      {}", line(edition)));
        }
        output.value(&revision);
    }
    Ok(())
}

fn head(revision: &Revision) -> String {
    let at = revision.published_at.as_deref().unwrap_or("                    ");
    let held = if revision.in_force { "in force, expires" } else { "held until" };
    let doubt = if revision.signed { "" } else { ", NOT SIGNED by keys of this pack" };
    format!("{:>4}  {at}  {held} {}{doubt}", revision.revision, revision.expires)
}

fn line(edition: &RevisedEdition) -> String {
    let name = &edition.name;
    let (what, bytes) = match edition.change {
        Change::Removed => return format!("{name:12} removed"),
        Change::Added => ("added", edition.object_bytes),
        Change::Changed => ("changed", edition.object_bytes),
    };
    let deltas: Vec<_> = edition.deltas.iter().map(|d| d.bytes).collect();
    let smallest_and_largest = deltas.iter().min().zip(deltas.iter().max());
    let patched = smallest_and_largest.map_or_else(String::new, |(least, most)| {
        format!(", {} deltas of {least} to {most} bytes", deltas.len())
    });
    format!("{name:12} {what:8} {bytes} bytes{patched}")
}
