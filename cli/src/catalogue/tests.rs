//! A catalogue made from packs that are really published and served.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use companion_core::adapters::HttpTransport;
use companion_core::catalogue::Reader;
use companion_core::ports::Transport;
use companion_core::sync::PackLink;
use tempfile::TempDir;

use super::*;
use crate::build::build_folder;
use crate::keys::{KeyRing, PerRole, Seed};
use crate::publish::{Options, PublishError, PublishInput, Published, publish};
use crate::serve::Server;
use crate::source::testing::{PACK, folder, page};

/// The 20th of November 2026, noon.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_176_000, 0).unwrap()
}

fn today(days: u64) -> chrono::NaiveDate {
    now().date_naive() + chrono::Days::new(days)
}

fn publish_folder(source: &Path, public: &Path, days: u64) -> Result<Published, PublishError> {
    let one = |n: u8| vec![Seed::new([n; 32])];
    let seeds = PerRole {
        root: one(1),
        targets: one(2),
        snapshot: one(3),
        timestamp: one(4),
        editions: one(5),
    };
    let keys = KeyRing::from_seeds(&seeds, 1).unwrap();
    let built = build_folder(source, today(days)).unwrap();
    let pack = built.editions[0].pack.clone();
    let input = PublishInput { pack: &pack, editions: &built.editions, media: &[] };
    let at = now() + chrono::Days::new(days);
    publish(&input, &keys, public, at, &Options::default())
}

/// A published city on a server, and an empty catalogue.
struct Scene {
    city: TempDir,
    public: TempDir,
    server: Server,
    fingerprint: String,
    folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        let text = page("Anmeldung", "", "Im Rathaus.");
        let pack = PACK.replace("[names]", "[aliases]\nde = [\"Altdorf\"]\n[names]");
        let city = folder(&[("pack.toml", &pack), ("pages/registration/de.md", &text)]);
        let public = tempfile::tempdir().unwrap();
        let fingerprint = publish_folder(city.path(), public.path(), 0).unwrap().root_sha256;
        let server = Server::start(public.path(), 0).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let catalogue = NewCatalogue {
            id: "cities".into(),
            name: "Cities \"of\" Sample".into(),
            language: "en".parse().unwrap(),
            publisher: "Sample".into(),
            licence: "CC0-1.0".into(),
        };
        new(folder.path(), &catalogue, today(0)).unwrap();
        Self { city, public, server, fingerprint, folder }
    }

    fn link(&self) -> PackLink {
        self.link_to("sample-city", Some(&self.fingerprint))
    }

    fn link_to(&self, pack: &str, fingerprint: Option<&str>) -> PackLink {
        let fragment = fingerprint.map(|f| format!("#{f}")).unwrap_or_default();
        PackLink::parse(&format!("{}/{pack}/{fragment}", self.server.base_url())).unwrap()
    }

    fn update(&self, links: Vec<PackLink>, days: u64) -> Update {
        let transport: Arc<dyn Transport> = Arc::new(HttpTransport::default());
        let at = (now() + chrono::Days::new(days), today(days));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(update(self.folder.path(), links, transport, at, || ())).unwrap()
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }
}

#[test]
fn a_pack_is_listed_with_what_it_says_of_itself_and_found_by_it() {
    let scene = Scene::new();
    let update = scene.update(vec![scene.link()], 0);
    assert!(update.listings[0].new && update.listings[0].failure.is_none(), "{update:?}");
    let written = scene.file("listings/sample-city.toml");
    assert!(
        written.contains("de = \"Musterstadt\"") && written.contains("south = 50.1"),
        "{written}"
    );
    let catalogue = listed(scene.folder.path(), today(0)).unwrap();
    let found = catalogue.find_cities("altdorf", 5, &Reader::default());
    assert_eq!(
        found[0].link,
        format!("{}/sample-city/#{}", scene.server.base_url(), scene.fingerprint)
    );

    // Again nothing changes, and nothing is written.
    let path = scene.folder.path().join("pack.toml");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let again = scene.update(known_links(scene.folder.path()).unwrap(), 3);
    assert!(again.listings[0].changes.is_empty() && again.as_of.is_none(), "{again:?}");
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn a_refresh_tells_what_changed_and_keeps_what_an_editor_added() {
    let scene = Scene::new();
    scene.update(vec![scene.link()], 0);
    let listing = scene.folder.path().join("listings/sample-city.toml");
    let text = scene.file("listings/sample-city.toml");
    fs::write(
        &listing,
        text.replace("[\"Altdorf\"]", "[\"Altdorf\", \"Unterstadt\"]\nuk = [\"Місто\"]"),
    )
    .unwrap();
    let pack = fs::read_to_string(scene.city.path().join("pack.toml")).unwrap();
    let pack =
        pack.replace("\"Sample City\"", "\"Sampleton\"").replace("\"Altdorf\"", "\"Neudorf\"");
    fs::write(scene.city.path().join("pack.toml"), pack).unwrap();
    publish_folder(scene.city.path(), scene.public.path(), 1).unwrap();

    let update = scene.update(known_links(scene.folder.path()).unwrap(), 1);
    let told: Vec<String> = update.listings[0]
        .changes
        .iter()
        .map(|c| format!("{}: {:?} {:?}", c.field, c.before.as_deref(), c.after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            "aliases.de: Some(\"Altdorf, Unterstadt\") Some(\"Neudorf, Altdorf, Unterstadt\")",
            "names.en: Some(\"Sample City\") Some(\"Sampleton\")",
        ]
    );
    assert_eq!(update.as_of.as_deref(), Some("2026-11-21"));
    assert!(scene.file("listings/sample-city.toml").contains("uk = [\"Місто\"]"));
    let pack = scene.file("pack.toml");
    assert!(
        pack.contains("as_of = \"2026-11-21\"\n") && pack.starts_with("# A catalogue"),
        "{pack}"
    );
    // The day never goes back.
    assert!(pack.matches("as_of").count() == 1);
}

#[test]
fn what_cannot_be_trusted_or_listed_is_told_and_changes_nothing() {
    let scene = Scene::new();
    let copy = NewCatalogue {
        id: "world".into(),
        name: "World".into(),
        language: "en".parse().unwrap(),
        publisher: "Sample".into(),
        licence: "CC0-1.0".into(),
    };
    let world_source = tempfile::tempdir().unwrap();
    new(world_source.path(), &copy, today(0)).unwrap();
    let world = publish_folder(world_source.path(), scene.public.path(), 0).unwrap();
    let before = scene.file("pack.toml");
    for (link, told) in [
        (scene.link_to("sample-city", None), "has no fingerprint"),
        (scene.link_to("sample-city", Some(&"0".repeat(64))), "root is not the expected one"),
        (scene.link_to("nowhere", Some(&"0".repeat(64))), "no such pack there"),
        (scene.link_to("world", Some(&world.root_sha256)), "is of level world"),
    ] {
        let update = scene.update(vec![link], 0);
        let failure = update.listings[0].failure.clone().unwrap();
        assert!(failure.contains(told), "{failure}");
        assert!(update.as_of.is_none());
    }
    // Past its expiry: a phone would go on reading, a catalogue vouches for nobody who is gone.
    let late = scene.update(vec![scene.link()], 40);
    assert!(late.listings[0].failure.clone().unwrap().contains("expired"), "{late:?}");
    // One that fails stops no other.
    let both = scene.update(vec![scene.link_to("nowhere", Some(&"0".repeat(64))), scene.link()], 0);
    let failed: Vec<bool> = both.listings.iter().map(|l| l.failure.is_some()).collect();
    assert_eq!(failed, [true, false]);
    assert!(!scene.folder.path().join("listings/nowhere.toml").exists());
    assert_eq!(scene.file("pack.toml"), before, "of the same day");
}

#[test]
fn a_folder_that_is_no_catalogue_or_broken_is_left_alone() {
    let scene = Scene::new();
    assert!(matches!(known_links(scene.city.path()), Err(CatalogueError::NoCatalogue(_))));
    assert!(matches!(bundle(scene.city.path(), today(0)), Err(CatalogueError::NoCatalogue(_))));
    assert!(matches!(bundle(scene.folder.path(), today(0)), Err(CatalogueError::Empty(_))));
    let listings = scene.folder.path().join("listings");
    fs::create_dir(&listings).unwrap();
    fs::write(listings.join("broken.toml"), "level = ").unwrap();
    let refused = known_links(scene.folder.path()).unwrap_err();
    assert!(refused.to_string().contains("listings/broken.toml:1: error: not TOML"), "{refused}");
    let gone = known_links(&scene.folder.path().join("nowhere")).unwrap_err();
    assert!(gone.to_string().contains("there is no such file"), "{gone}");
    let again = NewCatalogue {
        id: "cities".into(),
        name: "x".into(),
        language: "en".parse().unwrap(),
        publisher: "x".into(),
        licence: "CC0-1.0".into(),
    };
    let path = scene.folder.path();
    assert!(matches!(new(path, &again, today(0)), Err(CatalogueError::Exists(_))));
    let bad = NewCatalogue { id: "../x".into(), ..again.clone() };
    assert!(matches!(new(path, &bad, today(0)), Err(CatalogueError::Value(_))));
    let bad = NewCatalogue { name: "a\nb".into(), ..again };
    assert!(matches!(new(path, &bad, today(0)), Err(CatalogueError::Value(_))));
}

#[test]
fn what_is_bundled_is_what_is_published_and_goes_on_only_with_a_later_day() {
    let scene = Scene::new();
    scene.update(vec![scene.link()], 0);
    let folder = scene.folder.path();
    let first = publish_folder(folder, scene.public.path(), 0).unwrap();
    let (bytes, count) = bundle(folder, today(0)).unwrap();
    assert_eq!(count, 1);
    let common = first.editions.iter().find(|e| e.name == "common").unwrap();
    assert_eq!(common.raw_bytes, bytes.len() as u64);

    // Publishing the same again is no change; a change of the same day is refused and leaves what is published.
    publish_folder(folder, scene.public.path(), 0).unwrap();
    let listing = folder.join("listings/sample-city.toml");
    let text = scene.file("listings/sample-city.toml").replace("Musterstadt", "Musterhausen");
    fs::write(&listing, text).unwrap();
    let refused = publish_folder(folder, scene.public.path(), 1).unwrap_err();
    assert!(matches!(&refused, PublishError::AsOf { before, now } if before == now));
    assert!(refused.to_string().contains("set `as_of` in pack.toml"), "{refused}");
    let pack = scene.file("pack.toml");
    for (day, goes_on) in [("2026-11-19", false), ("2026-11-21", true)] {
        fs::write(folder.join("pack.toml"), pack.replace("2026-11-20", day)).unwrap();
        let published = publish_folder(folder, scene.public.path(), 1);
        assert_eq!(published.is_ok(), goes_on, "{day}: {published:?}");
    }
    let link = scene.link_to("cities", Some(&first.root_sha256));
    let transport: Arc<dyn Transport> = Arc::new(HttpTransport::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let fetched = runtime.block_on(fetch(link, transport, now() + chrono::Days::new(1))).unwrap();
    assert_eq!(fetched.fact.as_of.as_deref(), Some("2026-11-21"));
    assert_eq!(fetched.listings[0].names.values().next().map(String::as_str), Some("مدينة المثال"));
}
