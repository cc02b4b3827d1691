//! Bytes to content lines: character sets, folding, line numbers.
//!
//! Knows nothing of names and values, but for one: a quoted-printable value of vCalendar 1.0 goes on behind a line that
//! ends in `=`.

use std::borrow::Cow;

use super::fault::{Fault, What};
use super::property;

/// Longest content line, in bytes behind unfolding: pictures come inside files.
pub const MAX_LINE: usize = 8 * 1024 * 1024;
/// Longest file, in bytes.
pub const MAX_FILE: usize = 64 * 1024 * 1024;

/// Bytes of a line in which its encoding is looked for.
const HEAD: usize = 1000;

/// A line as it was before it was folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentLine {
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// Its text, without control characters but for tabs.
    pub text: String,
}

/// Content lines of a file, and what was wrong with its bytes. Empty lines are left out.
///
/// A line ends with CR LF, LF, or CR in a file that has no LF. A line that begins with a space or a tab goes on with the
/// line before (RFC 5545 3.1), also where the fold cuts a character in two. UTF-16 is told by its byte order mark; a
/// line that is no UTF-8 is read as Windows-1252.
pub fn read(bytes: &[u8]) -> (Vec<ContentLine>, Vec<Fault>) {
    let mut faults = Vec::new();
    let bytes = match bytes.get(..MAX_FILE) {
        Some(head) if bytes.len() > MAX_FILE => {
            let line = 1 + head.iter().filter(|b| **b == b'\n').count();
            faults.push(Fault::new(line, What::FileCut(bytes.len())));
            head
        }
        _ => bytes,
    };
    let bytes = utf8(bytes, &mut faults);
    let mut lines = Vec::new();
    let mut open: Option<Open> = None;
    for (n, physical) in physical(&bytes).enumerate() {
        let soft = open.as_mut().is_some_and(Open::take_soft_break);
        let continued = match physical.split_first() {
            _ if soft => Some(physical),
            None => continue,
            Some((b' ' | b'\t', rest)) => Some(rest),
            Some(_) => None,
        };
        match (&mut open, continued) {
            (Some(open), Some(rest)) => open.append(rest),
            // A fold with nothing before it is a line of its own.
            (None, Some(rest)) => open = Some(Open::new(n + 1, rest)),
            (_, None) => {
                if let Some(done) = open.replace(Open::new(n + 1, physical)) {
                    lines.extend(done.close(&mut faults));
                }
            }
        }
    }
    lines.extend(open.and_then(|open| open.close(&mut faults)));
    (lines, faults)
}

/// Without a byte order mark, and as bytes of UTF-8 where the mark says UTF-16.
fn utf8<'b>(bytes: &'b [u8], faults: &mut Vec<Fault>) -> Cow<'b, [u8]> {
    let (rest, number): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Cow::Borrowed(rest),
        [0xFF, 0xFE, rest @ ..] => (rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return Cow::Borrowed(bytes),
    };
    faults.push(Fault::new(1, What::Utf16));
    let (pairs, odd) = rest.as_chunks::<2>();
    let units = pairs.iter().map(|pair| number(*pair));
    let lone = (!odd.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .chain(lone)
        .collect();
    Cow::Owned(text.into_bytes())
}

/// Lines as they stand in the file, without their ends.
fn physical(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    bytes.split(move |b| *b == end).map(|line| {
        let ends = line.iter().rev().take_while(|b| **b == b'\r').count();
        line.get(..line.len() - ends).unwrap_or_default()
    })
}

/// A content line whose end has not been seen.
struct Open {
    line: usize,
    bytes: Vec<u8>,
    /// Bytes, with those that were cut off.
    length: usize,
    /// Whether its value is quoted-printable, once that has been asked.
    printable: Option<bool>,
}

impl Open {
    fn new(line: usize, bytes: &[u8]) -> Self {
        let mut open = Self { line, bytes: Vec::new(), length: 0, printable: None };
        open.append(bytes);
        open
    }

    fn append(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        let room = MAX_LINE.saturating_sub(self.bytes.len()).min(bytes.len());
        self.bytes.extend_from_slice(bytes.get(..room).unwrap_or_default());
    }

    /// Whether the next line belongs to this one without being folded (vCalendar 1.0, section 2.1.3); takes the sign for
    /// it away.
    fn take_soft_break(&mut self) -> bool {
        if !self.bytes.ends_with(b"=") || self.printable == Some(false) {
            return false;
        }
        if self.printable.is_none() {
            let head = self.bytes.get(..self.bytes.len().min(HEAD)).unwrap_or_default();
            // Within quotes nobody can tell yet.
            if head.iter().filter(|b| **b == b'"').count() % 2 == 1 {
                return false;
            }
            self.printable = Some(property::is_printable(&String::from_utf8_lossy(head)));
        }
        self.printable == Some(true) && self.bytes.pop().is_some()
    }

    fn close(mut self, faults: &mut Vec<Fault>) -> Option<ContentLine> {
        self.take_soft_break();
        let mut tell = |what| faults.push(Fault::new(self.line, what));
        if self.length > self.bytes.len() {
            tell(What::Cut(self.length));
        }
        let mut bytes = self.bytes;
        if self.length > bytes.len() {
            // Not in the middle of a character, which would make the whole line look like no UTF-8.
            let rest = std::str::from_utf8(&bytes).err();
            if let Some(error) = rest.filter(|e| e.error_len().is_none()) {
                bytes.truncate(error.valid_up_to());
            }
        }
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            tell(What::NotUtf8);
            error.as_bytes().iter().map(|b| windows_1252(*b)).collect()
        });
        let is_control = |c: char| c.is_ascii_control() && c != '\t';
        let controls = text.chars().filter(|c| is_control(*c)).count();
        let text = if controls == 0 {
            text
        } else {
            tell(What::Controls(controls));
            text.chars().filter(|c| !is_control(*c)).collect()
        };
        (!text.trim().is_empty()).then_some(ContentLine { line: self.line, text })
    }
}

/// A byte of Windows-1252, which is Latin-1 but for 0x80 to 0x9F; the five bytes it leaves free are those of Latin-1.
pub(super) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    let high = byte.checked_sub(0x80).and_then(|n| HIGH.get(usize::from(n)));
    high.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(usize, String)> {
        read(bytes).0.into_iter().map(|l| (l.line, l.text)).collect()
    }

    fn told(bytes: &[u8]) -> Vec<String> {
        read(bytes).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_of_every_kind_end_where_they_end() {
        for text in ["A:1\r\nB:2\r\n", "A:1\nB:2", "A:1\rB:2\r", "A:1\r\r\nB:2\r\r\n"] {
            let lines = texts(text.as_bytes());
            assert_eq!(lines, [(1, "A:1".into()), (2, "B:2".into())], "{text:?}");
            assert!(told(text.as_bytes()).is_empty());
        }
    }

    #[test]
    fn folds_join_also_inside_a_character() {
        let folded = "SUMMARY:Grü\r\nX:1".as_bytes();
        let cut = folded.iter().position(|b| *b == 0xBC).unwrap();
        let mut bytes = folded.to_vec();
        bytes.splice(cut..cut, *b"\r\n ");
        assert_eq!(texts(&bytes), [(1, "SUMMARY:Grü".into()), (3, "X:1".into())]);
        assert_eq!(texts(b"A:b\n\t\tc\n  d\n"), [(1, "A:b\tc d".into())]);
        // An empty line between the parts of a line parts nothing.
        assert_eq!(texts(b"A:b\n\n c\n\nD:e"), [(1, "A:bc".into()), (5, "D:e".into())]);
        assert_eq!(texts(b" A:b\nC:d"), [(1, "A:b".into()), (2, "C:d".into())]);
    }

    #[test]
    fn other_character_sets_are_read_and_told() {
        assert_eq!(texts(b"\xEF\xBB\xBFA:b"), [(1, "A:b".into())]);
        assert!(told(b"\xEF\xBB\xBFA:b").is_empty());
        assert_eq!(
            texts(b"A:b\nB:Gr\xFC\xDFe \x80\x93"),
            [(1, "A:b".into()), (2, "B:Grüße €“".into())]
        );
        assert_eq!(told(b"A:b\nB:Gr\xFC"), ["line 2: not UTF-8; read as Windows-1252"]);
        let wide: Vec<u8> = "A:ü\nB:😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bytes = [&[0xFF, 0xFE], wide.as_slice()].concat();
        assert_eq!(texts(&bytes), [(1, "A:ü".into()), (2, "B:😀".into())]);
        assert_eq!(told(&bytes), ["line 1: the file is UTF-16, not UTF-8"]);
    }

    #[test]
    fn controls_go_and_are_counted() {
        assert_eq!(texts(b"A:b\x00\x07\tc\rd\n"), [(1, "A:b\tcd".into())]);
        assert_eq!(told(b"A:b\x00\x07\tc\rd\n"), ["line 1: 3 control characters left out"]);
    }

    #[test]
    fn a_soft_line_break_goes_on() {
        let text = b"NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=\nb: c=\nd\nX:1=\nY:2\n";
        let lines = texts(text);
        assert_eq!(lines[0].1, "NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab: cd");
        assert_eq!(lines[1..], [(4, "X:1=".into()), (5, "Y:2".into())]);
    }

    #[test]
    fn an_endless_line_is_cut_between_characters() {
        let long = format!("A:{}", "ü".repeat(MAX_LINE / 2));
        let (lines, faults) = read(long.as_bytes());
        assert_eq!(lines[0].text.len(), MAX_LINE);
        assert_eq!(faults, [Fault::new(1, What::Cut(MAX_LINE + 2))]);
    }
}
