//! The file of packs is damaged: it is made anew and fetched again, and what belongs to the person is not touched.

#![cfg(test)]

use std::fs;

use companion_core::ErrorKind;
use companion_tests::damage::{PAGE, files, spoil_page, ticked, used};
use companion_tests::land::CITY;
use companion_tests::look;
use companion_tests::phone::Phone;

const WORDS: [&str; 2] = ["rathaus", "registration"];

/// Opens the phone, whose packs are gone, and gets them again.
async fn comes_back(phone: &Phone, before: &(String, String), story: &str) {
    let app = phone.open().unwrap_or_else(|e| panic!("{story}: {e}"));
    assert_eq!(phone.logged().last().unwrap(), "content was damaged and is fetched again");
    assert_eq!(app.guide().unwrap().list_layers().unwrap(), [], "{story}");
    assert_eq!(app.find("rathaus", 5).unwrap(), []);
    let saved = app.guide().unwrap().list_saved().unwrap();
    assert_eq!((saved.len(), saved[0].title.as_ref()), (1, None), "{story}: still on the list");
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{story}: {outcomes:?}");
    assert_eq!(look::content(&app, &WORDS).unwrap(), before.0, "{story}");
    assert_eq!(look::person(&app).unwrap(), before.1, "{story}");
    assert_eq!(ticked(&app).unwrap(), ["bank"]);
}

#[tokio::test]
async fn packs_that_cannot_be_opened_are_fetched_again_and_nothing_of_the_person_is_lost() {
    let (phone, _) = used().await.unwrap();
    let app = phone.open().unwrap();
    let before = (look::content(&app, &WORDS).unwrap(), look::person(&app).unwrap());
    drop(app);
    let whole = fs::read(phone.content()).unwrap();
    let half = &whole[..whole.len() / 2];
    for (story, bytes) in [
        ("garbage", vec![0x5a; whole.len()]),
        ("the first page overwritten", [&[0xff; PAGE], &whole[PAGE..]].concat()),
        ("cut in the middle of a page", half[..half.len() - 100].to_vec()),
        ("cut between two pages", half[..half.len() / PAGE * PAGE].to_vec()),
        ("a few bytes", b"SQLite format 3\0".to_vec()),
    ] {
        fs::write(phone.content(), bytes).unwrap();
        comes_back(&phone, &before, story).await;
    }
    assert_eq!(files(&phone).unwrap(), ["content.db", "person.db"]);
}

#[tokio::test]
async fn damage_found_while_reading_is_an_error_of_that_read_and_mended_at_the_next_opening() {
    let (phone, _) = used().await.unwrap();
    let app = phone.open().unwrap();
    let before = (look::content(&app, &WORDS).unwrap(), look::person(&app).unwrap());
    drop(app);
    let whole = fs::read(phone.content()).unwrap();
    // Every page but the first, which is read at the opening.
    let mut found = 0;
    for page in 1..whole.len() / PAGE {
        fs::write(phone.content(), &whole).unwrap();
        spoil_page(&phone.content(), page).unwrap();
        let Ok(app) = phone.open() else { panic!("page {page} is not read at the opening") };
        // A page of the part that holds the schema shows at the opening.
        if app.guide().unwrap().list_layers().is_ok_and(|l| l.is_empty()) {
            drop(app);
            continue;
        }
        let Err(e) = look::content(&app, &WORDS) else { continue };
        found += 1;
        let e = e.downcast::<companion_core::Error>().unwrap();
        assert_eq!(e.kind(), ErrorKind::StorageUnavailable, "page {page}: {e}");
        // What does not touch the damage goes on.
        assert_eq!(app.languages().unwrap().len(), 2);
        assert!(!app.guide().unwrap().list_saved().is_ok_and(|s| s.is_empty()));
        drop(app);
        comes_back(&phone, &before, &format!("page {page}")).await;
    }
    assert!(found > 5, "damage in {found} pages only");
    assert_eq!(files(&phone).unwrap(), ["content.db", "person.db"]);
}

#[tokio::test]
async fn damage_found_while_reading_is_mended_when_the_app_comes_back_too() {
    let (phone, web) = used().await.unwrap();
    let whole = fs::read(phone.content()).unwrap();
    for page in 1..whole.len() / PAGE {
        spoil_page(&phone.content(), page).unwrap();
    }
    let app = phone.open().unwrap();
    assert_eq!(app.guide().unwrap().list_top().unwrap_err().kind(), ErrorKind::StorageUnavailable);
    web.set_offline(true);
    app.pause();
    app.resume().unwrap();
    assert_eq!(app.guide().unwrap().list_top().unwrap(), []);
    web.set_offline(false);
    app.sync_all(None).await.unwrap();
    assert!(!app.guide().unwrap().list_top().unwrap().is_empty());
    assert_eq!(ticked(&app).unwrap(), ["bank"]);
}

#[tokio::test]
async fn damage_found_while_installing_is_mended_at_the_next_opening() {
    let (phone, _) = used().await.unwrap();
    let whole = fs::read(phone.content()).unwrap();
    for page in 1..whole.len() / PAGE {
        spoil_page(&phone.content(), page).unwrap();
    }
    let app = phone.open().unwrap();
    app.set_languages(&["ti".into()]).unwrap();
    let refused = app.sync_pack(CITY, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StorageUnavailable);
    drop(app);
    let app = phone.open().unwrap();
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
}

#[tokio::test]
async fn a_record_that_lost_its_words_comes_again_with_the_next_sync() {
    let (phone, web) = used().await.unwrap();
    let app = phone.open().unwrap();
    let before = look::content(&app, &WORDS).unwrap();
    let database = rusqlite::Connection::open(phone.content()).unwrap();
    let sql = "UPDATE text SET body = '{' || body WHERE pack = ?1 AND id = 'families'";
    assert!(database.execute(sql, [CITY]).unwrap() > 1);
    drop(database);
    app.sync_all(None).await.unwrap();
    let guide = app.guide().unwrap();
    let lost = guide.page(CITY, "families").unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::Internal, "{lost}");
    assert_eq!(guide.page(CITY, "registration").unwrap().title, "Registration");

    web.set_offline(true);
    app.sync_all(None).await.unwrap();
    assert!(!guide.list_top().unwrap().is_empty(), "the rest is read until there is a network");
    web.set_offline(false);
    let outcomes = app.sync_all(None).await.unwrap();
    let written: u64 = outcomes.iter().map(|o| o.report.as_ref().unwrap().rows_written).sum();
    assert!(written < 10, "only what was lost and the notices are written, not {written} rows");
    assert_eq!(look::content(&app, &WORDS).unwrap(), before);
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.report.as_ref().unwrap().editions.is_empty()));
}
