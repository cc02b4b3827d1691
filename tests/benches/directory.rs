//! What a large directory costs: importing, building and listing 10,000 services.
//!
//! Run: `cargo bench -p companion-tests --bench directory`. The directory is made from a seed, as tables of version 3 of
//! the Human Services Data Specification and as Ohana's; the bar is 30 seconds for importing and building.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark ends where something is missing, asks the clock, and tells its figures"
)]

use std::time::Instant;

use chrono::{DateTime, NaiveDate};
use companion_cli::build::build_folder;
use companion_cli::import::folder;
use companion_cli::import::hsds::{Options, import};
use companion_cli::import::ids::Ids;
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::phone::Phone;
use companion_cli::publish::{self, PublishInput, publish};
use companion_core::guide::PlaceFilter;
use companion_core::packs::format::Level;
use companion_tests::directory::{Form, Size, write};

const SIZE: Size = Size { services: 10_000, locations: 4_000, organizations: 3_000 };

fn main() {
    for form in [Form::Three, Form::Ohana] {
        measure(form);
    }
}

fn measure(form: Form) {
    let work = tempfile::tempdir().expect("folder");
    let (tables, source) = (work.path().join("tables"), work.path().join("source"));
    std::fs::create_dir(&tables).expect("folder");
    write(&tables, form, SIZE, 1).expect("tables");
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let options = Options {
        id: "directory".into(),
        level: Level::City,
        name: None,
        zone: "America/Chicago".into(),
        country: Some("US".into()),
        licence: "CC0-1.0".into(),
        publisher: None,
        language: "en".parse().expect("tag"),
        keep_contact_names: false,
        today,
    };

    let start = Instant::now();
    let paths = [tables];
    let (files, _, told) =
        import(&paths, &options, &mut Ids::default(), &mut |_| ()).expect("import");
    let read = start.elapsed();
    folder::write(&files, &source).expect("write");
    let imported = start.elapsed();
    let built = build_folder(&source, today).expect("build");
    let done = start.elapsed();
    let bytes: Vec<usize> =
        built.editions.iter().map(|e| e.to_bytes().map_or(0, |b| b.len())).collect();
    println!(
        "{form:?}: {} services, {} places; import {read:.1?}, write {} files {:.1?}, build {:.1?}, together \
         {done:.1?} (bar 30 s); editions {bytes:?} bytes",
        told.services,
        told.places,
        files.len(),
        imported - read,
        done - imported
    );

    let public = work.path().join("public");
    let input = PublishInput { pack: "directory", editions: &built.editions, media: &[] };
    let at = DateTime::from_timestamp(1_795_000_000, 0).expect("a moment");
    let start = Instant::now();
    publish(&input, &keys(), &public, at, &publish::Options::default()).expect("publish");
    let published = start.elapsed();
    let phone = Phone::open(&work.path().join("phone"), &["en".to_owned()]).expect("phone");
    phone.install(&public, "directory", None).expect("install");
    let installed = start.elapsed();
    let guide = phone.companion().guide().expect("guide");
    let start = Instant::now();
    let services = guide.list_services(None, None).expect("services").len();
    let places = guide.list_places(&PlaceFilter::default()).expect("places").len();
    println!(
        "{form:?}: publish {published:.1?}, install {:.1?}, listing {services} services and {places} places {:.1?}",
        installed - published,
        start.elapsed()
    );
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
