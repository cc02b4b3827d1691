//! The real pages of a city, imported, built and published; and what its plain text and links are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use companion_cli::build::build_folder;
use companion_cli::dump::records;
use companion_cli::import::ids::Ids;
use companion_cli::import::{folder, integreat};
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::phone::Phone;
use companion_cli::publish::{Options, PublishInput, publish};
use companion_core::adapters::{HttpTransport, NoLog, SystemClock, SystemSpace};
use companion_core::packs::crypto::sha256_hex;
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::Text;
use companion_core::packs::install;
use companion_core::packs::layout::{delta_target, edition_target, object_path};
use companion_core::packs::verify::EditionTarget;
use companion_core::store::EditionRows;
use companion_core::text::{BlockBody, Span};
use companion_core::{Companion, Config, Ports};
use serde_json::Value;
use tempfile::TempDir;

use crate::floor::Query;

pub const LANGUAGE: &str = "de";

/// A city, ready to be measured.
pub struct City {
    /// Pack id.
    pub pack: String,
    /// Common and German: name, signed description, the published file.
    pub editions: Vec<(String, EditionTarget, Vec<u8>)>,
    /// Titles, text and links of all pages, without any structure.
    pub plain: String,
    public: TempDir,
    built: Vec<Edition>,
}

impl City {
    /// From the data folder.
    pub fn prepare() -> Result<Self, String> {
        let pages = pages()?;
        let folders = tempfile::tempdir().map_err(told)?;
        let (files, report) = integreat::import(
            &[pages],
            &integreat::Options::default(),
            &mut Ids::default(),
            &mut |_| {},
        )
        .map_err(told)?;
        let source = folders.path().join("source");
        folder::write(&files, &source).map_err(told)?;
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        let built = build_folder(&source, today)
            .map_err(|p| p.first().map(ToString::to_string).unwrap_or_default())?;
        let input = PublishInput { pack: &report.pack, editions: &built.editions, media: &[] };
        let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or(DateTime::UNIX_EPOCH);
        let public = tempfile::tempdir().map_err(told)?;
        publish(&input, &keys()?, public.path(), at, &Options::default()).map_err(told)?;
        let mut city = Self {
            editions: vec![
                edition(&public.path().join(&report.pack), "common", at)?,
                edition(&public.path().join(&report.pack), LANGUAGE, at)?,
            ],
            pack: report.pack,
            plain: String::new(),
            public,
            built: built.editions,
        };
        city.plain = city.read_plain()?;
        Ok(city)
    }

    /// The published folder.
    pub fn public(&self) -> &Path {
        self.public.path()
    }

    /// SHA-256 of the first root.
    pub fn fingerprint(&self) -> String {
        let root = self.public.path().join(&self.pack).join("metadata/1.root.json");
        sha256_hex(&std::fs::read(root).expect("root"))
    }

    /// Rewrites the first paragraph of three pages and publishes that; their ids.
    pub fn publish_edited(&self) -> Vec<String> {
        let mut editions = self.built.clone();
        let mut changed = Vec::new();
        for edition in &mut editions {
            if let Records::Language(tag, texts) = &mut edition.records
                && tag.as_str() == LANGUAGE
            {
                for text in texts.iter_mut().step_by(40) {
                    let Text::Page(page) = text else { continue };
                    let paragraph = page.blocks.iter_mut().find_map(|b| match b {
                        BlockBody::Paragraph { spans } => Some(spans),
                        _ => None,
                    });
                    if let (Some(spans), true) = (paragraph, changed.len() < 3) {
                        let words = format!(
                            "Der Schalter zieht am {}. Mai in das Haus am Bahnhof um; Zeichen {} führt hin, und wer will, wird begleitet.",
                            changed.len() + 3,
                            page.id.len()
                        );
                        *spans = vec![Span::plain(words)];
                        changed.push(page.id.clone());
                    }
                }
            }
        }
        assert_eq!(changed.len(), 3, "three paragraphs");
        let input = PublishInput { pack: &self.pack, editions: &editions, media: &[] };
        let at = DateTime::from_timestamp(1_795_100_000, 0).expect("moment");
        publish(&input, &keys().expect("keys"), self.public.path(), at, &Options::default())
            .expect("publish");
        changed
    }

    /// The patch from these bytes to the edition in force, and its bytes.
    pub fn delta(&self, base: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let folder = self.public.path().join(&self.pack);
        let role = std::fs::read(folder.join(format!("metadata/2.{LANGUAGE}.json"))).expect("role");
        let role: Value = serde_json::from_slice(&role).expect("role");
        let file = |name: &str| {
            let sha256 = role["signed"]["targets"][name]["hashes"]["sha256"].as_str();
            std::fs::read(folder.join(object_path(sha256.expect("target"), name))).expect("object")
        };
        let patch = file(&delta_target(LANGUAGE, &sha256_hex(base)));
        let raw = zstd::decode_all(file(&edition_target(LANGUAGE)).as_slice()).expect("edition");
        (patch, raw)
    }

    /// The rows that an installation writes.
    pub fn rows(&self) -> Vec<EditionRows> {
        self.editions
            .iter()
            .map(|(name, target, file)| {
                install::prepare(&self.pack, name, target, file).expect("prepare").1
            })
            .collect()
    }

    /// A phone with the city on it, and the statements its first screen needs.
    pub fn installed_phone(&self) -> (TempDir, Vec<Query>) {
        let folder = tempfile::tempdir().expect("folder");
        let phone = Phone::open(folder.path(), &[LANGUAGE.to_owned()]).expect("phone");
        phone.install(self.public.path(), &self.pack, None).expect("install");
        let guide = phone.companion().guide().expect("guide");
        let top = guide.list_top().expect("top");
        let queries = statements(&self.pack, top.iter().map(|n| n.id.as_str()));
        (folder, queries)
    }

    /// What a reader reads, one line after the other: titles, texts, links; walked through a phone.
    fn read_plain(&self) -> Result<String, String> {
        let folder = tempfile::tempdir().map_err(told)?;
        let phone = Phone::open(folder.path(), &[LANGUAGE.to_owned()]).map_err(told)?;
        phone.install(self.public.path(), &self.pack, None).map_err(told)?;
        let guide = phone.companion().guide().map_err(told)?;
        let mut plain = String::new();
        for record in records(&guide, &self.pack).map_err(told)? {
            for line in [&record.title, &record.text].into_iter().chain(&record.links) {
                plain.push_str(line);
                plain.push('\n');
            }
        }
        Ok(plain)
    }
}

/// Opens a companion as a shell does and reads what the first screen shows.
pub fn first_screen(folder: &Path) {
    let ports = Ports {
        clock: Arc::new(SystemClock),
        transport: Arc::new(HttpTransport::default()),
        space: Arc::new(SystemSpace),
        log: Arc::new(NoLog),
    };
    let config = Config { data_folder: folder.to_owned(), ..Config::default() };
    let companion = Companion::open(&config, ports).expect("open");
    let guide = companion.guide().expect("guide");
    std::hint::black_box(guide.list_layers().expect("layers"));
    std::hint::black_box(guide.list_top().expect("top"));
}

/// The statements of [`first_screen`], written out.
fn statements<'a>(pack: &str, top: impl Iterator<Item = &'a str>) -> Vec<Query> {
    let person = |sql: &str| Query { person: true, sql: sql.to_owned() };
    let content = |sql: String| Query { person: false, sql };
    let subscriptions = "SELECT pack, base_url, fingerprint, added_at, checked_at, renew_by, \
                         expired_role FROM subscription ORDER BY added_at, pack";
    let packs = "SELECT id, level, parent, body FROM pack ORDER BY id";
    let mut all = vec![
        person("PRAGMA user_version"),
        content("PRAGMA user_version".to_owned()),
        person("SELECT value FROM setting WHERE name = 'languages'"),
        person("SELECT value FROM setting WHERE name = 'arrival'"),
        person(subscriptions),
        content(packs.to_owned()),
        person(subscriptions),
        content(packs.to_owned()),
        content("SELECT pack, kind, id, parent, ord, replaces, body FROM fact WHERE replaces IS NOT NULL ORDER BY pack, id".to_owned()),
        content(format!("SELECT pack, kind, id, parent, ord, replaces, body FROM fact WHERE pack = '{pack}' AND kind = 'page' AND parent IS NULL ORDER BY ord, id")),
        content(format!("SELECT t.id, t.lang, t.title, t.slug FROM fact f JOIN text t ON t.pack = f.pack AND t.kind = f.kind AND t.id = f.id WHERE f.pack = '{pack}' AND f.kind = 'page' AND f.parent IS NULL")),
    ];
    all.extend(top.map(|id| {
        content(format!("SELECT EXISTS (SELECT 1 FROM fact WHERE pack = '{pack}' AND kind = 'page' AND parent = '{id}')"))
    }));
    all
}

fn pages() -> Result<PathBuf, String> {
    let folder = std::env::var_os("COMPANION_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let pages = folder.join("cities/integreat_pages");
    let files = std::fs::read_dir(&pages).map_err(|e| format!("{}: {e}", pages.display()))?;
    let mut german: Vec<PathBuf> = files
        .filter_map(|f| Some(f.ok()?.path()))
        .filter(|p| p.to_string_lossy().ends_with("_de_pages.json"))
        .collect();
    german.sort();
    german.into_iter().next().ok_or_else(|| format!("{}: no *_de_pages.json", pages.display()))
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

/// An edition as its signed role describes it.
fn edition(
    base: &Path,
    name: &str,
    published_at: DateTime<Utc>,
) -> Result<(String, EditionTarget, Vec<u8>), String> {
    let role = std::fs::read(base.join(format!("metadata/1.{name}.json"))).map_err(told)?;
    let role: Value = serde_json::from_slice(&role).map_err(told)?;
    let file = &role["signed"]["targets"][edition_target(name)];
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let sha256 = text(&file["hashes"]["sha256"]);
    let path = object_path(&sha256, &edition_target(name));
    let bytes = std::fs::read(base.join(&path)).map_err(told)?;
    let target = EditionTarget {
        path,
        length: file["length"].as_u64().unwrap_or_default(),
        sha256,
        raw_length: file["custom"]["raw_length"].as_u64().unwrap_or_default(),
        raw_sha256: text(&file["custom"]["raw_sha256"]),
        revision: 1,
        published_at,
        deltas: vec![],
        source_language: None,
    };
    Ok((name.to_owned(), target, bytes))
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
