//! Bytes of somebody's spreadsheet to text: UTF-8, UTF-16 with its mark, or an old code page that is told as a guess.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use serde::Serialize;

use super::super::ImportError;

/// Larger lists do not fit into a pack; in bytes.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;

/// How characters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// What new programs write.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Two bytes for a character, the low one first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// Two bytes for a character, the high one first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows in Central Europe.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Windows with Cyrillic letters.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// Windows in Western Europe; Latin-1 is a part of it.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Windows in Turkey.
    #[serde(rename = "windows-1254")]
    Windows1254,
}

/// A text and how it was written.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// Whether nothing in the file says so.
    pub(super) guessed: bool,
}

/// Reads a file, never more of it than a list may have.
pub(super) fn read(path: &Path, encoding: Option<Encoding>) -> Result<Decoded, ImportError> {
    let failed = |source| ImportError::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE {
        let message = format!("larger than {} MiB, which no pack can hold", MAX_FILE / 1024 / 1024);
        return Err(wrong(path, message));
    }
    let decoded = decode(&bytes, encoding).map_err(|message| wrong(path, message))?;
    if let Some(at) = decoded.text.find('\0') {
        let row = row_of(decoded.text.get(..at).unwrap_or_default().bytes());
        return Err(wrong(path, format!("line {row}: no text here, so this is no CSV; {SAVE}")));
    }
    Ok(decoded)
}

fn wrong(path: &Path, message: String) -> ImportError {
    ImportError::Folder { path: path.to_owned(), message }
}

const SAVE: &str = "open it in a spreadsheet program and save it as CSV (UTF-8)";

fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, String> {
    let kinds: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "a spreadsheet file (xlsx or ods)"),
        (b"\xd0\xcf\x11\xe0", "an old spreadsheet file (xls)"),
        (b"%PDF", "a PDF"),
        (b"\x1f\x8b", "a compressed file"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(format!("{kind} and no CSV; {SAVE}"));
    }
    let (marked, rest) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (Some(Encoding::Utf8), rest),
        [0xff, 0xfe, rest @ ..] => (Some(Encoding::Utf16Le), rest),
        [0xfe, 0xff, rest @ ..] => (Some(Encoding::Utf16Be), rest),
        _ => (None, bytes),
    };
    let done = |text, encoding, guessed| Ok(Decoded { text, encoding, guessed });
    match encoding.or(marked) {
        Some(Encoding::Utf8) => done(utf8(rest)?, Encoding::Utf8, false),
        Some(wide @ (Encoding::Utf16Le | Encoding::Utf16Be)) => {
            done(utf16(rest, wide)?, wide, false)
        }
        Some(page) => done(one_byte(bytes, page)?, page, false),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => done(text.to_owned(), Encoding::Utf8, false),
            Err(_) if bytes.contains(&0) => Err(format!(
                "no text in UTF-8; if it is UTF-16, say --encoding utf-16le, otherwise {SAVE}"
            )),
            Err(_) => {
                unmixed(bytes)?;
                done(one_byte(bytes, Encoding::Windows1252)?, Encoding::Windows1252, true)
            }
        },
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let row = row_of(bytes.iter().copied().take(e.valid_up_to()));
        match e.error_len() {
            None => format!("line {row}: ends in the middle of a character; it was cut off"),
            Some(_) => format!("line {row}: not UTF-8; say with --encoding what it is"),
        }
    })?;
    Ok(text.to_owned())
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(*pair),
        _ => u16::from_le_bytes(*pair),
    });
    let mut text = String::with_capacity(pairs.len());
    for unit in char::decode_utf16(units) {
        let row = || row_of(text.bytes());
        let c = unit.map_err(|_| format!("line {}: not UTF-16", row()))?;
        text.push(c);
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        Err(format!(
            "line {}: ends in the middle of a character; it was cut off",
            row_of(text.bytes())
        ))
    }
}

/// A file of which some lines are UTF-8 and others are not was put together from two.
fn unmixed(bytes: &[u8]) -> Result<(), String> {
    let (mut good, mut bad) = (None, None);
    for (line, n) in bytes.split(|b| *b == b'\n').zip(1_usize..) {
        match std::str::from_utf8(line) {
            Ok(text) if !text.is_ascii() => good = good.or(Some(n)),
            Ok(_) => {}
            Err(e) => {
                if e.error_len().is_none() && good.is_some() && n == row_of(bytes.iter().copied()) {
                    return Err(format!(
                        "line {n}: ends in the middle of a character; it was cut off"
                    ));
                }
                bad = bad.or(Some(n));
            }
        }
    }
    match good.zip(bad) {
        Some((good, bad)) => Err(format!(
            "line {good} is UTF-8 and line {bad} is not: two encodings in one file; \
             open it, mend the letters that look wrong, and save it as CSV (UTF-8)"
        )),
        None => Ok(()),
    }
}

fn one_byte(bytes: &[u8], encoding: Encoding) -> Result<String, String> {
    let page: Vec<char> = match encoding {
        Encoding::Windows1250 => WINDOWS_1250,
        Encoding::Windows1251 => WINDOWS_1251,
        Encoding::Windows1254 => WINDOWS_1254,
        _ => WINDOWS_1252,
    }
    .chars()
    .collect();
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        let c = match byte.checked_sub(128) {
            None => char::from(*byte),
            Some(n) => page.get(usize::from(n)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        if c == char::REPLACEMENT_CHARACTER {
            return Err(format!(
                "line {}: byte {byte:#04x} is no letter of UTF-8 or of a code page of Windows; \
                 say with --encoding what it is",
                row_of(text.bytes())
            ));
        }
        text.push(c);
    }
    Ok(text)
}

/// The line in which something stands that comes after these bytes.
fn row_of(before: impl Iterator<Item = u8>) -> usize {
    1 + before.filter(|b| *b == b'\n').count()
}

/// The upper halves of the code pages, from Unicode's mapping tables; U+FFFD where a page has nothing.
const WINDOWS_1250: &str = "€\u{fffd}‚\u{fffd}„…†‡\u{fffd}‰Š‹ŚŤŽŹ\u{fffd}‘’“”•–—\u{fffd}™š›śťžź\u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż\
    ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\
    АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const WINDOWS_1252: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
const WINDOWS_1254: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}\u{fffd}\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}\u{fffd}Ÿ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ";

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> (String, Encoding, bool) {
        let decoded = decode(bytes, None).unwrap();
        (decoded.text, decoded.encoding, decoded.guessed)
    }

    fn utf16(text: &str, mark: [u8; 2]) -> Vec<u8> {
        let little = mark == [0xff, 0xfe];
        let units = text.encode_utf16();
        let bytes = units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() });
        mark.into_iter().chain(bytes).collect()
    }

    #[test]
    fn every_encoding_that_says_what_it_is() {
        let text = "Straße;Київ;🏛\r\n";
        assert_eq!(told(text.as_bytes()), (text.into(), Encoding::Utf8, false));
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(told(&marked), (text.into(), Encoding::Utf8, false));
        let little = utf16(text, [0xff, 0xfe]);
        assert_eq!(told(&little), (text.into(), Encoding::Utf16Le, false));
        assert_eq!(told(&utf16(text, [0xfe, 0xff])), (text.into(), Encoding::Utf16Be, false));
        assert!(decode(&little[..little.len() - 1], None).unwrap_err().contains("cut off"));
    }

    #[test]
    fn old_code_pages_are_guessed_or_named() {
        assert_eq!(told(b"Stra\xdfe \x80"), ("Straße €".into(), Encoding::Windows1252, true));
        let named = |bytes, encoding| decode(bytes, Some(encoding)).unwrap().text;
        assert_eq!(named(b"\xca\xe8\xbf\xe2", Encoding::Windows1251), "Київ");
        assert_eq!(named(b"\xdeehir", Encoding::Windows1254), "Şehir");
        assert_eq!(named(b"\x8a\xf9", Encoding::Windows1250), "Šů");
        for page in [WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254] {
            assert_eq!(page.chars().count(), 128);
        }
    }

    #[test]
    fn files_that_are_no_text_or_two_texts_are_named() {
        let error = |bytes: &[u8]| decode(bytes, None).unwrap_err();
        assert!(error(b"PK\x03\x04rest").contains("save it as CSV"));
        assert!(error(b"\xd0\xcf\x11\xe0").contains("xls"));
        assert!(error(b"a\0b\0\xff\0").contains("--encoding utf-16le"));
        let mixed = error(b"Name\nStra\xc3\x9fe\nStra\xdfe\n");
        assert!(mixed.contains("line 2 is UTF-8 and line 3 is not"), "{mixed}");
        assert!(error("Name\nStraße\nMüller".as_bytes().get(..15).unwrap()).contains("line 3"));
        assert!(error(b"Name\nx\x81\n").contains("line 2: byte 0x81"));
    }
}
