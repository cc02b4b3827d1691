//! Damage: one input made of another. What suits bytes is here, what suits lines and JSON in files of its own.

mod json;
mod lines;

use crate::random::Random;

/// Inputs stay below this many bytes.
pub const MAX_LEN: usize = 256 * 1024;

/// Numbers at which things overflow, in digits.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "00",
    "7",
    "24",
    "60",
    "127",
    "128",
    "255",
    "256",
    "366",
    "1000",
    "32767",
    "65535",
    "65536",
    "1970",
    "9999",
    "10000",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "253402300800",
    "1e308",
    "1e-400",
    "1.5",
    "NaN",
    "340282366920938463463374607431768211456",
];

/// Pieces of text that are seldom thought of.
const PIECES: &[&str] = &[
    "\u{0}",
    "\u{202E}",
    "\u{200F}",
    "\u{FEFF}",
    "\u{301}",
    "\u{1F468}\u{200D}\u{1F469}",
    "ß",
    "İ",
    "\u{FB01}",
    "\u{1E9E}",
    "\u{2028}",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\"",
    "\\",
    "'",
    "\\u0000",
    "\\ud800",
    "%00",
    "%FF",
    "../",
    "/",
    "//",
    "?",
    "#",
    "&amp;",
    "<",
    ">",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ";",
    ":",
    "=",
    "-",
    "--",
    "@",
    "|",
    "`",
    "*",
    "_",
    "~",
    "$",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
];

/// One input: one of the corpus, damaged once or a few times.
pub fn mutate(corpus: &[Vec<u8>], words: &[&str], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(corpus).cloned().unwrap_or_default();
    let times = if random.one_in(3) { 1 + random.below(12) } else { 1 + random.below(3) };
    for _ in 0..times {
        once(&mut bytes, corpus, words, random);
        bytes.truncate(MAX_LEN);
    }
    bytes
}

fn once(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[&str], random: &mut Random) {
    match random.below(16) {
        0 => flip(bytes, random),
        1 => overwrite(bytes, random),
        2 => insert(bytes, random),
        3 => drop(bytes.drain(random.range(bytes.len()))),
        4 => repeat(bytes, random),
        5 => bytes.truncate(random.below(bytes.len() + 1)),
        6 => splice(bytes, corpus, random),
        7 | 8 => word(bytes, words, random),
        9 => word(bytes, PIECES, random),
        10 => number(bytes, random),
        11 => swap(bytes, random),
        12 | 13 => lines::damage(bytes, corpus, random),
        _ => {
            if !json::damage(bytes, random) {
                lines::damage(bytes, corpus, random);
            }
        }
    }
}

fn flip(bytes: &mut [u8], random: &mut Random) {
    let at = random.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << random.below(8);
    }
}

fn overwrite(bytes: &mut [u8], random: &mut Random) {
    let at = random.below(bytes.len());
    let new = [0, 1, 0x7F, 0x80, 0xFF, 0x0A, b' ', b'0', b'"', random.number().to_le_bytes()[0]];
    if let (Some(byte), Some(new)) = (bytes.get_mut(at), random.pick(&new)) {
        *byte = *new;
    }
}

fn insert(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let new = random.number().to_le_bytes();
    let count = 1 + random.below(new.len());
    bytes.splice(at..at, new.into_iter().take(count));
}

/// A piece many times: what nests, nests deep.
fn repeat(bytes: &mut Vec<u8>, random: &mut Random) {
    let range = random.range(bytes.len());
    let piece = bytes.get(range.clone()).unwrap_or_default().to_vec();
    let times = if random.one_in(6) { 1 << random.below(14) } else { 1 + random.below(4) };
    let room = MAX_LEN.saturating_sub(bytes.len()) / piece.len().max(1);
    let at = range.end;
    bytes.splice(at..at, piece.repeat(times.min(room)));
}

fn splice(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], random: &mut Random) {
    let Some(other) = random.pick(corpus) else { return };
    let from = random.below(other.len() + 1);
    let to = from + random.below(other.len() - from + 1);
    let range = random.range(bytes.len());
    bytes.splice(range, other.get(from..to).unwrap_or_default().iter().copied());
}

fn word(bytes: &mut Vec<u8>, words: &[&str], random: &mut Random) {
    let range = if random.one_in(2) {
        let at = random.below(bytes.len() + 1);
        at..at
    } else {
        random.range(bytes.len())
    };
    let Some(word) = random.pick(words) else { return };
    bytes.splice(range, word.bytes());
}

/// Another number in place of one that is there.
fn number(bytes: &mut Vec<u8>, random: &mut Random) {
    let is_part = |b: &u8| b.is_ascii_digit() || *b == b'-';
    let start = random.below(bytes.len());
    let tail = bytes.get(start..).unwrap_or_default();
    let Some(from) = tail.iter().position(is_part).map(|n| start + n) else { return };
    let tail = bytes.get(from..).unwrap_or_default();
    let to = from + tail.iter().position(|b| !is_part(b)).unwrap_or(tail.len());
    let Some(new) = random.pick(NUMBERS) else { return };
    bytes.splice(from..to, new.bytes());
}

/// Two pieces of the same length change places.
fn swap(bytes: &mut [u8], random: &mut Random) {
    let one = random.range(bytes.len());
    let other = random.below(bytes.len().saturating_sub(one.len()) + 1);
    for n in 0..one.len() {
        let (a, b) = (one.start + n, other + n);
        if a < bytes.len() && b < bytes.len() {
            bytes.swap(a, b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_inputs_and_most_are_damaged() {
        let corpus = vec![b"{\"a\": [1, 2], \"b\": \"x\"}\nline 2\nline 3\n".to_vec(), Vec::new()];
        let make = |n| mutate(&corpus, &["word"], &mut Random::of(7, n));
        let inputs: Vec<Vec<u8>> = (0..2000).map(make).collect();
        assert_eq!(inputs, (0..2000).map(make).collect::<Vec<_>>());
        assert!(inputs.iter().all(|i| i.len() <= MAX_LEN));
        let kinds: std::collections::BTreeSet<_> = inputs.iter().collect();
        assert!(kinds.len() > 1200, "{} different inputs", kinds.len());
        assert!(inputs.iter().any(|i| i.len() > 10_000), "something nests deep");
    }
}
