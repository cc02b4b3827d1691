//! One Ed25519 private key as a PEM file: PKCS#8 (RFC 5958, RFC 8410) in textual encoding (RFC 7468).
//!
//! Written as version 1, the seed alone, because older OpenSSL refuses version 2, which adds the public key;
//! both are read.

use ring::signature::Ed25519KeyPair;

use super::Seed;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// Everything before the seed: SEQUENCE, version 0, algorithm 1.3.101.112, OCTET STRING in OCTET STRING
/// (RFC 8410, section 7).
const V1: [u8; 16] = *b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";
/// The same up to the seed in version 2, whose length byte counts the optional parts that follow.
const V2_AFTER_LENGTH: [u8; 14] = *b"\x02\x01\x01\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of the file.
pub(super) fn write(seed: &Seed) -> String {
    let der: Vec<u8> = V1.iter().chain(&seed.0).copied().collect();
    format!("{BEGIN}\n{}\n{END}\n", encode64(&der))
}

/// The key of such a file; the reason where it is not one.
pub(super) fn read(text: &str) -> Result<Seed, &'static str> {
    let (_, rest) = text.split_once(BEGIN).ok_or("holds no `BEGIN PRIVATE KEY`")?;
    let (body, _) = rest.split_once(END).ok_or("ends before `END PRIVATE KEY`")?;
    let der = decode64(body).ok_or("is not Base64")?;
    let no_key = "is not an Ed25519 key in PKCS#8; make one with `welcome keys init`";
    let after = match der.strip_prefix(&V1) {
        Some(rest) => Some(rest),
        None => der.get(2..).and_then(|d| d.strip_prefix(&V2_AFTER_LENGTH)),
    };
    let seed = after.and_then(|d| d.first_chunk::<32>()).ok_or(no_key)?;
    // The whole document is judged by the library: lengths, and the public half where it is given.
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map_err(|_| no_key)?;
    Ok(Seed(*seed))
}

/// Base64 with padding (RFC 4648, section 4), without line breaks: 48 bytes are 64 characters.
fn encode64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0u32, |w, b| (w << 8) | u32::from(*b)) << (8 * (3 - chunk.len()));
        for n in 0..4 {
            let digit = ALPHABET.get(((word >> (18 - 6 * n)) & 63) as usize);
            let shown = digit.filter(|_| n <= chunk.len()).unwrap_or(&b'=');
            out.push(char::from(*shown));
        }
    }
    out
}

/// Strict about the alphabet and the padding; white space is skipped.
fn decode64(text: &str) -> Option<Vec<u8>> {
    let text: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let digits = text.strip_suffix(b"==").or(text.strip_suffix(b"=")).unwrap_or(&text);
    let mut out = Vec::new();
    for chunk in digits.chunks(4) {
        let mut word = 0u32;
        for byte in chunk {
            word = (word << 6) | u32::try_from(ALPHABET.iter().position(|a| a == byte)?).ok()?;
        }
        word <<= 6 * (4 - chunk.len());
        out.extend(word.to_be_bytes().iter().skip(1).take(chunk.len() - 1));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8410, section 10.3: the same key in version 1 and in version 2 with its public half.
    const RFC_V1: &str = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
        -----END PRIVATE KEY-----\n";

    #[test]
    fn the_example_of_the_rfc_is_read_and_written_alike() {
        let seed = read(RFC_V1).unwrap();
        assert_eq!(write(&seed), RFC_V1);
        assert_eq!(
            seed.public().unwrap().to_hex(),
            "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"
        );
    }

    #[test]
    fn version_2_is_read() {
        let random = ring::rand::SystemRandom::new();
        let der = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let text = format!("{BEGIN}\n{}\n{END}\n", encode64(der.as_ref()));
        let pair = Ed25519KeyPair::from_pkcs8(der.as_ref()).unwrap();
        let seed = read(&text).unwrap();
        assert_eq!(crate::keys::key::public_of(&pair).unwrap(), seed.public().unwrap());
    }

    #[test]
    fn base64_of_the_rfc() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")] {
            assert_eq!(encode64(plain.as_bytes()), coded);
            assert_eq!(decode64(coded).unwrap(), plain.as_bytes());
        }
        for bad in ["Zg", "Zg=a", "Z===", "Zm9v*mFy", "===="] {
            assert_eq!(decode64(bad).filter(|d| !d.is_empty()), None, "{bad}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let cut = RFC_V1.replace("dVhC", "");
        let other = RFC_V1.replace("MC4CAQAw", "MC4CAQEw");
        for bad in ["", "-----BEGIN PRIVATE KEY-----", &cut, &other, &RFC_V1.replace('=', "")[..40]]
        {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
