//! `welcome publish`

mod fetches;

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use indicatif::ProgressBar;
use serde::Serialize;
use url::Url;

use super::Failure;
use crate::build::build_folder;
use crate::keys::{self, KeyRing, PerRole};
use crate::output::Output;
use crate::problem::{Problem, Severity};
use crate::publish::{Options, PublishInput, Published, packs, publish_telling, renew};

use self::fetches::Fetches;
use crate::{lock, source};

/// Arguments of `welcome publish`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome publish my-city --keys keys/ --to public/\n  \
    welcome publish my-city --keys keys/ --to public/ --dry-run\n  \
    welcome publish --renew --keys keys/ --to public/")]
pub struct PublishArgs {
    /// The pack's source folder; with --renew all packs of the published folder where it is left out.
    #[arg(required_unless_present = "renew")]
    folder: Option<PathBuf>,
    /// The key folder made by `welcome keys init`.
    #[arg(long, value_name = "KEYS")]
    keys: PathBuf,
    /// The folder to publish to; a folder named like the pack is made in it.
    #[arg(long, value_name = "PUBLISHED")]
    to: PathBuf,
    /// Where the folder is on the web; the link to the pack is shown then.
    #[arg(long, value_name = "URL")]
    base_url: Option<Url>,
    /// Only sign snapshot and timestamp anew: for a nightly job.
    #[arg(long)]
    renew: bool,
    /// Make and sign everything, write nothing, and say what phones would fetch.
    #[arg(long)]
    dry_run: bool,
    /// The day that dates in the texts are compared with; today where it is left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
    #[command(flatten)]
    lives: Lives,
}

/// For how long signatures hold.
#[derive(Args)]
#[command(next_help_heading = "For how many days signatures hold")]
struct Lives {
    /// The root's.
    #[arg(long, value_name = "DAYS", default_value_t = 730, value_parser = days())]
    root_days: u32,
    /// The list of editions'.
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = days())]
    targets_days: u32,
    /// The editions'.
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = days())]
    editions_days: u32,
    /// The snapshot's.
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = days())]
    snapshot_days: u32,
    /// The timestamp's: phones say "not renewed" after it.
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = days())]
    timestamp_days: u32,
}

fn days() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..=3650)
}

impl Lives {
    fn options(&self, rehearse: bool) -> Options {
        let lives = PerRole {
            root: self.root_days,
            targets: self.targets_days,
            snapshot: self.snapshot_days,
            timestamp: self.timestamp_days,
            editions: self.editions_days,
        };
        Options { lives, rehearse, ..Options::default() }
    }
}

/// The bar over the deltas that are made, from the first one on.
struct Progress {
    output: Output,
    bar: Option<(ProgressBar, u64)>,
}

impl Progress {
    fn tell(&mut self, left: usize) {
        let left = u64::try_from(left).unwrap_or(u64::MAX);
        match &self.bar {
            Some((bar, total)) => bar.set_position(total.saturating_sub(left)),
            None if left > 0 => {
                self.bar = Some((self.output.progress("making deltas", left), left))
            }
            None => {}
        }
    }

    fn end(self) {
        if let Some((bar, _)) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// What was published, for machines.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    published: &'a Published,
    /// Nothing was written; `written` is what would have been.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dry_run: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fetches: Vec<Fetches<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// Runs `welcome publish`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(args: PublishArgs, output: Output) -> Result<(), Failure> {
    let ring = keys::load(&args.keys).map_err(|e| Failure::new(e.to_string()))?;
    match &args.folder {
        Some(folder) if !args.renew => publish_folder(folder, &args, &ring, output),
        Some(folder) => renew_packs(&[pack_id(folder, output)?], &args, &ring, output),
        None => {
            let packs = packs(&args.to).map_err(|e| Failure::new(e.to_string()))?;
            if packs.is_empty() {
                return Err(Failure::new(format!(
                    "{}: holds nothing published; publish first, without --renew",
                    args.to.display()
                )));
            }
            renew_packs(&packs, &args, &ring, output)
        }
    }
}

fn publish_folder(
    folder: &Path,
    args: &PublishArgs,
    ring: &KeyRing,
    output: Output,
) -> Result<(), Failure> {
    let now = now();
    let today = args.today.unwrap_or_else(|| now.date_naive());
    let built = build_folder(folder, today).map_err(|problems| refused(&problems, output))?;
    complain(&built.problems, output);
    // Block ids that phones will know must be kept first; the same source gives the same ones again.
    if built.lock_changed && !args.dry_run {
        lock::write(folder, &built.lock)
            .map_err(|e| Failure::new(format!("{}: {e}", folder.join("pack.lock").display())))?;
    }
    let pack = built.editions.first().map(|e| e.pack.clone()).unwrap_or_default();
    let media: Vec<_> = built.media.into_iter().map(|file| (file.fact, file.path)).collect();
    let input = PublishInput { pack: &pack, editions: &built.editions, media: &media };
    let mut progress = Progress { output, bar: None };
    let options = args.lives.options(args.dry_run);
    let published = publish_telling(&input, ring, &args.to, now, &options, &mut |left| {
        progress.tell(left);
    });
    progress.end();
    let published = published.map_err(|e| Failure::new(e.to_string()))?;
    tell(&published, args, output)
}

fn renew_packs(
    packs: &[String],
    args: &PublishArgs,
    ring: &KeyRing,
    output: Output,
) -> Result<(), Failure> {
    for pack in packs {
        let renewed = renew(pack, ring, &args.to, now(), &args.lives.options(args.dry_run))
            .map_err(|e| Failure::new(format!("{pack}: {e}")))?;
        tell(&renewed, args, output)?;
    }
    Ok(())
}

/// The id that a source folder says it has.
fn pack_id(folder: &Path, output: Output) -> Result<String, Failure> {
    let (source, problems) = source::read(folder);
    source.map(|s| s.pack.value.id).ok_or_else(|| refused(&problems, output))
}

fn refused(problems: &[Problem], output: Output) -> Failure {
    complain(problems, output);
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    Failure::new(format!("the pack has {errors} error(s); nothing was published"))
}

fn complain(problems: &[Problem], output: Output) {
    for problem in problems {
        output.complain(problem.to_string());
    }
}

fn tell(published: &Published, args: &PublishArgs, output: Output) -> Result<(), Failure> {
    let link = args.base_url.as_ref().map(|base| link(base, published)).transpose()?;
    for edition in &published.editions {
        output.line(format!(
            "{}/{}: revision {}, {}, {} bytes compressed, {} bytes",
            published.pack,
            edition.name,
            edition.revision,
            if edition.changed { "changed" } else { "unchanged" },
            edition.object_bytes,
            edition.raw_bytes
        ));
    }
    let fetches: Vec<_> = match args.dry_run {
        true => published.editions.iter().map(|e| Fetches::of(published, e)).collect(),
        false => Vec::new(),
    };
    for fetched in &fetches {
        fetched.tell(output);
    }
    output.line(format!(
        "{} files {}, metadata in force {} bytes",
        published.written.len(),
        if args.dry_run { "would be written, nothing was" } else { "written" },
        published.metadata_bytes
    ));
    output.line(format!("root fingerprint {}", published.root_sha256));
    if let Some(link) = &link {
        output.line(format!("link {link}"));
    }
    for warning in &published.warnings {
        output.complain(format!("{}: warning: {warning}", published.pack));
    }
    output.value(&Answer { published, dry_run: args.dry_run, fetches, link });
    Ok(())
}

/// `<base-url>/<pack>/#<root fingerprint>`: where the pack is and how to know it.
fn link(base: &Url, published: &Published) -> Result<String, Failure> {
    let mut link = base.clone();
    link.path_segments_mut()
        .map_err(|()| Failure::new(format!("--base-url {base}: is no web address")))?
        .pop_if_empty()
        .push(&published.pack)
        .push("");
    link.set_query(None);
    link.set_fragment(Some(&published.root_sha256));
    Ok(link.to_string())
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is asked")]
fn now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_the_pack_and_its_fingerprint() {
        let published = Published {
            pack: "sample-town".into(),
            editions: vec![],
            metadata_bytes: 0,
            root_sha256: "ab".into(),
            root_bytes: 0,
            written: vec![],
            warnings: vec![],
        };
        for base in ["https://example.org/packs", "https://example.org/packs/?x#y"] {
            let link = link(&base.parse().unwrap(), &published).unwrap();
            assert_eq!(link, "https://example.org/packs/sample-town/#ab");
        }
        assert!(link(&"mailto:a@example.org".parse().unwrap(), &published).is_err());
    }
}
