//! `welcome catalogue …`

mod look;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use companion_core::adapters::HttpTransport;
use companion_core::sync::PackLink;
use companion_core::text::LanguageTag;
use serde::Serialize;

use super::{Failure, publish};
use crate::catalogue::{self, Listed, NewCatalogue, Update, known_links, update};
use crate::lock::replace;
use crate::output::Output;

/// What can be done with a catalogue, the list of packs that an app offers.
#[derive(Subcommand)]
pub enum CatalogueCommand {
    /// Begin a catalogue's folder.
    New(NewArgs),
    /// List packs by their links, each with what it signs of itself.
    Add(AddArgs),
    /// Ask every listed pack again, and show what has changed.
    Refresh(RefreshArgs),
    /// Show what a folder or a published catalogue lists.
    List(look::ListArgs),
    /// Find a pack as a phone does: by a name in any script, or by nearness.
    Find(look::FindArgs),
    /// The same as `welcome publish`.
    Publish(publish::PublishArgs),
    /// Write the bytes that an app brings along.
    Bundle(BundleArgs),
}

/// Arguments of `welcome catalogue new`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome catalogue new cities/ --id german-cities --name \"Cities in Germany\" --publisher \"Sample Office\"\n\n\
    Exit status: 0 made, 1 there is one already or it cannot be written, 2 the call was wrong.")]
pub struct NewArgs {
    /// The folder to make.
    folder: PathBuf,
    /// Its id, the last part of its address: a to z, 0 to 9, `-` and `_`.
    #[arg(long)]
    id: String,
    /// What it is called.
    #[arg(long)]
    name: String,
    /// The language of the name.
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: LanguageTag,
    /// Who answers for it.
    #[arg(long)]
    publisher: String,
    /// SPDX expression for the list itself.
    #[arg(long, default_value = "CC0-1.0")]
    licence: String,
    /// The day up to which it is known; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

/// Arguments of `welcome catalogue add`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome catalogue add cities/ 'https://example.org/w/brueckfeld/#<fingerprint>'\n\n\
    Each pack's signed record is fetched and checked as a phone does it; what has expired is refused.\n\
    listings/<id>.toml is written from it. Other names that an editor added there are kept.\n\
    Exit status: 0 all are listed, 1 some are not (the others are), 2 the call was wrong.")]
pub struct AddArgs {
    /// The catalogue's folder.
    folder: PathBuf,
    /// Links of packs with their fingerprints, as `welcome publish --base-url` shows them.
    #[arg(required = true)]
    links: Vec<String>,
    /// The day up to which the catalogue is known then; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

/// Arguments of `welcome catalogue refresh`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome catalogue refresh cities/\n  \
    welcome --json catalogue refresh cities/ | jq 'select(.changes != [])'\n\n\
    A pack that does not answer keeps its listing.\n\
    Exit status: 0 all answered, 1 some did not (the others are up to date), 2 the call was wrong.")]
pub struct RefreshArgs {
    /// The catalogue's folder.
    folder: PathBuf,
    /// The day up to which the catalogue is known then; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

/// Arguments of `welcome catalogue bundle`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome catalogue bundle cities/ --to app/src/main/assets/catalogue.jsonl\n\n\
    The file is what an app gives the core as `CatalogueConfig.bundled`.\n\
    Exit status: 0 written, 1 the folder cannot be built or lists nothing, 2 the call was wrong.")]
pub struct BundleArgs {
    /// The catalogue's folder.
    folder: PathBuf,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

#[derive(Serialize)]
struct Bundled {
    file: String,
    bytes: usize,
    listings: usize,
}

/// The last line of an update.
#[derive(Serialize)]
struct Summary<'a> {
    listings: usize,
    changed: usize,
    failed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<&'a str>,
}

/// Runs `welcome catalogue …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: CatalogueCommand, output: Output) -> Result<(), Failure> {
    match command {
        CatalogueCommand::New(args) => begin(args, output),
        CatalogueCommand::Add(args) => {
            let links = args.links.iter().map(|link| {
                PackLink::parse(link).map_err(|e| Failure::new(format!("{link}: {e}")))
            });
            let links = links.collect::<Result<Vec<_>, _>>()?;
            bring_up_to_date(&args.folder, links, args.today, output)
        }
        CatalogueCommand::Refresh(args) => {
            let links = known_links(&args.folder).map_err(told)?;
            bring_up_to_date(&args.folder, links, args.today, output)
        }
        CatalogueCommand::List(args) => look::list(&args, output),
        CatalogueCommand::Find(args) => look::find(&args, output),
        CatalogueCommand::Publish(args) => publish::run(args, output),
        CatalogueCommand::Bundle(args) => bundle(&args, output),
    }
}

fn begin(args: NewArgs, output: Output) -> Result<(), Failure> {
    let NewArgs { folder, id, name, lang, publisher, licence, today } = args;
    let new = NewCatalogue { id, name, language: lang, publisher, licence };
    catalogue::new(&folder, &new, today.unwrap_or_else(self::today)).map_err(told)?;
    let file = folder.join("pack.toml").display().to_string();
    output.line(format!("{file} written; list packs with `welcome catalogue add`"));
    output.value(&serde_json::json!({ "file": file }));
    Ok(())
}

fn bring_up_to_date(
    folder: &Path,
    links: Vec<PackLink>,
    day: Option<NaiveDate>,
    output: Output,
) -> Result<(), Failure> {
    let bar = output.progress("asking packs", links.len() as u64);
    let moment = (now(), day.unwrap_or_else(today));
    let work = update(folder, links, Arc::new(HttpTransport::default()), moment, || bar.inc(1));
    let done = block_on(work)?.map_err(told);
    bar.finish_and_clear();
    let Update { listings, as_of } = done?;
    for listed in &listings {
        tell(listed, output);
    }
    let failed = listings.iter().filter(|l| l.failure.is_some()).count();
    let changed = listings.iter().filter(|l| !l.changes.is_empty()).count();
    output.line(format!(
        "{} packs asked, {changed} new or changed{}",
        listings.len(),
        as_of.as_deref().map(|day| format!(", as of {day}")).unwrap_or_default()
    ));
    output.value(&Summary { listings: listings.len(), changed, failed, as_of: as_of.as_deref() });
    match failed {
        0 => Ok(()),
        n => Err(Failure::new(format!("{n} of {} packs could not be listed", listings.len()))),
    }
}

fn tell(listed: &Listed, output: Output) {
    let Listed { pack, new, changes, failure } = listed;
    output.value(listed);
    if let Some(reason) = failure {
        output.complain(format!("{pack}: {reason}"));
    } else if *new {
        output.line(format!("{pack}: new"));
    } else {
        for change in changes {
            let of = |value: &Option<String>| value.as_ref().map_or("-".to_owned(), Clone::clone);
            let (before, after) = (of(&change.before), of(&change.after));
            output.line(format!("{pack}: {}: {before} -> {after}", change.field));
        }
    }
}

fn bundle(args: &BundleArgs, output: Output) -> Result<(), Failure> {
    let (bytes, listings) = catalogue::bundle(&args.folder, today()).map_err(told)?;
    let file = args.to.display().to_string();
    replace(&args.to, &bytes)
        .map_err(|e| Failure::new(format!("{file}: cannot be written: {e}")))?;
    output.line(format!("{file}: {listings} packs, {} bytes", bytes.len()));
    output.value(&Bundled { file, bytes: bytes.len(), listings });
    Ok(())
}

fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(told)?.block_on(work))
}

fn told(error: impl std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}

fn today() -> NaiveDate {
    now().date_naive()
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is asked")]
fn now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}
