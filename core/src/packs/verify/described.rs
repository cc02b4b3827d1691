//! What a publisher signs about an edition's file, beyond TUF's own length and hash.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sigstore_tuf::{TargetFile, Targets};

use super::TrustError;
use crate::packs::format::FORMAT;
use crate::packs::{edition, layout};

/// A signed edition file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionTarget {
    /// Path below the pack's base.
    pub path: String,
    /// Bytes of the compressed file.
    pub length: u64,
    /// SHA-256 of the compressed file, hex.
    pub sha256: String,
    /// Bytes of the edition itself.
    pub raw_length: u64,
    /// SHA-256 of the edition itself, hex.
    pub raw_sha256: String,
    /// Rises with every change.
    pub revision: u64,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Patches from earlier editions, sorted by base.
    pub deltas: Vec<DeltaTarget>,
    /// Of `common`: the language that every text of the pack is in.
    pub source_language: Option<String>,
}

/// A signed patch from an earlier edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeltaTarget {
    /// The first digits of the SHA-256 of the edition it begins from, hex.
    pub base: String,
    /// Path below the pack's base.
    pub path: String,
    /// Bytes of the patch.
    pub length: u64,
    /// SHA-256 of the patch, hex.
    pub sha256: String,
}

impl EditionTarget {
    /// The patch from an edition with this SHA-256, if there is one and it is shorter than the whole file.
    pub fn delta_from(&self, base_sha256: &str) -> Option<&DeltaTarget> {
        let delta = self.deltas.iter().find(|d| base_sha256.starts_with(&d.base))?;
        (delta.length < self.length).then_some(delta)
    }
}

#[derive(Deserialize)]
struct Custom {
    format: u32,
    raw_length: u64,
    raw_sha256: String,
    published_at: DateTime<Utc>,
    #[serde(default)]
    source_language: Option<String>,
}

/// The file that an edition's role signs.
///
/// # Errors
/// When it signs none (the edition is withdrawn), or describes it wrongly.
pub(super) fn read(role: &Targets, edition: &str) -> Result<EditionTarget, TrustError> {
    let name = layout::edition_target(edition);
    let file = role.target(&name).ok_or_else(|| TrustError::NoEdition(edition.to_owned()))?;
    let bad = || TrustError::BadDescription(edition.to_owned());
    let custom: Custom =
        serde_json::from_value(file.custom.clone().ok_or_else(bad)?).map_err(|_| bad())?;
    if custom.format > FORMAT {
        return Err(TrustError::NewerFormat(custom.format));
    }
    let sha256 = sha256_of(file).ok_or_else(bad)?;
    if !is_sha256(&custom.raw_sha256)
        || custom.raw_length > edition::MAX_EDITION
        || file.length > edition::MAX_EDITION
    {
        return Err(bad());
    }
    Ok(EditionTarget {
        path: layout::object_path(&sha256, &name),
        length: file.length,
        sha256,
        raw_length: custom.raw_length,
        raw_sha256: custom.raw_sha256.to_ascii_lowercase(),
        revision: role.version,
        published_at: custom.published_at,
        deltas: deltas(role, edition),
        source_language: custom.source_language,
    })
}

/// A delta that is described wrongly is one that cannot be used: the whole file is there.
fn deltas(role: &Targets, edition: &str) -> Vec<DeltaTarget> {
    let described = role.targets.iter().filter_map(|(name, file)| {
        let base = layout::delta_base(edition, name)?.to_owned();
        let sha256 = sha256_of(file)?;
        let path = layout::object_path(&sha256, name);
        Some(DeltaTarget { base, path, length: file.length, sha256 })
    });
    described.collect()
}

fn sha256_of(file: &TargetFile) -> Option<String> {
    let sha256 = file.hashes.get("sha256")?.to_ascii_lowercase();
    is_sha256(&sha256).then_some(sha256)
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
