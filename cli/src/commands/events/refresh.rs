//! `welcome events refresh …`

use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use clap::Args;
use companion_core::adapters::{HttpTransport, SystemClock};
use companion_core::ports::Clock as _;
use indicatif::ProgressBar;
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::import::{agreed, can_ask, finish, nobody, show, tell_problems};
use crate::feeds::ask::MAX_TIME;
use crate::feeds::{Feeds, Look, News};
use crate::import::again::diff::{self, FileDiff};
use crate::import::again::is_unfinished;
use crate::output::Output;
use crate::problem::{Problem, Severity};
use crate::source::{self, Source, feeds, words};

/// What a refresh is told.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome events refresh town --dry-run\n  \
    welcome events refresh town --feed library\n  \
    17 * * * *  welcome events refresh /srv/town --yes > /dev/null    (every hour, by cron)\n\n\
    feeds.toml of the pack names the calendars:\n\n  \
    [library]\n  \
    url = \"https://library.example.org/events.ics\"\n  \
    topics = [\"language\"]\n\n\
    What you changed in an event stays. A feed that cannot be reached, is broken, or has lost most\n\
    of its events changes nothing of what was known, and the others go on; what failed is told on\n\
    standard error.\n\
    Exit status: 0 done or nothing new, 1 a feed or something else could not be read or written,\n\
    2 the call was wrong or nobody could be asked.")]
pub struct RefreshArgs {
    /// The pack's source folder.
    pack: PathBuf,
    /// Only this feed; may be said several times [default: all].
    #[arg(long = "feed", value_name = "NAME")]
    feeds: Vec<String>,
    /// Write without asking.
    #[arg(long)]
    yes: bool,
    /// Show what would change and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take a feed even where most of the events that are to come are gone from it.
    #[arg(long)]
    accept_loss: bool,
}

/// What became of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    /// Nothing is new.
    Same,
    /// The folder has what is new.
    Written,
    /// Something is new; nobody wanted it, or nobody was asked.
    NotWritten,
    /// It could not be taken.
    Failed,
}

/// A feed for machines: one line each.
#[derive(Serialize)]
struct Told<'t> {
    feed: &'t str,
    outcome: Outcome,
    /// Events that are ahead; nothing where none were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<usize>,
    changes: &'t [FileDiff],
    problems: Vec<&'t Problem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<ToldFailure<'t>>,
}

#[derive(Serialize)]
struct ToldFailure<'t> {
    code: &'static str,
    message: String,
    since: &'t str,
}

/// Runs `welcome events refresh …`.
///
/// # Errors
/// What could not be done, in plain words.
pub(super) fn run(args: RefreshArgs, output: Output) -> Result<(), Failure> {
    if args.dry_run && is_unfinished(&args.pack) {
        let message = "an import was interrupted here; `welcome import finish` completes it";
        return Err(Failure::new(format!("{}: {message}", args.pack.display())));
    }
    if !args.dry_run {
        finish(&args.pack, output)?;
    }
    let names = names(&args, output)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| Failure::new(e.to_string()))?;
    let refresh = Refresh {
        transport: Arc::new(HttpTransport::default()),
        now: SystemClock.now(),
        args: &args,
        output,
    };
    // An hourly job with nothing to say says nothing.
    let bar = match std::io::stderr().is_terminal() {
        true => output.progress("asking feeds", names.len() as u64),
        false => ProgressBar::hidden(),
    };
    let (mut failed, mut unasked) = (Vec::new(), None);
    for name in &names {
        bar.set_message(name.clone());
        let look = refresh.look(name, &runtime)?;
        let told = bar.suspend(|| refresh.take(name, look));
        bar.inc(1);
        match told {
            Ok(Outcome::Failed) => failed.push(name.as_str()),
            Ok(_) => {}
            Err(Left::Unasked(failure)) => unasked = Some(failure),
            Err(Left::Failed(failure)) => return Err(failure),
        }
    }
    bar.finish_and_clear();
    match (unasked, failed.len()) {
        (Some(failure), _) => Err(failure),
        (None, 0) => Ok(()),
        (None, n) => {
            let all = names.len();
            let failed = words::few(&failed);
            Err(Failure::new(format!(
                "{n} of {all} feeds could not be taken ({failed}); of these, everything stays as it was"
            )))
        }
    }
}

/// Why a feed was left.
enum Left {
    /// Nobody could be asked; the others go on.
    Unasked(Failure),
    /// The folder cannot be written.
    Failed(Failure),
}

/// The feeds to ask, each known.
fn names(args: &RefreshArgs, output: Output) -> Result<Vec<String>, Failure> {
    let source = read(args, output)?;
    let folder = args.pack.display();
    if source.feeds.is_empty() {
        let file = feeds::FILE;
        let message = format!("{folder}: {file} names no feed; `--help` shows how one is written");
        return Err(Failure::new(message));
    }
    if let Some(name) = args.feeds.iter().find(|name| !source.feeds.contains_key(*name)) {
        let guess = words::did_you_mean(name, source.feeds.keys().map(String::as_str));
        return Err(Failure::call(format!("{folder}: there is no feed {name:?}{guess}")));
    }
    let wanted = |name: &&String| args.feeds.is_empty() || args.feeds.contains(name);
    Ok(source.feeds.keys().filter(wanted).cloned().collect())
}

/// Reads the pack; errors anywhere else than in what feeds need are the business of `pack check`.
fn read(args: &RefreshArgs, output: Output) -> Result<Source, Failure> {
    let (source, problems) = source::read(&args.pack);
    let of_feeds = problems.into_iter().filter(|p| p.file == feeds::FILE);
    let of_feeds: Vec<Problem> = of_feeds.collect();
    if of_feeds.iter().any(|p| p.severity == Severity::Error) {
        of_feeds.iter().for_each(|p| output.complain(p.to_string()));
        return Err(Failure::new(format!(
            "{}: mend {} first; nothing was asked",
            args.pack.display(),
            feeds::FILE
        )));
    }
    source.ok_or_else(|| {
        let folder = args.pack.display();
        Failure::new(format!(
            "{folder}: no pack.toml that can be read; feeds are taken into a pack"
        ))
    })
}

struct Refresh<'r> {
    transport: Arc<HttpTransport>,
    now: DateTime<Utc>,
    args: &'r RefreshArgs,
    output: Output,
}

impl Refresh<'_> {
    /// The folder is read anew for each feed: the one before may have brought events, whose ids are taken now.
    fn look(&self, name: &str, runtime: &tokio::runtime::Runtime) -> Result<Look, Failure> {
        let source = read(self.args, self.output)?;
        let Some(feed) = source.feeds.get(name) else {
            return Err(Failure::new(format!("feed {name} has just been removed; begin again")));
        };
        let feeds = Feeds {
            folder: &self.args.pack,
            source: &source,
            transport: self.transport.as_ref(),
            now: self.now,
            max_time: MAX_TIME,
            accept_loss: self.args.accept_loss,
        };
        let looked = runtime.block_on(feeds.look(name, &feed.value));
        looked.map_err(|e| Failure::new(e.to_string()))
    }

    /// Shows what is new, asks, writes and tells.
    fn take(&self, name: &str, look: Look) -> Result<Outcome, Left> {
        let output = self.output;
        let (mut changes, mut problems, mut events) = (Vec::new(), Vec::new(), None);
        let mut failure = None;
        match &look.news {
            News::Same => {}
            News::Read { plan, report } => {
                changes = plan.changes.iter().map(diff::compare).collect::<Vec<_>>();
                problems = report.problems.iter().chain(&plan.problems).cloned().collect();
                events = Some(report.events);
            }
            News::Broken { fault, since } => {
                let message = format!("{fault}; what was known stays");
                output.complain(format!("{name}: {message} (failing since {since})"));
                failure = Some((fault.code(), message, since.clone()));
            }
        }
        tell_problems(&problems, output);
        let mut outcome = match (&failure, changes.len()) {
            (Some(_), _) => Outcome::Failed,
            (None, 0) => Outcome::Same,
            (None, _) => Outcome::Written,
        };
        let mut left = None;
        if outcome == Outcome::Written {
            if !self.args.yes || self.args.dry_run {
                show(&changes, output);
            }
            let asks = !self.args.yes && !self.args.dry_run;
            if self.args.dry_run {
                outcome = Outcome::NotWritten;
            } else if asks && !can_ask(output) {
                outcome = Outcome::NotWritten;
                left = Some(Left::Unasked(nobody(&self.args.pack, changes.len())));
            } else if asks && !agreed().map_err(Left::Failed)? {
                outcome = Outcome::NotWritten;
            }
        }
        if outcome != Outcome::NotWritten && !self.args.dry_run {
            let written = look.write(&self.args.pack);
            written.map_err(|e| Left::Failed(Failure::new(e.to_string())))?;
        }
        output.line(match (outcome, events) {
            (Outcome::Same, _) => format!("{name}: nothing new"),
            (Outcome::Written, n) => {
                format!("{name}: {} events, {} files written", n.unwrap_or(0), changes.len())
            }
            (Outcome::NotWritten, _) => {
                format!("{name}: {} files would change; nothing was written", changes.len())
            }
            (Outcome::Failed, _) => format!("{name}: failed"),
        });
        output.value(&Told {
            feed: name,
            outcome,
            events,
            changes: &changes,
            problems: problems.iter().collect(),
            failure: failure.as_ref().map(|(code, message, since)| ToldFailure {
                code,
                message: message.clone(),
                since,
            }),
        });
        left.map_or(Ok(outcome), Err)
    }
}
