//! What a phone fetches: editions, deltas, bundles, catalogues.

use chrono::{DateTime, TimeDelta};
use companion_core::catalogue::{Catalogue, Reader};
use companion_core::packs::bundle::{Bundle, BundleError, PREFIX};
use companion_core::packs::crypto::sha256_hex;
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Fact, Text};
use companion_core::packs::share::{Start, Unchecked};
use companion_core::packs::verify::{EditionTarget, Expiry, Known};
use companion_core::packs::{delta as deltas, install};
use serde_json::Value;
use zstd::zstd_safe::{self, CCtx, CParameter};

/// Words of edition lines.
pub const WORDS: &[&str] = &[
    "\"format\":1",
    "\"edition\":\"common\"",
    "\"edition\":\"notices\"",
    "\"kind\":\"page\"",
    "\"kind\":\"place\"",
    "\"kind\":\"pack\"",
    "\"kind\":\"listing\"",
    "\"id\":",
    "\"blocks\":",
    "[\"p\",",
    "[\"h\",2,",
    "[\"ul\",",
    "[\"a\",\"x\",\"page:x\"]",
    "[\"b\",",
    "\"hours\":\"24/7\"",
    "\"lat\":",
    "\"area\":",
    "\"clock\":",
    "\"rule\":\"CET-1CEST,M3.5.0,M10.5.0/3\"",
    "\"date\":\"2027-02-29\"",
    "page:",
    "tel:",
    "https://",
];
/// Words of bundles.
pub const BUNDLE_WORDS: &[&str] = &[
    "welcome-bundle 1 1\n",
    "welcome-bundle 2 ",
    "timestamp.json ",
    "1.root.json ",
    " 18446744073709551615\n",
];

/// Words of files that go from phone to phone.
pub const TAR_WORDS: &[&str] = &[
    "welcomepack",
    "metadata/1.root.json",
    "metadata/2.root.json",
    "metadata/timestamp.json",
    "editions/common.pack.zst",
    "editions/../x",
    "media/",
    "ustar\x0000",
    "77777777777",
    "\"welcomepack\":1",
    "\"url\":\"https://",
];

/// A file from another phone, for one that knows nothing of the pack: read to its end, and nothing kept.
pub fn shared_file(bytes: &[u8]) {
    let Ok(file) = Unchecked::open(bytes, bytes.len() as u64) else { return };
    let _ = file.head();
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_800);
    for expiry in [Expiry::Note, Expiry::Refuse] {
        let start = Start { known: Known::new(), fingerprint: None, expiry, now };
        if let Ok(file) = Unchecked::open(bytes, bytes.len() as u64) {
            let _ = file.check(&start, &[]);
        }
    }
}

/// Raw lines: read strictly into rows, and what is an edition is the same after a round.
pub fn edition_lines(bytes: &[u8]) {
    let (pack, name) = named(bytes);
    let _ = install::rows(&pack, &name, bytes);
    let Ok(edition) = Edition::from_bytes(bytes) else { return };
    if let Records::Language(_, texts) = &edition.records {
        for text in texts {
            if let Text::Page(page) = text {
                page.blocks.iter().for_each(|block| drop(block.plain_text()));
            }
        }
    }
    let Ok(written) = edition.to_bytes() else { return };
    // Texts are brought to one form as they are written; after that nothing changes.
    if let Ok(again) = Edition::from_bytes(&written) {
        assert!(again.to_bytes().ok() == Some(written), "an edition is not what was written");
    }
}

/// Pack and edition as the first line tells them.
fn named(bytes: &[u8]) -> (String, String) {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let header: Value = serde_json::from_slice(line).unwrap_or_default();
    let field = |name: &str| header.get(name).and_then(Value::as_str).unwrap_or("x").to_owned();
    (field("pack"), field("edition"))
}

/// A compressed edition that the publisher signed, whatever is in it.
pub fn edition_file(bytes: &[u8]) {
    let unpacked = zstd::bulk::decompress(bytes, 4 * 1024 * 1024).unwrap_or_default();
    let (pack, edition) = named(&unpacked);
    for raw_length in [unpacked.len() as u64, unpacked.len() as u64 / 2, u64::MAX] {
        let target = EditionTarget {
            path: "o/x".to_owned(),
            length: bytes.len() as u64,
            sha256: sha256_hex(bytes),
            raw_length,
            raw_sha256: sha256_hex(&unpacked),
            revision: 1,
            published_at: chrono::DateTime::UNIX_EPOCH,
            deltas: Vec::new(),
            source_language: None,
        };
        let _ = install::prepare(&pack, &edition, &target, bytes);
    }
}

/// What the patch of the corpus begins from.
pub fn delta_base() -> Vec<u8> {
    (0..400).flat_map(|n| format!("line {n} of the edition from before\n").into_bytes()).collect()
}

/// What it leads to.
pub fn delta_result() -> Vec<u8> {
    (0..420).flat_map(|n| format!("line {n} of the edition {}\n", n % 7).into_bytes()).collect()
}

/// A patch between two editions. Only the right result is ever given back.
pub fn delta(bytes: &[u8]) {
    let (base, wanted) = (delta_base(), delta_result());
    let (from, to) = (sha256_hex(&base), sha256_hex(&wanted));
    for length in [wanted.len() as u64, 0, 1, u64::MAX] {
        if let Ok(made) = deltas::apply(&base, &from, bytes, length, &to) {
            assert!(made == wanted, "a patch led elsewhere");
        }
    }
}

/// A bundle as it is fetched, and the same bytes as what is inside of one.
pub fn bundle(bytes: &[u8]) {
    let _ = Bundle::read(bytes);
    let Some(packed) = packed(bytes) else { return };
    let Ok(bundle) = Bundle::read(&packed) else { return };
    let again = packed_again(&bundle);
    assert!(again == Some(Ok(bundle)), "a bundle is not what was written");
}

fn packed_again(bundle: &Bundle) -> Option<Result<Bundle, BundleError>> {
    Some(Bundle::read(&packed(&bundle.to_bytes())?))
}

/// Compressed as a bundle is, in the shortest time.
fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut context = CCtx::create();
    context.set_parameter(CParameter::CompressionLevel(1)).ok()?;
    context.ref_prefix(PREFIX.as_bytes()).ok()?;
    let mut out = Vec::with_capacity(zstd_safe::compress_bound(bytes.len()));
    context.compress2(&mut out, bytes).ok()?;
    Some(out)
}

/// A catalogue, looked through in every way.
pub fn catalogue(bytes: &[u8]) {
    let Ok(Edition { records: Records::Common(facts), .. }) = Edition::from_bytes(bytes) else {
        return;
    };
    let (mut pack, mut listings) = (None, Vec::new());
    for fact in facts {
        match fact {
            Fact::Pack(found) => pack = Some(found),
            Fact::Listing(listing) => listings.push(listing),
            _ => {}
        }
    }
    let Some(pack) = pack else { return };
    let catalogue = Catalogue::new(pack, listings);
    let languages = ["ti", "ar", "de"].iter().filter_map(|tag| tag.parse().ok()).collect();
    let reader = Reader { languages, ..Reader::default() };
    let listed = catalogue.list_listings(&reader);
    for question in ["", "a", "Brückfeld", "ب", "bruckfield town"] {
        let _ = catalogue.find_cities(question, 5, &reader);
    }
    if let Some(listing) = listed.first() {
        let _ = catalogue.find_cities(&listing.name, 5, &reader);
    }
    for (lat, lon) in [(50.0, 9.9), (-90.0, 180.0), (f64::NAN, 0.0), (f64::MAX, f64::MIN)] {
        let _ = catalogue.list_near(lat, lon, 5, &reader);
    }
}
