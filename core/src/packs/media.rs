//! Media files in parts: a long file has a hash for each part, so that one wrong byte costs one part.

use super::crypto;
use super::layout::{MEDIA_CHUNK, MEDIA_WHOLE};

/// The hashes of the parts of a file, in hex; none where it is short enough to be fetched whole.
pub fn chunk_hashes(bytes: &[u8]) -> Vec<String> {
    if bytes.len() as u64 <= MEDIA_WHOLE {
        return Vec::new();
    }
    let chunk = usize::try_from(MEDIA_CHUNK).unwrap_or(usize::MAX);
    bytes.chunks(chunk).map(crypto::sha256_hex).collect()
}

/// Whether a file of this length can have these part hashes: none, or one for each part.
pub fn are_chunks_of(length: u64, chunks: &[String]) -> bool {
    chunks.is_empty() || chunks.len() as u64 == length.div_ceil(MEDIA_CHUNK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_files_have_parts() {
        assert!(chunk_hashes(&vec![7; 1024 * 1024]).is_empty());
        let long = vec![7; 1024 * 1024 + 1];
        let hashes = chunk_hashes(&long);
        assert_eq!(hashes.len(), 5);
        assert_eq!(hashes[0], hashes[3]);
        assert_eq!(hashes[4], crypto::sha256_hex(&[7]));
        assert!(are_chunks_of(long.len() as u64, &hashes) && are_chunks_of(9, &[]));
        assert!(!are_chunks_of(long.len() as u64 + MEDIA_CHUNK, &hashes));
    }
}
