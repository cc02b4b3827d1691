//! What a publisher signs about an edition's file, beyond TUF's own length and hash.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sigstore_tuf::Targets;

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
}

#[derive(Deserialize)]
struct Custom {
    format: u32,
    raw_length: u64,
    raw_sha256: String,
    published_at: DateTime<Utc>,
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
    let sha256 = file.hashes.get("sha256").ok_or_else(bad)?.to_ascii_lowercase();
    let hexadecimal = |h: &str| h.len() == 64 && h.bytes().all(|b| b.is_ascii_hexdigit());
    if !hexadecimal(&sha256)
        || !hexadecimal(&custom.raw_sha256)
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
    })
}
