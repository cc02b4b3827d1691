//! Publishing: editions and media as signed static files that any web host carries.
//!
//! A small publisher of TUF 1.0 (theupdateframework.io/specification) with consistent snapshots. Paths and limits are
//! [`companion_core::packs::layout`]'s, keys [`crate::keys`]'s. Objects nobody is led to any more are not deleted:
//! a phone may be fetching them, and deltas are made from them. See docs/publishing.md.
//!
//! | module | owns |
//! |---|---|
//! | `current`, `history` | what is published now, and what was before |
//! | `standing` | which keys sign, while keys are replaced too |
//! | `objects`, `deltas`, `bundles` | the files beside metadata |
//! | `next`, `root` | which roles are signed anew, and what stands in them |
//! | `sign`, `renew` | in which order they are written; the same content once more |
//! | `document`, `edition_file`, `seal`, `json` | metadata as values and as bytes |
//! | `disk` | whole files or none, one publisher, rehearsals |
//! | `report`, `log` | what is told of it |

mod as_of;
mod bundles;
mod current;
mod deltas;
mod disk;
mod document;
mod edition_file;
mod error;
mod history;
mod json;
mod log;
mod next;
mod objects;
mod renew;
mod report;
mod root;
mod seal;
mod sign;
mod standing;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::packs::edition::Edition;
use companion_core::packs::format::MediaFact;

use self::current::{CurrentRoot, State, read_root, read_state, timestamp_path, versioned};
use self::disk::Disk;
use self::document::Moment;
use self::edition_file::deltas_of;
pub use self::error::PublishError;
use self::history::Versions;
pub use self::log::{Change, RevisedEdition, Revision, editions_at, log};
use self::next::Signer;
use self::objects::Placed;
pub use self::renew::renew;
pub use self::report::{Published, PublishedDelta, PublishedEdition};
use self::sign::sign;
use self::standing::Standing;
use crate::keys::{KeyRing, PerRole, Role};

/// What is published: everything the pack has, changed or not.
#[derive(Debug, Clone, Copy)]
pub struct PublishInput<'a> {
    /// Id of the pack; the name of its folder.
    pub pack: &'a str,
    /// All editions, `common` among them.
    pub editions: &'a [Edition],
    /// All media files of the common edition, with where they are now.
    pub media: &'a [(MediaFact, PathBuf)],
}

/// How to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// For how many days each role's signatures hold.
    pub lives: PerRole<u32>,
    /// Stop with [`PublishError::Stopped`] after so many writes and renames: for tests of interrupted publishing.
    pub stop_after: Option<u32>,
    /// Make and sign everything, and write nothing at all.
    pub rehearse: bool,
}

impl Default for Options {
    fn default() -> Self {
        let lives = PerRole { root: 730, targets: 90, snapshot: 14, timestamp: 14, editions: 90 };
        Self { lives, stop_after: None, rehearse: false }
    }
}

/// Publishes a pack to `folder/<pack>`. Objects first, the timestamp after all it leads to, the bundles last: until the
/// timestamp is written phones see the state before.
///
/// # Errors
/// [`PublishError`]; the state before stays in force.
pub fn publish(
    input: &PublishInput<'_>,
    keys: &KeyRing,
    folder: &Path,
    now: DateTime<Utc>,
    options: &Options,
) -> Result<Published, PublishError> {
    publish_telling(input, keys, folder, now, options, &mut |_| ())
}

/// The same; `told` hears how many deltas there are to find or make, and then after each how many are left.
///
/// # Errors
/// [`PublishError`]; the state before stays in force.
pub fn publish_telling(
    input: &PublishInput<'_>,
    keys: &KeyRing,
    folder: &Path,
    now: DateTime<Utc>,
    options: &Options,
    told: &mut dyn FnMut(usize),
) -> Result<Published, PublishError> {
    objects::check(input)?;
    let base = folder.join(input.pack);
    if !base.join(versioned("root", 1)).exists() {
        Standing::judge(keys, None, None)?.need(keys, &Role::ALL)?;
    }
    let mut disk = open(&base, options)?;
    let (root, state) = read(&disk, &base, input.pack)?;
    let standing = Standing::judge(keys, root.as_ref(), state.as_ref())?;
    standing.need(keys, &[Role::Editions, Role::Targets, Role::Snapshot, Role::Timestamp])?;
    let state = state.as_ref();
    check_clock(state, now)?;
    as_of::check(input.editions, state, &disk)?;

    for (fact, from) in input.media {
        objects::place_media(&mut disk, fact, from)?;
    }
    let mut editions = Vec::new();
    for edition in input.editions {
        let before = state.and_then(|s| s.file(&edition.name()));
        let placed = objects::place_edition(&mut disk, edition, before.as_ref(), Moment::new(now))?;
        editions.push(placed);
    }
    editions.sort_by(|a, b| a.name.cmp(&b.name));

    let mut signer = Signer::new(&mut disk, input.pack, keys, &standing, now, options, state);
    let mut anew = Vec::new();
    for edition in &mut editions {
        let role = state.and_then(|s| s.editions.get(&edition.name));
        let keeps = signer.keeps(edition, state);
        match role {
            Some(role) if keeps => edition.deltas = deltas_of(role, &edition.name),
            Some(role) => anew.push((edition, role.head.version)),
            None => {}
        }
    }
    let mut warnings = deltas::make(signer.disk, keys, &mut anew, now, told)?;
    for edition in &mut editions {
        // The roles tell all there is to tell of it from here on.
        edition.raw = Vec::new();
    }
    let retired = retired(state, &editions);
    let signed = sign(&mut signer, root, state, &mut editions, retired)?;
    let versions = Versions::read(&disk)?;
    for e in &mut editions {
        e.bases = history::bases(&disk, keys, &e.name, e.revision, &e.deltas, &versions);
    }
    warnings.extend(standing.warnings.clone());
    Ok(signed.report(input.pack, &editions, disk, warnings))
}

/// SHA-256 of a published pack's first root, by which phones know the pack.
///
/// # Errors
/// When nothing is published, or its newest root trusts other keys than `keys`.
pub fn fingerprint(pack: &str, keys: &KeyRing, folder: &Path) -> Result<String, PublishError> {
    let base = folder.join(pack);
    let root = read_root(&base, pack)?;
    let root = root.ok_or_else(|| PublishError::NotPublished(base.display().to_string()))?;
    Standing::judge(keys, Some(&root), None)?;
    Ok(root.first_sha256)
}

/// Whether a published pack names other keys than the key folder's present ones, which the next publish replaces.
///
/// # Errors
/// As [`fingerprint`].
pub fn waits_for_keys(pack: &str, keys: &KeyRing, folder: &Path) -> Result<bool, PublishError> {
    let base = folder.join(pack);
    let (root, state) = read(&Disk::rehearse(&base), &base, pack)?;
    let root = root.ok_or_else(|| PublishError::NotPublished(base.display().to_string()))?;
    Standing::judge(keys, Some(&root), state.as_ref()).map(|standing| standing.waits())
}

/// The packs published in a folder, sorted.
///
/// # Errors
/// When the folder cannot be read.
pub fn packs(folder: &Path) -> Result<Vec<String>, PublishError> {
    let mut packs = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| PublishError::io(folder, e))? {
        let entry = entry.map_err(|e| PublishError::io(folder, e))?;
        if entry.path().join(current::timestamp_path()).exists() {
            packs.extend(entry.file_name().into_string());
        }
    }
    packs.sort();
    Ok(packs)
}

/// The editions that were listed once and are not offered now.
fn retired(state: Option<&State>, editions: &[Placed]) -> Vec<String> {
    let listed = state.into_iter().flat_map(|s| s.editions.keys());
    listed.filter(|name| editions.iter().all(|e| e.name != **name)).cloned().collect()
}

/// Opens the folder, or looks at it only.
fn open(base: &Path, options: &Options) -> Result<Disk, PublishError> {
    if options.rehearse { Ok(Disk::rehearse(base)) } else { Disk::open(base, options.stop_after) }
}

/// What is published. A state without a root is somebody's mistake, and no reason to begin anew.
fn read(
    disk: &Disk,
    base: &Path,
    pack: &str,
) -> Result<(Option<CurrentRoot>, Option<State>), PublishError> {
    let Some(root) = read_root(base, pack)? else {
        return match disk.exists(&timestamp_path()) {
            true => Err(PublishError::published(&disk.path(&versioned("root", 1)), "is missing")),
            false => Ok((None, None)),
        };
    };
    let state = read_state(disk, pack, &root)?;
    Ok((Some(root), state))
}

/// A clock that stands before the last publish would sign expiries in the past. Two computers may differ by an hour.
fn check_clock(state: Option<&State>, now: DateTime<Utc>) -> Result<(), PublishError> {
    let roles = state.iter().flat_map(|s| s.editions.values());
    let described = roles.flat_map(|role| role.targets.values()).filter_map(|t| t.custom.as_ref());
    match described.map(|custom| custom.published_at).max() {
        Some(published) if published.0 - now > TimeDelta::hours(1) => Err(PublishError::Clock {
            now: Moment::new(now).to_string(),
            published: published.to_string(),
        }),
        _ => Ok(()),
    }
}
