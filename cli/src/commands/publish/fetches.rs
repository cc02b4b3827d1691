//! What phones would fetch of an edition, for a rehearsal.

use serde::Serialize;

use crate::output::Output;
use crate::publish::{Published, PublishedEdition};

/// Bytes of bodies, for each kind of phone that reads this edition. Every phone fetches the bundle first.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Fetches<'a> {
    edition: &'a str,
    changed: bool,
    /// One that looks for news, and finds none in this edition.
    checking: u64,
    /// One that has never had the pack: first root, bundle, whole edition.
    new_phone: u64,
    /// One that has a content there is no delta from: bundle, whole edition.
    other_content: u64,
    /// Those that have one of these contents, the latest first: bundle, delta.
    from: Vec<From<'a>>,
}

/// Phones that have one content.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct From<'a> {
    base: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_at: Option<&'a str>,
    bytes: u64,
}

impl<'a> Fetches<'a> {
    /// Of one edition.
    pub(super) fn of(published: &Published, edition: &'a PublishedEdition) -> Self {
        let bundle = edition.bundle_bytes;
        let from = edition.deltas.iter().map(|delta| From {
            base: &delta.base,
            revision: delta.revision,
            published_at: delta.published_at.as_deref(),
            bytes: bundle + delta.bytes,
        });
        Self {
            edition: &edition.name,
            changed: edition.changed,
            checking: bundle,
            new_phone: published.root_bytes + bundle + edition.object_bytes,
            other_content: bundle + edition.object_bytes,
            from: from.collect(),
        }
    }

    /// The same in words.
    pub(super) fn tell(&self, output: Output) {
        output.line(format!("{}: phones would fetch", self.edition));
        output.line(format!("  {:>9} bytes to look for news", self.checking));
        output.line(format!("  {:>9} bytes when they are new", self.new_phone));
        for (n, from) in self.from.iter().enumerate() {
            let revision = from.revision.map_or_else(|| from.base.to_owned(), |r| r.to_string());
            let at = from.published_at.map(|at| format!(" of {at}")).unwrap_or_default();
            let latest = if n == 0 && self.changed { ", the one before" } else { "" };
            output.line(format!("  {:>9} bytes from revision {revision}{at}{latest}", from.bytes));
        }
        output.line(format!("  {:>9} bytes from any other", self.other_content));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::PublishedDelta;

    #[test]
    fn every_kind_of_phone_is_counted_with_its_bundle() {
        let delta = |revision, bytes| PublishedDelta {
            base: format!("{revision:016x}"),
            bytes,
            revision: Some(revision),
            published_at: None,
        };
        let edition = PublishedEdition {
            name: "de".into(),
            revision: 8,
            changed: true,
            object_bytes: 100_000,
            raw_bytes: 500_000,
            bundle_bytes: 1_000,
            deltas: vec![delta(7, 400), delta(6, 500)],
        };
        let published = Published {
            pack: "sample".into(),
            editions: vec![],
            metadata_bytes: 0,
            root_sha256: String::new(),
            root_bytes: 1_500,
            written: vec![],
            warnings: vec![],
        };
        let fetches = Fetches::of(&published, &edition);
        assert_eq!((fetches.checking, fetches.new_phone), (1_000, 102_500));
        assert_eq!(fetches.other_content, 101_000);
        let from: Vec<_> = fetches.from.iter().map(|f| (f.revision, f.bytes)).collect();
        assert_eq!(from, [(Some(7), 1_400), (Some(6), 1_500)]);
    }
}
