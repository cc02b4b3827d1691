//! Deltas: an edition from an earlier one and a zstd patch (`zstd --patch-from`, RFC 8878 with a raw-content prefix).
//!
//! A patch on a wrong base can give bytes of the right length without any complaint, so the base is checked by its hash
//! before and the result by its signed hash afterwards. Pure; which delta to use is [`super::verify::EditionTarget`]'s.

use zstd::zstd_safe::DCtx;

use super::crypto;
use super::edition::{EditionError, MAX_EDITION};

/// How many hex digits of the base's SHA-256 stand in a delta's name. The full hash is checked against what the phone
/// noted when it installed the base.
pub const BASE_DIGITS: usize = 16;

/// Applies a patch: `base` must have the hash `base_sha256`, and exactly `length` bytes with the hash `sha256` come out.
///
/// Memory: the base, the patch and the result.
///
/// # Errors
/// `WrongBytes` when any of that is not so.
pub fn apply(
    base: &[u8],
    base_sha256: &str,
    patch: &[u8],
    length: u64,
    sha256: &str,
) -> Result<Vec<u8>, EditionError> {
    let wrong = || EditionError::WrongBytes;
    if crypto::sha256_hex(base) != base_sha256 || length > MAX_EDITION {
        return Err(wrong());
    }
    let length = usize::try_from(length).map_err(|_| wrong())?;
    let mut result = Vec::with_capacity(length);
    let mut context = DCtx::try_create().ok_or_else(wrong)?;
    context.ref_prefix(base).map_err(|_| wrong())?;
    // One call into a buffer of the signed length: whatever the patch says, nothing is written beyond it.
    context.decompress(&mut result, patch).map_err(|_| wrong())?;
    if result.len() != length || crypto::sha256_hex(&result) != sha256 {
        return Err(wrong());
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zstd::zstd_safe::{CCtx, CParameter};

    use super::*;

    fn patch(base: &[u8], new: &[u8], checksum: bool) -> Vec<u8> {
        let mut context = CCtx::create();
        context.set_parameter(CParameter::ChecksumFlag(checksum)).unwrap();
        context.ref_prefix(base).unwrap();
        let mut out = Vec::with_capacity(zstd::zstd_safe::compress_bound(new.len()));
        context.compress2(&mut out, new).unwrap();
        out
    }

    fn sha256(bytes: &[u8]) -> String {
        crypto::sha256_hex(bytes)
    }

    #[test]
    fn a_wrong_base_of_the_same_length_is_found_out() {
        let base: Vec<u8> = (0..300u32).flat_map(|n| (n * 7919).to_string().into_bytes()).collect();
        let mut new = base.clone();
        new.extend_from_slice(b"and more");
        let mut wrong = base.clone();
        wrong[700] = b'X';
        for checksum in [true, false] {
            let patch = patch(&base, &new, checksum);
            let length = new.len() as u64;
            assert_eq!(apply(&base, &sha256(&base), &patch, length, &sha256(&new)).unwrap(), new);
            assert!(apply(&wrong, &sha256(&base), &patch, length, &sha256(&new)).is_err());
            // Even where somebody vouches for the wrong base.
            assert!(apply(&wrong, &sha256(&wrong), &patch, length, &sha256(&new)).is_err());
            for other in [length - 1, length + 1, MAX_EDITION + 1] {
                assert!(apply(&base, &sha256(&base), &patch, other, &sha256(&new)).is_err());
            }
        }
    }

    proptest! {
        #[test]
        fn any_change_arrives_and_any_damage_is_found(
            base in proptest::collection::vec(any::<u8>(), 0..2000),
            new in proptest::collection::vec(any::<u8>(), 0..2000),
            at in any::<prop::sample::Index>(),
            bit in 0u8..8,
        ) {
            let mut patch = patch(&base, &new, true);
            let length = new.len() as u64;
            prop_assert_eq!(&apply(&base, &sha256(&base), &patch, length, &sha256(&new)).unwrap(), &new);
            let at = at.index(patch.len());
            patch[at] ^= 1 << bit;
            if let Ok(result) = apply(&base, &sha256(&base), &patch, length, &sha256(&new)) {
                prop_assert_eq!(&result, &new);
            }
            patch.truncate(at);
            prop_assert!(apply(&base, &sha256(&base), &patch, length, &sha256(&new)).is_err());
        }
    }
}
