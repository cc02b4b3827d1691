//! Bytes as lower-case hex, and SHA-256 that way: how hashes, keys and signatures are written.

/// Lower-case hex.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    use std::fmt::Write;
    bytes.as_ref().iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The bytes of hex digits of either case; nothing where it is anything else.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let mut pairs = digits.chunks_exact(2);
    let bytes = pairs.by_ref().filter_map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    let bytes = bytes.collect();
    digits.len().is_multiple_of(2).then_some(bytes)
}

/// SHA-256 (FIPS 180-4) in hex.
pub fn sha256(bytes: &[u8]) -> String {
    encode(ring::digest::digest(&ring::digest::SHA256, bytes))
}
