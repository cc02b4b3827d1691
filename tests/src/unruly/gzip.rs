//! The least that is gzip (RFC 1952): stored blocks of deflate (RFC 1951, section 3.2.4), nothing made smaller.

/// Packs bytes so that any program unpacks them.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut blocks = bytes.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    if bytes.is_empty() {
        out.extend([1, 0, 0, 255, 255]);
    }
    out.extend(crc32(bytes).to_le_bytes());
    // The length modulo 2^32, as section 2.3.1 has it.
    out.extend((bytes.len() as u64 & u64::from(u32::MAX)).to_le_bytes().iter().take(4));
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_that_gzip_has() {
        // The check value of this polynomial, as tables of checksums give it.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        let packed = gzip(b"abc");
        assert_eq!(packed.len(), 10 + 5 + 3 + 8);
        assert_eq!(packed[packed.len() - 4..], [3, 0, 0, 0]);
    }
}
