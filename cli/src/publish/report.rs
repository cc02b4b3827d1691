//! What was published, for people and machines.

use serde::Serialize;

use super::disk::Disk;
use super::edition_file::Deltas;
use super::history::Bases;
use super::objects::Placed;
use super::sign::Signed;

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Id of the pack.
    pub pack: String,
    /// Its editions, sorted by name.
    pub editions: Vec<PublishedEdition>,
    /// Bytes of all metadata in force: root, timestamp, snapshot, targets and every edition's role.
    pub metadata_bytes: u64,
    /// SHA-256 of `1.root.json`: the fingerprint by which phones know the pack.
    pub root_sha256: String,
    /// Bytes of `1.root.json`, which a new phone fetches first.
    pub root_bytes: u64,
    /// Paths of the files written, below the pack's folder, in order; to be uploaded in this order.
    pub written: Vec<String>,
    /// What will need care soon, in plain words.
    pub warnings: Vec<String>,
}

/// One edition of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedEdition {
    /// `common`, `notices` or a language tag.
    pub name: String,
    /// The version of its role.
    pub revision: u64,
    /// Whether its content differs from what was published before.
    pub changed: bool,
    /// Bytes of the compressed object.
    pub object_bytes: u64,
    /// Bytes of the edition itself.
    pub raw_bytes: u64,
    /// Bytes of its bundle: what a phone fetches that only looks for news.
    pub bundle_bytes: u64,
    /// What phones with earlier contents fetch instead of the object, the latest content first.
    pub deltas: Vec<PublishedDelta>,
}

/// A patch from an earlier content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedDelta {
    /// The first digits of the SHA-256 of the content it begins from.
    pub base: String,
    /// Its bytes.
    pub bytes: u64,
    /// The version of the newest earlier role that had this content; left out where that was not looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
    /// When that content was published, RFC 3339 in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
}

impl Signed {
    /// Everything together.
    pub(super) fn report(
        self,
        pack: &str,
        editions: &[Placed],
        disk: Disk,
        mut warnings: Vec<String>,
    ) -> Published {
        warnings.extend(self.warnings);
        let editions = editions.iter().map(|placed| PublishedEdition {
            name: placed.name.clone(),
            revision: placed.revision,
            changed: placed.changed,
            object_bytes: placed.file.length,
            raw_bytes: placed.file.custom.raw_length,
            bundle_bytes: self.bundles.get(&placed.name).copied().unwrap_or_default(),
            deltas: told(&placed.deltas, &placed.bases),
        });
        Published {
            pack: pack.to_owned(),
            editions: editions.collect(),
            metadata_bytes: self.metadata_bytes,
            root_sha256: self.root.first_sha256,
            root_bytes: self.root.first_length,
            written: disk.into_written(),
            warnings,
        }
    }
}

/// Deltas, the newest base first as far as that is known.
pub(super) fn told(deltas: &Deltas, bases: &Bases) -> Vec<PublishedDelta> {
    let told = deltas.iter().map(|(base, delta)| {
        let known = bases.get(base);
        PublishedDelta {
            base: base.clone(),
            bytes: delta.length,
            revision: known.map(|(revision, _)| *revision),
            published_at: known.map(|(_, at)| at.to_string()),
        }
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|delta| std::cmp::Reverse(delta.revision));
    told
}
