//! Archives that lie: every way we know in which a tar can be something else than it seems, made from a good one.
//!
//! The blocks are written here, byte by byte and apart from the core, so that neither hides a mistake of the other.

use std::io::{Cursor, Read};

use crate::publisher::Fault;

/// Bytes of a header; contents are filled up to a multiple of it.
pub const BLOCK: usize = 512;

/// One entry, and what its header may say wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// The type flag; `b'0'` is a regular file.
    pub kind: u8,
    /// Where a link leads.
    pub link: String,
    /// Its content.
    pub body: Vec<u8>,
    /// The size field as text; the content's length in octal where it is left out.
    pub size: Option<Vec<u8>>,
    /// Magic and version, 8 bytes.
    pub magic: [u8; 8],
    /// The second part of a name.
    pub prefix: String,
}

impl Entry {
    /// A regular file.
    pub fn new(name: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.to_owned(),
            kind: b'0',
            link: String::new(),
            body: body.into(),
            size: None,
            magic: *b"ustar\x0000",
            prefix: String::new(),
        }
    }
}

/// The entries of an archive, as plainly as it can be read.
///
/// # Errors
/// When it is no archive of regular files.
pub fn entries(file: &[u8]) -> Result<Vec<Entry>, Fault> {
    let mut rest = file;
    let mut entries = Vec::new();
    loop {
        let (header, after) = rest.split_at_checked(BLOCK).ok_or("cut off")?;
        if header.iter().all(|b| *b == 0) {
            return Ok(entries);
        }
        let field = |from: usize, to: usize| {
            let text = header.get(from..to).unwrap_or_default();
            String::from_utf8_lossy(text).trim_end_matches('\0').to_owned()
        };
        let length = usize::from_str_radix(&field(124, 136), 8)?;
        let body = after.get(..length).ok_or("cut off")?;
        entries.push(Entry::new(&field(0, 100), body));
        rest = after.get(length.next_multiple_of(BLOCK)..).ok_or("cut off")?;
    }
}

/// The bytes of an archive with these entries, and two blocks of zeros behind them.
pub fn archive(entries: &[Entry]) -> Vec<u8> {
    let mut out: Vec<u8> = entries.iter().flat_map(blocks).collect();
    out.extend([0; 2 * BLOCK]);
    out
}

/// Archives that must be refused, each with what it is called. `good` is one that is taken.
///
/// # Errors
/// When `good` is no archive.
pub fn hostile(good: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let entries = entries(good)?;
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let last = entries.len() - 1;
    // Something else is put in front of the second entry, or takes its place.
    let mut with = |what: &str, entry: Entry| {
        for (place, keep) in [("before", 1), ("instead of", 2)] {
            let mut changed = entries.clone();
            changed.splice(1..keep, [entry.clone()]);
            all.push((format!("{what} {place} the first root"), archive(&changed)));
        }
        let mut changed = entries.clone();
        changed.push(entry);
        all.push((format!("{what} at the end"), archive(&changed)));
    };
    let named = |kind: u8, name: &str| Entry { kind, ..Entry::new(name, []) };
    for name in [
        "../metadata/1.root.json",
        "metadata/../../etc/passwd",
        "/etc/passwd",
        "metadata\\..\\x",
        "C:/x",
        "metadata/./2.root.json",
        "metadata//2.root.json",
        "./metadata/2.root.json",
        "metadata/02.root.json",
        "metadata/+2.root.json",
        "metadata/2.root.json/",
        "metadata/root.json",
        "metadata/",
        "",
        "readme.txt",
        "editions/root.pack.zst",
        "media/0",
        "WELCOMEPACK",
    ] {
        with(&format!("name {name:?}"), Entry::new(name, *b"x"));
    }
    for kind in *b"1234567xgLKSVMND\0A" {
        with(&format!("kind {:?}", char::from(kind)), named(kind, "metadata/2.root.json"));
    }
    let linked = Entry { link: "/etc/passwd".into(), ..Entry::new("metadata/2.root.json", []) };
    with("a file with the name of a link", linked);
    with("a prefix", Entry { prefix: "..".into(), ..Entry::new("metadata/2.root.json", []) });
    for magic in [*b"ustar  \0", [0; 8], *b"ustar\x0001"] {
        with("another magic", Entry { magic, ..Entry::new("metadata/2.root.json", []) });
    }
    for size in [
        &b"77777777777\0"[..],
        b"00000000009\0",
        b"-0000000001\0",
        b"00000000000x",
        b"\x80\0\0\0\0\0\0\0\0\0\0\x01",
        b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\0\0\0\0\0\0\0\0\0\0\0\0",
        b"00001000000\0",
    ] {
        let size = Some(size.to_vec());
        with("a size that lies", Entry { size, ..Entry::new("metadata/2.root.json", *b"x") });
    }
    for at in 0..=last {
        let mut twice = entries.clone();
        twice.insert(at, entries.get(at).cloned().ok_or("gone")?);
        all.push((format!("entry {at} twice"), archive(&twice)));
        let mut again = entries.clone();
        again.extend(entries.get(at).cloned());
        all.push((format!("entry {at} again at the end"), archive(&again)));
        let mut without = entries.clone();
        without.remove(at);
        all.push((format!("without entry {at}"), archive(&without)));
        if at < last {
            let mut swapped = entries.clone();
            swapped.swap(at, at + 1);
            all.push((format!("entries {at} and {} swapped", at + 1), archive(&swapped)));
        }
        let mut longer = entries.clone();
        let limit = if entries.get(at).is_some_and(|e| e.name.contains(".pack.")) {
            17 << 20
        } else {
            600 << 10
        };
        if let Some(entry) = longer.get_mut(at) {
            entry.body.resize(limit, b' ');
        }
        all.push((format!("entry {at} too long"), archive(&longer)));
    }
    let mut reversed = entries.clone();
    reversed.reverse();
    all.push(("backwards".into(), archive(&reversed)));
    all.extend(around(good, &entries));
    Ok(all)
}

/// What is wrong with a file as a whole.
fn around(good: &[u8], entries: &[Entry]) -> Vec<(String, Vec<u8>)> {
    let crowd: Vec<Entry> = (0..5000).map(crowded).collect();
    let whole = good.len();
    let body = good.get(..whole - 2 * BLOCK).unwrap_or_default();
    vec![
        ("nothing".into(), vec![]),
        ("nothing but an end".into(), archive(&[])),
        ("a web page".into(), b"<html>Welcome to our hotel</html>".to_vec()),
        ("one byte more".into(), [good, b"x"].concat()),
        ("a block of text behind the end".into(), [good, &[b'x'; BLOCK]].concat()),
        ("a second archive behind the first".into(), [good, good].concat()),
        ("zeros without end".into(), [good, &[0; 20 * BLOCK]].concat()),
        ("one block of zeros only".into(), [body, &[0; BLOCK]].concat()),
        ("no end".into(), body.to_vec()),
        ("an entry between the zeros".into(), {
            let entry = blocks(&Entry::new("media/x", []));
            [body, &[0; BLOCK], &entry, &[0; 2 * BLOCK]].concat()
        }),
        ("thousands of entries behind".into(), archive(&[entries, &crowd].concat())),
        ("thousands of entries".into(), archive(&crowd)),
    ]
}

/// An archive of as many empty entries as are wanted, each with a name of its own, made while it is read.
pub fn crowd(count: u64) -> impl Read {
    Crowd { entries: (0..count).map(crowded), block: Cursor::default() }
}

struct Crowd<I> {
    entries: I,
    block: Cursor<Vec<u8>>,
}

impl<I: Iterator<Item = Entry>> Read for Crowd<I> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self.block.read(into)? {
            0 => match self.entries.next() {
                Some(entry) => {
                    self.block = Cursor::new(blocks(&entry));
                    self.block.read(into)
                }
                None => Ok(0),
            },
            read => Ok(read),
        }
    }
}

fn crowded(number: u64) -> Entry {
    Entry::new(&format!("media/{number:064x}"), [])
}

/// Header, content and filling of an entry.
fn blocks(entry: &Entry) -> Vec<u8> {
    let mut header = vec![0; BLOCK];
    let length = format!("{:011o}\0", entry.body.len()).into_bytes();
    let fields = [
        (0, entry.name.as_bytes()),
        (100, b"0000644\0"),
        (108, b"0000000\0"),
        (116, b"0000000\0"),
        (124, entry.size.as_deref().unwrap_or(&length)),
        (136, b"00000000000\0"),
        (148, b"        "),
        (156, &[entry.kind]),
        (157, entry.link.as_bytes()),
        (257, &entry.magic),
        (345, entry.prefix.as_bytes()),
    ];
    for (from, bytes) in fields {
        header.iter_mut().skip(from).zip(bytes).for_each(|(to, byte)| *to = *byte);
    }
    let sum: u32 = header.iter().map(|b| u32::from(*b)).sum();
    let sum = format!("{sum:06o}\0 ").into_bytes();
    header.iter_mut().skip(148).zip(sum).for_each(|(to, byte)| *to = byte);
    header.extend(&entry.body);
    header.resize(header.len().next_multiple_of(BLOCK), 0);
    header
}
