//! The sample city with the layers above it, published with keys of its own and served on loopback.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use companion_cli::build::build_folder;
use companion_cli::catalogue::listing_of;
use companion_cli::keys::{self, KeyRing, Role, RootKeys};
use companion_cli::publish::{Options, PublishInput, Published, publish};
use companion_cli::serve::Server;
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Fact, Level, PackFact};
use companion_core::sync::PackLink;
use ring::rand::SystemRandom;
use tempfile::TempDir;

use super::part::Trouble;
use super::place::Place;

/// The sample packs in `fixtures`, the country first and the city last.
const LAYERS: [&str; 3] = ["germany", "auental", "brueckfeld"];

/// A city that is served as long as this value lives.
pub struct City {
    /// Where it is served.
    pub server: SocketAddr,
    /// What was published of the city.
    pub published: Published,
    /// The common edition of every layer and its fingerprint, the country first.
    layers: Vec<(PackFact, String)>,
    folder: TempDir,
    _serving: Server,
}

impl City {
    /// Makes keys, builds, publishes and serves, as the `welcome` command does.
    ///
    /// # Errors
    /// When a step fails.
    pub fn serve(place: &Place) -> Result<Self, Trouble> {
        let folder = tempfile::tempdir().map_err(told)?;
        let public = folder.path().join("public");
        let root = RootKeys { count: 1, threshold: 1 };
        let keys =
            keys::init(&folder.path().join("keys"), root, &SystemRandom::new()).map_err(told)?;
        let mut published = None;
        let mut layers = Vec::new();
        for pack in LAYERS {
            let source = place.root.join("fixtures").join(pack);
            let (fact, done) = publish_pack(pack, &source, &keys, &public)?;
            layers.push((fact, done.root_sha256.clone()));
            published = Some(done);
        }
        let serving = Server::start(&public, 0).map_err(told)?;
        let port = serving.base_url().rsplit(':').next().and_then(|port| port.parse().ok());
        let (Some(port), Some(published)) = (port, published) else {
            return Err(Trouble(format!("no port in {}", serving.base_url())));
        };
        let server = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        Ok(Self { server, published, layers, folder, _serving: serving })
    }

    /// Replaces every key and publishes the city once more with a shorter text in each language, so that it has a second
    /// root and deltas.
    ///
    /// # Errors
    /// When a step fails.
    pub fn amend(&mut self, place: &Place) -> Result<(), Trouble> {
        let keys = keys::rotate(&self.folder.path().join("keys"), &Role::ALL, &SystemRandom::new());
        let keys = keys.map_err(told)?;
        let pack = self.published.pack.clone();
        let now = now();
        let built = build_folder(&place.root.join("fixtures").join(&pack), now.date_naive());
        let mut built = built.map_err(|_| Trouble(format!("{pack} cannot be built again")))?;
        for edition in &mut built.editions {
            if let Records::Language(_, texts) = &mut edition.records {
                texts.pop();
            }
        }
        let media: Vec<_> = built.media.into_iter().map(|file| (file.fact, file.path)).collect();
        let input = PublishInput { pack: &pack, editions: &built.editions, media: &media };
        let public = self.folder.path().join("public");
        self.published = publish(&input, &keys, &public, now, &Options::default()).map_err(told)?;
        if self.published.editions.iter().all(|e| e.deltas.is_empty()) {
            return Err(Trouble(format!("{pack} was amended and has no delta")));
        }
        Ok(())
    }

    /// The city's link for somebody who reaches the server at this address.
    pub fn link(&self, address: SocketAddr) -> String {
        format!("{}/#{}", self.base_url(address), self.published.root_sha256)
    }

    /// Where the city's files lie for somebody who reaches the server at this address.
    pub fn base_url(&self, address: SocketAddr) -> String {
        format!("http://{address}/{}", self.published.pack)
    }

    /// A file with the catalogue that an app would bundle, for somebody who reaches the server at this address.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn catalogue(&self, address: SocketAddr) -> Result<PathBuf, Trouble> {
        let (country, _) = self.layers.first().ok_or_else(|| Trouble("no layers".into()))?;
        let own = PackFact {
            id: "sample-catalogue".into(),
            level: Level::World,
            parent: None,
            parent_root: None,
            country: String::new(),
            area: None,
            as_of: Some(now().date_naive().to_string()),
            ..country.clone()
        };
        let mut facts = vec![Fact::Pack(own)];
        for (fact, root) in &self.layers {
            let link = format!("http://{address}/{}/#{root}", fact.id);
            let link = PackLink::parse(&link).map_err(told)?;
            facts.push(Fact::Listing(listing_of(fact.clone(), &link, root, None)));
        }
        let edition = Edition { pack: "sample-catalogue".into(), records: Records::Common(facts) };
        let file = self.folder.path().join("catalogue.jsonl");
        fs::write(&file, edition.to_bytes().map_err(told)?).map_err(told)?;
        Ok(file)
    }

    /// The folder with the city's files.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("public").join(&self.published.pack)
    }
}

fn publish_pack(
    pack: &str,
    source: &Path,
    keys: &KeyRing,
    public: &Path,
) -> Result<(PackFact, Published), Trouble> {
    let now = now();
    let built = build_folder(source, now.date_naive()).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Trouble(format!("{}:\n{}", source.display(), lines.join("\n")))
    })?;
    let media: Vec<_> = built.media.into_iter().map(|file| (file.fact, file.path)).collect();
    let input = PublishInput { pack, editions: &built.editions, media: &media };
    let published = publish(&input, keys, public, now, &Options::default()).map_err(told)?;
    let common = built.editions.iter().find_map(|e| match &e.records {
        Records::Common(facts) => facts.iter().find_map(|fact| match fact {
            Fact::Pack(own) => Some(own.clone()),
            _ => None,
        }),
        _ => None,
    });
    Ok((common.ok_or_else(|| Trouble(format!("{pack} has no record of its own")))?, published))
}

fn told(error: impl std::fmt::Display) -> Trouble {
    Trouble(error.to_string())
}

#[expect(clippy::disallowed_methods, reason = "what is served is signed at the present moment")]
fn now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}
