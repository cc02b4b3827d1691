//! What packs cost beside the least that is possible: published bytes, installation, the first screen.
//!
//! Run: `cargo bench -p companion-tests --bench packs`, or one figure with `-- update` (`memory`, `published`,
//! `install`, `first-screen`, `update`). Takes the real pages of a city from `COMPANION_DATA`
//! (default `../shared/data`). Every figure is measured beside its floor in the same run, turn by turn, and told as
//! the median of the pairwise ratios, since machines differ and are shared.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark ends where something is missing, and tells its figures"
)]

#[path = "packs/city.rs"]
mod city;
#[path = "packs/floor.rs"]
mod floor;
#[path = "packs/memory.rs"]
mod memory;
#[path = "packs/pairs.rs"]
mod pairs;
#[path = "packs/update.rs"]
mod update;

use companion_core::packs::install;
use companion_core::search::INDEXER;
use companion_core::store::Store;

use city::City;
use pairs::pairs;
use update::Update;

const ROUNDS: usize = 15;

fn main() {
    if memory::prepare() {
        return;
    }
    let named: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|n| n == name);
    if wanted("memory") {
        match memory::peak() {
            Some((install, update)) => println!(
                "memory above what was there, 12 MB edition: install {install:.2} editions, update {update:.2} editions (bar 3)"
            ),
            None => println!("memory: not told by this system"),
        }
    }
    let city = match City::prepare() {
        Ok(city) => city,
        Err(reason) => {
            println!("the benchmark needs a city's pages: {reason}");
            std::process::exit(1);
        }
    };
    type Figure = fn(&City);
    let figures: [(&str, Figure); 4] = [
        ("published", published),
        ("install", installed),
        ("first-screen", first_screen),
        ("update", updated),
    ];
    figures.iter().filter(|(name, _)| wanted(name)).for_each(|(_, figure)| figure(&city));
}

/// A check, and three rewritten paragraphs taken in as a patch, beside its unavoidable parts.
fn updated(city: &City) {
    let update = Update::prepare(city);
    let result = pairs(ROUNDS * 4, |folder| update.ours(folder), |folder| update.floor(folder));
    result.tell("update of three paragraphs", "patch, hashes, signatures, the same rows", 1.5);
}

/// Common and German edition together, beside their own plain text and links.
fn published(city: &City) {
    let plain = zstd::bulk::compress(city.plain.as_bytes(), 19).expect("compress").len();
    let published: usize = city.editions.iter().map(|(_, _, file)| file.len()).sum();
    println!(
        "published: {published} bytes; plain text and links with zstd -19: {plain} bytes; ratio {:.3} (bar 1.2)",
        published as f64 / plain as f64
    );
}

/// From the downloaded bytes to a committed import, beside the bare inserts of the same rows and index.
fn installed(city: &City) {
    let rows = city.rows();
    let result = pairs(
        ROUNDS,
        |folder| {
            let store = Store::open(folder).expect("open");
            move || {
                let prepared: Vec<_> = city
                    .editions
                    .iter()
                    .map(|(name, target, file)| {
                        install::prepare(&city.pack, name, target, file).expect("prepare")
                    })
                    .collect();
                store.import_editions(&prepared, &[], &INDEXER).expect("import");
            }
        },
        |folder| {
            let mut connection = floor::open_empty(folder);
            let rows = &rows;
            let terms = floor::terms(rows);
            move || floor::insert(&mut connection, &city.pack, rows, &terms)
        },
    );
    result.tell("install", "plain SQLite inserts of the same rows and terms", 3.0);
}

/// Open both files and read what the first screen shows, beside bare opens and the same statements.
fn first_screen(city: &City) {
    let (folder, queries) = city.installed_phone();
    let result = pairs(
        ROUNDS * 4,
        |_| {
            let folder = folder.path().to_owned();
            move || city::first_screen(&folder)
        },
        |_| {
            let (folder, queries) = (folder.path().to_owned(), &queries);
            move || floor::first_screen(&folder, queries)
        },
    );
    result.tell("open and first screen", "bare SQLite with the same statements", 2.0);
}
