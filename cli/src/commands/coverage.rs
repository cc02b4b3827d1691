//! `welcome pack coverage`

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use companion_core::text::LanguageTag;
use serde::Serialize;

use super::Failure;
use super::pack::{build_or_tell, today};
use crate::coverage::{self, Coverage, html, text};
use crate::lock;
use crate::output::Output;
use crate::source;

/// Arguments of `welcome pack coverage`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack coverage my-city\n  \
    welcome pack coverage my-city --language ar\n  \
    welcome pack coverage my-city --html coverage.html\n  \
    welcome --json pack coverage my-city | jq 'select(.kind == \"language\")'\n\n\
    With --json: an object `pack`, then one for each page, notice, table and language, told by `kind`.\n\
    A percentage counts titles, blocks and fields that are there and up to date, rounded down.\n\
    Exit status: 0 done, 1 the folder has errors or the file cannot be written, 2 the call was wrong.")]
pub struct CoverageArgs {
    /// The source folder.
    folder: PathBuf,
    /// Only this language, text by text.
    #[arg(long, value_name = "TAG")]
    language: Option<LanguageTag>,
    /// Write a page to look at in a browser, to send and to print; it needs no network.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// The day ages are counted to; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

/// The first line for machines.
#[derive(Serialize)]
struct PackLine<'c> {
    kind: &'static str,
    id: &'c str,
    name: &'c str,
    source: &'c LanguageTag,
    languages: &'c [LanguageTag],
    today: String,
}

/// Runs `welcome pack coverage`.
///
/// # Errors
/// A folder that cannot be built, a language the pack does not name, a file that cannot be written.
pub fn run(args: &CoverageArgs, output: Output) -> Result<(), Failure> {
    let day = args.today.unwrap_or_else(today);
    let built = build_or_tell(&args.folder, Some(day), output)?;
    let Some(source) = source::read(&args.folder).0 else {
        return Err(Failure::new(format!("{}: cannot be read", args.folder.display())));
    };
    if let Some(tag) = &args.language
        && !source.pack.value.languages.contains(tag)
    {
        let known: Vec<String> =
            source.pack.value.languages.iter().map(ToString::to_string).collect();
        let known = known.join(", ");
        return Err(Failure::new(format!("`languages` does not name {tag}: it names {known}")));
    }
    let lock = lock::update(&source, &built.lock);
    let coverage = coverage::measure(&source, &lock, day, args.language.as_ref());
    if let Some(path) = &args.html {
        let written = lock::replace(path, html::page(&coverage).as_bytes());
        written.map_err(|e| Failure::new(format!("{}: cannot be written: {e}", path.display())))?;
    }
    tell(&coverage, args.language.as_ref(), output);
    Ok(())
}

fn tell(coverage: &Coverage, language: Option<&LanguageTag>, output: Output) {
    output.value(&PackLine {
        kind: "pack",
        id: &coverage.pack,
        name: &coverage.name,
        source: &coverage.source,
        languages: &coverage.languages,
        today: coverage.today.to_string(),
    });
    coverage.pages.iter().for_each(|row| output.value(row));
    coverage.tables.iter().for_each(|row| output.value(row));
    coverage.summaries.iter().for_each(|row| output.value(row));
    if let Some(tag) = language {
        text::details(coverage, tag).iter().for_each(|line| output.line(line));
        output.line("");
    }
    text::lines(coverage).iter().for_each(|line| output.line(line));
}
