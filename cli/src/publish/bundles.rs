//! Bundles: the signed documents of an edition in one file each, so that looking for news is one request.
//!
//! Written last, after the timestamp and the root they speak of: whoever meets the bundle of before sees the state
//! before. What is in one is [`companion_core::packs::bundle`]'s.

use std::collections::BTreeMap;

use companion_core::packs::bundle::Bundle;
use companion_core::packs::layout::{MAX_BUNDLE, bundle_path};
use zstd::zstd_safe::{CCtx, CParameter, compress_bound, get_error_name};

use super::current::length;
use super::disk::Disk;
use super::error::PublishError;

/// The strongest level is not always the one with the fewest bytes.
const LEVELS: [i32; 2] = [19, 22];

/// Writes each bundle that is not what it should be. `documents` are the files in force; `editions` names all that the
/// snapshot lists, and says whether they are offered still. The bundle of one that is not, tells so by its targets role.
/// Bytes of each bundle by the name of its edition.
pub(super) fn write(
    disk: &mut Disk,
    documents: &BTreeMap<String, Vec<u8>>,
    editions: &BTreeMap<String, bool>,
    newest_root: u64,
) -> Result<BTreeMap<String, u64>, PublishError> {
    let mut sizes = BTreeMap::new();
    for (edition, offered) in editions {
        let mine = |name: &str| {
            name == "timestamp.json"
                || name.split_once('.').is_some_and(|(_, role)| {
                    role == "snapshot.json"
                        || role == "targets.json"
                        || (*offered && role.strip_suffix(".json") == Some(edition))
                })
        };
        let documents = documents.iter().filter(|(name, _)| mine(name));
        let documents = documents.map(|(name, bytes)| (name.clone(), bytes.clone())).collect();
        let bytes = Bundle { newest_root, documents }.to_bytes();
        let path = bundle_path(edition);
        if length(&bytes) > MAX_BUNDLE {
            let (file, bytes, limit) = (path, length(&bytes), MAX_BUNDLE);
            return Err(PublishError::MetadataTooLarge { file, bytes, limit });
        }
        let file = compress(&bytes)
            .map_err(|e| PublishError::io(&disk.path(&path), std::io::Error::other(e)))?;
        if !disk.is(&path, &file) {
            disk.write(&path, &file)?;
        }
        sizes.insert(edition.clone(), length(&file));
    }
    Ok(sizes)
}

/// The shortest frame. Without a checksum: everything in it is signed.
fn compress(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let told = |code| get_error_name(code).to_owned();
    let mut shortest: Option<Vec<u8>> = None;
    for level in LEVELS {
        for content_size in [true, false] {
            let mut context = CCtx::try_create().ok_or("no memory for a bundle")?;
            for parameter in [
                CParameter::CompressionLevel(level),
                CParameter::ContentSizeFlag(content_size),
                CParameter::ChecksumFlag(false),
            ] {
                context.set_parameter(parameter).map_err(told)?;
            }
            let mut file = Vec::with_capacity(compress_bound(bytes.len()));
            context.compress2(&mut file, bytes).map_err(told)?;
            if shortest.as_ref().is_none_or(|s| file.len() < s.len()) {
                shortest = Some(file);
            }
        }
    }
    shortest.ok_or_else(|| "no bundle".to_owned())
}
