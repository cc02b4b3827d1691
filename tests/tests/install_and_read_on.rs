//! A pack is added by its link, installed over HTTP, and read on when the network is gone.

#![cfg(test)]

use chrono::TimeDelta;
use companion_cli::publish::{Options, renew};
use companion_cli::serve::Server;
use companion_core::Companion;
use companion_core::ErrorKind;
use companion_core::guide::PackFreshness;
use companion_core::sync::PackReport;
use companion_tests::phone::{Phone, monday};
use companion_tests::publisher::{PACK, PAGES, Publisher};

const WORDS: [(&str, &str); 3] =
    [("de", "Anmeldung"), ("en", "Registration"), ("uk", "Реєстрація")];

fn published() -> Publisher {
    let publisher = Publisher::new().unwrap();
    publisher.publish(&WORDS, monday()).unwrap();
    publisher
}

fn names(report: &PackReport) -> Vec<&str> {
    report.editions.iter().map(|e| e.name.as_str()).collect()
}

/// Titles of the tree and the words of the first page.
fn read(app: &Companion) -> (Vec<String>, String) {
    let guide = app.guide().unwrap();
    let titles = guide.list_top().unwrap().into_iter().map(|n| n.title).collect();
    let page = guide.page(PACK, "page-1").unwrap();
    (titles, page.blocks[0].body.plain_text())
}

#[tokio::test]
async fn what_was_installed_is_read_and_found_without_the_server() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["en".into()]).unwrap();
    let pack = app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    assert_eq!(pack, PACK);

    let report = app.sync_pack(&pack, None).await.unwrap();

    assert_eq!(names(&report), ["common", "de", "en"], "the reader's language and the source");
    assert_eq!(u64::from(report.requests), server.requests());
    assert_eq!(report.bytes, server.sent_bytes());
    server.stop();

    let (titles, text) = read(&app);
    assert_eq!(titles.len(), PAGES as usize);
    assert_eq!(titles[0], "Registration 1");
    assert_eq!(text, "Registration: paragraph of page 1.");
    let found = app.find("paragraph registration", 50).unwrap();
    assert!(found.iter().any(|h| h.id == "page-3" && h.language == "en"));
    let again = app.sync_pack(&pack, None).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::Offline);

    drop(app);
    let app = phone.open().unwrap();
    assert_eq!(read(&app), (titles, text), "after a restart too");
}

#[tokio::test]
async fn a_check_without_news_takes_one_request() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();

    // Once for the bundle of the language that is here now, then only whether it has changed.
    let first = app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(first.requests, 1);
    let before = server.requests();
    let report = app.sync_pack(PACK, None).await.unwrap();
    assert_eq!((report.requests, server.requests() - before), (1, 1));
    assert_eq!(report.bytes, 0, "status 304");
    assert_eq!((report.editions, report.rows_written), (vec![], 0));

    // A publisher who only signs again makes no more work.
    renew(PACK, publisher.keys(), publisher.folder(), monday(), &Options::default()).unwrap();
    let report = app.sync_pack(PACK, None).await.unwrap();
    assert_eq!((report.requests, names(&report)), (1, vec![]));
}

#[tokio::test]
async fn an_edit_in_one_language_fetches_that_language_alone() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["en".into(), "uk".into()]).unwrap();
    app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    server.stop();

    let edited = [WORDS[0], ("en", "Signing up"), WORDS[2]];
    publisher.publish(&edited, monday() + TimeDelta::days(1)).unwrap();
    // The same pack at another address.
    let server = Server::start(publisher.folder(), 0).unwrap();
    app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    let report = app.sync_pack(PACK, None).await.unwrap();

    assert_eq!(names(&report), ["en"]);
    assert_eq!(report.editions[0].revision, 2);
    // The bundle, and a patch of the edition.
    assert_eq!(server.requests(), 2);
    assert!(report.editions[0].patched);
    assert_eq!(report.rows_written, u64::from(PAGES) + 1);
    assert_eq!(read(&app).1, "Signing up: paragraph of page 1.");
    assert!(app.find("registration", 50).unwrap().is_empty(), "the old words are gone");
    assert!(!app.find("реєстрація", 50).unwrap().is_empty(), "the others are still there");
    assert_eq!(app.list_subscriptions().unwrap().len(), 1);
}

#[tokio::test]
async fn a_link_without_a_fingerprint_is_shown_as_unverified() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    for verified in [true, false] {
        let phone = Phone::online().unwrap();
        let app = phone.open().unwrap();
        let link = publisher.link(&server.base_url(), PACK).unwrap();
        let link = if verified { link } else { format!("{}/{PACK}/", server.base_url()) };
        app.add_pack(&link).unwrap();
        app.sync_pack(PACK, None).await.unwrap();
        let layers = app.guide().unwrap().list_layers().unwrap();
        assert_eq!(layers.len(), 1);
        assert_eq!(layers[0].verified, verified);
        assert_eq!(layers[0].freshness, PackFreshness::Fresh);
        assert_eq!(layers[0].checked_at_ms, Some(monday().timestamp_millis()));
    }
}

#[tokio::test]
async fn a_year_later_everything_is_still_readable_and_says_how_old_it_is() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    let before = read(&app);
    let freshness = || app.guide().unwrap().list_layers().unwrap()[0].freshness;

    phone.clock.advance(365 * 24 * 60 * 60);
    assert_eq!(read(&app), before);
    assert_eq!(freshness(), PackFreshness::NotCheckedSince);

    let report = app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(report.expired_role.as_deref(), Some("timestamp"), "nobody has signed it again");
    assert_eq!(read(&app), before);
    assert_eq!(freshness(), PackFreshness::NotRenewedSince);

    // And a clock that was wrong is no reason to stay alarmed.
    phone.clock.set(monday());
    app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(freshness(), PackFreshness::Fresh);
}

#[tokio::test]
async fn a_phone_that_comes_a_year_late_still_installs_what_is_there() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    phone.clock.advance(365 * 24 * 60 * 60);
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(read(&app).0.len(), PAGES as usize);
    let layers = app.guide().unwrap().list_layers().unwrap();
    assert_eq!(layers[0].freshness, PackFreshness::NotRenewedSince);
}

#[tokio::test]
async fn a_new_language_of_the_reader_comes_with_the_next_sync() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(read(&app).0[0], "Anmeldung 1");
    app.set_languages(&["uk".into()]).unwrap();
    assert_eq!(read(&app).0[0], "Anmeldung 1", "the source language until then");
    let report = app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(names(&report), ["uk"]);
    assert_eq!(read(&app).0[0], "Реєстрація 1");
}

#[tokio::test]
async fn a_language_that_is_withdrawn_goes_and_one_that_returns_comes_back() {
    let publisher = published();
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["uk".into()]).unwrap();
    app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();

    publisher.publish(&WORDS[..2], monday() + TimeDelta::days(1)).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(read(&app).0[0], "Anmeldung 1");
    assert!(app.find("реєстрація", 50).unwrap().is_empty());

    publisher.publish(&WORDS, monday() + TimeDelta::days(2)).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(read(&app).0[0], "Реєстрація 1");
    assert_eq!(app.find("реєстрація", 50).unwrap().len(), PAGES as usize);
}
