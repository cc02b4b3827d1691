//! What finding a city costs among thousands: reading the copy in an app, a question by name, a question by nearness.
//!
//! Run: `cargo bench -p companion-tests --bench catalogue`. The 3,000 cities are made of syllables, each with names in
//! nine languages and three scripts and three other names. Beside a question stands the least that could be done: looking
//! for its bytes in every name, without folding, ranking or slips.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark ends where something is missing, and tells its figures"
)]

use std::collections::BTreeMap;
use std::time::Instant;

use companion_core::catalogue::{Catalogue, Reader};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Area, Fact, Level, ListingFact, Point};
use companion_core::text::LanguageTag;
use companion_core::{CatalogueConfig, Config};
use companion_tests::made::Made;
use companion_tests::phone::Phone;

const CITIES: u32 = 3_000;
const ROUNDS: usize = 15;
const LATIN: [&str; 8] = ["brück", "neu", "al", "stein", "mühl", "ober", "lin", "wald"];
const ENDS: [&str; 8] = ["feld", "burg", "stadt", "heim", "au", "dorf", "bach", "hausen"];
const ARABIC: [&str; 8] = ["بروك", "نوي", "أل", "شتاين", "مول", "أوبر", "لين", "فالد"];
const CYRILLIC: [&str; 8] = ["брюк", "ной", "аль", "штайн", "мюль", "обер", "лін", "вальд"];

fn main() {
    let facts = facts().expect("facts");
    let records = Records::Common(facts);
    let edition = Edition { pack: "cities".into(), records };
    let bytes = edition.to_bytes().expect("bytes");
    let packed = zstd::bulk::compress(&bytes, 19).expect("compress").len();
    println!("{CITIES} cities: {} bytes, {packed} bytes with zstd -19", bytes.len());

    let read = || Edition::from_bytes(&bytes).expect("read");
    tell("open an app without it, in an empty folder", || {
        drop(Phone::online().expect("phone").open().expect("open"));
    });
    tell("open an app that brings it", || open(&bytes));
    tell("read it strictly, at the first question", || drop(read()));
    let catalogue = catalogue(read());
    tell("and fold all names", || drop(self::catalogue(read())));
    let reader = Reader {
        languages: vec!["ar".parse().expect("tag"), "en".parse().expect("tag")],
        ..Reader::default()
    };
    for (what, question) in [
        ("a whole name", "Brückfeld 1234"),
        ("its beginning", "brückf"),
        ("in another script", "بروك"),
        ("one letter", "b"),
        ("two slips", "brückfled 1432"),
        ("nothing like it", "xyzxyzxyz"),
    ] {
        let found = catalogue.find_cities(question, 20, &reader).len();
        tell(&format!("{what}, {found} found"), || {
            drop(catalogue.find_cities(question, 20, &reader))
        });
    }
    tell("the 20 nearest", || drop(catalogue.list_near(50.2, 10.1, 20, &reader)));
    let names: Vec<String> = names(read());
    tell("the bytes of a name in every name", || {
        std::hint::black_box(names.iter().filter(|name| name.contains("Brückfeld 1234")).count());
    });
}

/// Opens a companion in an empty folder.
fn open(bytes: &[u8]) {
    let phone = Phone::online().expect("phone");
    let bundled = Some(bytes.to_vec());
    let catalogue = Some(CatalogueConfig { link: None, bundled });
    drop(phone.open_with(Config { catalogue, ..Config::default() }).expect("open"));
}

/// The median of some rounds.
fn tell(what: &str, mut work: impl FnMut()) {
    let mut rounds: Vec<u128> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_micros()
        })
        .collect();
    rounds.sort_unstable();
    let median = rounds.get(ROUNDS / 2).copied().unwrap_or_default();
    println!("{what}: {:.2} ms", median as f64 / 1000.0);
}

fn facts() -> Result<Vec<Fact>, companion_tests::publisher::Fault> {
    let mut own = Made::new("cities", Level::World, "en")?.fact;
    own.country = String::new();
    own.as_of = Some("2026-11-22".into());
    let tags = ["de", "en", "fr", "tr", "ar", "fa-AF", "ps", "uk", "ru"];
    let tags: Vec<LanguageTag> = tags.iter().map(|t| t.parse()).collect::<Result<_, _>>()?;
    let mut facts = vec![Fact::Pack(own)];
    for n in 0..CITIES {
        let pick = |from: [&'static str; 8], by: u32| {
            from.iter().copied().cycle().nth((n / by % 8) as usize).unwrap_or_default()
        };
        let end = pick(ENDS, 8);
        let name = |stem: &str| {
            let mut letters = stem.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}{end} {n}", letters.as_str())
        };
        let stem = |tag: &LanguageTag| match tag.language() {
            "ar" | "fa" | "ps" => pick(ARABIC, 1),
            "uk" | "ru" => pick(CYRILLIC, 1),
            _ => pick(LATIN, 1),
        };
        let names: BTreeMap<_, _> = tags.iter().map(|t| (t.clone(), name(stem(t)))).collect();
        let others = ["alt", "neu", "unter"].map(|part| name(&format!("{part}{end}")));
        let (lat, lon) = (47.0 + f64::from(n % 80) / 10.0, 6.0 + f64::from(n / 80) / 5.0);
        let corner = |up: f64| Point::from_degrees(lat + up, lon + up).ok_or("outside the globe");
        facts.push(Fact::Listing(ListingFact {
            id: format!("city-{n}"),
            level: Level::City,
            parent: Some("region".into()),
            country: "DE".into(),
            languages: tags.clone(),
            source_language: "de".parse()?,
            area: Some(Area { from: corner(0.0)?, to: corner(0.1)? }),
            names,
            aliases: [("de".parse()?, others.to_vec())].into(),
            url: format!("https://packs.example/city-{n}"),
            mirrors: vec![],
            root: format!("{n:064x}"),
            hub: None,
            publisher: format!("City {n}"),
        }));
    }
    Ok(facts)
}

fn catalogue(edition: Edition) -> Catalogue {
    let Records::Common(facts) = edition.records else { unreachable!("common") };
    let mut own = None;
    let mut listings = Vec::new();
    for fact in facts {
        match fact {
            Fact::Pack(pack) => own = Some(pack),
            Fact::Listing(listing) => listings.push(listing),
            _ => {}
        }
    }
    Catalogue::new(own.expect("its own record"), listings)
}

fn names(edition: Edition) -> Vec<String> {
    let Records::Common(facts) = edition.records else { return Vec::new() };
    let listings = facts.into_iter().filter_map(|fact| match fact {
        Fact::Listing(listing) => Some(listing),
        _ => None,
    });
    listings
        .flat_map(|l| {
            l.names.into_values().chain(l.aliases.into_values().flatten()).collect::<Vec<_>>()
        })
        .collect()
}
