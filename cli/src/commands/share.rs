//! `welcome pack export` and `welcome pack inspect`: a pack as one file, to be handed out on a stick.

mod export;
mod inspect;

use chrono::{DateTime, SecondsFormat, Utc};
use companion_core::packs::verify::EditionTarget;
use serde::Serialize;

pub use export::{ExportArgs, export};
pub use inspect::{InspectArgs, inspect};

/// An edition of a file.
#[derive(Serialize)]
struct EditionLine {
    edition: String,
    revision: u64,
    published_at: String,
    raw_bytes: u64,
    bytes: u64,
}

impl EditionLine {
    fn new(name: &str, target: &EditionTarget, bytes: u64) -> Self {
        Self {
            edition: name.to_owned(),
            revision: target.revision,
            published_at: second(target.published_at),
            raw_bytes: target.raw_length,
            bytes,
        }
    }

    fn told(&self) -> String {
        let Self { edition, revision, published_at, raw_bytes, bytes } = self;
        format!(
            "{edition}: revision {revision} of {published_at}, {raw_bytes} bytes, {bytes} in the file"
        )
    }
}

fn second(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is asked")]
fn now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}
