//! A question in a person's own words finds the page, and no question can do harm.

#![cfg(test)]

use companion_core::Companion;
use companion_core::packs::format::{Level, Text};
use companion_tests::land::{self, CITY, REGION};
use companion_tests::made::{Made, name, page};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

async fn phone_of(languages: &[&str]) -> (Phone, Companion) {
    let publisher = land::published().unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    let tags: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
    app.set_languages(&tags).unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    (phone, app)
}

fn found(app: &Companion, question: &str) -> Vec<(String, String)> {
    app.find(question, 20)
        .unwrap()
        .into_iter()
        .map(|h| (h.id, h.found_in.unwrap_or(h.language)))
        .collect()
}

fn hit(id: &str, language: &str) -> (String, String) {
    (id.to_owned(), language.to_owned())
}

#[tokio::test]
async fn a_page_is_found_by_a_word_of_its_body_in_every_language_that_is_there() {
    let (_phone, app) = phone_of(&["en", "ti"]).await;
    assert_eq!(found(&app, "parents"), [hit("families", "en")]);
    assert_eq!(found(&app, "ኦንላይን"), [hit("appointment", "ti")], "the second language");
    assert_eq!(found(&app, "vertrag"), [hit("documents", "de")], "the source language");
    assert_eq!(found(&app, "PARENTS"), [hit("families", "en")]);
    assert_eq!(found(&app, "where is the place for parents?")[0], hit("families", "en"));
    assert!(found(&app, "parents zzzz qqqq").contains(&hit("families", "en")));
    assert_eq!(found(&app, "zzzz"), []);
}

#[tokio::test]
async fn the_reader_s_first_language_comes_first_and_nothing_comes_twice() {
    let (_phone, app) = phone_of(&["en", "de"]).await;
    let hits = app.find("online", 20).unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].title.as_str(), hits[0].language.as_str()), ("Appointment", "en"));
    let hits = app.find("registration anmeldung", 20).unwrap();
    let links: Vec<_> = hits.iter().map(|h| (h.pack.as_str(), h.language.as_str())).collect();
    assert_eq!(links[0], (CITY, "en"));
    assert!(links.contains(&(REGION, "de")));
    assert_eq!(app.find("registration anmeldung", 1).unwrap().len(), 1);
    assert_eq!(app.find("registration", 0).unwrap(), []);
}

#[tokio::test]
async fn a_reader_of_british_english_is_a_reader_of_english() {
    let (_phone, app) = phone_of(&["en-GB", "de"]).await;
    let hits = app.find("online", 20).unwrap();
    assert_eq!((hits.len(), hits[0].language.as_str()), (1, "en"));
    app.set_languages(&["de-AT".into(), "en-GB".into()]).unwrap();
    assert_eq!(app.find("online", 20).unwrap()[0].language, "de");
}

#[tokio::test]
async fn places_contacts_and_tasks_are_found_too() {
    let (_phone, app) = phone_of(&["en"]).await;
    for (question, kind, id) in [
        ("hall", "place", "town-hall"),
        ("ambulance", "contact", "rescue"),
        ("account", "checklist", "first-weeks"),
    ] {
        let hits = app.find(question, 20).unwrap();
        assert!(hits.iter().any(|h| h.kind == kind && h.id == id), "{question}: {hits:?}");
    }
    // Names of packs and topics match too, but cannot be opened and take nobody's place.
    let mut made = Made::new("sample-town", Level::City, "de").unwrap();
    made.text("de", Text::Pack(name("sample-town", "Arbeit"))).unwrap();
    made.text("de", Text::Topic(name("work", "Arbeit"))).unwrap();
    made.page(page("jobs"), &[("de", "Stellen", "Wo man nach einer Arbeit sucht.")]).unwrap();
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions("sample-town", &made.editions(), monday()).unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, "sample-town").unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    assert_eq!(app.find("arbeit", 1).unwrap()[0].id, "jobs");
}

#[tokio::test]
async fn no_question_is_an_order_to_the_database() {
    let (_phone, app) = phone_of(&["en"]).await;
    let long = "parents ".repeat(12_500);
    let one_word = "x".repeat(100_000);
    for question in [
        "\"parents\"",
        "parents\"",
        "'; DROP TABLE page; -- parents",
        "parents AND OR NOT NEAR(",
        "title:parents",
        "^parents + {parents}",
        "parents*",
        "(parents",
        "-parents",
        "parents\0\u{1}\u{1b}[2J\u{202e}",
        "\u{feff}parents\u{200d}",
        &long,
    ] {
        assert!(found(&app, question).contains(&hit("families", "en")), "{:.40}", question);
    }
    for question in ["", " ", "\"", "*", "\0", "؟!…", "\u{301}", &one_word, "NEAR/2", "🙂"] {
        assert_eq!(found(&app, question), [], "{:.40}", question);
    }
    assert_eq!(found(&app, "parents").len(), 1, "and the index is as it was");
}

#[tokio::test]
async fn marks_and_case_do_not_matter() {
    let mut made = Made::new("sample-town", Level::City, "de").unwrap();
    let text = "Geld für Bücher beantragen. Işık, Ärztin, café. Київ. القُرْآن";
    made.page(page("money"), &[("de", "Zuschüsse", text)]).unwrap();
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions("sample-town", &made.editions(), monday()).unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, "sample-town").unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    for question in
        ["bücher", "bucher", "BÜCHER", "bu\u{308}cher", "arztin", "CAFE", "київ", "zuschusse"]
    {
        assert_eq!(found(&app, question), [hit("money", "de")], "{question}");
    }
}
