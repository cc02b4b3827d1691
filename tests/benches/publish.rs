//! What publishing costs, and how it grows with languages and pages.
//!
//! Run: `cargo bench -p companion-tests --bench publish`. The pages are made of syllables, about as long as those of a real
//! city. Measured is the sixth publish, in which every language has three new paragraphs and five earlier contents to
//! make deltas from: compressing, patching, signing, writing and bringing it to the disk.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark ends where something is missing, asks the clock, and tells its figures"
)]

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::publish::{Options, PublishInput, Published, publish};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Fact, Level, Origin, PageText, Text};
use companion_core::text::{BlockBody, LanguageTag, Span};
use companion_tests::made::Made;

const PACK: &str = "made";
const TAGS: [&str; 20] = [
    "de", "en", "fr", "ar", "uk", "ru", "tr", "fa", "ps", "ti", "am", "so", "sq", "ro", "bg", "pl",
    "es", "it", "pt", "hu",
];
const EARLIER: usize = 5;

fn main() {
    println!("languages  pages   seconds   of it a language   bytes of deltas: median, all");
    for (languages, pages) in [(5, 300), (10, 300), (20, 300), (10, 150), (10, 600)] {
        let (took, published) = measure(languages, pages);
        let deltas = published.editions.iter().flat_map(|e| &e.deltas);
        let mut deltas: Vec<u64> = deltas.map(|d| d.bytes).collect();
        deltas.sort_unstable();
        assert_eq!(deltas.len(), languages * EARLIER, "five for each language");
        println!(
            "{languages:>9}  {pages:>5}   {:>7.2}   {:>16.3}   {}, {}",
            took.as_secs_f64(),
            took.as_secs_f64() / languages as f64,
            deltas[deltas.len() / 2],
            deltas.iter().sum::<u64>()
        );
    }
}

fn measure(languages: usize, pages: u64) -> (Duration, Published) {
    let folder = tempfile::tempdir().expect("folder");
    let keys = keys();
    let mut last = None;
    for round in 0..=EARLIER {
        let editions = editions(languages, pages, round as u64);
        let input = PublishInput { pack: PACK, editions: &editions, media: &[] };
        let at = DateTime::from_timestamp(1_795_000_000, 0).expect("a moment");
        let at = at + TimeDelta::days(round as i64);
        let start = Instant::now();
        let published =
            publish(&input, &keys, folder.path(), at, &Options::default()).expect("publish");
        last = Some((start.elapsed(), published));
    }
    last.expect("a round")
}

/// Common, and languages in which each round has rewritten a paragraph of three other pages.
fn editions(languages: usize, pages: u64, round: u64) -> Vec<Edition> {
    let own = Made::new(PACK, Level::City, "de").expect("a pack").fact;
    let mut editions =
        vec![Edition { pack: PACK.into(), records: Records::Common(vec![Fact::Pack(own)]) }];
    for (n, tag) in (0u64..).zip(TAGS.iter().take(languages)) {
        let tag: LanguageTag = tag.parse().expect("a tag");
        let texts = (0..pages).map(|page| {
            let blocks = (0..4u64).map(|block| {
                // The last rewriting of this paragraph; rounds touch pages 7 apart, and never one twice.
                let written = (1..=round)
                    .filter(|r| block == 1 && page % 50 == r * 7 % 50 && page < 150)
                    .max();
                let seed = ((n * 1_000 + page) * 10 + block) * 100 + written.unwrap_or(0);
                BlockBody::Paragraph { spans: vec![Span::plain(sentence(n, seed))] }
            });
            Text::Page(PageText {
                id: format!("page-{page}"),
                title: sentence(n, page).chars().take(30).collect(),
                slug: None,
                origin: Origin::default(),
                made_from: None,
                outdated: vec![],
                missing: 0,
                ids: vec![],
                blocks: blocks.collect(),
            })
        });
        let records = Records::Language(tag, texts.collect());
        editions.push(Edition { pack: PACK.into(), records });
    }
    editions
}

/// About 400 letters of words that a language has, the common ones more often.
fn sentence(language: u64, seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut text = String::new();
    while text.len() < 400 {
        let (a, b) = (next() % 4_000, next() % 4_000);
        text.push_str(&word(language, a.min(b)));
        text.push(' ');
    }
    text
}

fn word(language: u64, n: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ne", "ri", "to", "lu", "mak", "sen", "vir", "pol", "dun", "ga", "she", "kli", "no",
        "tur", "fe",
    ];
    let mut left = (n + 17).wrapping_mul(language * 2 + 7);
    let mut word = String::new();
    for _ in 0..2 + n % 3 {
        word.push_str(SYLLABLES[(left % 16) as usize]);
        left = left / 16 + n;
    }
    word
}

fn keys() -> KeyRing {
    let one = |n: u8| vec![Seed::new([n; 32])];
    let seeds = PerRole {
        root: one(1),
        targets: one(2),
        snapshot: one(3),
        timestamp: one(4),
        editions: one(5),
    };
    KeyRing::from_seeds(&seeds, 1).expect("keys")
}
