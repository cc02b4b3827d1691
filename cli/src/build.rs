//! From source and lock to editions, and the one call that does everything for a folder.
//!
//! Owns which record goes into which edition. The same source and lock give the same editions, whatever the order of
//! files on the disk. The bytes are the core's.

mod facts;
mod gate;
#[cfg(test)]
mod tests;
mod texts;
pub mod zones;

use std::path::Path;

use chrono::NaiveDate;
use companion_core::packs::edition::{Edition, Records};
use companion_core::text::LanguageTag;

use crate::align;
use crate::check;
use crate::lock::{self, Lock};
use crate::problem::Problem;
pub use crate::source::MediaFile;
use crate::source::place::{has_errors, sorted};
use crate::source::{self, Source};

/// A pack that can be published.
#[derive(Debug, Clone)]
pub struct Built {
    /// `common`, `notices`, then one edition per language in the publisher's order.
    pub editions: Vec<Edition>,
    /// The files that pages show.
    pub media: Vec<MediaFile>,
    /// What belongs into pack.lock now.
    pub lock: Lock,
    /// Whether pack.lock says something else; [`lock::write`] writes it.
    pub lock_changed: bool,
    /// Warnings, by file and line.
    pub problems: Vec<Problem>,
}

/// How far a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The folder was read.
    Read,
    /// It was compared with pack.lock and checked.
    Checked,
    /// The editions are made.
    Made,
    /// They were looked at as a phone would.
    Proved,
}

/// Steps of a build.
pub const STEPS: u64 = 4;

/// [`build_folder_telling`] without telling.
///
/// # Errors
/// All problems, warnings included, when one of them is an error.
pub fn build_folder(folder: &Path, today: NaiveDate) -> Result<Built, Vec<Problem>> {
    build_folder_telling(folder, today, &mut |_| ())
}

/// The same, telling how far it is.
///
/// # Errors
/// As [`build_folder`].
pub fn build_folder_telling(
    folder: &Path,
    today: NaiveDate,
    step: &mut dyn FnMut(Step),
) -> Result<Built, Vec<Problem>> {
    let read = source::read(folder);
    step(Step::Read);
    build_read_telling(read, lock::read(folder), today, step)
}

/// Builds what was read of a folder with what its lock was found to say.
///
/// # Errors
/// As [`build_folder`].
pub fn build_read(
    read: (Option<Source>, Vec<Problem>),
    before: Result<Lock, Vec<Problem>>,
    today: NaiveDate,
) -> Result<Built, Vec<Problem>> {
    build_read_telling(read, before, today, &mut |_| ())
}

fn build_read_telling(
    (source, mut problems): (Option<Source>, Vec<Problem>),
    before: Result<Lock, Vec<Problem>>,
    today: NaiveDate,
    step: &mut dyn FnMut(Step),
) -> Result<Built, Vec<Problem>> {
    let before = before.unwrap_or_else(|found| {
        problems.extend(found);
        Lock::default()
    });
    let Some(source) = source else { return Err(sorted(problems)) };
    let lock = lock::update(&source, &before);
    problems.extend(check::check(&source, &lock, today));
    step(Step::Checked);
    if has_errors(&problems) {
        return Err(sorted(problems));
    }
    let editions = build(&source, &lock, today);
    step(Step::Made);
    problems.extend(gate::check(&editions));
    step(Step::Proved);
    if has_errors(&problems) {
        return Err(sorted(problems));
    }
    let lock_changed = lock != before;
    let media = source.media.into_values().collect();
    Ok(Built { editions, media, lock, lock_changed, problems: sorted(problems) })
}

/// The editions of a source without errors. Notices that ended before `today` are left out: no phone shows them any more.
pub fn build(source: &Source, lock: &Lock, today: NaiveDate) -> Vec<Edition> {
    let pack = &source.pack.value.id;
    let edition = |records| Edition { pack: pack.clone(), records };
    let languages: Vec<(LanguageTag, Vec<_>)> = source
        .pack
        .value
        .languages
        .iter()
        .map(|tag| (tag.clone(), texts::of(source, lock, tag)))
        .filter(|(_, texts)| !texts.is_empty())
        .collect();
    let spoken: Vec<LanguageTag> = languages.iter().map(|(tag, _)| tag.clone()).collect();
    let today = today.to_string();
    let over = |until: &str| until.get(..10).is_some_and(|day| *day < *today);
    let notices = source.notices.values().map(|n| &n.notice.value);
    let notices = notices.filter(|n| !over(&n.until)).cloned().collect();
    let mut editions = vec![
        edition(Records::Common(facts::of(source, lock, spoken))),
        edition(Records::Notices(notices)),
    ];
    editions
        .extend(languages.into_iter().map(|(tag, texts)| edition(Records::Language(tag, texts))));
    align::put_tables(&mut editions);
    editions
}
