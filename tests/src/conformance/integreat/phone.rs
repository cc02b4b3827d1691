//! What a phone holds of imported answers: imported, built, signed, published, installed over HTTP, and read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use companion_cli::build::build_folder;
use companion_cli::import::ids::Ids;
use companion_cli::import::{ImportReport, folder, integreat};
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::phone::Phone;
use companion_cli::problem::Severity;
use companion_cli::publish::{Options, PublishInput, publish};
use companion_cli::source::{self, Source};
use companion_core::adapters::SystemClock;
use companion_core::guide::{Guide, PlaceFilter, PlaceView, ServiceView};
use companion_core::ports::Clock as _;
use companion_core::text::BlockBody;

/// All that came of the answers of one region.
pub(super) struct Out {
    pub(super) pages: Vec<OutPage>,
    /// By language.
    pub(super) places: BTreeMap<String, Vec<OutPlace>>,
    pub(super) services: Vec<ServiceView>,
    /// The folder, for what editions do not carry yet.
    pub(super) source: Source,
    pub(super) report: ImportReport,
}

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

/// A place in one language, as a phone has it.
#[derive(Debug)]
pub(super) struct OutPlace {
    pub(super) view: PlaceView,
    pub(super) bodies: Vec<BlockBody>,
    /// It is found by its name.
    pub(super) found: bool,
}

/// Imports answers into a folder's files and reads them again.
pub(super) fn imported(
    files: &[PathBuf],
    options: &integreat::Options,
) -> Result<(tempfile::TempDir, Source, ImportReport), String> {
    let work = tempfile::tempdir().map_err(told)?;
    let source = work.path().join("source");
    let mut ids = Ids::default();
    let (written, report) =
        integreat::import(files, options, &mut ids, &mut |_| ()).map_err(told)?;
    folder::write(&written, &source).map_err(told)?;
    let (read, problems) = source::read(&source);
    let error = problems.iter().find(|p| p.severity == Severity::Error);
    match (read, error) {
        (Some(read), None) => Ok((work, read, report)),
        (_, error) => Err(error.map_or_else(|| "no pack source".into(), ToString::to_string)),
    }
}

/// Everything of the answers in `files`, as a phone and the folder have it.
pub(super) fn out(files: &[PathBuf], options: &integreat::Options) -> Result<Out, String> {
    let (work, source, report) = imported(files, options)?;
    let pack = report.pack.clone();
    let now = SystemClock.now();
    let built =
        build_folder(&work.path().join("source"), now.date_naive()).map_err(|problems| {
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
    let services = phone.companion().guide().map_err(told)?;
    let services = services.list_services(None, None).map_err(told)?;
    let pages = pages(&phone, &pack, &source)?;
    let places = places(&phone, &languages)?;
    Ok(Out { pages, places, services, source, report })
}

fn pages(phone: &Phone, pack: &str, source: &Source) -> Result<Vec<OutPage>, String> {
    let guide = phone.companion().guide().map_err(told)?;
    let reachable = walk(&guide).map_err(told)?;
    let mut pages = Vec::new();
    let texts = source.pages.iter().flat_map(|(id, p)| p.texts.keys().map(move |tag| (id, tag)));
    for (id, tag) in texts {
        let view = guide.page_in(pack, id, tag).map_err(|e| format!("{id} {tag}: {e}"))?;
        let bodies: Vec<BlockBody> = view.blocks.into_iter().map(|b| b.body).collect();
        pages.push(OutPage {
            id: id.clone(),
            language: tag.to_string(),
            path: view.path,
            title: view.title,
            text: plain_text(&bodies),
            links: links(bodies),
            reachable: reachable.contains(id),
        });
    }
    Ok(pages)
}

/// The places that have a text in a language, as a reader of it finds them.
fn places(phone: &Phone, languages: &[String]) -> Result<BTreeMap<String, Vec<OutPlace>>, String> {
    let mut places = BTreeMap::new();
    for language in languages {
        phone.companion().set_languages(std::slice::from_ref(language)).map_err(told)?;
        let guide = phone.companion().guide().map_err(told)?;
        let views = guide.list_places(&PlaceFilter::default()).map_err(told)?;
        let mut own = Vec::new();
        for view in views.into_iter().filter(|v| v.info.language == *language) {
            let hits = phone.companion().find(&view.name, 50).map_err(told)?;
            let found = hits.iter().any(|h| h.kind == "place" && h.id == view.id);
            let bodies = view.details.iter().map(|b| b.body.clone()).collect();
            own.push(OutPlace { view, bodies, found });
        }
        places.insert(language.clone(), own);
    }
    Ok(places)
}

/// All text, a line for each block.
pub(super) fn plain_text(bodies: &[BlockBody]) -> String {
    bodies.iter().map(BlockBody::plain_text).collect::<Vec<_>>().join("\n")
}

/// Everything that blocks lead to, pictures too.
pub(super) fn links(bodies: Vec<BlockBody>) -> Vec<String> {
    let mut links: Vec<String> = bodies.iter().flat_map(BlockBody::links).collect();
    links.extend(bodies.into_iter().filter_map(|b| match b {
        BlockBody::Image { src, .. } => Some(src),
        _ => None,
    }));
    links
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
