//! Whatever a host, a network or somebody with stolen keys serves: it is refused, and the phone stays as it was.

#![cfg(test)]

use std::io::{Read, Write};
use std::sync::Arc;

use chrono::TimeDelta;
use companion_cli::keys::Role;
use companion_core::packs::edition::{Edition, MAX_EDITION, Records};
use companion_core::packs::format::{
    ChecklistFact, ContactFact, ContactKind, Fact, PageText, Reach, TaskFact, Text,
};
use companion_core::ports::TransportError;
use companion_core::testing::ScriptedTransport;
use companion_core::text::{BlockBody, Span};
use companion_core::{Companion, ErrorKind};
use companion_tests::forger::Forger;
use companion_tests::look;
use companion_tests::made::{page_text, place};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::{PACK, Publisher, editions};
use companion_tests::wire::Wire;
use serde_json::json;

const OLD: [(&str, &str); 2] = [("de", "Anmeldung"), ("en", "Registration")];
const NEW: [(&str, &str); 2] = [("de", "Meldestelle"), ("en", "Signing up")];

/// A phone with the old state installed, and a network that a story can spoil.
struct Scene {
    publisher: Publisher,
    web: Arc<ScriptedTransport>,
    phone: Phone,
    app: Companion,
}

impl Scene {
    async fn installed() -> Self {
        let scene = Self::known();
        scene.app.set_languages(&["en".into()]).unwrap();
        scene.app.sync_pack(PACK, None).await.unwrap();
        scene
    }

    fn known() -> Self {
        let publisher = Publisher::new().unwrap();
        publisher.publish(&OLD, monday()).unwrap();
        let web = network(publisher.folder()).unwrap();
        let phone = Phone::new(web.clone()).unwrap();
        let app = phone.open().unwrap();
        app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
        Self { publisher, web, phone, app }
    }

    fn forger(&self) -> Forger<'_> {
        Forger::new(&self.publisher.pack(), self.publisher.keys())
    }

    /// Publishes the new state.
    fn publish_new(&self) {
        self.publisher.publish(&NEW, monday() + TimeDelta::days(1)).unwrap();
        self.serve();
    }

    /// Serves the folder as it is now.
    fn serve(&self) {
        self.web.put_folder(BASE, self.publisher.folder()).unwrap();
    }

    /// Every row of both files.
    fn state(&self) -> String {
        look::rows(&self.phone.content()).unwrap() + &look::rows(&self.phone.person()).unwrap()
    }

    /// Why the sync is refused; nothing at all may have changed by it.
    async fn refused(&self, story: &str) -> ErrorKind {
        let before = self.state();
        let result = self.app.sync_pack(PACK, None).await;
        let Err(refused) = result else { panic!("{story}: was taken: {result:?}") };
        assert_eq!(self.state(), before, "{story}: something changed");
        refused.kind()
    }

    /// The addresses that a sync asks for and gets.
    async fn ways(&self) -> Vec<String> {
        let before = self.web.asked().len();
        self.phone.copy().unwrap().open().unwrap().sync_pack(PACK, None).await.unwrap();
        let asked = self.web.asked().split_off(before);
        asked.into_iter().filter(|url| self.web.file(url).is_some()).collect()
    }

    async fn notices_every_changed_byte(&self) {
        for url in self.ways().await {
            let good = self.web.file(&url).unwrap();
            // The signatures are in the timestamp itself; all else is pinned by a hash.
            let step = if url.ends_with("timestamp.json") { 1 } else { good.len() / 3 };
            for at in (0..good.len()).step_by(step).chain([good.len() - 1]) {
                let mut bad = good.clone();
                bad[at] ^= 1;
                self.web.put(&url, bad);
                let kind = self.refused(&format!("byte {at} of {url}")).await;
                assert_eq!(kind, ErrorKind::Untrusted, "byte {at} of {url}");
            }
            self.web.put(&url, [good.as_slice(), b"!"].concat());
            let kind = self.refused(&format!("a byte more in {url}")).await;
            assert_eq!(kind, ErrorKind::Untrusted, "a byte more in {url}");
            self.web.put(&url, &good[..good.len() - 1]);
            let kind = self.refused(&format!("a byte less in {url}")).await;
            assert_eq!(kind, ErrorKind::Untrusted, "a byte less in {url}");
            self.web.put(&url, good);
        }
    }
}

/// An edition of the pack with one page of one block.
fn page_with(block: BlockBody) -> Vec<u8> {
    let text = PageText { blocks: vec![block], ..page_text("page-1", "Page", "") };
    let records = Records::Language("en".parse().unwrap(), vec![Text::Page(text)]);
    Edition { pack: PACK.into(), records }.to_bytes().unwrap()
}

/// The common edition with one more fact.
fn common_with(fact: Fact) -> Vec<u8> {
    let mut editions = editions(&OLD).unwrap();
    let common = editions.iter_mut().find_map(|e| match &mut e.records {
        Records::Common(facts) => Some(facts),
        _ => None,
    });
    common.unwrap().push(fact);
    editions.into_iter().find(|e| e.name() == "common").unwrap().to_bytes().unwrap()
}

fn bytes_of(name: &str) -> String {
    let edition = editions(&OLD).unwrap().into_iter().find(|e| e.name() == name).unwrap();
    String::from_utf8(edition.to_bytes().unwrap()).unwrap()
}

fn linked(url: &str) -> BlockBody {
    BlockBody::Paragraph { spans: vec![Span::linked("here", url)] }
}

#[tokio::test]
async fn a_root_with_another_fingerprint_is_never_taken() {
    let scene = Scene::known();
    scene.app.add_pack(&format!("{BASE}/{PACK}#{}", "0".repeat(64))).unwrap();
    assert_eq!(scene.refused("wrong fingerprint").await, ErrorKind::Untrusted);
    assert_eq!(scene.web.asked().len(), 1, "nothing is fetched on such a root's word");
}

#[tokio::test]
async fn a_changed_byte_in_any_file_of_a_first_install_is_noticed() {
    let scene = Scene::known();
    // 1.root, timestamp, snapshot, targets, two roles, two objects.
    assert_eq!(scene.ways().await.len(), 8);
    scene.notices_every_changed_byte().await;
    scene.app.sync_pack(PACK, None).await.unwrap();
}

#[tokio::test]
async fn a_changed_byte_in_any_file_of_an_update_is_noticed() {
    let scene = Scene::installed().await;
    scene.publish_new();
    // timestamp, snapshot, two roles, two objects.
    assert_eq!(scene.ways().await.len(), 6);
    scene.notices_every_changed_byte().await;
    scene.app.sync_pack(PACK, None).await.unwrap();
    let title = scene.app.guide().unwrap().list_top().unwrap().remove(0).title;
    assert_eq!(title, "Signing up 1");
}

#[tokio::test]
async fn a_file_that_is_missing_or_replaced_by_a_hotel_s_login_page_is_no_update() {
    let scene = Scene::installed().await;
    scene.publish_new();
    for url in scene.ways().await {
        for (status, kind) in
            [(404, ErrorKind::Untrusted), (500, ErrorKind::Offline), (302, ErrorKind::Offline)]
        {
            scene.web.answer(&url, status);
            assert_eq!(scene.refused(&format!("{status} for {url}")).await, kind, "{url}");
            scene.web.mend();
        }
        let good = scene.web.file(&url).unwrap();
        scene.web.put(&url, "<html>Welcome to our hotel</html>");
        assert_eq!(scene.refused("login page").await, ErrorKind::Untrusted, "{url}");
        scene.web.put(&url, good);
        for (error, kind) in [
            (TransportError::Broken, ErrorKind::Offline),
            (TransportError::Offline, ErrorKind::Offline),
            (TransportError::TooLarge, ErrorKind::Untrusted),
        ] {
            scene.web.fail(&url, error);
            assert_eq!(scene.refused("network").await, kind, "{url}");
            scene.web.mend();
        }
    }
    let nowhere = Scene::known();
    nowhere.web.answer(format!("{BASE}/{PACK}/metadata/1.root.json"), 404);
    assert_eq!(nowhere.refused("no pack there").await, ErrorKind::NotFound);
}

#[tokio::test]
async fn yesterday_s_state_is_not_taken_again() {
    let scene = Scene::installed().await;
    let yesterday = network(scene.publisher.folder()).unwrap();
    scene.publish_new();
    scene.app.sync_pack(PACK, None).await.unwrap();
    for url in yesterday.urls() {
        scene.web.put(&url, yesterday.file(&url).unwrap());
    }
    assert_eq!(scene.refused("older timestamp").await, ErrorKind::Untrusted);
}

#[tokio::test]
async fn a_new_timestamp_over_older_files_is_not_taken() {
    let scene = Scene::installed().await;
    let old: serde_json::Value = {
        let path = scene.publisher.pack().join("metadata/timestamp.json");
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    scene.publish_new();
    scene.app.sync_pack(PACK, None).await.unwrap();

    let old_snapshot = old["signed"]["meta"]["snapshot.json"].clone();
    scene.forger().timestamp(|signed| signed["meta"]["snapshot.json"] = old_snapshot).unwrap();
    scene.serve();
    assert_eq!(scene.refused("older snapshot").await, ErrorKind::Untrusted);

    let scene = Scene::installed().await;
    scene.publish_new();
    scene.app.sync_pack(PACK, None).await.unwrap();
    let first = std::fs::read(scene.publisher.pack().join("metadata/1.snapshot.json")).unwrap();
    let first: serde_json::Value = serde_json::from_slice(&first).unwrap();
    scene.forger().snapshot(|signed| signed["meta"] = first["signed"]["meta"].clone()).unwrap();
    scene.serve();
    assert_eq!(scene.refused("older editions").await, ErrorKind::Untrusted);
}

#[tokio::test]
async fn another_publisher_s_pack_of_the_same_name_is_not_taken() {
    let scene = Scene::installed().await;
    let stranger = Publisher::with_keys(100).unwrap();
    for day in 0..3 {
        stranger.publish(&NEW, monday() + TimeDelta::days(day)).unwrap();
    }
    scene.web.put_folder(BASE, stranger.folder()).unwrap();
    assert_eq!(scene.refused("other keys").await, ErrorKind::Untrusted);
    // Nor with a root that the stranger calls the next one.
    let root = std::fs::read(stranger.pack().join("metadata/1.root.json")).unwrap();
    scene.web.put(format!("{BASE}/{PACK}/metadata/2.root.json"), root);
    assert_eq!(scene.refused("other root").await, ErrorKind::Untrusted);
}

#[tokio::test]
async fn another_pack_of_the_same_publisher_is_not_taken_for_this_one() {
    let scene = Scene::installed().await;
    let other = Publisher::new().unwrap();
    let mut foreign = editions(&NEW).unwrap();
    for edition in &mut foreign {
        edition.pack = "other-town".into();
        if let Records::Common(facts) = &mut edition.records
            && let Some(Fact::Pack(pack)) = facts.first_mut()
        {
            pack.id = "other-town".into();
        }
    }
    for day in 0..2 {
        other.publish_editions("other-town", &foreign, monday() + TimeDelta::days(day)).unwrap();
    }
    scene.web.put_folder(&format!("{BASE}/{PACK}"), &other.folder().join("other-town")).unwrap();
    assert_eq!(scene.refused("other pack").await, ErrorKind::Untrusted);

    // And an edition of the other pack, signed into this one.
    for edition in foreign {
        let scene = Scene::installed().await;
        scene.forger().edition(&edition.name(), &edition.to_bytes().unwrap()).unwrap();
        scene.serve();
        assert_eq!(scene.refused(&edition.name()).await, ErrorKind::Untrusted);
    }
    let scene = Scene::installed().await;
    scene.forger().edition("en", bytes_of("de").as_bytes()).unwrap();
    scene.serve();
    assert_eq!(scene.refused("German as English").await, ErrorKind::Untrusted);
}

#[tokio::test]
async fn a_link_without_a_fingerprint_cannot_take_a_known_pack_over() {
    let scene = Scene::installed().await;
    let stranger = Publisher::with_keys(100).unwrap();
    stranger.publish(&NEW, monday()).unwrap();
    let evil = "https://evil.example";
    scene.web.put_folder(evil, stranger.folder()).unwrap();
    scene.app.add_pack(&format!("{evil}/{PACK}")).unwrap();
    assert_eq!(scene.refused("taken over").await, ErrorKind::Untrusted);
    assert!(scene.app.guide().unwrap().list_layers().unwrap()[0].verified);
    // The right link leads home again.
    scene.app.add_pack(&scene.publisher.link(BASE, PACK).unwrap()).unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
}

#[tokio::test]
async fn a_new_fingerprint_is_a_new_publisher_and_not_verified_before_it_was_seen() {
    let scene = Scene::installed().await;
    let heir = Publisher::with_keys(100).unwrap();
    heir.publish(&NEW, monday()).unwrap();
    scene.app.add_pack(&heir.link(BASE, PACK).unwrap()).unwrap();
    let verified = || scene.app.guide().unwrap().list_layers().unwrap()[0].verified;
    assert!(!verified(), "what is installed is not the new publisher's");
    assert_eq!(scene.refused("old files").await, ErrorKind::Untrusted);
    scene.web.put_folder(BASE, heir.folder()).unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert!(verified());
    assert_eq!(scene.app.guide().unwrap().list_top().unwrap()[0].title, "Signing up 1");
}

#[tokio::test]
async fn a_signed_edition_with_broken_lines_is_not_taken() {
    let english = bytes_of("en");
    let common = bytes_of("common");
    let (header, lines) = english.split_once('\n').unwrap();
    let first = lines.lines().next().unwrap();
    let pack = common.lines().find(|l| l.contains(r#""kind":"pack""#)).unwrap();
    let second_pack = pack.replace(r#""id":"sample-town""#, r#""id":"other-town""#);
    let long = format!(r#"{{"id":"x","kind":"phrase","name":"{}"}}"#, "x".repeat(1024 * 1024));
    let deep = format!(r#"{{"id":"x","kind":"page","blocks":{}"#, "[".repeat(100_000));
    let broken: Vec<(&str, &str, Vec<u8>)> = vec![
        ("nothing", "en", vec![]),
        ("not UTF-8", "en", vec![0xff, 0xfe, 0x00]),
        ("no header", "en", lines.into()),
        ("a line in the middle cut off", "en", english.replacen("\"title\":", "\"titl", 1).into()),
        ("the end cut off", "en", english[..english.len() - 9].into()),
        ("an empty line", "en", format!("{header}\n\n{lines}").into()),
        ("one id twice", "en", format!("{english}{first}\n").into()),
        ("two packs", "common", format!("{common}{second_pack}\n").into()),
        ("no pack", "common", common.replace(&format!("{pack}\n"), "").into()),
        ("an unknown kind", "en", format!("{english}{{\"kind\":\"spell\",\"id\":\"x\"}}\n").into()),
        ("a line above the limit", "en", format!("{english}{long}\n").into()),
        ("brackets without end", "en", format!("{english}{deep}\n").into()),
        ("a byte order mark", "en", format!("\u{feff}{english}").into()),
        ("a bare control character", "en", english.replacen("Registration", "Re\u{7}", 1).into()),
    ];
    for (story, edition, raw) in broken {
        let scene = Scene::installed().await;
        scene.forger().edition(edition, &raw).unwrap();
        scene.serve();
        assert_eq!(scene.refused(story).await, ErrorKind::Untrusted, "{story}");
    }
}

#[tokio::test]
async fn a_signed_edition_that_could_harm_its_reader_is_not_taken() {
    let contact = ContactFact {
        id: "evil".into(),
        contact_kind: ContactKind::Office,
        order: 0,
        phone: vec![],
        sms: vec![],
        url: Some("javascript:alert(1)".into()),
        opening_hours: None,
        free: false,
        languages: vec![],
        topics: vec![],
    };
    let task = TaskFact { id: "t".into(), due_days: None, link: Some("file:///etc".into()) };
    let checklist = ChecklistFact { id: "evil".into(), order: 0, tasks: vec![task] };
    let mut linked_place = place("evil");
    linked_place.reach = Reach { url: Some("data:text/html,x".into()), ..Reach::default() };
    let mut disguised_place = place("evil");
    disguised_place.street = Some("Main \u{202e}teertS".into());
    let mut escaped_place = place("evil");
    escaped_place.street = Some("Main \u{1b}[2J Street".into());
    let heading = BlockBody::Heading { level: 1, spans: vec![Span::plain("x")] };
    let image = BlockBody::Image { src: "media/../../person.db".into(), alt: String::new() };
    let disguised = BlockBody::Paragraph { spans: vec![Span::plain("call \u{202e}011")] };
    let escaped = BlockBody::Paragraph { spans: vec![Span::plain("\u{1b}[2J")] };
    let evil = [
        ("a script behind a link", "en", page_with(linked("javascript:alert(1)"))),
        ("the same in other letters", "en", page_with(linked("JaVaScRiPt:alert(1)"))),
        ("a file behind a link", "en", page_with(linked("file:///etc/hosts"))),
        ("an app behind a link", "en", page_with(linked("intent://scan/#Intent;end"))),
        ("a link that is none", "en", page_with(linked("//evil.example"))),
        ("a text that runs the other way", "en", page_with(disguised)),
        ("a control character", "en", page_with(escaped)),
        ("a heading above the title", "en", page_with(heading)),
        ("a picture from elsewhere on the phone", "en", page_with(image)),
        ("a contact's link", "common", common_with(Fact::Contact(contact))),
        ("a task's link", "common", common_with(Fact::Checklist(checklist))),
        ("a place's link", "common", common_with(Fact::Place(linked_place))),
        ("a street that runs the other way", "common", common_with(Fact::Place(disguised_place))),
        ("a control character in a street", "common", common_with(Fact::Place(escaped_place))),
    ];
    for (story, edition, raw) in evil {
        let scene = Scene::installed().await;
        scene.forger().edition(edition, &raw).unwrap();
        scene.serve();
        assert_eq!(scene.refused(story).await, ErrorKind::Untrusted, "{story}");
    }
}

#[tokio::test]
async fn an_edition_from_the_future_asks_for_an_update_of_the_app() {
    let newer = bytes_of("en").replacen(r#""format":1"#, r#""format":2"#, 1);
    let scene = Scene::installed().await;
    scene.forger().edition("en", newer.as_bytes()).unwrap();
    scene.serve();
    assert_eq!(scene.refused("newer header").await, ErrorKind::UpdateRequired);

    let scene = Scene::installed().await;
    let described = |described: &mut serde_json::Value| described["custom"]["format"] = json!(2);
    scene.forger().described("en", newer.as_bytes(), described).unwrap();
    scene.serve();
    let asked = scene.web.asked().len();
    assert_eq!(scene.refused("newer description").await, ErrorKind::UpdateRequired);
    assert!(scene.web.asked()[asked..].iter().all(|url| !url.contains("/o/")), "and fetches none");
}

#[tokio::test]
async fn a_small_file_that_unpacks_without_end_is_not_unpacked() {
    let bomb = zstd::encode_all(std::io::repeat(b' ').take(64 << 20), 3).unwrap();
    assert!(bomb.len() < 64 << 10);
    let honest = bytes_of("en");
    let most = json!(MAX_EDITION);
    for (story, length) in
        [("a small length", json!(honest.len())), ("the largest length", most), ("none", json!(0))]
    {
        let scene = Scene::installed().await;
        let lie = |d: &mut serde_json::Value| d["custom"]["raw_length"] = length;
        scene.forger().object("en", honest.as_bytes(), &bomb, lie).unwrap();
        scene.serve();
        assert_eq!(scene.refused(story).await, ErrorKind::Untrusted, "{story}");
    }
    for (field, value) in [
        (vec!["custom", "raw_length"], json!(MAX_EDITION + 1)),
        (vec!["length"], json!(MAX_EDITION + 1)),
        (vec!["custom", "raw_sha256"], json!("../../etc/passwd")),
        (vec!["hashes", "sha256"], json!("../../etc/passwd")),
        (vec!["custom"], json!(null)),
        (vec!["custom", "published_at"], json!("yesterday")),
    ] {
        let scene = Scene::installed().await;
        let lie = |described: &mut serde_json::Value| {
            *field.iter().fold(described, |at, name| &mut at[*name]) = value;
        };
        scene.forger().described("en", honest.as_bytes(), lie).unwrap();
        scene.serve();
        assert_eq!(scene.refused("lie").await, ErrorKind::Untrusted, "{field:?}");
    }
}

#[tokio::test]
async fn a_file_that_needs_more_memory_than_a_phone_has_is_not_unpacked() {
    let honest = bytes_of("en");
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.window_log(27).unwrap();
    encoder.write_all(honest.as_bytes()).unwrap();
    let hungry = encoder.finish().unwrap();
    assert_eq!(zstd::decode_all(hungry.as_slice()).unwrap(), honest.as_bytes());
    let scene = Scene::installed().await;
    scene.forger().object("en", honest.as_bytes(), &hungry, |_| {}).unwrap();
    scene.serve();
    assert_eq!(scene.refused("128 MiB of window").await, ErrorKind::Untrusted);
}

#[tokio::test]
async fn a_server_that_never_stops_sending_is_left() {
    let wire = Wire::endless().unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&format!("{}/{PACK}", wire.base_url())).unwrap();
    assert_eq!(app.sync_pack(PACK, None).await.unwrap_err().kind(), ErrorKind::Untrusted);
}

#[tokio::test]
async fn a_publisher_without_the_common_edition_is_refused() {
    let scene = Scene::installed().await;
    let forger = scene.forger();
    forger
        .role("targets", Role::Targets, |signed| {
            let roles = signed["delegations"]["roles"].as_array_mut().unwrap();
            roles.retain(|role| role["name"] != "common");
        })
        .unwrap();
    scene.serve();
    assert_eq!(scene.refused("no common edition").await, ErrorKind::Untrusted);
}
