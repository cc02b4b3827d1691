//! A bundle: the signed documents of one edition in one file, so that a check for news is one request.
//!
//! It holds the exact bytes of files of the metadata folder and proves nothing by itself: each document goes through
//! [`super::verify::Verifier`] like a file fetched alone, and what is not in it is fetched alone. Shape, before zstd:
//! a line `welcome-bundle 1 ROOT`, where `ROOT` is the version of the newest root, then for each document a line
//! `NAME LENGTH`, its bytes and a line feed. The frame begins from a text that both sides have ([`PREFIX`]): the names of
//! fields are most of a small document, and need not travel.

use std::collections::BTreeMap;

use zstd::zstd_safe::{self, CCtx, CParameter, DCtx};

use super::layout::{MAX_BUNDLE, MAX_METADATA};

/// What every bundle looks like: the raw-content prefix of its frame (RFC 8878), part of the format. Another text would be
/// another format.
pub const PREFIX: &str = include_str!("bundle/prefix.txt");

/// The documents of one check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bundle {
    /// Version of the newest root there is: a phone that has it asks for no later one.
    pub newest_root: u64,
    /// Documents by their file names below `metadata/`, such as `12.snapshot.json`.
    pub documents: BTreeMap<String, Vec<u8>>,
}

/// Why bytes are no bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Not compressed as it should be, or longer than [`MAX_BUNDLE`].
    #[error("not a compressed bundle")]
    Compression,
    /// A line or a length is not what it should be, or a document stands twice.
    #[error("not a bundle")]
    Shape,
    /// Written by a newer publisher.
    #[error("a bundle of a newer format")]
    NewerFormat,
}

const MAGIC: &str = "welcome-bundle";
const FORMAT: &str = "1";
/// The strongest level is not always the one with the fewest bytes.
const LEVELS: [i32; 2] = [19, 22];

impl Bundle {
    /// Reads a compressed bundle.
    ///
    /// # Errors
    /// [`BundleError`]. The documents in it are not looked at.
    pub fn read(file: &[u8]) -> Result<Self, BundleError> {
        let bad = |_| BundleError::Compression;
        let most = usize::try_from(MAX_BUNDLE).map_err(|_| BundleError::Compression)?;
        let mut context = DCtx::try_create().ok_or(BundleError::Compression)?;
        context.ref_prefix(PREFIX.as_bytes()).map_err(bad)?;
        // One call into a buffer of the largest length: nothing is written beyond it.
        let mut bytes = Vec::with_capacity(most);
        context.decompress(&mut bytes, file).map_err(bad)?;
        Self::parse(&bytes)
    }

    /// The shortest file of it. Without a checksum: everything in it is signed.
    ///
    /// # Errors
    /// When it is longer than [`MAX_BUNDLE`], which no phone reads.
    pub fn to_file(&self) -> Result<Vec<u8>, BundleError> {
        let bytes = self.to_bytes();
        if bytes.len() as u64 > MAX_BUNDLE {
            return Err(BundleError::Compression);
        }
        let mut shortest: Option<Vec<u8>> = None;
        for (level, content_size) in
            LEVELS.iter().flat_map(|level| [(*level, true), (*level, false)])
        {
            let file =
                compress(&bytes, level, content_size).map_err(|_| BundleError::Compression)?;
            if shortest.as_ref().is_none_or(|s| file.len() < s.len()) {
                shortest = Some(file);
            }
        }
        shortest.ok_or(BundleError::Compression)
    }

    /// The bundle before compression; documents are sorted by name.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = format!("{MAGIC} {FORMAT} {}\n", self.newest_root).into_bytes();
        for (name, document) in &self.documents {
            out.extend_from_slice(format!("{name} {}\n", document.len()).as_bytes());
            out.extend_from_slice(document);
            out.push(b'\n');
        }
        out
    }

    fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        let mut rest = bytes;
        let mut head = line(&mut rest)?.split(' ');
        if head.next() != Some(MAGIC) {
            return Err(BundleError::Shape);
        }
        if head.next() != Some(FORMAT) {
            return Err(BundleError::NewerFormat);
        }
        let newest_root = head.next().and_then(|v| v.parse().ok()).ok_or(BundleError::Shape)?;
        let mut documents = BTreeMap::new();
        while !rest.is_empty() {
            let (name, length) = line(&mut rest)?.split_once(' ').ok_or(BundleError::Shape)?;
            let length: usize = length.parse().map_err(|_| BundleError::Shape)?;
            if length as u64 > MAX_METADATA {
                return Err(BundleError::Shape);
            }
            let (document, after) = rest.split_at_checked(length).ok_or(BundleError::Shape)?;
            rest = after.strip_prefix(b"\n").ok_or(BundleError::Shape)?;
            if documents.insert(name.to_owned(), document.to_vec()).is_some() {
                return Err(BundleError::Shape);
            }
        }
        Ok(Self { newest_root, documents })
    }
}

fn compress(bytes: &[u8], level: i32, content_size: bool) -> Result<Vec<u8>, zstd_safe::ErrorCode> {
    let mut context = CCtx::create();
    for parameter in [
        CParameter::CompressionLevel(level),
        CParameter::ContentSizeFlag(content_size),
        CParameter::ChecksumFlag(false),
    ] {
        context.set_parameter(parameter)?;
    }
    context.ref_prefix(PREFIX.as_bytes())?;
    let mut file = Vec::with_capacity(zstd_safe::compress_bound(bytes.len()));
    context.compress2(&mut file, bytes)?;
    Ok(file)
}

/// The next line without its end.
fn line<'a>(rest: &mut &'a [u8]) -> Result<&'a str, BundleError> {
    let end = rest.iter().position(|b| *b == b'\n').ok_or(BundleError::Shape)?;
    let (line, after) = rest.split_at_checked(end).ok_or(BundleError::Shape)?;
    *rest = after.get(1..).unwrap_or_default();
    std::str::from_utf8(line).map_err(|_| BundleError::Shape)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(
            newest_root in any::<u64>(),
            documents in proptest::collection::btree_map(
                "[0-9]{0,3}[a-z.-]{1,12}",
                proptest::collection::vec(any::<u8>(), 0..200),
                0..6,
            ),
        ) {
            let bundle = Bundle { newest_root, documents };
            let file = bundle.to_file().unwrap();
            prop_assert_eq!(Bundle::read(&file), Ok(bundle));
        }

        #[test]
        fn damage_is_an_error_or_another_bundle(cut in 0usize..120, at in 0usize..120, byte in any::<u8>()) {
            let documents = BTreeMap::from([("timestamp.json".to_owned(), b"{\n}".to_vec())]);
            let mut bytes = Bundle { newest_root: 2, documents }.to_bytes();
            if let Some(b) = bytes.get_mut(at) {
                *b = byte;
            }
            bytes.truncate(cut);
            let _ = Bundle::parse(&bytes);
        }
    }

    #[test]
    fn the_text_that_both_sides_have_is_that_of_the_format() {
        let sha256 = crate::packs::crypto::sha256_hex(PREFIX.as_bytes());
        assert_eq!(sha256, "eb5d5db95bf299529fef4c29c7e84f10bab324397b54c70442a45b807465dfd2");
    }

    #[test]
    fn a_bomb_is_no_bundle() {
        let bomb = zstd::bulk::compress(&vec![b' '; 8 << 20], 19).unwrap();
        assert_eq!(Bundle::read(&bomb), Err(BundleError::Compression));
        assert_eq!(Bundle::read(b"<html>"), Err(BundleError::Compression));
        assert_eq!(Bundle::parse(b"welcome-bundle 2 1\n"), Err(BundleError::NewerFormat));
        assert_eq!(Bundle::parse(b"welcome-bundle 1 1\na 1\nx\na 1\nx\n"), Err(BundleError::Shape));
        assert_eq!(Bundle::parse(b"welcome-bundle 1 1\na 99999999\nx\n"), Err(BundleError::Shape));
    }
}
