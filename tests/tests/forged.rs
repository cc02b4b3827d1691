//! Somebody with the right keys signs what no honest publisher would: the phone takes none of it.

#![cfg(test)]

use std::io::{Read, Write};

use companion_cli::keys::Role;
use companion_core::ErrorKind;
use companion_core::packs::edition::{Edition, MAX_EDITION, Records};
use companion_core::packs::format::{
    ChecklistFact, ContactFact, ContactKind, Fact, PageText, Reach, TaskFact, Text,
};
use companion_core::text::{BlockBody, Span};
use companion_tests::made::{page_text, place};
use companion_tests::publisher::{PACK, editions};
use companion_tests::scene::{OLD, Scene, bytes_of};
use serde_json::json;

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

fn linked(url: &str) -> BlockBody {
    BlockBody::Paragraph { spans: vec![Span::linked("here", url)] }
}

#[tokio::test]
async fn a_signed_edition_with_broken_lines_is_not_taken() {
    let english = bytes_of("en").unwrap();
    let common = bytes_of("common").unwrap();
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
        let scene = Scene::installed().await.unwrap();
        scene.forger().edition(edition, &raw).unwrap();
        scene.serve().unwrap();
        assert_eq!(scene.refused(story).await.unwrap(), ErrorKind::Untrusted, "{story}");
    }
}

#[tokio::test]
async fn a_signed_edition_that_could_harm_its_reader_is_not_taken() {
    let contact = ContactFact {
        id: "evil".into(),
        contact_kind: ContactKind::Office,
        country: None,
        order: 0,
        phone: vec![],
        sms: vec![],
        url: Some("javascript:alert(1)".into()),
        opening_hours: None,
        free: false,
        languages: vec![],
        topics: vec![],
        source: None,
        checked: None,
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
        let scene = Scene::installed().await.unwrap();
        scene.forger().edition(edition, &raw).unwrap();
        scene.serve().unwrap();
        assert_eq!(scene.refused(story).await.unwrap(), ErrorKind::Untrusted, "{story}");
    }
}

#[tokio::test]
async fn an_edition_from_the_future_asks_for_an_update_of_the_app() {
    let newer = bytes_of("en").unwrap().replacen(r#""format":1"#, r#""format":2"#, 1);
    let scene = Scene::installed().await.unwrap();
    scene.forger().edition("en", newer.as_bytes()).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("newer header").await.unwrap(), ErrorKind::UpdateRequired);

    let scene = Scene::installed().await.unwrap();
    let described = |described: &mut serde_json::Value| described["custom"]["format"] = json!(2);
    scene.forger().described("en", newer.as_bytes(), described).unwrap();
    scene.serve().unwrap();
    let asked = scene.web.asked().len();
    assert_eq!(scene.refused("newer description").await.unwrap(), ErrorKind::UpdateRequired);
    assert!(scene.web.asked()[asked..].iter().all(|url| !url.contains("/o/")), "and fetches none");
}

#[tokio::test]
async fn a_small_file_that_unpacks_without_end_is_not_unpacked() {
    let bomb = zstd::encode_all(std::io::repeat(b' ').take(64 << 20), 3).unwrap();
    assert!(bomb.len() < 64 << 10);
    let honest = bytes_of("en").unwrap().replace("paragraph", "line");
    let most = json!(MAX_EDITION);
    for (story, length) in
        [("a small length", json!(honest.len())), ("the largest length", most), ("none", json!(0))]
    {
        let scene = Scene::installed().await.unwrap();
        let lie = |d: &mut serde_json::Value| d["custom"]["raw_length"] = length;
        scene.forger().object("en", honest.as_bytes(), &bomb, lie).unwrap();
        scene.serve().unwrap();
        assert_eq!(scene.refused(story).await.unwrap(), ErrorKind::Untrusted, "{story}");
    }
    for (field, value) in [
        (vec!["custom", "raw_length"], json!(MAX_EDITION + 1)),
        (vec!["length"], json!(MAX_EDITION + 1)),
        (vec!["custom", "raw_sha256"], json!("../../etc/passwd")),
        (vec!["hashes", "sha256"], json!("../../etc/passwd")),
        (vec!["custom"], json!(null)),
        (vec!["custom", "published_at"], json!("yesterday")),
    ] {
        let scene = Scene::installed().await.unwrap();
        let lie = |described: &mut serde_json::Value| {
            *field.iter().fold(described, |at, name| &mut at[*name]) = value;
        };
        scene.forger().described("en", honest.as_bytes(), lie).unwrap();
        scene.serve().unwrap();
        assert_eq!(scene.refused("lie").await.unwrap(), ErrorKind::Untrusted, "{field:?}");
    }
}

#[tokio::test]
async fn a_file_that_needs_more_memory_than_a_phone_has_is_not_unpacked() {
    let honest = bytes_of("en").unwrap().replace("paragraph", "line");
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.window_log(27).unwrap();
    encoder.write_all(honest.as_bytes()).unwrap();
    let hungry = encoder.finish().unwrap();
    assert_eq!(zstd::decode_all(hungry.as_slice()).unwrap(), honest.as_bytes());
    let scene = Scene::installed().await.unwrap();
    scene.forger().object("en", honest.as_bytes(), &hungry, |_| {}).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("128 MiB of window").await.unwrap(), ErrorKind::Untrusted);
}

#[tokio::test]
async fn a_publisher_without_the_common_edition_is_refused() {
    let scene = Scene::installed().await.unwrap();
    let forger = scene.forger();
    forger
        .role("targets", Role::Targets, |signed| {
            let roles = signed["delegations"]["roles"].as_array_mut().unwrap();
            roles.retain(|role| role["name"] != "common");
        })
        .unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("no common edition").await.unwrap(), ErrorKind::Untrusted);
}
