//! Bundles: the signed documents of an edition in one file each, so that looking for news is one request.
//!
//! Written last, after the timestamp and the root they speak of: whoever meets the bundle of before sees the state
//! before. What is in one is [`companion_core::packs::bundle`]'s.

use std::collections::BTreeMap;

use companion_core::packs::bundle::Bundle;
use companion_core::packs::layout::{MAX_BUNDLE, bundle_path};

use super::current::length;
use super::disk::Disk;
use super::error::PublishError;

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
        let bundle = Bundle { newest_root, documents };
        let path = bundle_path(edition);
        let bytes = length(&bundle.to_bytes());
        if bytes > MAX_BUNDLE {
            let (file, limit) = (path, MAX_BUNDLE);
            return Err(PublishError::MetadataTooLarge { file, bytes, limit });
        }
        let file = bundle
            .to_file()
            .map_err(|e| PublishError::io(&disk.path(&path), std::io::Error::other(e)))?;
        if !disk.is(&path, &file) {
            disk.write(&path, &file)?;
        }
        sizes.insert(edition.clone(), length(&file));
    }
    Ok(sizes)
}
