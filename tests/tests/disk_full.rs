//! The disk is full in the middle of anything: the old state stays readable, and with space again all goes well.

#![cfg(test)]

use std::sync::Arc;

use chrono::TimeDelta;
use companion_core::ErrorKind;
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::Text;
use companion_core::testing::ScriptedTransport;
use companion_tests::look;
use companion_tests::made::paragraph;
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::{PACK, Publisher, editions};

const WORDS: [(&str, &str); 2] = [("de", "Anmeldung"), ("en", "Registration")];

/// The same pages with so much text that the file has to grow.
fn longer() -> Vec<Edition> {
    let mut editions = editions(&[("de", "Meldestelle"), ("en", "Signing up")]).unwrap();
    for edition in &mut editions {
        let Records::Language(_, texts) = &mut edition.records else { continue };
        for text in texts {
            let Text::Page(page) = text else { continue };
            let words: Vec<String> = (0..300).map(|n| format!("word{n}of{}", page.id)).collect();
            page.blocks.push(paragraph(&words.join(" ")));
        }
    }
    editions
}

fn known(publisher: &Publisher) -> (Phone, Arc<ScriptedTransport>) {
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["en".into()]).unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    (phone, web)
}

/// Gives the phone one page more each time until the sync goes through.
async fn grows_page_by_page(phone: &Phone) {
    let before = look::content(&phone.open().unwrap(), &["registration"]).unwrap();
    let mut refused = 0;
    loop {
        let phone = phone.copy().unwrap();
        let app = phone.open().unwrap();
        app.limit_content_growth(Some(refused)).unwrap();
        match app.sync_pack(PACK, None).await {
            Ok(_) => break,
            Err(e) => assert_eq!(e.kind(), ErrorKind::NoSpace, "with {refused} pages: {e}"),
        }
        assert_eq!(look::content(&app, &["registration"]).unwrap(), before, "{refused} pages");
        app.limit_content_growth(None).unwrap();
        app.sync_pack(PACK, None).await.unwrap();
        let page = app.guide().unwrap().page(PACK, "page-1").unwrap();
        assert_eq!(page.blocks.len(), 2, "the new text");
        assert_eq!(app.find("word299ofpage", 50).unwrap().len(), 5, "the index too");
        refused += 1;
    }
    assert!(refused > 10, "the new edition needs more than {refused} pages");
}

#[tokio::test]
async fn an_update_that_does_not_fit_leaves_the_old_edition_whole() {
    let publisher = Publisher::new().unwrap();
    publisher.publish(&WORDS, monday()).unwrap();
    let (phone, web) = known(&publisher);
    phone.open().unwrap().sync_pack(PACK, None).await.unwrap();
    publisher.publish_editions(PACK, &longer(), monday() + TimeDelta::days(1)).unwrap();
    web.put_folder(BASE, publisher.folder()).unwrap();
    grows_page_by_page(&phone).await;
}

#[tokio::test]
async fn a_first_install_that_does_not_fit_leaves_an_empty_phone_that_works() {
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions(PACK, &longer(), monday()).unwrap();
    let (phone, _) = known(&publisher);
    grows_page_by_page(&phone).await;
}

#[tokio::test]
async fn without_room_for_the_ratchets_nothing_is_installed() {
    let publisher = Publisher::new().unwrap();
    publisher.publish(&WORDS, monday()).unwrap();
    let (phone, _) = known(&publisher);
    let app = phone.open().unwrap();
    app.limit_person_growth(Some(0)).unwrap();
    let refused = app.sync_pack(PACK, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NoSpace);
    assert_eq!(app.guide().unwrap().list_layers().unwrap(), []);
    assert_eq!(app.languages().unwrap().len(), 1, "what the person said is still known");
    app.limit_person_growth(None).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
}
