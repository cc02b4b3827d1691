//! `welcome events import …`

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use crate::commands::Failure;
use crate::commands::held::today;
use crate::commands::import::{Target, tell};
use crate::import::ImportReport;
use crate::import::again::{self, Incoming};
use crate::import::events::{self, Context, Defaults, MAX_FILE};
use crate::output::Output;
use crate::source;

/// What an import of events is told.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome events import club.ics --to town --dry-run\n  \
    welcome events import club.ics --to town --as club --place club-house --topic sport\n  \
    welcome events import outbox.json --to town --as gancio\n\n\
    What is over is left out, and what is marked as private. Import the same file again under the same name (--as)\n\
    and what changed in it changes in the pack; what you changed since stays.\n\
    Exit status: 0 done or nothing to do, 1 it could not be done, 2 the call was wrong or nobody could be asked.")]
pub struct ImportArgs {
    /// Calendar files (.ics), or JSON of ActivityPub as Mobilizon and Gancio give it.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
    /// What is over before this day is left out [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<NaiveDate>,
    /// Language of texts that tell none [default: the pack's source language].
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// IANA zone of times that tell none [default: the pack's].
    #[arg(long)]
    zone: Option<String>,
    /// Who holds them, where the file does not say.
    #[arg(long)]
    organiser: Option<String>,
    /// Id of the pack's place where they are, where the file does not say.
    #[arg(long, value_name = "ID")]
    place: Option<String>,
    /// Id of a topic that all of them get.
    #[arg(long = "topic", value_name = "ID")]
    topics: Vec<String>,
}

/// Runs `welcome events import …`.
///
/// # Errors
/// What could not be done, in plain words.
pub(super) fn run(args: ImportArgs, output: Output) -> Result<(), Failure> {
    let name = args.target.begin("events", output)?;
    let failed = |e: crate::import::ImportError| Failure::new(e.to_string());
    let earlier = again::earlier(&args.target.to, &name).map_err(failed)?;
    let folder = args.target.to.display();
    let (source, _) = source::read(&args.target.to);
    let source = source.ok_or_else(|| {
        Failure::new(format!(
            "{folder}: no pack.toml that can be read; events are taken into a pack"
        ))
    })?;
    let read = |text: Option<&String>, check: &dyn Fn(&str) -> source::values::Read<String>| {
        let checked = text.map(|text| check(text).map_err(|fault| Failure::call(fault.message)));
        checked.transpose()
    };
    let language = args.language.as_deref().map(source::values::tag);
    let known = |id: &String, there: bool, what: &str| match there {
        true => Ok(()),
        false => Err(Failure::call(format!("{folder} has no {what} {id:?}"))),
    };
    if let Some(place) = &args.place {
        known(place, source.places.contains_key(place), "place")?;
    }
    for topic in &args.topics {
        known(topic, source.topics.contains_key(topic), "topic")?;
    }
    let defaults = Defaults {
        language: language.transpose().map_err(|fault| Failure::call(fault.message))?,
        zone: read(args.zone.as_ref(), &source::values::zone)?,
        organiser: read(args.organiser.as_ref(), &source::values::text)?,
        place: args.place,
        topics: args.topics,
        ..Defaults::default()
    };
    let from = args.from.unwrap_or_else(today);
    let context = Context::new(&source, defaults, None, from);
    let mut report = ImportReport { pack: source.pack.value.id.clone(), ..ImportReport::default() };
    let mut found = Vec::new();
    let bar = output.progress("reading files", args.files.len() as u64);
    for path in &args.files {
        let place = path.display().to_string();
        let size = fs::metadata(path).map_err(|e| Failure::new(format!("{place}: {e}")))?.len();
        if size > MAX_FILE {
            let most = MAX_FILE / (1024 * 1024);
            return Err(Failure::new(format!("{place}: larger than {most} MiB")));
        }
        let bytes = fs::read(path).map_err(|e| Failure::new(format!("{place}: {e}")))?;
        let read = events::read(&place, &bytes, &context, &mut report);
        found.extend(read.map_err(|e| Failure::new(format!("{place}: {e}")))?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    let mut ids = earlier.known_ids();
    events::reserve(&source, &earlier.base, &mut ids);
    let files = events::write(found, &context, &mut ids, &mut report);
    tell(&report, output);
    args.target.bring(&Incoming { name: &name, files: &files, ids: Some(&ids) }, output)
}
