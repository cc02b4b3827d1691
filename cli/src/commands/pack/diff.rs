//! `welcome pack diff`

use chrono::NaiveDate;
use clap::Args;

use super::today;
use crate::commands::Failure;
use crate::compare::{BlockChange, Change, Difference, WORDS, compare, read};
use crate::output::Output;

/// Arguments of `welcome pack diff`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack diff public/my-city my-city              what the next publish would change\n  \
    welcome pack diff public/my-city@3 public/my-city     what has changed since revision 3\n  \
    welcome --json pack diff editions-before/ editions/\n\n\
    A and B are each a source folder, a folder of built editions (`pack build --out`), or a published pack,\n\
    with @REVISION as `welcome pack log` tells it. Nothing is written.\n\
    Exit status: 0 the same, 1 different, 2 trouble.")]
pub struct DiffArgs {
    /// The state before.
    a: String,
    /// The state afterwards.
    b: String,
    /// The day for which a source folder is built; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

/// Runs `welcome pack diff`.
///
/// # Errors
/// Status 1 where they differ, 2 where one cannot be read.
pub(super) fn run(args: &DiffArgs, output: Output) -> Result<(), Failure> {
    let today = args.today.unwrap_or_else(today);
    let state = |state: &str| read(state, today).map_err(|e| Failure::call(e.to_string()));
    let differences = compare(&state(&args.a)?, &state(&args.b)?);
    for difference in &differences {
        show(difference, output);
        output.value(difference);
    }
    if differences.is_empty() { Ok(()) } else { Err(Failure::quiet()) }
}

fn show(difference: &Difference, output: Output) {
    let Difference { kind, id, change, title, .. } = difference;
    let language = difference.language.as_ref().map(|tag| format!(" ({tag})")).unwrap_or_default();
    let what = match change {
        Change::Added => "added",
        Change::Changed => "changed",
        Change::Removed => "removed",
    };
    let title = if title.is_empty() { String::new() } else { format!(": {title}") };
    let texts = difference.texts.map(|n| format!(", {n} texts")).unwrap_or_default();
    let kind = if kind == WORDS { "word table" } else { kind };
    output.line(format!("{kind} {id}{language} {what}{texts}{title}"));
    if *change != Change::Changed {
        return;
    }
    for field in &difference.fields {
        output.line(format!("  {}", field.field));
        sides(field.before.as_deref(), field.after.as_deref(), output);
    }
    for BlockChange { block, before, after } in &difference.blocks {
        let block = block.map(|id| format!(" {id}")).unwrap_or_default();
        output.line(format!("  block{block}"));
        sides(before.as_deref(), after.as_deref(), output);
    }
}

fn sides(before: Option<&str>, after: Option<&str>, output: Output) {
    for (mark, text) in [('-', before), ('+', after)] {
        for line in text.into_iter().flat_map(str::lines) {
            output.line(format!("  {mark} {line}"));
        }
    }
}
