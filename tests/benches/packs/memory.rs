//! How much memory taking in an edition needs, beside the edition: the peak of resident pages, as Linux counts them.

use companion_core::packs::crypto::sha256_hex;
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{NameText, Origin, PageText, Text};
use companion_core::packs::install::{self, Download};
use companion_core::packs::verify::EditionTarget;
use companion_core::search::INDEXER;
use companion_core::store::{Incoming, Installed, InstalledEdition, Store, StoreError};
use companion_core::text::{BlockBody, Span};
use companion_tests::peak;

const PACK: &str = "large-town";
const PAGES: usize = 5000;

/// Names the folder that a child of this process fills: what is prepared there leaves no freed memory here.
const PREPARE: &str = "COMPANION_BENCH_PREPARE";

/// In the child: writes the first edition's file, the patch, and lengths and hashes.
pub fn prepare() -> bool {
    let Some(folder) = std::env::var_os(PREPARE).map(std::path::PathBuf::from) else {
        return false;
    };
    let (before, after) = (edition(""), edition("und sonntags "));
    let mut context = zstd::zstd_safe::CCtx::create();
    context.ref_prefix(&before).expect("prefix");
    let mut patch = Vec::with_capacity(zstd::zstd_safe::compress_bound(after.len()));
    context.compress2(&mut patch, &after).expect("patch");
    let file = zstd::bulk::compress(&before, 3).expect("compress");
    let facts = [&before, &after].map(|raw| format!("{} {}\n", raw.len(), sha256_hex(raw)));
    std::fs::write(folder.join("facts"), facts.concat()).expect("write");
    std::fs::write(folder.join("file"), file).expect("write");
    std::fs::write(folder.join("patch"), patch).expect("write");
    true
}

/// The peaks above what is resident before, in editions: of an install and of an update; nothing where Linux does not tell.
/// To be measured before anything else, since freed memory is used again.
pub fn peak() -> Option<(f64, f64)> {
    let folder = tempfile::tempdir().expect("folder");
    let child = std::process::Command::new(std::env::current_exe().ok()?)
        .env(PREPARE, folder.path())
        .status();
    assert!(child.expect("child").success(), "the child prepares");
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("read");
    let facts = String::from_utf8(read("facts")).expect("text");
    let mut targets = facts.lines().map(|line| {
        let (length, sha256) = line.split_once(' ').expect("two words");
        target(length.parse().expect("length"), sha256)
    });
    let (first, second) = targets.next().zip(targets.next())?;
    let (file, patch) = (read("file"), read("patch"));
    let first = EditionTarget { length: file.len() as u64, sha256: sha256_hex(&file), ..first };
    let size = first.raw_length as f64;
    let store = Store::open(&folder.path().join("phone")).expect("store");
    let installed = peak::of(|| {
        let incoming = || -> Result<Incoming, StoreError> {
            let (edition, rows) = install::prepare(PACK, "de", &first, &file).expect("install");
            Ok(Incoming::whole(edition, rows))
        };
        store.import([incoming()], &[], &INDEXER).expect("import");
    })?;
    let held = InstalledEdition {
        pack: PACK.into(),
        name: "de".into(),
        revision: 1,
        sha256: first.sha256.clone(),
        raw_sha256: first.raw_sha256.clone(),
        published_at: 0,
    };
    drop(store);
    let store = Store::open(&folder.path().join("phone")).expect("store");
    let updated = peak::of(|| {
        let make = |installed: Installed<'_>, patch: &[u8]| -> Result<Incoming, StoreError> {
            let base = installed.edition_bytes(PACK, "de", second.raw_length)?.expect("installed");
            let patch = Download::Patch(patch);
            Ok(install::prepare_over(&held, &base, &second, patch).expect("update"))
        };
        store.import_over([patch.as_slice()], make, &[], &INDEXER).expect("import");
    })?;
    Some((installed / size, updated / size))
}

/// About twelve megabytes; three pages differ by what is `added`.
fn edition(added: &str) -> Vec<u8> {
    let page = |n: usize| {
        let added = if n % 2000 == 7 { added } else { "" };
        let paragraph = |p: usize| {
            let words = (0..20).map(|w| format!("{} ", (n * 7919 + p * 104_729 + w * 31) % 99_991));
            format!("Absatz {p} {added}von Seite {n}: {}", words.collect::<String>())
        };
        let blocks =
            (0..12).map(|p| BlockBody::Paragraph { spans: vec![Span::plain(paragraph(p))] });
        Text::Page(PageText {
            id: format!("page-{n:05}"),
            title: format!("Seite {n}"),
            slug: None,
            origin: Origin::default(),
            made_from: None,
            outdated: vec![],
            missing: 0,
            ids: vec![],
            blocks: blocks.collect(),
        })
    };
    let name =
        NameText { id: PACK.into(), name: "Stadt".into(), note: None, origin: Origin::default() };
    let texts = std::iter::once(Text::Pack(name)).chain((0..PAGES).map(page)).collect();
    let records = Records::Language("de".parse().expect("tag"), texts);
    Edition { pack: PACK.into(), records }.to_bytes().expect("bytes")
}

fn target(raw_length: u64, raw_sha256: &str) -> EditionTarget {
    EditionTarget {
        path: String::new(),
        length: 0,
        sha256: "0".repeat(64),
        raw_length,
        raw_sha256: raw_sha256.to_owned(),
        revision: 1,
        published_at: chrono::DateTime::UNIX_EPOCH,
        deltas: vec![],
        source_language: None,
    }
}
