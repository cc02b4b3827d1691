//! What a phone holds of imported answers: imported, built, signed, published, installed over HTTP, and read.

use std::collections::BTreeSet;
use std::path::PathBuf;

use companion_cli::build::build_folder;
use companion_cli::import::{folder, integreat};
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::phone::Phone;
use companion_cli::problem::Severity;
use companion_cli::publish::{Options, PublishInput, publish};
use companion_core::adapters::SystemClock;
use companion_core::guide::Guide;
use companion_core::ports::Clock as _;
use companion_core::text::{BlockBody, LanguageTag};

/// A page in one language, as a phone has it.
#[derive(Debug, Clone)]
pub(super) struct OutPage {
    pub(super) id: String,
    pub(super) language: String,
    /// `/pack/language/word/word/`.
    pub(super) path: String,
    pub(super) title: String,
    /// All text, a line for each part of it.
    pub(super) text: String,
    pub(super) links: Vec<String>,
    /// One can walk to it from the top.
    pub(super) reachable: bool,
}

/// Every page of the answers in `files`, in every language, as a phone has it.
pub(super) fn out(files: &[PathBuf]) -> Result<Vec<OutPage>, String> {
    let work = tempfile::tempdir().map_err(told)?;
    let source = work.path().join("source");
    let options = integreat::Options::default();
    let (written, report) = integreat::import(files, &options, &mut |_| ()).map_err(told)?;
    folder::write(&written, &source).map_err(told)?;
    let pack = report.pack;

    let now = SystemClock.now();
    let built = build_folder(&source, now.date_naive()).map_err(|problems| {
        let errors = problems.iter().filter(|p| p.severity == Severity::Error).take(3);
        errors.map(ToString::to_string).collect::<Vec<_>>().join("; ")
    })?;
    let media: Vec<_> = built.media.into_iter().map(|m| (m.fact, m.path)).collect();
    let input = PublishInput { pack: &pack, editions: &built.editions, media: &media };
    let public = work.path().join("public");
    let published = publish(&input, &keys()?, &public, now, &Options::default()).map_err(told)?;

    let languages: Vec<String> = report.languages.keys().cloned().collect();
    let phone = Phone::open(&work.path().join("phone"), &languages).map_err(told)?;
    phone.install(&public, &pack, Some(&published.root_sha256)).map_err(told)?;
    let guide = phone.companion().guide().map_err(told)?;
    let reachable = walk(&guide).map_err(told)?;
    let mut pages = Vec::new();
    for file in written.keys() {
        let mut parts = file.split(['/', '.']);
        let (Some("pages"), Some(id), Some(tag)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let language: LanguageTag = tag.parse().map_err(told)?;
        let view = guide.page_in(&pack, id, &language).map_err(|e| format!("{file}: {e}"))?;
        let bodies: Vec<BlockBody> = view.blocks.into_iter().map(|b| b.body).collect();
        let text = bodies.iter().map(BlockBody::plain_text).collect::<Vec<_>>().join("\n");
        let mut links: Vec<String> = bodies.iter().flat_map(BlockBody::links).collect();
        links.extend(bodies.into_iter().filter_map(|b| match b {
            BlockBody::Image { src, .. } => Some(src),
            _ => None,
        }));
        let (language, path) = (tag.to_owned(), view.path);
        let reachable = reachable.contains(id);
        let id = id.to_owned();
        pages.push(OutPage { id, language, path, title: view.title, text, links, reachable });
    }
    Ok(pages)
}

/// Ids of all pages that one comes to from the top.
fn walk(guide: &Guide<'_>) -> companion_core::Result<BTreeSet<String>> {
    let mut seen = BTreeSet::new();
    let mut open = guide.list_top()?;
    while let Some(node) = open.pop() {
        if node.has_children {
            open.extend(guide.list_below(&node.pack, &node.id)?);
        }
        seen.insert(node.id);
    }
    Ok(seen)
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

fn told(e: impl std::fmt::Display) -> String {
    e.to_string()
}
