//! Which languages something is known of, and their files.

use std::sync::OnceLock;

use super::{Language, table};

/// The files of `data/search/`, one behind the other: as text they would be three times as long. See docs/search.md.
const PACKED: &[u8] = include_bytes!("../../../data/search.zst");
/// More than they will ever be, in bytes.
const LARGEST: usize = 1024 * 1024;
/// How a file begins, before its tag.
const HEADER: &str = "[language ";

/// A language, and the tags it goes by.
pub(super) struct Known {
    /// The tag after which the file is named, and others of the same words.
    pub tags: &'static [&'static str],
    /// Read when it is first asked for.
    language: OnceLock<Language>,
}

impl Known {
    /// What `data/search/` says of it; nothing where the copy cannot be unpacked, which a test sees.
    pub(super) fn file(&self) -> &'static str {
        static ALL: OnceLock<String> = OnceLock::new();
        let unpack = || {
            let bytes = zstd::bulk::decompress(PACKED, LARGEST).ok()?;
            String::from_utf8(bytes).ok()
        };
        let all = ALL.get_or_init(|| unpack().unwrap_or_default()).split(HEADER).skip(1);
        let of = |file: &&str| file.split(']').next() == self.tags.first().copied();
        all.into_iter().find(of).and_then(|file| file.split_once('\n')).map_or("", |(_, rest)| rest)
    }
}

macro_rules! known {
    ($($file:literal $(, $alias:literal)*;)*) => {
        [$(Known { tags: &[$file $(, $alias)*], language: OnceLock::new() }),*]
    };
}

/// By file name; behind it the tags of languages whose words are the same or that are written side by side.
/// `prs`, `pes`, `cmn`, `als` and the like are the single languages behind a wider tag (ISO 639-3, macrolanguages).
pub(super) static KNOWN: [Known; 28] = known! {
    "am";
    "ar", "arb";
    "bg";
    "bn";
    "ckb", "ku-Arab";
    "de";
    "el";
    "en";
    "es";
    "fa", "prs", "pes";
    "fr";
    "hi";
    "it";
    "kmr", "ku";
    "pl";
    "ps", "pbt", "pbu", "pst";
    "pt";
    "ro", "mo";
    "ru";
    "so";
    "sq", "als", "aln";
    "sr", "hr", "bs", "sh", "cnr";
    "ti";
    "tr";
    "uk";
    "ur";
    "vi";
    "zh", "cmn", "yue";
};

/// By the longest part of a tag that is known.
pub(super) fn of(tag: &str) -> &'static Language {
    static UNKNOWN: OnceLock<Language> = OnceLock::new();
    let mut part = tag;
    loop {
        if let Some(known) = KNOWN.iter().find(|known| known.tags.contains(&part)) {
            // A file that cannot be read does not get as far as here: each is read in the tests.
            return known.language.get_or_init(|| table::read(known.file()).unwrap_or_default());
        }
        match part.rsplit_once('-') {
            Some((shorter, _)) => part = shorter,
            None => return UNKNOWN.get_or_init(Language::default),
        }
    }
}
