//! What a phone downloads after an edit: three rewritten paragraphs in a real city's pages, by every way there is.
//!
//! Run: `cargo bench -p companion-tests --bench deltas`. Takes the real pages of a city from `COMPANION_DATA` (default
//! `../shared/data`), imports them with our own importer and publishes them twice. Beside our delta stand the commands
//! `zstd`, `gzip` and `bsdiff` on the same bytes, as far as they are installed, and what the present app of that city
//! downloads: the answer of its server once more. The new paragraphs say nothing that is in the pages already.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark ends where something is missing, and tells its figures"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, NaiveDate, TimeDelta};
use companion_cli::align::put_tables;
use companion_cli::build::build_folder;
use companion_cli::import::ids::Ids;
use companion_cli::import::{folder, integreat};
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::publish::{Options, PublishInput, publish};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::Text;
use companion_core::text::{BlockBody, Span};

/// Written for this benchmark.
const NEW: [(&str, [&str; 3]); 2] = [
    (
        "de",
        [
            "Wer umzieht, bringt am besten auch die alte Haushaltsliste mit. Unser Schalter im Erdgeschoss hat dafür \
             mittwochs bis zum Abend geöffnet, und eine Kollegin hilft beim Ausfüllen. Kinderwagen passen durch die Tür \
             neben dem Brunnen.",
            "Neu ist der Treffpunkt am alten Güterbahnhof: Dort üben Freiwillige jeden zweiten Samstag das Sprechen mit \
             Bildkarten, Liedern und Kuchen. Niemand muss sich vorher eintragen, und niemand fragt nach Papieren.",
            "Zum Winter hin tauscht die Werkstatt der Nachbarschaft Reifen und Bremsbeläge gegen eine kleine Spende. \
             Werkzeug liegt bereit; wer möchte, lernt das Flicken gleich selbst.",
        ],
    ),
    (
        "en",
        [
            "If you are moving, please bring the earlier household list too. Our counter on the ground floor stays open \
             on Wednesday evenings for this, and a colleague helps you to fill it in. Prams fit through the door beside \
             the fountain.",
            "There is a new meeting point at the former goods station: volunteers practise talking there every second \
             Saturday, with picture cards, songs and cake. Nobody has to put their name down, and nobody asks for papers.",
            "Towards winter the neighbourhood workshop swaps tyres and brake pads for a small donation. Tools are laid \
             out; whoever likes to learns how to mend a puncture on the spot.",
        ],
    ),
];

fn main() {
    if let Err(reason) = run() {
        println!("the benchmark needs a city's pages: {reason}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let data = std::env::var_os("COMPANION_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let answers: Vec<PathBuf> = NEW
        .iter()
        .map(|(tag, _)| data.join(format!("cities/integreat_pages/lkaugsburg_{tag}_pages.json")))
        .collect();
    let work = tempfile::tempdir().map_err(told)?;
    let (files, report) = integreat::import(
        &answers,
        &integreat::Options::default(),
        &mut Ids::default(),
        &mut |_| {},
    )
    .map_err(told)?;
    let source = work.path().join("source");
    folder::write(&files, &source).map_err(told)?;
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let old = build_folder(&source, today)
        .map_err(|p| p.first().map(ToString::to_string).unwrap_or_default())?
        .editions;
    let mut new = old.clone();
    for (tag, paragraphs) in NEW {
        rewrite(&mut new, tag, &paragraphs)?;
    }
    // As a build of the rewritten pages does.
    put_tables(&mut new);
    let keys = keys()?;
    let mut published = None;
    for (editions, days) in [(&old, 0), (&new, 1)] {
        let input = PublishInput { pack: &report.pack, editions, media: &[] };
        let at =
            DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default() + TimeDelta::days(days);
        published = Some(
            publish(&input, &keys, &work.path().join("public"), at, &Options::default())
                .map_err(told)?,
        );
    }
    let published = published.ok_or("nothing published")?;
    for ((tag, paragraphs), answer) in NEW.iter().zip(&answers) {
        let bytes = |editions: &[Edition], to: &str| -> Result<PathBuf, String> {
            let edition = editions.iter().find(|e| e.name() == *tag).ok_or("no such edition")?;
            let path = work.path().join(to);
            std::fs::write(&path, edition.to_bytes().map_err(told)?).map_err(told)?;
            Ok(path)
        };
        let (before, after) = (bytes(&old, "before")?, bytes(&new, "after")?);
        let edition = published.editions.iter().find(|e| e.name == *tag).ok_or("not published")?;
        let delta = edition.deltas.first().ok_or("no delta")?.bytes;
        println!(
            "{tag}: {} bytes; {} bytes of new text",
            edition.raw_bytes,
            paragraphs.iter().map(|p| p.len()).sum::<usize>()
        );
        tell("our delta", Some(delta), delta);
        tell("our bundle, fetched first", Some(edition.bundle_bytes), delta);
        let from = format!("--patch-from={}", before.display());
        let zstd = |arguments: &[&str]| piped("zstd", arguments, &after);
        tell("zstd --patch-from -19", zstd(&["-q", "-c", "-19", &from]), delta);
        tell("bsdiff", bsdiff(&before, &after, work.path()), delta);
        tell("the whole edition as we publish it", Some(edition.object_bytes), delta);
        tell("zstd -19 of the whole", zstd(&["-q", "-c", "-19"]), delta);
        tell("gzip -9 of the whole", piped("gzip", &["-c", "-9"], &after), delta);
        tell("the server's answer again, gzip -9", piped("gzip", &["-c", "-9"], answer), delta);
    }
    Ok(())
}

/// Puts each paragraph in the place of one that is about as long as a paragraph is, on pages far from each other.
fn rewrite(editions: &mut [Edition], tag: &str, paragraphs: &[&str]) -> Result<(), String> {
    let edition = editions.iter_mut().find(|e| e.name() == tag).ok_or("no such language")?;
    let all = String::from_utf8(edition.to_bytes().map_err(told)?).map_err(told)?;
    for paragraph in paragraphs {
        for sentence in paragraph.split(". ") {
            assert!(!all.contains(sentence), "is in the pages already: {sentence}");
        }
    }
    let Records::Language(_, texts) = &mut edition.records else {
        return Err("no language".into());
    };
    let spots: Vec<&mut BlockBody> = texts
        .iter_mut()
        .filter_map(|text| match text {
            Text::Page(page) => page.blocks.iter_mut().find(|block| {
                matches!(block, BlockBody::Paragraph { .. }) && block.plain_text().len() > 100
            }),
            _ => None,
        })
        .collect();
    let apart = spots.len() / paragraphs.len();
    for (spot, paragraph) in spots.into_iter().skip(apart / 2).step_by(apart).zip(paragraphs) {
        *spot = BlockBody::Paragraph { spans: vec![Span::plain(*paragraph)] };
    }
    Ok(())
}

fn tell(what: &str, bytes: Option<u64>, ours: u64) {
    match bytes {
        Some(bytes) => {
            println!("  {what:40} {bytes:>8} bytes  {:>7.2} x", bytes as f64 / ours as f64)
        }
        None => println!("  {what:40}  is not installed"),
    }
}

/// How much a command writes about a file; nothing where there is no such command.
fn piped(program: &str, arguments: &[&str], file: &Path) -> Option<u64> {
    let mut command = Command::new(program);
    let done = command.args(arguments).arg(file).stderr(Stdio::null()).output().ok()?;
    done.status.success().then_some(done.stdout.len() as u64)
}

fn bsdiff(before: &Path, after: &Path, work: &Path) -> Option<u64> {
    let patch = work.join("bsdiff");
    let done = Command::new("bsdiff").args([before, after, &patch]).status().ok()?;
    done.success().then(|| std::fs::metadata(&patch).map(|m| m.len()).unwrap_or_default())
}

fn keys() -> Result<KeyRing, String> {
    let one = |n: u8| vec![Seed::new([n; 32])];
    let seeds = PerRole {
        root: one(1),
        targets: one(2),
        snapshot: one(3),
        timestamp: one(4),
        editions: one(5),
    };
    KeyRing::from_seeds(&seeds, 1).map_err(told)
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
