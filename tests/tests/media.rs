//! Pictures and documents of pages: fetched when asked for, gone on with, mended part by part, shared, kept and swept.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::TimeDelta;
use companion_cli::keys::KeyRing;
use companion_cli::publish::{Options, PublishInput, publish};
use companion_core::adapters::{HttpTransport, SystemSpace};
use companion_core::packs::crypto::sha256_hex;
use companion_core::packs::format::{Fact, Level, MediaFact};
use companion_core::packs::layout::MEDIA_CHUNK;
use companion_core::packs::media::chunk_hashes;
use companion_core::ports::Space;
use companion_core::sync::Network;
use companion_core::{Companion, ErrorKind};
use companion_tests::made::{Made, page};
use companion_tests::phone::{Phone, monday};
use companion_tests::publisher::{PACK, Publisher};
use companion_tests::unruly::{Manner, Unruly};

const MAP: &str = "media/map.png";
const PHOTO: &str = "media/photo.jpg";
const OTHER: &str = "other-town";

/// A publisher of packs with pictures, a server and a mirror, a phone.
struct Story {
    publisher: Publisher,
    server: Unruly,
    mirror: Unruly,
    sources: tempfile::TempDir,
    phone: Phone,
    app: Companion,
}

impl Story {
    fn new() -> Self {
        let publisher = Publisher::new().unwrap();
        let server = Unruly::start(publisher.folder()).unwrap();
        let mirror = Unruly::start(publisher.folder()).unwrap();
        let sources = tempfile::tempdir().unwrap();
        let phone = Phone::online().unwrap();
        let app = phone.open().unwrap();
        Self { publisher, server, mirror, sources, phone, app }
    }

    /// Publishes a pack of one page with these pictures.
    fn publish(&self, pack: &str, day: i64, word: &str, pictures: &[(&str, &[u8])]) {
        self.publish_lying(pack, day, word, pictures, &|_| {});
    }

    /// The same with records that may be untrue.
    fn publish_lying(
        &self,
        pack: &str,
        day: i64,
        word: &str,
        pictures: &[(&str, &[u8])],
        lie: &dyn Fn(&mut MediaFact),
    ) {
        let mut made = Made::new(pack, Level::City, "en").unwrap();
        made.fact.mirrors = vec![format!("{}/{pack}", self.mirror.base_url())];
        made.page(page("page"), &[("en", word, word)]).unwrap();
        let mut media = Vec::new();
        for (id, bytes) in pictures {
            let path = self.sources.path().join(sha256_hex(bytes));
            fs::write(&path, bytes).unwrap();
            let fact = fact_of(id, bytes);
            let mut told = fact.clone();
            lie(&mut told);
            made.fact(Fact::Media(told.clone()));
            media.push((fact, path, told));
        }
        let placed: Vec<(MediaFact, PathBuf)> =
            media.into_iter().map(|(fact, path, _)| (fact, path)).collect();
        publish_with(pack, &made, &placed, self.publisher.keys(), self.publisher.folder(), day);
    }

    async fn add(&self, pack: &str) {
        let link = self.publisher.link(&self.server.base_url(), pack).unwrap();
        self.app.add_pack(&link).unwrap();
        self.app.sync_pack(pack, None).await.unwrap();
        self.server.take_asked();
    }

    /// How many bytes of answers with pictures were sent since the last count, by the server and by the mirror.
    fn sent(&self) -> (u64, u64) {
        let count = |server: &Unruly| {
            let asked = server.take_asked().into_iter();
            asked
                .filter(|a| a.path.contains("/o/") && !a.path.contains(".zst"))
                .map(|a| a.bytes)
                .sum()
        };
        (count(&self.server), count(&self.mirror))
    }

    /// What lies in the folder of pictures.
    fn kept(&self) -> Vec<String> {
        let entries = fs::read_dir(self.phone.data().join("media")).into_iter().flatten();
        let mut names: Vec<String> =
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn read(&self, pack: &str, id: &str) -> Option<Vec<u8>> {
        let view = self.app.find_media(pack, id).unwrap();
        view.path.map(|path| fs::read(path).unwrap())
    }
}

fn publish_with(
    pack: &str,
    made: &Made,
    media: &[(MediaFact, PathBuf)],
    keys: &KeyRing,
    folder: &Path,
    day: i64,
) {
    let editions = made.editions();
    let input = PublishInput { pack, editions: &editions, media };
    publish(&input, keys, folder, monday() + TimeDelta::days(day), &Options::default()).unwrap();
}

fn fact_of(id: &str, bytes: &[u8]) -> MediaFact {
    MediaFact {
        id: id.into(),
        sha256: sha256_hex(bytes),
        length: bytes.len() as u64,
        mime: "image/png".into(),
        chunks: chunk_hashes(bytes),
    }
}

/// Bytes that tell their places apart.
fn picture(length: usize, seed: u8) -> Vec<u8> {
    (0..length).map(|n| (n / 251 + n * 7) as u8 ^ seed).collect()
}

/// Longer than one request would be wise for: five parts.
fn large(seed: u8) -> Vec<u8> {
    picture(usize::try_from(MEDIA_CHUNK).unwrap() * 4 + 1000, seed)
}

#[tokio::test]
async fn a_picture_is_fetched_when_somebody_wants_to_see_it() {
    let story = Story::new();
    let map = picture(5000, 1);
    story.publish(PACK, 0, "x", &[(MAP, &map)]);
    story.add(PACK).await;
    assert_eq!(story.sent(), (0, 0), "an update alone brings none");
    assert_eq!(story.read(PACK, MAP), None);
    let view = story.app.fetch_media(PACK, MAP, None).await.unwrap();
    assert_eq!((view.length, view.mime.as_str()), (5000, "image/png"));
    assert_eq!(story.read(PACK, MAP).unwrap(), map);
    assert_eq!(story.sent(), (5000, 0));
    // It is there from now on, without any network and after a restart.
    story.server.when("", Manner::Status(500));
    story.app.fetch_media(PACK, MAP, None).await.unwrap();
    let other = story.phone.open().unwrap();
    assert!(other.find_media(PACK, MAP).unwrap().path.is_some());
    let missing = story.app.fetch_media(PACK, "media/none.png", None).await.unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_large_picture_that_broke_off_goes_on_after_a_restart() {
    let story = Story::new();
    let map = large(1);
    story.publish(PACK, 0, "x", &[(MAP, &map)]);
    story.add(PACK).await;
    let before = 700_000;
    story.mirror.when("", Manner::Status(503));
    story.server.when("/o/", Manner::BreakOff(before));
    let refused = story.app.fetch_media(PACK, MAP, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Offline);
    assert_eq!(story.read(PACK, MAP), None);
    story.server.behave();
    story.sent();
    // A sync in between does not sweep it away.
    story.app.set_network(Network::Metered);
    story.app.sync_all(None).await.unwrap();
    let other = story.phone.open().unwrap();
    other.fetch_media(PACK, MAP, None).await.unwrap();
    assert_eq!(story.read(PACK, MAP).unwrap(), map);
    assert_eq!(story.sent(), ((map.len() - before) as u64, 0));
}

#[tokio::test]
async fn a_wrong_byte_costs_one_part() {
    let story = Story::new();
    let map = large(1);
    story.publish(PACK, 0, "x", &[(MAP, &map)]);
    story.add(PACK).await;
    let mut bad = map.clone();
    bad[600_000] ^= 1;
    story.server.when("/o/", Manner::Instead(bad.clone()));
    story.app.fetch_media(PACK, MAP, None).await.unwrap();
    assert_eq!(story.read(PACK, MAP).unwrap(), map);
    assert_eq!(story.sent(), (map.len() as u64, MEDIA_CHUNK), "one part, from elsewhere");

    // Nobody has it right: it is refused, and comes when somebody has.
    let story = Story::new();
    story.publish(PACK, 0, "x", &[(MAP, &map)]);
    story.add(PACK).await;
    story.server.when("/o/", Manner::Instead(bad.clone()));
    story.mirror.when("/o/", Manner::Instead(bad));
    let refused = story.app.fetch_media(PACK, MAP, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Untrusted);
    assert_eq!(story.read(PACK, MAP), None);
    assert_eq!(story.kept(), Vec::<String>::new());
    story.mirror.behave();
    story.app.fetch_media(PACK, MAP, None).await.unwrap();
    assert_eq!(story.read(PACK, MAP).unwrap(), map);
}

#[tokio::test]
async fn a_short_picture_that_is_wrong_is_fetched_elsewhere_or_refused() {
    let story = Story::new();
    let map = picture(5000, 1);
    story.publish(PACK, 0, "x", &[(MAP, &map)]);
    story.add(PACK).await;
    for manner in [
        Manner::Instead(picture(5000, 2)),
        Manner::Instead(picture(4999, 1)),
        Manner::Status(404),
        Manner::LoginPage,
        Manner::Packed(1),
        Manner::Endless,
    ] {
        story.mirror.behave();
        story.server.when("/o/", manner.clone());
        story.mirror.when("/o/", manner.clone());
        assert!(story.app.fetch_media(PACK, MAP, None).await.is_err(), "{manner:?}");
        assert_eq!(story.read(PACK, MAP), None, "{manner:?}");
    }
    story.mirror.behave();
    story.app.fetch_media(PACK, MAP, None).await.unwrap();
    assert_eq!(story.read(PACK, MAP).unwrap(), map);
}

#[tokio::test]
async fn small_pictures_come_ahead_where_bytes_cost_nothing() {
    let story = Story::new();
    let (map, photo) = (picture(5000, 1), large(2));
    story.publish(PACK, 0, "x", &[(MAP, &map), (PHOTO, &photo)]);
    story.add(PACK).await;
    for network in [Network::Roaming, Network::Metered] {
        story.app.set_network(network);
        story.app.sync_all(None).await.unwrap();
        assert_eq!(story.sent(), (0, 0), "{network:?}");
    }
    story.app.set_network(Network::Unmetered);
    story.app.sync_all(None).await.unwrap();
    assert_eq!(story.sent(), (5000, 0), "the small one");
    assert!(story.read(PACK, MAP).is_some() && story.read(PACK, PHOTO).is_none());
    // What a person asks for is not asked for its price.
    story.app.set_network(Network::Roaming);
    story.app.fetch_media(PACK, PHOTO, None).await.unwrap();
    assert_eq!(story.read(PACK, PHOTO).unwrap(), photo);
}

#[tokio::test]
async fn one_picture_of_two_packs_is_fetched_once_and_goes_with_the_last() {
    let story = Story::new();
    let map = picture(5000, 1);
    story.publish(PACK, 0, "x", &[(MAP, &map)]);
    story.publish(OTHER, 0, "x", &[(PHOTO, &map)]);
    story.add(PACK).await;
    story.add(OTHER).await;
    story.app.fetch_media(PACK, MAP, None).await.unwrap();
    assert_eq!(story.read(OTHER, PHOTO).unwrap(), map, "the same bytes by another name");
    assert_eq!(story.sent(), (5000, 0));
    story.app.remove_pack(PACK).unwrap();
    story.app.sync_all(None).await.unwrap();
    assert_eq!(story.read(OTHER, PHOTO).unwrap(), map);
    story.app.remove_pack(OTHER).unwrap();
    story.app.sync_all(None).await.unwrap();
    assert_eq!(story.kept(), Vec::<String>::new());
}

#[tokio::test]
async fn a_picture_stays_while_its_page_changes_and_goes_when_no_page_has_it() {
    let story = Story::new();
    let (map, photo) = (picture(5000, 1), picture(6000, 2));
    story.publish(PACK, 0, "old", &[(MAP, &map), (PHOTO, &photo)]);
    story.add(PACK).await;
    story.app.sync_all(None).await.unwrap();
    assert_eq!(story.kept().len(), 2);
    story.sent();
    story.publish(PACK, 1, "new", &[(MAP, &map), (PHOTO, &photo)]);
    story.app.sync_all(None).await.unwrap();
    assert_eq!(story.app.guide().unwrap().list_top().unwrap()[0].title, "new");
    assert_eq!((story.kept().len(), story.sent()), (2, (0, 0)), "kept, and not fetched again");
    // Another map under the same name, and no photo any more.
    let newer = picture(5000, 3);
    story.publish(PACK, 2, "new", &[(MAP, &newer)]);
    story.app.sync_all(None).await.unwrap();
    assert_eq!(story.read(PACK, MAP).unwrap(), newer);
    assert_eq!(story.kept(), [sha256_hex(&newer)]);
}

#[tokio::test]
async fn records_that_cannot_be_true_are_not_believed() {
    let map = large(1);
    let beyond = u64::from(u32::MAX) + 1 + map.len() as u64;
    type Lie<'a> = (&'a str, &'a dyn Fn(&mut MediaFact));
    let lies: [Lie<'_>; 3] = [
        ("longer than any picture", &|fact| fact.length = beyond),
        ("parts that do not fit", &|fact| fact.chunks.truncate(2)),
        ("too many parts", &|fact| fact.chunks.push("0".repeat(64))),
    ];
    for (lie, untrue) in lies {
        let story = Story::new();
        story.publish_lying(PACK, 0, "x", &[(MAP, &map)], untrue);
        story.add(PACK).await;
        let refused = story.app.fetch_media(PACK, MAP, None).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::NotFound, "{lie}");
        assert_eq!(story.sent(), (0, 0), "{lie}");
        assert!(!story.app.guide().unwrap().list_top().unwrap().is_empty(), "{lie}: read on");
    }
}

/// A disk with no room.
struct Full;

impl Space for Full {
    fn available(&self, _: &Path) -> Option<u64> {
        Some(9_999)
    }
}

#[tokio::test]
async fn without_room_no_picture_is_fetched() {
    let story = Story::new();
    let map = picture(5000, 1);
    story.publish(PACK, 0, "x", &[(MAP, &map)]);
    story.add(PACK).await;
    let tight = story.phone.open_over(Arc::new(HttpTransport::default()), Arc::new(Full)).unwrap();
    let refused = tight.fetch_media(PACK, MAP, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NoSpace);
    assert_eq!(story.sent(), (0, 0));
    let roomy = story.phone.open_over(Arc::new(HttpTransport::default()), Arc::new(SystemSpace));
    roomy.unwrap().fetch_media(PACK, MAP, None).await.unwrap();
    assert_eq!(story.read(PACK, MAP).unwrap(), map);
}
