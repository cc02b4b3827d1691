//! What is new, and what is not.

use std::fs;

use companion_tests::unruly::Manner;

use crate::town::{STATE, Town, calendar, december};

#[test]
fn what_is_new_comes_and_what_is_not_changes_no_byte() {
    let town = Town::new(&december(1..=3));
    assert_eq!(town.refresh(), "6");
    assert!(town.text("events/tea1/event.toml").contains("start = \"2026-12-01T18:00:00\""));
    assert!(town.text("events/tea1/event.toml").contains("feed = \"club\""));
    assert!(town.asked().header("accept").unwrap().starts_with("text/calendar"));
    let before = town.content();
    assert!(town.text(STATE).contains("etag"));
    for _ in 0..2 {
        assert_eq!(town.refresh(), "same");
        assert_eq!(town.content(), before);
        let asked = town.asked();
        assert_eq!((asked.status, asked.header("if-modified-since")), (304, None));
    }
    // An answer that is another and says the same is not worth a change either.
    town.serve("club.ics", &calendar(&format!("X-NOW:1\r\n{}", december(1..=3))));
    assert_eq!(town.refresh(), "nothing");
    assert_eq!(town.content(), before);
    town.serve("club.ics", &calendar(&december(1..=4)));
    assert_eq!(town.refresh(), "2");
    assert!(!town.text("events/tea4/de.md").is_empty());
}

#[test]
fn servers_without_strong_tags_are_asked_by_what_they_have() {
    let town = Town::new(&december(1..=1));
    town.host.when("club", Manner::WeakTag);
    town.refresh();
    town.host.take_asked();
    assert_eq!(town.refresh(), "same");
    assert!(town.asked().header("if-none-match").unwrap().starts_with("W/\""));
    let town = Town::new(&december(1..=1));
    let date = "Sun, 22 Nov 2026 09:00:00 GMT";
    town.host.when("club", Manner::Dated(date.to_owned()));
    town.refresh();
    town.host.take_asked();
    assert_eq!(town.refresh(), "same");
    let asked = town.asked();
    assert_eq!(
        (asked.header("if-modified-since"), asked.header("if-none-match")),
        (Some(date), None)
    );
}

#[test]
fn what_editors_changed_stays() {
    let town = Town::new(&december(1..=3));
    town.refresh();
    let facts = town.text("events/tea2/event.toml");
    fs::write(
        town.folder.path().join("events/tea2/event.toml"),
        format!("{facts}cost = \"free\"\n"),
    )
    .unwrap();
    let text = town.text("events/tea2/de.md").replace("tea2", "Tee für alle");
    fs::write(town.folder.path().join("events/tea2/de.md"), text).unwrap();
    let moved = december(1..=3).replace("20261202T180000", "20261202T190000");
    town.serve("club.ics", &calendar(&moved));
    assert_eq!(town.refresh(), "1");
    let facts = town.text("events/tea2/event.toml");
    assert!(facts.contains("2026-12-02T19:00:00") && facts.contains("cost = \"free\""), "{facts}");
    assert!(town.text("events/tea2/de.md").contains("Tee für alle"));
}

#[test]
fn what_feeds_toml_says_counts_at_once() {
    let town = Town::new(&december(1..=1));
    town.refresh();
    town.feeds(&town.feed("club", "organiser = \"Verein\"\ncost = \"free\""));
    assert_eq!(town.refresh(), "1");
    assert!(town.asked().header("if-none-match").is_none());
    assert!(town.text("events/tea1/event.toml").contains("organiser = \"Verein\""));
    assert_eq!(town.refresh(), "same");
    // Somebody threw away what the import had kept: it comes again.
    fs::remove_dir_all(town.folder.path().join(".import/feed-club")).unwrap();
    fs::remove_dir_all(town.folder.path().join("events")).unwrap();
    assert_eq!(town.refresh(), "2");
}

#[test]
fn activitypub_is_told_by_its_content() {
    let town = Town::new("");
    town.serve(
        "club.ics",
        "{\"type\":\"OrderedCollection\",\"orderedItems\":[{\"type\":\"Create\",\"to\":\"as:Public\",\"object\":{\"type\":\"Event\",\
         \"id\":\"https://club.example/1\",\"name\":\"Chor\",\"startTime\":\"2026-12-01T18:00:00+01:00\"}}]}",
    );
    assert_eq!(town.refresh(), "2");
    assert!(town.text("events/chor/event.toml").contains("uid = \"https://club.example/1\""));
}

#[test]
fn a_page_of_an_outbox_is_not_all_of_it() {
    let town = Town::new("");
    let create = |n: u32, name: &str| {
        format!(
            "{{\"type\":\"Create\",\"to\":\"as:Public\",\"object\":{{\"type\":\"Event\",\"id\":\"https://club.example/{n}\",\
             \"name\":\"{name}\",\"startTime\":\"2026-12-0{n}T18:00:00+01:00\"}}}}"
        )
    };
    let page = |more: &str, items: &[String]| {
        let items = items.join(",");
        format!("{{\"type\":\"OrderedCollectionPage\",{more}\"orderedItems\":[{items}]}}")
    };
    let next = "\"next\":\"https://club.example/outbox?page=2\",";
    town.serve("club.ics", &page(next, &[create(1, "Chor"), create(2, "Tanz")]));
    assert_eq!(town.refresh(), "4");
    // Older ones have moved to the next page.
    town.serve("club.ics", &page(next, &[create(3, "Tee"), create(2, "Tanz")]));
    assert_eq!(town.refresh(), "2");
    assert!(!town.text("events/chor/event.toml").is_empty());
    let delete = "{\"type\":\"Delete\",\"object\":\"https://club.example/1\"}".to_owned();
    town.serve("club.ics", &page(next, &[delete, create(3, "Tee")]));
    assert_eq!(town.refresh(), "1");
    assert!(town.text("events/chor/event.toml").contains("status = \"cancelled\""));
    let before = town.known();
    town.serve("club.ics", &page(next, &[create(3, "Tee")]));
    town.refresh();
    assert_eq!(town.known(), before);
    // A list that is whole is the last word.
    town.serve("club.ics", &page("", &[create(3, "Tee")]));
    assert_eq!(town.refresh(), "4");
    assert!(town.text("events/tanz/event.toml").is_empty());
}
