//! That nothing a server sends makes the phone panic, and that hidden characters are found wherever they stand.

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::packs::edition::{Edition, Records};
use crate::packs::format::{NameText, Origin};
use crate::text::arbitrary::text;

const PACK: &str = "sample-town";

fn target(file: &[u8], raw: &[u8]) -> EditionTarget {
    EditionTarget {
        path: String::new(),
        length: file.len() as u64,
        sha256: crypto::sha256_hex(file),
        raw_length: raw.len() as u64,
        raw_sha256: crypto::sha256_hex(raw),
        revision: 1,
        published_at: DateTime::UNIX_EPOCH,
        deltas: vec![],
        source_language: None,
    }
}

fn phrase(name: &str) -> Vec<u8> {
    let text =
        NameText { id: "x".into(), name: name.into(), note: None, origin: Origin::default() };
    let records = Records::Language("de".parse().unwrap(), vec![Text::Phrase(text)]);
    Edition { pack: PACK.into(), records }.to_bytes().unwrap()
}

proptest! {
    #[test]
    fn no_bytes_make_rows_with_a_panic(bytes in any::<Vec<u8>>()) {
        let _ = rows(PACK, "common", &bytes);
        let _ = prepare(PACK, "common", &target(&bytes, &bytes), &bytes);
    }

    #[test]
    fn no_lines_make_rows_with_a_panic(
        edition in "(common|notices|de|x)",
        lines in "(\\{\"kind\":\"(pack|page|place|contact|checklist)\",\"id\":\"[a-z]\"(,\"[a-z]{1,6}\":(1|null|\\[\\]|\\{\\}|\"\\\\u[0-9a-f]{0,4}\"))*\\}\n){0,3}",
    ) {
        let header = format!("{{\"edition\":\"{edition}\",\"format\":1,\"pack\":\"{PACK}\"}}\n");
        let _ = rows(PACK, &edition, format!("{header}{lines}").as_bytes());
    }

    #[test]
    fn a_text_is_taken_exactly_when_it_is_safe(name in text()) {
        let taken = rows(PACK, "de", &phrase(&name));
        prop_assert_eq!(taken.is_ok(), block::check_text(&name).is_ok(), "{:?}", taken);
    }
}

#[test]
fn a_hidden_character_is_found_in_a_field_that_no_screen_shows() {
    let edition = |slug: &str| {
        let header = format!(r#"{{"edition":"de","format":1,"pack":"{PACK}"}}"#);
        format!(
            "{header}\n{}\n",
            r#"{"id":"x","kind":"page","slug":"?","title":"t"}"#.replace('?', slug)
        )
    };
    let unsafe_at = |slug: &str| match rows(PACK, "de", edition(slug).as_bytes()) {
        Ok(_) => None,
        Err(EditionError::Unsafe { line, source }) => Some((line, source)),
        Err(other) => panic!("{slug}: {other}"),
    };
    for fine in
        ["house", r"a\nb\tc", r"a\\u202e", r"a\\\\b", r"\u00e4", r"\ud83d\ude42", r"a\/b\\r"]
    {
        assert_eq!(unsafe_at(fine), None, "{fine}");
    }
    for (hidden, code) in [
        (r"\u202e", 0x202e),
        (r"a\\\u202E", 0x202e),
        ("\u{202e}", 0x202e),
        (r"\u001b", 0x1b),
        (r"\b", 8),
        (r"\f", 12),
        (r"\r", 13),
        (r"\u0085", 0x85),
        ("\u{feff}", 0xfeff),
        ("\u{7f}", 0x7f),
    ] {
        assert_eq!(unsafe_at(hidden), Some((2, UnsafeBlock::Control(code))), "{hidden}");
    }
}
