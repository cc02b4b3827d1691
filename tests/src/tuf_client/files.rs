//! Downloaded targets: where they lie, and whether they are the signed bytes.

use std::fs;

use companion_core::packs::verify::FoundTarget;
use ring::digest::{Algorithm, SHA256, SHA512, digest};

use super::carrier::Remote;
use super::{ClientError, Wanted, folder};

/// The hashes that can be computed here, the one that names files first.
const HASHES: [(&str, &Algorithm); 2] = [("sha256", &SHA256), ("sha512", &SHA512)];

/// Stores a target's file, unless the signed bytes lie there already.
///
/// # Errors
/// When it cannot be had, or is not the signed one; what was there before stays.
pub async fn download(
    target: &FoundTarget,
    wanted: &Wanted,
    remote: &Remote,
) -> Result<(), ClientError> {
    let path = wanted.folder.join(folder::quote(&target.path));
    if fs::read(&path).is_ok_and(|held| is_signed(target, &held)) {
        return Ok(());
    }
    let hash = HASHES.iter().find_map(|(name, _)| target.hashes.get(*name));
    let hash = hash.ok_or_else(|| ClientError::NoHash(target.path.clone()))?;
    let url = url_of(&wanted.base_url, hash, &target.path);
    let missing = || ClientError::NoTarget(target.path.clone());
    let bytes = remote.get(url, target.length).await?.ok_or_else(missing)?;
    if !is_signed(target, &bytes) {
        return Err(ClientError::WrongBytes(target.path.clone()));
    }
    folder::write(&path, &bytes)
}

/// Length and every hash that is known here, of which there must be one.
fn is_signed(target: &FoundTarget, bytes: &[u8]) -> bool {
    let mut known = target.hashes.iter().filter_map(|(name, hex)| {
        let (_, algorithm) = HASHES.iter().find(|(n, _)| n == name)?;
        Some((*algorithm, hex))
    });
    let Some(first) = known.next() else { return false };
    bytes.len() as u64 == target.length
        && std::iter::once(first).chain(known).all(|(algorithm, hex)| {
            let digits = digest(algorithm, bytes);
            let digits: String = digits.as_ref().iter().map(|b| format!("{b:02x}")).collect();
            digits.eq_ignore_ascii_case(hex)
        })
}

/// Consistent snapshots put the hash before the last segment of the path (TUF 1.0, section 6.2.1).
fn url_of(base: &str, hash: &str, path: &str) -> String {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let segments = folders.split('/').filter(|s| !s.is_empty()).map(folder::quote);
    let name = folder::quote(&format!("{hash}.{name}"));
    let path: Vec<String> = segments.chain([name]).collect();
    format!("{}/{}", base.trim_end_matches('/'), path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_carry_the_hash_before_the_name() {
        assert_eq!(url_of("http://a/t/", "ab", "x y/n?.txt"), "http://a/t/x%20y/ab.n%3F.txt");
        assert_eq!(url_of("http://a/t", "ab", "n"), "http://a/t/ab.n");
    }

    #[test]
    fn every_hash_must_hold_and_one_must_be_known() {
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let target = |hashes: &[(&str, &str)]| FoundTarget {
            path: "a".to_owned(),
            role: "targets".to_owned(),
            length: 3,
            hashes: hashes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        };
        assert!(is_signed(&target(&[("sha256", sha256)]), b"abc"));
        assert!(is_signed(&target(&[("sha256", sha256), ("md5", "")]), b"abc"));
        assert!(!is_signed(&target(&[("sha256", sha256), ("sha512", "00")]), b"abc"));
        assert!(!is_signed(&target(&[("sha256", sha256)]), b"abd"));
        assert!(!is_signed(&target(&[("md5", "")]), b"abc"));
        assert!(!is_signed(&target(&[]), b"abc"));
    }
}
