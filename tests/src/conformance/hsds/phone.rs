//! What a phone holds of an imported export: imported, built, signed, published, installed over HTTP, and read.

use std::collections::BTreeSet;
use std::path::PathBuf;

use companion_cli::build::build_folder;
use companion_cli::import::hsds::{self, Told};
use companion_cli::import::{ImportReport, folder};
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::phone::Phone;
use companion_cli::problem::Severity;
use companion_cli::publish::{Options, PublishInput, publish};
use companion_core::adapters::SystemClock;
use companion_core::guide::{Guide, PlaceFilter};
use companion_core::packs::format::Level;
use companion_core::ports::Clock as _;
use companion_core::text::{Block, LanguageTag};

const PACK: &str = "export";

/// Something that readers find: a place, a service, a page, a topic.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    /// `place`, `service`, `organization`, `topic`.
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) link: String,
    /// All its texts, a line for each.
    pub(super) text: String,
    /// Links it has to places, services and pages.
    pub(super) leads_to: BTreeSet<String>,
    pub(super) opening_hours: String,
    pub(super) languages: Vec<String>,
    pub(super) point: Option<(f64, f64)>,
    pub(super) topics: Vec<String>,
}

/// What came out.
pub(super) struct Out {
    pub(super) items: Vec<Item>,
    pub(super) report: ImportReport,
    pub(super) told: Told,
}

/// Imports and installs.
pub(super) fn out(paths: &[PathBuf]) -> Result<Out, String> {
    let work = tempfile::tempdir().map_err(told)?;
    let source = work.path().join("source");
    let now = SystemClock.now();
    let language: LanguageTag = "en".parse().map_err(told)?;
    let options = |country: Option<&str>| hsds::Options {
        id: PACK.into(),
        level: Level::City,
        name: None,
        zone: "America/New_York".into(),
        country: country.map(str::to_owned),
        licence: "CC-BY-SA-4.0".into(),
        publisher: None,
        language: language.clone(),
        keep_contact_names: false,
        today: now.date_naive(),
    };
    // An export that does not say its country is American, as most are.
    let import =
        |country| hsds::import(paths, &options(country), &mut Default::default(), &mut |_| ());
    let (files, report, left_out) = import(None).or_else(|_| import(Some("US"))).map_err(told)?;
    folder::write(&files, &source).map_err(told)?;
    let built = build_folder(&source, now.date_naive()).map_err(|problems| {
        let errors = problems.iter().filter(|p| p.severity == Severity::Error).take(3);
        errors.map(ToString::to_string).collect::<Vec<_>>().join("; ")
    })?;
    let input = PublishInput { pack: PACK, editions: &built.editions, media: &[] };
    let public = work.path().join("public");
    let published = publish(&input, &keys()?, &public, now, &Options::default()).map_err(told)?;
    let phone = Phone::open(&work.path().join("phone"), &["en".to_owned()]).map_err(told)?;
    phone.install(&public, PACK, Some(&published.root_sha256)).map_err(told)?;
    let guide = phone.companion().guide().map_err(told)?;
    let items = items(&guide).map_err(told)?;
    Ok(Out { items, report, told: left_out })
}

fn items(guide: &Guide<'_>) -> companion_core::Result<Vec<Item>> {
    let mut items = Vec::new();
    for s in guide.list_services(None, None)? {
        let own = [
            s.description,
            s.eligibility,
            s.provider,
            s.phone,
            s.email,
            s.url,
            s.cost,
            s.appointment,
        ];
        let mut item = Item::new("service", s.name, s.link, own, &s.details);
        item.leads_to.extend(s.places);
        item.leads_to.extend(s.page_link);
        (item.opening_hours, item.languages) = (s.opening_hours.unwrap_or_default(), s.languages);
        item.topics = s.topics;
        items.push(item);
    }
    for p in guide.list_places(&PlaceFilter::default())? {
        let address = Some(p.address.join("\n"));
        let own = [p.description, p.access, address, p.phone, p.email, p.url, p.wheelchair, None];
        let mut item = Item::new("place", p.name, p.link, own, &p.details);
        item.leads_to.extend(p.page_link);
        (item.opening_hours, item.languages) = (p.opening_hours.unwrap_or_default(), p.languages);
        (item.point, item.topics) = (p.lat.zip(p.lon), p.topics);
        items.push(item);
    }
    let mut open = guide.list_top()?;
    while let Some(node) = open.pop() {
        if node.has_children {
            open.extend(guide.list_below(&node.pack, &node.id)?);
        }
        let page = guide.page(&node.pack, &node.id)?;
        items.push(Item::new(
            "organization",
            page.title,
            page.link,
            Default::default(),
            &page.blocks,
        ));
    }
    for topic in guide.list_topics()? {
        items.push(Item::new("taxonomy_term", topic.name, topic.id, Default::default(), &[]));
    }
    Ok(items)
}

impl Item {
    fn new(
        kind: &'static str,
        name: String,
        link: String,
        own: [Option<String>; 8],
        blocks: &[Block],
    ) -> Self {
        let mut lines = vec![name.clone()];
        lines.extend(own.into_iter().flatten());
        lines.extend(blocks.iter().map(|b| b.body.plain_text()));
        let links: Vec<String> = blocks.iter().flat_map(|b| b.body.links()).collect();
        let own_pack = |link: &String| {
            let (kind, id) = link.split_once(':')?;
            ["page", "place", "service"]
                .contains(&kind)
                .then(|| format!("welcome://{PACK}/{kind}/{id}"))
        };
        let leads_to = links.iter().filter_map(own_pack).collect();
        lines.extend(links);
        let text = lines.join("\n");
        Self { kind, name, link, text, leads_to, ..Self::default() }
    }
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
