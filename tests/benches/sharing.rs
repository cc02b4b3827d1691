//! What it costs to hand the sample city from phone to phone, beside a first sync of the same languages.
//!
//! Run: `cargo bench -p companion-tests --bench sharing`. The network of the sync is in memory: what is compared is the
//! work of the phone.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark ends where something is missing, asks the clock, and tells its figures"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use companion_cli::build::build_folder;
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

const ROUNDS: usize = 9;
const LANGUAGES: [&str; 3] = ["ar", "uk", "ti"];

fn main() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/brueckfeld");
    let built = build_folder(&source, monday().date_naive()).expect("build");
    let pack = built.editions[0].pack.clone();
    let publisher = Publisher::new().expect("publisher");
    publisher.publish_editions(&pack, &built.editions, monday()).expect("publish");
    let link = publisher.link(BASE, &pack).expect("link");
    let web = network(publisher.folder()).expect("network");
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("city.welcomepack");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("runtime");

    let (mut syncs, mut shares, mut takes, mut again) = (vec![], vec![], vec![], vec![]);
    let mut sizes = String::new();
    for _ in 0..ROUNDS {
        let giver = Phone::new(web.clone()).expect("phone");
        let app = giver.open().expect("app");
        app.set_languages(&LANGUAGES.map(str::to_owned)).expect("languages");
        app.add_pack(&link).expect("link");
        let start = Instant::now();
        let report = runtime.block_on(app.sync_pack(&pack, None)).expect("sync");
        syncs.push(start.elapsed());
        let start = Instant::now();
        let given = app.share_pack(&pack, &file, &[]).expect("share");
        shares.push(start.elapsed());
        sizes = format!(
            "file {} bytes, {} editions of {} bytes compressed; sync {} bytes in {} requests",
            given.bytes,
            given.editions.len(),
            given.editions.iter().map(|e| e.bytes).sum::<u64>(),
            report.bytes,
            report.requests
        );
        let friend = Phone::new(web.clone()).expect("phone");
        let other = friend.open().expect("app");
        takes.push(timed(&file, |file| other.receive_pack(file, Some(&link)).is_ok()));
        again.push(timed(&file, |file| other.receive_pack(file, None).is_ok()));
    }
    println!("{pack}: {sizes}");
    println!(
        "first sync {:.1?}, share {:.1?}, receive {:.1?}, receive the same again {:.1?}",
        median(syncs),
        median(shares),
        median(takes),
        median(again)
    );
}

fn timed(file: &Path, take: impl Fn(&Path) -> bool) -> Duration {
    let start = Instant::now();
    assert!(take(file), "a file was refused");
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
