//! Deltas: for phones that have an earlier content, a zstd patch from it to the present one.
//!
//! From the last contents that differ, and from one anchor: what was in force [`ANCHOR_DAYS`] ago, for phones that
//! were off for a season. Patches are direct, never chained: a chain is longer, and breaks with its weakest link.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::packs::delta::BASE_DIGITS;
use companion_core::packs::layout::{delta_target, object_path};
use zstd::zstd_safe::{CCtx, CParameter, compress_bound, get_error_name};

use super::current::length;
use super::disk::Disk;
use super::document::Hashes;
use super::edition_file::{Delta, Deltas};
use super::error::PublishError;
use super::history::{Earlier, Versions, content, role};
use super::objects::Placed;
use crate::keys::{KeyRing, hex};

/// How many earlier contents have a delta each, beside the anchor.
const RECENT: usize = 5;
/// The anchor is the newest content that was published at least so many days ago.
const ANCHOR_DAYS: i64 = 90;
/// A delta of more than so many hundredths of the whole file is not worth its place in the metadata.
const WORTH: u64 = 60;
/// Level of zstd. The strongest makes patches of a few corrections about 5 % shorter and takes ten times as long, the longer
/// the edition the worse; this one costs in proportion to the text.
const LEVEL: i32 = 12;
/// Level for the patch from the content before, which most phones fetch: a word table that has changed here and there takes
/// a sixth less.
const NEWEST_LEVEL: i32 = 16;
/// No more threads than this: each holds a base, an edition and the tables of the strongest level.
const THREADS: usize = 4;

/// One patch to be made, or to be taken from where it is.
struct Job<'a> {
    placed: &'a Placed,
    base: Earlier,
    /// Of zstd.
    level: i32,
    /// Listed by a role that our keys signed, for the same two contents.
    known: Option<Delta>,
}

enum Outcome {
    /// The one listed before is there.
    Kept(Delta),
    Made(Vec<u8>),
    /// Hardly shorter than the whole file.
    Useless,
    /// Its base is not there any more; the reason.
    NoBase(String),
}

/// Finds or makes the deltas of these editions. `told` is called with how many there are to make, and then after each
/// with how many are left. Gives warnings.
pub(super) fn make(
    disk: &mut Disk,
    ring: &KeyRing,
    editions: &mut [(&mut Placed, u64)],
    now: DateTime<Utc>,
    told: &mut dyn FnMut(usize),
) -> Result<Vec<String>, PublishError> {
    let versions = Versions::read(disk)?;
    let mut warnings = Vec::new();
    let mut jobs = Vec::new();
    for (placed, version) in editions.iter() {
        let (bases, known) = wanted(disk, ring, placed, *version, &versions, now, &mut warnings);
        let levels = std::iter::once(NEWEST_LEVEL).chain(std::iter::repeat(LEVEL));
        for (base, level) in bases.into_iter().zip(levels) {
            let known = known.get(digits(&base)).cloned();
            jobs.push(Job { placed, base, level, known });
        }
    }
    told(jobs.len());
    let outcomes = run(disk, &jobs, told)?;
    let mut found = Vec::new();
    for (job, outcome) in jobs.iter().zip(outcomes) {
        let name = job.placed.name.clone();
        let digits = digits(&job.base).to_owned();
        match outcome {
            Outcome::Kept(delta) => found.push((name, digits, delta, None)),
            Outcome::Made(patch) => {
                let hashes = Hashes { sha256: hex::sha256(&patch) };
                let delta = Delta { hashes, length: length(&patch) };
                found.push((name, digits, delta, Some(patch)));
            }
            Outcome::Useless => {}
            Outcome::NoBase(reason) => warnings.push(format!(
                "{name}: {reason}; phones that have revision {} fetch the whole edition",
                job.base.version
            )),
        }
    }
    drop(jobs);
    for (name, digits, delta, patch) in found {
        if let Some(patch) = patch {
            let path = object_path(&delta.hashes.sha256, &delta_target(&name, &digits));
            if !disk.holds(&path, delta.length, &delta.hashes.sha256) {
                disk.write(&path, &patch)?;
            }
        }
        if let Some((placed, _)) = editions.iter_mut().find(|(p, _)| p.name == name) {
            placed.deltas.insert(digits, delta);
        }
    }
    Ok(warnings)
}

/// The contents to make deltas from, the newest first, and the deltas that are known to lead to the present one.
fn wanted(
    disk: &Disk,
    ring: &KeyRing,
    placed: &Placed,
    version: u64,
    versions: &Versions,
    now: DateTime<Utc>,
    warnings: &mut Vec<String>,
) -> (Vec<Earlier>, Deltas) {
    let present = &placed.file.custom.raw_sha256;
    let anchored = now - TimeDelta::days(ANCHOR_DAYS);
    let (mut bases, mut known) = (Vec::new(), Deltas::new());
    let (mut recent, mut has_anchor) = (0, false);
    let mut seen = BTreeSet::from([present.clone()]);
    // The version in force is an earlier one too: it describes what phones have now.
    for version in versions.below(&placed.name, version.saturating_add(1)) {
        let earlier = match role(disk, ring, &placed.name, version) {
            Ok(Some(earlier)) => earlier,
            Ok(None) => continue,
            Err(reason) => {
                warnings.push(format!("{}: {reason}; no delta is made from it", placed.name));
                continue;
            }
        };
        if earlier.file.custom.raw_sha256 == *present {
            // The newest role's word counts.
            for (base, delta) in &earlier.deltas {
                known.entry(base.clone()).or_insert_with(|| delta.clone());
            }
        }
        let old = earlier.file.custom.published_at.0 <= anchored;
        let (is_anchor, is_recent) = (old && !has_anchor, recent < RECENT);
        has_anchor |= old;
        if (is_recent || is_anchor) && seen.insert(earlier.file.custom.raw_sha256.clone()) {
            recent += usize::from(is_recent);
            bases.push(earlier);
        }
        if has_anchor && recent >= RECENT {
            break;
        }
    }
    (bases, known)
}

fn digits(base: &Earlier) -> &str {
    let sha256 = base.file.custom.raw_sha256.as_str();
    sha256.get(..BASE_DIGITS).unwrap_or(sha256)
}

/// All outcomes in the order of the jobs; their bytes do not depend on how many threads there are.
fn run(
    disk: &Disk,
    jobs: &[Job<'_>],
    told: &mut dyn FnMut(usize),
) -> Result<Vec<Outcome>, PublishError> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let next = AtomicUsize::new(0);
    let mut outcomes: Vec<(usize, Outcome)> = Vec::with_capacity(jobs.len());
    thread::scope(|scope| {
        let (done, results) = mpsc::channel();
        for _ in 0..threads.min(jobs.len()) {
            let (done, next) = (done.clone(), &next);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(at) else { break };
                    if done.send((at, outcome(disk, job))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        for (at, outcome) in results {
            outcomes.push((at, outcome?));
            told(jobs.len().saturating_sub(outcomes.len()));
        }
        Ok::<(), PublishError>(())
    })?;
    outcomes.sort_by_key(|(at, _)| *at);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

fn outcome(disk: &Disk, job: &Job<'_>) -> Result<Outcome, PublishError> {
    let name = &job.placed.name;
    if let Some(known) = &job.known {
        let path = object_path(&known.hashes.sha256, &delta_target(name, digits(&job.base)));
        if disk.holds(&path, known.length, &known.hashes.sha256) {
            return Ok(Outcome::Kept(known.clone()));
        }
    }
    let base = match content(disk, name, &job.base.file) {
        Ok(base) => base,
        Err(reason) => return Ok(Outcome::NoBase(reason)),
    };
    let patch = patch(&base, &job.placed.raw, job.level)
        .map_err(|e| PublishError::io(std::path::Path::new(name), std::io::Error::other(e)))?;
    let worth = length(&patch) * 100 <= job.placed.file.length * WORTH;
    Ok(if worth { Outcome::Made(patch) } else { Outcome::Useless })
}

/// A zstd frame that makes `new` from `base`, as `zstd --patch-from` does; the same in every run.
///
/// The library alone would match within its usual window only, so the window spans both texts, and distant matches
/// are looked for (facebook/zstd issue 2835).
pub(super) fn patch(base: &[u8], new: &[u8], level: i32) -> Result<Vec<u8>, String> {
    let told = |code| get_error_name(code).to_owned();
    let both = base.len().saturating_add(new.len()).max(1);
    // From 1 KiB, the smallest window of the format, on.
    let window = usize::BITS.saturating_sub((both - 1).leading_zeros()).clamp(10, 27);
    let mut context = CCtx::try_create().ok_or("no memory for a delta")?;
    for parameter in [
        CParameter::CompressionLevel(level),
        CParameter::WindowLog(window),
        CParameter::EnableLongDistanceMatching(true),
        CParameter::ContentSizeFlag(true),
        CParameter::ChecksumFlag(true),
    ] {
        context.set_parameter(parameter).map_err(told)?;
    }
    context.ref_prefix(base).map_err(told)?;
    let mut out = Vec::with_capacity(compress_bound(new.len()));
    context.compress2(&mut out, new).map_err(told)?;
    Ok(out)
}
